//! What rows of the book answer a query.

mod check;
mod followup;
mod invitation;
mod outbox;
mod person;

pub use check::Check;
pub use followup::FollowUpRow;
pub use invitation::InvitationRow;
pub use outbox::OutboxRow;
pub use person::find_people;

use super::{Field, Value};
use crate::domain::{
    book::Book,
    edit,
    late::Late,
    network::level_of,
    person::PersonKey,
    triage::{Class, Rules},
};

/// Answers what is known of a person in every pane.
fn of_person<'a>(
    book: &'a Book,
    rules: Option<&Late<Rules>>,
    key: &PersonKey,
    field: Field,
) -> Value<'a> {
    let facts = book.facts();
    let text = |text: Option<&'a str>| Value::text(text.unwrap_or_default());
    // What the person gave counts before LinkedIn's.
    let known = |fact| book.known(key, fact).value();
    match field {
        Field::Name => text(facts.name_of(key)),
        Field::Company => text(known(edit::Field::Company)),
        Field::Title => text(title(book, key)),
        Field::Place => text(known(edit::Field::Place)),
        Field::Mutual => {
            Value::number(known(edit::Field::Mutual).and_then(|n| n.parse::<i64>().ok()))
        }
        Field::Note => Value::Texts(book.notes(key).iter().map(|note| &*note.text).collect()),
        Field::Tag => {
            let tags = book.touch(key).into_iter().flat_map(|touch| &touch.tags);
            Value::Texts(tags.map(|tag| &**tag).collect())
        }
        Field::Circle => {
            let circle = book.touch(key).map(|touch| touch.circle().word());
            Value::word(circle.or(Some("none")))
        }
        Field::Class => match (rules, title(book, key)) {
            (Some(rules), Some(title)) => {
                let classes = level_of(rules, title).into_iter();
                Value::Words(classes.map(Class::word).collect())
            }
            _ => Value::Unknown,
        },
        Field::Connected => Value::day(facts.connected_on(key)),
        Field::Last => Value::day(book.last_contact(key)),
        Field::Has => Value::Words(has(book, key)),
        Field::Is => Value::Words(is(book, key)),
        _ => Value::Unknown,
    }
}

/// What somebody does: the title, else the headline.
fn title<'a>(book: &'a Book, key: &PersonKey) -> Option<&'a str> {
    let known = |fact| book.known(key, fact).value();
    known(edit::Field::Title).or_else(|| known(edit::Field::Headline))
}

fn has(book: &Book, key: &PersonKey) -> Vec<&'static str> {
    let person = book.facts().person(key);
    let some = |fact| book.known(key, fact).value().is_some();
    let touch = book.touch(key);
    let all = [
        ("note", !book.notes(key).is_empty()),
        ("company", some(edit::Field::Company)),
        ("title", title(book, key).is_some()),
        ("email", some(edit::Field::Email)),
        ("tag", touch.is_some_and(|touch| !touch.tags.is_empty())),
        (
            "messages",
            person.is_some_and(|person| person.talk.sent + person.talk.received > 0),
        ),
    ];
    words(all)
}

fn is(book: &Book, key: &PersonKey) -> Vec<&'static str> {
    let person = book.facts().person(key);
    words([("connection", person.is_some_and(|person| person.connection))])
}

fn words<const N: usize>(all: [(&'static str, bool); N]) -> Vec<&'static str> {
    let there = all.into_iter().filter(|(_, there)| *there);
    there.map(|(word, _)| word).collect()
}
