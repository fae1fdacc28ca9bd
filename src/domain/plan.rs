//! The plan of follow-ups: few a day, the rest resting.

use std::collections::HashSet;

use super::{
    book::Book,
    day::{Day, Instant},
    invitation::Answer,
    outbox::{Act, OutboxId},
    person::PersonKey,
};
use chrono::Days;

/// A welcome is due so many days after the connection. Source: domain.md 10.1.
pub const WELCOME_AFTER_DAYS: u64 = 1;
/// Until this day a welcome is a welcome, then a late one. Source: domain.md 10.1.
pub const WELCOME_SOFT_DAYS: i64 = 14;
/// Connections older than this are not welcomed by a first import. Source: domain.md 10.4.
pub const WELCOME_DROPPED_DAYS: i64 = 30;
/// How many follow-ups a day shows. Source: domain.md 10.1, "the person's own limit".
pub const A_DAY: usize = 3;

/// What kind of follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The first words to somebody who is connected now.
    Welcome,
}

impl Kind {
    /// The word of the screen and the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
        }
    }
}

/// One follow-up.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowUp {
    /// With whom.
    pub person: PersonKey,
    /// The display name; hostile until cleaned.
    pub name: String,
    /// What kind.
    pub kind: Kind,
    /// Since which day it is due.
    pub due: Day,
    /// Why, with the day it is counted from.
    pub why: String,
    /// What must be done first, if anything: accepting on LinkedIn.
    pub first: Option<&'static str>,
}

/// Today's few, and what rests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// What today shows.
    pub today: Vec<FollowUp>,
    /// What rests: due already but beyond today's few, or due later.
    pub resting: Vec<FollowUp>,
}

/// The follow-ups of a day.
pub fn agenda(book: &Book, today: Day) -> Agenda {
    let mut planned: Vec<FollowUp> = connected(book, today).chain(accepted(book)).collect();
    planned.retain(|follow_up| !is_done(book, follow_up));
    for follow_up in &mut planned {
        let snoozed = book
            .touch(&follow_up.person)
            .and_then(|touch| touch.snoozed);
        follow_up.due = follow_up.due.max(snoozed.unwrap_or(follow_up.due));
    }
    planned.sort_by(|a, b| b.due.cmp(&a.due).then_with(|| a.person.cmp(&b.person)));
    let (due, mut resting): (Vec<_>, Vec<_>) = planned.into_iter().partition(|f| f.due <= today);
    // The newest connection first: a welcome loses its sense with every day.
    let mut shown = due;
    let done_today = contacted_on(book, today);
    let rest = shown.split_off(A_DAY.saturating_sub(done_today).min(shown.len()));
    resting.extend(rest);
    resting.sort_by(|a, b| a.due.cmp(&b.due).then_with(|| a.person.cmp(&b.person)));
    Agenda {
        today: shown,
        resting,
    }
}

/// People with whom a contact was logged on a day.
fn contacted_on(book: &Book, day: Day) -> usize {
    book.touched()
        .filter(|(_, touch)| touch.contacts.iter().any(|c| c.on == day))
        .count()
}

/// Welcomes of new connections, as the archive shows them.
fn connected(book: &Book, today: Day) -> impl Iterator<Item = FollowUp> {
    let answered = book
        .answered()
        .filter(|(_, last)| last.answer == Answer::Accept);
    let accepted: HashSet<&PersonKey> = answered.map(|(id, _)| &id.person).collect();
    book.facts().people().iter().filter_map(move |person| {
        let since = person.connected_on.filter(|_| person.connection)?;
        let age = (today - since).num_days();
        if age > WELCOME_DROPPED_DAYS && !accepted.contains(&person.key) {
            return None;
        }
        let why = match age {
            0 => "connected today".to_owned(),
            1 => "connected yesterday".to_owned(),
            _ => format!("connected on {since}"),
        };
        Some(welcome(&person.key, &person.name, since, why, None))
    })
}

/// Welcomes of invitations accepted here that no archive shows yet.
fn accepted(book: &Book) -> impl Iterator<Item = FollowUp> {
    book.answered()
        .filter(|(_, last)| last.answer == Answer::Accept)
        .filter_map(|(id, last)| {
            let facts = book.facts();
            if facts.connected_on(&id.person).is_some() {
                return None;
            }
            let name = facts.name_of(&id.person)?;
            let tick = OutboxId {
                act: Act::Accept,
                invitation: id.clone(),
            };
            let (since, why, first) = if let Some(day) = book.ticked(&tick) {
                (day, format!("accepted on {day}"), None)
            } else {
                let why = format!("you decided on {} to accept", last.day);
                (last.day, why, Some("accept it first"))
            };
            Some(welcome(&id.person, name, since, why, first))
        })
}

fn welcome(
    person: &PersonKey,
    name: &str,
    since: Day,
    why: String,
    first: Option<&'static str>,
) -> FollowUp {
    let due = since
        .checked_add_days(Days::new(WELCOME_AFTER_DAYS))
        .unwrap_or(since);
    FollowUp {
        person: person.clone(),
        name: name.to_owned(),
        kind: Kind::Welcome,
        due,
        why,
        first,
    }
}

/// Whether words were exchanged since the welcome's reason, on LinkedIn or elsewhere, or it was
/// skipped.
fn is_done(book: &Book, follow_up: &FollowUp) -> bool {
    let since = follow_up
        .due
        .checked_sub_days(Days::new(WELCOME_AFTER_DAYS))
        .unwrap_or(follow_up.due);
    let after = |at: Option<Instant>| at.is_some_and(|at| at.date_naive() >= since);
    let wrote = book
        .facts()
        .person(&follow_up.person)
        .is_some_and(|person| after(person.talk.last_sent) || person.talk.two_way());
    let logged = book.touch(&follow_up.person).is_some_and(|touch| {
        touch.contacts.iter().any(|contact| contact.on >= since)
            || touch.skipped.iter().any(|day| *day >= since)
    });
    wrote || logged
}
