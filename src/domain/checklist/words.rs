//! Words in a text: how long it is, which words it has, and whether a phrase stands in it.

use std::collections::HashSet;

use crate::text::search::Key;

/// The length that LinkedIn counts against its limits: UTF-16 code units.
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// The word as it stands.
    pub text: &'a str,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Lower-case ASCII, to compare.
    pub folded: String,
}

impl Token<'_> {
    /// Where it ends, in bytes.
    pub const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The form in which plural and singular meet: `engineers` and `engineer`.
    pub fn stem(&self) -> &str {
        stem(&self.folded)
    }
}

/// The words of a text. A word is letters and digits, and the signs of `C++` and `C#`; `it's` is
/// two words.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        let inside = c.is_alphanumeric() || (start.is_some() && matches!(c, '+' | '#'));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = text.get(from..at).unwrap_or_default();
                tokens.push(Token {
                    text: word,
                    start: from,
                    folded: fold(word),
                });
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

/// Lower-case ASCII, character by character.
pub(super) fn fold(text: &str) -> String {
    Key::new(text).as_str().to_owned()
}

fn stem(folded: &str) -> &str {
    match folded.strip_suffix('s') {
        Some(rest) if rest.len() >= 3 => rest,
        _ => folded,
    }
}

/// Words that stand where they were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The words as they stand in the text.
    pub words: String,
    /// Where they begin, in bytes of the text.
    pub start: usize,
    /// Where they end, in bytes of the text.
    pub end: usize,
}

/// Words to look for, next to each other. A word that ends in `*` stands for all that begin so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase(Vec<(String, bool)>);

impl Phrase {
    /// The phrase of a text; `None` for one without a word.
    pub fn new(text: &str) -> Option<Self> {
        let words: Vec<_> = text
            .split_whitespace()
            .flat_map(|part| {
                let open = part.ends_with('*');
                let found = tokens(part);
                let last = found.len();
                found
                    .into_iter()
                    .enumerate()
                    .map(move |(n, token)| (token.folded, open && n + 1 == last))
            })
            .collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// Where it stands in these words of `text`.
    pub fn find(&self, text: &str, tokens: &[Token<'_>]) -> Vec<Match> {
        tokens
            .windows(self.0.len())
            .filter(|window| self.is(window))
            .filter_map(|window| {
                let (start, end) = (window.first()?.start, window.last()?.end());
                Some(Match {
                    words: text.get(start..end)?.to_owned(),
                    start,
                    end,
                })
            })
            .collect()
    }

    fn is(&self, tokens: &[Token<'_>]) -> bool {
        self.0.iter().zip(tokens).all(|((word, open), token)| {
            if *open {
                token.folded.starts_with(word)
            } else {
                token.folded == *word
            }
        })
    }
}

/// All places where any of the phrases stands, in the text's order, none twice.
pub(super) fn find_any(phrases: &[Phrase], text: &str, tokens: &[Token<'_>]) -> Vec<Match> {
    let mut found: Vec<Match> = phrases
        .iter()
        .flat_map(|phrase| phrase.find(text, tokens))
        .collect();
    found.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
    let mut until = 0;
    found.retain(|m| {
        let new = m.start >= until;
        until = until.max(m.end);
        new
    });
    found
}

/// The word lists of one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Language {
    /// `en`, `de`.
    pub code: String,
    /// Its English name.
    pub name: String,
    /// Whether a reader of the language has checked the lists.
    pub checked: bool,
    /// Function words: they tell the language, and say nothing about a job.
    pub common: Vec<Phrase>,
    /// The words between title and company: `at`.
    pub at: Vec<Phrase>,
    /// Words that only the first person uses.
    pub first_person: Vec<Phrase>,
    /// Openings that say nothing yet.
    pub throat_clearing: Vec<Phrase>,
    /// Words that everybody uses and that prove nothing.
    pub buzzwords: Vec<Phrase>,
    /// Words that name a result.
    pub results: Vec<Phrase>,
    /// Words in the name of many a place.
    pub places: Vec<Phrase>,
}

/// The word lists of all languages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// In order of preference, English first.
    pub languages: Vec<Language>,
    /// The function words of all languages, folded.
    common: HashSet<String>,
    /// Words in the name of many a place, folded.
    places: HashSet<String>,
}

impl Words {
    /// The word lists of these languages, English first.
    pub fn new(languages: Vec<Language>) -> Self {
        let single = |which: fn(&Language) -> &Vec<Phrase>| {
            let phrases = languages.iter().flat_map(which);
            phrases
                .filter_map(|phrase| match phrase.0.as_slice() {
                    [(word, false)] => Some(word.clone()),
                    _ => None,
                })
                .collect()
        };
        let (common, places) = (single(|l| &l.common), single(|l| &l.places));
        Self {
            languages,
            common,
            places,
        }
    }

    /// Whether this is a word in the name of many a place: `Area`, `Greater`.
    pub fn is_of_any_place(&self, token: &Token<'_>) -> bool {
        self.places.contains(&token.folded)
    }

    /// The language of a text: the one with the most of its function words in it. `None` where
    /// fewer than three are found.
    pub fn language_of(&self, text: &str) -> Option<&Language> {
        let tokens = tokens(text);
        let mut best: Option<(usize, &Language)> = None;
        for language in &self.languages {
            let hits = find_any(&language.common, text, &tokens).len();
            if hits >= 3 && best.is_none_or(|(most, _)| hits > most) {
                best = Some((hits, language));
            }
        }
        best.map(|(_, language)| language)
    }

    /// Whether some language has this as a function word. `IT` in capitals is a field, not a word.
    pub fn is_common(&self, token: &Token<'_>) -> bool {
        let capitals = token.text.len() > 1 && token.text.chars().all(char::is_uppercase);
        !capitals && self.common.contains(&token.folded)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn find(phrase: &str, text: &str) -> Vec<String> {
        let found = Phrase::new(phrase).unwrap().find(text, &tokens(text));
        found.into_iter().map(|m| m.words).collect()
    }

    #[test]
    fn lengths_are_counted_as_linkedin_counts() {
        assert_eq!(units("zoë"), 3);
        assert_eq!(units("🦀"), 2, "outside the basic plane: two units");
    }

    #[test]
    fn a_phrase_is_found_as_it_stands_whatever_its_case_and_accents() {
        assert_eq!(
            find("je suis passionne", "Oui, JE  suis passionné !"),
            ["JE  suis passionné"]
        );
        assert_eq!(find("motivat*", "highly Motivated"), ["Motivated"]);
        assert!(find("art", "a start").is_empty(), "whole words only");
        assert_eq!(find("c++", "C++ and C#"), ["C++"]);
        assert_eq!(find("i'm", "Hi, I’m Robin"), ["I’m"]);
    }

    #[test]
    fn overlapping_phrases_count_once_the_longer_first() {
        let phrases: Vec<_> = ["highly motivated", "motivated"]
            .iter()
            .filter_map(|p| Phrase::new(p))
            .collect();
        let text = "a highly motivated person";
        let found = find_any(&phrases, text, &tokens(text));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].words, "highly motivated");
    }

    proptest! {
        #[test]
        fn words_stand_where_they_say(text in any::<String>()) {
            for token in tokens(&text) {
                prop_assert_eq!(text.get(token.start..token.end()), Some(token.text));
            }
        }
    }
}
