//! With which character a pattern can begin: most places of a note need no walk.

use regex_syntax::hir::Look;

use super::{Node, Set, is_boundary};

impl Node {
    /// With which characters a match can begin.
    pub(in crate::domain::triage) fn opening(&self) -> Opening {
        let mut opening = Opening::default();
        if !self.open(&mut opening) {
            // It may take no character of its own, so that any may stand there.
            (opening.bytes, opening.nothing) = ([u64::MAX; 4], true);
        }
        opening.word = self.begins_word();
        opening
    }

    /// Adds the characters that come first; `false` if the match may go on without one.
    fn open(&self, opening: &mut Opening) -> bool {
        match self {
            Self::Letters(letters) => letters.first().is_some_and(|first| {
                opening.add(*first);
                true
            }),
            Self::Set(set) => {
                opening.add_set(set);
                true
            }
            Self::Look(_) => false,
            Self::Sequence(parts) => parts.iter().any(|part| part.open(opening)),
            // Each of them counts.
            Self::Choice(parts) => parts
                .iter()
                .fold(true, |all, (_, part)| part.open(opening) && all),
            Self::Repeat { least, what, .. } => what.open(opening) && *least > 0,
        }
    }

    /// Whether a match begins at the boundary of a word, whatever follows.
    fn begins_word(&self) -> bool {
        match self {
            Self::Look(look) => *look == Look::WordAscii,
            Self::Sequence(parts) => parts.first().is_some_and(Self::begins_word),
            _ => false,
        }
    }
}

/// Where a match can begin at all, by the first character alone.
#[derive(Debug, Default)]
pub(in crate::domain::triage) struct Opening {
    /// One bit for each byte that may come first.
    bytes: [u64; 4],
    /// Whether it may be none, so that a match fits behind the last one.
    nothing: bool,
    /// Whether it stands at the boundary of a word.
    word: bool,
}

impl Opening {
    fn add(&mut self, first: u8) {
        if let Some(bits) = self.bytes.get_mut(usize::from(first >> 6)) {
            *bits |= 1 << (first & 63);
        }
    }

    fn add_set(&mut self, set: &Set) {
        let ascii = (0..128_u8).filter(|byte| set.ascii >> byte & 1 == 1);
        ascii.for_each(|byte| self.add(byte));
        if !set.others.is_empty() {
            let [.., third, fourth] = &mut self.bytes;
            (*third, *fourth) = (u64::MAX, u64::MAX);
        }
    }

    /// Whether a match may begin with this byte of a text, or at its end.
    pub(super) fn fits(&self, first: Option<u8>) -> bool {
        let Some(byte) = first else {
            return self.nothing;
        };
        let bits = self.bytes.get(usize::from(byte >> 6));
        bits.is_some_and(|bits| bits >> (byte & 63) & 1 == 1)
    }

    /// The places of a text where a match is worth a try.
    pub(in crate::domain::triage) fn places<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = usize> + 't {
        let bytes = text.as_bytes();
        let may_begin = move |at: usize, byte: u8| {
            self.fits(Some(byte))
                && text.is_char_boundary(at)
                && (!self.word || is_boundary(bytes, at))
        };
        let bytes = bytes.iter().enumerate();
        bytes.filter_map(move |(at, byte)| may_begin(at, *byte).then_some(at))
    }
}
