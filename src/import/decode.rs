//! Bytes of a csv file to UTF-8, whatever they were.

use std::fmt;
use std::io::{self, BufRead, Read};

/// How a file was encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, as LinkedIn writes it.
    #[default]
    Utf8,
    /// UTF-16 with a byte order mark, little-endian: some files of 2018.
    Utf16Le,
    /// UTF-16 with a byte order mark, big-endian: a program saved it again.
    Utf16Be,
    /// ISO 8859-1: LinkedIn in 2017, or a spreadsheet program saved it again.
    Latin1,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Latin1 => "ISO 8859-1",
        })
    }
}

const CHUNK: usize = 1 << 16;

/// Reads a file as UTF-8. What is not text of its encoding becomes U+FFFD and is counted.
///
/// A file without a mark is UTF-8. It is taken for ISO 8859-1 when the first chunk with anything
/// but ASCII holds no character of UTF-8 and only bytes that are printable in ISO 8859-1.
pub(super) struct Decoded<R> {
    inner: R,
    encoding: Option<Encoding>,
    begun: bool,
    raw: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    replaced: u64,
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner,
            encoding: None,
            begun: false,
            raw: Vec::new(),
            out: Vec::new(),
            at: 0,
            replaced: 0,
        }
    }

    /// How the part read so far was encoded.
    pub(super) fn encoding(&self) -> Encoding {
        self.encoding.unwrap_or_default()
    }

    /// How often something became U+FFFD so far.
    pub(super) fn replaced(&self) -> u64 {
        self.replaced
    }

    /// Decodes the next chunk into `out`. What is incomplete at its end stays in `raw`.
    fn refill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.at = 0;
        while self.out.is_empty() {
            let missing = CHUNK.saturating_sub(self.raw.len()) as u64;
            let read = (&mut self.inner).take(missing).read_to_end(&mut self.raw)?;
            let last = (read as u64) < missing;
            if !self.begun {
                self.begun = true;
                self.sniff_mark();
            }
            if self.raw.is_empty() {
                return Ok(());
            }
            match self.encoding {
                Some(Encoding::Latin1) => self.latin1(),
                Some(Encoding::Utf16Le) => self.utf16(u16::from_le_bytes, last),
                Some(Encoding::Utf16Be) => self.utf16(u16::from_be_bytes, last),
                Some(Encoding::Utf8) | None => self.utf8(last),
            }
        }
        Ok(())
    }

    fn sniff_mark(&mut self) {
        for (mark, encoding) in [
            (&b"\xef\xbb\xbf"[..], Encoding::Utf8),
            (b"\xff\xfe", Encoding::Utf16Le),
            (b"\xfe\xff", Encoding::Utf16Be),
        ] {
            if self.raw.starts_with(mark) {
                self.encoding = Some(encoding);
                self.raw.drain(..mark.len());
                return;
            }
        }
    }

    fn utf8(&mut self, last: bool) {
        let Err(error) = std::str::from_utf8(&self.raw) else {
            if self.encoding.is_none() && !self.raw.is_ascii() {
                self.encoding = Some(Encoding::Utf8);
            }
            std::mem::swap(&mut self.raw, &mut self.out);
            self.raw.clear();
            return;
        };
        if error.error_len().is_none() && !last {
            self.out.extend(self.raw.drain(..error.valid_up_to()));
            return;
        }
        if self.encoding.is_none() && looks_like_latin1(&self.raw) {
            self.encoding = Some(Encoding::Latin1);
            return self.latin1();
        }
        self.encoding = Some(Encoding::Utf8);
        let mut rest = self.raw.len();
        for chunk in self.raw.utf8_chunks() {
            self.out.extend_from_slice(chunk.valid().as_bytes());
            rest -= chunk.valid().len() + chunk.invalid().len();
            if chunk.invalid().is_empty() {
                continue;
            }
            let incomplete = std::str::from_utf8(chunk.invalid())
                .is_err_and(|error| error.error_len().is_none());
            if rest == 0 && incomplete && !last {
                let carry = chunk.invalid().to_vec();
                self.raw = carry;
                return;
            }
            self.out.extend_from_slice("\u{fffd}".as_bytes());
            self.replaced += 1;
        }
        self.raw.clear();
    }

    fn latin1(&mut self) {
        let text: String = self.raw.iter().map(|byte| char::from(*byte)).collect();
        self.out = text.into_bytes();
        self.raw.clear();
    }

    fn utf16(&mut self, unit: fn([u8; 2]) -> u16, last: bool) {
        let (pairs, odd) = self.raw.as_chunks::<2>();
        let mut units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        let mut carry = Vec::new();
        if !last
            && let Some(high @ 0xd800..0xdc00) = units.last()
            && let Some(pair) = pairs.last()
        {
            debug_assert_eq!(unit(*pair), *high);
            carry.extend_from_slice(pair);
            units.pop();
        }
        if last && !odd.is_empty() {
            units.push(0xfffd);
            self.replaced += 1;
        } else {
            carry.extend_from_slice(odd);
        }
        let mut text = String::with_capacity(units.len());
        for decoded in char::decode_utf16(units) {
            text.push(decoded.unwrap_or_else(|_| {
                self.replaced += 1;
                char::REPLACEMENT_CHARACTER
            }));
        }
        self.out = text.into_bytes();
        self.raw = carry;
    }
}

