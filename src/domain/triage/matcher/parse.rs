//! Reads a pattern: the part of regular expressions that the tables use.

use super::{Look, Node, Set};

/// Groups within groups, at the most: what is written by hand has three.
const DEPTH_MOST: u32 = 50;

/// More parts than this in one choice are not read: what is written by hand has a hundred.
const PARTS_MOST: usize = 1_000;

/// See [`Node::read`].
pub(super) fn parse(source: &str) -> Option<(Node, bool)> {
    let mut parser = Parser {
        rest: source,
        depth: 0,
        shows: false,
    };
    let node = parser.choice()?;
    parser.rest.is_empty().then_some((node, parser.shows))
}

struct Parser<'s> {
    rest: &'s str,
    depth: u32,
    /// Whether there was a group to show.
    shows: bool,
}

impl Parser<'_> {
    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next();
        self.rest = chars.as_str();
        next
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn choice(&mut self) -> Option<Node> {
        let first = self.sequence()?;
        if !self.rest.starts_with('|') {
            return Some(first);
        }
        let mut parts = vec![first];
        while self.eat("|") {
            parts.push(self.sequence()?);
        }
        (parts.len() <= PARTS_MOST).then(|| Node::choice(parts))
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        // Letters that stand one after the other are compared at once.
        let mut letters = String::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let one = self.one()?;
            let repeated = self.rest.starts_with(['*', '+', '?', '{']);
            if let (One::Letter(letter), false) = (&one, repeated) {
                letters.push(*letter);
                continue;
            }
            flush(&mut letters, &mut parts);
            let node = match one {
                One::Letter(letter) => Node::Letters(letter.to_string().into_bytes().into()),
                One::Node(node) => node,
            };
            parts.push(if repeated { self.repeat(node)? } else { node });
        }
        flush(&mut letters, &mut parts);
        Some(match parts.len() {
            1 => parts.pop()?,
            _ => Node::sequence(parts),
        })
    }

    /// One thing, without what says how often.
    fn one(&mut self) -> Option<One> {
        Some(One::Node(match self.next()? {
            '(' => self.group()?,
            '[' => Node::Set(self.set()?),
            '.' => Node::Set(Set::of('\n', '\n').negated()?),
            '^' => Node::Look(Look::Start),
            '$' => Node::Look(Look::End),
            '\\' => match self.next()? {
                'b' => Node::Look(Look::Boundary),
                c if c.is_ascii_punctuation() => return Some(One::Letter(c)),
                c => Node::Set(named(c)?),
            },
            '*' | '+' | '?' | '{' => return None,
            c => return Some(One::Letter(c)),
        }))
    }

    fn group(&mut self) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEPTH_MOST {
            return None;
        }
        if !self.eat("?:") {
            self.shows = true;
            if self.eat("?P<") || self.eat("?<") {
                let (name, rest) = self.rest.split_once('>')?;
                if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
                    return None;
                }
                self.rest = rest;
            } else if self.rest.starts_with('?') {
                return None;
            }
        }
        let inside = self.choice()?;
        self.depth -= 1;
        self.eat(")").then_some(inside)
    }

    fn repeat(&mut self, what: Node) -> Option<Node> {
        if matches!(what, Node::Look(_)) {
            return None;
        }
        let (least, most) = match self.next()? {
            '*' => (0, u32::MAX),
            '+' => (1, u32::MAX),
            '?' => (0, 1),
            _ => {
                let (times, rest) = self.rest.split_once('}')?;
                self.rest = rest;
                let (least, most) = times.split_once(',').unwrap_or((times, times));
                let least = least.parse().ok()?;
                let most = match most {
                    "" => u32::MAX,
                    most => most.parse().ok()?,
                };
                (least <= most).then_some((least, most))?
            }
        };
        let greedy = !self.eat("?");
        let ends = !self.rest.starts_with(['*', '+', '?', '{']);
        ends.then(|| Node::Repeat {
            least,
            most,
            greedy,
            settled: false,
            what: Box::new(what),
        })
    }

    /// A set of characters, from behind its `[` on.
    fn set(&mut self) -> Option<Set> {
        self.depth += 1;
        if self.depth > DEPTH_MOST || self.rest.starts_with(']') {
            return None;
        }
        let negated = self.eat("^");
        let mut set = Set::default();
        let mut is_first = true;
        while !self.eat("]") {
            if ["[:", "&&", "--", "~~"]
                .iter()
                .any(|sign| self.rest.starts_with(sign))
            {
                return None;
            }
            let from = match self.next()? {
                '[' => {
                    set.add(&self.set()?);
                    continue;
                }
                '\\' => match self.next()? {
                    c if c.is_ascii_punctuation() => c,
                    c => {
                        set.add(&named(c)?);
                        continue;
                    }
                },
                '-' if !is_first && !self.rest.starts_with(']') => return None,
                ']' => return None,
                c => c,
            };
            is_first = false;
            let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            let to = if is_range {
                self.next();
                self.next()
                    .filter(|to| from <= *to && !matches!(to, '[' | '\\'))?
            } else {
                from
            };
            set.add(&Set::of(from, to));
        }
        self.depth -= 1;
        if negated { set.negated() } else { Some(set) }
    }
}

enum One {
    Letter(char),
    Node(Node),
}

fn flush(letters: &mut String, parts: &mut Vec<Node>) {
    if !letters.is_empty() {
        let letters = std::mem::take(letters);
        parts.push(Node::Letters(letters.into_bytes().into()));
    }
}

/// The sets with names: of ASCII but for white space, as [`super::super::pattern::Pattern`] says.
fn named(name: char) -> Option<Set> {
    const SPACES: [(char, char); 10] = [
        ('\t', '\r'),
        (' ', ' '),
        ('\u{85}', '\u{85}'),
        ('\u{A0}', '\u{A0}'),
        ('\u{1680}', '\u{1680}'),
        ('\u{2000}', '\u{200A}'),
        ('\u{2028}', '\u{2029}'),
        ('\u{202F}', '\u{202F}'),
        ('\u{205F}', '\u{205F}'),
        ('\u{3000}', '\u{3000}'),
    ];
    let ranges: &[(char, char)] = match name {
        'w' | 'W' => &[('0', '9'), ('a', 'z'), ('_', '_')],
        'd' | 'D' => &[('0', '9')],
        's' | 'S' => &SPACES,
        _ => return None,
    };
    let mut set = Set::default();
    for (from, to) in ranges {
        set.add(&Set::of(*from, *to));
    }
    if name.is_ascii_uppercase() {
        set.negated()
    } else {
        Some(set)
    }
}
