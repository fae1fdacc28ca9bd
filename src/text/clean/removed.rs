//! What cleaning took out of a text, for the detail view.

use std::collections::BTreeMap;

use super::{
    Safe, TEXT_BYTES,
    filter::{self, View},
};
use crate::safe;

/// Why a character is not shown as it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It would be an order to the terminal.
    Control,
    /// It turns the direction of the text around it.
    Direction,
    /// It takes no room: text can hide behind it or be split by it.
    Invisible,
    /// It spells text that is not shown at all.
    Hidden,
    /// It means something else on each machine.
    Private,
    /// Unicode has no such character, or none yet.
    Unassigned,
    /// One more accent than any script puts on one letter.
    Flood,
    /// It is drawn over what stands beside it.
    Wide,
}

impl Why {
    /// The reason in a few words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Control => "controls the terminal",
            Self::Direction => "turns the direction of text",
            Self::Invisible => "is invisible",
            Self::Hidden => "carries hidden text",
            Self::Private => "has no agreed meaning",
            Self::Unassigned => "is no character",
            Self::Flood => "is one accent too many",
            Self::Wide => "is too wide for its place",
        }
    }
}

/// A character that was removed or replaced, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The character as it came. Hostile: show [`Removed::words`] instead.
    pub character: char,
    /// Why it is not shown.
    pub why: Why,
    /// How many times.
    pub times: usize,
}

impl Removed {
    /// A line for the detail view: `U+202E turns the direction of text, 2 times`.
    pub fn words(&self) -> Safe {
        let code = Safe::line(&format!("{:04X}", u32::from(self.character)));
        match self.times {
            1 => safe!("U+{} {}", code, self.why.words()),
            times => safe!("U+{} {}, {} times", code, self.why.words(), times),
        }
    }
}

/// What is not shown as it came, each character once, the lowest first.
///
/// Looks at as much of the text as [`Safe::text`] shows. Spaces and line breaks are not listed:
/// they are shown, if in another form.
pub fn removed(text: &str) -> Vec<Removed> {
    let mut found: BTreeMap<(char, Why), usize> = BTreeMap::new();
    filter::clean(text, View::text(TEXT_BYTES), &mut |character, why| {
        *found.entry((character, why)).or_default() += 1;
    });
    found
        .into_iter()
        .map(|((character, why), times)| Removed {
            character,
            why,
            times,
        })
        .collect()
}
