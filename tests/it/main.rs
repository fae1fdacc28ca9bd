//! One test binary: the list of modules says what goes where.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests may panic and print"
)]

mod audit;
mod width;
