//! What leaves the program as a file: pure functions to text.

pub mod report;
