//! Facts in parts, to be kept somewhere and put together again.

use std::{collections::HashMap, sync::Arc};

use super::{Counts, Facts, Folded, Former, Index, Person};
use crate::domain::{
    late::{Late, LateList},
    news::News,
    person::PersonKey,
    plan::Readings,
    records::Archive,
};

/// What facts are made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// What the archives say, without the connections.
    pub archive: Archive,
    /// Everyone, connections first.
    pub people: LateList<Person>,
    /// Where they are found: hashes of their keys with their places, in order.
    pub index: LateList<(u32, u32)>,
    /// How much there is.
    pub counts: Counts,
    /// What changed between the archives.
    pub news: Vec<News>,
    /// What is known of those who are no connections.
    pub former: Late<HashMap<PersonKey, Former>>,
    /// What all of that says for the plan.
    pub readings: Arc<Readings>,
    /// What everybody is found by.
    pub folded: Late<Folded>,
}

impl Facts {
    /// Facts of their parts.
    pub fn of(parts: Parts) -> Self {
        Self {
            archive: parts.archive,
            people: parts.people,
            index: Index::of(parts.index),
            counts: parts.counts,
            news: parts.news,
            former: parts.former,
            readings: parts.readings.into(),
            folded: parts.folded.into(),
            ..Self::default()
        }
    }

    /// The parts, as they say the same.
    pub fn parts(&self) -> Parts {
        Parts {
            archive: self.archive.clone(),
            people: self.people.clone(),
            index: Index::hashes(&self.people),
            counts: self.counts,
            news: self.news.clone(),
            former: self.former.clone(),
            readings: Arc::clone(self.readings()),
            folded: self.folded().clone(),
        }
    }
}
