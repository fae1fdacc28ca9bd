//! Which patterns can be found in a text at all: one pass over the text for all of them.
//!
//! Every pattern is searched for sets of letters of which each match must hold at least one. What
//! none of them stands in is not searched again. This decides nothing else: with and without it the
//! same is found, which a property test holds.

use aho_corasick::AhoCorasick;
use regex_syntax::hir::{Hir, HirKind, Look, literal::Extractor};

/// Shorter letters stand in almost every text and would decide nothing.
const LITERAL_LEAST: usize = 2;

/// A pattern that needs one of so many letters is cheaper to search than to filter.
const LITERALS_MOST: usize = 2_000;

/// What patterns need, by their place in a list.
#[derive(Debug, Default)]
pub(super) struct Prefilter {
    /// Finds the letters; `None` if it cannot be built, and then everything is possible.
    letters: Option<AhoCorasick>,
    /// The pattern of each of them, and whether it must begin a word.
    owner: Vec<(u16, bool)>,
    /// Patterns that must always be searched.
    always: Vec<bool>,
}

impl Prefilter {
    /// Reads what these patterns need.
    pub(super) fn new<'a>(sources: impl Iterator<Item = &'a str>) -> Self {
        let mut literals: Vec<Vec<u8>> = Vec::new();
        let mut filter = Self::default();
        for (at, source) in sources.enumerate() {
            let hir = regex_syntax::parse(source).ok();
            let needed = hir.as_ref().and_then(of_branches);
            filter.always.push(needed.is_none());
            for (literal, begins) in needed.into_iter().flatten() {
                let at = u16::try_from(at).unwrap_or(u16::MAX);
                filter.owner.push((at, begins));
                literals.push(literal);
            }
        }
        filter.letters = AhoCorasick::new(&literals).ok();
        filter
    }

    /// For each pattern, whether it may be found in the text.
    pub(super) fn possible(&self, text: &str) -> Vec<bool> {
        let Some(letters) = &self.letters else {
            return vec![true; self.always.len()];
        };
        let mut possible = self.always.clone();
        for found in letters.find_overlapping_iter(text) {
            let Some((pattern, begins)) = self.owner.get(found.pattern().as_usize()) else {
                continue;
            };
            let before = found.start().checked_sub(1);
            let before = before.and_then(|at| text.as_bytes().get(at));
            if *begins && before.is_some_and(|byte| is_word(*byte)) {
                continue;
            }
            if let Some(flag) = possible.get_mut(usize::from(*pattern)) {
                *flag = true;
            }
        }
        possible
    }
}

/// A letter or digit in the sense of `\b` over folded text.
const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// What the branches of a pattern need, each for itself: letters, and whether they begin a word.
fn of_branches(hir: &Hir) -> Option<Vec<(Vec<u8>, bool)>> {
    let branches = match hir.kind() {
        HirKind::Alternation(branches) => &branches[..],
        _ => std::slice::from_ref(hir),
    };
    let mut all = Vec::new();
    for branch in branches {
        let (needed, begins) = match beginnings(branch) {
            Some(begins) => (begins, true),
            None => (needed(branch)?, false),
        };
        if rank(&needed).0 < LITERAL_LEAST {
            return None;
        }
        all.extend(needed.into_iter().map(|literal| (literal, begins)));
    }
    (all.len() <= LITERALS_MOST).then_some(all)
}

/// The letters that each match begins with, for a pattern that begins with a word.
fn beginnings(branch: &Hir) -> Option<Vec<Vec<u8>>> {
    let HirKind::Concat(parts) = branch.kind() else {
        return None;
    };
    if !matches!(parts.first()?.kind(), HirKind::Look(Look::WordAscii)) {
        return None;
    }
    let mut extractor = Extractor::new();
    let found = extractor.limit_total(LITERALS_MOST).extract(branch);
    let literals = found
        .literals()?
        .iter()
        .map(|found| found.as_bytes().to_vec());
    let literals: Vec<Vec<u8>> = literals.collect();
    (rank(&literals).0 >= LITERAL_LEAST).then_some(literals)
}

/// How good a set of letters filters: long ones first, then few.
fn rank(set: &[Vec<u8>]) -> (usize, std::cmp::Reverse<usize>) {
    let shortest = set.iter().map(Vec::len).min().unwrap_or(0);
    (shortest, std::cmp::Reverse(set.len()))
}

/// Letters of which every match holds at least one; `None` if no such set is seen.
fn needed(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![literal.0.to_vec()]),
        HirKind::Capture(inside) => needed(&inside.sub),
        HirKind::Repetition(repeated) if repeated.min > 0 => needed(&repeated.sub),
        HirKind::Alternation(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(needed(branch)?);
            }
            (all.len() <= LITERALS_MOST).then_some(all)
        }
        HirKind::Concat(parts) => {
            let alone = parts.iter().filter_map(needed);
            alone
                .chain(joined(parts))
                .max_by(|a, b| rank(a).cmp(&rank(b)))
        }
        _ => None,
    }
}

/// The letters of neighbours taken together: of `(?:can|may) i`, `can i` and `may i`.
fn joined(parts: &[Hir]) -> Option<Vec<Vec<u8>>> {
    let mut best: Option<Vec<Vec<u8>>> = None;
    let mut run: Vec<Vec<u8>> = vec![Vec::new()];
    for part in parts {
        let crossed = exact(part).and_then(|ends| {
            let size = run.len().saturating_mul(ends.len());
            (size <= CROSSED_MOST).then(|| cross(&run, &ends))
        });
        if let Some(crossed) = crossed {
            run = crossed;
            if best.as_ref().is_none_or(|best| rank(&run) > rank(best)) {
                best = Some(run.clone());
            }
        } else {
            run = vec![Vec::new()];
        }
    }
    best
}

/// More than so many joined letters are not made.
const CROSSED_MOST: usize = 48;

fn cross(begins: &[Vec<u8>], ends: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let of = |begin: &Vec<u8>| {
        ends.iter()
            .map(move |end| [&begin[..], end].concat())
            .collect::<Vec<_>>()
    };
    begins.iter().flat_map(of).collect()
}

/// All that a part can match, if that is a short list.
fn exact(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        // A boundary takes no letter.
        HirKind::Look(_) | HirKind::Empty => Some(vec![Vec::new()]),
        HirKind::Literal(literal) => Some(vec![literal.0.to_vec()]),
        HirKind::Capture(inside) => exact(&inside.sub),
        HirKind::Repetition(repeated) if (repeated.min, repeated.max) == (0, Some(1)) => {
            let mut all = exact(&repeated.sub)?;
            all.push(Vec::new());
            Some(all)
        }
        HirKind::Alternation(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(exact(branch)?);
            }
            (all.len() <= CROSSED_MOST).then_some(all)
        }
        HirKind::Concat(parts) => {
            let mut all = vec![Vec::new()];
            for part in parts {
                all = cross(&all, &exact(part)?);
                if all.len() > CROSSED_MOST {
                    return None;
                }
            }
            Some(all)
        }
        _ => None,
    }
}
