//! Finds all patterns of all rules in one pass over a note.
//!
//! Most of the tables are plain words: what the pass meets at the right boundaries is found. Other
//! patterns are tried where their first letters stand, or, if those may be any, wherever they can
//! begin in a note that holds letters that they cannot do without. This decides nothing else: with
//! and without it the same is found, which a property test holds.

use std::{ops::Range, sync::OnceLock};

use aho_corasick::AhoCorasick;

use super::{
    letters::{Phrase, beginnings, needed_letters, phrases},
    matcher::{Node, Opening, is_boundary},
    pattern::Pattern,
};

/// What a phrase that the pass meets means for its pattern.
#[derive(Clone, Copy, Debug)]
enum Meaning {
    /// It is all that the pattern looks for.
    Found,
    /// The branch may begin here.
    Begins(u32),
    /// The branch may stand somewhere.
    Somewhere(u32),
}

#[derive(Debug)]
struct Needle {
    pattern: u16,
    meaning: Meaning,
    begins: bool,
    ends: bool,
}

/// A part of a pattern that has to be tried.
#[derive(Debug)]
enum Branch {
    /// Without the pass only.
    Is(Phrase),
    /// Walked from where it may begin.
    Walked(Node, Opening),
    /// With a group to show, or something that is not walked.
    Compiled(Pattern),
}

/// All patterns.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// `None` if it cannot be built, of gigabytes of tables; then nothing is found.
    pass: Option<AhoCorasick>,
    needles: Vec<Needle>,
    branches: Vec<Branch>,
    /// Branches that need no letters: with their patterns.
    always: Vec<(u16, u32)>,
    /// How many patterns there are.
    len: usize,
    /// Every branch of every pattern, to look without the pass.
    every: OnceLock<Vec<(u16, Branch)>>,
    sources: Vec<(u16, Box<str>)>,
}

/// What the pass found in a note.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Pattern, place.
    words: Vec<(u16, Range<u32>)>,
    /// Pattern, branch, and where it begins; `None` is anywhere.
    tries: Vec<(u16, u32, Option<u32>)>,
    /// For each pattern, whether it can be found at all.
    possible: Vec<bool>,
}

impl Found {
    pub(super) fn is_possible(&self, pattern: usize) -> bool {
        self.possible.get(pattern) == Some(&true)
    }

    /// Nothing is left out, of so many patterns.
    pub(super) fn all(len: usize) -> Self {
        Self {
            possible: vec![true; len],
            ..Self::default()
        }
    }
}

/// The entries of a pattern, in a list sorted by patterns.
fn of<T>(list: &[T], pattern: usize, key: impl Fn(&T) -> u16) -> &[T] {
    let from = list.partition_point(|entry| usize::from(key(entry)) < pattern);
    let rest = list.get(from..).unwrap_or_default();
    let to = rest.partition_point(|entry| usize::from(key(entry)) == pattern);
    rest.get(..to).unwrap_or_default()
}

