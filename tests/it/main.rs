//! One test binary: the list of modules says what goes where.

mod import_defects;
mod import_eras;
mod import_refusals;
mod support;
