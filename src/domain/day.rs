//! Dates as the program knows them. Days are calendar dates; instants are UTC.

pub use chrono::{DateTime, NaiveDate as Day, NaiveDateTime, Utc};

/// A moment in UTC.
pub type Instant = DateTime<Utc>;

/// A date as profiles give it: a year, or a month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthYear {
    /// Four digits.
    pub year: i32,
    /// 1 to 12, where given.
    pub month: Option<u32>,
}

/// The months in English, lower case: LinkedIn's language in every archive, and ours.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
