//! Facts, decisions, rules and plans: pure. Nothing here does I/O, reads a clock or knows a format.

pub mod added;
pub mod book;
pub mod capture;
pub mod checklist;
pub mod day;
pub mod describe;
pub mod edit;
pub mod entry;
pub mod facts;
pub mod find;
pub mod invitation;
pub mod mention;
pub mod network;
pub mod news;
pub mod outbox;
pub mod paste;
pub mod person;
pub mod plan;
pub mod reach;
pub mod records;
pub mod sender;
pub mod session;
pub mod step;
pub mod template;
pub mod triage;
pub mod when;
