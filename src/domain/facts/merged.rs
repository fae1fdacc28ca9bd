//! Facts with several keys of one person as one.

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
        facts.talks = super::talks::Talks::default();
        for merged in merges {
            facts.merge(merged);
        }
        facts.counts.people = facts.people.len();
        facts
    }

    fn merge(&mut self, merged: &Merged) {
        let Some(other) = self.by_key.get(&merged.other).copied() else {
            if let Some(keep) = self.by_key.get(&merged.keep).copied() {
                self.by_key.insert(merged.other.clone(), keep);
            }
            return;
        };
        let Some(keep) = self.by_key.get(&merged.keep).copied() else {
            // Only the person's own notes know the key that stays.
            if let Some(person) = self.people.get_mut(other as usize) {
                person.key = merged.keep.clone();
            }
            self.by_key.insert(merged.keep.clone(), other);
            return;
        };
        if keep == other {
            return;
        }
        let gone = self.people.remove(other as usize);
        let moved = |at: u32| match at {
            at if at == other => keep,
            at => at,
        };
        for at in self.by_key.values_mut() {
            *at = moved(*at);
            *at -= u32::from(*at > other);
        }
        let keep = self.by_key.get(&merged.keep).copied();
        let keep = keep.unwrap_or_else(|| u32_index(usize::MAX));
        if let Some(person) = self.people.get_mut(keep as usize) {
            person.take_in(gone, &merged.take);
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
