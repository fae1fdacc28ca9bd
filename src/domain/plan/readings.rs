//! What the facts say for the plan, read once for each import, so that a plan looks only at people
//! with something planned. Everybody is meant by the place among the people.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

use super::{reading::Reading, revive::Dormant};
use crate::domain::{
    day::Day,
    facts::{Facts, Person},
    late::LateList,
    person::PersonKey,
    records::Message,
};

/// Days with somebody, the newest first.
pub type Days = LateList<(Day, u32)>;

/// What the facts say for the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readings {
    /// What the messages with each person say, where there are any.
    pub talks: LateList<Reading>,
    /// People who wrote last.
    pub owed: Days,
    /// People to whom the person wrote last.
    pub waiting: Days,
    /// Connections.
    pub connected: Days,
    /// People worth reviving, if they are silent long enough: the best one first.
    pub known: LateList<Dormant>,
    /// Hashes of their companies' names with their places in that list, in order.
    pub at: LateList<(u32, u32)>,
}

impl Readings {
    /// Reads the facts.
    pub fn new(facts: &Facts) -> Self {
        let talks = talks(facts);
        let (mut owed, mut waiting, mut connected) = (Vec::new(), Vec::new(), Vec::new());
        for (at, person) in (0..).zip(facts.people().iter()) {
            match talks.get(at as usize).and_then(Reading::last) {
                Some((day, true)) => waiting.push((day, at)),
                Some((day, false)) => owed.push((day, at)),
                None => {}
            }
            if let Some(day) = person.connected_on.filter(|_| person.connection) {
                connected.push((day, at));
            }
        }
        let mut readings = Self {
            talks,
            owed: days(owed),
            waiting: days(waiting),
            connected: days(connected),
            ..Self::default()
        };
        (readings.known, readings.at) = Dormant::all(facts, &readings);
        readings
    }
}

fn days(mut days: Vec<(Day, u32)>) -> Days {
    days.sort_by_key(|(day, _)| Reverse(*day));
    days.into_iter().map(Some).collect()
}

fn talks(facts: &Facts) -> LateList<Reading> {
    let messages = &facts.archive().messages;
    let all = messages.list.all();
    let mut threads: HashMap<usize, Vec<&[Message]>> = HashMap::new();
    for conversation in &messages.conversations {
        let party = conversation
            .with
            .and_then(|with| messages.parties.get(with as usize));
        if let Some(place) = party.and_then(|party| facts.place(&party.key)) {
            let range = conversation.messages.start as usize..conversation.messages.end as usize;
            let list = all.get(range).unwrap_or_default();
            threads.entry(place).or_default().push(list);
        }
    }
    let read = |(place, person): (usize, &Person)| {
        let lists = threads.remove(&place)?;
        let reading = Reading::new(
            lists.into_iter().flatten(),
            person.connection.then_some(person.connected_on).flatten(),
        );
        Some(reading).filter(|reading| !reading.is_empty())
    };
    facts.people().iter().enumerate().map(read).collect()
}

impl Facts {
    /// People to whom the person wrote last, since a day.
    pub(super) fn written_since(&self, day: Day) -> HashSet<&PersonKey> {
        self.newer(&self.readings().waiting, day).collect()
    }

    /// People with whom something may be due: who wrote or were written to since `talk`, or are
    /// connected since `connected`.
    pub(super) fn active_since(&self, talk: Day, connected: Day) -> HashSet<&PersonKey> {
        let readings = self.readings();
        let owed = self.newer(&readings.owed, talk);
        let waiting = self.newer(&readings.waiting, talk);
        let new = self.newer(&readings.connected, connected);
        owed.chain(waiting).chain(new).collect()
    }

    fn newer<'a>(&'a self, list: &'a Days, since: Day) -> impl Iterator<Item = &'a PersonKey> {
        let newer = list.glances(0).take_while(move |with| with.0 >= since);
        let people = newer.filter_map(|with| self.people().get(with.1 as usize));
        people.map(|person| &person.key)
    }
}
