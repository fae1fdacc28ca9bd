//! What could be typed next.

use super::field::{Kind, Rows, fields};

/// Words that can follow what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// From which byte on the word replaces what was typed.
    pub from: usize,
    /// The words, each in full: `company:`, `recruiter`.
    pub words: Vec<&'static str>,
}

/// What can stand at the end of a text: names of fields, behind a field its words.
pub fn complete(text: &str, rows: Rows) -> Completion {
    let start = text
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace())
        .map_or(0, |(at, c)| at + c.len_utf8());
    let term = text.get(start..).unwrap_or_default();
    let start = start + usize::from(term.starts_with('-'));
    let term = text.get(start..).unwrap_or_default();
    if let Some((name, value)) = term.split_once(':') {
        let begun = value.rsplit('|').next().unwrap_or_default();
        let row = fields(rows).find(|row| row.name == name.to_lowercase());
        let words = row.into_iter().flat_map(|row| row.words(rows));
        return Completion {
            from: text.len() - begun.len(),
            words: words
                .filter(|word| word.starts_with(&begun.to_lowercase()))
                .collect(),
        };
    }
    let lower = term.to_lowercase();
    let names = fields(rows).filter(|row| row.name.starts_with(&lower));
    Completion {
        from: start,
        words: names.map(|row| row.name).collect(),
    }
}

/// What stands behind the name of a field when it is completed.
pub(super) const fn operator(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Choice(_) => ":",
        Kind::Number | Kind::Age | Kind::Day => "",
    }
}

impl Completion {
    /// The text with as much behind it as all words share; `None` if that adds nothing.
    pub fn apply(&self, text: &str) -> Option<String> {
        let first = *self.words.first()?;
        let shared = self.words.iter().fold(first, |shared, word| {
            let length = shared
                .bytes()
                .zip(word.bytes())
                .take_while(|(a, b)| a == b)
                .count();
            shared.get(..length).unwrap_or_default()
        });
        let kept = text.get(..self.from)?;
        let mut longer = format!("{kept}{shared}");
        if let [one] = self.words.as_slice()
            && !kept.ends_with([':', '|'])
        {
            let row = super::FIELDS.iter().find(|row| row.name == *one);
            longer += row.map_or("", |row| operator(row.kind));
        }
        (longer.len() > text.len()).then_some(longer)
    }
}
