//! Pieces of a detail, for panes that build theirs from the domain.

use std::ops::Range;

use crate::text::Safe;

/// A piece of a detail.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading, with something dim behind it.
    Heading(Safe, Safe),
    /// Words.
    Words(Safe),
    /// Words that only add to what stands above.
    Dim(Safe),
    /// Something to look at.
    Hint(Safe),
    /// A text with the places in it that are told about, in bytes, in order.
    Marked(Safe, Vec<Range<usize>>),
    /// Values through time, oldest first, and the words under the first and the last.
    Columns {
        /// The values.
        values: Vec<u64>,
        /// Whether they grow, so that of several the last counts; else they add up.
        grows: bool,
        /// Under the first.
        from: Safe,
        /// Under the last.
        to: Safe,
    },
    /// Parts of a whole: what, how many, of how many, and in words.
    Part(Safe, u64, u64, Safe),
    /// Somebody, and what there is to say.
    Person(Safe, Safe),
}
