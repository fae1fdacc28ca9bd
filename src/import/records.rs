//! Records of a csv file, one at a time, in bounded memory, with the line each begins on.
//!
//! `csv-core` parses; this adds what its reader hides: blank lines are rows, the line numbers are
//! exact, a quote that is open at the end is an error, and a field cannot grow without bound.

use std::io::{BufRead, Cursor};

use csv_core::ReadRecordResult;

use super::{error::Fault, limits::Limits};

/// Reads records.
pub(super) struct Records<R> {
    source: R,
    core: csv_core::Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
    /// Line ends that the parser did not see.
    skipped: u64,
    after_cr: bool,
    field_limit: usize,
}

/// One record, or a blank line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    text: &'a str,
    ends: &'a [usize],
}

impl<'a> Record<'a> {
    /// A record of fields that end at these places of a text.
    pub(super) fn new(line: u64, text: &'a str, ends: &'a [usize]) -> Self {
        Self { line, text, ends }
    }

    /// How many fields it has; a blank line has none.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The field at this place, or nothing.
    pub(super) fn get(&self, index: usize) -> &'a str {
        let begin = match index.checked_sub(1) {
            Some(before) => self.ends.get(before).copied(),
            None => Some(0),
        };
        begin
            .zip(self.ends.get(index))
            .and_then(|(begin, end)| self.text.get(begin..*end))
            .unwrap_or_default()
    }

    /// All fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = &'a str> {
        let this = *self;
        (0..this.len()).map(move |index| this.get(index))
    }

    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Everything in it, for comparing whole records.
    pub(super) fn parts(&self) -> (&'a str, &'a [usize]) {
        (self.text, self.ends)
    }
}

/// Where reading a record stands.
enum Step {
    More,
    Done(usize),
}

impl<R: BufRead> Records<R> {
    /// Reads records with this delimiter.
    pub(super) fn new(source: R, delimiter: u8, limits: &Limits) -> Self {
        Self {
            source,
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            text: vec![0; 1 << 12],
            ends: vec![0; limits.columns + 1],
            skipped: 0,
            after_cr: false,
            field_limit: limits.field,
        }
    }

    /// What is read from.
    pub(super) fn source(&self) -> &R {
        &self.source
    }

    /// The next record.
    pub(super) fn next(&mut self) -> Result<Option<Record<'_>>, Fault> {
        let Some(first) = self.first_byte()? else {
            return Ok(None);
        };
        let line = self.line();
        if matches!(first, b'\n' | b'\r') {
            self.source.consume(1);
            self.after_cr = first == b'\r';
            self.skipped += u64::from(first == b'\n');
            return Ok(Some(Record {
                line,
                text: "",
                ends: &[],
            }));
        }
        let (mut written, mut fields) = (0, 0);
        let fields = loop {
            match self.step(line, &mut written, &mut fields)? {
                Step::More => {}
                Step::Done(fields) => break fields,
            }
        };
        let ends = self.ends.get(..fields).unwrap_or_default();
        // Decoding made it UTF-8, and no record ends inside a character.
        let text = self.text.get(..written).unwrap_or_default();
        let text = std::str::from_utf8(text).unwrap_or_default();
        Ok(Some(Record { line, text, ends }))
    }

    fn line(&self) -> u64 {
        self.core.line() + self.skipped
    }

    /// The byte with which the next record begins.
    fn first_byte(&mut self) -> Result<Option<u8>, Fault> {
        loop {
            let first = self.source.fill_buf()?.first().copied();
            if self.after_cr {
                self.after_cr = false;
                if first == Some(b'\n') {
                    self.source.consume(1);
                    self.skipped += 1;
                    continue;
                }
            }
            return Ok(first);
        }
    }

    fn step(&mut self, line: u64, written: &mut usize, fields: &mut usize) -> Result<Step, Fault> {
        let input = self.source.fill_buf()?;
        let ended = input.is_empty();
        // A line end closes the last record, unless a quote is open.
        let input = if ended { &b"\n"[..] } else { input };
        let (result, read, wrote, ended_fields) = self.core.read_record(
            input,
            self.text.get_mut(*written..).unwrap_or_default(),
            self.ends.get_mut(*fields..).unwrap_or_default(),
        );
        let last = input.get(read.wrapping_sub(1)).copied();
        if !ended {
            self.source.consume(read);
        }
        *written += wrote;
        *fields += ended_fields;
        let begun = match fields.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or_default(),
            None => 0,
        };
        if *written > self.field_limit && self.longest(*fields, *written) > self.field_limit {
            let limit = self.field_limit;
            return Err(Fault::FieldTooLong { line, limit });
        }
        match result {
            ReadRecordResult::Record | ReadRecordResult::End => {
                self.after_cr = last == Some(b'\r');
                if *fields >= self.ends.len() {
                    return Err(self.too_many(line));
                }
                Ok(Step::Done(*fields))
            }
            ReadRecordResult::InputEmpty if ended => {
                let before = self.text.get(..begun).unwrap_or_default();
                let lines = before.split(|byte| *byte == b'\n').count() as u64 - 1;
                Err(Fault::OpenQuote { line: line + lines })
            }
            ReadRecordResult::InputEmpty => Ok(Step::More),
            ReadRecordResult::OutputFull => {
                let doubled = self.text.len() * 2;
                self.text.resize(doubled, 0);
                Ok(Step::More)
            }
            ReadRecordResult::OutputEndsFull => Err(self.too_many(line)),
        }
    }

    /// The length of the longest of the fields read so far, the one under way included.
    fn longest(&self, fields: usize, written: usize) -> usize {
        let ends = self.ends.get(..fields).unwrap_or_default();
        let begins = std::iter::once(&0).chain(ends);
        let lengths = ends
            .iter()
            .chain([&written])
            .zip(begins)
            .map(|(end, begin)| end - begin);
        lengths.max().unwrap_or_default()
    }

    fn too_many(&self, line: u64) -> Fault {
        Fault::TooManyFields {
            line,
            limit: self.ends.len() - 1,
        }
    }
}

/// The first records of a text that may be cut anywhere, split with this delimiter: for finding
/// the header. Gives each record's line and fields.
pub(super) fn first_records(
    chunk: &[u8],
    delimiter: u8,
    count: usize,
    limits: &Limits,
) -> Vec<(u64, Vec<String>)> {
    let mut records = Records::new(Cursor::new(chunk), delimiter, limits);
    let mut found = Vec::new();
    while found.len() < count
        && let Ok(Some(record)) = records.next()
    {
        if record.len() > 0 {
            found.push((record.line, record.fields().map(str::to_owned).collect()));
        }
    }
    found
}

#[cfg(test)]
mod tests;
