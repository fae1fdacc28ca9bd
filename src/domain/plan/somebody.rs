//! Somebody, with what the plan asks about them.

use super::Reading;
use crate::domain::{
    book::{Book, Touch},
    day::Day,
    facts::Person,
    person::PersonKey,
};

/// Somebody, with what is known about them. It is looked up once: a plan asks some thousand people
/// several times.
#[derive(Clone, Copy, Debug)]
pub struct Somebody<'a> {
    /// Somebody it is.
    pub key: &'a PersonKey,
    /// What the person did about them.
    pub touch: Option<&'a Touch>,
    /// What archives tell of them.
    pub person: Option<&'a Person>,
    /// What the messages with them say.
    pub reading: Option<&'a Reading>,
}

impl<'a> Somebody<'a> {
    /// What is known about somebody.
    pub fn of(book: &'a Book, key: &'a PersonKey) -> Self {
        Self::touched(book, key, book.touch(key))
    }

    /// The same, where it is known what the person did about them.
    pub(super) fn touched(book: &'a Book, key: &'a PersonKey, touch: Option<&'a Touch>) -> Self {
        let (person, reading) = book.facts().person_and_reading(key);
        Self {
            key,
            touch,
            person,
            reading,
        }
    }

    /// When they became a connection; `None` if they are none.
    pub fn connected_on(&self) -> Option<Day> {
        let person = self.person.filter(|person| person.connection)?;
        person.connected_on
    }
}
