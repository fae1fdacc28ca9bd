//! Reading a note: which rules find something in it, and in which words.

use std::{ops::Range, sync::Arc};

use super::{
    pattern::Pattern,
    rules::{Kind, Row, Rules},
};

/// How a rule reads a note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoteRule {
    /// What it looks for.
    pub any: Option<Pattern>,
    /// Two groups of words that stand near each other.
    pub near: Vec<Near>,
    /// Tried on the words that were found: if it matches, they do not count.
    pub unless: Option<Pattern>,
    /// Tried on the whole note: if it is found, the rule is silent.
    pub silent: Option<Pattern>,
    /// Groups of words that silence it likewise.
    pub silent_words: Vec<Arc<Pattern>>,
    /// The severity becomes stop when one of these rules warns too; `*` is any other.
    pub stop_with: Vec<Arc<str>>,
    /// Stop becomes check when the words are the person's own topic.
    pub own_topic: bool,
    /// Rules that say nothing more when this one found something.
    pub covers: Vec<Arc<str>>,
}

/// Two groups of words that stand near each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// One group.
    pub a: Arc<Pattern>,
    /// The other.
    pub b: Arc<Pattern>,
    /// How many bytes of folded text may be between them.
    pub within: usize,
    /// Whether the first must come first.
    pub ordered: bool,
}

/// What a rule found.
#[derive(Clone, Debug)]
pub(super) struct Hit<'a> {
    pub(super) row: &'a Row,
    pub(super) rule: &'a NoteRule,
    pub(super) words: String,
}

impl NoteRule {
    /// The first words that count.
    pub(super) fn find(&self, note: &str) -> Option<Range<usize>> {
        let plain = self.any.iter().flat_map(|pattern| pattern.hits(note));
        let near = self.near.iter().flat_map(|near| neighbours(note, near));
        let found = plain.chain(near).find(|range| {
            let words = note.get(range.clone()).unwrap_or_default();
            !self.unless.as_ref().is_some_and(|p| p.is_in(words))
        })?;
        // Last, as most notes hold nothing that would have to be silenced.
        let mut silencers = self
            .silent
            .iter()
            .chain(self.silent_words.iter().map(AsRef::as_ref));
        let silenced = silencers.any(|pattern| pattern.is_in(note));
        (!silenced).then_some(found)
    }
}

/// The places where a word of one group stands near one of the other, the closest first.
fn neighbours(note: &str, near: &Near) -> Vec<Range<usize>> {
    let first = near.a.hits(note);
    if first.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for other in near.b.hits(note) {
        for one in &first {
            let gap = if one.end <= other.start {
                other.start - one.end
            } else if other.end <= one.start && !near.ordered {
                one.start - other.end
            } else {
                continue;
            };
            if gap <= near.within {
                found.push(one.start.min(other.start)..one.end.max(other.end));
            }
        }
    }
    found.sort_by_key(Range::len);
    found
}

/// What all rules find in a folded note. LinkedIn's own texts can only warn.
pub(super) fn read<'a>(rules: &'a Rules, note: &str) -> Vec<Hit<'a>> {
    if note.is_empty() {
        return Vec::new();
    }
    let default = rules.is_default_note(note);
    let mut hits = Vec::new();
    for row in &rules.rows {
        let Some(rule) = &row.note else { continue };
        if row.off || default && row.kind != Kind::Warning {
            continue;
        }
        if let Some(range) = rule.find(note) {
            let words = note.get(range).unwrap_or_default().trim().to_owned();
            hits.push(Hit { row, rule, words });
        }
    }
    let covered: Vec<Arc<str>> = hits
        .iter()
        .flat_map(|hit| hit.rule.covers.iter().cloned())
        .collect();
    hits.retain(|hit| !covered.contains(&hit.row.id));
    hits
}
