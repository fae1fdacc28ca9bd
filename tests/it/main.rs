//! One test binary: the list of modules says what goes where.

mod store;
