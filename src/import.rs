//! Bytes of an archive to rows and warnings, and rows to facts.
