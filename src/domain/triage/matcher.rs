//! A small matcher for the patterns of the tables, without a step of compiling.
//!
//! The tables hold thousands of short patterns, of which a note brings up a few dozen. To compile
//! an automaton for each takes longer than all notes of an archive; walking the parsed pattern
//! does not. It finds what the regular expression finds: the first alternative that fits counts.

mod opening;
mod parse;
mod set;

use std::cell::Cell;

use opening::Bytes;
pub(super) use opening::Opening;
pub(super) use set::Set;

/// More steps than this at one place of a text, and the pattern counts as not found there. Those
/// of the tables take a few hundred; only a pattern with repetitions inside repetitions has more.
const STEPS_MOST: u32 = 50_000;

/// A pattern, ready to be walked.
#[derive(Debug)]
pub(super) enum Node {
    Letters(Box<[u8]>),
    Set(Set),
    Look(Look),
    Sequence(Box<[Self]>),
    Choice(Choice),
    Repeat {
        least: u32,
        most: u32,
        greedy: bool,
        /// As many as there are, never fewer: what follows cannot begin with one of them.
        settled: bool,
        what: Box<Self>,
    },
}

/// Something about a place that takes no letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A word begins or ends there.
    Boundary,
    /// The text begins there.
    Start,
    /// The text ends there.
    End,
}

/// Parts of which the first counts that fits.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) parts: Box<[Node]>,
    /// Which of them may stand before which byte, in the order of bytes: most cannot stand at a place.
    firsts: Box<[(Option<u8>, u16)]>,
}

impl Node {
    /// Reads a pattern, with whether it has a group to show, which a walk does not; `None` if it holds
    /// something that the tables do not.
    pub(super) fn read(source: &str) -> Option<(Self, bool)> {
        parse::parse(source)
    }

    /// Whether it can match in one way only.
    fn is_single(&self) -> bool {
        match self {
            Self::Letters(_) | Self::Set(_) | Self::Look(_) => true,
            Self::Repeat { settled, .. } => *settled,
            _ => false,
        }
    }

    /// These, one after the other.
    fn sequence(mut parts: Vec<Self>) -> Self {
        for at in 1..parts.len() {
            let (before, rest) = parts.split_at_mut(at);
            if let Some(Self::Repeat {
                greedy: true,
                settled,
                what,
                ..
            }) = before.last_mut()
                && let Self::Letters(_) | Self::Set(_) = **what
            {
                let mut follows = Bytes::default();
                let goes_on = rest.iter().any(|part| part.open(&mut follows));
                let mut begins = Bytes::default();
                what.open(&mut begins);
                *settled = goes_on && !follows.meets(begins);
            }
        }
        Self::Sequence(parts.into())
    }

    /// The first of these that fits.
    fn choice(parts: Vec<Self>) -> Self {
        let mut firsts = Vec::new();
        for (part, node) in (0..).zip(&parts) {
            firsts.extend(node.opening().firsts().map(|byte| (byte, part)));
        }
        firsts.sort_unstable();
        Self::Choice(Choice {
            parts: parts.into(),
            firsts: firsts.into(),
        })
    }

    /// Where the pattern ends that begins at this place.
    pub(super) fn end(&self, text: &str, at: usize) -> Option<usize> {
        let walk = Walk {
            text,
            steps: Cell::new(0),
        };
        walk.node(self, at, &mut Some)
    }
}

/// What comes behind: where it ends, if it fits.
type Next<'n> = dyn FnMut(usize) -> Option<usize> + 'n;

/// One attempt at one place.
struct Walk<'t> {
    text: &'t str,
    steps: Cell<u32>,
}

