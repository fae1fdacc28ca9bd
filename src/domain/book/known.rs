//! What is known of somebody: what the person gave, over what the archives say.

use std::{collections::BTreeMap, sync::Arc};

use super::Book;
use crate::domain::{
    day::Day,
    edit::Field,
    facts::{Former, Person},
    invitation::InvitationId,
    person::PersonKey,
    received::Received,
    sender::SenderCheck,
    step::StepId,
};

/// A fact that the person typed or pasted.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// What it is.
    pub value: Arc<str>,
    /// On which day they said so.
    pub day: Day,
    /// The step that said so.
    pub step: StepId,
}

/// The facts that were given about one person.
pub(super) type GivenFacts = BTreeMap<Field, Given>;

/// A fact with where it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known<'a> {
    /// Which fact.
    pub field: Field,
    /// What the person gave, with the day.
    pub given: Option<&'a Given>,
    /// What the newest archive says that has it; it may be another value.
    pub linkedin: Option<&'a str>,
}

impl<'a> Known<'a> {
    /// The value that counts: the person's, where they gave one.
    pub fn value(&self) -> Option<&'a str> {
        self.given.map(|given| &*given.value).or(self.linkedin)
    }

    /// What LinkedIn says, where that is something else.
    pub fn beside(&self) -> Option<&'a str> {
        let given = self.given?;
        let same = |text: &&str| text.trim().eq_ignore_ascii_case(&given.value);
        self.linkedin.filter(|text| !same(text))
    }
}

/// Reads one text.
type Get<T> = fn(&T) -> &str;

impl Book {
    /// A fact about somebody, from whoever knows it.
    pub fn known(&self, person: &PersonKey, field: Field) -> Known<'_> {
        let given = self.decisions.given.get(self.decisions.same.of(person));
        Known {
            field,
            given: given.and_then(|given| given.get(&field)),
            linkedin: self.said(person, field),
        }
    }

    /// What the archives say: the connection's own row, else an older archive or the address book.
    fn said(&self, person: &PersonKey, field: Field) -> Option<&str> {
        let facts = self.facts();
        let (now, before): (Get<Person>, Get<Former>) = match field {
            Field::Company => (|p| &p.company, |f| &f.company),
            Field::Title => (|p| &p.position, |f| &f.position),
            Field::Email => (|p| &p.email, |f| &f.email),
            _ => return None,
        };
        let some = |text: &&str| !text.is_empty();
        let now = facts.person(person).map(|known| now(known).trim());
        now.filter(some).or_else(|| {
            let former = facts.former(person).map(|former| before(former).trim());
            former.filter(some)
        })
    }

    /// Everything that was given, by person.
    pub fn given(&self) -> impl Iterator<Item = (&PersonKey, &BTreeMap<Field, Given>)> {
        self.decisions.given.iter()
    }

    /// What was given about one person.
    pub fn given_about(&self, person: &PersonKey) -> impl Iterator<Item = &Given> {
        let given = self.decisions.given.get(self.decisions.same.of(person));
        given.into_iter().flat_map(BTreeMap::values)
    }

    /// The five answers about an inviter.
    pub fn sender_check(&self, invitation: &InvitationId) -> Option<&SenderCheck> {
        let invitation = self.decisions.same.invitation(invitation);
        self.decisions.senders.get(invitation)
    }

    /// What one that is the same was called when it was taken in from an e-mail or a page.
    pub fn received_as(&self, one: &Received) -> Option<&InvitationId> {
        let before = self.received.iter().find(|before| one.is_same(before));
        before.map(|before| self.decisions.same.invitation(&before.id))
    }

    /// All answers about inviters.
    pub fn sender_checks(&self) -> impl Iterator<Item = (&InvitationId, &SenderCheck)> {
        self.decisions.senders.iter()
    }

    /// Whether something that is shown once was shown.
    pub fn has_seen(&self, what: &str) -> bool {
        self.decisions.seen.contains(what)
    }

    /// What was shown of what is shown once.
    pub fn seen(&self) -> impl Iterator<Item = &str> {
        self.decisions.seen.iter().map(|what| &**what)
    }

    /// Whether somebody has a fact that the person gave.
    pub fn is_given(&self, person: &PersonKey) -> bool {
        let person = self.decisions.same.of(person);
        self.decisions.given.contains_key(person)
    }

    /// The day of the newest archive that says who is a connection.
    pub fn connections_taken(&self) -> Option<Day> {
        let has = |import: &&crate::domain::step::Import| {
            let mut sections = import.files.iter().flat_map(|file| &file.sections);
            sections.any(|section| section.kind == "connections")
                || import.unchanged.iter().any(|kind| kind == "connections")
        };
        let taken = self.imports().filter(has).filter_map(|import| import.taken);
        taken.max().map(|at| at.date_naive())
    }
}
