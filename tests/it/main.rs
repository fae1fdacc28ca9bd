//! One test binary. The list of modules says what goes where.
//!
//! * `architecture`: layers, sizes, nothing forgotten;
//! * `audit`: the profile's fixtures, each with its expected gaps;
//! * `import_defects`: what LinkedIn and spreadsheets write wrongly, and what is not kept;
//! * `import_eras`: an invented archive of every form, every row accounted for;
//! * `import_limits`: how much an archive may ask for;
//! * `import_refusals`: what is no archive, or an ambiguous one;
//! * `plan`: follow-ups, story by story, and a simulated year;
//! * `store`: journal, faults, power cuts, several writers;
//! * `support`: generators of invented archives, and a zip writer that can lie;
//! * `width`: what is drawn takes the cells that were counted.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests may panic"
)]

mod architecture;
mod audit;
mod import_defects;
mod import_eras;
mod import_limits;
mod import_refusals;
mod plan;
mod store;
mod support;
mod width;
