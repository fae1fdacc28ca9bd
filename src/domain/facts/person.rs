//! A person of the archives.

use crate::domain::{
    day::{Day, Instant},
    person::PersonKey,
    records::{Connection, Message, Traits},
};

/// Somebody who stands in the archive: connection, inviter, invitee or partner in messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub key: PersonKey,
    /// The display name.
    pub name: Box<str>,
    /// The first name, where the archive parts the names; else the first word.
    pub first: Box<str>,
    /// Today's company, for connections.
    pub company: Box<str>,
    /// Today's position, for connections.
    pub position: Box<str>,
    /// E-mail, for the few who share it.
    pub email: Box<str>,
    /// The UTC date of the connection; `None` for people who are no connections, and for the few
    /// whose date could not be read.
    pub connected_on: Option<Day>,
    /// Whether this is a connection.
    pub connection: bool,
    /// The messages of two, summed up.
    pub talk: Talk,
}

impl Person {
    /// The record of a connection. First and last name are parted where the archive parted them.
    pub(super) fn as_connection(&self) -> Connection {
        let last = self
            .name
            .strip_prefix(self.first.trim())
            .unwrap_or_default()
            .trim();
        Connection {
            key: self.key.clone(),
            first: self.first.clone(),
            last: last.into(),
            email: self.email.clone(),
            company: self.company.clone(),
            position: self.position.clone(),
            connected_on: self.connected_on,
        }
    }
}

/// The one-to-one messages with a person, summed up. Drafts, groups, advertising and the notes of
/// invitations do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Talk {
    /// How many the owner wrote.
    pub sent: u32,
    /// How many they wrote.
    pub received: u32,
    /// When the owner last wrote.
    pub last_sent: Option<Instant>,
    /// When they last wrote.
    pub last_received: Option<Instant>,
}

impl Talk {
    /// Whether words went both ways.
    pub const fn two_way(&self) -> bool {
        self.sent > 0 && self.received > 0
    }

    /// Whether they wrote so little that they are a stranger still, though a connection. Judgement.
    pub const fn is_new(&self) -> bool {
        self.received > 0 && self.received < 4
    }

    /// When either last wrote.
    pub fn last(&self) -> Option<Instant> {
        self.last_sent.max(self.last_received)
    }

    pub(super) fn count(&mut self, message: &Message) {
        let at = Instant::from_timestamp(message.at, 0).filter(|_| message.at != 0);
        let (count, last) = if message.traits.has(Traits::MINE) {
            (&mut self.sent, &mut self.last_sent)
        } else {
            (&mut self.received, &mut self.last_received)
        };
        *count += 1;
        *last = (*last).max(at);
    }
}
