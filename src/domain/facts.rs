//! Facts: what LinkedIn's archives say, indexed for the questions of the program. An import
//! replaces them; decisions are kept apart, in [`super::book`].

mod about;
mod between;
mod folded;
mod index;
mod merged;
mod parts;
mod person;
mod received;

pub use between::Former;
pub use folded::Folded;
pub(in crate::domain) use folded::Part;
pub(super) use folded::by_name_order;
pub use index::Index;
pub use merged::Merged;
pub use parts::Parts;
pub use person::{Person, Talk};
pub use received::Met;

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use super::{
    day::Day,
    late::{Late, LateList},
    news::News,
    person::PersonKey,
    plan::{Reading, Readings},
    records::{Archive, Connection, Direction, Invitation, Owner, Profile, Traits},
};

/// How much an archive holds: `cordial count`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of connections, those that hold only a date included.
    pub connections: usize,
    /// Rows of connections that hold only a date: hidden or closed members.
    pub date_only: usize,
    /// Rows of invitations.
    pub invitations: usize,
    /// Received ones among them.
    pub incoming: usize,
    /// Received, and the inviter not among the connections: open or declined.
    pub open_incoming: usize,
    /// Sent, and the invitee not among the connections.
    pub open_sent: usize,
    /// Messages.
    pub messages: usize,
    /// Distinct person keys, the owner's not among them.
    pub people: usize,
}

/// The facts of the newest archives together.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What the archives say, without the connections, which are among the people.
    archive: Archive,
    people: LateList<Person>,
    index: Index,
    counts: Counts,
    news: Vec<News>,
    former: Late<HashMap<PersonKey, Former>>,
    about: about::About,
    readings: OnceLock<Arc<Readings>>,
    folded: OnceLock<Late<Folded>>,
}

/// The rest follows from what is compared: two facts are the same whether or not somebody asked.
impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        self.archive == other.archive
            && self.people == other.people
            && self.counts == other.counts
            && self.news == other.news
            && self.former == other.former
    }
}

impl Facts {
    /// Indexes what the archives say.
    pub fn new(mut archive: Archive) -> Self {
        let mut facts = Self {
            counts: Counts {
                connections: archive.connections.len() + archive.date_only.len(),
                date_only: archive.date_only.len(),
                invitations: archive.invitations.len(),
                incoming: count(&archive, |i| i.direction == Direction::Incoming),
                open_incoming: count(&archive, Invitation::is_open),
                open_sent: count(&archive, Invitation::is_open_sent),
                messages: archive.messages.list.len(),
                people: 0,
            },
            ..Self::default()
        };
        facts.archive.owner = archive.owner.clone();
        for connection in std::mem::take(&mut archive.connections) {
            let name = full_name(&connection.first, &connection.last);
            facts.add(Person {
                key: connection.key,
                name,
                first: connection.first,
                company: connection.company,
                position: connection.position,
                email: connection.email,
                connected_on: connection.connected_on,
                connection: true,
                talk: Talk::default(),
            });
        }
        for invitation in &archive.invitations {
            facts.add_named(&invitation.id.person, &invitation.name);
        }
        facts.add_parties(&archive);
        for note in &archive.notes {
            facts.add_named(&note.person, &note.name);
        }
        facts.add_contacts(&archive);
        facts.counts.people = facts.people.len();
        facts.archive = archive;
        facts
    }

    fn add(&mut self, person: Person) -> usize {
        self.place(&person.key).unwrap_or_else(|| {
            let next = self.people.len();
            self.index.insert(person.key.clone(), u32_index(next));
            self.people.push(person);
            next
        })
    }

    fn add_named(&mut self, key: &PersonKey, name: &str) -> Option<usize> {
        if self.archive_owner(key) {
            return None;
        }
        if let Some(place) = self.place(key) {
            return Some(place);
        }
        Some(self.add(Person {
            key: key.clone(),
            name: name.into(),
            first: name.split_whitespace().next().unwrap_or_default().into(),
            company: Box::default(),
            position: Box::default(),
            email: Box::default(),
            connected_on: None,
            connection: false,
            talk: Talk::default(),
        }))
    }

    fn add_contacts(&mut self, archive: &Archive) {
        let mut known = HashMap::clone(&self.former);
        for contact in &archive.contacts {
            if let Some(key) = &contact.person {
                let former = Former {
                    company: contact.company.clone(),
                    position: contact.title.clone(),
                    email: contact.emails.first().cloned().unwrap_or_default(),
                };
                known.insert(key.clone(), former);
            }
        }
        self.former = known.into();
    }

