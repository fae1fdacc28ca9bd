//! The bytes that terminals send, read without keeping more state than the last sequence.

use super::{
    Input,
    background::background,
    codes::{letter_key, tilde_key},
};
use crate::app::key::{Code, Key};

/// The most bytes of a paste; what is longer is cut.
const PASTE_BYTES: usize = 64 * 1024;
/// The most bytes of a sequence; a longer one is no sequence.
const SEQUENCE_BYTES: usize = 64;
const PASTE_BEGIN: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// Bytes that are not read yet.
#[derive(Debug, Default)]
pub(super) struct Parser {
    bytes: Vec<u8>,
    paste: Option<Vec<u8>>,
}

/// What the first bytes are.
enum First {
    /// Something of this many bytes; `None` means nothing to us.
    Whole(usize, Option<Input>),
    /// A paste begins behind this many bytes.
    Paste(usize),
    /// More bytes have to come.
    Incomplete,
}

impl Parser {
    /// Whether the beginning of a sequence waits for its end, which may never come. The answer to a
    /// question has one, however slow it is: its letters must not become keys.
    pub(super) fn is_waiting(&self) -> bool {
        self.paste.is_none() && !self.bytes.is_empty() && !is_answer(&self.bytes)
    }

    /// Takes bytes.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.bytes.extend_from_slice(bytes);
        let mut events = Vec::new();
        loop {
            if self.paste.is_some() {
                match self.end_of_paste() {
                    Some(text) => events.push(Input::Paste(text)),
                    None => return events,
                }
            }
            let (length, event) = match first(&self.bytes) {
                First::Whole(length, event) => (length, event),
                First::Paste(length) => {
                    self.paste = Some(Vec::new());
                    (length, None)
                }
                First::Incomplete => return events,
            };
            self.bytes.drain(..length.min(self.bytes.len()));
            events.extend(event);
        }
    }

    /// The rest of the sequence did not come: the first byte was a key of its own.
    pub(super) fn flush(&mut self) -> Vec<Input> {
        if self.bytes == b"\x1b]" {
            self.bytes.clear();
            return vec![alt(Input::Key(Key::char(']')))];
        }
        let rest = std::mem::take(&mut self.bytes);
        let Some((first, rest)) = rest.split_first() else {
            return Vec::new();
        };
        let mut events = Vec::new();
        if *first == 0x1b {
            events.push(Input::Key(Key::plain(Code::Esc)));
            events.extend(self.feed(rest));
        }
        events
    }

    fn end_of_paste(&mut self) -> Option<String> {
        let pasted = self.paste.as_mut()?;
        let end = self
            .bytes
            .windows(PASTE_END.len())
            .position(|window| window == PASTE_END);
        // The last bytes may be the beginning of the end.
        let taken = end.unwrap_or(self.bytes.len().saturating_sub(PASTE_END.len()));
        let room = PASTE_BYTES.saturating_sub(pasted.len());
        pasted.extend(self.bytes.drain(..taken).take(room));
        end?;
        self.bytes.drain(..PASTE_END.len().min(self.bytes.len()));
        let pasted = self.paste.take().unwrap_or_default();
        Some(String::from_utf8_lossy(&pasted).into_owned())
    }
}

fn first(bytes: &[u8]) -> First {
    let key = |length: usize, key: Key| First::Whole(length, Some(Input::Key(key)));
    match bytes {
        [] | [0x1b] | [0x1b, b'O' | b']'] => First::Incomplete,
        [0x1b, b'[', rest @ ..] => control_sequence(rest, bytes),
        [0x1b, b']', ..] if is_answer(bytes) => answer(bytes),
        [0x1b, b'O', letter, ..] => match letter_key(*letter) {
            Some(code) => key(3, Key::plain(code)),
            None => First::Whole(3, None),
        },
        // Two Esc in a row: the first one stands alone.
        [0x1b, 0x1b, ..] => key(1, Key::plain(Code::Esc)),
        [0x1b, rest @ ..] => match first(rest) {
            First::Whole(length, event) => First::Whole(length + 1, event.map(alt)),
            First::Paste(length) => First::Paste(length + 1),
            First::Incomplete => First::Incomplete,
        },
        [byte @ ..0x80, ..] => key(1, ascii(*byte)),
        _ => character(bytes),
    }
}

/// A key with Alt.
fn alt(event: Input) -> Input {
    match event {
        Input::Key(key) => Input::Key(Key { alt: true, ..key }),
        other => other,
    }
}

/// Keys of one byte.
fn ascii(byte: u8) -> Key {
    match byte {
        b'\r' | b'\n' => Key::plain(Code::Enter),
        b'\t' => Key::plain(Code::Tab),
        0x7f | 0x08 => Key::plain(Code::Backspace),
        0 => Key::ctrl(' '),
        1..=26 => Key::ctrl(char::from(byte - 1 + b'a')),
        27..=31 => Key::ctrl(char::from(byte - 27 + b'3')),
        _ => Key::char(char::from(byte)),
    }
}

