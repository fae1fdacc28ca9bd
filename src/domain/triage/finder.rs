//! Finds all patterns of all rules in one pass over a note.
//!
//! Most of the tables are plain words: what the pass meets at the right boundaries is found. Other
//! patterns are tried where their first letters stand, or, if those may be any, wherever they can
//! begin in a note that holds letters that they cannot do without. This decides nothing else: with
//! and without it the same is found, which a property test holds.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use super::{
    letters::{Phrase, beginnings, following_letters, needed_letters, phrases},
    matcher::{Node, Opening, is_boundary},
    needles::Needles,
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
    /// What has to follow the beginning of the branch stands somewhere.
    Follows(u32),
}

#[derive(Clone, Copy, Debug)]
struct Needle {
    pattern: u16,
    meaning: Meaning,
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
    /// Those that stand at the boundary of a word, as most do.
    words: Needles<Needle>,
    /// Those that stand anywhere.
    parts: Needles<Needle>,
    branches: Vec<Branch>,
    /// Whether letters have to follow somewhere, for each of them.
    followed: Vec<bool>,
    /// Branches that need no letters that could be looked for: with their patterns.
    always: Vec<(u16, u32)>,
    patterns: Vec<Arc<Pattern>>,
    /// Every branch of every pattern, to look without the pass.
    every: OnceLock<Vec<(u16, Branch)>>,
}

/// Needles while they are gathered: with a boundary before them, and without.
type Gathered = [Vec<(Vec<u8>, Needle)>; 2];

/// What the pass found in a note.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Pattern, place.
    words: Vec<(u16, Range<u32>)>,
    /// Pattern, branch, and where it begins; `None` is anywhere.
    tries: Vec<(u16, u32, Option<u32>)>,
    /// For each branch, whether letters stand somewhere that have to follow its beginning.
    follows: Vec<bool>,
    /// For each pattern, whether it can be found at all.
    possible: Vec<bool>,
}

impl Found {
    pub(super) fn is_possible(&self, pattern: usize) -> bool {
        self.possible.get(pattern) == Some(&true)
    }

    /// Takes over what the letters at a place mean.
    fn meet(&mut self, needle: &Needle, text: &[u8], place: Range<usize>) {
        if needle.ends && !is_boundary(text, place.end) {
            return;
        }
        let (start, pattern) = (narrow(place.start), needle.pattern);
        match needle.meaning {
            Meaning::Found => self.words.push((pattern, start..narrow(place.end))),
            Meaning::Begins(branch) => self.tries.push((pattern, branch, Some(start))),
            Meaning::Somewhere(branch) => self.tries.push((pattern, branch, None)),
            Meaning::Follows(branch) => {
                if let Some(follows) = self.follows.get_mut(branch as usize) {
                    *follows = true;
                }
            }
        }
    }

    /// Nothing is left out, of so many patterns.
    pub(super) fn all(len: usize) -> Self {
        Self {
            possible: vec![true; len],
            ..Self::default()
        }
    }
}

/// Room for what most notes meet.
const MET: usize = 64;

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
    pub(super) fn new(patterns: Vec<Arc<Pattern>>) -> Self {
        let mut finder = Self::default();
        let mut needles = Gathered::default();
        for (at, pattern) in (0..).zip(&patterns) {
            for source in pattern.branches() {
                finder.add(at, source, &mut needles);
            }
        }
        [finder.words, finder.parts] = needles.map(Needles::new);
        finder.patterns = patterns;
        finder
    }

    fn add(&mut self, pattern: u16, source: &str, [words, parts]: &mut Gathered) {
        let mut needles = |all: Vec<Phrase>, meaning| {
            for phrase in all {
                let to = if phrase.begins {
                    &mut *words
                } else {
                    &mut *parts
                };
                let needle = Needle {
                    pattern,
                    meaning,
                    ends: phrase.ends,
                };
                to.push((phrase.letters, needle));
            }
        };
        if let Some(phrase) = plain(source) {
            return needles(vec![phrase], Meaning::Found);
        }
        let read = Node::read(source);
        let node = read.as_ref().map(|(node, _)| node);
        // A walk knows no group that is to be shown.
        let walked = read.as_ref().is_some_and(|(_, shows)| !shows);
        if let Some(all) = node.filter(|_| walked).and_then(phrases) {
            return needles(all, Meaning::Found);
        }
        let branch = narrow(self.branches.len());
        let mut follows = None;
        if let Some(all) = node.filter(|_| walked).and_then(beginnings) {
            needles(all, Meaning::Begins(branch));
            follows = node.and_then(following_letters);
        } else if let Some(all) = node.and_then(needed_letters) {
            needles(all, Meaning::Somewhere(branch));
        } else {
            self.always.push((pattern, branch));
        }
        self.followed.push(follows.is_some());
        needles(follows.unwrap_or_default(), Meaning::Follows(branch));
        self.branches.push(Branch::new(read, source));
    }

    /// What stands in a text.
    pub(super) fn find(&self, text: &str) -> Found {
        let mut found = Found {
            words: Vec::with_capacity(MET),
            tries: Vec::with_capacity(MET),
            possible: vec![false; self.patterns.len()],
            follows: vec![false; self.branches.len()],
        };
        let bytes = text.as_bytes();
        for (at, _) in text.char_indices() {
            let rest = bytes.get(at..).unwrap_or_default();
            let mut meet = |length, needle: &Needle| found.meet(needle, bytes, at..at + length);
            self.parts.each(rest, &mut meet);
            if is_boundary(bytes, at) {
                self.words.each(rest, &mut meet);
            }
        }
        let Found { tries, follows, .. } = &mut found;
        tries.retain(|(_, branch, _)| {
            let at = *branch as usize;
            self.followed.get(at) != Some(&true) || follows.get(at) == Some(&true)
        });
        let always = self.always.iter();
        tries.extend(always.map(|(pattern, branch)| (*pattern, *branch, None)));
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
            for (pattern, one) in (0..).zip(&self.patterns) {
                for source in one.branches() {
                    let read = Node::read(source);
                    let walked = read.as_ref().filter(|(_, shows)| !shows);
                    match walked.and_then(|(node, _)| phrases(node)) {
                        Some(all) => {
                            every.extend(all.into_iter().map(|p| (pattern, Branch::Is(p))));
                        }
                        None => every.push((pattern, Branch::new(read, source))),
                    }
                }
            }
            every
        });
        let mut places = vec![Vec::new(); self.patterns.len()];
        for (pattern, branch) in every {
            if let Some(places) = places.get_mut(usize::from(*pattern)) {
                branch.places(text, None, places);
            }
        }
        places.into_iter().map(apart).collect()
    }
}

impl Branch {
    fn new(read: Option<(Node, bool)>, source: &str) -> Self {
        match read {
            Some((node, false)) => {
                let opening = node.opening();
                Self::Walked(node, opening)
            }
            _ => Self::Compiled(Pattern::new(source)),
        }
    }

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

/// A pattern that is nothing but a word or phrase: not worth parsing.
fn plain(source: &str) -> Option<Phrase> {
    let (begins, rest) = match source.strip_prefix(r"\b") {
        Some(rest) => (true, rest),
        None => (false, source),
    };
    let (ends, letters) = match rest.strip_suffix(r"\b") {
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

#[cfg(test)]
mod tests;
