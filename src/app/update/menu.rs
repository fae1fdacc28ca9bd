//! Menus: what they offer, and what was chosen.

use super::{export, go, import, letter, run, session, targets};
use crate::{
    app::{
        Effect, Model,
        model::Deed,
        overlay::{
            Overlay, Picker, Prompt,
            picker::{Choice, Row},
            prompt::Ask,
        },
        pane::{self, Pane, arrange, people, profile, reach},
    },
    domain::{
        day::Day,
        invitation::Answer,
        step::{Channel, Step},
        when,
    },
    safe,
    text::{Link, Safe},
};

/// The days that the menu of `s` offers.
pub(super) fn later_menu(model: &mut Model) {
    let today = model.today;
    let presets = [
        ("1", "tomorrow", "tomorrow"),
        ("2", "in 3 days", "in 3 days"),
        ("3", "next week", "next week"),
        ("4", "in a month", "in a month"),
    ];
    let mut rows: Vec<Row> = presets
        .into_iter()
        .filter_map(|(key, words, typed)| {
            let day = when::parse(typed, today).ok()?;
            Some(menu_row(
                key,
                words,
                pane::full_day(day),
                Choice::Until(day),
            ))
        })
        .collect();
    rows.push(menu_row(
        "5",
        "another day …",
        Safe::EMPTY,
        Choice::OtherDay,
    ));
    let title = safe!("Later: {}", model.names(&model.people()));
    model
        .overlays
        .push(Overlay::Picker(Picker::new(title, rows)));
}

pub(crate) fn menu_row(key: &'static str, words: &'static str, aside: Safe, choice: Choice) -> Row {
    Row {
        key: Safe::own(key),
        words: Safe::own(words),
        aside,
        choice,
        hot: key.chars().next(),
    }
}

/// How people were in touch.
pub(super) fn log_menu(model: &mut Model) {
    let asides = [
        "on LinkedIn",
        "phone or video",
        "in person",
        "e-mail, letter, anything",
    ];
    let rows = Channel::ALL
        .into_iter()
        .zip(["1", "2", "3", "4"])
        .zip(asides)
        .map(|(((channel, word), key), aside)| {
            menu_row(key, word, Safe::own(aside), Choice::Contact(channel))
        })
        .collect();
    let title = safe!("In touch with {}", model.names(&model.people()));
    model
        .overlays
        .push(Overlay::Picker(Picker::new(title, rows)));
}

/// Asks for a tag.
pub(super) fn tag(model: &mut Model) {
    let people = model.people();
    let label = safe!("tag {}", model.names(&people));
    let mut prompt = Prompt::new(Ask::Tag(people), label);
    prompt.choices = model.book.tags();
    prompt.explain_choices();
    model.overlays.push(Overlay::Prompt(prompt));
}

/// Something was chosen from a picker.
pub(super) fn choose(model: &mut Model, choice: Choice) -> Vec<Effect> {
    model.notice = None;
    match choice {
        Choice::Heading | Choice::GoOn => Vec::new(),
        Choice::Run(action) => run::run(model, action),
        Choice::Until(day) => until(model, day),
        Choice::OtherDay => {
            let ask = match model.pane() {
                Pane::Followups => Ask::SnoozeDay(model.people()),
                _ => Ask::LaterDay(model.invitations.list.targets()),
            };
            let mut prompt = Prompt::new(ask, Safe::own("later, on"));
            prompt.explain_day(model.today);
            model.overlays.push(Overlay::Prompt(prompt));
            Vec::new()
        }
        Choice::Order(at) => {
            arrange::order_by(model, at);
            Vec::new()
        }
        Choice::Column(column) => people::columns::turn(model, column),
        Choice::Twice(one, other) => people::merge::twice(model, &one, &other),
        Choice::Behind(title, what) => {
            reach::show_behind(model, title, &what);
            Vec::new()
        }
        Choice::Card(person) => {
            go::to_person(model, &person);
            Vec::new()
        }
        Choice::Write(person, occasion) => {
            go::to_write(model, &person, occasion);
            Vec::new()
        }
        Choice::Invitation(id) => {
            go::to_invitation(model, &id);
            Vec::new()
        }
        Choice::Look(name) => vec![Effect::Open(Link::people_search(&name))],
        Choice::Merging(merging) => {
            people::merge::show(model, &merging);
            Vec::new()
        }
        Choice::Merge(merging) => people::merge::merge(merging),
        Choice::Part(step) => vec![Effect::Undo(step)],
        Choice::NotSame(one, other) => vec![Effect::Commit(Step::NotSame {
            people: vec![one, other],
        })],
        Choice::Circle(circle) => model.deed(Deed::Circle(circle)),
        Choice::Contact(channel) => {
            let people = model.people();
            let label = safe!("{} with {}, about", channel.word(), model.names(&people));
            let mut prompt = Prompt::new(Ask::Contact(people, Some(channel)), label);
            prompt.explain_contact(model.today);
            model.overlays.push(Overlay::Prompt(prompt));
            Vec::new()
        }
        Choice::Sent => letter::sent(model),
        Choice::Check(word) => profile::say(model, word),
        Choice::Anew => session::anew(model),
        Choice::Target(target) => {
            targets::menu(model, &target);
            Vec::new()
        }
        Choice::NewTarget(kind) => {
            targets::ask(model, kind);
            Vec::new()
        }
        Choice::Weigh(change) => targets::change(model, change),
        Choice::Import(path) => import::plan(model, path),
        Choice::Export(form) => {
            export::ask(model, form);
            Vec::new()
        }
        Choice::OtherPath => {
            import::ask_path(model);
            Vec::new()
        }
    }
}

/// Puts off what the cursor or the marks are on.
fn until(model: &mut Model, day: Day) -> Vec<Effect> {
    model.deed(match model.pane() {
        Pane::Followups => Deed::Snooze(day),
        _ => Deed::Answer(Answer::Later(day)),
    })
}
