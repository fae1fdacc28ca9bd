//! Facts with several keys of one person as one.

use std::sync::OnceLock;

use super::{Facts, Person, u32_index};
use crate::domain::{person::PersonKey, step::Field};

/// Two keys that are one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The key that stays.
    pub keep: PersonKey,
    /// The key that is looked up as it.
    pub other: PersonKey,
    /// What is taken from the other, where both say something.
    pub take: Vec<Field>,
}

impl Facts {
    /// The same facts, with these people as one each. The archives' rows stay as they are.
    #[must_use]
    pub fn merged(&self, merges: &[&Merged]) -> Self {
        let mut facts = self.clone();
        facts.about = super::about::About::default();
        facts.readings = OnceLock::new();
        facts.folded = OnceLock::new();
        for merged in merges {
            facts.merge(merged);
        }
        facts.counts.people = facts.people.len();
        facts
    }

    fn merge(&mut self, merged: &Merged) {
        let (keep, other) = (self.place(&merged.keep), self.place(&merged.other));
        let (keep, other) = match (keep, other) {
            (None, None) => return,
            (Some(keep), None) => {
                self.index.insert(merged.other.clone(), u32_index(keep));
                return;
            }
            // Only the person's own notes know the key that stays.
            (None, Some(other)) => {
                self.index.moved(&self.people, |at| at);
                self.index.insert(merged.keep.clone(), u32_index(other));
                if let Some(person) = self.people.get_mut(other) {
                    person.key = merged.keep.clone();
                }
                return;
            }
            (Some(keep), Some(other)) if keep == other => return,
            (Some(keep), Some(other)) => (u32_index(keep), u32_index(other)),
        };
        self.index.moved(&self.people, |at| {
            let at = if at == other { keep } else { at };
            at - u32::from(at > other)
        });
        let gone = self.people.remove(other as usize);
        let keep = self
            .people
            .get_mut((keep - u32::from(keep > other)) as usize);
        if let (Some(keep), Some(gone)) = (keep, gone) {
            keep.take_in(gone, &merged.take);
        }
    }
}

impl Person {
    /// Takes in what stands about the same person under another key.
    fn take_in(&mut self, other: Self, take: &[Field]) {
        let take_text = |own: &mut Box<str>, theirs: Box<str>, field: Field| {
            if own.is_empty() || (take.contains(&field) && !theirs.is_empty()) {
                *own = theirs;
            }
        };
        if self.name.is_empty() || (take.contains(&Field::Name) && !other.name.is_empty()) {
            (self.name, self.first) = (other.name, other.first);
        }
        take_text(&mut self.company, other.company, Field::Company);
        take_text(&mut self.position, other.position, Field::Position);
        take_text(&mut self.email, other.email, Field::Email);
        // Connected since the first time that an archive tells.
        let days = self.connected_on.into_iter().chain(other.connected_on);
        self.connected_on = days.min();
        self.connection |= other.connection;
        self.talk.sent += other.talk.sent;
        self.talk.received += other.talk.received;
        self.talk.last_sent = self.talk.last_sent.max(other.talk.last_sent);
        self.talk.last_received = self.talk.last_received.max(other.talk.last_received);
    }
}
