//! What LinkedIn writes wrongly, read as it was meant.

use std::{
    borrow::Cow,
    io::{BufRead, Read},
};

use super::{error::Fault, limits::Limits, records::Record};

/// Records that begin at a line with a date, whatever the lines between look like: comments with
/// line breaks are not quoted. Fields: date, link, text.
pub(super) struct DatedRecords<R> {
    source: R,
    /// The next line, which begins a record or stands before all of them.
    next: Vec<u8>,
    line: u64,
    text: String,
    ends: Vec<usize>,
    field_limit: usize,
}

/// `2024-01-09 15:45:12,`, where `0` stands for any digit.
const DATE: &[u8] = b"0000-00-00 00:00:00,";

impl<R: BufRead> DatedRecords<R> {
    pub(super) fn new(source: R, limits: &Limits) -> Self {
        Self {
            source,
            next: Vec::new(),
            line: 0,
            text: String::new(),
            ends: Vec::new(),
            field_limit: limits.field,
        }
    }

    /// What is read from.
    pub(super) fn source(&self) -> &R {
        &self.source
    }

    /// The next record, and whether it went over several lines without being quoted.
    pub(super) fn next(&mut self) -> Result<Option<(Record<'_>, bool)>, Fault> {
        if self.next.is_empty() && !self.read_line()? {
            return Ok(None);
        }
        let line = self.line;
        let mut whole = std::mem::take(&mut self.next);
        let mut lines = 1;
        while self.read_line()? && !begins_with_date(&self.next) {
            whole.append(&mut self.next);
            lines += 1;
            if whole.len() > self.field_limit {
                let limit = self.field_limit;
                return Err(Fault::FieldTooLong { line, limit });
            }
        }
        let whole = String::from_utf8_lossy(&whole);
        let whole = whole.trim_end_matches(['\r', '\n']);
        self.text.clear();
        self.ends.clear();
        let mut fields = whole.splitn(3, ',');
        for field in [fields.next(), fields.next()].into_iter().flatten() {
            self.text.push_str(field.trim_matches('"'));
            self.ends.push(self.text.len());
        }
        let text = fields.next().unwrap_or_default();
        let quoted = unquote(text);
        let spilled = lines > 1 && matches!(quoted, Cow::Borrowed(same) if same == text);
        self.text.push_str(&quoted);
        self.ends.push(self.text.len());
        if whole.is_empty() {
            self.ends.clear();
        }
        let record = Record::new(line, &self.text, &self.ends);
        Ok(Some((record, spilled)))
    }

    fn read_line(&mut self) -> Result<bool, Fault> {
        self.next.clear();
        let most = self.field_limit as u64 + 1;
        let read = (&mut self.source)
            .take(most)
            .read_until(b'\n', &mut self.next)?;
        self.line += 1;
        if read > self.field_limit {
            let (line, limit) = (self.line, self.field_limit);
            return Err(Fault::FieldTooLong { line, limit });
        }
        Ok(read > 0)
    }
}

/// Whether the rows of a file begin with dates of this form, as far as its first row tells. In a
/// copy with other dates no record would begin.
pub(super) fn is_dated(front: &[u8]) -> bool {
    let mut lines = front.splitn(2, |byte| *byte == b'\n').skip(1);
    lines
        .next()
        .is_none_or(|row| row.is_empty() || begins_with_date(row))
}

fn begins_with_date(line: &[u8]) -> bool {
    line.len() >= DATE.len()
        && line.iter().zip(DATE).all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            _ => byte == form,
        })
}

/// A field without its quotes, if it is quoted.
fn unquote(field: &str) -> Cow<'_, str> {
    let inner = field.strip_prefix('"').and_then(|f| f.strip_suffix('"'));
    match inner {
        Some(inner) => Cow::Owned(inner.replace("\"\"", "\"")),
        None => Cow::Borrowed(field),
    }
}

/// A post whose line breaks were written as quote, line break, quote; blank lines as two quotes.
pub(super) fn line_breaks(text: &str) -> Cow<'_, str> {
    if !text.contains("\"\n\"") && !text.contains("\"\r\n\"") {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let mut joined = String::with_capacity(text.len());
    let mut open = false;
    for (index, line) in lines.iter().enumerate() {
        let line = if open {
            line.strip_prefix('"').unwrap_or(line)
        } else {
            line
        };
        let plain = line.strip_suffix('\r').unwrap_or(line);
        let opens = lines
            .get(index + 1)
            .is_some_and(|next| next.starts_with('"'));
        let closed = plain.strip_suffix('"').filter(|_| opens);
        if index > 0 {
            joined.push('\n');
        }
        joined.push_str(closed.unwrap_or(line));
        open = closed.is_some();
    }
    // Texts that begin with a quote end with one.
    match joined.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
        Some(inner) if !inner.contains('"') => Cow::Owned(inner.to_owned()),
        _ => Cow::Owned(joined),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Rows = Vec<(u64, Vec<String>, bool)>;

    fn read(text: &str) -> Rows {
        let mut records = DatedRecords::new(text.as_bytes(), &Limits::default());
        let mut rows = Vec::new();
        while let Some((record, spilled)) = records.next().unwrap() {
            let fields = record.fields().map(str::to_owned).collect();
            rows.push((record.line, fields, spilled));
        }
        rows
    }

    #[test]
    fn a_comment_that_spills_over_lines_is_one_record() {
        let rows = read(concat!(
            "Date,Link,Message\n",
            "2024-01-09 15:45:12,https://l/1,Well said\n\nand true\n",
            "2024-01-09 15:45:13,https://l/2,\"Yes, \"\"so\"\"\nit is\"\n",
            "2024-01-09 15:45:14,https://l/3,Short",
        ));
        let texts: Vec<_> = rows
            .iter()
            .map(|(line, f, s)| (*line, f[2].as_str(), *s))
            .collect();
        assert_eq!(
            texts,
            [
                (1, "Message", false),
                (2, "Well said\n\nand true", true),
                (5, "Yes, \"so\"\nit is", false),
                (7, "Short", false),
            ]
        );
    }

    #[test]
    fn quotes_around_line_breaks_go() {
        for (written, meant) in [
            ("one\"\n\"\"\n\"two", "one\n\ntwo"),
            ("\"one\"\n\"two\"", "one\ntwo"),
            ("one\"\r\n\"two", "one\ntwo"),
            ("say \"so\"\nit is", "say \"so\"\nit is"),
            ("plain", "plain"),
        ] {
            assert_eq!(line_breaks(written), meant, "{written:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_repaired_or_left(text in "[a\"\n\r,0-9: -]{0,60}") {
            drop(line_breaks(&text));
            drop(read(&text));
        }
    }
}
