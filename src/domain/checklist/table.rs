//! The table of the checklist: rows, weights, grades and limits. All of it comes from a file that
//! the person can edit.

use std::sync::Arc;

use super::{
    Day,
    rules::Rule,
    source::Source,
    text::Field,
    words::{Phrase, Words},
};
use crate::domain::{numbers::numbers, words::words};

numbers! {
    /// Limits of LinkedIn and judgement of this program, by name.
    Numbers:
    /// A headline shorter than this is called short, in UTF-16 units.
    headline_least,
    /// LinkedIn's limit of a headline, in UTF-16 units.
    headline_most,
    /// How much of a headline a list shows, in UTF-16 units.
    headline_shown,
    /// LinkedIn's limit of About, in UTF-16 units.
    about_most,
    /// How much of About shows before "see more", in UTF-16 units.
    about_shown,
    /// LinkedIn's limit of a position's description, in UTF-16 units.
    description_most,
    /// Units may be counted a little differently by LinkedIn: that many over a limit are no error.
    margin,
    /// A paragraph longer than this is called a wall of text, in UTF-16 units.
    wall,
    /// A gap between positions is listed when it is longer than this, in months.
    gap_months,
    /// Education without an end counts as current for so long, in years.
    study_years,
    /// An archive older than this cannot tell what was done lately, in days.
    stale_days,
    /// An About of fewer words than this is not asked for its voice.
    voice_words,
}

/// Who decides an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The archive.
    Decided,
    /// The archive hints at it, and the person confirms.
    Inferred,
    /// Only the person can say.
    Confirmed,
}

words! {
    Basis:
    Decided "decided",
    Inferred "inferred",
    Confirmed "confirmed",
}

/// What share of an item's weight a figure earns. The first grade that holds the figure counts;
/// where none does, nothing is earned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// From this figure on.
    pub least: u32,
    /// Up to this figure.
    pub most: u32,
    /// The share, in percent of the weight.
    pub share: u32,
    /// The share grows evenly from nothing at 0 to `share` at this figure.
    pub ramp: Option<u32>,
    /// What to say about it.
    pub says: Option<Arc<str>>,
}

impl Grade {
    /// The share that a figure earns, in percent.
    pub fn share_of(&self, figure: u32) -> u32 {
        let share = match self.ramp {
            Some(top) if top > 0 => self.share * figure.min(top) / top,
            _ => self.share,
        };
        share.min(100)
    }
}

/// How an item is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum How {
    /// By a rule that looks into the archive.
    Rule(Rule),
    /// By words that must stand in a text: for the person's own checks.
    Contains {
        /// Where.
        field: Field,
        /// Any of these.
        any: Vec<Phrase>,
    },
    /// By the person alone.
    Asked,
}

/// A page of LinkedIn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub url: String,
    /// The way through LinkedIn's menus, as addresses change without notice.
    pub path: String,
    /// The day on which the address was last seen in use: `2026-11-23`.
    pub as_of: Day,
}

/// One item of the checklist: one row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id, in the journal and on the command line.
    pub id: Arc<str>,
    /// Its name.
    pub title: Arc<str>,
    /// Its weight in points.
    pub weight: u32,
    /// Who decides it.
    pub basis: Basis,
    /// How.
    pub how: How,
    /// The files that it is read from.
    pub files: Vec<Source>,
    /// What share its figure earns.
    pub grades: Vec<Grade>,
    /// Why it matters.
    pub why: Arc<str>,
    /// The next small step.
    pub fix: Arc<str>,
    /// Where to take it.
    pub link: Option<Arc<Link>>,
}

/// One of the seven parts of LinkedIn's old rule of completeness. All of its conditions hold.
#[derive(Clone, Debug, PartialEq)]
pub struct StarRow {
    /// Its name.
    pub title: Arc<str>,
    /// Rules with the figure that is needed.
    pub needs: Vec<(Rule, u32)>,
    /// Items that must have earned something.
    pub items: Vec<Arc<str>>,
}

/// A level of the score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// From this score on.
    pub from: u8,
    /// Its name.
    pub name: Arc<str>,
}

/// The checklist.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checklist {
    /// The items, in order.
    pub rows: Vec<Row>,
    /// The parts of LinkedIn's old rule.
    pub stars: Vec<StarRow>,
    /// The levels, lowest first.
    pub levels: Vec<Level>,
    /// Numbers of connections worth reaching, lowest first.
    pub thresholds: Vec<u32>,
    /// Limits and judgement.
    pub numbers: Numbers,
    /// The word lists.
    pub words: Arc<Words>,
}

impl Checklist {
    /// The row of an item.
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| &*row.id == id)
    }

    /// The name of the level of a score.
    pub fn level(&self, score: u8) -> Option<&Arc<str>> {
        self.levels
            .iter()
            .rev()
            .find(|level| level.from <= score)
            .map(|level| &level.name)
    }
}
