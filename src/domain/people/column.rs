//! The columns of a list of people: what stands in them.

use super::name;
use crate::domain::{
    book::{Book, Touch},
    day::Day,
    edit::Field,
    person::PersonKey,
    plan::Circle,
};

/// A column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Column {
    /// The name.
    #[default]
    Name,
    /// Today's company.
    Company,
    /// Today's position.
    Position,
    /// The day of the connection.
    Connected,
    /// The day of the last contact.
    Contact,
    /// How many messages of two there are.
    Messages,
    /// How often to be in touch.
    Circle,
    /// Tags.
    Tags,
}

impl Column {
    /// All columns, with the word of the config and the command line, and the heading.
    pub const ALL: [(Self, &'static str, &'static str); 8] = [
        (Self::Name, "name", "name"),
        (Self::Company, "company", "company"),
        (Self::Position, "position", "position"),
        (Self::Connected, "connected", "connected"),
        (Self::Contact, "contact", "last contact"),
        (Self::Messages, "messages", "messages"),
        (Self::Circle, "circle", "circle"),
        (Self::Tags, "tags", "tags"),
    ];

    /// The word of the config and the command line.
    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(column, ..)| *column == self)
            .map_or("", |(_, word, _)| word)
    }

    /// The heading.
    pub fn title(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(column, ..)| *column == self)
            .map_or("", |(.., title)| title)
    }

    /// The column with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        let row = Self::ALL.iter().find(|(_, known, _)| *known == word);
        row.map(|(column, ..)| *column)
    }
}

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text; strangers' until cleaned.
    Text(String),
    /// A day, if one is known.
    Day(Option<Day>),
    /// A number.
    Number(u32),
}

/// What stands in a column for somebody.
pub fn value(book: &Book, person: &PersonKey, column: Column) -> Value {
    let facts = book.facts().person(person);
    // What the person typed lies over what LinkedIn says.
    let known = |field| Value::Text(book.known(person, field).value().unwrap_or("").to_owned());
    match column {
        Column::Name => Value::Text(name(book, person).to_owned()),
        Column::Company => known(Field::Company),
        Column::Position => known(Field::Title),
        Column::Connected => Value::Day(facts.and_then(|p| p.connected_on)),
        Column::Contact => Value::Day(book.last_contact(person)),
        Column::Messages => Value::Number(facts.map_or(0, |p| p.talk.sent + p.talk.received)),
        Column::Circle => {
            let circle = book.touch(person).map_or(Circle::None, Touch::circle);
            let word = if circle == Circle::None {
                ""
            } else {
                circle.word()
            };
            Value::Text(word.to_owned())
        }
        Column::Tags => {
            let tags = book.touch(person).into_iter().flat_map(|t| &t.tags);
            let tags: Vec<&str> = tags.map(|tag| &**tag).collect();
            Value::Text(tags.join(", "))
        }
    }
}
