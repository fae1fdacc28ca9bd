//! What is wrong with a query, and where.

use std::{fmt, ops::Range};

use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::width;

/// Something that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands, from 1, in characters as a reader counts them.
    pub column: usize,
    /// Which bytes of the query.
    pub range: Range<usize>,
    /// What is wrong, and the way out.
    pub message: String,
    /// Whether it may only be unfinished.
    pub begun: bool,
}

impl Fault {
    pub(super) fn new(text: &str, range: Range<usize>, message: String, begun: bool) -> Self {
        let before = text.get(..range.start).unwrap_or_default();
        Self {
            column: before.graphemes(true).count() + 1,
            range,
            message,
            begun,
        }
    }

    /// A line to print below the query, with carets under what is meant.
    pub fn carets(&self, text: &str) -> String {
        let cells = |range: Range<usize>| {
            let part = text.get(range).unwrap_or_default();
            // The dot keeps a space at the end.
            width::cells(&crate::text::Safe::line(&format!("{part}."))) - 1
        };
        let wide = cells(self.range.clone()).max(1);
        format!(
            "{}{}",
            " ".repeat(cells(0..self.range.start)),
            "^".repeat(wide)
        )
    }
}

/// `1:5: unknown field …`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1:{}: {}", self.column, self.message)
    }
}

impl std::error::Error for Fault {}
