//! Where a fault in a file of the person stands: file, line, column, and the near miss.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation as _;

pub use crate::text::near::near_miss;

/// A fault with its place: `file:line:column: message`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as the person knows it.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters as a reader counts them.
    pub column: usize,
    /// What is wrong, and the way out.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}:{}: {}",
            self.file, self.line, self.column, self.message
        )
    }
}

impl std::error::Error for Fault {}

/// A file's text, to find places in.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    file: &'a str,
    text: &'a str,
}

impl<'a> Place<'a> {
    /// The text of a file.
    pub const fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text }
    }

    /// A fault at a byte of the text.
    pub fn at(&self, byte: usize, message: impl Into<String>) -> Fault {
        let before = self
            .text
            .get(..byte.min(self.text.len()))
            .unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before
            .get(start..)
            .unwrap_or_default()
            .graphemes(true)
            .count()
            + 1;
        Fault {
            file: self.file.to_owned(),
            line,
            column,
            message: message.into(),
        }
    }

    /// The fault that TOML found.
    pub fn fault(&self, error: &toml::de::Error) -> Fault {
        let found = error.message().trim().replace('\n', ", ");
        let mut message = none_of(&found).unwrap_or_else(|| found.clone());
        if let Some(near) = meant(&found) {
            message = format!("{message}; did you mean `{near}`?");
        }
        let at = error.span().map_or(0, |span| span.start);
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        // What is wrong about a value says of which key; a comment is none.
        let key = line.split_once('=').map(|(key, _)| key.trim());
        match key.filter(|key| !key.is_empty() && !key.starts_with('#')) {
            Some(key) => self.at(at, format!("{key}: {message}")),
            None => self.at(at, message),
        }
    }

    /// Keys of `given` that are not in `known`. A known table without keys takes any.
    pub fn unknown_keys(&self, given: &toml::Table, known: &toml::Table) -> Vec<Fault> {
        let mut faults = Vec::new();
        self.unknown_in(given, known, "", &mut faults);
        faults
    }

    fn unknown_in(
        &self,
        given: &toml::Table,
        known: &toml::Table,
        path: &str,
        faults: &mut Vec<Fault>,
    ) {
        for (key, value) in given {
            match (known.get(key), value) {
                (Some(toml::Value::Table(known)), toml::Value::Table(given)) => {
                    if !known.is_empty() {
                        self.unknown_in(given, known, &format!("{path}{key}."), faults);
                    }
                }
                (Some(_), _) => {}
                (None, _) => {
                    let near = near_miss(key, known.keys().map(String::as_str));
                    let hint = near.map(|near| format!("; did you mean `{near}`?"));
                    let message = format!("unknown key `{path}{key}`{}", hint.unwrap_or_default());
                    faults.push(self.at(self.find_key(key), message));
                }
            }
        }
    }

    /// A fault at a key of a table, such as `accept` in `[keys]`.
    pub fn in_table(&self, table: &str, key: &str, message: impl Into<String>) -> Fault {
        let header = self.text.find(&format!("[{table}]"));
        let table = header.unwrap_or_else(|| self.find_key(table));
        let behind = self.text.get(table..).unwrap_or_default();
        let inside = Place::new(self.file, behind).find_key(key);
        self.at(table + inside, message)
    }

    /// A fault at a key outside of tables.
    pub fn at_key(&self, key: &str, message: impl Into<String>) -> Fault {
        self.at(self.find_key(key), message)
    }

    /// Where a key stands: the first line that begins with it, bare, quoted or as a table.
    fn find_key(&self, key: &str) -> usize {
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let bare = line.trim_start_matches([' ', '\t', '[', '"', '\'']);
            let rest = bare.strip_prefix(key);
            if rest.is_some_and(|rest| rest.starts_with([' ', '\t', '=', ']', '.', '"', '\''])) {
                return at + line.len() - bare.len();
            }
            at += line.len();
        }
        0
    }
}

/// The message about a wrong value without words of Rust: `` `zz` is none of `dark`, `light` ``.
fn none_of(message: &str) -> Option<String> {
    let (value, valid) = message
        .strip_prefix("unknown variant ")?
        .split_once(", expected ")?;
    let valid = valid.strip_prefix("one of ").unwrap_or(valid);
    Some(format!("{value} is none of {valid}"))
}

/// The valid value that was probably meant, of a message that names a wrong one and then all of them.
fn meant(message: &str) -> Option<&str> {
    let rest = message.strip_prefix("unknown variant `")?;
    let mut quoted = rest.split('`').step_by(2);
    near_miss(quoted.next()?, quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_a_reader_counts() {
        let place = Place::new("f", "a\nzoë = 1");
        assert_eq!(place.at(7, "x").to_string(), "f:2:5: x");
        assert_eq!(place.at(999, "x").line, 2);
    }
}
