//! A text of several lines that is written, with what it would look like below it.

use ratatui::layout::{Position, Rect};

use super::{
    Role, block,
    doc::Doc,
    memory::Layer,
    overlay,
    paint::{Paint, cells},
};
use crate::{
    app::{
        Model,
        overlay::{Text, text},
        update,
    },
    text::Safe,
};

/// Draws a text; gives the place of the cursor.
pub(super) fn draw(
    paint: &mut Paint<'_>,
    body: Rect,
    writing: &Text,
    model: &Model,
) -> Option<Position> {
    let columns = u16::try_from(update::text_width(model)).unwrap_or(72);
    let mut doc = Doc::new(columns);
    block::blocks(&mut doc, &writing.reading);
    let rows = text::rows(writing.text(), columns.into());
    // What is written has the room; what it looks like gets up to half of it.
    let room = body.height.saturating_sub(5);
    let below = u16::try_from(doc.len()).unwrap_or(room).min(room / 2);
    let most = room - below;
    let area = overlay::open(paint, body, writing.title.clone(), columns, room + 2);
    let at = text::row_of(&rows, writing.at());
    let first = at.saturating_sub(usize::from(most).saturating_sub(1));
    let shown = rows.iter().skip(first).zip(area.y..area.y + most);
    for (row, y) in shown {
        let line = writing.text().get(row.clone()).unwrap_or_default();
        paint.put(area.x, y, area.width, &Safe::line(line), Role::Text);
    }
    let y = area.y + most;
    let counter = &writing.counter;
    paint.put(area.x, y, area.width, counter, Role::Strong);
    if writing.leaving {
        let words = Safe::own("not kept: Esc again leaves it, Ctrl-s keeps it");
        let room = area.width.saturating_sub(cells(counter) + 2);
        paint.put_end(area.right(), y, room, &words, Role::Warn);
    }
    let rest = Rect::new(
        area.x,
        y + 1,
        area.width,
        area.bottom().saturating_sub(y + 1),
    );
    doc.draw(paint, rest, (Layer::Overlay, 7), 0);
    let row = rows.get(at)?;
    let before = writing.text().get(row.start..writing.at())?;
    let x = area.x + cells(before).min(area.width.saturating_sub(1));
    let y = area.y + u16::try_from(at - first).ok()?;
    Some(Position::new(x, y))
}
