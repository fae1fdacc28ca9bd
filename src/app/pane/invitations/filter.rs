//! The filter of invitations: words, and a few questions that words cannot ask.

use crate::{
    domain::{day::Day, records::Invitation},
    query::{Find, Rank},
    safe,
    text::{Safe, search::Key},
};

/// What was typed: `mira has:note older:30`.
#[derive(Debug)]
pub(super) struct Filter {
    words: Find,
    note: Option<bool>,
    older: Option<i64>,
    newer: Option<i64>,
    today: Day,
}

/// A word of what was typed.
enum Word<'a> {
    Plain(&'a str),
    Note(bool),
    Older(i64),
    Newer(i64),
    /// A question that is not finished, `older:`, asks nothing yet.
    Begun,
    /// A question that nobody understands.
    Unknown(&'a str),
}

fn read(word: &str) -> Word<'_> {
    let days = |text: &str| text.trim_end_matches('d').parse().ok();
    match word.split_once(':') {
        None => Word::Plain(word),
        Some(("has", "note")) => Word::Note(true),
        Some(("no", "note")) => Word::Note(false),
        Some(("has" | "no", begun)) if "note".starts_with(begun) => Word::Begun,
        Some(("older" | "newer", "")) => Word::Begun,
        Some(("older", text)) => days(text).map_or(Word::Unknown(word), Word::Older),
        Some(("newer", text)) => days(text).map_or(Word::Unknown(word), Word::Newer),
        Some(_) => Word::Unknown(word),
    }
}

/// What is wrong with what was typed, if anything.
pub(crate) fn complaint(text: &str) -> Option<Safe> {
    text.split_whitespace().find_map(|word| match read(word) {
        Word::Unknown(word) => Some(safe!(
            "\u{201c}{}\u{201d} is not known: has:note no:note older:30 newer:7",
            Safe::line(word)
        )),
        _ => None,
    })
}

impl Filter {
    /// Reads what was typed. What is not understood filters nothing; [`complaint`] tells.
    pub(super) fn new(text: &str, today: Day) -> Self {
        let mut filter = Self {
            words: Find::new(""),
            note: None,
            older: None,
            newer: None,
            today,
        };
        let mut words = Vec::new();
        for word in text.split_whitespace() {
            match read(word) {
                Word::Plain(word) => words.push(word),
                Word::Note(wanted) => filter.note = Some(wanted),
                Word::Older(days) => filter.older = Some(days),
                Word::Newer(days) => filter.newer = Some(days),
                Word::Begun | Word::Unknown(_) => {}
            }
        }
        filter.words = Find::new(&words.join(" "));
        filter
    }

    /// Whether everything matches.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.note.is_none() && self.older.is_none() && self.newer.is_none()
    }

    /// How well an invitation matches; the keys are of its name and its note.
    pub(super) fn rank(&mut self, invitation: &Invitation, keys: &(Key, Key)) -> Option<Rank> {
        let age = invitation
            .sent()
            .map(|sent| (self.today - sent.date_naive()).num_days());
        let asked = self
            .note
            .is_none_or(|wanted| wanted != invitation.note.is_empty())
            && self
                .older
                .is_none_or(|days| age.is_some_and(|age| age > days))
            && self
                .newer
                .is_none_or(|days| age.is_some_and(|age| age < days));
        if asked {
            self.words.rank(&keys.0, &keys.1)
        } else {
            None
        }
    }
}
