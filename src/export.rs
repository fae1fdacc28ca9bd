//! What leaves the program in a format of others, and the dump of everything.

pub mod ascii;
pub mod audit;
pub mod contact;
mod content_line;
pub mod dump;
pub mod file;
pub mod icalendar;
pub mod list;
pub mod made;
mod profile;
pub mod report;
pub mod vcard;

/// Who made a vCard or a calendar file: a formal public identifier, as RFC 5545 3.7.3 wishes.
const PRODUCT: &str = concat!("-//Cordial//Cordial ", env!("CARGO_PKG_VERSION"), "//EN");
