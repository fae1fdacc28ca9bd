//! Lists to choose from: the help (which runs what it lists), the palette, menus.

pub use super::choice::Choice;

use super::super::{
    action::{ACTIONS, Action, Chapter, Scope},
    edit::Line,
    key::{Code, Key},
    keymap::{Keymap, words},
    msg::ArchiveFile,
};
use crate::{
    safe,
    text::{
        Safe,
        search::{self, Query},
    },
};

/// A row to choose.
#[derive(Clone, Debug)]
pub struct Row {
    /// The key that is shown before it.
    pub key: Safe,
    /// What it is.
    pub words: Safe,
    /// More about it, at the end of the row.
    pub aside: Safe,
    /// What it does.
    pub choice: Choice,
    /// The key that chooses it at once, in menus.
    pub hot: Option<char>,
}

/// A list to choose from.
#[derive(Clone, Debug)]
pub struct Picker {
    /// The title of the box.
    pub title: Safe,
    /// What stands there when there is nothing to choose.
    pub empty: Safe,
    /// Lines below the rows: what to know before choosing.
    pub about: Vec<Safe>,
    /// The text that filters the rows, if it can be typed.
    pub filter: Option<Line>,
    rows: Vec<Row>,
    shown: Vec<usize>,
    at: usize,
}

/// What a key did to a picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// The picker stays.
    Stay,
    /// It closes, and nothing happens.
    Close,
    /// It closes, and this was chosen.
    Chose(Choice),
}

impl Picker {
    /// A picker over these rows.
    pub fn new(title: Safe, rows: Vec<Row>) -> Self {
        let mut picker = Self {
            title,
            empty: Safe::own("nothing matches"),
            about: Vec::new(),
            filter: None,
            shown: (0..rows.len()).collect(),
            rows,
            at: 0,
        };
        picker.step(0);
        picker
    }

    /// Puts the cursor on a choice.
    pub fn start_on(&mut self, choice: &Choice) {
        if let Some(at) = self.rows.iter().position(|row| row.choice == *choice) {
            self.at = at;
        }
    }

    /// The keys of a place, by chapters. Each action stands there once.
    pub fn help(keymap: &Keymap, place: Scope) -> Self {
        let mut here: Vec<_> = ACTIONS
            .iter()
            .filter(|row| row.is_in(place) && keymap.keys(row.action).next().is_some())
            .collect();
        here.sort_by_key(|row| row.chapter);
        let mut rows = Vec::new();
        let mut chapter: Option<Chapter> = None;
        for row in here {
            if chapter != Some(row.chapter) {
                chapter = Some(row.chapter);
                rows.push(Row {
                    key: Safe::EMPTY,
                    words: Safe::own(row.chapter.title()),
                    aside: Safe::EMPTY,
                    choice: Choice::Heading,
                    hot: None,
                });
            }
            rows.push(action_row(keymap, row.action, Safe::EMPTY));
        }
        let filters = keymap.keys(Action::Filter).next().map(words);
        let title = match filters {
            Some(key) => safe!("Keys · Enter runs, {} filters", Safe::line(&key)),
            None => Safe::own("Keys · Enter runs"),
        };
        Self::new(title, rows)
    }

    /// Everything that can be done in a place, by name.
    pub fn palette(keymap: &Keymap, place: Scope) -> Self {
        let rows = ACTIONS
            .iter()
            .filter(|row| row.is_in(place) && row.action != Action::Palette)
            .map(|row| action_row(keymap, row.action, Safe::own(row.name)))
            .collect();
        let mut picker = Self::new(Safe::own("Command"), rows);
        picker.filter = Some(Line::default());
        picker
    }

    /// The archives that were found, and a way to name another one.
    pub fn archives(found: &[ArchiveFile]) -> Self {
        let mut rows: Vec<Row> = found
            .iter()
            .take(8)
            .zip('1'..='8')
            .map(|(file, hot)| Row {
                key: Safe::line(hot.encode_utf8(&mut [0; 4])),
                words: file.name.clone(),
                aside: match file.day {
                    Some(day) => safe!("{} · {}", super::super::pane::day(day), size(file.bytes)),
                    None => size(file.bytes),
                },
                choice: Choice::Import(file.path.clone()),
                hot: Some(hot),
            })
            .collect();
        rows.push(Row {
            key: Safe::own("9"),
            words: Safe::own("another file or folder …"),
            aside: Safe::EMPTY,
            choice: Choice::OtherPath,
            hot: Some('9'),
        });
        Self::new(Safe::own("Import an archive"), rows)
    }

