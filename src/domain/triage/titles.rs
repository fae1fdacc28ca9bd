//! Job titles put into classes by words, and why.

use std::{cell::LazyCell, collections::HashMap, ops::Range};

use super::pattern::Pattern;
use crate::{domain::words::words, text::fold::fold};

/// What kind of work a title speaks of. One title may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Finds people for jobs.
    Recruiter,
    /// Human resources.
    Hr,
    /// Mentor, career coach.
    Mentor,
    /// Leads or owns a firm.
    Exec,
    /// Leads people.
    Manager,
    /// Sells.
    Sales,
}

words! {
    Class:
    Recruiter "recruiter",
    Hr "hr",
    Mentor "mentor",
    Exec "exec",
    Manager "manager",
    Sales "sales",
}

/// A class that a title has, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleClass {
    /// The class.
    pub class: Class,
    /// The words that put the title there: folded, and in a judgement as they were written.
    pub matched: String,
    /// Whether the title speaks of the past or of a wish; such a class earns no points.
    pub past_or_aspiring: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Is(Box<str>),
    Ends(Box<str>),
    Begins(Box<str>),
    /// One to three words.
    Gap,
}

/// How many words a `*` stands for at most.
const GAP_MOST: usize = 3;

/// How many letters stand before the ending in `*x` at least.
const BEFORE_ENDING: usize = 2;

impl Token {
    fn matches(&self, word: &str) -> bool {
        match self {
            Self::Is(text) => **text == *word,
            Self::Ends(text) => word
                .strip_suffix(&**text)
                .is_some_and(|before| before.chars().count() >= BEFORE_ENDING),
            Self::Begins(text) => word.starts_with(&**text),
            Self::Gap => false,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    class: Class,
    tokens: Vec<Token>,
    whole: bool,
}

/// The words of all classes, and what takes a class away again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Titles {
    entries: Vec<Entry>,
    by_word: HashMap<Box<str>, Vec<u32>>,
    /// Entries that begin with an ending or a beginning of a word, by the letter that decides.
    by_last: HashMap<u8, Vec<u32>>,
    by_first: HashMap<u8, Vec<u32>>,
    cancel: Vec<(Class, Pattern)>,
    past_or_aspiring: Option<Pattern>,
    negated: Option<Pattern>,
}

impl Titles {
    /// Adds a word or phrase: `x` is x as a word; `*x` a word that ends in x; `x*` a word that
    /// begins with x; `a * b` has one to three words between; `^x$` is the whole title. Accents and
    /// capitals do not matter.
    pub fn add(&mut self, class: Class, entry: &str) {
        let entry = fold(entry);
        let whole = entry
            .strip_prefix('^')
            .and_then(|rest| rest.strip_suffix('$'));
        let plain = whole.unwrap_or(&entry);
        let mut tokens = Vec::new();
        for part in plain.split_whitespace() {
            if part == "*" {
                tokens.push(Token::Gap);
            } else if let Some(end) = part.strip_prefix('*') {
                tokens.push(Token::Ends(end.into()));
            } else if let Some(begin) = part.strip_suffix('*') {
                tokens.push(Token::Begins(begin.into()));
            } else {
                let words = single_words(part).into_iter();
                let words = words.filter_map(|range| part.get(range));
                tokens.extend(words.map(|word| Token::Is(word.into())));
            }
        }
        let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        match tokens.first() {
            Some(Token::Is(word)) => self.by_word.entry(word.clone()).or_default().push(index),
            Some(Token::Ends(end)) => {
                let last = end.bytes().last().unwrap_or_default();
                self.by_last.entry(last).or_default().push(index);
            }
            Some(Token::Begins(begin)) => {
                let first = begin.bytes().next().unwrap_or_default();
                self.by_first.entry(first).or_default().push(index);
            }
            // An entry cannot begin with a gap: any word would do.
            Some(Token::Gap) | None => return,
        }
        self.entries.push(Entry {
            class,
            tokens,
            whole: whole.is_some(),
        });
    }

    /// Adds a pattern that takes a class away from the part of a title in which it is found.
    pub fn cancel(&mut self, class: Class, pattern: Pattern) {
        self.cancel.push((class, pattern));
    }

    /// Sets what speaks of the past or of a wish.
    pub fn set_past_or_aspiring(&mut self, pattern: Pattern) {
        self.past_or_aspiring = Some(pattern);
    }

    /// Sets what takes a class away when it stands directly before the word: `not a`.
    pub fn set_negated(&mut self, pattern: Pattern) {
        self.negated = Some(pattern);
    }

    /// The patterns, to check them.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        let cancel = self.cancel.iter().map(|(_, pattern)| pattern);
        cancel.chain(&self.past_or_aspiring).chain(&self.negated)
    }

    /// The classes of a folded title, in the order of display.
    pub fn classes(&self, folded: &str) -> Vec<TitleClass> {
        let mut found: Vec<TitleClass> = Vec::new();
        for part in parts(folded) {
            self.classify(part, &mut found);
        }
        // What somebody is comes before what they were.
        found.sort_by_key(|class| (class.class, class.past_or_aspiring));
        found.dedup_by_key(|class| class.class);
        found
    }

