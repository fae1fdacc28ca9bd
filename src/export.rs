//! What leaves the program in a format of others, and the dump of everything.

pub mod audit;
pub mod dump;
mod profile;
pub mod report;
