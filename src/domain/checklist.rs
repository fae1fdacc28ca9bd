//! The audit of the own profile: items, points, evidence.
