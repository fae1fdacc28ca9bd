//! Texts of several lines: drafts of the profile, pages that are pasted.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::super::{
    effect,
    key::{Code, Key},
    pane::block::Block,
};
use crate::text::{Safe, width};

/// The most bytes that a text takes: some pages.
const MOST: usize = 256 * 1024;

/// What a text is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be kept in the journal.
    Keep(effect::Purpose),
    /// A page of somebody's profile, to look at.
    Page,
}

/// A text that is being written.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// What it is for.
    pub purpose: Purpose,
    /// The title of the box.
    pub title: Safe,
    /// How long it is, and out of how much.
    pub counter: Safe,
    /// What it looks like on LinkedIn, and what to look at.
    pub reading: Vec<Block>,
    /// Whether Esc was pressed on a text that is not kept: the next one leaves.
    pub leaving: bool,
    /// The text as it was when it was opened.
    was: String,
    written: String,
    at: usize,
}

/// What a key did to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrote {
    /// Nothing that its reading depends on.
    Nothing,
    /// It changed.
    Changed,
    /// It shall be kept.
    Keep,
    /// It was left.
    Left,
}

impl Text {
    /// A text to go on with, the cursor at its end.
    pub fn new(purpose: Purpose, title: Safe, text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        Self {
            purpose,
            title,
            counter: Safe::EMPTY,
            reading: Vec::new(),
            leaving: false,
            at: text.len(),
            was: text.clone(),
            written: text,
        }
    }

    /// One that is kept nowhere yet, however it began.
    pub(crate) fn unsaved(purpose: Purpose, title: Safe, text: &str) -> Self {
        Self {
            was: String::new(),
            ..Self::new(purpose, title, text)
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.written
    }

    /// Where the cursor is, in bytes.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// Whether it is another text than it was.
    pub fn is_changed(&self) -> bool {
        self.written != self.was
    }

    /// Types or pastes.
    pub fn insert(&mut self, text: &str) {
        for c in text.replace("\r\n", "\n").replace('\r', "\n").chars() {
            if self.written.len() + c.len_utf8() > MOST {
                return;
            }
            let c = if c.is_control() && c != '\n' { ' ' } else { c };
            self.written.insert(self.at, c);
            self.at += c.len_utf8();
        }
    }

    /// Takes a key; `width` is how many cells a line has on the screen.
    pub fn press(&mut self, key: Key, width: usize) -> Wrote {
        let leaving = std::mem::take(&mut self.leaving);
        let before = self.written.len();
        if let Some(c) = key.typed() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return Wrote::Changed;
        }
        match (key.ctrl, key.code) {
            (true, Code::Char('s')) => return Wrote::Keep,
            (false, Code::Esc) if leaving || !self.is_changed() => return Wrote::Left,
            (false, Code::Esc) => self.leaving = true,
            (false, Code::Enter) => self.insert("\n"),
            (false, Code::Backspace) | (true, Code::Char('h')) => self.cut(self.before()..self.at),
            (false, Code::Delete) | (true, Code::Char('d')) => self.cut(self.at..self.behind()),
            (false, Code::Left) | (true, Code::Char('b')) => self.at = self.before(),
            (false, Code::Right) | (true, Code::Char('f')) => self.at = self.behind(),
            (false, Code::Home) | (true, Code::Char('a')) => self.at = self.line(width).start,
            (false, Code::End) | (true, Code::Char('e')) => self.at = self.line(width).end,
            (true, Code::Home) => self.at = 0,
            (true, Code::End) => self.at = self.written.len(),
            (true, Code::Char('w')) => self.cut(self.word()..self.at),
            (true, Code::Char('u')) => self.cut(self.line(width).start..self.at),
            (true, Code::Char('k')) => self.cut(self.at..self.line(width).end),
            (false, Code::Up) | (true, Code::Char('p')) => self.travel(-1, width),
            (false, Code::Down) | (true, Code::Char('n')) => self.travel(1, width),
            (false, Code::PageUp) => self.travel(-10, width),
            (false, Code::PageDown) => self.travel(10, width),
            _ => {}
        }
        if self.written.len() == before {
            Wrote::Nothing
        } else {
            Wrote::Changed
        }
    }

    fn cut(&mut self, range: Range<usize>) {
        self.at = range.start;
        self.written.replace_range(range, "");
    }

