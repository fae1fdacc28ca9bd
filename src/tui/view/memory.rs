//! What drawing remembers from frame to frame: how far lists are scrolled, and what is where.

use ratatui::layout::{Position, Rect};

use crate::app::{msg::Spot, pane::Pane};

/// Scroll offsets, and what was drawn at each place.
#[derive(Debug, Default)]
pub struct Memory {
    lists: [usize; Pane::ALL.len()],
    picker: usize,
    /// The lines by which a text is scrolled, with what it is about.
    text: (u64, u16),
    /// How much of the model's scrolling was taken in.
    scrolled: i64,
    spots: Vec<(Rect, Spot)>,
}

impl Memory {
    /// A new frame.
    pub(super) fn begin(&mut self) {
        self.spots.clear();
    }

    /// What was drawn at a place; what was drawn last lies on top.
    pub fn spot(&self, column: u16, row: u16) -> Option<Spot> {
        let here = Position::new(column, row);
        let mut spots = self.spots.iter().rev();
        let (area, spot) = spots.find(|(area, _)| area.contains(here))?;
        Some(match spot {
            // Rows of lists stand one below the other, from the first one that is drawn.
            Spot::Row(pane, first) => Spot::Row(*pane, first + usize::from(row - area.y)),
            Spot::Picker(first) => Spot::Picker(first + usize::from(row - area.y)),
            spot => *spot,
        })
    }

    /// Something was drawn. For rows, the spot is that of the first one.
    pub(super) fn drew(&mut self, area: Rect, spot: Spot) {
        self.spots.push((area, spot));
    }

    /// The first row to draw of a pane's list.
    pub(super) fn list(&mut self, pane: Pane, at: usize, rows: usize, height: usize) -> usize {
        let Some(offset) = self.lists.get_mut(pane as usize) else {
            return 0;
        };
        *offset = follow(*offset, at, rows, height);
        *offset
    }

    /// The first row to draw of the picker on top.
    pub(super) fn picker(&mut self, at: usize, rows: usize, height: usize) -> usize {
        self.picker = follow(self.picker, at, rows, height);
        self.picker
    }

    /// The first line to draw of a text. `about` tells texts apart: another one begins at its top.
    pub(super) fn text(&mut self, about: u64, scrolled: i64, lines: usize, height: usize) -> usize {
        let by = scrolled - self.scrolled;
        self.scrolled = scrolled;
        let last = i64::try_from(lines.saturating_sub(height)).unwrap_or_default();
        let from = if self.text.0 == about {
            i64::from(self.text.1) + by
        } else {
            0
        };
        let offset = u16::try_from(from.clamp(0, last)).unwrap_or(u16::MAX);
        self.text = (about, offset);
        offset.into()
    }
}

/// Scrolls as little as keeps the cursor on the screen, with a row or two around it.
fn follow(offset: usize, at: usize, rows: usize, height: usize) -> usize {
    let around = (height / 4).min(2);
    let lowest = (at + 1 + around).saturating_sub(height);
    let highest = at.saturating_sub(around);
    offset
        .clamp(lowest.min(highest), highest.max(lowest))
        .min(rows.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_scrolls_as_little_as_it_must() {
        let mut offset = 0;
        let mut seen = Vec::new();
        for at in 0..12 {
            offset = follow(offset, at, 12, 8);
            seen.push(offset);
        }
        assert_eq!(seen, [0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 4, 4]);
        assert_eq!(follow(4, 8, 12, 8), 4, "back up, it stays");
        assert_eq!(follow(4, 3, 12, 8), 1);
        assert_eq!(follow(9, 0, 0, 8), 0);
        assert_eq!(follow(3, 2, 9, 0), 3, "no room at all");
    }

    #[test]
    fn a_text_is_scrolled_within_its_lines_and_another_begins_at_its_top() {
        let mut memory = Memory::default();
        assert_eq!(
            memory.text(1, 100, 30, 10),
            0,
            "what was scrolled before is not for it"
        );
        assert_eq!(memory.text(1, 103, 30, 10), 3);
        assert_eq!(memory.text(1, 1_000_000, 30, 10), 20);
        assert_eq!(memory.text(1, 999_999, 30, 10), 19, "one line up, at once");
        assert_eq!(memory.text(2, 999_999, 30, 10), 0);
    }
}
