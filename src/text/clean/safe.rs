//! The type that only cleaning can make.

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    ops::{Deref, Range},
    sync::Arc,
};

use super::{
    HEADLINE_CHARS, LINE_CHARS, NAME_CHARS, Piece, TEXT_BYTES,
    filter::{self, View},
};

/// Text that may be shown: no control character, nothing invisible, no flood of accents.
///
/// Strangers' text gets here through [`Safe::line`] and its sisters, our own through
/// [`Safe::own`], and sentences of both through [`safe!`](crate::safe). A clone is cheap.
/// Two are equal when they read the same.
#[derive(Clone)]
pub struct Safe {
    words: Words,
    marked: bool,
    more: bool,
}

#[derive(Clone)]
enum Words {
    Own(&'static str),
    Made(Arc<str>),
}

impl Safe {
    /// Nothing at all.
    pub const EMPTY: Self = Self::own("");

    /// Our own words, at no cost. The lifetime keeps strangers' text out.
    pub const fn own(words: &'static str) -> Self {
        Self {
            words: Words::Own(words),
            marked: false,
            more: false,
        }
    }

    /// A text of one line, of at most [`LINE_CHARS`] characters; line breaks become `⏎`.
    pub fn line(text: &str) -> Self {
        Self::view(text, View::line(LINE_CHARS))
    }

    /// A person's or company's name: one line of at most [`NAME_CHARS`] characters.
    pub fn name(text: &str) -> Self {
        Self::view(text, View::line(NAME_CHARS))
    }

    /// A headline: one line of at most [`HEADLINE_CHARS`] characters.
    pub fn headline(text: &str) -> Self {
        Self::view(text, View::line(HEADLINE_CHARS))
    }

    /// A text that keeps its lines, of at most [`TEXT_BYTES`] bytes; [`more`](Self::more) says
    /// whether it was longer.
    pub fn text(text: &str) -> Self {
        Self::view(text, View::text(TEXT_BYTES))
    }

    /// A text that leaves in the person's name: for the clipboard, an editor, a draft.
    ///
    /// As [`text`](Self::text), but what is removed leaves no `~`, which would look like the
    /// person's own typing mistake to whoever receives it. Show it with [`text`](Self::text) first.
    pub fn outgoing(text: &str) -> Self {
        Self::view(text, View::text(TEXT_BYTES).unmarked())
    }

    /// As [`outgoing`](Self::outgoing), of one line.
    pub fn outgoing_line(text: &str) -> Self {
        Self::view(text, View::line(LINE_CHARS).unmarked())
    }

    fn view(text: &str, view: View) -> Self {
        if filter::is_plain(text, view) {
            return Self::made(text);
        }
        let clean = filter::clean(text, view, &mut |_, _| ());
        Self {
            words: Words::Made(clean.text.into()),
            marked: clean.marked,
            more: clean.more,
        }
    }

    /// Text that is safe because it was made from safe parts.
    pub(in crate::text) fn made(text: impl Into<Arc<str>>) -> Self {
        Self {
            words: Words::Made(text.into()),
            marked: false,
            more: false,
        }
    }

    /// As [`made`](Self::made), from a part of this text: it keeps what is known about the whole.
    pub(in crate::text) fn derive(&self, text: impl Into<Arc<str>>) -> Self {
        Self {
            words: Words::Made(text.into()),
            ..*self
        }
    }

    /// These pieces with our words between them.
    pub fn join<'a>(pieces: impl IntoIterator<Item = &'a Self>, between: &'static str) -> Self {
        let mut text = String::new();
        let mut marked = false;
        for (at, piece) in pieces.into_iter().enumerate() {
            if at > 0 {
                text.push_str(between);
            }
            text.push_str(piece);
            marked |= piece.marked;
        }
        Self {
            marked,
            ..Self::made(text)
        }
    }

    /// The template with each `{}` replaced by the next piece; what [`safe!`](crate::safe) calls.
    ///
    /// Pieces that are missing leave their `{}` out, and pieces too many are not used: the macro
    /// counts them at compile time.
    pub fn fill(template: &'static str, pieces: &[&dyn Piece]) -> Self {
        let mut text = String::with_capacity(template.len() + 16 * pieces.len());
        let mut marked = false;
        let mut pieces = pieces.iter();
        for (at, words) in template.split("{}").enumerate() {
            if at > 0
                && let Some(piece) = pieces.next()
            {
                piece.write(&mut text);
                marked |= piece.is_marked();
            }
            text.push_str(words);
        }
        Self {
            marked,
            ..Self::made(text)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        match &self.words {
            Words::Own(words) => words,
            Words::Made(text) => text,
        }
    }

    /// A part of it, by bytes; `None` if that is out of range or cuts a character.
    pub fn part(&self, range: Range<usize>) -> Option<Self> {
        self.as_str().get(range).map(|part| self.derive(part))
    }

    /// Its lines, without line breaks; the empty text has one.
    pub fn lines(&self) -> impl Iterator<Item = Self> + '_ {
        self.as_str().split('\n').map(|line| self.derive(line))
    }

    /// Whether something was removed or replaced, here or in a piece of it. A list shows this in
    /// a column of its own, the detail view explains it with [`removed`](super::removed()).
    pub fn is_marked(&self) -> bool {
        self.marked
    }

    /// Whether the text was longer than what is shown.
    pub fn more(&self) -> bool {
        self.more
    }
}

impl Deref for Safe {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Safe {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Default for Safe {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl fmt::Display for Safe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Safe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq for Safe {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Safe {}

impl PartialEq<str> for Safe {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Safe {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialOrd for Safe {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Safe {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Safe {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