fn wide(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Finder {
    /// Reads what these patterns need.
    pub(super) fn new<'a>(patterns: impl Iterator<Item = &'a Pattern>) -> Self {
        let mut finder = Self::default();
        let mut letters: Vec<Vec<u8>> = Vec::new();
        for (at, pattern) in patterns.enumerate() {
            finder.len = at + 1;
            let at = u16::try_from(at).unwrap_or(u16::MAX);
            for branch in pattern.branches() {
                finder.add(at, &branch, &mut letters);
                finder.sources.push((at, branch.into()));
            }
        }
        finder.pass = AhoCorasick::new(&letters).ok();
        finder
    }

    fn add(&mut self, pattern: u16, source: &str, letters: &mut Vec<Vec<u8>>) {
        let mut needles = |all: Vec<Phrase>, meaning| {
            for phrase in all {
                letters.push(phrase.letters);
                self.needles.push(Needle {
                    pattern,
                    begins: phrase.begins,
                    ends: phrase.ends,
                    meaning,
                });
            }
        };
        if let Some(phrase) = plain(source) {
            return needles(vec![phrase], Meaning::Found);
        }
        let hir = regex_syntax::parse(source).ok();
        if let Some(all) = hir.as_ref().and_then(phrases) {
            return needles(all, Meaning::Found);
        }
        let index = narrow(self.branches.len());
        let branch = branch(hir.as_ref(), source);
        let walked = matches!(branch, Branch::Walked(..));
        let first = hir.as_ref().filter(|_| walked).and_then(beginnings);
        if let Some(all) = first {
            needles(all, Meaning::Begins(index));
        } else if let Some(all) = hir.as_ref().and_then(needed_letters) {
            needles(all, Meaning::Somewhere(index));
        } else {
            self.always.push((pattern, index));
        }
        self.branches.push(branch);
    }

    /// What stands in a text.
    pub(super) fn find(&self, text: &str) -> Found {
        let mut found = Found {
            possible: vec![false; self.len],
            ..Found::default()
        };
        let Some(pass) = &self.pass else {
            return found;
        };
        let bytes = text.as_bytes();
        for met in pass.find_overlapping_iter(text) {
            let Some(needle) = self.needles.get(met.pattern().as_usize()) else {
                continue;
            };
            if needle.begins && !is_boundary(bytes, met.start())
                || needle.ends && !is_boundary(bytes, met.end())
            {
                continue;
            }
            let start = narrow(met.start());
            let pattern = needle.pattern;
            match needle.meaning {
                Meaning::Found => found.words.push((pattern, start..narrow(met.end()))),
                Meaning::Begins(branch) => found.tries.push((pattern, branch, Some(start))),
                Meaning::Somewhere(branch) => found.tries.push((pattern, branch, None)),
            }
        }
        let always = self.always.iter();
        found
            .tries
            .extend(always.map(|(pattern, branch)| (*pattern, *branch, None)));
        found
            .words
            .sort_unstable_by_key(|(pattern, word)| (*pattern, word.start, word.end));
        found.tries.sort_unstable();
        found.tries.dedup();
        let words = found.words.iter().map(|word| word.0);
        for pattern in words.chain(found.tries.iter().map(|one| one.0)) {
            if let Some(possible) = found.possible.get_mut(usize::from(pattern)) {
                *possible = true;
            }
        }
        found
    }

    /// Where a pattern stands in the text that was passed over.
    pub(super) fn places(&self, found: &Found, text: &str, pattern: usize) -> Vec<Range<usize>> {
        let words = of(&found.words, pattern, |word| word.0);
        let mut places: Vec<Range<usize>> = words.iter().map(|(_, word)| wide(word)).collect();
        for (_, branch, at) in of(&found.tries, pattern, |one| one.0) {
            if let Some(branch) = self.branches.get(*branch as usize) {
                branch.places(text, at.map(|at| at as usize), &mut places);
            }
        }
        apart(places)
    }

    /// As [`Finder::find`] and [`Finder::places`] for all patterns, without the pass.
    pub(super) fn places_without_pass(&self, text: &str) -> Vec<Vec<Range<usize>>> {
        let every = self.every.get_or_init(|| {
            let mut every = Vec::new();
            for (pattern, source) in &self.sources {
                let hir = regex_syntax::parse(source).ok();
                match hir.as_ref().and_then(phrases) {
                    Some(all) => every.extend(all.into_iter().map(|p| (*pattern, Branch::Is(p)))),
                    None => every.push((*pattern, branch(hir.as_ref(), source))),
                }
            }
            every
        });
        let mut places = vec![Vec::new(); self.len];
        for (pattern, branch) in every {
            if let Some(places) = places.get_mut(usize::from(*pattern)) {
                branch.places(text, None, places);
            }
        }
        places.into_iter().map(apart).collect()
    }
}

fn branch(hir: Option<&regex_syntax::hir::Hir>, source: &str) -> Branch {
    match hir.and_then(Node::new) {
        Some(node) => {
            let opening = node.opening();
            Branch::Walked(node, opening)
        }
        None => Branch::Compiled(Pattern::new(source)),
    }
}

impl Branch {
    /// Adds where it stands, if it begins at a place or anywhere.
    fn places(&self, text: &str, at: Option<usize>, places: &mut Vec<Range<usize>>) {
        let (node, opening) = match self {
            Self::Walked(node, opening) => (node, opening),
            Self::Compiled(pattern) => return places.extend(pattern.hits(text)),
            Self::Is(phrase) => {
                let letters = str::from_utf8(&phrase.letters).unwrap_or_default();
                let met = text.match_indices(letters);
                let met = met.map(|(at, letters)| at..at + letters.len());
                return places.extend(met.filter(|place| phrase.may_stand(text.as_bytes(), place)));
            }
        };
        let mut try_at = |start: usize| {
            if let Some(end) = node.end(text, start).filter(|end| *end > start) {
                places.push(start..end);
            }
        };
        match at {
            Some(start) => try_at(start),
            None => opening.places(text).for_each(try_at),
        }
    }
}

/// In the order of the text, the longest first, without those that overlap one before.
fn apart(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_unstable_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    let mut end = 0;
    places.retain(|place| {
        let is_apart = place.start >= end;
        if is_apart {
            end = place.end;
        }
        is_apart
    });
    places
}

/// The boundary as patterns are compiled.
const BOUNDARY: &str = r"(?-u:\b)";

/// A pattern that is nothing but a word or phrase: not worth parsing.
fn plain(source: &str) -> Option<Phrase> {
    let (begins, rest) = match source.strip_prefix(BOUNDARY) {
        Some(rest) => (true, rest),
        None => (false, source),
    };
    let (ends, letters) = match rest.strip_suffix(BOUNDARY) {
        Some(letters) => (true, letters),
        None => (false, rest),
    };
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '"' | '-' | '%' | '/');
    (!letters.is_empty() && letters.chars().all(is_plain)).then(|| Phrase {
        letters: letters.as_bytes().to_vec(),
        begins,
        ends,
    })
}
