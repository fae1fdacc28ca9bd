//! One line of text that is typed, with the keys of readline.

use unicode_segmentation::UnicodeSegmentation as _;

use super::key::{Code, Key};

/// The most bytes that a line takes.
const MOST: usize = 4096;

/// A line with a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    before: String,
    after: String,
    killed: String,
    /// Whether the last key killed: what the next one kills is added to it.
    killing: bool,
}

impl Line {
    /// A line that holds this text, the cursor behind it.
    pub fn new(text: &str) -> Self {
        Self {
            before: text.to_owned(),
            ..Self::default()
        }
    }

    /// The whole text.
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// What stands behind the cursor.
    pub fn after(&self) -> &str {
        &self.after
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Types a text, as pasting does: a line break becomes a space.
    pub fn insert(&mut self, text: &str) {
        self.killing = false;
        for c in text.chars() {
            if self.before.len() + self.after.len() + c.len_utf8() > MOST {
                return;
            }
            self.before.push(if c.is_control() { ' ' } else { c });
        }
    }

    /// Takes a key; `false` if it means nothing to a line.
    pub fn press(&mut self, key: Key) -> bool {
        if let Some(c) = key.typed() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        let killing = std::mem::take(&mut self.killing);
        match (key.ctrl, key.alt, key.code) {
            (false, false, Code::Backspace) | (true, false, Code::Char('h')) => {
                self.before.truncate(last(&self.before));
            }
            (false, false, Code::Delete) | (true, false, Code::Char('d')) => {
                self.after.drain(..first(&self.after));
            }
            (false, false, Code::Left) | (true, false, Code::Char('b')) => {
                self.left(last(&self.before));
            }
            (false, false, Code::Right) | (true, false, Code::Char('f')) => {
                self.right(first(&self.after));
            }
            (false, false, Code::Home) | (true, false, Code::Char('a')) => self.left(0),
            (false, false, Code::End) | (true, false, Code::Char('e')) => {
                self.right(self.after.len());
            }
            (true, false, Code::Char('w')) => {
                self.kill_back(word_start(&self.before, |c| c != ' '), killing);
            }
            (false, true, Code::Backspace) => {
                self.kill_back(word_start(&self.before, char::is_alphanumeric), killing);
            }
            (true, false, Code::Char('u')) => self.kill_back(0, killing),
            (true, false, Code::Char('k')) => self.kill_on(self.after.len(), killing),
            (false, true, Code::Char('d')) => self.kill_on(word_end(&self.after), killing),
            (true, false, Code::Char('y')) => {
                let killed = self.killed.clone();
                self.insert(&killed);
            }
            (false, true, Code::Char('b')) | (true, false, Code::Left) => {
                self.left(word_start(&self.before, char::is_alphanumeric));
            }
            (false, true, Code::Char('f')) | (true, false, Code::Right) => {
                self.right(word_end(&self.after));
            }
            _ => return false,
        }
        true
    }

    /// The cursor goes to a byte before it.
    fn left(&mut self, to: usize) {
        let passed = self.before.split_off(to);
        self.after.insert_str(0, &passed);
    }

    /// The cursor goes on by so many bytes.
    fn right(&mut self, bytes: usize) {
        self.before.extend(self.after.drain(..bytes));
    }

    fn kill_back(&mut self, from: usize, killing: bool) {
        let mut killed = self.before.split_off(from);
        if killing {
            killed.push_str(&self.killed);
        }
        (self.killed, self.killing) = (killed, true);
    }

    fn kill_on(&mut self, bytes: usize, killing: bool) {
        if !killing {
            self.killed.clear();
        }
        self.killed.extend(self.after.drain(..bytes));
        self.killing = true;
    }
}

/// Where the last character begins, as a reader counts them.
fn last(text: &str) -> usize {
    let mut characters = text.grapheme_indices(true);
    characters.next_back().map_or(0, |(at, _)| at)
}

/// Where the first character ends.
fn first(text: &str) -> usize {
    text.graphemes(true).next().map_or(0, str::len)
}

/// Where the last word begins, in bytes.
fn word_start(text: &str, in_word: impl Fn(char) -> bool) -> usize {
    let words = text.trim_end_matches(|c| !in_word(c));
    let between = words.char_indices().rfind(|(_, c)| !in_word(*c));
    between.map_or(0, |(at, c)| at + c.len_utf8())
}

/// Where the next word ends, in bytes.
fn word_end(text: &str) -> usize {
    let word = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = word.trim_start_matches(char::is_alphanumeric);
    text.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(keys: &[&str]) -> Line {
        let mut line = Line::default();
        for key in keys {
            match key.parse() {
                Ok(key) => assert!(line.press(key), "{key}"),
                Err(_) => line.insert(key),
            }
        }
        line
    }

    #[test]
    fn readline_keys_move_and_kill() {
        assert_eq!(line(&["hello wörld", "Ctrl-w", "you"]).text(), "hello you");
        assert_eq!(line(&["one two", "Ctrl-a", "Ctrl-k"]).text(), "");
        assert_eq!(
            line(&["one two", "Alt-b", "Ctrl-k", "Ctrl-a", "Ctrl-y"]).text(),
            "twoone "
        );
        assert_eq!(
            line(&["one two", "Ctrl-a", "Alt-f", "Del", "-"]).text(),
            "one-two"
        );
        assert_eq!(line(&["né", "Backspace", "o"]).text(), "no");
        assert_eq!(
            line(&["a👩‍💻e\u{301}", "←", "←", "b", "Del", "Del"]).text(),
            "ab",
            "what is seen as one is one"
        );
        let path = "~/Down loads/a.zip";
        assert_eq!(
            line(&[path, "Alt-b", "Alt-Backspace"]).text(),
            "~/Down loads/zip",
            "words end at marks, too"
        );
        assert_eq!(line(&[path, "Ctrl-w"]).text(), "~/Down ");
        assert_eq!(
            line(&[path, "Ctrl-w", "Ctrl-w", "x ", "Ctrl-y"]).text(),
            "x ~/Down loads/a.zip",
            "what goes in one go comes back in one"
        );
        assert_eq!(
            line(&["one two", "Ctrl-a", "Alt-d", "Alt-d", "End", "Ctrl-y"]).text(),
            "one two"
        );
        assert_eq!(
            line(&["ab", "←", "c", "End", "d", "Home", "→", "e"]).text(),
            "aecbd"
        );
    }

    #[test]
    fn pasting_stays_on_one_line_and_within_bounds() {
        let mut line = Line::default();
        line.insert("two\nlines\u{1b}[31m");
        assert_eq!(line.text(), "two lines [31m");
        line.insert(&"x".repeat(10_000));
        assert_eq!(line.text().len(), MOST);
    }

    #[test]
    fn other_keys_are_left_to_the_prompt() {
        for key in ["Enter", "Esc", "Tab", "↑", "Ctrl-n", "F1"] {
            assert!(!Line::default().press(key.parse().unwrap()), "{key}");
        }
    }
}
