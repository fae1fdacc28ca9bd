//! What a headline, an About or a description reads like. The same reading serves the audit and
//! a draft that is being written.

mod reader;

use super::{
    Checklist,
    subject::Terms,
    words::{Match, tokens, units},
};
use crate::domain::words::words;
use reader::Reader;

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The line under the name.
    Headline,
    /// The free text about the person.
    About,
    /// What was done in a position.
    Description,
}

words! {
    Field:
    Headline "headline",
    About "about",
    Description "description",
}

impl Field {
    /// LinkedIn's limit, in UTF-16 units.
    pub const fn most(self, list: &Checklist) -> u32 {
        match self {
            Self::Headline => list.numbers.headline_most,
            Self::About => list.numbers.about_most,
            Self::Description => list.numbers.description_most,
        }
    }

    /// How much of it shows before it is cut, in UTF-16 units.
    pub const fn shown(self, list: &Checklist) -> Option<u32> {
        match self {
            Self::Headline => Some(list.numbers.headline_shown),
            Self::About => Some(list.numbers.about_shown),
            Self::Description => None,
        }
    }
}

/// What kind of hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HintKind {
    /// Shorter than advised.
    Short,
    /// Longer than LinkedIn takes.
    Long,
    /// Only "title at company", as LinkedIn writes it by itself.
    Default,
    /// No word of the goal, a skill or a title.
    NoTerm,
    /// Words that delay the first thing said.
    ThroatClearing,
    /// Not in the first person.
    NotFirstPerson,
    /// Words that prove nothing.
    Buzzwords,
    /// A long paragraph.
    Wall,
    /// Neither a number nor a result.
    NoResult,
}

impl HintKind {
    /// Whether it comes from a word list of a language.
    pub const fn is_by_list(self) -> bool {
        matches!(
            self,
            Self::ThroatClearing | Self::NotFirstPerson | Self::Buzzwords | Self::NoResult
        )
    }
}

/// Something to look at in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What kind.
    pub kind: HintKind,
    /// In words.
    pub text: String,
    /// The words of the text that it is about.
    pub matched: Vec<Match>,
}

/// The reading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Which text.
    pub field: Field,
    /// Its length in UTF-16 units.
    pub units: usize,
    /// LinkedIn's limit in UTF-16 units.
    pub most: usize,
    /// Where a list or "see more" cuts it, in bytes; `None` where nothing is cut.
    pub cut: Option<usize>,
    /// The language of its words, where enough of them are known.
    pub language: Option<String>,
    /// The terms of the person that stand in what shows.
    pub terms: Vec<Match>,
    /// What to look at.
    pub hints: Vec<Hint>,
}

impl Reading {
    /// How many units are left; negative when it is too long.
    pub fn left(&self) -> i64 {
        let wide = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        wide(self.most).saturating_sub(wide(self.units))
    }

    /// The hint of a kind, if it was given.
    pub fn hint(&self, kind: HintKind) -> Option<&Hint> {
        self.hints.iter().find(|hint| hint.kind == kind)
    }
}

/// Reads a text. Nothing is said about an empty one but its length.
pub fn read(list: &Checklist, terms: &Terms, field: Field, text: &str) -> Reading {
    let text_tokens = tokens(text);
    let language = list.words.language_of(text);
    let most = field.most(list);
    let cut = field
        .shown(list)
        .and_then(|shown| cut_at(text, shown as usize));
    let shown_end = cut.unwrap_or(text.len());
    let found = text_tokens
        .iter()
        .filter(|token| token.end() <= shown_end && terms.has(token.stem()))
        .map(|token| Match {
            words: token.text.to_owned(),
            start: token.start,
            end: token.end(),
        })
        .collect();
    let mut reading = Reading {
        field,
        units: units(text),
        most: most as usize,
        cut,
        language: language.map(|l| l.name.clone()),
        terms: found,
        hints: Vec::new(),
    };
    if reading.units == 0 {
        return reading;
    }
    let reader = Reader {
        list,
        terms,
        text,
        tokens: &text_tokens,
        language,
    };
    reading.hints = reader.hints(field, &reading);
    reading
}

/// The matched words, each once: `"passionate", "results-driven"`.
pub(super) fn listed(matched: &[Match]) -> String {
    let mut words: Vec<String> = Vec::new();
    for m in matched {
        let quoted = format!("\"{}\"", m.words);
        if !words.contains(&quoted) {
            words.push(quoted);
        }
    }
    words.join(", ")
}

/// The byte at which a text of more than `most` units is cut.
fn cut_at(text: &str, most: usize) -> Option<usize> {
    let mut count = 0;
    for (at, c) in text.char_indices() {
        count += c.len_utf16();
        if count > most {
            return Some(at);
        }
    }
    None
}
