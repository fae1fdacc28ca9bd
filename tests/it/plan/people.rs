//! Invented people, messages and steps.

use std::{collections::BTreeMap, sync::Arc};

use cordial::domain::{
    book::Book,
    day::Day,
    facts::Facts,
    person::PersonKey,
    plan::{Agenda, Settings, agenda},
    records::{Archive, Connection, Conversation, Message, Messages, Owner, Party, Traits},
    step::{Channel, Import, Stamped, Step, StepId},
};

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn key(slug: &str) -> PersonKey {
    PersonKey::slug(slug).unwrap()
}

/// A small world: connections and messages as LinkedIn has them, and steps made here.
#[derive(Default)]
pub(super) struct World {
    connections: Vec<(String, Day)>,
    messages: Vec<(String, Day, Traits)>,
    steps: Vec<Stamped>,
    pub(super) settings: Settings,
}

impl World {
    pub(super) fn connect(&mut self, slug: &str, on: &str) {
        self.connect_on(slug, day(on));
    }

    pub(super) fn connect_on(&mut self, slug: &str, on: Day) {
        self.connections.push((slug.to_owned(), on));
    }

    pub(super) fn mine(&mut self, slug: &str, on: &str) {
        self.message(slug, day(on), Traits::MINE);
    }

    pub(super) fn theirs(&mut self, slug: &str, on: &str) {
        self.message(slug, day(on), Traits::default());
    }

    pub(super) fn message(&mut self, slug: &str, on: Day, traits: Traits) {
        self.messages.push((slug.to_owned(), on, traits));
    }

    pub(super) fn step(&mut self, on: &str, step: Step) -> StepId {
        let stamped = stamp(self.steps.len(), day(on), step);
        let id = stamped.id.clone();
        self.steps.push(stamped);
        id
    }

    pub(super) fn import(&mut self, on: &str) {
        self.step(on, import());
    }

    pub(super) fn log(&mut self, slug: &str, on: &str, channel: Channel) {
        let people = vec![key(slug)];
        let (day, text) = (day(on), None);
        self.step(
            on,
            Step::Contact {
                people,
                on: day,
                channel,
                text,
            },
        );
    }

    pub(super) fn facts(&self) -> Facts {
        Facts::new(archive(&self.connections, &self.messages))
    }

    pub(super) fn book(&self) -> Book {
        let mut book = Book::new(self.steps.clone());
        book.set_facts(Arc::new(self.facts()));
        book
    }

    pub(super) fn agenda(&self, today: &str) -> Agenda {
        agenda(&self.book(), &self.settings, day(today))
    }

    /// Today's follow-ups as `who kind`.
    pub(super) fn today(&self, today: &str) -> Vec<String> {
        let shown = self.agenda(today).today;
        let told = shown
            .iter()
            .map(|f| format!("{} {}", f.person, f.kind.word()));
        told.collect()
    }
}

pub(super) fn import() -> Step {
    Step::Import(Import {
        source: "archive.zip".to_owned(),
        taken: None,
        files: Vec::new(),
        unchanged: Vec::new(),
        set_aside: 0,
    })
}

pub(super) fn stamp(number: usize, on: Day, step: Step) -> Stamped {
    Stamped {
        id: StepId::new(&format!("step{number}")),
        device: "here".into(),
        clock: number as u64,
        at: on.and_hms_opt(9, 0, 0).unwrap().and_utc().fixed_offset(),
        step,
    }
}

fn archive(connections: &[(String, Day)], messages: &[(String, Day, Traits)]) -> Archive {
    let mut threads: BTreeMap<&str, Vec<(Day, Traits)>> = BTreeMap::new();
    for (slug, on, traits) in messages {
        threads.entry(slug).or_default().push((*on, *traits));
    }
    let mut all = Messages::default();
    for (slug, mut own) in threads {
        let start = u32::try_from(all.list.len()).unwrap();
        let with = u32::try_from(all.parties.len()).unwrap();
        own.sort_by_key(|(on, _)| *on);
        all.list
            .held()
            .extend(own.iter().map(|(on, traits)| Message {
                at: on.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp(),
                text_at: 0,
                text_bytes: 9,
                text_hash: 0,
                conversation: with,
                traits: *traits,
            }));
        all.parties.push(Party {
            key: key(slug),
            name: slug.into(),
        });
        all.conversations.push(Conversation {
            with: Some(with),
            messages: start..u32::try_from(all.list.len()).unwrap(),
        });
    }
    Archive {
        owner: Owner::default(),
        connections: connections
            .iter()
            .map(|(slug, on)| Connection {
                key: key(slug),
                first: slug.as_str().into(),
                last: "Example".into(),
                email: Box::default(),
                company: "Northwind".into(),
                position: "Engineer".into(),
                connected_on: Some(*on),
            })
            .collect(),
        messages: all.into(),
        kinds: vec!["connections", "messages"],
        ..Archive::default()
    }
}
