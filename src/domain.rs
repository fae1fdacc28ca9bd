//! Facts, decisions, rules and plans: pure. Nothing here does I/O, reads a clock or knows a format.

pub mod checklist;
pub mod day;
pub mod person;
pub mod triage;
