//! Facts in parts, to be kept somewhere and put together again.

use super::{Counts, Facts, Former, Person, u32_index};
use crate::domain::{news::News, person::PersonKey, plan::Reading, records::Archive};

/// What facts are made of; the rest is indexes over it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// What the archives say, without the connections.
    pub archive: Archive,
    /// Everyone, connections first.
    pub people: Vec<Person>,
    /// How much there is.
    pub counts: Counts,
    /// What changed between the archives.
    pub news: Vec<News>,
    /// What is known of those who are no connections.
    pub former: Vec<(PersonKey, Former)>,
    /// What the messages with each person say.
    pub readings: Vec<(PersonKey, Reading)>,
}

impl Facts {
    /// Facts of their parts.
    pub fn of(parts: Parts) -> Self {
        let people = parts.people.iter().enumerate();
        Self {
            by_key: people
                .map(|(at, person)| (person.key.clone(), u32_index(at)))
                .collect(),
            archive: parts.archive,
            people: parts.people,
            counts: parts.counts,
            news: parts.news,
            former: parts.former.into_iter().collect(),
            talks: parts.readings.into(),
            ..Self::default()
        }
    }

    /// What is known of all who are no connections, in any order.
    pub fn all_former(&self) -> impl ExactSizeIterator<Item = (&PersonKey, &Former)> {
        self.former.iter()
    }
}
