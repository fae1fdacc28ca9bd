//! What drawing remembers from frame to frame: how far lists are scrolled, and what is where.

use ratatui::layout::{Position, Rect};

use crate::{
    app::{msg::Spot, pane::Pane},
    text::Link,
};

/// What scrolling is for: the keys go to one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Layer {
    /// The detail of a pane.
    #[default]
    Pane,
    /// The overlay on top.
    Overlay,
}

/// Scroll offsets, and what was drawn at each place.
#[derive(Debug, Default)]
pub struct Memory {
    lists: [usize; Pane::ALL.len()],
    picker: usize,
    /// The lines by which the text of each layer is scrolled, with what it is about.
    texts: [(u64, u16); 2],
    /// The layer that is scrolled.
    top: Layer,
    /// How much of the model's scrolling was taken in.
    scrolled: i64,
    spots: Vec<(Rect, Spot)>,
    links: Vec<(Rect, Link)>,
}

impl Memory {
    /// A new frame; `top` is the layer that the keys go to.
    pub(super) fn begin(&mut self, top: Layer) {
        self.top = top;
        self.spots.clear();
        self.links.clear();
    }

    /// A text was drawn behind which an address stands.
    pub(super) fn linked(&mut self, area: Rect, link: Link) {
        self.links.push((area, link));
    }

    /// Something was drawn over a place: no link is left there.
    pub(super) fn covered(&mut self, by: Rect) {
        self.links.retain(|(area, _)| !area.intersects(by));
    }

    /// Where a text stands that has an address behind it.
    pub fn links(&self) -> Vec<(Rect, Link)> {
        self.links.clone()
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

    /// The first line to draw of a text. `about` tells texts apart: another one begins at its top,
    /// less what was scrolled since the last frame.
    pub(super) fn text(
        &mut self,
        (layer, about): (Layer, u64),
        scrolled: i64,
        (lines, height): (usize, usize),
    ) -> usize {
        let Some(text) = self.texts.get_mut(layer as usize) else {
            return 0;
        };
        let by = if layer == self.top {
            scrolled - std::mem::replace(&mut self.scrolled, scrolled)
        } else {
            0
        };
        let last = i64::try_from(lines.saturating_sub(height)).unwrap_or_default();
        let from = if text.0 == about {
            i64::from(text.1) + by
        } else {
            by
        };
        let offset = u16::try_from(from.clamp(0, last)).unwrap_or(u16::MAX);
        *text = (about, offset);
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
        let mut offset = |about, scrolled| memory.text(about, scrolled, (30, 10));
        let one = (Layer::Pane, 1);
        assert_eq!(offset(one, 0), 0);
        assert_eq!(offset(one, 3), 3);
        assert_eq!(offset(one, 1_000_000), 20);
        assert_eq!(offset(one, 999_999), 19, "one line up, at once");
        assert_eq!(offset((Layer::Overlay, 7), 999_999), 0, "not on top");
        assert_eq!(offset(one, 999_998), 18, "and not in the way");
        assert_eq!(offset((Layer::Pane, 2), 999_998), 0);
    }
}
