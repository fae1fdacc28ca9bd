//! Whom the cards of a copied page are about, and what they would change: shown before it is taken.

use std::collections::{HashMap, HashSet};

use super::{
    book::Book,
    edit::{Edit, Field},
    paste::{Card, CardKind, Pasted},
    person::PersonKey,
    step::Step,
};
use crate::text::fold::fold;

/// Whom a card is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// By the link to the profile in the copy.
    Linked(PersonKey),
    /// By the whole name, which only one of them has.
    Named(PersonKey),
    /// Nobody of this name is known.
    Nobody,
    /// So many people have this name: none is chosen.
    Several(usize),
}

impl Whom {
    /// The person, where it is sure.
    pub const fn person(&self) -> Option<&PersonKey> {
        match self {
            Self::Linked(person) | Self::Named(person) => Some(person),
            Self::Nobody | Self::Several(_) => None,
        }
    }

    /// Why nothing is taken, in words; empty where it is sure.
    pub fn trouble(&self) -> String {
        match self {
            Self::Linked(_) | Self::Named(_) => String::new(),
            Self::Nobody => "nobody of this name is among the open invitations".to_owned(),
            Self::Several(number) => {
                format!(
                    "{number} people have this name; type it where the cursor is, or copy with the link"
                )
            }
        }
    }
}

/// A fact that a card would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which fact.
    pub field: Field,
    /// What is known now, from whoever.
    pub before: Option<String>,
    /// What the card says.
    pub now: String,
}

/// A card with whom it is about, and what it would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captured {
    /// What was copied.
    pub card: Card,
    /// Whom it is about.
    pub whom: Whom,
    /// What is new or other than before. Empty where all is known, or nobody is found.
    pub changes: Vec<Change>,
}

/// Finds whom the cards are about.
pub fn capture(book: &Book, pasted: &Pasted) -> Vec<Captured> {
    let mut open: HashMap<String, HashSet<&PersonKey>> = HashMap::new();
    let invitations = book.facts().invitations();
    for invitation in invitations.iter().filter(|i| i.is_open()) {
        let people = open.entry(fold(&invitation.name)).or_default();
        people.insert(&invitation.id.person);
    }
    let mut everyone: Option<HashMap<String, Vec<&PersonKey>>> = None;
    let cards = pasted.cards.iter();
    cards
        .map(|card| {
            let name = fold(&card.name);
            let whom = match &card.person {
                Some(person) => Whom::Linked(person.clone()),
                None => match open.get(&name) {
                    Some(people) => one(people.iter().copied()),
                    // A profile may be anybody's who is known; an invitation only an open one's.
                    None if card.kind == CardKind::Person => {
                        let everyone = everyone.get_or_insert_with(|| names(book));
                        one(everyone.get(&name).into_iter().flatten().copied())
                    }
                    None => Whom::Nobody,
                },
            };
            let known = whom.person().filter(|person| is_known(book, person));
            let changes = known.map(|person| changes(book, person, card));
            let whom = match (&whom, &changes) {
                (Whom::Linked(_), None) => Whom::Nobody,
                _ => whom,
            };
            Captured {
                card: card.clone(),
                whom,
                changes: changes.unwrap_or_default(),
            }
        })
        .collect()
}

fn is_known(book: &Book, person: &PersonKey) -> bool {
    book.facts().person(person).is_some() || book.is_given(person) || book.touch(person).is_some()
}

fn names(book: &Book) -> HashMap<String, Vec<&PersonKey>> {
    let mut names: HashMap<String, Vec<&PersonKey>> = HashMap::new();
    for person in book.facts().people().iter() {
        names
            .entry(fold(&person.name))
            .or_default()
            .push(&person.key);
    }
    names
}

fn one<'a>(people: impl Iterator<Item = &'a PersonKey>) -> Whom {
    let people: Vec<&PersonKey> = people.collect();
    match people.as_slice() {
        [] => Whom::Nobody,
        [one] => Whom::Named((*one).clone()),
        many => Whom::Several(many.len()),
    }
}

fn changes(book: &Book, person: &PersonKey, card: &Card) -> Vec<Change> {
    let facts = card.facts().into_iter();
    let changed = facts.filter_map(|(field, now)| {
        let before = book.known(person, field).value().map(str::to_owned);
        (before.as_deref() != Some(&now)).then_some(Change { field, before, now })
    });
    changed.collect()
}

/// The one step that takes everything that was found; `None` where nothing would change.
pub fn step(captured: &[Captured]) -> Option<Step> {
    let mut edits: Vec<Edit> = Vec::new();
    for one in captured {
        let Some(person) = one.whom.person() else {
            continue;
        };
        edits.extend(one.changes.iter().map(|change| Edit {
            person: person.clone(),
            field: change.field,
            value: change.now.clone(),
        }));
    }
    (!edits.is_empty()).then_some(Step::Edit { edits })
}

/// Who is meant by a typed name, or how many people are: somebody whom nobody knows yet is taken
/// by the name.
pub fn whom(book: &Book, name: &str) -> Result<PersonKey, usize> {
    let wanted = fold(name);
    let people = book.facts().people().iter();
    let found: Vec<&PersonKey> = people
        .filter(|person| fold(&person.name) == wanted)
        .map(|person| &person.key)
        .collect();
    match found.as_slice() {
        [] => Ok(PersonKey::name(name)),
        [one] => Ok((*one).clone()),
        many => Err(many.len()),
    }
}
