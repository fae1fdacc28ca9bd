//! Full text: words to find in notes, logs and messages, and the texts that have them.

use super::super::{
    edit::Line,
    key::{Code, Key},
    msg::Sought,
};
use crate::{
    domain::find::Found,
    text::{Safe, seek::Seek},
};

/// How many hits are listed; the rest is counted.
pub const MOST: usize = 200;

/// What is looked for, and what was found.
#[derive(Clone, Debug)]
pub struct SeekView {
    /// The words, as they are typed.
    pub line: Line,
    /// The same, to be found in the rows that are shown.
    pub seek: Seek,
    /// The number of the search: a newer one wins.
    pub number: u64,
    /// How many texts have the words, so far.
    pub all: usize,
    /// Whether the messages are still looked through.
    pub searching: bool,
    /// Why the messages could not be looked through.
    pub trouble: Option<Safe>,
    /// Hits in what the person wrote here, and how many of them there are.
    own: (Vec<Found>, usize),
    rows: Vec<Found>,
    at: usize,
}

/// What a key did to a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seeked {
    /// The cursor moved, or nothing happened.
    Stay,
    /// Other words are looked for.
    Changed,
    /// The hit under the cursor is to be opened.
    Open,
    /// It closes.
    Close,
}

impl Default for SeekView {
    fn default() -> Self {
        Self {
            line: Line::default(),
            seek: Seek::new(""),
            number: 0,
            all: 0,
            searching: false,
            trouble: None,
            own: (Vec::new(), 0),
            rows: Vec::new(),
            at: 0,
        }
    }
}

impl SeekView {
    /// The hits, the newest first.
    pub fn rows(&self) -> &[Found] {
        &self.rows
    }

    /// Which row the cursor is on, from 0.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The hit under the cursor.
    pub fn selected(&self) -> Option<&Found> {
        self.rows.get(self.at)
    }

    /// Other words: what the person wrote here was looked through, the messages come later.
    pub fn begin(&mut self, number: u64, own: Vec<Found>, all: usize) {
        self.number = number;
        self.searching = !self.seek.is_empty();
        self.trouble = None;
        self.at = 0;
        self.own = (own, all);
        self.show(Vec::new(), 0);
    }

    /// What was found in the messages so far.
    pub fn take(&mut self, sought: Sought) {
        self.searching = !sought.done;
        self.trouble = sought.trouble;
        self.show(sought.found, sought.all);
    }

    /// The cursor stays on its row, but for the first: that is the newest.
    fn show(&mut self, messages: Vec<Found>, all: usize) {
        let kept = self.selected().filter(|_| self.at > 0).cloned();
        let mut rows = self.own.0.clone();
        rows.extend(messages);
        rows.sort_by_key(|found| std::cmp::Reverse(found.day));
        rows.truncate(MOST);
        let again = kept.and_then(|kept| rows.iter().position(|row| *row == kept));
        self.at = again.unwrap_or(self.at).min(rows.len().saturating_sub(1));
        self.all = self.own.1 + all;
        self.rows = rows;
    }

    /// Puts the cursor on a row.
    pub fn go(&mut self, at: usize) {
        self.at = at.min(self.rows.len().saturating_sub(1));
    }

    /// Moves the cursor; it stops at both ends.
    pub fn step(&mut self, rows: isize) {
        self.go(self.at.saturating_add_signed(rows));
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key) -> Seeked {
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return Seeked::Close,
            (Code::Enter, _) => return Seeked::Open,
            (Code::Up | Code::BackTab, false) | (Code::Char('p'), true) => self.step(-1),
            (Code::Down | Code::Tab, false) | (Code::Char('n'), true) => self.step(1),
            (Code::PageUp, _) => self.step(-8),
            (Code::PageDown, _) => self.step(8),
            _ => {
                let before = self.line.text();
                if self.line.press(key) && self.line.text() != before {
                    return Seeked::Changed;
                }
            }
        }
        Seeked::Stay
    }
}
