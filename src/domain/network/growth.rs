//! How the network grew, month by month.

use std::collections::BTreeMap;

use chrono::Datelike as _;

use crate::domain::{
    day::Day,
    facts::Facts,
    records::{Direction, Invitation},
};

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// 1 is January.
    pub month: u32,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Day) -> Self {
        Self {
            year: day.year(),
            month: day.month(),
        }
    }

    /// The month after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.month >= 12 {
            Self {
                year: self.year.saturating_add(1),
                month: 1,
            }
        } else {
            Self {
                month: self.month + 1,
                ..self
            }
        }
    }

    /// The first day of the month.
    pub fn first(self) -> Option<Day> {
        Day::from_ymd_opt(self.year, self.month, 1)
    }
}

/// How many invitations went which way in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Received.
    pub incoming: u32,
    /// Sent.
    pub outgoing: u32,
    /// Received, and a connection now.
    pub accepted: u32,
}

/// The connections made in each month, from the first to today's, empty months between included.
/// Rows that hold only a date count, too: they were connections.
pub fn by_month(facts: &Facts, today: Day) -> Vec<(Month, u32)> {
    let connected = facts.people().iter().filter_map(|p| p.connected_on);
    let hidden = facts.archive().date_only.iter().copied();
    fill(connected.chain(hidden), today, |_, count: &mut u32| {
        *count += 1;
    })
}

/// The invitations of each month. The archive holds those that are open or declined, and those
/// accepted in about the last 180 days (domain.md section 2).
pub fn traffic(facts: &Facts, today: Day) -> Vec<(Month, Traffic)> {
    let day = |invitation: &Invitation| Some(invitation.sent()?.date_naive());
    let all = facts.invitations().iter();
    let mut months: BTreeMap<Month, Traffic> = BTreeMap::new();
    for (invitation, day) in all.filter_map(|i| Some((i, day(i)?))) {
        if day > today {
            continue;
        }
        let month = months.entry(Month::of(day)).or_default();
        match invitation.direction {
            Direction::Incoming => {
                month.incoming += 1;
                month.accepted += u32::from(invitation.connected);
            }
            Direction::Outgoing => month.outgoing += 1,
        }
    }
    gapless(months, today)
}

fn fill<T: Clone + Default>(
    days: impl Iterator<Item = Day>,
    today: Day,
    mut count: impl FnMut(Day, &mut T),
) -> Vec<(Month, T)> {
    let mut months: BTreeMap<Month, T> = BTreeMap::new();
    for day in days.filter(|day| *day <= today) {
        count(day, months.entry(Month::of(day)).or_default());
    }
    gapless(months, today)
}

/// With empty months between the first and today's. LinkedIn began in 2003: a date before that is
/// a damaged one, and would only stretch the line.
fn gapless<T: Clone + Default>(mut months: BTreeMap<Month, T>, today: Day) -> Vec<(Month, T)> {
    const FIRST: Month = Month {
        year: 2003,
        month: 1,
    };
    months.retain(|month, _| *month >= FIRST);
    let Some(first) = months.keys().next().copied() else {
        return Vec::new();
    };
    let last = Month::of(today);
    let mut at = first;
    let mut all = Vec::new();
    while at <= last {
        all.push((at, months.remove(&at).unwrap_or_default()));
        at = at.next();
    }
    all
}
