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

/// A text folded for search: made once for each person, at load.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Box<str>);

impl Key {
    /// The key of a text. Fields that are searched together are joined by the caller, with a space.
    pub fn new(text: &str) -> Self {
        let mut key = String::with_capacity(text.len());
        for c in text.chars() {
            fold(c, &mut key);
        }
        Self(key.into())
    }

    /// The folded text: lower-case ASCII.
    pub fn as_str(&self) -> &str {
        &self.0
    }
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
    words: Vec<Atom>,
    matcher: Matcher,
}

impl Query {
    /// The query of a text. It holds working memory of about 135 KB: make one for each key
    /// stroke, not for each person.
    pub fn new(text: &str) -> Self {
        let words = Key::new(text)
            .as_str()
            .split_ascii_whitespace()
            .map(|word| {
                Atom::new(
                    word,
                    CaseMatching::Respect,
                    Normalization::Never,
                    AtomKind::Fuzzy,
                    false,
                )
            })
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
        let text = Utf32Str::Ascii(key.0.as_bytes());
        self.words.iter().try_fold(0, |sum, word| {
            let score = word.score(text, &mut self.matcher)?;
            Some(sum + u32::from(score))
        })
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
            let text = Utf32Str::Ascii(key.as_bytes());
            if word.indices(text, &mut self.matcher, &mut found).is_none() {
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

#[cfg(test)]
mod tests;
