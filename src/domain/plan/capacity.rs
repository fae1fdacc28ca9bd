//! What circles ask for, and what the days take: the line to show before circles are chosen.

use std::collections::HashSet;

use super::{Circle, Settings, chosen, chosen::ruled, circle::load};
use crate::domain::{book::Book, person::PersonKey};

/// What circles ask for, and what the days take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capacity {
    /// People in circles.
    pub people: usize,
    /// Messages a week that their circles ask for, in the mean. Welcomes and replies come on top.
    pub a_week: f64,
    /// Messages that the days of a week take.
    pub limit: usize,
}

/// The circles of everybody who is in one, by choice or by rule, none included.
pub fn circles(book: &Book, settings: &Settings) -> Vec<Circle> {
    let touched = book.touched().map(|(person, _)| person);
    let people: HashSet<&PersonKey> = touched.chain(ruled(book, settings)).collect();
    let chosen = people
        .into_iter()
        .filter_map(|person| chosen(book, settings, person));
    chosen.map(|chosen| chosen.circle).collect()
}

impl Capacity {
    /// How it is now.
    pub fn of(book: &Book, settings: &Settings) -> Self {
        let circles = circles(book, settings).into_iter();
        let circles: Vec<Circle> = circles.filter(|c| c.interval().is_some()).collect();
        Self {
            people: circles.len(),
            a_week: load(circles) * 7.0,
            limit: settings.limits.a_week(),
        }
    }

    /// How it would be with so many more people in a circle.
    #[must_use]
    pub fn with(self, people: usize, circle: Circle) -> Self {
        let asked = load(std::iter::repeat_n(circle, people)) * 7.0;
        let joins = circle.interval().is_some();
        Self {
            people: self.people + if joins { people } else { 0 },
            a_week: self.a_week + asked,
            limit: self.limit,
        }
    }

    /// How it would be if these people were in another circle than now; `None` is no circle yet.
    #[must_use]
    pub fn moved(self, from: &[Option<Circle>], to: Circle) -> Self {
        let in_circles = from.iter().flatten().copied();
        let leaving: Vec<Circle> = in_circles.filter(|c| c.interval().is_some()).collect();
        let then = self.with(from.len(), to);
        Self {
            people: then.people.saturating_sub(leaving.len()),
            a_week: (then.a_week - load(leaving) * 7.0).max(0.0),
            ..then
        }
    }

    /// Whether the circles ask for more than the days take.
    pub fn is_too_much(self) -> bool {
        u32::try_from(self.limit).is_ok_and(|limit| self.a_week > f64::from(limit))
    }

    /// The line, with the way out where it is too much.
    pub fn words(self) -> String {
        let (people, a_week, limit) = (self.people, self.a_week, self.limit);
        let whom = if people == 1 {
            "person asks"
        } else {
            "people ask"
        };
        let out = if self.is_too_much() {
            "; longer circles ask for less"
        } else {
            ""
        };
        format!("{people} {whom} for {a_week:.1} messages a week; your days take {limit}{out}")
    }
}
