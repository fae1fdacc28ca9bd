//! What the messages with each person say, read once.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use super::Facts;
use crate::domain::{person::PersonKey, plan::Reading, records::Message};

/// The readings by person, people without any left out: made when they are first asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Talks(OnceLock<Arc<HashMap<PersonKey, Reading>>>);

/// They follow from the rest: two facts are the same whether or not somebody asked.
impl PartialEq for Talks {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl From<Vec<(PersonKey, Reading)>> for Talks {
    fn from(readings: Vec<(PersonKey, Reading)>) -> Self {
        let readings: HashMap<_, _> = readings.into_iter().collect();
        Self(OnceLock::from(Arc::new(readings)))
    }
}

impl Facts {
    /// What the messages say, by person.
    pub fn readings(&self) -> &Arc<HashMap<PersonKey, Reading>> {
        self.talks.0.get_or_init(|| Arc::new(self.read_talks()))
    }

    fn read_talks(&self) -> HashMap<PersonKey, Reading> {
        let messages = &self.archive.messages;
        let mut threads: HashMap<&PersonKey, Vec<&[Message]>> = HashMap::new();
        for conversation in &messages.conversations {
            let party = conversation
                .with
                .and_then(|with| messages.parties.get(with as usize));
            if let Some(person) = party.and_then(|party| self.person(&party.key)) {
                let list = messages.of(conversation);
                threads.entry(&person.key).or_default().push(list);
            }
        }
        threads
            .into_iter()
            .map(|(key, lists)| {
                let list = lists.into_iter().flatten();
                (key.clone(), Reading::new(list, self.connected_on(key)))
            })
            .filter(|(_, reading)| !reading.is_empty())
            .collect()
    }
}
