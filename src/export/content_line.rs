//! The lines that vCard and iCalendar share: a name, a value, escaped and folded. Sources: RFC 6350
//! 3.2 to 3.4, RFC 5545 3.1 and 3.3.11; safety.md 5.5.

use crate::text::clean::Safe;

/// A line has at most so many octets, without its end (RFC 5545 3.1, RFC 6350 3.2).
const OCTETS: usize = 75;

/// Lines of a file, each ended by CRLF.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
}

impl Lines {
    /// A line whose value is of our own making: a day, a number, an address that was judged.
    pub(super) fn line(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for char in name.chars().chain(":".chars()).chain(value.chars()) {
            if width + char.len_utf8() > OCTETS {
                self.text.push_str("\r\n ");
                width = 1;
            }
            self.text.push(char);
            width += char.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    /// A line with a text. An empty one is no line.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.line(name, &escaped(text));
        }
    }

    /// A line of parts, `;` or `,` between them.
    pub(super) fn parts(&mut self, name: &str, parts: &[&str], between: &str) {
        let parts: Vec<String> = parts.iter().map(|part| escaped(part)).collect();
        self.line(name, &parts.join(between));
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// A text as a value: cleaned, and whatever has a meaning in these formats escaped.
fn escaped(text: &str) -> String {
    let clean = Safe::outgoing(text);
    let mut value = String::with_capacity(clean.as_str().len());
    for char in clean.as_str().chars() {
        match char {
            '\\' | ';' | ',' => value.extend(['\\', char]),
            '\n' => value.push_str("\\n"),
            char => value.push(char),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(name: &str, text: &str) -> String {
        let mut lines = Lines::default();
        lines.text(name, text);
        lines.finish()
    }

    #[test]
    fn nothing_in_a_text_can_end_the_line_or_the_value() {
        let hostile =
            "a\r\nATTENDEE:mailto:x@example.com\rb\nc\u{85}d\u{2028}e\u{2029}f;g,h\\n\u{7}";
        let line = one("NOTE", hostile);
        assert_eq!(
            line.matches("\r\n").count(),
            line.matches("\r\n ").count() + 1
        );
        assert!(!line.replace("\r\n", "").contains(['\r', '\n']));
        let whole = line.replace("\r\n ", "");
        assert!(
            whole.starts_with(
                "NOTE:a\\nATTENDEE:mailto:x@example.com\\nb\\nc\\nd\\ne\\nf\\;g\\,h\\\\n"
            ),
            "{whole}"
        );
    }

    #[test]
    fn a_line_is_as_wide_as_it_may_be_and_no_wider() {
        let widths = |length: usize| -> Vec<usize> {
            let line = one("NOTE", &"x".repeat(length));
            line.trim_end().split("\r\n").map(str::len).collect()
        };
        assert_eq!(widths(OCTETS - 5), [OCTETS]);
        assert_eq!(widths(OCTETS - 4), [OCTETS, 2], "a blank and the rest");
        assert_eq!(widths(2 * OCTETS), [OCTETS, OCTETS, 7]);
    }

    proptest! {
        #[test]
        fn every_line_keeps_to_its_width_and_unfolds_to_what_it_was(text in "\\PC{0,300}") {
            let folded = one("NOTE", &text);
            for line in folded.split("\r\n") {
                prop_assert!(line.len() <= OCTETS, "{line}");
            }
            let whole = folded.replace("\r\n ", "");
            let expected = escaped(&text);
            if expected.is_empty() {
                prop_assert!(whole.is_empty() || whole == "NOTE:\r\n");
            } else {
                prop_assert_eq!(whole, format!("NOTE:{expected}\r\n"));
            }
        }
    }
}
