//! With which bytes a pattern can begin: most places of a note need no walk.

use super::{Look, Node, Set, is_boundary};

/// A set of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bytes([u64; 4]);

impl Bytes {
    const ALL: Self = Self([u64::MAX; 4]);

    fn add(&mut self, byte: u8) {
        if let Some(bits) = self.0.get_mut(usize::from(byte >> 6)) {
            *bits |= 1 << (byte & 63);
        }
    }

    fn add_set(&mut self, set: &Set) {
        let [low, high, third, fourth] = &mut self.0;
        *low |= u64::try_from(set.ascii & u128::from(u64::MAX)).unwrap_or_default();
        *high |= u64::try_from(set.ascii >> 64).unwrap_or_default();
        if !set.others.is_empty() {
            (*third, *fourth) = (u64::MAX, u64::MAX);
        }
    }

    fn has(self, byte: u8) -> bool {
        let bits = self.0.get(usize::from(byte >> 6));
        bits.is_some_and(|bits| bits >> (byte & 63) & 1 == 1)
    }

    /// Whether a byte is in both.
    pub(super) fn meets(self, other: Self) -> bool {
        let mut both = self.0.iter().zip(other.0);
        both.any(|(a, b)| a & b != 0)
    }

    fn iter(self) -> impl Iterator<Item = u8> {
        let some = |bits: u64| (bits != 0).then_some(bits);
        let words = (0..=u8::MAX).step_by(64).zip(self.0);
        words.flat_map(move |(from, bits)| {
            let left = std::iter::successors(some(bits), move |bits| some(bits & (bits - 1)));
            left.filter_map(move |bits| Some(from + u8::try_from(bits.trailing_zeros()).ok()?))
        })
    }
}

impl Node {
    /// Where a match can begin.
    pub(in crate::domain::triage) fn opening(&self) -> Opening {
        let mut opening = Opening::default();
        if !self.open(&mut opening.bytes) {
            // It may take no character of its own, so that any may stand there.
            (opening.bytes, opening.nothing) = (Bytes::ALL, true);
        }
        opening.word = self.begins_word();
        opening
    }

    /// Adds the bytes that come first; `false` if the match may go on without one.
    pub(super) fn open(&self, bytes: &mut Bytes) -> bool {
        match self {
            Self::Letters(letters) => letters.first().is_some_and(|first| {
                bytes.add(*first);
                true
            }),
            Self::Set(set) => {
                bytes.add_set(set);
                true
            }
            Self::Look(_) => false,
            Self::Sequence(parts) => parts.iter().any(|part| part.open(bytes)),
            // Each of them counts.
            Self::Choice(choice) => {
                let mut all = true;
                for part in &choice.parts {
                    all &= part.open(bytes);
                }
                all
            }
            Self::Repeat { least, what, .. } => what.open(bytes) && *least > 0,
        }
    }

    /// Whether a match begins at the boundary of a word, whatever follows.
    fn begins_word(&self) -> bool {
        match self {
            Self::Look(look) => *look == Look::Boundary,
            Self::Sequence(parts) => parts.first().is_some_and(Self::begins_word),
            _ => false,
        }
    }
}

/// Where a match can begin at all, by the first byte alone.
#[derive(Debug, Default)]
pub(in crate::domain::triage) struct Opening {
    /// Those that may come first.
    bytes: Bytes,
    /// Whether it may be none, so that a match fits behind the last one.
    nothing: bool,
    /// Whether it stands at the boundary of a word.
    word: bool,
}

impl Opening {
    /// The bytes that a match may begin with; behind the last one of a text there is none.
    pub(super) fn firsts(&self) -> impl Iterator<Item = Option<u8>> {
        let bytes = self.bytes.iter().map(Some);
        bytes.chain(self.nothing.then_some(None))
    }

    /// The places of a text where a match is worth a try.
    pub(in crate::domain::triage) fn places<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = usize> + 't {
        let bytes = text.as_bytes();
        let may_begin = move |at: usize, byte: u8| {
            self.bytes.has(byte)
                && text.is_char_boundary(at)
                && (!self.word || is_boundary(bytes, at))
        };
        let bytes = bytes.iter().enumerate();
        bytes.filter_map(move |(at, byte)| may_begin(at, *byte).then_some(at))
    }
}
