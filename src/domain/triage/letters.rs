//! Which letters a pattern cannot do without: they are looked for first, for all patterns at once.

use std::ops::Range;

use regex_syntax::hir::{Class, Hir, HirKind, Look, literal::Extractor};

use super::matcher::is_boundary as is_boundary_at;

/// A pattern that needs one of more letters than this is searched without a filter.
const LITERALS_MOST: usize = 400;

/// A word or phrase, and whether it must stand at the boundary of a word.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) letters: Vec<u8>,
    pub(super) begins: bool,
    pub(super) ends: bool,
}

impl Phrase {
    /// Whether it may stand at a place where its letters do.
    pub(super) fn may_stand(&self, text: &[u8], place: &Range<usize>) -> bool {
        (!self.begins || is_boundary_at(text, place.start))
            && (!self.ends || is_boundary_at(text, place.end))
    }
}

/// All phrases that a pattern can match, if they are few and nothing else stands in it.
pub(super) fn phrases(hir: &Hir) -> Option<Vec<Phrase>> {
    let parts = parts(hir);
    let begins = parts.first().is_some_and(is_boundary);
    let parts = parts.get(usize::from(begins)..)?;
    let ends = parts.last().is_some_and(is_boundary);
    let parts = parts.get(..parts.len() - usize::from(ends))?;
    let mut all = vec![Vec::new()];
    for part in parts {
        all = cross(&all, &exact(part, false)?);
        if all.len() > LITERALS_MOST {
            return None;
        }
    }
    let phrase = |letters| Phrase {
        letters,
        begins,
        ends,
    };
    let some = all.iter().all(|letters| !letters.is_empty());
    some.then(|| all.into_iter().map(phrase).collect())
}

/// The letters that each match begins with; they begin a word where the pattern does.
pub(super) fn beginnings(hir: &Hir) -> Option<Vec<Phrase>> {
    let begins = parts(hir).first().is_some_and(is_boundary);
    let first = Extractor::new().limit_total(LITERALS_MOST).extract(hir);
    let first = first.literals()?.iter();
    let all: Vec<Vec<u8>> = first.map(|letters| letters.as_bytes().to_vec()).collect();
    let phrase = |letters| Phrase {
        letters,
        begins,
        ends: false,
    };
    is_telling(&all).then(|| all.into_iter().map(phrase).collect())
}

/// Letters of which every match holds at least one, wherever it stands.
pub(super) fn needed_letters(hir: &Hir) -> Option<Vec<Phrase>> {
    let phrase = |letters| Phrase {
        letters,
        begins: false,
        ends: false,
    };
    let needed = needed(hir).filter(|all| is_telling(all))?;
    Some(needed.into_iter().map(phrase).collect())
}

fn parts(hir: &Hir) -> &[Hir] {
    match hir.kind() {
        HirKind::Concat(parts) => parts,
        _ => std::slice::from_ref(hir),
    }
}

fn is_boundary(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Look(Look::WordAscii))
}

/// One letter stands in every text and would decide nothing; a sign such as `@` does.
fn is_telling(all: &[Vec<u8>]) -> bool {
    let telling = |letters: &Vec<u8>| match letters[..] {
        [] => false,
        [one] => !one.is_ascii_alphanumeric() && !one.is_ascii_whitespace(),
        _ => true,
    };
    !all.is_empty() && all.iter().all(telling)
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
        HirKind::Class(class) => letters_of(class),
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
        let crossed = exact(part, true).and_then(|ends| {
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

/// All that a part can match, if that is a short list. Boundaries take no letter; without `looks`
/// a part that holds one is no list.
fn exact(hir: &Hir, looks: bool) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Look(_) => looks.then(|| vec![Vec::new()]),
        HirKind::Empty => Some(vec![Vec::new()]),
        HirKind::Literal(literal) => Some(vec![literal.0.to_vec()]),
        HirKind::Class(class) => letters_of(class),
        HirKind::Repetition(repeated) if (repeated.min, repeated.max) == (0, Some(1)) => {
            let mut all = exact(&repeated.sub, looks)?;
            all.push(Vec::new());
            Some(all)
        }
        HirKind::Alternation(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(exact(branch, looks)?);
            }
            (all.len() <= LITERALS_MOST).then_some(all)
        }
        HirKind::Concat(parts) => {
            let mut all = vec![Vec::new()];
            for part in parts {
                all = cross(&all, &exact(part, looks)?);
                if all.len() > LITERALS_MOST {
                    return None;
                }
            }
            Some(all)
        }
        HirKind::Capture(_) | HirKind::Repetition(_) => None,
    }
}

/// The characters of a small set.
fn letters_of(class: &Class) -> Option<Vec<Vec<u8>>> {
    const FEW: usize = 8;
    let Class::Unicode(class) = class else {
        return None;
    };
    let ranges = class.iter().map(|range| range.start()..=range.end());
    let letters = ranges.flatten().take(FEW + 1);
    let letters: Vec<Vec<u8>> = letters.map(|c| c.to_string().into_bytes()).collect();
    (letters.len() <= FEW).then_some(letters)
}