    /// Whether words of a part speak of the past or of a wish: what stands between the same commas
    /// says so (`CTO, ex-Acme` is one today), or something that says nothing else (`CTO, retired`).
    fn is_past(&self, part: &str, place: &Range<usize>) -> bool {
        let Some(marks) = &self.past_or_aspiring else {
            return false;
        };
        let before = part.get(..place.start).unwrap_or_default();
        let from = before.rfind(',').map_or(0, |comma| comma + 1);
        let behind = part.get(place.end..).unwrap_or_default();
        let to = behind.find(',').map_or(part.len(), |c| place.end + c);
        marks.is_in(part.get(from..to).unwrap_or_default())
            || part.split(',').map(str::trim).any(|alone| {
                let mut hits = marks.hits(alone).into_iter();
                hits.any(|hit| hit.len() == alone.len())
            })
    }

    fn classify(&self, part: &str, found: &mut Vec<TitleClass>) {
        let words = single_words(part);
        let company = company(part, &words);
        let from = found.len();
        // Few titles speak of the past: only of those it is asked for each class.
        let marks = self.past_or_aspiring.as_ref();
        let speaks_of_it = LazyCell::new(|| marks.is_some_and(|marks| marks.is_in(part)));
        for at in 0..words.len() {
            if company.contains(&at) {
                continue;
            }
            let word = word(part, &words, at);
            let (first, last) = (word.bytes().next(), word.bytes().last());
            let plain = self.by_word.get(word).into_iter().flatten();
            let begins = first.and_then(|c| self.by_first.get(&c));
            let ends_so = last.and_then(|c| self.by_last.get(&c));
            let loose = begins.into_iter().chain(ends_so).flatten();
            for index in plain.chain(loose) {
                let Some(entry) = self.entries.get(*index as usize) else {
                    continue;
                };
                let mut known = found.iter().skip(from);
                let seen = known.any(|f| f.class == entry.class && !f.past_or_aspiring);
                if seen || entry.whole && at > 0 {
                    continue;
                }
                let Some(end) = ends(part, &words, at, &entry.tokens) else {
                    continue;
                };
                if entry.whole && end != words.len() {
                    continue;
                }
                let start = words.get(at).map_or(0, |range| range.start);
                let before = part.get(..start).unwrap_or_default();
                if self.negated.as_ref().is_some_and(|p| p.is_in(before)) {
                    continue;
                }
                let stop = words.get(end - 1).map_or(0, |range| range.end);
                found.push(TitleClass {
                    class: entry.class,
                    matched: part.get(start..stop).unwrap_or_default().to_owned(),
                    past_or_aspiring: *speaks_of_it && self.is_past(part, &(start..stop)),
                });
            }
        }
        let mut index = from;
        while let Some(class) = found.get(index).map(|found| found.class) {
            let mut cancel = self.cancel.iter().filter(|(of, _)| *of == class);
            if cancel.any(|(_, pattern)| pattern.is_in(part)) {
                found.remove(index);
            } else {
                index += 1;
            }
        }
    }
}

/// Where an entry that begins at a word ends: the index behind its last word.
fn ends(part: &str, words: &[Range<usize>], at: usize, tokens: &[Token]) -> Option<usize> {
    let Some((token, rest)) = tokens.split_first() else {
        return Some(at);
    };
    if *token == Token::Gap {
        return (1..=GAP_MOST).find_map(|gap| ends(part, words, at + gap, rest));
    }
    if at < words.len() && token.matches(word(part, words, at)) {
        ends(part, words, at + 1, rest)
    } else {
        None
    }
}

fn word<'a>(part: &'a str, words: &[Range<usize>], at: usize) -> &'a str {
    let range = words.get(at).cloned().unwrap_or_default();
    part.get(range).unwrap_or_default()
}

/// What stands between a title and a company.
const AT: [&str; 6] = ["at", "@", "bei", "chez", "presso", "hos"];

/// Which words are a company's name: those behind "at", up to the next comma or another role. Its
/// words say nothing of what somebody does.
fn company(part: &str, words: &[Range<usize>]) -> Range<usize> {
    let all = 0..words.len();
    let mut behind = all.clone().skip(1);
    let Some(at) = behind.find(|at| AT.contains(&word(part, words, *at))) else {
        return 0..0;
    };
    let ends = |word: &str| matches!(word, "," | "(" | "as" | "als" | "&" | "and" | "+");
    let mut inside = all.clone().skip(at + 2);
    let end = inside.find(|next| ends(word(part, words, *next)));
    at + 1..end.unwrap_or(all.end)
}

/// The parts of a title or headline that stand for themselves.
fn parts(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(['|', '•', '·', ';', '●', '▪', '►', '★', '✦', '、', '・'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" – "))
        .flat_map(|part| part.split(" — "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// The words of a folded text: runs of letters and digits. Signs that may carry a meaning are
/// words of their own; those that only join words are left out.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            found.push(start..at);
        }
        if !matches!(c, ' ' | '-' | '/' | '.' | '\'' | '_' | '"') {
            found.push(at..at + c.len_utf8());
        }
    }
    if let Some(start) = start {
        found.push(start..text.len());
    }
    found
}

/// As [`words`], where each character of a script that is written without spaces is a word.
fn single_words(text: &str) -> Vec<Range<usize>> {
    let words = words(text);
    if text.is_ascii() {
        return words;
    }
    let mut single: Vec<Range<usize>> = Vec::new();
    for word in words {
        let mut start = word.start;
        for (at, c) in text.get(word.clone()).unwrap_or_default().char_indices() {
            if is_unspaced(c) {
                let at = word.start + at;
                single.extend([start..at, at..at + c.len_utf8()]);
                start = at + c.len_utf8();
            }
        }
        single.push(start..word.end);
    }
    single.retain(|word| !word.is_empty());
    single
}

/// Kana and Han.
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}
