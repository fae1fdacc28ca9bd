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
pub use person::PersonRow;

use super::{Field, Value};
use crate::domain::{book::Book, person::PersonKey, triage::Rules};

/// Answers what is known of a person in every pane.
fn of_person<'a>(
    book: &'a Book,
    rules: Option<&Rules>,
    key: &PersonKey,
    field: Field,
) -> Value<'a> {
    let facts = book.facts();
    let person = facts.person(key);
    let text = |text: Option<&'a str>| Value::text(text.unwrap_or_default());
    match field {
        Field::Name => text(person.map(|person| &*person.name)),
        Field::Company => text(person.map(|person| &*person.company)),
        Field::Title => text(person.map(|person| &*person.position)),
        Field::Note => Value::Texts(book.notes(key).iter().map(|note| &*note.text).collect()),
        Field::Tag => {
            let tags = book.touch(key).into_iter().flat_map(|touch| &touch.tags);
            Value::Texts(tags.map(|tag| &**tag).collect())
        }
        Field::Circle => {
            let circle = book.touch(key).map(|touch| touch.circle().word());
            Value::word(circle.or(Some("none")))
        }
        Field::Class => match (rules, person) {
            (Some(rules), Some(person)) => Value::Words(classes(rules, &person.position)),
            _ => Value::Unknown,
        },
        Field::Connected => Value::day(facts.connected_on(key)),
        Field::Last => Value::day(book.last_contact(key)),
        Field::Has => Value::Words(has(book, key)),
        Field::Is => Value::Words(is(book, key)),
        _ => Value::Unknown,
    }
}

/// What a title says today, in words.
fn classes(rules: &Rules, title: &str) -> Vec<&'static str> {
    let classes = rules.titles.classes(&crate::text::fold::fold_title(title));
    let today = classes.iter().filter(|class| !class.past_or_aspiring);
    today.map(|class| class.class.word()).collect()
}

fn has(book: &Book, key: &PersonKey) -> Vec<&'static str> {
    let person = book.facts().person(key);
    let some = |of: fn(&crate::domain::facts::Person) -> &str| {
        person.is_some_and(|person| !of(person).trim().is_empty())
    };
    let touch = book.touch(key);
    let all = [
        ("note", !book.notes(key).is_empty()),
        ("company", some(|person| &person.company)),
        ("title", some(|person| &person.position)),
        ("email", some(|person| &person.email)),
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
