//! Somebody has not answered yet: to know, not to press. A first silence allows one reminder, a second
//! one none.

use super::{
    NUDGE_AFTER_DAYS, Somebody,
    candidate::plus,
    conduct::{Conduct, OWED_DAYS, Turn, spoken},
};
use crate::domain::{book::Book, day::Day, person::PersonKey};

/// Somebody to whom the person wrote last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Somebody.
    pub person: PersonKey,
    /// The day of the newest attempt.
    pub since: Day,
    /// How many attempts had no answer.
    pub silences: usize,
    /// What that means: `no answer since 3 May; a nudge may come on 17 May`.
    pub why: String,
}

impl Waiting {
    fn new(person: &PersonKey, (since, silences): (Day, usize), today: Day) -> Self {
        let nudge = plus(since, NUDGE_AFTER_DAYS);
        let told = spoken(since, today);
        let why = match silences {
            1 if nudge > today => {
                let nudge = spoken(nudge, today);
                format!("no answer since {told}; one nudge may come on {nudge}")
            }
            1 => format!("no answer since {told}; one nudge is fine, then let it rest"),
            _ => format!("{silences} messages without an answer, the last on {told}; let it rest"),
        };
        Self {
            person: person.clone(),
            since,
            silences,
            why,
        }
    }

    /// Whether somebody waits to be heard by this person.
    pub fn of(book: &Book, person: &PersonKey, today: Day) -> Option<Self> {
        let who = Somebody::of(book, person);
        match Conduct::new(&who, who.connected_on(), today).turn {
            Turn::TheyOwe { since, silences } => Some(Self::new(person, (since, silences), today)),
            _ => None,
        }
    }
}

/// Everybody to whom the person wrote last within sixty days, the newest first. Later nobody waits.
pub fn waiting(book: &Book, today: Day) -> Vec<Waiting> {
    let since = plus(today, -OWED_DAYS);
    let mut people = book.facts().written_since(since);
    let logged = book
        .touched()
        .filter(|(_, touch)| !touch.contacts.is_empty());
    people.extend(logged.map(|(person, _)| person));
    let people = people.into_iter();
    let mut all: Vec<Waiting> = people
        .filter_map(|person| Waiting::of(book, person, today))
        .filter(|waiting| waiting.since >= since)
        .collect();
    all.sort_by(|a, b| (b.since, &a.person).cmp(&(a.since, &b.person)));
    all
}
