//! The pane of people.

use ratatui::layout::Rect;

use super::{
    super::{Role, doc::Doc, paint::Paint},
    PaneView, Shown, about, hash, name,
};
use crate::{
    app::{Action, Model, pane, update::key_words},
    domain::{
        book::Touch,
        people::{self, Column, Happening, Value},
        person::PersonKey,
        plan::Circle,
    },
    safe,
    text::Safe,
};

/// The pane of people.
pub(super) struct People;

impl PaneView for People {
    fn one(&self) -> &'static str {
        "Card"
    }

    fn words(&self, model: &Model) -> Safe {
        let all = pane::count(model.people.list.len(), "person", "people");
        if let Some(title) = model.people.among() {
            safe!("{}: {}", title, all)
        } else if model.people.archived {
            safe!("{} put away", all)
        } else {
            all
        }
    }

    fn count(&self, model: &Model) -> Safe {
        pane::thousands(model.book.facts().counts().people)
    }

    /// What stands in the columns, where there are some and rows below them.
    fn above(&self, paint: &mut Paint<'_>, area: Rect, model: &Model) -> u16 {
        let mut columns = columns(model, area).peekable();
        if columns.peek().is_none() || area.height < ROWS || model.people.list.is_empty() {
            return 0;
        }
        let titles = columns.map(|(column, x, wide)| (column.title(), x, wide));
        let name = (Column::Name.title(), area.x + 4, name_width(area));
        for (title, x, wide) in std::iter::once(name).chain(titles) {
            paint.put(x, area.y, wide, &Safe::own(title), Role::Heading);
        }
        1
    }

    fn row(&self, paint: &mut Paint<'_>, line: Rect, shown: &mut Shown<'_>, at: usize) {
        let model = shown.model;
        let Some(person) = model.people.list.rows().get(at) else {
            return;
        };
        let words = people::name(&model.book, person);
        let from = (line.x + 4, line.y, name_width(line));
        name(paint, from, words, Role::Strong, shown.query.as_mut());
        for (column, x, wide) in columns(model, line) {
            paint.put(x, line.y, wide, &cell(model, person, column), Role::Dim);
        }
    }

    fn detail(&self, doc: &mut Doc, model: &Model) -> Option<u64> {
        let person = model.people.list.selected()?;
        card(doc, model, person);
        Some(hash(person))
    }

    fn empty(&self, model: &Model) -> Vec<Safe> {
        let key = key_words(model, Action::Import);
        if model.people.archived {
            let key = key_words(model, Action::NextView);
            return vec![
                Safe::own("Nobody was put away."),
                safe!("{} shows everyone", key),
            ];
        }
        vec![
            Safe::own("Nobody is known yet."),
            safe!("{} takes an archive in", key),
        ]
    }
}

/// A list of fewer rows has no line for the titles of columns.
const ROWS: u16 = 6;

/// How wide the column of names is here: nothing is more to the point.
fn name_width(line: Rect) -> u16 {
    (line.width * 2 / 5).clamp(14, 32)
}

/// The columns behind the name for which there is room, each with its place and width.
fn columns(model: &Model, line: Rect) -> impl Iterator<Item = (Column, u16, u16)> {
    let end = line.right().saturating_sub(1);
    let mut x = line.x + 4 + name_width(line) + 1;
    model.columns.iter().map_while(move |column| {
        let (at, wide) = (x, width_of(*column).min(end.saturating_sub(x)));
        x += wide + 1;
        (wide >= 6).then_some((*column, at, wide))
    })
}

/// How wide a column is, at most.
const fn width_of(column: Column) -> u16 {
    match column {
        Column::Name | Column::Company => 20,
        Column::Position => 24,
        Column::Connected | Column::Contact => 12,
        Column::Messages => 8,
        Column::Circle => 7,
        Column::Tags => 16,
    }
}

fn cell(model: &Model, person: &PersonKey, column: Column) -> Safe {
    match people::value(&model.book, person, column) {
        Value::Text(text) => Safe::headline(&text),
        Value::Day(Some(day)) => pane::short_day(day, model.today),
        Value::Number(number) if number > 0 => pane::thousands(number as usize),
        Value::Day(None) | Value::Number(_) => Safe::EMPTY,
    }
}

fn card(doc: &mut Doc, model: &Model, person: &PersonKey) {
    let called = people::name(&model.book, person);
    doc.words(0, &Safe::name(called), Role::Strong);
    let touch = model.book.touch(person);
    let circle = touch.map_or(Circle::None, Touch::circle);
    let last = match model.book.last_contact(person) {
        Some(day) => safe!("last contact {}", pane::distance(day, model.today)),
        None => Safe::own("no contact known"),
    };
    let words = if circle == Circle::None {
        last
    } else {
        safe!("{} · circle {}", last, Safe::own(circle.word()))
    };
    doc.words(0, &words, Role::Dim);
    if touch.is_some_and(|touch| touch.no_contact) {
        doc.words(
            0,
            &Safe::own("not to be contacted: never planned"),
            Role::Warn,
        );
    }
    if let Some(day) = touch.and_then(|touch| touch.archived) {
        doc.words(0, &safe!("put away on {}", pane::day(day)), Role::Warn);
    }
    let led = model.desk.led_by(person).is_some();
    if led {
        about::draft(doc, model);
    }
    about::known(doc, model, person, called);
    for other in model.book.same().others(person) {
        doc.field(
            &Safe::own("  also"),
            &Safe::line(other.as_str()),
            Role::Text,
        );
    }
    let tags = touch.into_iter().flat_map(|touch| &touch.tags);
    let tags: Vec<Safe> = tags.map(|tag| Safe::line(tag)).collect();
    if !tags.is_empty() {
        let tags = Safe::join(&tags, ", ");
        doc.field(&Safe::own("  tags"), &tags, Role::Text);
    }
    for plan in touch.into_iter().flat_map(|touch| &touch.planned) {
        let when = pane::short_day(plan.on, model.today);
        let words = safe!("{}  {}", when, Safe::line(&plan.what));
        doc.field(&Safe::own("  planned"), &words, Role::Text);
    }
    about::last_words(doc, model, person);
    about::notes(doc, model, person);
    if !led {
        about::draft(doc, model);
    }
    let moments = people::timeline(&model.book, person);
    let told = moments
        .iter()
        .filter(|moment| !matches!(moment.what, Happening::Note(_)));
    doc.heading(&Safe::own("What happened"), &Safe::EMPTY);
    for moment in told {
        let words = Safe::line(&moment.words());
        let words = pane::short_dates(&words, model.today);
        about::dated(doc, moment.day, model.today, &words);
    }
}