/// Whether a chunk with something that is not UTF-8 reads as ISO 8859-1.
fn looks_like_latin1(raw: &[u8]) -> bool {
    raw.utf8_chunks()
        .all(|chunk| chunk.valid().is_ascii() && chunk.invalid().iter().all(|byte| *byte >= 0xa0))
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.out.len() {
            self.refill()?;
        }
        Ok(self.out.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.out.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decode(bytes: &[u8]) -> (String, Encoding, u64) {
        let mut decoded = Decoded::new(bytes);
        let mut text = String::new();
        decoded.read_to_string(&mut text).unwrap();
        (text, decoded.encoding(), decoded.replaced())
    }

    #[test]
    fn plain_text_stays_and_a_mark_goes() {
        assert_eq!(decode("Zoë".as_bytes()), ("Zoë".into(), Encoding::Utf8, 0));
        assert_eq!(decode(b"\xef\xbb\xbfa").0, "a");
        assert_eq!(decode(b"").0, "");
    }

    #[test]
    fn the_utf16_of_2018_is_read_with_half_pairs_replaced() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("a\u{1f600}".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode(&bytes), ("a\u{1f600}".into(), Encoding::Utf16Le, 0));
        bytes.pop();
        assert_eq!(decode(&bytes).2, 2, "a half pair and a half unit");
    }

    #[test]
    fn latin1_is_recognised_and_broken_utf8_is_not_taken_for_it() {
        assert_eq!(decode(b"Jos\xe9").1, Encoding::Latin1);
        assert_eq!(decode(b"Jos\xe9").0, "José");
        assert_eq!(
            decode("José é".as_bytes()),
            ("José é".into(), Encoding::Utf8, 0)
        );
        assert_eq!(
            decode(b"Jos\xc3\xa9 \xff"),
            ("José \u{fffd}".into(), Encoding::Utf8, 1)
        );
        assert_eq!(decode(b"a\x80b"), ("a\u{fffd}b".into(), Encoding::Utf8, 1));
    }

    #[test]
    fn a_character_across_two_chunks_is_whole() {
        for shift in 0..4 {
            let text = format!("é{}{}", "x".repeat(CHUNK - 4 + shift), "\u{1f600}é");
            assert_eq!(decode(text.as_bytes()), (text.clone(), Encoding::Utf8, 0));
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(units).collect();
            assert_eq!(decode(&bytes), (text, Encoding::Utf16Le, 0));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_become_text(bytes: Vec<u8>) {
            let (text, encoding, replaced) = decode(&bytes);
            if let Ok(same) = std::str::from_utf8(&bytes) {
                prop_assert_eq!(text, same.strip_prefix('\u{feff}').unwrap_or(same));
            } else if encoding == Encoding::Utf8 {
                prop_assert!(replaced > 0);
            }
        }
    }
}
