//! Connections, invitations, notes: who is who.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use unicode_normalization::UnicodeNormalization;

use super::{Problem, Row, Warnings};
use crate::{
    domain::{
        day::Day,
        invitation::InvitationId,
        person::PersonKey,
        records::{Archive, Connection, Direction, ImportedContact, Invitation, OwnerNote},
    },
    import::{dates, profile_url, section::text_hash},
};

/// What was read, until everybody is known.
#[derive(Debug, Default)]
pub(super) struct Network {
    connections: Vec<Connection>,
    date_only: Vec<Day>,
    keys: HashSet<PersonKey>,
    /// How many people without URL share all that tells them apart.
    alike: HashMap<PersonKey, u32>,
    invitations: Vec<Unresolved>,
    notes: Vec<(Option<PersonKey>, OwnerNote)>,
    owner_keys: HashMap<PersonKey, u32>,
    owner_names: HashMap<Box<str>, u32>,
}

/// An invitation whose other side may still be found by its name.
#[derive(Debug)]
struct Unresolved {
    key: Option<PersonKey>,
    sent_text: Box<str>,
    invitation: Invitation,
}

/// The connections that bear a name which no other bears.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_name: HashMap<String, Option<PersonKey>>,
    connected: HashSet<PersonKey>,
}

impl Names {
    /// Who somebody is, and whether that was told by the name alone: the one connection of that
    /// name, if the two keys do not contradict each other.
    pub(super) fn resolve(&self, key: Option<&PersonKey>, name: &str) -> (Option<PersonKey>, bool) {
        if let Some(key) = key.filter(|key| self.connected(key)) {
            return (Some(key.clone()), false);
        }
        let has_slug = |key: &PersonKey| key.as_slug().is_some();
        let named = self.by_name.get(&fold(name)).and_then(Option::as_ref);
        match named.filter(|named| !(has_slug(named) && key.is_some_and(has_slug))) {
            Some(named) => (Some(named.clone()), true),
            None => (key.cloned(), false),
        }
    }

    /// Whether this is a connection.
    pub(super) fn connected(&self, key: &PersonKey) -> bool {
        self.connected.contains(key)
    }
}

/// A name for comparing: compatibility forms, lower case, single blanks.
pub(super) fn fold(name: &str) -> String {
    let compatible: String = name.nfkc().collect();
    let lower = compatible.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ")
}

/// A key from what a row says, for want of a URL.
fn row_key(parts: &[&str]) -> PersonKey {
    PersonKey::row(text_hash(&parts.join("\u{1f}")))
}

impl Network {
    pub(super) fn connection<S: AsRef<str>>(&mut self, row: &Row<'_, S>, warnings: &mut Warnings) {
        let connected_on = row.date("Connected On", dates::connected_on, warnings);
        let (first, last) = (row.get("First Name"), row.get("Last Name"));
        let (url, email) = (row.get("URL"), row.get("Email Address"));
        let key = profile_url::key(url);
        if let (None, true) = (
            &key,
            [first, last, email].iter().all(|cell| cell.is_empty()),
        ) {
            // Only rows with a day say anything; the day itself may not be readable.
            self.date_only.extend(connected_on);
            return;
        }
        let key = match key {
            Some(key) if self.keys.contains(&key) => {
                return warnings.add(row.kind, Problem::SamePerson, row.number);
            }
            Some(key) => key,
            None => self.new_key(first, last, email, connected_on),
        };
        self.keys.insert(key.clone());
        self.connections.push(Connection {
            key,
            first: first.into(),
            last: last.into(),
            email: email.into(),
            company: row.text("Company"),
            position: row.text("Position"),
            connected_on,
        });
    }

    /// People without URL are told apart by name and day, and by their order where both are equal.
    fn new_key(&mut self, first: &str, last: &str, email: &str, day: Option<Day>) -> PersonKey {
        let name = fold(&format!("{first} {last}"));
        let day = day.map_or_else(String::new, |day| day.to_string());
        let email = if name.is_empty() { email } else { "" };
        let nth = self
            .alike
            .entry(row_key(&[&name, &day, email]))
            .or_default();
        *nth += 1;
        match *nth {
            1 => row_key(&[&name, &day, email]),
            nth => row_key(&[&name, &day, email, &nth.to_string()]),
        }
    }

