//! Which letters a pattern cannot do without: they are looked for first, for all patterns at once.

use std::ops::Range;

use super::matcher::{Look, Node, is_boundary as is_boundary_at};

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
pub(super) fn phrases(node: &Node) -> Option<Vec<Phrase>> {
    let parts = parts(node);
    let begins = parts.first().is_some_and(is_boundary);
    let parts = parts.get(usize::from(begins)..)?;
    let ends = parts.last().is_some_and(is_boundary);
    let parts = parts.get(..parts.len() - usize::from(ends))?;
    let mut all = vec![Vec::new()];
    for part in parts {
        all = cross(all, &exact(part, false)?);
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
pub(super) fn beginnings(node: &Node) -> Option<Vec<Phrase>> {
    let begins = parts(node).first().is_some_and(is_boundary);
    let mut heads = Heads {
        open: vec![Vec::new()],
        closed: Vec::new(),
    };
    heads.go_on(node);
    let mut all = heads.all();
    all.sort_unstable();
    // What begins with another adds nothing.
    all.dedup_by(|next, before| next.starts_with(before));
    let phrase = |letters| Phrase {
        letters,
        begins,
        ends: false,
    };
    is_telling(&all).then(|| all.into_iter().map(phrase).collect())
}

/// What matches begin with.
#[derive(Clone)]
struct Heads {
    /// What follows may be added.
    open: Vec<Vec<u8>>,
    /// Anything may follow.
    closed: Vec<Vec<u8>>,
}

impl Heads {
    fn all(self) -> Vec<Vec<u8>> {
        let mut all = self.open;
        all.extend(self.closed);
        all
    }

    fn close(&mut self) {
        self.closed.append(&mut self.open);
    }

    /// One of these follows.
    fn add(&mut self, ends: &[Vec<u8>]) {
        if self.open.len().saturating_mul(ends.len()) > CROSSED_MOST.max(self.open.len()) {
            return self.close();
        }
        self.open = cross(std::mem::take(&mut self.open), ends);
    }

    fn go_on(&mut self, node: &Node) {
        if self.open.is_empty() {
            return;
        }
        match node {
            Node::Letters(letters) => self.add(&[letters.to_vec()]),
            Node::Set(_) => match letters_of(node) {
                Some(letters) => self.add(&letters),
                None => self.close(),
            },
            Node::Look(_) => {}
            Node::Sequence(parts) => parts.iter().for_each(|part| self.go_on(part)),
            Node::Choice(choice) => {
                let before = Self {
                    open: std::mem::take(&mut self.open),
                    closed: Vec::new(),
                };
                for part in &choice.parts {
                    let mut heads = before.clone();
                    heads.go_on(part);
                    self.open.append(&mut heads.open);
                    self.closed.append(&mut heads.closed);
                }
                if self.open.len() + self.closed.len() > LITERALS_MOST {
                    self.closed.extend(before.open);
                    self.open.clear();
                }
            }
            Node::Repeat {
                least, most, what, ..
            } => {
                let without = if *least == 0 {
                    self.open.clone()
                } else {
                    Vec::new()
                };
                self.go_on(what);
                if *most > 1 {
                    self.close();
                }
                self.open.extend(without);
            }
        }
    }
}

/// Letters of which every match holds at least one, wherever it stands.
pub(super) fn needed_letters(node: &Node) -> Option<Vec<Phrase>> {
    let phrase = |letters| Phrase {
        letters,
        begins: false,
        ends: false,
    };
    let needed = needed(node).filter(|all| is_telling(all))?;
    Some(needed.into_iter().map(phrase).collect())
}

/// Letters of which every match holds at least one behind its beginning, if few notes hold them: long
/// ones and signs.
pub(super) fn following_letters(node: &Node) -> Option<Vec<Phrase>> {
    const LONG: usize = 3;
    let parts = parts(node);
    let first = parts
        .iter()
        .position(|part| !matches!(part, Node::Look(_)))?;
    let phrase = |letters| Phrase {
        letters,
        begins: false,
        ends: false,
    };
    let needed = needed_of(parts.get(first + 1..)?)?;
    let is_rare = |letters: &Vec<u8>| match letters[..] {
        [] => false,
        [first, ..] => letters.len() >= LONG || first.is_ascii_punctuation() || !first.is_ascii(),
    };
    let rare = needed.iter().all(is_rare);
    rare.then(|| needed.into_iter().map(phrase).collect())
}

fn parts(node: &Node) -> &[Node] {
    match node {
        Node::Sequence(parts) => parts,
        _ => std::slice::from_ref(node),
    }
}

fn is_boundary(node: &Node) -> bool {
    matches!(node, Node::Look(Look::Boundary))
}

/// One letter stands in every text and would decide nothing; a digit or a sign such as `@` does.
fn is_telling(all: &[Vec<u8>]) -> bool {
    let telling = |letters: &Vec<u8>| match letters[..] {
        [] => false,
        [one] => !one.is_ascii_lowercase() && !one.is_ascii_whitespace(),
        _ => true,
    };
    !all.is_empty() && all.iter().all(telling)
}

/// How good a set of letters filters: long ones first, then few. A digit is better than nothing.
fn rank(set: &[Vec<u8>]) -> (usize, std::cmp::Reverse<usize>) {
    let length = |letters: &Vec<u8>| match letters[..] {
        [one] if one.is_ascii_digit() => 1,
        _ => 2 * letters.len(),
    };
    let shortest = set.iter().map(length).min().unwrap_or(0);
    (shortest, std::cmp::Reverse(set.len()))
}

/// Letters of which every match holds at least one; `None` if no such set is seen.
fn needed(node: &Node) -> Option<Vec<Vec<u8>>> {
    match node {
        Node::Letters(letters) => Some(vec![letters.to_vec()]),
        Node::Set(_) => letters_of(node),
        Node::Look(_) => None,
        Node::Repeat { least, what, .. } => needed(what).filter(|_| *least > 0),
        Node::Choice(choice) => {
            let mut all = Vec::new();
            for part in &choice.parts {
                all.extend(needed(part)?);
            }
            (all.len() <= LITERALS_MOST).then_some(all)
        }
        Node::Sequence(parts) => needed_of(parts),
    }
}

fn needed_of(parts: &[Node]) -> Option<Vec<Vec<u8>>> {
    let alone = parts.iter().filter_map(needed);
    alone
        .chain(joined(parts))
        .max_by(|a, b| rank(a).cmp(&rank(b)))
}

/// The letters of neighbours taken together: of `(?:can|may) i`, `can i` and `may i`.
fn joined(parts: &[Node]) -> Option<Vec<Vec<u8>>> {
    let mut best: Option<Vec<Vec<u8>>> = None;
    let mut run: Vec<Vec<u8>> = vec![Vec::new()];
    for part in parts {
        let ends = exact(part, true);
        let fits = |ends: &Vec<_>| run.len().saturating_mul(ends.len()) <= CROSSED_MOST;
        let Some(ends) = ends.filter(fits) else {
            run = vec![Vec::new()];
            continue;
        };
        run = cross(run, &ends);
        if best.as_ref().is_none_or(|best| rank(&run) > rank(best)) {
            best = Some(run.clone());
        }
    }
    best
}

/// More than so many joined letters are not made.
const CROSSED_MOST: usize = 48;

fn cross(mut begins: Vec<Vec<u8>>, ends: &[Vec<u8>]) -> Vec<Vec<u8>> {
    if let [end] = ends {
        for begin in &mut begins {
            begin.extend(end);
        }
        return begins;
    }
    let of = |begin: &Vec<u8>| {
        ends.iter()
            .map(move |end| [&begin[..], end].concat())
            .collect::<Vec<_>>()
    };
    begins.iter().flat_map(of).collect()
}

/// All that a part can match, if that is a short list. Boundaries take no letter; without `looks`
/// a part that holds one is no list.
fn exact(node: &Node, looks: bool) -> Option<Vec<Vec<u8>>> {
    match node {
        Node::Look(_) => looks.then(|| vec![Vec::new()]),
        Node::Letters(letters) => Some(vec![letters.to_vec()]),
        Node::Set(_) => letters_of(node),
        Node::Repeat {
            least: 0,
            most: 1,
            what,
            ..
        } => {
            let mut all = exact(what, looks)?;
            all.push(Vec::new());
            Some(all)
        }
        Node::Choice(choice) => {
            let mut all = Vec::new();
            for part in &choice.parts {
                all.extend(exact(part, looks)?);
            }
            (all.len() <= LITERALS_MOST).then_some(all)
        }
        Node::Sequence(parts) => {
            let mut all = vec![Vec::new()];
            for part in parts {
                all = cross(all, &exact(part, looks)?);
                if all.len() > LITERALS_MOST {
                    return None;
                }
            }
            Some(all)
        }
        Node::Repeat { .. } => None,
    }
}

/// The characters of a small set.
fn letters_of(node: &Node) -> Option<Vec<Vec<u8>>> {
    const FEW: usize = 10;
    let Node::Set(set) = node else { return None };
    let letters = || set.chars().map(|c| c.to_string().into_bytes()).collect();
    (1..=FEW).contains(&set.len()).then(letters)
}

#[cfg(test)]
mod tests;
