//! The form in which rows are kept: lines of JSON, one a row, grouped in sections.
//!
//! A section begins with an object, `{"kind":"skills","columns":["Name"]}`, and goes on with one
//! array of strings for each row. In a row, the number `0` stands for the text above it in the same
//! column: it is written where that text is longer than eight bytes.

pub mod filter;
mod json;
mod messages;

use std::io::{self, Write};

pub use self::messages::{MessageEncoder, TEXTS, text_hash};

/// Texts up to this length are written again rather than pointed at.
const SHORT: usize = 8;

/// Turns rows into lines.
#[derive(Debug)]
pub struct Encoder<W> {
    out: W,
    above: Option<Vec<String>>,
    line: Vec<u8>,
    written: u64,
}

impl<W: Write> Encoder<W> {
    /// Writes to this.
    pub fn new(out: W) -> Self {
        Self {
            out,
            above: Some(Vec::new()),
            line: Vec::new(),
            written: 0,
        }
    }

    /// Writes to this, and never refers to the row above: each line can be read alone.
    pub fn independent(out: W) -> Self {
        Self {
            above: None,
            ..Self::new(out)
        }
    }

    /// Begins a section.
    pub fn begin(&mut self, kind: &str, columns: &[&str]) -> io::Result<()> {
        if let Some(above) = &mut self.above {
            above.clear();
        }
        self.line.clear();
        self.line.extend_from_slice(b"{\"kind\":");
        json::write_text(&mut self.line, kind);
        self.line.extend_from_slice(b",\"columns\":");
        write_row(&mut self.line, columns, None);
        self.line.push(b'}');
        self.finish_line()
    }

    /// Writes a row. Gives the length of its line, without the line end.
    pub fn row<S: AsRef<str>>(&mut self, cells: &[S]) -> io::Result<u64> {
        self.line.clear();
        write_row(&mut self.line, cells, self.above.as_mut());
        let length = self.line.len() as u64;
        self.finish_line()?;
        Ok(length)
    }

    /// Bytes written so far: where the next line begins.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Gives back what was written to. It is not flushed.
    pub fn into_inner(self) -> W {
        self.out
    }

    fn finish_line(&mut self) -> io::Result<()> {
        self.line.push(b'\n');
        self.written += self.line.len() as u64;
        self.out.write_all(&self.line)
    }
}

fn write_row<S: AsRef<str>>(line: &mut Vec<u8>, cells: &[S], mut above: Option<&mut Vec<String>>) {
    line.push(b'[');
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            line.push(b',');
        }
        let cell = cell.as_ref();
        if let Some(above) = &mut above {
            if above.len() <= index {
                above.resize_with(index + 1, String::new);
            }
            if let Some(above) = above.get_mut(index) {
                if cell.len() > SHORT && above == cell {
                    line.push(b'0');
                    continue;
                }
                above.clear();
                above.push_str(cell);
            }
        }
        json::write_text(line, cell);
    }
    line.push(b']');
    if let Some(above) = above {
        above.truncate(cells.len());
    }
}

/// What a line says.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A section begins.
    Begin {
        /// The kind, as it was written; perhaps one that this program does not know.
        kind: &'a str,
        /// Its columns.
        columns: &'a [String],
    },
    /// A row of the section.
    Row(&'a [String]),
    /// Nothing: an empty line.
    Blank,
}

/// A line that is neither the beginning of a section nor a row of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not a line of an import file")]
pub struct BadLine;

/// Reads lines back. It keeps the row above and nothing else.
#[derive(Debug, Default)]
pub struct Decoder {
    kind: Option<String>,
    columns: Vec<String>,
    cells: Vec<String>,
}

impl Decoder {
    /// A decoder at the beginning of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a line, with or without its end. After a bad line the rest of the file can be read,
    /// but a `0` then stands for the last text that could be read in its column.
    pub fn line(&mut self, line: &str) -> Result<Line<'_>, BadLine> {
        let line = line.trim_ascii();
        if line.is_empty() {
            return Ok(Line::Blank);
        }
        let mut input = json::Input::new(line);
        if line.starts_with('{') {
            let (kind, columns) = read_begin(&mut input)?;
            (self.kind, self.columns) = (Some(kind), columns);
            self.cells.clear();
            return Ok(Line::Begin {
                kind: self.kind.as_deref().unwrap_or_default(),
                columns: &self.columns,
            });
        }
        if self.kind.is_none() {
            return Err(BadLine);
        }
        let count = read_row(&mut input, &mut self.cells)?;
        self.cells.truncate(count);
        Ok(Line::Row(&self.cells))
    }
}

/// Reads an array of texts over the row above. Gives the number of cells.
fn read_row(input: &mut json::Input<'_>, cells: &mut Vec<String>) -> Result<usize, BadLine> {
    input.expect(b'[')?;
    let mut count = 0;
    if !input.take(b']') {
        loop {
            if cells.len() == count {
                cells.push(String::new());
            }
            if !input.take(b'0')
                && let Some(cell) = cells.get_mut(count)
            {
                input.text(cell)?;
            }
            count += 1;
            if input.take(b']') {
                break;
            }
            input.expect(b',')?;
        }
    }
    input.end()?;
    Ok(count)
}

/// Reads the object that begins a section. Unknown members are passed over.
fn read_begin(input: &mut json::Input<'_>) -> Result<(String, Vec<String>), BadLine> {
    let (mut kind, mut columns) = (None, None);
    input.expect(b'{')?;
    let mut name = String::new();
    loop {
        input.text(&mut name)?;
        input.expect(b':')?;
        match name.as_str() {
            "kind" => {
                let mut text = String::new();
                input.text(&mut text)?;
                kind = Some(text);
            }
            "columns" => columns = Some(input.texts()?),
            _ => input.number()?,
        }
        if input.take(b'}') {
            break;
        }
        input.expect(b',')?;
    }
    input.end()?;
    kind.zip(columns).ok_or(BadLine)
}

/// The text of a line of the section [`TEXTS`], if it stands there as it is: without a sign that is
/// written in another way.
pub fn plain_text(line: &str) -> Option<&str> {
    let text = line.trim_ascii().strip_prefix("[\"")?;
    let text = text.strip_suffix("\"]")?;
    (memchr::memchr(b'\\', text.as_bytes()).is_none()).then_some(text)
}

/// Reads the text out of a line of the section [`TEXTS`].
pub fn decode_text(line: &str) -> Result<String, BadLine> {
    let mut input = json::Input::new(line.trim_ascii());
    let mut text = String::new();
    input.expect(b'[')?;
    input.text(&mut text)?;
    input.expect(b']')?;
    input.end()?;
    Ok(text)
}

#[cfg(test)]
mod tests;
