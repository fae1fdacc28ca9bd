//! Keys, in a type of our own: the terminal's are converted at the edge.

use std::{fmt, str::FromStr};

/// Which key, without Ctrl and Alt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character, upper case if Shift was held.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 12.
    F(u8),
}

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// The names of keys: first the one that is shown, then those that are understood as well.
const NAMES: &[(Code, &str, &[&str])] = &[
    (Code::Char(' '), "Space", &[]),
    (Code::Enter, "Enter", &["Return"]),
    (Code::Esc, "Esc", &["Escape"]),
    (Code::Tab, "Tab", &[]),
    (Code::BackTab, "Shift-Tab", &["BackTab"]),
    (Code::Backspace, "Backspace", &[]),
    (Code::Delete, "Del", &["Delete"]),
    (Code::Insert, "Ins", &["Insert"]),
    (Code::Up, "Up", &["↑"]),
    (Code::Down, "Down", &["↓"]),
    (Code::Left, "Left", &["←"]),
    (Code::Right, "Right", &["→"]),
    (Code::Home, "Home", &[]),
    (Code::End, "End", &[]),
    (Code::PageUp, "PgUp", &["PageUp"]),
    (Code::PageDown, "PgDn", &["PageDown"]),
];

impl Key {
    /// A key without Ctrl and Alt.
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// A character without Ctrl and Alt.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A character with Ctrl.
    pub const fn ctrl(c: char) -> Self {
        Self {
            code: Code::Char(c),
            ctrl: true,
            alt: false,
        }
    }

    /// The character that typing this key writes.
    pub const fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match NAMES.iter().find(|(code, _, _)| *code == self.code) {
            Some((_, name, _)) => f.write_str(name),
            None => match self.code {
                Code::Char(c) => write!(f, "{c}"),
                Code::F(n) => write!(f, "F{n}"),
                other => write!(f, "{other:?}"),
            },
        }
    }
}

/// A text that names no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAKey(pub String);

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (mut rest, mut ctrl, mut alt) = (text, false, false);
        loop {
            if let Some(after) = strip_prefix(rest, "Ctrl-") {
                (rest, ctrl) = (after, true);
            } else if let Some(after) = strip_prefix(rest, "Alt-") {
                (rest, alt) = (after, true);
            } else {
                break;
            }
        }
        let code = code(rest).ok_or_else(|| NotAKey(text.to_owned()))?;
        // Terminals send the same byte for Ctrl-A and Ctrl-a.
        let code = match code {
            Code::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
            code => code,
        };
        Ok(Self { code, ctrl, alt })
    }
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    (head.eq_ignore_ascii_case(prefix) && !rest.is_empty()).then_some(rest)
}

fn code(name: &str) -> Option<Code> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && !NAMES.iter().any(|(_, _, others)| others.contains(&name))
    {
        return Some(Code::Char(c));
    }
    let is = |known: &str| known.eq_ignore_ascii_case(name);
    if let Some((code, _, _)) = NAMES
        .iter()
        .find(|(_, shown, others)| is(shown) || others.iter().any(|other| is(other)))
    {
        return Some(*code);
    }
    if let Some(letter) = strip_prefix(name, "Shift-") {
        // What Shift makes of other characters is told by the keyboard, not by us.
        let mut letters = letter.chars().filter(|c| c.is_alphabetic());
        let mut upper = letters.next()?.to_uppercase();
        let one = letter.chars().nth(1).is_none() && upper.len() == 1;
        return upper.next().filter(|_| one).map(Code::Char);
    }
    let number: u8 = strip_prefix(name, "F")?.parse().ok()?;
    (1..=12).contains(&number).then_some(Code::F(number))
}

/// Keys as they are written, with spaces between them: `g g`, `Ctrl-d`, `j j Space`.
pub fn sequence(text: &str) -> Result<Vec<Key>, NotAKey> {
    let keys: Vec<Key> = text
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    if keys.is_empty() {
        return Err(NotAKey(text.to_owned()));
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_as_it_is_shown() {
        for text in [
            "a",
            "A",
            "?",
            "Space",
            "Ctrl-d",
            "Alt-b",
            "Shift-Tab",
            "PgDn",
            "F5",
            "Up",
            "é",
            "-",
        ] {
            assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
        }
        assert_eq!(sequence("g g").unwrap(), [Key::char('g'); 2]);
    }

    #[test]
    fn the_same_key_has_many_spellings() {
        let key = |text: &str| text.parse::<Key>().unwrap();
        assert_eq!(key("Shift-a"), key("A"));
        assert_eq!(key("Shift-é"), key("É"));
        assert!(
            ["Shift-1", "Shift-↑", "Shift-ab", "Shift-ß"]
                .iter()
                .all(|t| t.parse::<Key>().is_err())
        );
        assert_eq!(key("ctrl-D"), key("Ctrl-d"));
        assert_eq!(key("escape"), key("Esc"));
        assert_eq!(key("Up"), key("↑"));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "Ctrl-", "Hyper-a", "F13", "ab", "Shift-ab"] {
            assert!(text.parse::<Key>().is_err(), "{text}");
        }
        assert!(sequence("  ").is_err());
    }
}
