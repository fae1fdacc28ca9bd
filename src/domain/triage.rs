//! Judging an invitation: reasons, warnings, what cannot be known.
