//! An item as it was found: its state, its points and its evidence.

use std::{fmt, iter::Sum, ops::Add, sync::Arc};

use super::{
    Day,
    confirm::{Confirmation, Word},
    rules::{Evidence, Figure, Found, Look},
    source::{Presence, Source},
    table::{Basis, How, Link, Row},
    text::Field,
    words::{find_any, tokens},
};
use crate::domain::words::words;

/// Points, in hundredths: a share of a weight is exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(pub u32);

impl Points {
    /// Whole points.
    pub const fn whole(points: u32) -> Self {
        Self(points * 100)
    }

    /// As a number, to hand to programs.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// What is left of it.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

/// `8`, `3.5`, `0.33`.
impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match rest {
            0 => write!(f, "{whole}"),
            rest if rest % 10 == 0 => write!(f, "{whole}.{}", rest / 10),
            rest => write!(f, "{whole}.{rest:02}"),
        }
    }
}

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// All of its points.
    Full,
    /// Some of them.
    Part,
    /// None.
    Missing,
    /// The archive cannot tell; the person can. Counts neither way.
    AskYou,
    /// It does not apply. Counts neither way.
    NotApplicable,
    /// The archive could tell, but its file is missing. Counts neither way.
    Unanswerable,
}

words! {
    State:
    Full "full",
    Part "part",
    Missing "missing",
    AskYou "ask-you",
    NotApplicable "not-applicable",
    Unanswerable "unanswerable",
}

impl State {
    /// For people: as its word, but for those that a word alone does not tell.
    pub fn words(self) -> &'static str {
        match self {
            Self::AskYou => "needs your word",
            Self::NotApplicable => "does not apply",
            Self::Unanswerable => "not known",
            state => state.word(),
        }
    }

    /// Whether it counts in the score.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Full | Self::Part | Self::Missing)
    }
}

/// An item of the audit.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its id.
    pub id: Arc<str>,
    /// Its name.
    pub title: Arc<str>,
    /// Its weight in whole points.
    pub weight: u32,
    /// What it earned.
    pub points: Points,
    /// Where it stands.
    pub state: State,
    /// Who decides it.
    pub basis: Basis,
    /// It was guessed from the archive, and the person has not said whether it is so.
    pub to_confirm: bool,
    /// Where the figure comes from.
    pub evidence: Vec<Evidence>,
    /// The words that matched.
    pub matched: Vec<String>,
    /// Why it matters.
    pub why: Arc<str>,
    /// The next small step.
    pub fix: Arc<str>,
    /// Where to take it: address, menu path, and when that was last seen in use.
    pub link: Option<Arc<Link>>,
    /// What the person said about it and what counts now.
    pub said: Option<Confirmation>,
}

impl Item {
    /// What it could still earn.
    pub fn lost(&self) -> Points {
        if self.state.counts() {
            Points::whole(self.weight).minus(self.points)
        } else {
            Points::default()
        }
    }
}

/// What an item came to: the share of its weight, or why there is none.
enum Outcome {
    Share(u32),
    Unknown,
    Exempt,
}

/// Answers a row.
pub(super) fn item(row: &Row, look: &Look<'_>) -> Item {
    let mut found = found(row, look);
    let guess = matches!(found.figure, Figure::Number(_) | Figure::Share(_));
    let mut outcome = match found.figure {
        Figure::Number(number) => Outcome::Share(graded(row, number, &mut found)),
        Figure::Share(share) => Outcome::Share(share.min(100)),
        Figure::Unknown => Outcome::Unknown,
        Figure::Exempt => Outcome::Exempt,
    };
    let said = look.subject.said.of(&row.id);
    let counts = said.filter(|said| {
        said.word == Word::NotApplicable
            || row.basis != Basis::Decided
            || !guess
            || archive_of(row, look).is_none_or(|taken| said.day >= taken)
    });
    if let Some(said) = counts {
        outcome = match said.word {
            Word::Confirmed => Outcome::Share(100),
            Word::Denied => Outcome::Share(0),
            Word::NotApplicable | Word::Open => Outcome::Exempt,
        };
        found.evidence.push(by_word(said));
    }
    let (state, share) = match outcome {
        Outcome::Share(0) => (State::Missing, 0),
        Outcome::Share(100) => (State::Full, 100),
        Outcome::Share(share) => (State::Part, share),
        Outcome::Exempt => (State::NotApplicable, 0),
        Outcome::Unknown if row.basis == Basis::Decided => (State::Unanswerable, 0),
        Outcome::Unknown => (State::AskYou, 0),
    };
    Item {
        id: row.id.clone(),
        title: row.title.clone(),
        weight: row.weight,
        points: Points(row.weight * share),
        state,
        basis: row.basis,
        to_confirm: row.basis == Basis::Inferred && guess && counts.is_none(),
        evidence: found.evidence,
        matched: found.matched,
        why: row.why.clone(),
        fix: row.fix.clone(),
        link: row.link.clone(),
        said: counts.cloned(),
    }
}

