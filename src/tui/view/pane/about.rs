//! What is known about somebody, in every detail that is about a person.

use super::super::{Role, doc::Doc};
use crate::{
    app::{Action, Model, pane, update::key_words},
    domain::{book::Given, day::Day, edit::Field, person::PersonKey},
    safe,
    text::{Link, Safe, clean::removed},
};

/// So many contacts are shown.
const LOGGED: usize = 5;

/// What the archive knows about a person.
pub(super) fn known(doc: &mut Doc, model: &Model, person: &PersonKey, name: &str) {
    doc.heading(&Safe::own("Known"), &Safe::EMPTY);
    let facts = model.book.facts().person(person);
    let mut field = |label: &'static str, text: &Safe| {
        if !text.is_empty() {
            doc.field(&safe!("  {}", label), text, Role::Text);
        }
    };
    for (known, _, label) in Field::ALL {
        let known = model.book.known(person, known);
        let Some(value) = known.value() else { continue };
        let value = Safe::headline(value);
        let day = |given: &Given| pane::short_day(given.day, model.today);
        let words = match known.given {
            Some(given) => safe!("{} · yours, {}", value, day(given)),
            None => value,
        };
        field(label, &words);
        if let Some(beside) = known.beside() {
            let taken = model.book.connections_taken();
            let taken = taken.map(|day| safe!(", {}", pane::short_day(day, model.today)));
            let words = safe!(
                "{} · LinkedIn{}",
                Safe::headline(beside),
                taken.unwrap_or_default()
            );
            field("", &words);
        }
    }
    if let Some(facts) = facts {
        let (sent, received) = (facts.talk.sent, facts.talk.received);
        if sent + received > 0 {
            field("messages", &safe!("{} from you, {} to you", sent, received));
        }
        if let Some(day) = facts.connected_on {
            field("connected", &pane::full_day(day));
        }
    }
    if let Some(touch) = model.book.touch(person) {
        let tags: Vec<Safe> = touch.tags.iter().map(|tag| Safe::line(tag)).collect();
        field("tags", &Safe::join(&tags, ", "));
    }
    let slug = person.as_slug();
    let words = match slug {
        Some(slug) => safe!("/in/{}", Safe::line(slug)),
        None => Safe::own("no address; the page of a search opens instead"),
    };
    match slug.and_then(|slug| Link::profile(slug).ok()) {
        Some(link) => doc.linked(&Safe::own("  profile"), &words, link),
        None => doc.field(&Safe::own("  profile"), &words, Role::Text),
    }
    for gone in removed(name) {
        let words = safe!("~ {}", gone.words());
        doc.field(&Safe::own("  name"), &words, Role::Text);
    }
}

/// What changed about a person from archive to archive, the newest first.
pub(super) fn news(doc: &mut Doc, model: &Model, person: &PersonKey) {
    let jobs = model.jobs(person);
    if jobs.is_empty() {
        return;
    }
    doc.heading(&Safe::own("News"), &Safe::EMPTY);
    for (seen, words) in jobs {
        dated(doc, seen, model.today, &words);
    }
}

/// The last words of each side are shown with so many letters.
const WORDS: usize = 400;

/// The last words of each side, once they are read; whether there are any.
pub(super) fn last_words(doc: &mut Doc, model: &Model, person: &PersonKey) -> bool {
    let last = model.heard.with(person);
    if last.is_empty() {
        return false;
    }
    doc.heading(&Safe::own("Last words"), &Safe::EMPTY);
    for said in last {
        let who = Safe::own(if said.mine { "you" } else { "they" });
        let text: String = said.text.chars().take(WORDS).collect();
        let more = if text.len() < said.text.len() {
            "…"
        } else {
            ""
        };
        let words = safe!("{}: {}{}", who, Safe::text(&text), more);
        dated(doc, said.day, model.today, &words);
    }
    if let Some(warning) = model.heard.warning(person) {
        doc.words(2, &safe!("! Check: {}", warning), Role::Warn);
    }
    true
}

/// The contacts that were logged, the newest first.
pub(super) fn log(doc: &mut Doc, model: &Model, person: &PersonKey) {
    let mut contacts = match model.book.touch(person) {
        Some(touch) if !touch.contacts.is_empty() => touch.contacts.clone(),
        _ => return,
    };
    contacts.sort_by_key(|contact| std::cmp::Reverse(contact.on));
    doc.heading(&Safe::own("In touch"), &Safe::EMPTY);
    for contact in contacts.iter().take(LOGGED) {
        let words = match &contact.text {
            Some(text) => safe!("{}: {}", contact.channel.word(), Safe::line(text)),
            None => Safe::own(contact.channel.word()),
        };
        dated(doc, Some(contact.on), model.today, &words);
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
        &safe!("Draft: {}", draft.title),
        &safe!("{} copies it", key),
    );
    doc.words(2, &draft.text, Role::Text);
    for line in &draft.about {
        doc.words(2, line, Role::Dim);
    }
    if !draft.missing.is_empty() {
        let missing: Vec<&Safe> = draft.missing.iter().map(|(_, words)| words).collect();
        let missing = Safe::join(missing, ", ");
        doc.words(
            2,
            &safe!("to fill in, {} asks: {}", key, missing),
            Role::Warn,
        );
    }
    if let Some(why) = &draft.refused {
        doc.words(2, why, Role::Warn);
    }
}

pub(super) fn dated(doc: &mut Doc, day: Option<Day>, today: Day, words: &Safe) {
    // Of another year, the day matters less than the room that it takes.
    let form = |day: Day| match day.format("%Y").to_string() {
        year if year == today.format("%Y").to_string() => pane::short_day(day, today),
        _ => Safe::line(&day.format("%b %Y").to_string()),
    };
    let label = day.map_or(Safe::own("  ?"), |day| safe!("  {}", form(day)));
    doc.field(&label, words, Role::Text);
}
