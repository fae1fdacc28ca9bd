//! People.

use super::of_person;
use crate::{
    domain::{book::Book, person::PersonKey, triage::Rules},
    query::{Field, Subject, Value},
};

/// Somebody, as the archives and the decisions know them.
#[derive(Clone, Copy, Debug)]
pub struct PersonRow<'a> {
    /// Facts and decisions.
    pub book: &'a Book,
    /// Who.
    pub person: &'a PersonKey,
    /// What tells the class of a title.
    pub rules: Option<&'a Rules>,
}

impl Subject for PersonRow<'_> {
    fn value(&self, field: Field) -> Value<'_> {
        of_person(self.book, self.rules, self.person, field)
    }
}
