//! Words to find in long texts, in any case and with or without accents: `jose` finds José.
//!
//! Texts are not folded for it, since a folded copy of half a million messages would cost more
//! than the search: each word becomes a pattern that allows for accents, and the text stays as it is.
//! A text of plain letters, as most are, is asked a pattern without accents, which is found faster.

use std::{fmt::Write as _, ops::Range};

use regex::{Regex, RegexBuilder};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The most words that count.
const WORDS: usize = 8;

/// The most letters of a word that count.
const LETTERS: usize = 64;

/// Letters with marks of their own, in the blocks of Latin.
const LATIN: [std::ops::RangeInclusive<char>; 2] = ['\u{c0}'..='\u{24f}', '\u{1e00}'..='\u{1eff}'];

/// Words to find.
#[derive(Clone, Debug)]
pub struct Seek {
    words: Vec<Word>,
    /// Whether a word has signs that a line of an import file writes in another way.
    escaped: bool,
}

/// The patterns of one word.
#[derive(Clone, Debug)]
struct Word {
    /// For every text.
    any: Regex,
    /// For texts of ASCII, where it finds the same.
    ascii: Regex,
}

impl Word {
    fn new(word: &[char]) -> Option<Self> {
        let letters = word.iter().take(LETTERS);
        let (mut any, mut ascii) = (String::new(), String::new());
        for c in letters {
            letter(*c, &mut any);
            match c {
                ' ' => ascii.push_str(r"\s+"),
                c => ascii.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
            }
        }
        let build = |pattern: &str| {
            RegexBuilder::new(pattern)
                .case_insensitive(true)
                .size_limit(1 << 22)
                .build()
                .ok()
        };
        Some(Self {
            any: build(&any)?,
            ascii: build(&ascii)?,
        })
    }

    const fn of(&self, is_ascii: bool) -> &Regex {
        if is_ascii { &self.ascii } else { &self.any }
    }
}

impl Seek {
    /// The words of a text; `"two words"` in quotes are found together.
    pub fn new(typed: &str) -> Self {
        let words: Vec<Vec<char>> = split(typed).into_iter().take(WORDS).collect();
        let escaped = words
            .iter()
            .flatten()
            .any(|c| matches!(c, '"' | '\\' | ' ') || c.is_control());
        let mut found: Vec<(usize, Word)> = words
            .iter()
            .filter_map(|word| Some((word.len(), Word::new(word)?)))
            .collect();
        // The longest is found least often.
        found.sort_by_key(|(letters, _)| std::cmp::Reverse(*letters));
        Self {
            words: found.into_iter().map(|(_, word)| word).collect(),
            escaped,
        }
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a text has all words.
    pub fn is_in(&self, text: &str) -> bool {
        let ascii = text.is_ascii();
        !self.is_empty() && self.words.iter().all(|word| word.of(ascii).is_match(text))
    }

    /// Whether a text may be in a line that holds it in another writing: `false` is sure.
    pub fn may_be_in(&self, line: &str) -> bool {
        self.escaped || self.is_in(line)
    }

    /// Where the words are, in order and without overlaps; nothing unless all of them are there.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        if !self.is_in(text) {
            return Vec::new();
        }
        let ascii = text.is_ascii();
        let words = self.words.iter();
        let hits = words.flat_map(|word| word.of(ascii).find_iter(text));
        let mut hits: Vec<Range<usize>> = hits.map(|hit| hit.range()).collect();
        hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let mut end = 0;
        hits.retain(|hit| {
            let apart = hit.start >= end;
            if apart {
                end = hit.end;
            }
            apart
        });
        hits
    }
}

/// Words, and what stands in quotes, without accents.
fn split(typed: &str) -> Vec<Vec<char>> {
    let mut words = vec![Vec::new()];
    let mut quoted = false;
    for c in typed.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => words.push(Vec::new()),
            c => {
                if let Some(word) = words.last_mut() {
                    word.push(if c.is_whitespace() { ' ' } else { c });
                }
            }
        }
    }
    words.retain(|word: &Vec<char>| word.iter().any(|c| !c.is_whitespace()));
    words
}

