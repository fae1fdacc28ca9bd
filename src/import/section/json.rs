//! The small part of JSON that import files are made of.

use super::BadLine;

/// Writes a text in quotes.
pub(super) fn write_text(line: &mut Vec<u8>, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    line.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(plain) = rest
        .iter()
        .position(|byte| *byte < 0x20 || matches!(byte, b'"' | b'\\'))
    {
        let (front, back) = rest.split_at(plain);
        line.extend_from_slice(front);
        if let Some((byte, back)) = back.split_first() {
            match byte {
                b'"' | b'\\' => line.extend_from_slice(&[b'\\', *byte]),
                b'\n' => line.extend_from_slice(b"\\n"),
                b'\r' => line.extend_from_slice(b"\\r"),
                b'\t' => line.extend_from_slice(b"\\t"),
                _ => {
                    let digit = |half: u8| HEX.get(usize::from(half)).copied().unwrap_or(b'0');
                    line.extend_from_slice(b"\\u00");
                    line.extend_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
                }
            }
            rest = back;
        }
    }
    line.extend_from_slice(rest);
    line.push(b'"');
}

/// A line that is being read. Blanks between the parts are allowed, as in JSON.
pub(super) struct Input<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Input<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&mut self) -> Option<u8> {
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            if !matches!(byte, b' ' | b'\t') {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    /// Passes over a byte if it is the next one.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, byte: u8) -> Result<(), BadLine> {
        if self.take(byte) {
            Ok(())
        } else {
            Err(BadLine)
        }
    }

    /// Nothing may follow.
    pub(super) fn end(&mut self) -> Result<(), BadLine> {
        if self.peek().is_none() {
            Ok(())
        } else {
            Err(BadLine)
        }
    }

    /// Passes over a whole number.
    pub(super) fn number(&mut self) -> Result<(), BadLine> {
        self.peek();
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.at += digits;
        if digits > 0 { Ok(()) } else { Err(BadLine) }
    }

    /// Reads an array of texts.
    pub(super) fn texts(&mut self) -> Result<Vec<String>, BadLine> {
        let mut texts = Vec::new();
        self.expect(b'[')?;
        if self.take(b']') {
            return Ok(texts);
        }
        loop {
            let mut text = String::new();
            self.text(&mut text)?;
            texts.push(text);
            if self.take(b']') {
                return Ok(texts);
            }
            self.expect(b',')?;
        }
    }

    /// Reads a text into this one, in the place of what it held. On an error it holds what it held.
    pub(super) fn text(&mut self, into: &mut String) -> Result<(), BadLine> {
        self.expect(b'"')?;
        let plain = self.plain()?;
        if self.take_exactly(b'"') {
            into.clear();
            into.push_str(plain);
            return Ok(());
        }
        let mut text = plain.to_owned();
        loop {
            self.escape(&mut text)?;
            text.push_str(self.plain()?);
            if self.take_exactly(b'"') {
                *into = text;
                return Ok(());
            }
        }
    }

    /// The text up to the next quote or backslash, which must come.
    fn plain(&mut self) -> Result<&'a str, BadLine> {
        let rest = self.rest();
        let length = rest
            .bytes()
            .position(|byte| matches!(byte, b'"' | b'\\'))
            .ok_or(BadLine)?;
        self.at += length;
        rest.get(..length).ok_or(BadLine)
    }

    fn take_exactly(&mut self, byte: u8) -> bool {
        let found = self.text.as_bytes().get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    fn escape(&mut self, into: &mut String) -> Result<(), BadLine> {
        self.expect(b'\\')?;
        let byte = *self.text.as_bytes().get(self.at).ok_or(BadLine)?;
        self.at += 1;
        into.push(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => self.unicode()?,
            _ => return Err(BadLine),
        });
        Ok(())
    }

    fn unicode(&mut self) -> Result<char, BadLine> {
        let first = self.hex()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).ok_or(BadLine);
        }
        self.expect(b'\\')?;
        self.expect(b'u')?;
        let second = self.hex()?;
        if !(0xdc00..0xe000).contains(&second) {
            return Err(BadLine);
        }
        let joined = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        char::from_u32(joined).ok_or(BadLine)
    }

    fn hex(&mut self) -> Result<u32, BadLine> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(BadLine)?;
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| BadLine)
    }
}
