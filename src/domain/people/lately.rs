//! What is new about people between archives, told once for each: a new address is one change, not
//! somebody gone and somebody come.

use std::collections::{HashMap, HashSet};

use super::words::job;
use crate::domain::{
    book::Book,
    day::Day,
    news::{Event, Job, News, moves},
    person::PersonKey,
    records::Direction,
    template::Occasion,
};

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<'a> {
    /// The day of the archive that shows it, as far as it can be told.
    pub day: Option<Day>,
    /// Who.
    pub person: &'a PersonKey,
    /// Their name; hostile until cleaned.
    pub name: &'a str,
    /// What changed.
    pub change: Change<'a>,
}

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change<'a> {
    /// They are a connection since this day.
    New(Option<Day>),
    /// They accepted the owner's invitation, and are a connection since this day.
    Accepted(Option<Day>),
    /// They are no longer among the connections: removed, closed or hidden. Which, is unknown.
    Gone,
    /// Another company or position.
    Job {
        /// Before.
        before: &'a Job,
        /// Now.
        now: &'a Job,
    },
    /// The address of the profile is another one; before, it was this.
    Moved(&'a PersonKey),
}

impl Change<'_> {
    /// The word of the command line.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::New(_) => "new",
            Self::Accepted(_) => "accepted",
            Self::Gone => "gone",
            Self::Job { .. } => "job",
            Self::Moved(_) => "address",
        }
    }

    /// What words to them would be for.
    pub const fn occasion(&self) -> Occasion {
        match self {
            Self::New(_) | Self::Accepted(_) => Occasion::Welcome,
            Self::Job { .. } => Occasion::Congratulation,
            Self::Moved(_) => Occasion::Note,
            // Who is no connection can only be invited.
            Self::Gone => Occasion::Invitation,
        }
    }

    /// More about it, in a few words; empty where there is no more. Hostile until cleaned.
    pub fn detail(&self) -> String {
        match self {
            Self::New(Some(day)) | Self::Accepted(Some(day)) => format!("connected on {day}"),
            Self::New(None) | Self::Accepted(None) | Self::Gone => String::new(),
            Self::Job { before, now } => format!("now {}, before {}", job(now), job(before)),
            Self::Moved(before) => format!("before {before}"),
        }
    }

    /// The whole of it as a person says it. Hostile until cleaned.
    pub fn words(&self) -> String {
        let since = |words: &str, day: &Option<Day>| match day {
            Some(day) => format!("{words} on {day}"),
            None => words.to_owned(),
        };
        match self {
            Self::New(day) => since("connected", day),
            Self::Accepted(day) => since("accepted your invitation", day),
            Self::Gone => "no longer among your connections".to_owned(),
            Self::Job { .. } => self.detail(),
            Self::Moved(_) => "another address of the profile".to_owned(),
        }
    }
}

/// All that is new between archives, the newest first.
pub fn lately(book: &Book) -> Vec<Told<'_>> {
    let facts = book.facts();
    let moves = moves(facts.news());
    let left: HashSet<&PersonKey> = moves.iter().map(|(old, _)| *old).collect();
    let came: HashMap<&PersonKey, &PersonKey> =
        moves.iter().map(|(old, new)| (*new, *old)).collect();
    let invited = |person: &PersonKey| {
        let mut sent = facts.invitations_of(person);
        sent.any(|invitation| invitation.direction == Direction::Outgoing)
    };
    facts
        .news()
        .iter()
        .rev()
        .filter_map(|news| {
            Some(Told {
                day: news.seen.map(|at| at.date_naive()),
                person: &news.person,
                name: &news.name,
                change: change(news, &came, &left, invited(&news.person))?,
            })
        })
        .collect()
}

/// What a piece of news comes to; nothing where another one tells it already.
fn change<'a>(
    news: &'a News,
    came: &HashMap<&PersonKey, &'a PersonKey>,
    left: &HashSet<&PersonKey>,
    invited: bool,
) -> Option<Change<'a>> {
    let person = &news.person;
    Some(match &news.event {
        Event::Connected(day) => match came.get(person) {
            Some(before) => Change::Moved(before),
            None if invited => Change::Accepted(*day),
            None => Change::New(*day),
        },
        Event::Gone if left.contains(person) => return None,
        Event::Gone => Change::Gone,
        Event::JobChanged { before, now } => Change::Job { before, now },
    })
}
