//! Who may be one person under two keys: suggested with a score and the reason, never merged by
//! itself. A name alone is no reason: people share names.

use std::collections::{BTreeMap, HashMap};

use super::name;
use crate::domain::{
    book::Book,
    facts::Person,
    news::{self, folded_name},
    person::PersonKey,
};
use crate::text::search::Key;

/// Two keys that may be one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The key that would stay.
    pub keep: PersonKey,
    /// The other one.
    pub other: PersonKey,
    /// How likely, 0 to 100. Chosen here, by what else would explain it.
    pub score: u8,
    /// Why.
    pub reason: Reason,
}

/// Why two keys may be one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// One address went and another came with the same name, in one archive.
    Moved,
    /// The same e-mail address.
    Email,
    /// The same name and the same company.
    Company,
}

impl Reason {
    /// How likely they are one person, 0 to 100.
    const fn score(self) -> u8 {
        match self {
            Self::Email => 95,
            Self::Moved => 90,
            Self::Company => 75,
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Moved => "the same name, and the address of the profile changed",
            Self::Email => "the same e-mail address",
            Self::Company => "the same name at the same company",
        }
    }
}

/// Pairs that may be one person, the likeliest first, without those that the person parted.
pub fn duplicates(book: &Book) -> Vec<Duplicate> {
    let mut found: BTreeMap<(PersonKey, PersonKey), Reason> = BTreeMap::new();
    let mut add = |keep: &PersonKey, other: &PersonKey, reason: Reason| {
        let apart = keep == other || book.same().are_apart(keep, other);
        let turned = (other.clone(), keep.clone());
        if apart || found.contains_key(&turned) {
            return;
        }
        let known = found.entry((keep.clone(), other.clone())).or_insert(reason);
        if reason.score() > known.score() {
            *known = reason;
        }
    };
    let people = book.facts().people();
    let emails = people.iter().filter(|p| !p.email.trim().is_empty());
    pairs(emails, |p| Key::new(p.email.trim()), &mut |a, b| {
        add(&a.key, &b.key, Reason::Email);
    });
    let employed = people.iter().filter(|p| !p.company.trim().is_empty());
    pairs(
        employed,
        |p| (folded_name(&p.name), Key::new(p.company.trim())),
        &mut |a, b| add(&a.key, &b.key, Reason::Company),
    );
    for (gone, came) in moved(book) {
        add(&came, &gone, Reason::Moved);
    }
    let mut list: Vec<Duplicate> = found
        .into_iter()
        .map(|((keep, other), reason)| Duplicate {
            keep,
            other,
            score: reason.score(),
            reason,
        })
        .collect();
    list.sort_by_key(|duplicate| std::cmp::Reverse(duplicate.score));
    list
}

/// Each with the first one of the same value.
fn pairs<'a, V: std::hash::Hash + Eq>(
    people: impl Iterator<Item = &'a Person>,
    value: impl Fn(&Person) -> V,
    add: &mut dyn FnMut(&'a Person, &'a Person),
) {
    let mut first: HashMap<V, &Person> = HashMap::new();
    for person in people {
        match first.entry(value(person)) {
            std::collections::hash_map::Entry::Occupied(known) => add(known.get(), person),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(person);
            }
        }
    }
}

/// Whose key went while another with the same name came, in the same archive, if something stands
/// under the old key still.
fn moved(book: &Book) -> impl Iterator<Item = (PersonKey, PersonKey)> {
    let known = |old: &PersonKey| {
        book.facts().person(old).is_some_and(|p| p.key == *old)
            || book.touch(old).is_some()
            || !book.notes(old).is_empty()
    };
    let apart = |old, new| book.same().of(old) != book.same().of(new);
    news::moves(book.facts().news())
        .into_iter()
        .filter(move |(old, new)| known(old) && apart(old, new))
        .map(|(old, new)| (old.clone(), new.clone()))
}

/// What two people are called and where they are, to choose between them.
pub fn about(book: &Book, person: &PersonKey) -> String {
    let facts = book.facts().person(person);
    let company = facts.map_or("", |person| &person.company);
    let called = name(book, person);
    if company.is_empty() {
        format!("{called} ({person})")
    } else {
        format!("{called}, {company} ({person})")
    }
}
