//! Messages are kept in two files: what is needed at every start, and the texts.

use std::io::{self, Write};

use super::Encoder;
use crate::import::{Kind, source};

/// The section of the messages' texts.
pub const TEXTS: &str = "texts";

/// The columns that the rows of messages have beside LinkedIn's own.
const DERIVED: [&str; 4] = ["TEXT AT", "TEXT BYTES", "TEXT HASH", "MARK"];
const CONTENT: &str = "CONTENT";

/// Turns messages into two sections: the rows without their texts, and the texts in the same order.
#[derive(Debug)]
pub struct MessageEncoder<W, T> {
    rows: Encoder<W>,
    texts: Encoder<T>,
    content: usize,
    cells: Vec<String>,
}

impl<W: Write, T: Write> MessageEncoder<W, T> {
    /// Writes to these, and begins the sections.
    pub fn new(rows: W, texts: T) -> io::Result<Self> {
        let (mut rows, mut texts) = (Encoder::new(rows), Encoder::independent(texts));
        let own = source::of(Kind::Messages).map_or(&[][..], |source| source.columns);
        let mut columns: Vec<&str> = own.iter().map(|column| column.name).collect();
        let content = columns.iter().position(|name| *name == CONTENT);
        columns.retain(|name| *name != CONTENT);
        columns.extend(DERIVED);
        rows.begin(Kind::Messages.id(), &columns)?;
        texts.begin(TEXTS, &[CONTENT])?;
        Ok(Self {
            rows,
            texts,
            content: content.unwrap_or_default(),
            cells: vec![String::new(); columns.len()],
        })
    }

    /// Writes a message: the cells in the order of the source's columns.
    pub fn row<S: AsRef<str>>(&mut self, cells: &[S]) -> io::Result<()> {
        let text = cells.get(self.content).map_or("", AsRef::as_ref);
        let at = self.texts.written();
        let bytes = self.texts.row(&[text])?;
        let own = cells
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != self.content)
            .map(|(_, cell)| cell.as_ref());
        let derived = self.cells.len() - DERIVED.len();
        for (kept, cell) in self.cells.iter_mut().take(derived).zip(own) {
            kept.clear();
            kept.push_str(cell);
        }
        let derived = self.cells.iter_mut().skip(derived);
        let mark = mark(text);
        let numbers = [
            at.to_string(),
            bytes.to_string(),
            format!("{:016x}", text_hash(text)),
            mark.to_owned(),
        ];
        for (kept, value) in derived.zip(numbers) {
            *kept = value;
        }
        self.rows.row(&self.cells)?;
        Ok(())
    }

    /// Gives back what was written to: rows and texts. Neither is flushed.
    pub fn into_inner(self) -> (W, T) {
        (self.rows.into_inner(), self.texts.into_inner())
    }
}

/// What kind of text it is, where that can be seen by the text alone.
fn mark(text: &str) -> &'static str {
    /// How LinkedIn's editor for advertisements begins.
    const SPONSORED: &str = "<p class=\"spinmail-quill-editor__spin-break\">";
    /// How the texts that LinkedIn offers for one click begin, and how long they get.
    const CONGRATS: [&str; 4] = [
        "congrats on ",
        "congratulations on ",
        "happy birthday",
        "happy belated birthday",
    ];
    const CONGRATS_BYTES: usize = 120;
    let text = text.trim_ascii();
    let begins = |with: &str| {
        text.get(..with.len())
            .is_some_and(|front| front.eq_ignore_ascii_case(with))
    };
    if text.is_empty() {
        "empty"
    } else if begins(SPONSORED) {
        "sponsored"
    } else if text.len() <= CONGRATS_BYTES && CONGRATS.into_iter().any(begins) {
        "congrats"
    } else {
        ""
    }
}

/// A hash of a text without its ASCII white space (FNV-1a, 64 bits), the same for ever: an
/// invitation's note is found again among the messages by it, where LinkedIn changed the blanks.
pub fn text_hash(text: &str) -> u64 {
    text.bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}
