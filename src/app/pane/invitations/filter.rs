//! The filter of invitations: words, and a few questions that words cannot ask.

use crate::{
    domain::{day::Day, records::Invitation},
    text::search::{Key, Query},
};

/// What was typed: `mira has:note older:30`.
#[derive(Debug)]
pub(super) struct Filter {
    words: Query,
    note: Option<bool>,
    older: Option<i64>,
    newer: Option<i64>,
    today: Day,
}

impl Filter {
    /// Reads what was typed. An unfinished question, `older:`, asks nothing yet.
    pub(super) fn new(text: &str, today: Day) -> Self {
        let mut filter = Self {
            words: Query::new(""),
            note: None,
            older: None,
            newer: None,
            today,
        };
        let mut words = Vec::new();
        for word in text.split_whitespace() {
            match word.split_once(':') {
                Some(("has", "note")) => filter.note = Some(true),
                Some(("no", "note")) => filter.note = Some(false),
                Some(("older", days)) => filter.older = days.trim_end_matches('d').parse().ok(),
                Some(("newer", days)) => filter.newer = days.trim_end_matches('d').parse().ok(),
                Some(("has" | "no", _)) => {}
                _ => words.push(word),
            }
        }
        filter.words = Query::new(&words.join(" "));
        filter
    }

    /// Whether everything matches.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.note.is_none() && self.older.is_none() && self.newer.is_none()
    }

    /// Whether an invitation matches; the key is of its name and note.
    pub(super) fn matches(&mut self, invitation: &Invitation, key: &Key) -> bool {
        let age = invitation
            .sent()
            .map(|sent| (self.today - sent.date_naive()).num_days());
        self.note
            .is_none_or(|wanted| wanted != invitation.note.is_empty())
            && self
                .older
                .is_none_or(|days| age.is_some_and(|age| age > days))
            && self
                .newer
                .is_none_or(|days| age.is_some_and(|age| age < days))
            && self.words.score(key).is_some()
    }
}
