//! The one way from strangers' text to a screen, a pipe, a log or the clipboard.
//!
//! What an archive holds is stored as it came, and cleaned where it leaves the program. [`Safe`]
//! is what every such place asks for, so the compiler finds the one that forgot. The filter looks
//! at code points and what stands beside them, never at escape sequences: it keeps no state that
//! an unfinished sequence could upset.
//!
//! Nothing disappears silently. A control character becomes `U+FFFD` (escape becomes `␛`), a run
//! of removed characters becomes one `~`, and [`removed`] lists them for a detail view.

mod emoji;
mod filter;
mod kind;
mod piece;
mod removed;
mod safe;
mod script;

pub use piece::{Piece, holes};
pub use removed::{Removed, Why, removed};
pub use safe::Safe;
pub use script::mixes_scripts;

/// The most characters of a name that are shown.
pub const NAME_CHARS: usize = 100;
/// The most characters of a headline that are shown: LinkedIn's own limit.
pub const HEADLINE_CHARS: usize = 220;
/// The most characters of any other text of one line that are shown.
pub const LINE_CHARS: usize = 500;
/// The most bytes of a text of many lines that are shown: 64 KiB.
pub const TEXT_BYTES: usize = 64 * 1024;

#[cfg(test)]
mod tests;
