//! What each pane shows: its title, its rows, its detail, and what stands there when it is empty.

mod about;
mod followups;
mod invitations;
mod outbox;
mod people;
mod profile;
mod reach;

use std::hash::{DefaultHasher, Hash, Hasher as _};

use ratatui::layout::Rect;

use super::{
    Role,
    doc::Doc,
    memory::Layer,
    paint::{Paint, cells},
};
use crate::{
    app::{
        Action, Model,
        model::{Side, Split},
        pane::Pane,
        update::key_words,
    },
    query, safe,
    text::{Safe, search::Query, width},
};

/// What a pane shows. Only rows that are on the screen are asked for.
pub(super) trait PaneView {
    /// The title of the detail: what one row is.
    fn one(&self) -> &'static str;

    /// What the pane holds, behind its name: `12 open or declined`.
    fn words(&self, model: &Model) -> Safe;

    /// The number on its tab, if there is one.
    fn count(&self, _model: &Model) -> Safe {
        Safe::EMPTY
    }

    /// What stands in the frame while the order is the usual one.
    fn hint(&self, _model: &Model) -> Safe {
        Safe::EMPTY
    }

    /// Draws above the rows; gives how many lines it took.
    fn above(&self, _paint: &mut Paint<'_>, _area: Rect, _model: &Model) -> u16 {
        0
    }

    /// The headings between the rows, each with the place of the row that it stands above.
    fn headings(&self, _model: &Model) -> Vec<(usize, Safe)> {
        Vec::new()
    }

    /// Draws the row at a place of the list.
    fn row(&self, paint: &mut Paint<'_>, line: Rect, shown: &mut Shown<'_>, at: usize);

    /// Draws into what is left below the rows.
    fn below(&self, _paint: &mut Paint<'_>, _area: Rect, _model: &Model) {}

    /// The detail of the row under the cursor; gives what tells it from other details.
    fn detail(&self, doc: &mut Doc, model: &Model) -> Option<u64>;

    /// Nothing to show: why, and what to press.
    fn empty(&self, model: &Model) -> Vec<Safe>;
}

/// What rows are drawn from.
pub(super) struct Shown<'a> {
    /// The model.
    pub(super) model: &'a Model,
    /// What was typed as a filter, to tint what it found.
    pub(super) query: Option<Query>,
}

/// What a pane shows.
pub(super) fn of(pane: Pane) -> &'static dyn PaneView {
    match pane {
        Pane::Invitations => &invitations::Invitations,
        Pane::Profile => &profile::Profile,
        Pane::Followups => &followups::Followups,
        Pane::Outbox => &outbox::Outbox,
        Pane::Reach => &reach::Reach,
        Pane::People => &people::People,
    }
}

/// Draws the rows that are on the screen, each on its line; no other row is touched.
pub(super) fn rows(
    paint: &mut Paint<'_>,
    area: Rect,
    model: &Model,
    pane: Pane,
    lines: impl Iterator<Item = (usize, u16)>,
) {
    let list = model.list_of(pane);
    let typed = model.filter(pane);
    let mut shown = Shown {
        model,
        query: words(typed, pane).map(|words| Query::new(&words)),
    };
    for (at, y) in lines {
        let line = Rect::new(area.x, y, area.width, 1);
        if list.is_marked_at(at) {
            paint.put(line.x + 1, line.y, 1, &Safe::own("•"), Role::Mark);
        }
        of(pane).row(paint, line, &mut shown, at);
    }
}

/// The words of a filter, to tint what they found.
fn words(typed: &str, pane: Pane) -> Option<String> {
    let words = match pane.rows() {
        Some(rows) => query::parse(typed, rows).query.words(),
        None => typed.to_owned(),
    };
    (!words.is_empty()).then_some(words)
}

/// The title of the detail's box.
pub(super) fn title(model: &Model, pane: Pane) -> Safe {
    let alone = model.split == Split::Detail || model.side == Side::Detail;
    let words = of(pane).one();
    if alone {
        safe!("{} · {} goes back", words, key_words(model, Action::Back))
    } else {
        Safe::own(words)
    }
}

/// Draws the detail of the row under the cursor.
pub(super) fn detail(paint: &mut Paint<'_>, area: Rect, model: &Model, pane: Pane) {
    let mut doc = Doc::new(area.width);
    if let Some(about) = of(pane).detail(&mut doc, model) {
        doc.draw(paint, area, (Layer::Pane, about), model.scrolled);
    }
}

fn hash(id: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// A name, with the letters that the filter found.
fn name(
    paint: &mut Paint<'_>,
    (x, y, most): (u16, u16, u16),
    name: &str,
    role: Role,
    query: Option<&mut Query>,
) {
    let safe = width::cut(&Safe::name(name), most.into());
    paint.put(x, y, most, &safe, role);
    for range in query.map(|query| query.indices(&safe)).unwrap_or_default() {
        let before = safe.get(..range.start).map_or(0, cells);
        let found = safe.get(range).map_or(0, cells);
        let width = found.min(most.saturating_sub(before));
        paint.tint(Rect::new(x + before, y, width, 1), Role::Match);
    }
}

/// How wide the column of names is.
fn name_width(line: Rect) -> u16 {
    (line.width / 3).clamp(12, 28)
}

/// Nothing to show: why, and what to press. Gives how many lines it took.
pub(super) fn empty(paint: &mut Paint<'_>, area: Rect, model: &Model, pane: Pane) -> u16 {
    let lines = if model.filter(pane).is_empty() {
        of(pane).empty(model)
    } else {
        let key = key_words(model, Action::Back);
        vec![
            Safe::own("Nothing matches."),
            safe!("{} shows all again", key),
        ]
    };
    let most = usize::from(area.width.saturating_sub(5));
    let wrapped = lines
        .iter()
        .zip([Role::Text, Role::Dim])
        .flat_map(|(line, role)| {
            width::wrap(line, most)
                .into_iter()
                .map(move |line| (line, role))
        });
    let top = area.y + u16::from(area.height > 4);
    let mut end = top;
    for ((line, role), y) in wrapped.zip(top..area.bottom()) {
        paint.put(area.x + 4, y, area.width.saturating_sub(5), &line, role);
        end = y + 1;
    }
    end - area.y
}
