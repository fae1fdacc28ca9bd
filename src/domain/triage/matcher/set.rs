//! Sets of characters, as patterns have them.

/// A set of characters.
#[derive(Debug, Default)]
pub(in crate::domain::triage) struct Set {
    /// One bit for each ASCII character.
    pub(super) ascii: u128,
    /// The others, as ranges.
    pub(super) others: Vec<(char, char)>,
}

impl Set {
    /// The characters from one to another.
    pub(super) fn of(from: char, to: char) -> Self {
        let mut set = Self::default();
        for byte in (0..128_u8).filter(|byte| (from..=to).contains(&char::from(*byte))) {
            set.ascii |= 1 << byte;
        }
        if !to.is_ascii() {
            set.others.push((from.max('\u{80}'), to));
        }
        set
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.ascii |= other.ascii;
        self.others.extend(&other.others);
    }

    /// All other characters; `None` where a neighbour of one of these is no character.
    pub(super) fn negated(mut self) -> Option<Self> {
        self.others.sort_unstable();
        let mut others = Vec::new();
        let mut from = Some('\u{80}');
        for (first, last) in self.others {
            let start = from?;
            if start < first {
                others.push((start, char::from_u32(u32::from(first) - 1)?));
            }
            if last >= start {
                from = char::from_u32(u32::from(last) + 1);
            }
        }
        others.extend(from.map(|from| (from, char::MAX)));
        Some(Self {
            ascii: !self.ascii,
            others,
        })
    }

    /// How many characters it holds.
    pub(in crate::domain::triage) fn len(&self) -> usize {
        let others = self.others.iter();
        let others = others.map(|(from, to)| (u32::from(*to) - u32::from(*from)) as usize + 1);
        self.ascii.count_ones() as usize + others.sum::<usize>()
    }

    /// Its characters.
    pub(in crate::domain::triage) fn chars(&self) -> impl Iterator<Item = char> {
        let ascii = (0..128_u8).filter(|byte| self.ascii >> byte & 1 == 1);
        let others = self.others.iter().flat_map(|(from, to)| *from..=*to);
        ascii.map(char::from).chain(others)
    }

    /// The length of the character at a place, if it is of the set.
    pub(in crate::domain::triage) fn length(&self, text: &str, at: usize) -> Option<usize> {
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
