//! Which cells differ from one frame to the next.
//!
//! Wide characters need care: whoever overwrites one half of an old one leaves the other half in a
//! state that terminals do not agree about, so that it is written, too.

use ratatui::buffer::{Buffer, Cell};

use crate::text::width;

/// The cells of `to` that have to be written where `from` is shown; both have one size.
pub(super) fn changes<'a>(from: &'a Buffer, to: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
    let columns = usize::from(to.area.width).max(1);
    let rows = from.content.chunks(columns).zip(to.content.chunks(columns));
    let mut changes = Vec::new();
    for ((old, new), y) in rows.zip(to.area.y..) {
        // How many cells to come the new wide character covers, and the old one did.
        let (mut covered, mut broken) = (0_usize, 0_usize);
        for ((old, new), x) in old.iter().zip(new).zip(to.area.x..) {
            let was_broken = broken > 0;
            broken = broken.saturating_sub(1);
            if covered > 0 {
                covered -= 1;
                broken = broken.max(trailing(old));
                continue;
            }
            covered = trailing(new);
            if was_broken || old != new {
                broken = broken.max(trailing(old));
                changes.push((x, y, new));
            }
        }
    }
    changes
}

/// How many cells behind it a character covers.
fn trailing(cell: &Cell) -> usize {
    match cell.symbol() {
        symbol if symbol.len() == 1 => 0,
        symbol => width::cells(symbol).saturating_sub(1),
    }
}