    fn before(&self) -> usize {
        let text = self.written.get(..self.at).unwrap_or_default();
        let last = text.graphemes(true).next_back().map_or(0, str::len);
        self.at - last
    }

    fn behind(&self) -> usize {
        let text = self.written.get(self.at..).unwrap_or_default();
        self.at + text.graphemes(true).next().map_or(0, str::len)
    }

    fn word(&self) -> usize {
        let text = self.written.get(..self.at).unwrap_or_default();
        let words = text.trim_end();
        words.rfind(char::is_whitespace).map_or(0, |at| at + 1)
    }

    fn line(&self, width: usize) -> Range<usize> {
        let rows = rows(&self.written, width);
        rows.get(row_of(&rows, self.at))
            .cloned()
            .unwrap_or_default()
    }

    fn travel(&mut self, lines: isize, width: usize) {
        let rows = rows(&self.written, width);
        let row = row_of(&rows, self.at);
        let cells = |range: Range<usize>| self.written.get(range).map_or(0, width::cells);
        let column = rows.get(row).map_or(0, |line| cells(line.start..self.at));
        let to = row
            .saturating_add_signed(lines)
            .min(rows.len().saturating_sub(1));
        let Some(line) = rows.get(to).cloned() else {
            return;
        };
        let text = self.written.get(line.clone()).unwrap_or_default();
        let mut at = line.start;
        for cluster in text.graphemes(true) {
            if cells(line.start..at) >= column {
                break;
            }
            at += cluster.len();
        }
        self.at = at;
    }
}

/// The lines of a text on the screen, in bytes: broken behind spaces, a long word inside.
pub fn rows(text: &str, most: usize) -> Vec<Range<usize>> {
    let most = most.max(2);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        let (mut from, mut used, mut space) = (start, 0, None);
        for (at, cluster) in line.grapheme_indices(true) {
            let (at, cells) = (start + at, width::cells(cluster));
            if used + cells > most && at > from {
                let to: usize = space.filter(|space| *space > from).unwrap_or(at);
                rows.push(from..to);
                used = text.get(to..at).map_or(0, width::cells);
                from = to;
                space = None;
            }
            used += cells;
            if cluster == " " {
                space = Some(at + 1);
            }
        }
        rows.push(from..end);
        start = end + 1;
    }
    rows
}

/// The row that a place is in; the end of a broken row belongs to the next one.
pub fn row_of(rows: &[Range<usize>], at: usize) -> usize {
    rows.iter()
        .rposition(|row| row.start <= at)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Text {
        Text::new(Purpose::Page, Safe::EMPTY, text)
    }

    #[test]
    fn rows_break_behind_spaces_and_hold_every_byte() {
        let words = "ab cd efgh\nij\n\n日本語";
        let rows = rows(words, 5);
        let shown: Vec<&str> = rows
            .iter()
            .map(|row| words.get(row.clone()).unwrap())
            .collect();
        assert_eq!(shown, ["ab ", "cd ", "efgh", "ij", "", "日本", "語"]);
        assert_eq!(row_of(&rows, 3), 1, "the end of a row belongs to the next");
        assert_eq!(row_of(&rows, words.len()), 6);
    }

    #[test]
    fn keys_write_and_move_by_what_is_seen() {
        let mut text = text("one two\nthree");
        text.press(Key::plain(Code::Up), 20);
        text.insert("!");
        assert_eq!(text.text(), "one t!wo\nthree", "the column is kept");
        text.press(Key::plain(Code::End), 20);
        assert_eq!(text.press(Key::plain(Code::Enter), 20), Wrote::Changed);
        text.press(Key::plain(Code::Backspace), 20);
        text.press(Key::ctrl('w'), 20);
        assert_eq!(text.text(), "one \nthree");
        text.insert("👩‍💻");
        text.press(Key::plain(Code::Backspace), 20);
        assert_eq!(text.text(), "one \nthree", "a joined emoji is one key");
    }

    #[test]
    fn a_text_that_is_not_kept_is_left_with_two_keys() {
        let mut text = text("");
        assert_eq!(text.press(Key::plain(Code::Esc), 9), Wrote::Left);
        text.insert("a");
        assert_eq!(text.press(Key::plain(Code::Esc), 9), Wrote::Nothing);
        assert!(text.leaving);
        assert_eq!(text.press(Key::plain(Code::Esc), 9), Wrote::Left);
    }
}
