//! Boxes with titles. Boxes that stand one below the other share a line.

use ratatui::layout::Rect;

use super::{
    Role,
    paint::{Paint, cells},
};
use crate::text::Safe;

/// What stands in the lines of a box.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// The title, in the upper line.
    pub(super) title: Safe,
    /// Behind the title, at the end of the line.
    pub(super) aside: Safe,
    /// Whether the upper line is the lower one of the box above.
    pub(super) joined: bool,
    /// Whether the box has the keys.
    pub(super) focus: bool,
}

/// Draws boxes: their lines, then the one that has the keys, then titles over all of them.
pub(super) fn draw(paint: &mut Paint<'_>, boxes: &[(Rect, Labels)]) {
    for (area, labels) in boxes {
        lines(paint, *area, labels.joined);
    }
    for (area, _) in boxes.iter().filter(|(_, labels)| labels.focus) {
        edge(paint, *area);
    }
    for (area, labels) in boxes {
        let role = if labels.focus {
            Role::TitleFocus
        } else {
            Role::Title
        };
        let room = area.width.saturating_sub(6);
        if labels.joined {
            // The line may have the looks of the box above.
            let words = cells(&labels.title).min(room) + 2;
            paint.clear(Rect::new(area.x + 2, area.y, words, 1), Role::Border);
        }
        if !labels.title.is_empty() && room > 0 {
            let x = paint.put(area.x + 2, area.y, 1, &Safe::own(" "), Role::Border);
            let x = paint.put(x, area.y, room, &labels.title, role);
            paint.put(x, area.y, 1, &Safe::own(" "), Role::Border);
        }
        let end = area.right().saturating_sub(3);
        let taken = area.x + 5 + cells(&labels.title) + cells(&labels.aside);
        if !labels.aside.is_empty() && taken < end {
            let x = paint.put_end(end, area.y, room, &labels.aside, Role::Dim);
            paint.put(
                x.saturating_sub(1),
                area.y,
                1,
                &Safe::own(" "),
                Role::Border,
            );
            paint.put(end, area.y, 1, &Safe::own(" "), Role::Border);
        }
    }
}

fn lines(paint: &mut Paint<'_>, area: Rect, joined: bool) {
    let (right, bottom) = (
        area.right().saturating_sub(1),
        area.bottom().saturating_sub(1),
    );
    let mut sign = |x, y, sign| paint.put(x, y, 1, &Safe::own(sign), Role::Border);
    for x in area.x..area.right() {
        sign(x, area.y, "─");
        sign(x, bottom, "─");
    }
    for y in area.y..area.bottom() {
        sign(area.x, y, "│");
        sign(right, y, "│");
    }
    sign(area.x, area.y, if joined { "├" } else { "┌" });
    sign(right, area.y, if joined { "┤" } else { "┐" });
    sign(area.x, bottom, "└");
    sign(right, bottom, "┘");
}

/// Gives the lines around a box the colour of focus.
fn edge(paint: &mut Paint<'_>, area: Rect) {
    let Rect {
        x,
        y,
        width,
        height,
    } = area;
    let (right, bottom) = (
        area.right().saturating_sub(1),
        area.bottom().saturating_sub(1),
    );
    for side in [
        Rect::new(x, y, width, 1),
        Rect::new(x, bottom, width, 1),
        Rect::new(x, y, 1, height),
        Rect::new(right, y, 1, height),
    ] {
        paint.tint(side, Role::BorderFocus);
    }
}

/// What is inside the lines of a box.
pub(super) fn inside(area: Rect) -> Rect {
    Rect::new(
        area.x + 1,
        area.y + 1,
        area.width.saturating_sub(2),
        area.height.saturating_sub(2),
    )
}