    /// The rows that are shown.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &Row> {
        let row = |at: &usize| self.rows.get(*at);
        let shown: Vec<&Row> = self.shown.iter().filter_map(row).collect();
        shown.into_iter()
    }

    /// All rows, shown or not: the box keeps its size while the filter is typed.
    pub fn all(&self) -> std::slice::Iter<'_, Row> {
        self.rows.iter()
    }

    /// Which row the cursor is on, from 0.
    pub fn at(&self) -> usize {
        self.at
    }

    fn chosen(&self) -> Option<&Row> {
        self.rows.get(*self.shown.get(self.at)?)
    }

    /// Whether a key is its own, whatever it means in the panes: typed into the filter, or a row's.
    pub fn takes(&self, key: Key) -> bool {
        let hot = |c: char| self.rows.iter().any(|row| row.hot == Some(c));
        self.filter.is_some()
            || matches!(key.code, Code::Char(c) if !key.ctrl && !key.alt && hot(c))
    }

    /// From now on what is typed filters the rows.
    pub fn begin_filter(&mut self) {
        self.filter = Some(Line::default());
    }

    /// Takes a key. Arrows and page keys move in every list, whatever they do in the panes.
    pub fn press(&mut self, key: Key) -> Picked {
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return Picked::Close,
            (Code::Enter, _) => return self.choose(self.at),
            (Code::Up | Code::BackTab, false) | (Code::Char('p' | 'k'), true) => self.step(-1),
            (Code::Down | Code::Tab, false) | (Code::Char('n' | 'j'), true) => self.step(1),
            (Code::PageUp, _) => self.step(-10),
            (Code::PageDown, _) => self.step(10),
            _ if self.filter.is_some() => self.type_key(key),
            (Code::Char(c), false) if !key.alt => return self.letter(c),
            (Code::Home, _) => self.go(0),
            (Code::End, _) => self.go(usize::MAX),
            _ => {}
        }
        Picked::Stay
    }

    fn letter(&self, c: char) -> Picked {
        if let Some(row) = self.rows.iter().find(|row| row.hot == Some(c)) {
            return Picked::Chose(row.choice.clone());
        }
        Picked::Stay
    }

    fn type_key(&mut self, key: Key) {
        if let Some(line) = &mut self.filter
            && line.press(key)
        {
            self.narrow();
        }
    }

    /// Pastes into the filter.
    pub fn paste(&mut self, text: &str) {
        if let Some(line) = &mut self.filter {
            line.insert(text);
            self.narrow();
        }
    }

    /// Chooses the row at a place.
    pub fn choose(&mut self, at: usize) -> Picked {
        self.at = at;
        match self.chosen() {
            Some(row) if row.choice != Choice::Heading => Picked::Chose(row.choice.clone()),
            _ => Picked::Stay,
        }
    }

    /// Moves the cursor over the rows that can be chosen.
    pub fn step(&mut self, rows: isize) {
        self.go_towards(self.at.saturating_add_signed(rows), rows < 0);
    }

    fn go(&mut self, at: usize) {
        self.go_towards(at, at > 0);
    }

    fn go_towards(&mut self, at: usize, back: bool) {
        let last = self.shown.len().saturating_sub(1);
        let at = at.min(last);
        let heading = |at: &usize| {
            let row = self.shown.get(*at).and_then(|row| self.rows.get(*row));
            row.is_some_and(|row| row.choice == Choice::Heading)
        };
        let behind = (at..=last).find(|at| !heading(at));
        let before = (0..=at).rev().find(|at| !heading(at));
        let nearest = if back {
            before.or(behind)
        } else {
            behind.or(before)
        };
        self.at = nearest.unwrap_or_default();
    }

    fn narrow(&mut self) {
        let typed = self.filter.as_ref().map(Line::text).unwrap_or_default();
        let mut query = Query::new(&typed);
        if query.is_empty() {
            self.shown = (0..self.rows.len()).collect();
        } else {
            let mut scored: Vec<(u32, usize)> = self
                .rows
                .iter()
                .enumerate()
                .filter(|(_, row)| row.choice != Choice::Heading)
                .filter_map(|(at, row)| {
                    let name = query.score(&search::Key::new(&row.aside));
                    let words = query.score(&search::Key::new(&row.words));
                    // The name counts more than a word of the sentence.
                    let score = name.map(|score| score + 40).max(words)?;
                    Some((score, at))
                })
                .collect();
            scored.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
            self.shown = scored.into_iter().map(|(_, at)| at).collect();
        }
        self.at = 0;
        self.step(0);
    }
}

fn action_row(keymap: &Keymap, action: Action, aside: Safe) -> Row {
    let keys: Vec<String> = keymap.keys(action).map(words).collect();
    let row = action.row();
    Row {
        key: Safe::line(&keys.join(" ")),
        words: Safe::own(row.map_or("", |row| row.doc)),
        aside,
        choice: Choice::Run(action),
        hot: None,
    }
}

/// A size in words: `1.2 MB`.
pub fn size(bytes: u64) -> Safe {
    match bytes {
        0..1_000 => safe!("{} bytes", bytes),
        1_000..1_000_000 => safe!("{} kB", bytes / 1_000),
        _ => safe!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::pane::Pane;

    #[test]
    fn help_lists_every_bound_action_of_a_pane_exactly_once() {
        let keymap = Keymap::default();
        for pane in Pane::ALL {
            let place = Scope::of(pane);
            let help = Picker::help(&keymap, place);
            let listed: Vec<Action> = help
                .rows()
                .filter_map(|row| match row.choice {
                    Choice::Run(action) => Some(action),
                    _ => None,
                })
                .collect();
            for row in ACTIONS {
                let times = listed
                    .iter()
                    .filter(|action| **action == row.action)
                    .count();
                let expected = usize::from(row.is_in(place) && !row.keys.is_empty());
                assert_eq!(times, expected, "{} in {pane:?}", row.name);
            }
        }
    }

    #[test]
    fn the_palette_finds_by_name_first() {
        let mut palette = Picker::palette(&Keymap::default(), Scope::INVITATIONS);
        for c in "undo".chars() {
            assert_eq!(palette.press(Key::char(c)), Picked::Stay);
        }
        assert_eq!(
            palette.press(Key::plain(Code::Enter)),
            Picked::Chose(Choice::Run(Action::Undo))
        );
    }

    #[test]
    fn headings_are_stepped_over_and_cannot_be_chosen() {
        let mut help = Picker::help(&Keymap::default(), Scope::INVITATIONS);
        assert_eq!(help.at(), 1, "below the first heading");
        assert_eq!(help.choose(0), Picked::Stay);
        help.press(Key::plain(Code::End));
        help.press(Key::plain(Code::Home));
        assert_eq!(help.at(), 1);
    }

    #[test]
    fn sizes_are_short() {
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(84_100), "84 kB");
        assert_eq!(size(3_650_000), "3.6 MB");
    }
}
