//! Many words and phrases, looked for at one place of a text at once.
//!
//! They are sorted. Whatever the rest of a text begins with stands before it in that order, and the
//! nearest one before it begins with all of them. So one search finds the nearest, and links lead from
//! each word to the longest of the others that it begins with.

/// The words, each with what it is for.
#[derive(Debug)]
pub(super) struct Needles<T> {
    /// Their first letters, in their order: see [`key`].
    keys: Vec<u64>,
    words: Vec<Word<T>>,
    /// For each [`shelf`], how many words stand on those before it.
    before: Vec<usize>,
    /// For each shelf, whether words of one or two letters stand there.
    short: Vec<bool>,
    /// The first [`three`] letters of longer ones, a bit each: most places have others.
    threes: Vec<u64>,
}

#[derive(Debug)]
struct Word<T> {
    key: u64,
    /// The bits of the key that stand for letters.
    mask: u64,
    /// The letters behind those of the key.
    rest: Box<[u8]>,
    uses: Vec<T>,
    /// The longest of the words before that this one begins with.
    within: Option<u32>,
}

impl<T> Word<T> {
    fn new(key: u64, letters: &[u8], within: Option<u32>) -> Self {
        let few = letters.len().min(KEY);
        Self {
            key,
            mask: u64::MAX << (8 * (KEY - few)),
            rest: letters.get(few..).unwrap_or_default().into(),
            uses: Vec::new(),
            within,
        }
    }

    fn len(&self) -> usize {
        self.mask.count_ones() as usize / 8 + self.rest.len()
    }

    /// Whether a text begins with it; `key` is that of the text.
    fn begins(&self, key: u64, text: &[u8]) -> bool {
        key & self.mask == self.key
            && (self.rest.is_empty()
                || text
                    .get(KEY..)
                    .is_some_and(|rest| rest.starts_with(&self.rest)))
    }
}

/// So many letters are compared at once.
const KEY: usize = 8;

/// The first letters as a number, in the order of the letters.
fn key(letters: &[u8]) -> u64 {
    if let Some(first) = letters.first_chunk::<KEY>() {
        return u64::from_be_bytes(*first);
    }
    let mut first = [0; KEY];
    first
        .iter_mut()
        .zip(letters)
        .for_each(|(to, byte)| *to = *byte);
    u64::from_be_bytes(first)
}

/// Words are searched among those with the same first and, roughly, the same second letter: `a` to
/// `z`, and what stands before and behind them in the order.
fn shelf(key: u64) -> usize {
    let [first, second, ..] = key.to_be_bytes();
    let second = second.saturating_sub(b'a' - 1).min(SECOND - 1);
    usize::from(first) * usize::from(SECOND) + usize::from(second)
}

/// So many shelves are there for each first letter.
const SECOND: u8 = 28;

const SHELVES: usize = 256 * SECOND as usize;

/// The first three letters as one of 65,536 numbers; others may have the same.
fn three(key: u64) -> usize {
    const FRACTION: u64 = 0x9E37_79B1;
    ((key >> 40).wrapping_mul(FRACTION) >> 16 & 0xFFFF) as usize
}

impl<T> Default for Needles<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T> Needles<T> {
    /// Puts them in order.
    pub(super) fn new(words: Vec<(Vec<u8>, T)>) -> Self {
        let words = words.into_iter().filter(|(letters, _)| !letters.is_empty());
        let words = words.map(|(letters, what)| (key(&letters), letters, what));
        let mut sorted: Vec<(u64, Vec<u8>, T)> = words.collect();
        sorted.sort_unstable_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let mut needles = Self {
            keys: Vec::new(),
            words: Vec::<Word<T>>::new(),
            before: Vec::new(),
            short: vec![false; SHELVES],
            threes: vec![0; 1 << 10],
        };
        // The last word, and before it what it begins with.
        let mut open: Vec<u32> = Vec::new();
        for (key, letters, what) in sorted {
            let begins = |at: &mut u32| {
                let word = needles.words.get(*at as usize);
                word.is_some_and(|word: &Word<T>| word.begins(key, &letters))
            };
            while open.pop_if(|at| !begins(at)).is_some() {}
            let within = open.last().copied();
            let same = within.and_then(|at| needles.words.get_mut(at as usize));
            if let Some(same) = same.filter(|same| same.len() == letters.len()) {
                same.uses.push(what);
                continue;
            }
            match letters[..] {
                [first] => needles.mark_short(shelf(u64::from(first) << 56), usize::from(SECOND)),
                [_, _] => needles.mark_short(shelf(key), 1),
                _ => needles.mark_long(key),
            }
            let mut word = Word::new(key, &letters, within);
            word.uses.push(what);
            open.push(u32::try_from(needles.words.len()).unwrap_or(u32::MAX));
            needles.words.push(word);
            needles.keys.push(key);
        }
        let before = (0..=SHELVES).map(|at| needles.keys.partition_point(|key| shelf(*key) < at));
        needles.before = before.collect();
        needles
    }

