//! Fuzzy search over names, and where a match is, to highlight it.
//!
//! Both sides are folded to lower-case ASCII first, character by character, so that `lukasz` finds
//! Łukasz and `nguyen` Nguyễn. The matcher is behind [`Query`] alone and can be replaced here.

use std::ops::Range;

use any_ascii::any_ascii_char;
use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{Atom, AtomKind, CaseMatching, Normalization},
};
use unicode_segmentation::UnicodeSegmentation as _;

/// The most letters of a query that count, folded. Scores are 16 bits wide and grow with each.
const QUERY_LETTERS: usize = 256;

/// The most letters of a text that are searched, folded: the matcher counts in 16 bits, three for
/// each letter before a match.
const TEXT_LETTERS: usize = 20_000;

/// What a word that is found in one piece scores above one whose letters are scattered: more than
/// any scattered match of a name has by itself.
const WHOLE: u32 = 1_000;

/// A text folded for search: made once for each person, at load.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Box<str>);

impl Key {
    /// The key of a text. Fields that are searched together are joined by the caller, with a space.
    pub fn new(text: &str) -> Self {
        let mut key = String::with_capacity(text.len());
        Self::fold_into(text, &mut key);
        Self(key.into())
    }

    /// Appends what the key of a text would be.
    pub fn fold_into(text: &str, to: &mut String) {
        if text.is_ascii() {
            let begin = to.len();
            to.push_str(text);
            if let Some(new) = to.get_mut(begin..) {
                new.make_ascii_lowercase();
            }
        } else {
            text.chars().for_each(|c| fold(c, to));
        }
    }

    /// The folded text: lower-case ASCII.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A folded text as the matcher takes it.
fn letters(key: &str) -> Utf32Str<'_> {
    let letters = key.as_bytes();
    Utf32Str::Ascii(letters.get(..TEXT_LETTERS).unwrap_or(letters))
}

/// Appends the folded form of one character.
fn fold(c: char, to: &mut String) {
    if c.is_ascii() {
        to.push(c.to_ascii_lowercase());
    } else {
        to.extend(any_ascii_char(c).chars().map(|c| c.to_ascii_lowercase()));
    }
}

/// What a person typed into a search: words, each of which must be found, in any order.
#[derive(Debug)]
pub struct Query {
    words: Vec<Word>,
    matcher: Matcher,
}

impl Query {
    /// The query of a text. It holds working memory of about 135 KB: make one for each key
    /// stroke, not for each person.
    pub fn new(text: &str) -> Self {
        let key = Key::new(text);
        let words = key.as_str();
        let words = words
            .get(..QUERY_LETTERS)
            .unwrap_or(words)
            .split_ascii_whitespace()
            .map(Word::new)
            .collect();
        let mut config = Config::DEFAULT;
        // Keys are folded already.
        config.normalize = false;
        config.ignore_case = false;
        config.prefer_prefix = true;
        Self {
            words,
            matcher: Matcher::new(config),
        }
    }

    /// Whether nothing is looked for; then everything is found, with score 0.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well a key matches; more is better, `None` is not at all.
    pub fn score(&mut self, key: &Key) -> Option<u32> {
        self.score_folded(&key.0)
    }

    /// The same for the text of a key.
    pub fn score_folded(&mut self, key: &str) -> Option<u32> {
        let text = letters(key);
        self.words.iter().try_fold(0, |sum, word| {
            Some(sum + word.score(text, &mut self.matcher)?)
        })
    }

    /// Which letters a name must have to match.
    pub fn letters(&self) -> Letters {
        let words = self.words.iter();
        words.fold(Letters::default(), |all, word| all.with(word.letters))
    }

    /// Where the words are found in a text that is shown: byte ranges of whole clusters, in order,
    /// apart from each other. Empty if it does not match. For visible rows only: it folds anew.
    pub fn indices(&mut self, text: &str) -> Vec<Range<usize>> {
        // For each byte of the key, the cluster it came from.
        let mut key = String::with_capacity(text.len());
        let mut from: Vec<Range<usize>> = Vec::with_capacity(text.len());
        for (at, cluster) in text.grapheme_indices(true) {
            cluster.chars().for_each(|c| fold(c, &mut key));
            from.resize(key.len(), at..at + cluster.len());
        }
        let mut found = Vec::new();
        for word in &self.words {
            if !word.indices(letters(&key), &mut self.matcher, &mut found) {
                return Vec::new();
            }
        }
        found.sort_unstable();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for range in found
            .iter()
            .filter_map(|at| from.get(usize::try_from(*at).ok()?))
        {
            match ranges.last_mut() {
                Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
                _ => ranges.push(range.clone()),
            }
        }
        ranges
    }
}

/// Which letters a folded text has; other signs are not told apart. Most names lack a letter of
/// what is looked for, which this tells at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters(pub u32);

impl Letters {
    /// The letters of a folded text.
    pub fn of(key: &str) -> Self {
        let bit = |byte: u8| match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << 26,
            _ => 0,
        };
        Self(key.bytes().fold(0, |all, byte| all | bit(byte)))
    }

    /// Whether these are all there.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One word of a query: in one piece if possible, else its letters in order.
#[derive(Debug)]
struct Word {
    letters: Letters,
    whole: Atom,
    scattered: Atom,
}

impl Word {
    fn new(word: &str) -> Self {
        let atom = |kind| {
            Atom::new(
                word,
                CaseMatching::Respect,
                Normalization::Never,
                kind,
                false,
            )
        };
        Self {
            letters: Letters::of(word),
            whole: atom(AtomKind::Substring),
            scattered: atom(AtomKind::Fuzzy),
        }
    }

    fn score(&self, text: Utf32Str<'_>, matcher: &mut Matcher) -> Option<u32> {
        match self.whole.score(text, matcher) {
            Some(score) => Some(WHOLE + u32::from(score)),
            None => self.scattered.score(text, matcher).map(u32::from),
        }
    }

    fn indices(&self, text: Utf32Str<'_>, matcher: &mut Matcher, found: &mut Vec<u32>) -> bool {
        self.whole.indices(text, matcher, found).is_some()
            || self.scattered.indices(text, matcher, found).is_some()
    }
}

#[cfg(test)]
mod tests;
