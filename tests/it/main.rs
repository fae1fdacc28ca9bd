//! One test binary. The list of modules says what goes where.
//!
//! * `architecture`: layers, sizes, nothing forgotten;
//! * `cli`: the real program, argument by argument;
//! * `documents`: README, example configuration and help say what the tables say;
//! * `store`: journal, faults, power cuts, several writers.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "tests may panic and print"
)]

mod architecture;
mod store;
