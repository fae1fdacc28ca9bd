//! The rules as a table: each row says its words, its points or severity, and where it comes from.

use std::{
    collections::{BTreeMap, HashSet},
    sync::{Arc, OnceLock},
};

use super::{
    company::Companies,
    note::{NoteRule, Reader},
    pattern::Pattern,
    titles::Titles,
};
use crate::domain::{numbers::numbers, words::words};

/// What a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Points for what is known of the inviter.
    Value,
    /// Points for what the note says.
    Good,
    /// Points off: the note sells.
    Pitch,
    /// Stands beside the score, and never changes it.
    Warning,
    /// Shown, no points.
    Info,
}

words! {
    Kind:
    Value "value",
    Good "good",
    Pitch "pitch",
    Warning "warning",
    Info "info",
}

/// How much a warning weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Look before accepting.
    Check,
    /// Do not accept until checked.
    Stop,
}

impl Severity {
    /// The word in files and on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Stop => "stop",
        }
    }
}

/// Which file a row comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Cordial's own.
    #[default]
    BuiltIn,
    /// The person's file; it may have changed only a part of the row.
    File(Arc<str>),
}

/// A rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The id, `V1` or `W_MONEY`.
    pub id: Arc<str>,
    /// What it does.
    pub kind: Kind,
    /// Points, where the rule has any; the most of them where they grow.
    pub points: i32,
    /// Points by a count, from the least: the last step that the count reaches is taken.
    pub steps: Vec<(u32, i32)>,
    /// For warnings; `None` elsewhere.
    pub severity: Option<Severity>,
    /// The words to show.
    pub title: Arc<str>,
    /// What to do, for warnings.
    pub advice: Arc<str>,
    /// What is behind it.
    pub source: Arc<str>,
    /// Whether the number is judgement, not fitted to data.
    pub judgement: bool,
    /// Taken out by the person.
    pub off: bool,
    /// Where it stands.
    pub origin: Origin,
    /// How it reads a note, for rules that do.
    pub note: Option<NoteRule>,
}

impl Row {
    /// The points of a count.
    pub fn step(&self, count: u32) -> i32 {
        let reached = self.steps.iter().rev().find(|(from, _)| *from <= count);
        reached.map_or(0, |(_, points)| *points)
    }
}

/// The most and the least that some rules bring together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The rules.
    pub rules: Vec<Arc<str>>,
    /// Or all rules of this kind, those of the person's file among them.
    pub kind: Option<Kind>,
    /// The least, in points.
    pub least: i32,
    /// The most, in points.
    pub most: i32,
}

numbers! {
    /// The numbers of the tables that belong to no single rule.
    Numbers:
    /// Where the score begins: the article accepts strangers.
    baseline,
    /// From this score on, accept and follow up.
    follow_up_from,
    /// From this score on, accept.
    accept_from,
    /// From this score on, look at the profile first; below, it probably sells.
    look_from,
    /// An application is new up to this age, in days.
    applied_days,
    /// An application counts up to this age, in days.
    applied_long_days,
    /// An invitation is old from this age on, in days.
    old_days,
    /// How many hits of skills and titles bring all points.
    hits_full,
    /// How many people with the same note make a batch.
    batch_least,
    /// Within how many days.
    batch_days,
    /// Reach: weight of a target company.
    reach_target,
    /// Reach: weight of a recruiter there.
    reach_recruiter,
    /// Reach: weight of a leader there.
    reach_leader,
    /// Reach: weight of the target function.
    reach_function,
    /// Reach: weight of another company.
    reach_company,
    /// Reach: weight of a school.
    reach_school,
    /// Reach: weight of a place.
    reach_place,
    /// Reach: prior number of connections that one talked with.
    prior_talked,
    /// Reach: prior number of connections.
    prior_connections,
}

/// All rules, ready to judge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// The rows, in the order of the files.
    pub rows: Vec<Row>,
    /// Limits over several rows.
    pub limits: Vec<Limit>,
    /// Numbers.
    pub numbers: Numbers,
    /// Named groups of words that notes are read with.
    pub words: BTreeMap<Arc<str>, Arc<Pattern>>,
    /// Notes that count as none.
    pub default_notes: Vec<Pattern>,
    /// Titles.
    pub titles: Titles,
    /// Companies.
    pub companies: Companies,
    /// Words in a name that belong to a firm, folded.
    pub firm_words: HashSet<Box<str>>,
    /// Words with digits that belong in a name, such as certificates, folded.
    pub name_digits: Vec<Box<str>>,
    /// Words that say nothing, folded.
    pub empty_words: HashSet<Box<str>>,
    /// Words that say how far up somebody is and nothing about the field, folded.
    pub rank_words: HashSet<Box<str>>,
    /// Titles that may be after sensitive work.
    pub sensitive_titles: Option<Pattern>,
    index: BTreeMap<Arc<str>, usize>,
    reader: Ready,
}

/// How the rows read notes: made when the first note is read, and again after a change.
#[derive(Debug, Default)]
struct Ready(OnceLock<Reader>);

impl Clone for Ready {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Ready {
    /// It follows from the rows.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Rules {
    /// The row with this id, if the person did not take it out.
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.get(*self.index.get(id)?).filter(|row| !row.off)
    }

    /// Where the row with this id stands, taken out or not.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// Makes what notes are read by, if nobody read one yet: a thread may do that ahead, since it takes
    /// longer than a frame.
    pub fn get_ready(&self) {
        self.reader();
    }

    pub(super) fn reader(&self) -> &Reader {
        self.reader.0.get_or_init(|| Reader::new(&self.rows))
    }

    /// Adds a row, or replaces the one with its id.
    pub fn set(&mut self, row: Row) {
        self.reader = Ready::default();
        let old = self.position(&row.id);
        if let Some(old) = old.and_then(|at| self.rows.get_mut(at)) {
            *old = row;
        } else {
            self.index.insert(row.id.clone(), self.rows.len());
            self.rows.push(row);
        }
    }

    /// Whether a folded note is LinkedIn's own text: it counts as none.
    pub fn is_default_note(&self, folded: &str) -> bool {
        !folded.is_empty() && self.default_notes.iter().any(|text| text.is_in(folded))
    }
}