    fn mark_short(&mut self, from: usize, many: usize) {
        let shelves = self.short.iter_mut().skip(from).take(many);
        shelves.for_each(|short| *short = true);
    }

    fn mark_long(&mut self, key: u64) {
        let three = three(key);
        if let Some(bits) = self.threes.get_mut(three / 64) {
            *bits |= 1 << (three % 64);
        }
    }

    /// Tells of all that a text begins with, with their lengths.
    #[inline]
    pub(super) fn each(&self, text: &[u8], tell: impl FnMut(usize, &T)) {
        let key = key(text);
        if self.may_begin(key) {
            self.tell(key, text, tell);
        }
    }

    fn may_begin(&self, key: u64) -> bool {
        let three = three(key);
        let bits = self.threes.get(three / 64);
        bits.is_some_and(|bits| bits >> (three % 64) & 1 == 1)
            || self.short.get(shelf(key)) == Some(&true)
    }

    fn tell(&self, key: u64, text: &[u8], mut tell: impl FnMut(usize, &T)) {
        let mut next = self.nearest(key, text);
        while let Some(word) = next {
            if word.begins(key, text) {
                word.uses.iter().for_each(|what| tell(word.len(), what));
            }
            next = word.within.and_then(|at| self.words.get(at as usize));
        }
    }

    /// The last word that does not stand behind the text in the order.
    fn nearest(&self, key: u64, text: &[u8]) -> Option<&Word<T>> {
        let at = shelf(key);
        let (from, to) = (*self.before.get(at)?, *self.before.get(at + 1)?);
        let keys = self.keys.get(from..to)?;
        let mut to = from + keys.partition_point(|one| *one <= key);
        let words = self.words.get(..to)?;
        // Those that are alike so far: nearly never any.
        let rest = text.get(KEY..).unwrap_or_default();
        let behind = |word: &&Word<T>| word.key == key && *word.rest > *rest;
        to -= words.iter().rev().take_while(behind).count();
        self.words.get(..to)?.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_begins_with_what_it_begins_with() {
        let words = [
            "a",
            "we",
            "we",
            "we ",
            "we help",
            "we help you",
            "we helped",
            "web",
            "mortgage",
            "mortgage rate",
            "mortgages",
            "zu",
            "\u{20ac}",
        ];
        let list = words.iter().enumerate();
        let needles = Needles::new(
            list.map(|(at, word)| (word.as_bytes().to_vec(), at))
                .collect(),
        );
        for text in [
            "",
            "w",
            "we",
            "we a",
            "we h",
            "we help",
            "we help your",
            "we helping",
            "we zz",
            "x",
            "\u{20ac}20",
            "zzz",
            "a\0",
            "we help\0",
            "mortgage rates",
            "mortgage r",
            "mortgages now",
        ] {
            let mut found: Vec<usize> = Vec::new();
            needles.each(text.as_bytes(), |_, at| found.push(*at));
            found.sort_unstable();
            let begun = (0..words.len()).filter(|at| text.starts_with(words[*at]));
            assert_eq!(found, begun.collect::<Vec<_>>(), "{text:?}");
        }
    }

    fn needles(words: &[&str]) -> Needles<usize> {
        let list = words.iter().enumerate();
        Needles::new(
            list.map(|(at, word)| (word.as_bytes().to_vec(), at))
                .collect(),
        )
    }

    #[test]
    fn what_is_met_is_told_with_its_length() {
        let needles = needles(&["we", "we help you", "\u{20ac}"]);
        let met = |text: &str| {
            let mut met = Vec::new();
            needles.each(text.as_bytes(), |length, at| met.push((length, *at)));
            met.sort_unstable();
            met
        };
        assert_eq!(met("we help you all"), [(2, 0), (11, 1)]);
        assert_eq!(met("\u{20ac}20"), [(3, 2)]);
    }

    /// Nearly all places of a note are passed over by their first letters.
    #[test]
    fn most_places_need_no_search() {
        let needles = needles(&["go", "helping", "helper", "weekend", "weekly", "x"]);
        let may_begin = |text: &str| needles.may_begin(key(text.as_bytes()));
        for text in ["helped", "weeks", "gone", "xyz", "go"] {
            assert!(may_begin(text), "{text}");
        }
        for text in ["hand", "wet", "gap", "yes", "", " help"] {
            assert!(!may_begin(text), "{text}");
        }
    }

    /// The words with one first letter are parted by the second, in the order of the letters.
    #[test]
    fn shelves_stand_in_the_order_of_the_letters() {
        let shelves = |first: u8| (0..=u8::MAX).map(move |second| shelf(key(&[first, second])));
        let all: Vec<usize> = (0..=u8::MAX).flat_map(shelves).collect();
        assert!(all.is_sorted());
        let mut parted = all;
        parted.dedup();
        assert_eq!(
            parted.len(),
            SHELVES,
            "a to z, and what stands before and behind them"
        );
        let of = |letters: &str| shelf(key(letters.as_bytes()));
        assert!(of("w ") < of("wa") && of("wz") < of("w{"));
        assert_eq!((of("w "), of("w{")), (of("w"), of("w~")));
    }
}
