//! Dates as the program knows them. Days are calendar dates; instants are UTC.

pub use chrono::{DateTime, NaiveDate as Day, NaiveDateTime, Utc};

/// A moment in UTC.
pub type Instant = DateTime<Utc>;

/// When a day begins: after midnight for those who stay up, so that what is done late still belongs
/// to the evening. By the clock on the wall, whatever clocks are changed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayStart {
    minutes: u16,
}

impl DayStart {
    /// At so many hours and minutes; `None` from noon on, as then most of a day would be called by
    /// the name of the one before.
    pub const fn at(hours: u16, minutes: u16) -> Option<Self> {
        if hours >= 12 || minutes >= 60 {
            return None;
        }
        Some(Self {
            minutes: hours * 60 + minutes,
        })
    }

    /// The hours and minutes at which a day begins.
    pub const fn time(self) -> (u16, u16) {
        (self.minutes / 60, self.minutes % 60)
    }

    /// The day that a moment on the wall belongs to.
    pub fn day_of(self, wall: NaiveDateTime) -> Day {
        let by = chrono::TimeDelta::minutes(self.minutes.into());
        wall.checked_sub_signed(by).unwrap_or(wall).date()
    }

    /// The moment on the wall at which the day after this one begins.
    pub fn end_of(self, day: Day) -> Option<NaiveDateTime> {
        let midnight = day.succ_opt()?.and_hms_opt(0, 0, 0)?;
        midnight.checked_add_signed(chrono::TimeDelta::minutes(self.minutes.into()))
    }
}

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
