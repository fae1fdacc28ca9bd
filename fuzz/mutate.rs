//! Changes inputs: bits, bytes, numbers, pieces of the same and of other inputs, words that mean
//! something, and characters that have made trouble in other programs.

/// A repeatable stream of numbers (xorshift64*).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).unwrap() % limit.max(1)
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> Option<&'a T> {
        all.get(self.below(all.len())).copied()
    }
}

/// Characters and numbers at the edges of what programs expect.
const EDGES: &[&str] = &[
    "\0",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\x1b[31m",
    "\x1b]0;x\x07",
    "\u{7f}",
    "\u{85}",
    "\u{9b}31m",
    " ",
    "\"",
    "'",
    "\\",
    ",",
    ";",
    ":",
    "=",
    "%",
    "<",
    ">",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "|",
    "~",
    "`",
    "-",
    "+",
    "/",
    "..",
    "0",
    "-1",
    "1e999",
    "255",
    "65536",
    "2147483648",
    "4294967296",
    "9223372036854775808",
    "18446744073709551616",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "ı",
    "ﬁ",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{202e}",
    "\u{2028}",
    "\u{2029}",
    "\u{2066}",
    "\u{fe0f}",
    "\u{feff}",
    "\u{ff1d}",
    "\u{fffd}",
    "\u{ffff}",
    "\u{10ffff}",
    "\u{e0041}",
    "\u{e000}",
    "中",
    "日本語",
    "한",
    "עברית",
    "العربية",
    "ไทย",
    "हिन्दी",
    "👍",
    "👨‍👩‍👧",
    "🇩🇪",
    "🏴",
    "ﷺ",
    "𒀱",
    "Ǆ",
    "ŉ",
    "ᾳ",
    "\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
];

/// Makes inputs out of others.
pub(crate) struct Mutator {
    random: Random,
    words: &'static [&'static str],
    most: usize,
}

impl Mutator {
    pub(crate) fn new(random: Random, words: &'static [&'static str], most: usize) -> Self {
        Self {
            random,
            words,
            most,
        }
    }

    /// One of the seeds, changed in one to eight places.
    pub(crate) fn change(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = self.one(seeds).to_vec();
        for _ in 0..=self.random.below(8) {
            self.step(&mut input, seeds);
        }
        input.truncate(self.most);
        input
    }

    fn one<'a>(&mut self, seeds: &'a [Vec<u8>]) -> &'a [u8] {
        let at = self.random.below(seeds.len());
        seeds.get(at).map_or(b"", Vec::as_slice)
    }

    fn step(&mut self, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let at = self.random.below(input.len() + 1);
        // Small pieces more often than large ones.
        let reach = 1 + self.random.below(64);
        let length = 1 + self.random.below(reach);
        let end = (at + length).min(input.len());
        match self.random.below(10) {
            0 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << self.random.below(8);
                }
            }
            1 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte = u8::try_from(self.random.below(256)).unwrap();
                }
            }
            2 => drop(input.drain(at..end)),
            3 => {
                let piece = input[at..end].to_vec();
                let times = 1 + self.random.below(4);
                let to = self.random.below(input.len() + 1);
                input.splice(to..to, piece.repeat(times));
            }
            4 => {
                let other = self.one(seeds);
                let from = self.random.below(other.len() + 1);
                let to = (from + length).min(other.len());
                input.splice(at..end, other[from..to].to_vec());
            }
            5 => {
                // The beginning of this, the end of another.
                let other = self.one(seeds);
                let from = self.random.below(other.len() + 1);
                input.truncate(at);
                input.extend_from_slice(&other[from..]);
            }
            6 => input.truncate(at),
            7 => self.flood(input, at),
            8 => self.put(input, at, end, EDGES),
            _ if self.words.is_empty() => self.put(input, at, end, EDGES),
            _ => self.put(input, at, end, self.words),
        }
    }

    /// Puts a word between, or over what is there.
    fn put(&mut self, input: &mut Vec<u8>, at: usize, end: usize, words: &[&str]) {
        let word = self.random.of(words).unwrap_or_default();
        let end = if self.random.below(2) == 0 { at } else { end };
        input.splice(at..end, word.bytes());
    }

    /// Many of one thing: what is quadratic shows.
    fn flood(&mut self, input: &mut Vec<u8>, at: usize) {
        let words = if self.random.below(2) == 0 {
            self.words
        } else {
            EDGES
        };
        let word = self.random.of(words).unwrap_or("a");
        let times = 1 << self.random.below(13);
        let flood = word.repeat(times);
        input.splice(at..at, flood.bytes().take(self.most));
    }
}
