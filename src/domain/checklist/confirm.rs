//! What the person said about items: yes, no, does not apply, or open again.

use std::{collections::BTreeMap, sync::Arc};

use crate::domain::{day::Day, words::words};

/// What the person says about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Word {
    /// It is so on LinkedIn.
    Confirmed,
    /// It is not so.
    Denied,
    /// It does not apply to this person; a reason says why.
    NotApplicable,
    /// As if nothing had been said.
    Open,
}

words! {
    Word:
    Confirmed "confirmed",
    Denied "denied",
    NotApplicable "not-applicable",
    Open "open",
}

impl Word {
    /// Whether it makes sense only with a reason.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::NotApplicable)
    }
}

/// Something that the person said about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// What.
    pub word: Word,
    /// Why, in the person's words: private.
    pub reason: Option<Arc<str>>,
    /// On which day.
    pub day: Day,
}

/// What the person said about all items, by item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confirmations(BTreeMap<Arc<str>, Vec<Confirmation>>);

impl Confirmations {
    /// The person says something; it counts until something else is said about the item.
    pub fn say(&mut self, item: &str, said: Confirmation) {
        match self.0.get_mut(item) {
            Some(all) => all.push(said),
            None => drop(self.0.insert(item.into(), vec![said])),
        }
    }

    /// What counts for an item: the last thing said, unless that opened it again.
    pub fn of(&self, item: &str) -> Option<&Confirmation> {
        self.0
            .get(item)?
            .last()
            .filter(|said| said.word != Word::Open)
    }

    /// What had been said before a day.
    #[must_use]
    pub fn before(&self, day: Day) -> Self {
        let earlier = |said: &Vec<Confirmation>| -> Vec<Confirmation> {
            said.iter().filter(|said| said.day < day).cloned().collect()
        };
        Self(
            self.0
                .iter()
                .map(|(item, said)| (item.clone(), earlier(said)))
                .collect(),
        )
    }

    /// Everything that was said, by item.
    pub fn all(&self) -> impl Iterator<Item = (&str, &[Confirmation])> {
        self.0.iter().map(|(item, said)| (&**item, said.as_slice()))
    }

    /// Everything said about an item, oldest first.
    pub fn history(&self, item: &str) -> &[Confirmation] {
        self.0.get(item).map_or(&[], Vec::as_slice)
    }
}
