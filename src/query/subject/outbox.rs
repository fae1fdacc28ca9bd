//! Lines of the outbox.

use super::of_person;
use crate::{
    domain::{
        book::Book,
        outbox::{OutboxItem, Progress},
    },
    query::{Field, Subject, Value},
};

/// A line of the outbox.
#[derive(Clone, Copy, Debug)]
pub struct OutboxRow<'a> {
    /// Facts and decisions.
    pub book: &'a Book,
    /// The line.
    pub item: &'a OutboxItem,
}

impl Subject for OutboxRow<'_> {
    fn value(&self, field: Field) -> Value<'_> {
        let id = &self.item.id;
        match field {
            Field::Name => Value::text(&self.item.name),
            Field::Do => Value::word(Some(id.act().word())),
            Field::Age => Value::Day(self.item.decided),
            Field::State => Value::word(Some(match self.item.progress {
                Progress::ToDo => "to-do",
                Progress::Ticked(_) => "ticked",
                Progress::Confirmed(_) => "confirmed",
                Progress::Contradicted(_) => "contradicted",
            })),
            field => {
                // A text of the own profile is about nobody.
                let Some(person) = id.person() else {
                    return Value::Unknown;
                };
                let known = of_person(self.book, None, person, field);
                let (Field::Has, Value::Words(mut has)) = (field, known) else {
                    return of_person(self.book, None, person, field);
                };
                let answers = id.invitation().map(|id| self.book.answers(id));
                let last = answers.and_then(<[_]>::last);
                if last.is_some_and(|last| last.reason.is_some()) {
                    has.push("reason");
                }
                Value::Words(has)
            }
        }
    }
}
