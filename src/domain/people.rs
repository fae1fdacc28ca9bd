//! Everyone: connections, inviters, invitees, partners in messages, and people of whom only the
//! person's own notes tell. The list with its orders, the search, and what happened with somebody.

mod column;
mod duplicates;
mod lately;
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
    let facts = book.facts();
    let mut people: Vec<PersonKey> = facts.people().iter().map(|p| p.key.clone()).collect();
    let only_here: BTreeSet<&PersonKey> = known_here(book)
        .filter(|person| {
            facts.person(person).is_none() && facts.owner().key.as_ref() != Some(*person)
        })
        .collect();
    people.extend(only_here.into_iter().cloned());
    people
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
