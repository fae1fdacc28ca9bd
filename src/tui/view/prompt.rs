//! A line to type, in the last line of the screen.

use ratatui::layout::{Position, Rect};

use super::{
    Role,
    paint::{Paint, cells},
};
use crate::{
    app::{edit::Line, msg::Spot, overlay::Prompt},
    text::{Safe, width},
};

/// Draws a prompt; gives the place of the cursor.
pub(super) fn draw(paint: &mut Paint<'_>, area: Rect, prompt: &Prompt) -> Position {
    paint.clear(area, Role::Text);
    paint.memory.drew(area, Spot::Overlay);
    let label_room = area.width / 2;
    let x = paint.put(area.x + 1, area.y, label_room, &prompt.label, Role::Key);
    let x = x + u16::from(&*prompt.label != "/");
    let (aside, role) = match &prompt.aside {
        Ok(words) => (words, Role::Dim),
        Err(words) => (words, Role::Trouble),
    };
    // What the line means stands behind it, where there is room for both.
    let end = area.right() - 1;
    let room = end.saturating_sub(x);
    let typed = cells(&prompt.line.text());
    let beside = room.saturating_sub(typed + 3);
    if beside >= 8 {
        paint.put_end(end, area.y, beside, aside, role);
        line(
            paint,
            (x, area.y, room - beside.min(cells(aside)) - 1),
            &prompt.line,
        )
    } else {
        line(paint, (x, area.y, room), &prompt.line)
    }
}

/// Draws a typed line, so that its cursor is seen; gives the place of the cursor.
pub(super) fn line(paint: &mut Paint<'_>, (x, y, most): (u16, u16, u16), line: &Line) -> Position {
    let before = tail(&typed(line.before()), most.saturating_sub(1));
    let cursor = x + cells(&before);
    paint.put(x, y, most, &before, Role::Text);
    let rest = (x + most).saturating_sub(cursor);
    paint.put(cursor, y, rest, &typed(line.after()), Role::Text);
    Position::new(cursor, y)
}

/// What was typed, cleaned, with the spaces at its end, which cleaning takes away.
fn typed(text: &str) -> Safe {
    const SPACES: &str = "                ";
    let spaces = text.len() - text.trim_end_matches(' ').len();
    let spaces = SPACES.get(..spaces.min(SPACES.len())).unwrap_or_default();
    let words = Safe::line(text);
    if spaces.is_empty() {
        words
    } else {
        crate::safe!("{}{}", words, spaces)
    }
}

/// As much of the end of a text as fits.
fn tail(text: &Safe, most: u16) -> Safe {
    if cells(text) <= most {
        return text.clone();
    }
    let wanted = usize::from(most).saturating_sub(1);
    let start = text.char_indices().map(|(at, _)| at).find(|at| {
        text.get(*at..)
            .is_some_and(|rest| width::cells(rest) <= wanted)
    });
    let rest = start.and_then(|start| text.part(start..text.len()));
    crate::safe!("…{}", rest.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_long_line_is_seen() {
        assert_eq!(tail(&Safe::line("abcdef"), 6), "abcdef");
        assert_eq!(tail(&Safe::line("abcdef"), 4), "…def");
        assert_eq!(tail(&Safe::line("ab日本"), 4), "…本");
        assert_eq!(typed("a  "), "a  ");
    }
}
