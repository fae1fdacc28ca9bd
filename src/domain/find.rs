//! Full text: what was written about people and by them, with the words that were looked for.

use std::{cmp::Reverse, collections::BTreeSet, ops::Range};

use super::{
    book::Book,
    day::Day,
    person::PersonKey,
    records::{Message, Party, Traits},
};
use crate::{domain::words::words, text::seek::Seek};

/// What kind of text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The person's note.
    Note,
    /// What a logged contact was about.
    Log,
    /// What a follow-up is planned about.
    Plan,
    /// Why an invitation was answered as it was.
    Reason,
    /// The note of an invitation.
    Invitation,
    /// A message from the person.
    Sent,
    /// A message to the person.
    Received,
}

words! {
    Kind:
    Note "note",
    Log "log",
    Plan "plan",
    Reason "reason",
    Invitation "invitation",
    Sent "sent",
    Received "received",
}

/// A text with the words in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// About whom, or with whom; `None` in groups.
    pub person: Option<PersonKey>,
    /// The day.
    pub day: Option<Day>,
    /// What kind of text it is.
    pub kind: Kind,
    /// The text around the first hit; hostile until cleaned.
    pub text: String,
    /// Where the words are in it.
    pub hits: Vec<Range<usize>>,
}

/// How much is shown before the first word that was found, and in all, in characters.
const BEFORE: usize = 40;
const SHOWN: usize = 200;

impl Found {
    /// Looks into a text.
    pub fn look(
        seek: &Seek,
        text: &str,
        kind: Kind,
        (person, day): (Option<&PersonKey>, Option<Day>),
    ) -> Option<Self> {
        let hits = seek.find(text);
        let first = hits.first()?.start;
        let (from, to) = window(text, first);
        let text = text.get(from..to)?;
        let hits = hits.into_iter().filter(|hit| hit.end <= to);
        Some(Self {
            person: person.cloned(),
            day,
            kind,
            text: text.to_owned(),
            hits: hits.map(|hit| hit.start - from..hit.end - from).collect(),
        })
    }
}

/// The part of a text around a place, cut between characters, at words where one is near.
fn window(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default();
    let mut from = before
        .char_indices()
        .rev()
        .nth(BEFORE - 1)
        .map_or(0, |(from, _)| from);
    if from > 0 {
        let skipped = text.get(from..at).unwrap_or_default();
        from += skipped
            .find(char::is_whitespace)
            .map_or(0, |blank| blank + 1);
    }
    let rest = text.get(from..).unwrap_or_default();
    let to = rest.char_indices().nth(SHOWN);
    (from, to.map_or(text.len(), |(to, _)| from + to))
}

/// What the person wrote here, and the notes of invitations.
pub fn in_book(book: &Book, seek: &Seek) -> Vec<Found> {
    let mut found = Vec::new();
    let mut look = |text: &str, kind, person: &PersonKey, day| {
        found.extend(Found::look(seek, text, kind, (Some(person), day)));
    };
    for (person, notes) in book.noted() {
        for note in notes {
            look(&note.text, Kind::Note, person, Some(note.day));
        }
    }
    for (person, touch) in book.touched() {
        for contact in &touch.contacts {
            let text = contact.text.as_deref().unwrap_or_default();
            look(text, Kind::Log, person, Some(contact.on));
        }
        for planned in &touch.planned {
            look(&planned.what, Kind::Plan, person, Some(planned.on));
        }
    }
    for (id, answered) in book.answered() {
        let text = answered.reason.as_deref().unwrap_or_default();
        look(text, Kind::Reason, &id.person, Some(answered.day));
    }
    for invitation in book.facts().invitations() {
        let day = invitation.sent().map(|at| at.date_naive());
        look(
            &invitation.note,
            Kind::Invitation,
            &invitation.id.person,
            day,
        );
    }
    found
}

/// A message with the words in its text.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// The words.
    pub seek: &'a Seek,
    /// The message.
    pub message: &'a Message,
    /// The other side, if it is a conversation of two.
    pub with: Option<&'a Party>,
    /// Its text; hostile until cleaned.
    pub text: &'a str,
}

impl Hit<'_> {
    /// The day, in UTC; `None` where the date could not be read.
    pub fn day(&self) -> Option<Day> {
        let at = chrono::DateTime::from_timestamp(self.message.at, 0);
        at.filter(|_| self.message.at != 0)
            .map(|at| at.date_naive())
    }

    /// The text around the words.
    fn found(&self) -> Option<Found> {
        let kind = if self.message.traits.has(Traits::MINE) {
            Kind::Sent
        } else {
            Kind::Received
        };
        let person = self.with.map(|party| &party.key);
        Found::look(self.seek, self.text, kind, (person, self.day()))
    }
}

/// The newest hits, at most so many, however many there are.
#[derive(Debug)]
pub struct Newest {
    most: usize,
    all: usize,
    kept: BTreeSet<(Reverse<Option<Day>>, usize)>,
    /// The hits by their numbers; those that a newer one pushed out are gone.
    found: Vec<Option<Found>>,
}

impl Newest {
    /// None yet; `most` of 0 keeps all.
    pub fn new(most: usize) -> Self {
        Self {
            most: if most == 0 { usize::MAX } else { most },
            all: 0,
            kept: BTreeSet::new(),
            found: Vec::new(),
        }
    }

    /// Takes what was found.
    pub fn take(&mut self, found: Found) {
        self.take_of(found.day, || Some(found));
    }

    /// Takes a hit: of one that is too old to be kept nothing is made, it only counts.
    pub fn take_hit(&mut self, hit: &Hit<'_>) {
        self.take_of(hit.day(), || hit.found());
    }

    fn take_of(&mut self, day: Option<Day>, make: impl FnOnce() -> Option<Found>) {
        self.all += 1;
        let key = (Reverse(day), self.found.len());
        let is_full = self.kept.len() >= self.most;
        if is_full && self.kept.last().is_none_or(|oldest| key >= *oldest) {
            return;
        }
        let Some(found) = make() else { return };
        if is_full
            && let Some((_, oldest)) = self.kept.pop_last()
            && let Some(place) = self.found.get_mut(oldest)
        {
            *place = None;
        }
        self.kept.insert(key);
        self.found.push(Some(found));
    }

    /// How many there were in all.
    pub const fn all(&self) -> usize {
        self.all
    }

    /// Those that are kept, the newest first; those of one day as they came.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Found> {
        let kept = self.kept.iter();
        let found: Vec<&Found> = kept
            .filter_map(|(_, at)| self.found.get(*at)?.as_ref())
            .collect();
        found.into_iter()
    }
}