fn graded(row: &Row, number: u32, found: &mut Found) -> u32 {
    let grade = row
        .grades
        .iter()
        .find(|g| (g.least..=g.most).contains(&number));
    if let (Some(says), Some(first)) = (grade.and_then(|g| g.says.as_ref()), found.evidence.first())
    {
        let said = Evidence {
            text: says.to_string(),
            ..first.clone()
        };
        found.evidence.push(said);
    }
    grade.map_or(0, |g| g.share_of(number))
}

fn by_word(said: &Confirmation) -> Evidence {
    let word = match said.word {
        Word::Confirmed => "it is so",
        Word::Denied => "it is not so",
        Word::NotApplicable | Word::Open => "it does not apply",
    };
    let reason = said.reason.as_ref().map(|reason| format!(": {reason}"));
    Evidence {
        text: format!(
            "you said on {} that {word}{}",
            said.day,
            reason.unwrap_or_default()
        ),
        source: None,
        archive: None,
        private: said.reason.is_some(),
    }
}

/// The day of the newest archive that speaks about a row: a later one overrules what the person
/// said about a thing that the archive decides.
fn archive_of(row: &Row, look: &Look<'_>) -> Option<Day> {
    files_of(row)
        .iter()
        .filter_map(|source| look.subject.held.get(*source).taken())
        .max()
}

/// What decides; the other files of the row only add to it.
fn files_of(row: &Row) -> &[Source] {
    match &row.how {
        How::Rule(rule) => rule.files(),
        _ => &row.files,
    }
}

fn found(row: &Row, look: &Look<'_>) -> Found {
    let unknown = Found {
        figure: Figure::Unknown,
        evidence: Vec::new(),
        matched: Vec::new(),
    };
    match &row.how {
        How::Asked => unknown,
        How::Contains { field, any } => contains(*field, any, look),
        How::Rule(rule) => {
            let files = rule.files();
            let presence = |source: &Source| look.subject.held.get(*source);
            if !files.iter().any(|source| presence(source).is_known()) {
                let names: Vec<&str> = files.iter().map(|source| source.file()).collect();
                let text = format!(
                    "{} is in no archive, so nothing is known",
                    names.join(" / ")
                );
                let evidence = Evidence {
                    text,
                    source: None,
                    archive: None,
                    private: false,
                };
                return Found {
                    evidence: vec![evidence],
                    ..unknown
                };
            }
            let mut found = rule.decide(look);
            if files
                .iter()
                .all(|source| matches!(presence(source), Presence::Nothing { .. }))
            {
                found
                    .evidence
                    .extend(files.first().and_then(|s| nothing(*s, presence(s))));
            }
            found
        }
    }
}

/// Why a missing file means that there is nothing.
fn nothing(source: Source, presence: Presence) -> Option<Evidence> {
    let Presence::Nothing { with, taken } = presence else {
        return None;
    };
    let text = format!(
        "the archive has {with} and no {source}: LinkedIn writes no file where there is nothing"
    );
    Some(Evidence {
        text,
        source: Some(with),
        archive: taken,
        private: false,
    })
}

/// A check of the person's own: some words must stand in a text.
fn contains(field: Field, any: &[super::Phrase], look: &Look<'_>) -> Found {
    let profile = look.subject.profile;
    let source = match field {
        Field::Headline | Field::About => Source::Profile,
        Field::Description => Source::Positions,
    };
    let presence = look.subject.held.get(source);
    let mut found = Found {
        figure: Figure::Unknown,
        evidence: Vec::new(),
        matched: Vec::new(),
    };
    if !presence.is_known() {
        return found;
    }
    let texts: Vec<&str> = match field {
        Field::Headline => vec![&*profile.headline],
        Field::About => vec![&*profile.summary],
        Field::Description => profile.positions.iter().map(|p| &*p.description).collect(),
    };
    for text in texts {
        let hits = find_any(any, text, &tokens(text));
        found.matched.extend(hits.into_iter().map(|hit| hit.words));
    }
    let text = match found.matched.as_slice() {
        [] => "none of the words".to_owned(),
        words => words.join(", "),
    };
    found.figure = Figure::Share(if found.matched.is_empty() { 0 } else { 100 });
    let archive = presence.taken();
    found.evidence.push(Evidence {
        text,
        source: Some(source),
        archive,
        private: false,
    });
    found
}
