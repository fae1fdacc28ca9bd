//! No pile-ups: a day gets so much and no more, and what is too much rests on a later day.

use chrono::{Datelike as _, Days, Weekday};

use crate::domain::day::Day;

/// How much each day of the week takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Follow-ups of a day, Monday first. An easy day has fewer, a free one none.
    pub week: [usize; 7],
}

impl Limits {
    /// The same for every day but the easy ones, which take less.
    pub fn new(cap: usize, easy: &[Weekday], easy_cap: usize) -> Self {
        let mut week = [cap; 7];
        for day in easy {
            if let Some(limit) = week.get_mut(day.num_days_from_monday() as usize) {
                *limit = easy_cap.min(cap);
            }
        }
        Self { week }
    }

    /// With another number for one day of the week.
    #[must_use]
    pub fn with(mut self, day: Weekday, cap: usize) -> Self {
        if let Some(limit) = self.week.get_mut(day.num_days_from_monday() as usize) {
            *limit = cap;
        }
        self
    }

    /// How many follow-ups a day takes.
    pub fn of(&self, day: Day) -> usize {
        let at = day.weekday().num_days_from_monday() as usize;
        self.week.get(at).copied().unwrap_or(0)
    }

    /// How many follow-ups a week takes.
    pub fn a_week(&self) -> usize {
        self.week.iter().sum()
    }
}

/// How full the days are, from a first one on.
#[derive(Debug)]
pub(super) struct Level<'a> {
    limits: &'a Limits,
    first: Day,
    loads: Vec<usize>,
    /// Everything before is full.
    free: usize,
}

impl<'a> Level<'a> {
    /// Days from `first` on, of which that one has `done` already.
    pub(super) fn new(limits: &'a Limits, first: Day, done: usize) -> Self {
        Self {
            limits,
            first,
            loads: vec![done],
            free: 0,
        }
    }

    /// Places a follow-up: on the least loaded day of its window that takes one more, the earliest
    /// of these; else on the first day behind the window that does. `None` when no day takes any.
    pub(super) fn place(&mut self, from: Day, until: Day) -> Option<Day> {
        if self.limits.a_week() == 0 {
            return None;
        }
        let from = self.index(from);
        let until = self.index(until).max(from);
        let mut in_window = None;
        for at in from.max(self.free)..=until {
            let load = self.load(at);
            if in_window.is_none_or(|(least, _)| load < least) && self.room(at) > 0 {
                in_window = Some((load, at));
            }
            // No later day is emptier, and behind the last load all are.
            if in_window.is_some_and(|(least, _)| least == 0) {
                break;
            }
        }
        // Behind all that is placed, a week has every weekday.
        let behind = until.max(self.free)..=until.max(self.loads.len()) + 7;
        let at = in_window.map_or_else(
            || behind.into_iter().find(|at| self.room(*at) > 0),
            |(_, at)| Some(at),
        )?;
        if self.loads.len() <= at {
            self.loads.resize(at + 1, 0);
        }
        if let Some(load) = self.loads.get_mut(at) {
            *load += 1;
        }
        while self.room(self.free) == 0 {
            self.free += 1;
        }
        self.day(at)
    }

    /// Whether a day of a window takes one more.
    pub(super) fn has_room(&self, from: Day, until: Day) -> bool {
        from <= until && (self.index(from)..=self.index(until)).any(|at| self.room(at) > 0)
    }

    fn load(&self, at: usize) -> usize {
        self.loads.get(at).copied().unwrap_or(0)
    }

    fn room(&self, at: usize) -> usize {
        // Counted from the first one: to make each day costs more than all else here.
        let first = self.first.weekday().num_days_from_monday() as usize;
        let cap = self.limits.week.get((first + at) % 7);
        cap.map_or(0, |cap| cap.saturating_sub(self.load(at)))
    }

    fn index(&self, day: Day) -> usize {
        usize::try_from((day - self.first).num_days()).unwrap_or(0)
    }

    fn day(&self, at: usize) -> Option<Day> {
        self.first.checked_add_days(Days::new(at as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn limits() -> Limits {
        Limits::new(3, &[Weekday::Sat, Weekday::Sun], 0)
    }

    #[test]
    fn a_hundred_and_fifty_at_once_are_three_a_day_and_weekends_stay_free() {
        let limits = limits();
        let monday = day("2026-11-23");
        let mut level = Level::new(&limits, monday, 0);
        let days: Vec<Day> = (0..150)
            .map(|_| level.place(monday, monday).unwrap())
            .collect();
        // Fifty working days are ten weeks.
        assert_eq!(days.last(), Some(&day("2027-01-29")));
        for on in &days {
            assert!(days.iter().filter(|other| *other == on).count() <= 3);
            assert!(on.weekday().num_days_from_monday() < 5, "{on}");
        }
    }

    #[test]
    fn inside_its_window_a_follow_up_takes_the_emptiest_day() {
        let limits = limits();
        let monday = day("2026-11-23");
        let mut level = Level::new(&limits, monday, 2);
        assert_eq!(
            level.place(monday, day("2026-11-25")),
            Some(day("2026-11-24"))
        );
        assert_eq!(
            level.place(monday, day("2026-11-25")),
            Some(day("2026-11-25"))
        );
        assert_eq!(level.place(monday, monday), Some(monday), "a third one");
        assert_eq!(level.place(monday, monday), Some(day("2026-11-24")));
        assert!(level.has_room(monday, day("2026-11-24")));
        assert!(!level.has_room(monday, monday));
    }

    #[test]
    fn a_cap_of_nothing_places_nothing() {
        let limits = Limits::new(0, &[], 0);
        let monday = day("2026-11-23");
        assert_eq!(Level::new(&limits, monday, 0).place(monday, monday), None);
    }
}
