//! People.

use super::of_person;
use crate::{
    domain::{
        book::Book, day::Day, late::Late, people::Everyone, person::PersonKey, triage::Rules,
    },
    query::{Field, Query, Search, Subject, Value},
};

/// Somebody, as the archives and the decisions know them.
#[derive(Clone, Copy, Debug)]
struct PersonRow<'a> {
    book: &'a Book,
    person: &'a PersonKey,
    /// What tells the class of a title.
    rules: Option<&'a Late<Rules>>,
}

impl Subject for PersonRow<'_> {
    fn value(&self, field: Field) -> Value<'_> {
        of_person(self.book, self.rules, self.person, field)
    }
}

/// Those who fit a query, the best first. Plain words are looked for as they are typed; the rest is
/// asked of those whom they leave. `rules` tell the class of a title.
pub fn find_people(
    everyone: &Everyone,
    query: &Query,
    (book, today): (&Book, Day),
    rules: Option<&Late<Rules>>,
) -> Vec<PersonKey> {
    let (words, search) = (query.words(), Search::new(query, today));
    if search.is_plain() {
        return everyone.find(&words);
    }
    everyone.find_where(&words, |person, texts| {
        let row = PersonRow {
            book,
            person,
            rules,
        };
        search.holds(&row, &texts)
    })
}
