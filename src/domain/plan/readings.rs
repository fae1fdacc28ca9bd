//! What the facts say for the plan, read once for each import, so that a plan looks only at people
//! with something planned.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{reading::Reading, revive::Dormant};
use crate::domain::{day::Day, facts::Facts, person::PersonKey};

/// What the facts say for the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readings {
    talks: Arc<HashMap<PersonKey, Reading>>,
    /// People who wrote last, the newest first.
    owed: Vec<(Day, PersonKey)>,
    /// People to whom the person wrote last, the newest first.
    waiting: Vec<(Day, PersonKey)>,
    /// Connections, the newest first.
    connected: Vec<(Day, PersonKey)>,
    /// People worth reviving, if they are silent long enough.
    pub(super) known: Vec<Dormant>,
}

impl Readings {
    /// Reads the facts.
    pub fn new(facts: &Facts) -> Self {
        let mut readings = Self {
            talks: Arc::clone(facts.readings()),
            ..Self::default()
        };
        for (key, reading) in facts.readings().iter() {
            match reading.last() {
                Some((day, true)) => readings.waiting.push((day, key.clone())),
                Some((day, false)) => readings.owed.push((day, key.clone())),
                None => {}
            }
        }
        for person in facts.people().iter().filter(|person| person.connection) {
            if let Some(day) = person.connected_on {
                readings.connected.push((day, person.key.clone()));
            }
        }
        readings.owed.sort_unstable_by(|a, b| b.cmp(a));
        readings.waiting.sort_unstable_by(|a, b| b.cmp(a));
        // Connections come in the archive's order, mostly sorted already: days alone are cheap.
        let newest_first = |(day, _): &(Day, PersonKey)| std::cmp::Reverse(*day);
        readings.connected.sort_by_key(newest_first);
        readings.known = Dormant::all(facts, &readings);
        readings
    }

    /// What the messages with a person say, if there are any.
    pub fn of(&self, person: &PersonKey) -> Option<&Reading> {
        self.talks.get(person)
    }

    /// People to whom the person wrote last, since a day.
    pub(super) fn written_since(&self, day: Day) -> HashSet<&PersonKey> {
        newer(&self.waiting, day).collect()
    }

    /// People with whom something may be due: who wrote or were written to since `talk`, or are
    /// connected since `connected`.
    pub(super) fn since(&self, talk: Day, connected: Day) -> HashSet<&PersonKey> {
        let owed = newer(&self.owed, talk);
        let waiting = newer(&self.waiting, talk);
        let new = newer(&self.connected, connected);
        owed.chain(waiting).chain(new).collect()
    }
}

fn newer(list: &[(Day, PersonKey)], since: Day) -> impl Iterator<Item = &PersonKey> {
    list.iter()
        .take_while(move |(day, _)| *day >= since)
        .map(|(_, person)| person)
}
