//! Full text: a line to type, and the texts that have the words.

use ratatui::layout::{Position, Rect};

use super::{Role, WIDE, doc::Doc, overlay, paint::Paint, prompt};
use crate::{
    app::{Model, msg::Spot, overlay::SeekView, pane},
    domain::find::{Found, Kind},
    safe,
    text::Safe,
};

/// Draws it; gives the place of the cursor.
pub(super) fn draw(paint: &mut Paint<'_>, body: Rect, view: &SeekView, model: &Model) -> Position {
    let columns = body.width.saturating_sub(8).min(120);
    let title = Safe::own("Full text · notes, logs, messages");
    let area = overlay::open(paint, body, title, columns, body.height.saturating_sub(4));
    let (state, role) = state(view);
    let beside = paint.put_end(area.right(), area.y, area.width / 2, &state, role);
    let x = paint.put(area.x, area.y, 2, &Safe::own("› "), Role::Key);
    let room = beside.saturating_sub(x + 1);
    let cursor = prompt::line(paint, (x, area.y, room), &view.line);
    // Who and when, and below it the text: in one line where that is long enough.
    let lines = if body.width >= WIDE { 1 } else { 2 };
    let tall = lines + 1;
    let list = Rect::new(
        area.x,
        area.y + 2,
        area.width,
        area.height.saturating_sub(2),
    );
    let rows = view.rows();
    let height = usize::from(list.height / tall).max(1);
    let first = paint.memory.picker(view.at(), rows.len(), height);
    let places = (list.y..list.bottom()).step_by(tall.into());
    for ((at, found), y) in rows.iter().enumerate().skip(first).zip(places) {
        let tall = tall.min(list.bottom() - y);
        let place = Rect::new(list.x, y, list.width, tall);
        hit(paint, place, (found, at == view.at()), (view, model));
        for line in y..y + tall {
            let line = Rect::new(list.x, line, list.width, 1);
            paint.memory.drew(line, Spot::Picker(at));
        }
    }
    cursor
}

/// How far the search is, beside the line.
fn state(view: &SeekView) -> (Safe, Role) {
    let texts = pane::count(view.all, "text", "texts");
    let words = match &view.trouble {
        Some(why) => return (safe!("messages: {}", why), Role::Trouble),
        None if view.seek.is_empty() => Safe::own("all words, in any case and accent"),
        None if view.searching && view.all == 0 => Safe::own("searching …"),
        None if view.searching => safe!("{} …", texts),
        None if view.all == 0 => Safe::own("nothing has these words"),
        None if view.rows().len() < view.all => {
            safe!("the newest {} of {}", view.rows().len(), texts)
        }
        None => safe!("{}, the newest first", texts),
    };
    (words, Role::Dim)
}

fn hit(
    paint: &mut Paint<'_>,
    area: Rect,
    (found, selected): (&Found, bool),
    (view, model): (&SeekView, &Model),
) {
    let name = match &found.person {
        Some(person) => model.name(person),
        None => Safe::own("a group"),
    };
    let day = found.day.map(|day| pane::short_day(day, model.today));
    let end = area.right();
    let beside = safe!("{} · {}", kind(found.kind), day.unwrap_or_default());
    let aside = paint.put_end(end, area.y, area.width / 2, &beside, Role::Dim);
    let room = aside.saturating_sub(area.x + 3);
    paint.put(area.x + 2, area.y, room, &name, Role::Strong);
    // Cleaning a text moves the words in it: they are found once more, in the few that are shown.
    let text = Safe::line(&found.text);
    let mut doc = Doc::new(area.width.saturating_sub(4));
    doc.marked(0, &text, &view.seek.find(&text));
    let below = Rect::new(
        area.x + 4,
        area.y + 1,
        area.width.saturating_sub(4),
        area.height.saturating_sub(1),
    );
    doc.lines_to(paint, below);
    if selected {
        paint.put(area.x, area.y, 1, &Safe::own("▸"), Role::Key);
        paint.tint(Rect { height: 1, ..area }, Role::Cursor);
    }
}

/// What kind of text it is, in words.
const fn kind(kind: Kind) -> Safe {
    Safe::own(match kind {
        Kind::Note => "your note",
        Kind::Log => "logged",
        Kind::Plan => "planned",
        Kind::Reason => "your reason",
        Kind::Invitation => "invitation",
        Kind::Sent => "you wrote",
        Kind::Received => "wrote you",
    })
}
