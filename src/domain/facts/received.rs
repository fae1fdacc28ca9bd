//! Facts with the invitations that came by e-mail or from a copied page.

use std::collections::HashMap;

use super::{Facts, u32_index};
use crate::{
    domain::{
        day::Day,
        invitation::InvitationId,
        person::PersonKey,
        received::{Received, invitation},
    },
    text::fold::fold,
};

/// An invitation that was taken in before an archive listed it, or had its sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// As it was taken in.
    pub taken: InvitationId,
    /// As it is called now.
    pub is: InvitationId,
}

/// The connections by their folded names, with the day; `None` where two have one name.
type Connections = HashMap<String, Option<(PersonKey, Option<Day>)>>;

impl Facts {
    /// The same facts, with invitations that no archive lists; and those that are called otherwise
    /// now: where an archive lists one its row counts, but for a note that it lacks.
    #[must_use]
    pub fn with_received(&self, received: &[Received]) -> (Self, Vec<Met>) {
        let mut facts = self.clone();
        facts.about = super::about::About::default();
        let rows = facts.archive.invitations.len();
        let mut added: Vec<(&Received, InvitationId)> = Vec::new();
        let mut met = Vec::new();
        let mut connections = None;
        for one in received {
            let same =
                |(before, id): &(&Received, InvitationId)| one.is_same(before).then(|| id.clone());
            let known = facts.listed(one, rows);
            let is = known.or_else(|| added.iter().find_map(same));
            let is = is.unwrap_or_else(|| {
                let names = connections.get_or_insert_with(|| facts.connections_by_name());
                let id = facts.add_received(one, names);
                added.push((one, id.clone()));
                id
            });
            if is == one.id {
                continue;
            }
            let (known, other) = (facts.place(&is.person), facts.place(&one.id.person));
            if let (Some(place), None) = (known, other) {
                facts.index.insert(one.id.person.clone(), u32_index(place));
            }
            let taken = one.id.clone();
            met.push(Met { taken, is });
        }
        facts.counts.people = facts.people.len();
        (facts, met)
    }

    /// The archive's row of an invitation. Of several people with one name none is chosen.
    fn listed(&mut self, one: &Received, rows: usize) -> Option<InvitationId> {
        let rows = self.archive.invitations.iter_mut().take(rows);
        let mut found: Vec<_> = rows.filter(|row| one.is(row)).collect();
        let row = found.pop()?;
        if found.iter().any(|other| other.id.person != row.id.person) {
            return None;
        }
        if row.note.is_empty() {
            row.note = one.note.as_str().into();
        }
        Some(row.id.clone())
    }

    /// Adds one that no archive lists. Who is known by the name alone is the only connection of
    /// that name, if they became one since: it was accepted.
    fn add_received(&mut self, one: &Received, connections: &Connections) -> InvitationId {
        let mut record = invitation(one, false);
        let first = one.days().map(|(first, _)| first);
        let named = one
            .id
            .person
            .as_name()
            .and_then(|_| connections.get(&fold(&one.name)));
        if let Some(Some((person, on))) = named
            && on.zip(first).is_some_and(|(on, first)| first <= on)
        {
            record.id.person = person.clone();
            record.by_name = true;
        }
        self.add_named(&record.id.person, &one.name);
        record.connected = self.person(&record.id.person).is_some_and(|p| p.connection);
        let id = record.id.clone();
        self.archive.invitations.push(record);
        id
    }

    fn connections_by_name(&self) -> Connections {
        let mut names = Connections::new();
        for person in self.people.iter().filter(|person| person.connection) {
            let name = names.entry(fold(&person.name));
            name.and_modify(|only| *only = None)
                .or_insert_with(|| Some((person.key.clone(), person.connected_on)));
        }
        names
    }
}
