//! The only place that reads the wall clock.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};

use crate::domain::day::DayStart;

/// Where the time comes from, and when a day begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    source: Source,
    start: DayStart,
}

/// Where the time comes from. Tests and `CORDIAL_NOW` fix it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// The machine's clock, in the machine's zone.
    System,
    /// Always this moment.
    Fixed(DateTime<FixedOffset>),
}

impl Clock {
    /// The machine's clock, in the machine's zone.
    pub fn system() -> Self {
        Self {
            source: Source::System,
            start: DayStart::default(),
        }
    }

    /// A clock that stands still, from RFC 3339 text.
    pub fn fixed(text: &str) -> Option<Self> {
        let at = DateTime::parse_from_rfc3339(text).ok()?;
        Some(Self {
            source: Source::Fixed(at),
            start: DayStart::default(),
        })
    }

    /// The same clock, with days that begin then.
    #[must_use]
    pub const fn starting_days(self, start: DayStart) -> Self {
        Self { start, ..self }
    }

    /// When a day begins.
    pub const fn day_start(self) -> DayStart {
        self.start
    }

    /// Now, with the offset of the person's zone.
    #[expect(clippy::disallowed_methods, reason = "this is the place")]
    pub fn now(self) -> DateTime<FixedOffset> {
        match self.source {
            Source::System => chrono::Local::now().fixed_offset(),
            Source::Fixed(at) => at,
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

    /// The day in the person's zone.
    pub fn today(self) -> NaiveDate {
        self.start.day_of(self.wall())
    }

    /// How long it is until the day changes, a second more, so that it surely has; `None` for a
    /// clock that stands still.
    pub fn until_tomorrow(self) -> Option<Duration> {
        if let Source::Fixed(_) = self.source {
            return None;
        }
        let now = self.wall();
        let end = self.start.end_of(self.start.day_of(now))?;
        let left = (end - now).to_std().unwrap_or_default();
        Some(left + Duration::from_secs(1))
    }
}