/// A character beyond ASCII; a byte that begins none is dropped.
fn character(bytes: &[u8]) -> First {
    let head = bytes.get(..bytes.len().min(4)).unwrap_or_default();
    let (text, wrong) = match std::str::from_utf8(head) {
        Ok(text) => (text, None),
        Err(error) => {
            let (valid, _) = head
                .split_at_checked(error.valid_up_to())
                .unwrap_or_default();
            let text = std::str::from_utf8(valid).unwrap_or_default();
            (text, Some(error.error_len()))
        }
    };
    match (text.chars().next(), wrong) {
        (Some(c), _) => First::Whole(c.len_utf8(), Some(Input::Key(Key::char(c)))),
        (None, Some(None)) => First::Incomplete,
        (None, Some(Some(length))) => First::Whole(length, None),
        (None, None) => First::Whole(1, None),
    }
}

/// Whether an operating system command begins here: `ESC ]` and a number. By hand nobody types both
/// at once.
fn is_answer(bytes: &[u8]) -> bool {
    matches!(bytes, [0x1b, b']', b'0'..=b'9', ..])
}

/// `ESC ]`, a text, then BEL or `ESC \`. A control character ends it, too, and counts for itself:
/// what never ends must not hold the keys.
fn answer(bytes: &[u8]) -> First {
    let text = bytes.get(2..).unwrap_or_default();
    let Some(end) = text.iter().position(|byte| *byte < b' ') else {
        return if text.len() > SEQUENCE_BYTES {
            First::Whole(bytes.len(), None)
        } else {
            First::Incomplete
        };
    };
    let (text, tail) = text.split_at_checked(end).unwrap_or_default();
    let said = || background(text).map(|light| Input::Background { light });
    match tail {
        [0x07, ..] => First::Whole(2 + end + 1, said()),
        [0x1b] => First::Incomplete,
        [0x1b, b'\\', ..] => First::Whole(2 + end + 2, said()),
        _ => First::Whole(2 + end, None),
    }
}

/// `ESC [`, parameters, a letter.
fn control_sequence(rest: &[u8], all: &[u8]) -> First {
    let Some(end) = rest.iter().position(|byte| (0x40..=0x7e).contains(byte)) else {
        return if rest.len() > SEQUENCE_BYTES {
            First::Whole(all.len(), None)
        } else {
            First::Incomplete
        };
    };
    let length = end + 3;
    if all.starts_with(PASTE_BEGIN) {
        return First::Paste(length);
    }
    let (parameters, tail) = rest.split_at_checked(end).unwrap_or_default();
    let letter = tail.first().copied().unwrap_or_default();
    if let Some(mouse) = parameters.strip_prefix(b"<") {
        return First::Whole(length, mouse_event(&numbers(mouse), letter));
    }
    let numbers = numbers(parameters);
    let number = |at: usize| numbers.get(at).copied().unwrap_or(0);
    let code = match letter {
        b'I' if parameters.is_empty() => return First::Whole(length, Some(Input::FocusGained)),
        b'~' => tilde_key(number(0)),
        b'u' => match number(0) {
            9 if number(1) == 2 => Some(Code::BackTab),
            27 => Some(Code::Esc),
            code @ ..=127 => u8::try_from(code).ok().map(|byte| ascii(byte).code),
            code => char::from_u32(code).map(Code::Char),
        },
        b'Z' => Some(Code::BackTab),
        // The answer to a question about the cursor looks like F3.
        b'R' => None,
        letter => letter_key(letter),
    };
    // 1 + the sum of Shift 1, Alt 2, Ctrl 4.
    let modifiers = number(1).saturating_sub(1);
    let event = code.map(|code| {
        Input::Key(Key {
            code,
            alt: modifiers & 2 != 0,
            ctrl: modifiers & 4 != 0,
        })
    });
    First::Whole(length, event)
}

fn numbers(parameters: &[u8]) -> Vec<u32> {
    let text = std::str::from_utf8(parameters).unwrap_or_default();
    text.split(';')
        .map(|number| {
            let number = number.split(':').next().unwrap_or_default();
            number.parse().unwrap_or(0)
        })
        .collect()
}

