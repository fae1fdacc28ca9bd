//! The only place that reads the wall clock.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};

/// Where the time comes from. Tests and `CORDIAL_NOW` fix it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock, in the machine's zone.
    System,
    /// Always this moment.
    Fixed(DateTime<FixedOffset>),
}

impl Clock {
    /// A clock that stands still, from RFC 3339 text.
    pub fn fixed(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(Self::Fixed)
    }

    /// Now, with the offset of the person's zone.
    #[expect(clippy::disallowed_methods, reason = "this is the place")]
    pub fn now(self) -> DateTime<FixedOffset> {
        match self {
            Self::System => chrono::Local::now().fixed_offset(),
            Self::Fixed(at) => at,
        }
    }

    /// Now, in UTC.
    pub fn utc(self) -> DateTime<Utc> {
        self.now().to_utc()
    }

    /// The wall time in the person's zone.
    pub fn wall(self) -> NaiveDateTime {
        self.now().naive_local()
    }

    /// The calendar day in the person's zone.
    pub fn today(self) -> NaiveDate {
        self.wall().date()
    }
}
