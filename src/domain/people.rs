//! Everyone: connections, inviters, invitees, partners in messages, and people of whom only the
//! person's own notes tell. The list with its orders, the search, and what happened with somebody.

mod column;
mod duplicates;
mod lately;
mod order;
mod search;
mod timeline;
mod words;

pub use column::{Column, Value, value};
pub use duplicates::{Duplicate, Reason, about, duplicates};
pub use lately::{Change, Told, lately};
pub use search::Everyone;
pub use timeline::{Happening, Moment, timeline, timeline_of_all};
pub use words::job;

use std::collections::BTreeSet;

use super::{book::Book, person::PersonKey};

/// Everyone once, those of the archives first, in its order.
pub fn everyone(book: &Book) -> Vec<PersonKey> {
    let known = book.facts().people();
    let key = |at| known.glance(at).map(|person| person.key.clone());
    let mut people: Vec<PersonKey> = (0..known.len()).filter_map(key).collect();
    people.extend(only_here(book).into_iter().cloned());
    people
}

/// Those who stand in no archive.
fn only_here(book: &Book) -> BTreeSet<&PersonKey> {
    let facts = book.facts();
    let is_new = |person: &&PersonKey| {
        facts.place(person).is_none() && facts.owner().key.as_ref() != Some(*person)
    };
    known_here(book).filter(is_new).collect()
}

/// Those about whom something was decided, noted or typed here, in any order; some more than once.
fn known_here(book: &Book) -> impl Iterator<Item = &PersonKey> {
    let noted = book.noted().map(|(person, _)| person);
    let given = book.given().map(|(person, _)| person);
    noted
        .chain(book.touched().map(|(person, _)| person))
        .chain(given)
}

/// The name of somebody: LinkedIn's, else the person's own, else the key. Hostile until cleaned.
pub fn name<'a>(book: &'a Book, person: &'a PersonKey) -> &'a str {
    let known = book.facts().name_of(person).filter(|name| !name.is_empty());
    known
        .or_else(|| person.as_name())
        .unwrap_or_else(|| person.as_str())
}

#[cfg(test)]
mod tests;
