//! What is known about somebody, in every detail that is about a person.

use super::super::{Role, doc::Doc};
use crate::{
    app::{Action, Model, pane, update::key_words},
    domain::{day::Day, person::PersonKey},
    safe,
    text::{Safe, clean::removed},
};

/// What the archive knows about a person.
pub(super) fn known(doc: &mut Doc, model: &Model, person: &PersonKey, name: &str) {
    doc.heading(&Safe::own("Known"), &Safe::EMPTY);
    let facts = model.book.facts().person(person);
    let mut field = |label: &'static str, text: &Safe| {
        if !text.is_empty() {
            doc.field(&safe!("  {}", label), text, Role::Text);
        }
    };
    if let Some(facts) = facts {
        field("position", &Safe::headline(&facts.position));
        field("company", &Safe::name(&facts.company));
        let (sent, received) = (facts.talk.sent, facts.talk.received);
        if sent + received > 0 {
            field("messages", &safe!("{} from you, {} to you", sent, received));
        }
        if let Some(day) = facts.connected_on {
            field("connected", &pane::full_day(day));
        }
    }
    field(
        "profile",
        &match person.as_slug() {
            Some(slug) => safe!("/in/{}", Safe::line(slug)),
            None => Safe::own("no address; the page of a search opens instead"),
        },
    );
    for gone in removed(name) {
        field("name", &safe!("~ {}", gone.words()));
    }
}

pub(super) fn notes(doc: &mut Doc, model: &Model, person: &PersonKey) {
    let notes = model.book.notes(person);
    if notes.is_empty() {
        return;
    }
    doc.heading(&Safe::own("Your notes"), &Safe::EMPTY);
    for note in notes.iter().rev() {
        dated(doc, Some(note.day), model.today, &Safe::text(&note.text));
    }
}

/// The text that `y` copies.
pub(super) fn draft(doc: &mut Doc, model: &Model) {
    let Some(draft) = model.draft() else { return };
    let key = key_words(model, Action::Copy);
    doc.heading(
        &safe!("Draft of a {}", draft.title),
        &safe!("{} copies it", key),
    );
    doc.words(2, &draft.text, Role::Text);
}

pub(super) fn dated(doc: &mut Doc, day: Option<Day>, today: Day, words: &Safe) {
    let form = |day| pane::short_day(day, today);
    let label = day.map_or(Safe::own("  ?"), |day| safe!("  {}", form(day)));
    doc.field(&label, words, Role::Text);
}
