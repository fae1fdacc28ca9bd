//! A small matcher for the patterns of the tables, without a step of compiling.
//!
//! The tables hold thousands of short patterns, of which a note brings up a few dozen. To compile
//! an automaton for each takes longer than all notes of an archive; walking the parsed pattern
//! does not. It finds what the regular expression finds: the first alternative that fits counts.

mod opening;

use std::cell::Cell;

use regex_syntax::hir::{Class, Hir, HirKind, Look};

pub(super) use opening::Opening;

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
    /// Each with what it can begin with: most cannot stand at a place.
    Choice(Box<[(Opening, Self)]>),
    Repeat {
        least: u32,
        most: u32,
        greedy: bool,
        what: Box<Self>,
    },
}

/// A set of characters.
#[derive(Debug)]
pub(super) struct Set {
    /// One bit for each ASCII character.
    ascii: u128,
    /// The others, as ranges.
    others: Box<[(char, char)]>,
}

impl Set {
    /// The length of the character at a place, if it is of the set.
    fn length(&self, text: &str, at: usize) -> Option<usize> {
        let byte = *text.as_bytes().get(at)?;
        if byte.is_ascii() {
            return (self.ascii >> byte & 1 == 1).then_some(1);
        }
        let c = text.get(at..)?.chars().next()?;
        let mut ranges = self.others.iter();
        ranges
            .any(|(from, to)| (*from..=*to).contains(&c))
            .then(|| c.len_utf8())
    }
}

impl Node {
    /// Takes a parsed pattern over; `None` if it holds something that the tables do not.
    pub(super) fn new(hir: &Hir) -> Option<Self> {
        let all = |parts: &[Hir]| parts.iter().map(Self::new).collect::<Option<Box<[_]>>>();
        Some(match hir.kind() {
            HirKind::Empty => Self::Sequence(Box::default()),
            HirKind::Literal(literal) => Self::Letters(literal.0.clone()),
            HirKind::Class(class) => Self::Set(set(class)?),
            HirKind::Look(look @ (Look::WordAscii | Look::Start | Look::End)) => Self::Look(*look),
            HirKind::Look(_) | HirKind::Capture(_) => return None,
            HirKind::Concat(parts) => Self::Sequence(all(parts)?),
            HirKind::Alternation(parts) => {
                let parts = parts.iter().map(Self::new);
                let opened = parts.map(|part| part.map(|part| (part.opening(), part)));
                Self::Choice(opened.collect::<Option<_>>()?)
            }
            HirKind::Repetition(repeated) => Self::Repeat {
                least: repeated.min,
                most: repeated.max.unwrap_or(u32::MAX),
                greedy: repeated.greedy,
                what: Box::new(Self::new(&repeated.sub)?),
            },
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

fn set(class: &Class) -> Option<Set> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|r| (r.start(), r.end())).collect(),
        Class::Bytes(class) if class.is_ascii() => {
            let ranges = class.iter();
            ranges.map(|r| (r.start().into(), r.end().into())).collect()
        }
        Class::Bytes(_) => return None,
    };
    let within = |c: char| ranges.iter().any(|(from, to)| (*from..=*to).contains(&c));
    let ascii = (0..128_u8).filter(|byte| within(char::from(*byte)));
    Some(Set {
        ascii: ascii.fold(0, |bits, byte| bits | 1 << byte),
        others: ranges
            .into_iter()
            .filter(|(_, to)| !to.is_ascii())
            .collect(),
    })
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
            Node::Letters(_) | Node::Set(_) | Node::Look(_) => next(self.one(node, at)?),
            Node::Sequence(parts) => self.sequence(parts, at, next),
            Node::Choice(parts) => {
                let first = self.text.as_bytes().get(at).copied();
                let mut parts = parts.iter().filter(|(opening, _)| opening.fits(first));
                parts.find_map(|(_, part)| self.node(part, at, next))
            }
            Node::Repeat {
                least,
                most,
                greedy,
                what,
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
            _ => None,
        }
    }

    fn sequence(&self, parts: &[Node], mut at: usize, next: &mut Next<'_>) -> Option<usize> {
        let mut parts = parts.iter();
        while let Some(part) = parts.next() {
            if let Node::Letters(_) | Node::Set(_) | Node::Look(_) = part {
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
            _ => is_boundary(self.text.as_bytes(), at),
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
mod tests {
    use regex::Regex;

    use super::Node;

    /// The walk ends where the regular expression ends, wherever that begins.
    #[test]
    fn it_finds_what_the_regular_expression_finds() {
        let patterns = [
            "abc",
            "a?b*c+",
            "(?:a|ab)(?:c|bcd)?",
            "(?:your|his) (?:[0-9a-z_]+ )?(?:team|teams)(?-u:\\b)",
            "(?-u:\\b)we (?:[0-9a-z_]+ ){0,3}(?:help|offer)",
            "[$\u{20ac}] ?[0-9][0-9.,]*k?",
            "x.{0,5}?y",
            "^hi(?-u:\\b)|bye$",
            "(?:a{2,3}){1,2}b",
            "(?:a*)*b",
            "[^a-c ]+",
        ];
        let texts = [
            "",
            "abc abbc ac bc aabcd",
            "your own teams, his team; your teamster",
            "we really do offer and we help, we do not at all ever offer",
            "it costs $ 4.500k or \u{20ac}20, \u{e9}\u{e9} x\u{e9}y x12y3y",
            "hi there, hi, bye",
            "aaaaab aab aaaaaaaab",
        ];
        let mut found = 0;
        for pattern in patterns {
            let node = Node::new(&regex_syntax::parse(pattern).unwrap()).unwrap();
            let regex = Regex::new(pattern).unwrap();
            for text in texts {
                let mut at = 0;
                while let Some(met) = regex.find_at(text, at) {
                    assert_eq!(
                        node.end(text, met.start()),
                        Some(met.end()),
                        "{pattern} in {text}"
                    );
                    let before = text.char_indices().map(|(at, _)| at);
                    let before = before.filter(|start| (at..met.start()).contains(start));
                    for start in before {
                        assert_eq!(
                            node.end(text, start),
                            None,
                            "{pattern} in {text} at {start}"
                        );
                    }
                    found += 1;
                    at = met.end().max(met.start() + 1);
                    if at > text.len() || !text.is_char_boundary(at) {
                        break;
                    }
                }
            }
        }
        assert!(found > 60, "{found}");
    }

    #[test]
    fn repetitions_within_repetitions_come_to_an_end() {
        let node = Node::new(&regex_syntax::parse("(?:(?:a|aa)+)+b").unwrap()).unwrap();
        assert_eq!(node.end(&"a".repeat(300), 0), None);
    }
}
