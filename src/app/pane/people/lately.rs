//! News between archives, and what happened lately over all people: lists that open cards.

use crate::{
    app::{
        model::Model,
        overlay::{
            Overlay, Picker,
            picker::{Choice, Row},
        },
        pane::{short_dates, short_day},
    },
    domain::{
        day::Day,
        people::{self, lately, timeline_of_all},
        person::PersonKey,
    },
    safe,
    text::Safe,
};

/// How many rows a list has at most.
const MOST: usize = 200;

/// What is new between archives.
pub(super) fn news(model: &mut Model) {
    let told = lately(&model.book);
    let rows = told
        .iter()
        .take(MOST)
        .map(|told| {
            let choice = Choice::Write(told.person.clone(), told.change.occasion());
            let aside = Safe::own(told.change.occasion().word());
            let row = row(model, told.person, told.day, &told.change.words());
            Row {
                aside,
                choice,
                ..row
            }
        })
        .collect();
    let empty = "no news yet: they are what changed between two archives";
    show(model, "News · Enter drafts words", rows, empty);
}

/// What happened lately with those who are shown.
pub(super) fn happened(model: &mut Model) {
    let shown = model.people.list.rows();
    let moments = timeline_of_all(&model.book, shown, MOST);
    let rows = moments
        .iter()
        .map(|(person, moment)| row(model, person, moment.day, &moment.words()))
        .collect();
    show(model, "What happened lately", rows, "nothing happened yet");
}

fn row(model: &Model, person: &PersonKey, day: Option<Day>, words: &str) -> Row {
    let name = Safe::name(people::name(&model.book, person));
    let words = short_dates(&Safe::line(words), model.today);
    Row {
        key: day.map_or(Safe::EMPTY, |day| short_day(day, model.today)),
        words: safe!("{}: {}", name, words),
        aside: Safe::EMPTY,
        choice: Choice::Card(person.clone()),
        hot: None,
    }
}

fn show(model: &mut Model, title: &'static str, rows: Vec<Row>, empty: &'static str) {
    let mut picker = Picker::new(Safe::own(title), rows);
    picker.empty = Safe::own(empty);
    model.overlays.push(Overlay::Picker(picker));
}