fn mouse_event(numbers: &[u32], letter: u8) -> Option<Input> {
    let [button, column, row] = numbers else {
        return None;
    };
    let place = |from_one: u32| u16::try_from(from_one.saturating_sub(1)).ok();
    let (column, row) = (place(*column)?, place(*row)?);
    match (button, letter) {
        (0, b'M') => Some(Input::Click(column, row)),
        (64, b'M') => Some(Input::Wheel(column, row, -3)),
        (65, b'M') => Some(Input::Wheel(column, row, 3)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(bytes: &[u8]) -> String {
        let mut parser = Parser::default();
        let mut events = parser.feed(bytes);
        events.extend(parser.flush());
        let names: Vec<String> = events
            .into_iter()
            .map(|event| match event {
                Input::Key(key) => key.to_string(),
                other => format!("{other:?}"),
            })
            .collect();
        names.join(" ")
    }

    #[test]
    fn bytes_are_keys() {
        for (bytes, expected) in [
            (&b"aZ?"[..], "a Z ?"),
            (b"\r\t\x7f ", "Enter Tab Backspace Space"),
            (b"\x03\x1a\x12", "Ctrl-c Ctrl-z Ctrl-r"),
            (b"\x1b[A\x1b[B\x1bOC\x1b[D", "Up Down Right Left"),
            (b"\x1b[5~\x1b[6~\x1b[H\x1b[4~", "PgUp PgDn Home End"),
            (b"\x1b[Z\x1b[9;2u", "Shift-Tab Shift-Tab"),
            (b"\x1bb\x1b\x7f", "Alt-b Alt-Backspace"),
            (b"\x1b[1;5C\x1b[1;3D", "Ctrl-Right Alt-Left"),
            (b"\x1bOP\x1b[15~\x1b[24~", "F1 F5 F12"),
            ("é日🙂".as_bytes(), "é 日 🙂"),
            (b"\x1b", "Esc"),
            (b"\x1b\x1b", "Esc Esc"),
            (b"\x1b[97;5u\x1b[27u", "Ctrl-a Esc"),
        ] {
            assert_eq!(keys(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn answers_to_nobodys_question_are_swallowed() {
        assert_eq!(keys(b"\x1b[?62;4c\x1b[12;1Ra\x1b[O"), "a");
        assert_eq!(keys(b"\xff\xc3(b"), "( b");
    }

    #[test]
    fn the_terminal_tells_its_background_however_slowly() {
        let light = "Background { light: true }";
        let dark = "Background { light: false }";
        for (bytes, expected) in [
            (&b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"[..], light),
            (b"\x1b]11;rgb:1e/1e/2e\x07", dark),
            (b"\x1b]11;rgba:f/d/e/f\x07", light),
            (b"\x1b]11;rgb:ffff/0000/0000\x07", dark),
            (
                b"\x1b]11;rgb:/ff/ff\x07\x1b]11;?\x07\x1b]4;1;rgb:0/0/0\x07",
                "",
            ),
            (b"\x1b]", "Alt-]"),
            (b"\x1b]a", "Alt-] a"),
            // What is not ended holds no keys.
            (b"\x1b]11;rgb:ff\x03q", "Ctrl-c q"),
            (b"\x1b]11;rgb:ff\x1b[A", "Up"),
        ] {
            assert_eq!(
                keys(bytes),
                expected,
                "{:?}",
                String::from_utf8_lossy(bytes)
            );
        }
        let whole = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\x";
        for cut in 3..whole.len() - 2 {
            let mut parser = Parser::default();
            let mut events = parser.feed(&whole[..cut]);
            assert!(!parser.is_waiting(), "no key after a while, cut at {cut}");
            events.extend(parser.feed(&whole[cut..]));
            let expected = [
                Input::Background { light: true },
                Input::Key(Key::char('x')),
            ];
            assert_eq!(events, expected, "cut at {cut}");
        }
    }

    #[test]
    fn the_mouse_counts_from_one_and_we_from_zero() {
        assert_eq!(keys(b"\x1b[<0;3;2M\x1b[<0;3;2m"), "Click(2, 1)");
        assert_eq!(keys(b"\x1b[<65;1;1M\x1b[<35;1;1M"), "Wheel(0, 0, 3)");
    }

    #[test]
    fn a_paste_is_one_text_wherever_it_is_cut() {
        let bytes = b"x\x1b[200~a\x1b[A\nb\x1b[201~y";
        for cut in 0..bytes.len() {
            let mut parser = Parser::default();
            let mut events = parser.feed(&bytes[..cut]);
            events.extend(parser.feed(&bytes[cut..]));
            assert_eq!(
                events,
                [
                    Input::Key(Key::char('x')),
                    Input::Paste("a\u{1b}[A\nb".to_owned()),
                    Input::Key(Key::char('y')),
                ],
                "cut at {cut}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(0_u8.., 0..200)) {
            let mut parser = Parser::default();
            let whole = parser.feed(&bytes).len() + parser.flush().len();
            proptest::prop_assert!(whole <= bytes.len() + 1);
            proptest::prop_assert!(parser.paste.is_some() || parser.bytes.len() <= SEQUENCE_BYTES + 4);
        }
    }
}
