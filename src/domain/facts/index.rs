//! Where each person stands among the people.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use super::Person;
use crate::domain::{late::LateList, person::PersonKey};

/// Places by key. Those that were kept are found by a hash, so that nobody has to be made for it
/// but who is asked for.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Hashes of keys with the places of those who have them, in order.
    hashes: LateList<(u32, u32)>,
    /// Further keys.
    keys: HashMap<PersonKey, u32>,
}

impl Index {
    /// An index from what [`Index::hashes`] gave.
    pub(super) fn of(hashes: LateList<(u32, u32)>) -> Self {
        let keys = HashMap::new();
        Self { hashes, keys }
    }

    /// Hashes of the keys of these people with their places, in order.
    pub(super) fn hashes(people: &LateList<Person>) -> LateList<(u32, u32)> {
        let mut hashes: Vec<(u32, u32)> = (0..)
            .zip(people.iter())
            .map(|(at, person)| (hash(&person.key), at))
            .collect();
        hashes.sort_unstable();
        hashes.into_iter().map(Some).collect()
    }

    /// Where somebody stands.
    pub(super) fn place(&self, key: &PersonKey, people: &LateList<Person>) -> Option<u32> {
        let is_it = |at: u32| people.glance(at as usize).is_some_and(|p| p.key == *key);
        self.find(key, is_it)
    }

    /// The same, where this says who stands at a place.
    pub(super) fn find(&self, key: &PersonKey, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        if let Some(at) = self.keys.get(key) {
            return Some(*at);
        }
        let hash = if self.hashes.is_empty() {
            return None;
        } else {
            hash(key)
        };
        let from = self.hashes.partition_point(|(other, _)| *other < hash);
        let same = self.hashes.glances(from);
        let mut same = same.take_while(|pair| pair.0 == hash).map(|pair| pair.1);
        same.find(|at| is_it(*at))
    }

    /// Another key of somebody, or somebody new.
    pub(super) fn insert(&mut self, key: PersonKey, at: u32) {
        self.keys.insert(key, at);
    }

    /// Moves everybody to where this says.
    pub(super) fn moved(&mut self, people: &LateList<Person>, to: impl Fn(u32) -> u32) {
        for (_, at) in std::mem::take(&mut self.hashes).iter() {
            if let Some(person) = people.get(*at as usize) {
                self.keys.entry(person.key.clone()).or_insert(*at);
            }
        }
        for at in self.keys.values_mut() {
            *at = to(*at);
        }
    }
}

/// The same in every run of a build.
fn hash(key: &PersonKey) -> u32 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    // The upper half is as good as the lower one.
    (hasher.finish() >> 32) as u32
}
