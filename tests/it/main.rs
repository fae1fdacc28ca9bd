//! One test binary. The list of modules says what goes where.
//!
//! * `architecture`: layers, sizes, nothing forgotten;
//! * `audit`: the profile's fixtures, each with its expected gaps;
//! * `cli`: the real program, argument by argument;
//! * `documents`: README, example configuration and help say what the tables say;
//! * `store`: journal, faults, power cuts, several writers;
//! * `width`: what is drawn takes the cells that were counted.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests may panic"
)]

mod architecture;
mod audit;
mod store;
mod width;