/// The pattern of a letter: itself with any accent, in one sign or in several.
fn letter(c: char, pattern: &mut String) {
    if c == ' ' {
        pattern.push_str(r"\s+");
        return;
    }
    let plain = c.to_ascii_lowercase();
    let escaped = regex::escape(c.encode_utf8(&mut [0; 4]));
    if !plain.is_ascii_alphabetic() {
        pattern.push_str(&escaped);
        return;
    }
    pattern.push('[');
    pattern.push(plain);
    for accented in LATIN.into_iter().flatten() {
        if base(accented) == Some(plain) {
            let _written = write!(pattern, "{accented}");
        }
    }
    pattern.push_str(r"][\u{300}-\u{36f}]*");
}

/// The letter below the accents, in lower case.
fn base(c: char) -> Option<char> {
    let letter = match c {
        'ø' | 'Ø' => 'o',
        'ł' | 'Ł' => 'l',
        'đ' | 'Đ' | 'ð' => 'd',
        'ı' => 'i',
        c => std::iter::once(c).nfkd().next()?,
    };
    (letter.is_ascii_alphabetic()).then(|| letter.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found<'a>(typed: &str, text: &'a str) -> Vec<&'a str> {
        let hits = Seek::new(typed).find(text);
        hits.into_iter().filter_map(|hit| text.get(hit)).collect()
    }

    #[test]
    fn words_are_found_in_any_case_and_with_any_accents() {
        assert_eq!(
            found("jose", "Ask JOSÉ, not Jose\u{301}."),
            ["JOSÉ", "Jose\u{301}"]
        );
        assert_eq!(found("José", "jose"), ["jose"]);
        assert_eq!(found("lodz", "in Łódź"), ["Łódź"]);
        assert_eq!(found("привет", "Привет!"), ["Привет"]);
        assert_eq!(found("c++", "C++ and Rust"), ["C++"], "signs are signs");
    }

    #[test]
    fn all_words_must_be_there() {
        assert_eq!(
            found("rust coffee", "Coffee about Rust"),
            ["Coffee", "Rust"]
        );
        assert!(found("rust tea", "Coffee about Rust").is_empty());
        assert_eq!(
            found("\"about rust\"", "coffee about\n rust"),
            ["about\n rust"]
        );
        assert!(found("", "anything").is_empty() && found("\"\"", "x").is_empty());
    }

    #[test]
    fn a_line_without_the_words_is_passed_over_unless_it_may_write_them_otherwise() {
        let may_be = |typed| Seek::new(typed).may_be_in("a line of bread");
        assert!(may_be("bread") && may_be("line bread"));
        assert!(!may_be("coffee") && !may_be("bread coffee"));
        for typed in ["back\\slash", "\"two words\""] {
            assert!(may_be(typed), "{typed} may be escaped there");
        }
        assert!(Seek::new(" \"\" ").is_empty() && !Seek::new("bread").is_empty());
    }

    proptest! {
        #[test]
        fn in_plain_letters_both_patterns_find_the_same(typed in ".{1,3}", text in "[ -~\n]*") {
            for word in Seek::new(&typed).words {
                let found = |of: &Regex| -> Vec<_> { of.find_iter(&text).map(|m| m.range()).collect() };
                prop_assert_eq!(found(&word.ascii), found(&word.any));
            }
        }

        #[test]
        fn nothing_typed_can_break_it(typed in ".*", text in ".*") {
            let hits = Seek::new(&typed).find(&text);
            let mut end = 0;
            for hit in hits {
                prop_assert!(hit.start >= end && text.get(hit.clone()).is_some());
                end = hit.end;
            }
        }
    }
}
