//! Follow-ups.

use super::of_person;
use crate::{
    domain::{book::Book, day::Day, person::PersonKey},
    query::{Field, Subject, Value},
};

/// A follow-up of the plan.
#[derive(Clone, Copy, Debug)]
pub struct FollowUpRow<'a> {
    /// Facts and decisions.
    pub book: &'a Book,
    /// With whom.
    pub person: &'a PersonKey,
    /// The word of its kind, if the plan made it.
    pub kind: Option<&'static str>,
    /// Since when it is due.
    pub due: Day,
}

impl Subject for FollowUpRow<'_> {
    fn value(&self, field: Field) -> Value<'_> {
        match field {
            Field::Kind => Value::word(self.kind),
            Field::Due => Value::Day(self.due),
            field => of_person(self.book, None, self.person, field),
        }
    }
}