    fn archive_owner(&self, key: &PersonKey) -> bool {
        self.archive.owner.key.as_ref() == Some(key)
    }

    fn add_parties(&mut self, archive: &Archive) {
        let messages = &archive.messages;
        let people: Vec<Option<usize>> = messages
            .parties
            .iter()
            .map(|party| self.add_named(&party.key, &party.name))
            .collect();
        let no_talk = [
            Traits::DRAFT,
            Traits::GROUP,
            Traits::SPONSORED,
            Traits::NOTE,
        ];
        for conversation in &messages.conversations {
            let with = conversation
                .with
                .and_then(|party| *people.get(party as usize)?);
            let Some(person) = with.and_then(|index| self.people.get_mut(index)) else {
                continue;
            };
            for message in messages.of(conversation).iter() {
                if !no_talk.iter().any(|t| message.traits.has(*t)) {
                    person.talk.count(message);
                }
            }
        }
    }

    /// Whether there is nothing: no archive was imported, and no invitation came by e-mail.
    pub fn is_empty(&self) -> bool {
        self.archive.kinds.is_empty() && self.archive.invitations.is_empty()
    }

    /// The member whose archive it is.
    pub fn owner(&self) -> &Owner {
        &self.archive.owner
    }

    /// The owner's profile.
    pub fn profile(&self) -> &Profile {
        &self.archive.profile
    }

    /// The records behind the facts. The connections are among the people instead.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The connections as records again, to compare them with another archive's.
    pub fn connections(&self) -> Vec<Connection> {
        let connections = self.people.iter().filter(|person| person.connection);
        connections.map(Person::as_connection).collect()
    }

    /// Everyone, connections first in the archive's order.
    pub const fn people(&self) -> &LateList<Person> {
        &self.people
    }

    /// Where somebody stands among the people.
    pub fn place(&self, key: &PersonKey) -> Option<usize> {
        self.index.place(key, &self.people).map(|at| at as usize)
    }

    /// The person with this key.
    pub fn person(&self, key: &PersonKey) -> Option<&Person> {
        self.found(key).map(|(_, person)| person)
    }

    /// The person with this key, and what the messages with them say, if there are any.
    pub fn person_and_reading(&self, key: &PersonKey) -> (Option<&Person>, Option<&Reading>) {
        let Some((place, person)) = self.found(key) else {
            return (None, None);
        };
        (Some(person), self.readings().talks.get(place))
    }

    fn found(&self, key: &PersonKey) -> Option<(usize, &Person)> {
        // Whoever is compared is nearly always the one, and kept.
        let is_it = |at: u32| self.people.get(at as usize).is_some_and(|p| p.key == *key);
        let place = self.index.find(key, is_it)? as usize;
        Some((place, self.people.get(place)?))
    }

    /// What the facts say for the plan.
    pub fn readings(&self) -> &Arc<Readings> {
        self.readings.get_or_init(|| Arc::new(Readings::new(self)))
    }

    /// What the messages with somebody say, if there are any.
    pub fn reading(&self, key: &PersonKey) -> Option<&Reading> {
        self.readings().talks.get(self.place(key)?)
    }

    /// The display name of a person.
    pub fn name_of(&self, key: &PersonKey) -> Option<&str> {
        self.person(key).map(|person| &*person.name)
    }

    /// All invitations.
    pub fn invitations(&self) -> &[Invitation] {
        &self.archive.invitations
    }

    /// When somebody became a connection; `None` if they are none.
    pub fn connected_on(&self, key: &PersonKey) -> Option<Day> {
        self.person(key)
            .filter(|person| person.connection)?
            .connected_on
    }

    /// The day the owner last wrote to somebody, in UTC.
    pub fn last_written_to(&self, key: &PersonKey) -> Option<Day> {
        Some(self.person(key)?.talk.last_sent?.date_naive())
    }

    /// How much there is.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Whether some archive held this kind of file, be it without rows.
    pub fn has_kind(&self, kind: &str) -> bool {
        self.archive.kinds.contains(&kind)
    }
}

fn count(archive: &Archive, which: impl Fn(&Invitation) -> bool) -> usize {
    archive
        .invitations
        .iter()
        .filter(|invitation| which(invitation))
        .count()
}

fn full_name(first: &str, last: &str) -> Box<str> {
    let (first, last) = (first.trim(), last.trim());
    match (first.is_empty(), last.is_empty()) {
        (true, _) => last.into(),
        (_, true) => first.into(),
        _ => format!("{first} {last}").into(),
    }
}

/// Indexes are kept in four bytes: no archive has 2^32 people.
fn u32_index(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