impl Walk<'_> {
    fn node(&self, node: &Node, at: usize, next: &mut Next<'_>) -> Option<usize> {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > STEPS_MOST {
            return None;
        }
        match node {
            part if part.is_single() => next(self.one(part, at)?),
            Node::Letters(_) | Node::Set(_) | Node::Look(_) => None,
            Node::Sequence(parts) => self.sequence(parts, at, next),
            Node::Choice(choice) => {
                let first = self.text.as_bytes().get(at).copied();
                let from = choice.firsts.partition_point(|(byte, _)| *byte < first);
                let fitting = choice.firsts.iter().skip(from);
                let mut fitting = fitting.take_while(|(byte, _)| *byte == first);
                fitting.find_map(|(_, part)| {
                    let part = choice.parts.get(usize::from(*part))?;
                    self.node(part, at, next)
                })
            }
            Node::Repeat {
                least,
                most,
                greedy,
                what,
                ..
            } => match &**what {
                Node::Set(set) if *greedy => self.run(set, (*least, *most), at, next),
                what => self.repeat(what, (*least, *most, *greedy), at, next),
            },
        }
    }

    /// Where a part ends that can match in one way only.
    fn one(&self, part: &Node, at: usize) -> Option<usize> {
        match part {
            Node::Letters(letters) => {
                let rest = self.text.as_bytes().get(at..)?;
                rest.starts_with(letters).then(|| at + letters.len())
            }
            Node::Set(set) => Some(at + set.length(self.text, at)?),
            Node::Look(look) => self.holds(*look, at).then_some(at),
            Node::Repeat {
                least, most, what, ..
            } => {
                let (mut end, mut count) = (at, 0);
                while count < *most
                    && let Some(to) = self.one(what, end)
                {
                    end = to;
                    count += 1;
                }
                (count >= *least).then_some(end)
            }
            _ => None,
        }
    }

    fn sequence(&self, parts: &[Node], mut at: usize, next: &mut Next<'_>) -> Option<usize> {
        let mut parts = parts.iter();
        while let Some(part) = parts.next() {
            if part.is_single() {
                at = self.one(part, at)?;
            } else {
                let rest = parts.as_slice();
                return self.node(part, at, &mut |at| self.sequence(rest, at, next));
            }
        }
        next(at)
    }

    fn repeat(
        &self,
        what: &Node,
        (least, most, greedy): (u32, u32, bool),
        at: usize,
        next: &mut Next<'_>,
    ) -> Option<usize> {
        if least == 0
            && !greedy
            && let Some(end) = next(at)
        {
            return Some(end);
        }
        if most > 0 {
            let left = (least.saturating_sub(1), most - 1, greedy);
            let more = self.node(what, at, &mut |to| {
                // What takes no letter would go on for ever.
                if to == at {
                    return None;
                }
                self.repeat(what, left, to, next)
            });
            if more.is_some() {
                return more;
            }
        }
        (least == 0 && greedy).then(|| next(at))?
    }

    /// A run of characters of a set, the longest first.
    fn run(
        &self,
        set: &Set,
        (least, most): (u32, u32),
        at: usize,
        next: &mut Next<'_>,
    ) -> Option<usize> {
        let (mut end, mut count) = (at, 0);
        while count < most
            && let Some(length) = set.length(self.text, end)
        {
            end += length;
            count += 1;
        }
        while count >= least {
            self.steps.set(self.steps.get() + 1);
            if let Some(found) = next(end) {
                return Some(found);
            }
            if count == 0 {
                break;
            }
            count -= 1;
            end -= 1;
            while !self.text.is_char_boundary(end) {
                end -= 1;
            }
        }
        None
    }

    fn holds(&self, look: Look, at: usize) -> bool {
        match look {
            Look::Start => at == 0,
            Look::End => at == self.text.len(),
            Look::Boundary => is_boundary(self.text.as_bytes(), at),
        }
    }
}

/// Whether a word begins or ends at a place, in the sense of `\b` over folded text.
pub(super) fn is_boundary(text: &[u8], at: usize) -> bool {
    let is_word = |at: Option<usize>| {
        let byte = at.and_then(|at| text.get(at));
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    };
    is_word(at.checked_sub(1)) != is_word(Some(at))
}

#[cfg(test)]
mod tests;
