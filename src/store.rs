//! Journal, imports, cache and lock.
