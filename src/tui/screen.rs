//! What the terminal shows: one write a frame, only the cells that changed.
//!
//! ratatui's `Terminal` is not used: it asks for the size at every frame, and its `clear` asks the
//! terminal a question and waits.

mod changes;
mod encode;

use std::io::{self, Write};

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Modifier,
};

use crate::text::Link;

/// From here to the end, the terminal shows nothing: no half frames.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
const ERASE: &[u8] = b"\x1b[0m\x1b[2J";
const SHOW_CURSOR: &[u8] = b"\x1b[?25h";
const HIDE_CURSOR: &[u8] = b"\x1b[?25l";

/// What a frame is, beside its cells.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// The place of the cursor, where something is typed.
    pub(super) cursor: Option<Position>,
    /// Where texts stand that have an address behind them.
    pub(super) links: Vec<(Rect, Link)>,
}

/// The screen as it was drawn last.
#[derive(Debug)]
pub(super) struct Screen {
    shown: Buffer,
    next: Buffer,
    cursor: Option<Position>,
    links: Vec<(Rect, Link)>,
    erase: bool,
    bytes: Vec<u8>,
}

impl Screen {
    /// A screen that is blank, as after entering the alternate screen.
    pub(super) fn new(columns: u16, rows: u16) -> Self {
        let area = Rect::new(0, 0, columns, rows);
        Self {
            shown: Buffer::empty(area),
            next: Buffer::empty(area),
            cursor: None,
            links: Vec::new(),
            erase: false,
            bytes: Vec::with_capacity(8 * 1024),
        }
    }

    /// The terminal has another size; what it shows now is not known.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        let area = Rect::new(0, 0, columns, rows);
        self.next = Buffer::empty(area);
        self.forget();
    }

    /// What the terminal shows is not known: the next frame draws everything.
    pub(super) fn forget(&mut self) {
        self.shown = Buffer::empty(self.next.area);
        self.links.clear();
        self.erase = true;
    }

    /// Draws a frame; nothing is written if it is as the one before.
    pub(super) fn draw(
        &mut self,
        output: &mut impl Write,
        draw: impl FnOnce(&mut Buffer) -> Frame,
    ) -> io::Result<()> {
        self.next.reset();
        let Frame { cursor, links } = draw(&mut self.next);
        self.forget_links(&links);
        let changes = changes::changes(&self.shown, &self.next);
        if changes.is_empty() && cursor == self.cursor && !self.erase {
            return Ok(());
        }
        self.bytes.clear();
        self.bytes.extend_from_slice(BEGIN);
        if std::mem::take(&mut self.erase) {
            self.bytes.extend_from_slice(ERASE);
        }
        if !changes.is_empty() {
            if self.cursor.is_some() {
                self.bytes.extend_from_slice(HIDE_CURSOR);
            }
            encode::cells(&mut self.bytes, changes.into_iter(), &links);
        }
        if let Some(Position { x, y }) = cursor {
            write!(self.bytes, "\x1b[{};{}H", y + 1, x + 1)?;
            self.bytes.extend_from_slice(SHOW_CURSOR);
        } else if self.cursor.is_some() {
            self.bytes.extend_from_slice(HIDE_CURSOR);
        }
        self.bytes.extend_from_slice(END);
        self.cursor = cursor;
        self.links = links;
        std::mem::swap(&mut self.shown, &mut self.next);
        output.write_all(&self.bytes)
    }

    /// Cells whose link is another one now are written anew, though they look the same.
    fn forget_links(&mut self, next: &[(Rect, Link)]) {
        let gone = self.links.iter().filter(|link| !next.contains(link));
        let new = next.iter().filter(|link| !self.links.contains(link));
        for (area, _) in gone.chain(new) {
            for place in area.intersection(self.shown.area).positions() {
                if let Some(cell) = self.shown.cell_mut(place) {
                    // Nothing is ever drawn so.
                    cell.modifier.insert(Modifier::HIDDEN);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    fn draw(screen: &mut Screen, text: &str) -> String {
        let mut out = Vec::new();
        screen
            .draw(&mut out, |buffer| {
                buffer.set_string(0, 0, text, Style::new());
                Frame::default()
            })
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn only_what_changed_is_written_and_nothing_if_nothing_did() {
        let mut screen = Screen::new(10, 2);
        assert!(draw(&mut screen, "hello").contains("hello"));
        assert_eq!(draw(&mut screen, "hello"), "");
        let second = draw(&mut screen, "hallo");
        assert!(
            second.contains('a') && !second.contains("llo"),
            "{second:?}"
        );
        assert!(second.starts_with("\x1b[?2026h") && second.ends_with("\x1b[?2026l"));
        screen.forget();
        assert!(
            draw(&mut screen, "hallo").contains("hallo"),
            "everything anew"
        );
    }

    #[test]
    fn a_link_is_closed_with_its_cells_and_never_left_on_others() {
        let mut screen = Screen::new(20, 2);
        let mut frame = |text: &str, slug: Option<&str>| {
            let mut out = Vec::new();
            let link = slug.map(|slug| (Rect::new(2, 0, 3, 1), Link::profile(slug).unwrap()));
            let draw = |buffer: &mut Buffer| {
                buffer.set_string(0, 0, text, Style::new());
                Frame {
                    cursor: None,
                    links: link.into_iter().collect(),
                }
            };
            screen.draw(&mut out, draw).unwrap();
            String::from_utf8(out).unwrap()
        };
        let to = |slug| format!("\x1b]8;;https://www.linkedin.com/in/{slug}\x1b\\");
        let end = "\x1b]8;;\x1b\\";
        let first = frame("a b-c d", Some("mira"));
        assert!(
            first.contains(&format!("{}b-c{end}", to("mira"))),
            "{first:?}"
        );
        assert_eq!(frame("a b-c d", Some("mira")), "", "nothing changed");
        let other = frame("a b-c d", Some("jon"));
        assert!(
            other.contains(&format!("{}b-c{end}", to("jon"))),
            "{other:?}"
        );
        let part = frame("a bxc d", Some("jon"));
        assert!(part.contains(&format!("{}x{end}", to("jon"))), "{part:?}");
        let none = frame("a bxc d", None);
        assert!(none.contains("bxc") && !none.contains("]8;"), "{none:?}");
    }
}
