//! Checks of the own profile.

use crate::query::{Field, Subject, Value};

/// A check of the audit.
#[derive(Clone, Copy, Debug)]
pub struct Check<'a> {
    /// Its id.
    pub id: &'a str,
    /// The word of its state.
    pub state: &'static str,
    /// What it can add to the score.
    pub weight: u32,
    /// What it adds now, in whole points.
    pub points: u32,
}

impl Subject for Check<'_> {
    fn value(&self, field: Field) -> Value<'_> {
        match field {
            Field::Id => Value::text(self.id),
            Field::State => Value::word(Some(self.state)),
            Field::Weight => Value::Number(self.weight.into()),
            Field::Points => Value::Number(self.points.into()),
            _ => Value::Unknown,
        }
    }
}
