//! Journal, imports, cache and lock.
pub mod wire;