    pub(super) fn invitation<S: AsRef<str>>(&mut self, row: &Row<'_, S>, warnings: &mut Warnings) {
        let sent = row.date("Sent At", dates::pacific, warnings);
        let (from, to) = (("From", "inviterProfileUrl"), ("To", "inviteeProfileUrl"));
        let direction = row.get("Direction");
        let (direction, other, own) = if direction.eq_ignore_ascii_case("INCOMING") {
            (Direction::Incoming, from, to)
        } else if direction.eq_ignore_ascii_case("OUTGOING") {
            (Direction::Outgoing, to, from)
        } else {
            return warnings.add(row.kind, Problem::Direction, row.number);
        };
        if let Some(key) = profile_url::key(row.get(own.1)) {
            *self.owner_keys.entry(key).or_default() += 1;
        }
        if !row.get(own.0).is_empty() {
            *self.owner_names.entry(row.text(own.0)).or_default() += 1;
        }
        self.invitations.push(Unresolved {
            key: profile_url::key(row.get(other.1)),
            sent_text: row.text("Sent At"),
            invitation: Invitation {
                id: InvitationId {
                    person: PersonKey::from_text(""),
                    sent,
                },
                direction,
                name: row.text(other.0),
                note: row.text("Message"),
                connected: false,
                by_name: false,
            },
        });
    }

    pub(super) fn note<S: AsRef<str>>(&mut self, row: &Row<'_, S>) {
        let key = profile_url::key(row.get("Connection Profile URL"));
        let note = OwnerNote {
            person: PersonKey::from_text(""),
            name: row.name("Connection First Name", "Connection Last Name"),
            text: row.text("Note"),
        };
        self.notes.push((key, note));
    }

    /// Decides who is connected and who the owner is.
    pub(super) fn finish(self, archive: &mut Archive) -> Names {
        let mut names = Names {
            by_name: HashMap::new(),
            connected: self.keys,
        };
        for connection in &self.connections {
            let name = fold(&format!("{} {}", connection.first, connection.last));
            match names.by_name.entry(name) {
                Entry::Vacant(entry) => {
                    entry.insert(Some(connection.key.clone()));
                }
                Entry::Occupied(mut entry) => {
                    entry.insert(None);
                }
            }
        }
        names.by_name.remove("");
        archive.connections = self.connections;
        archive.date_only = self.date_only;
        let invitations = self.invitations.into_iter();
        archive.invitations = invitations.map(|found| found.resolve(&names)).collect();
        archive.notes = self
            .notes
            .into_iter()
            .map(|(key, note)| {
                let (person, _) = names.resolve(key.as_ref(), &note.name);
                let person = person.unwrap_or_else(|| row_key(&[&fold(&note.name)]));
                OwnerNote { person, ..note }
            })
            .collect();
        // The key decides between equal counts, so that the answer is always the same.
        let owner = self.owner_keys.into_iter();
        archive.owner.key = owner
            .max_by(|a, b| (a.1, &b.0).cmp(&(b.1, &a.0)))
            .map(|(key, _)| key);
        if archive.owner.name.is_empty() {
            let name = self.owner_names.into_iter();
            let name = name.max_by(|a, b| (a.1, &b.0).cmp(&(b.1, &a.0)));
            archive.owner.name = name.map(|(name, _)| name).unwrap_or_default();
        }
        names
    }
}

impl Unresolved {
    fn resolve(self, names: &Names) -> Invitation {
        let mut invitation = self.invitation;
        let (person, by_name) = names.resolve(self.key.as_ref(), &invitation.name);
        invitation.by_name = by_name;
        invitation.id.person =
            person.unwrap_or_else(|| row_key(&[&fold(&invitation.name), &self.sent_text]));
        invitation.connected = names.connected(&invitation.id.person);
        invitation
    }
}

/// Somebody of an address book.
pub(super) fn contact<S: AsRef<str>>(row: &Row<'_, S>) -> ImportedContact {
    let full = row.text("Full Name");
    ImportedContact {
        name: if full.is_empty() {
            row.name("First Name", "Last Name")
        } else {
            full
        },
        emails: super::profile::list(row.get("Emails"), ','),
        company: row.text("Companies"),
        title: row.text("Title"),
        person: None,
    }
}
