//! One line of text that is typed, with the keys of readline.

use super::key::{Code, Key};

/// The most bytes that a line takes.
const MOST: usize = 4096;

/// A line with a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    before: String,
    after: String,
    killed: String,
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
        match (key.ctrl, key.alt, key.code) {
            (false, false, Code::Backspace) | (true, false, Code::Char('h')) => {
                self.before.pop();
            }
            (false, false, Code::Delete) | (true, false, Code::Char('d')) => {
                self.take_next();
            }
            (false, false, Code::Left) | (true, false, Code::Char('b')) => self.left(),
            (false, false, Code::Right) | (true, false, Code::Char('f')) => self.right(),
            (false, false, Code::Home) | (true, false, Code::Char('a')) => {
                while !self.before.is_empty() {
                    self.left();
                }
            }
            (false, false, Code::End) | (true, false, Code::Char('e')) => {
                self.before.push_str(&std::mem::take(&mut self.after));
            }
            (true, false, Code::Char('w')) | (false, true, Code::Backspace) => {
                let start = word_start(&self.before);
                self.killed = self.before.split_off(start);
            }
            (true, false, Code::Char('u')) => self.killed = std::mem::take(&mut self.before),
            (true, false, Code::Char('k')) => self.killed = std::mem::take(&mut self.after),
            (true, false, Code::Char('y')) => {
                let killed = self.killed.clone();
                self.insert(&killed);
            }
            (false, true, Code::Char('b')) | (true, false, Code::Left) => {
                let start = word_start(&self.before);
                let word = self.before.split_off(start);
                self.after.insert_str(0, &word);
            }
            (false, true, Code::Char('f')) | (true, false, Code::Right) => {
                while self.after.starts_with(' ') {
                    self.right();
                }
                while !self.after.is_empty() && !self.after.starts_with(' ') {
                    self.right();
                }
            }
            _ => return false,
        }
        true
    }

    fn left(&mut self) {
        if let Some(c) = self.before.pop() {
            self.after.insert(0, c);
        }
    }

    fn right(&mut self) {
        if let Some(c) = self.take_next() {
            self.before.push(c);
        }
    }

    fn take_next(&mut self) -> Option<char> {
        let next = self.after.chars().next()?;
        self.after.remove(0);
        Some(next)
    }
}

/// Where the last word begins, in bytes.
fn word_start(text: &str) -> usize {
    let words = text.trim_end_matches(' ');
    words.rfind(' ').map_or(0, |space| space + 1)
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
