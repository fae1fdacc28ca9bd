//! What happened with somebody, the newest first: one list of facts and decisions.

use std::collections::BTreeMap;

use chrono::Datelike as _;

use crate::domain::{
    book::Book,
    day::{Day, Instant},
    invitation::Answer,
    news::{Event, Job},
    person::PersonKey,
    records::{Direction, Traits},
    step::Channel,
};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment<'a> {
    /// On which day: of messages and invitations the UTC date. `None` where it could not be read.
    pub day: Option<Day>,
    /// What.
    pub what: Happening<'a>,
}

/// What happened. Texts are strangers' until cleaned.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening<'a> {
    /// They became a connection.
    Connected,
    /// They invited the owner, or the other way round.
    Invited {
        /// Who invited.
        direction: Direction,
        /// The note that came with it; may be empty.
        note: &'a str,
    },
    /// An invitation was answered here.
    Answered {
        /// How.
        answer: Answer,
        /// Why.
        reason: Option<&'a str>,
    },
    /// Messages of two within one month; the day is that of the last one.
    Messages {
        /// How many the owner wrote.
        sent: u32,
        /// How many they wrote.
        received: u32,
    },
    /// A contact that was logged here.
    Contact {
        /// How.
        channel: Channel,
        /// About what.
        text: Option<&'a str>,
    },
    /// A note that was written here.
    Note(&'a str),
    /// Another job, as archives show it; the day is that of the archive.
    Job {
        /// Before.
        before: &'a Job,
        /// Since.
        now: &'a Job,
    },
    /// They are no longer among the connections.
    Gone,
}

/// What happened with somebody, the newest first; what has no day comes last.
pub fn timeline<'a>(book: &'a Book, person: &PersonKey) -> Vec<Moment<'a>> {
    let mut moments = but_messages(book, person);
    moments.extend(messages(book, person));
    moments.sort_by_key(|moment| std::cmp::Reverse(moment.day));
    moments
}

/// All that happened but messages, in no order.
fn but_messages<'a>(book: &'a Book, person: &PersonKey) -> Vec<Moment<'a>> {
    let facts = book.facts();
    let mut moments = Vec::new();
    let mut add = |day: Option<Day>, what: Happening<'a>| moments.push(Moment { day, what });
    if let Some(known) = facts.person(person).filter(|p| p.connection) {
        add(known.connected_on, Happening::Connected);
    }
    for invitation in facts.invitations_of(person) {
        let what = Happening::Invited {
            direction: invitation.direction,
            note: &invitation.note,
        };
        add(invitation.sent().map(|at| at.date_naive()), what);
        for answered in book.answers(&invitation.id) {
            let what = Happening::Answered {
                answer: answered.answer,
                reason: answered.reason.as_deref(),
            };
            add(Some(answered.day), what);
        }
    }
    for contact in book.touch(person).into_iter().flat_map(|t| &t.contacts) {
        let what = Happening::Contact {
            channel: contact.channel,
            text: contact.text.as_deref(),
        };
        add(Some(contact.on), what);
    }
    for note in book.notes(person) {
        add(Some(note.day), Happening::Note(&note.text));
    }
    for news in facts.news_of(person) {
        let day = news.seen.map(|at| at.date_naive());
        match &news.event {
            Event::JobChanged { before, now } => add(day, Happening::Job { before, now }),
            Event::Gone => add(day, Happening::Gone),
            Event::Connected(_) => {}
        }
    }
    moments
}

/// What happened with several people, the newest first, at most so many; what has no day is left
/// out. Messages are read only of those whose last one may be among them.
pub fn timeline_of_all<'a, 'p>(
    book: &'a Book,
    people: impl IntoIterator<Item = &'p PersonKey>,
    most: usize,
) -> Vec<(&'p PersonKey, Moment<'a>)> {
    let (mut all, mut last): (Vec<_>, Vec<(Day, &PersonKey)>) = Default::default();
    for person in people {
        let moments = but_messages(book, person).into_iter();
        let dated = moments.filter(|moment| moment.day.is_some());
        all.extend(dated.map(|moment| (person, moment)));
        let talk = book.facts().person(person).map(|known| known.talk);
        let at = talk.and_then(|talk| talk.last());
        last.extend(at.map(|at| (at.date_naive(), person)));
        // Now and then the old ones go, so that it never holds everything at once.
        if all.len() > most.saturating_mul(8).max(4096) {
            newest(&mut all, most);
        }
    }
    newest(&mut all, most);
    let shown = all.iter().filter_map(|(_, moment)| moment.day);
    let mut days: Vec<Day> = shown.chain(last.iter().map(|(day, _)| *day)).collect();
    days.sort_unstable_by_key(|day| std::cmp::Reverse(*day));
    let since = most.checked_sub(1).and_then(|last| days.get(last));
    let recent = last
        .iter()
        .filter(|(day, _)| since.is_none_or(|since| day >= since));
    for (_, person) in recent {
        all.extend(messages(book, person).map(|moment| (*person, moment)));
    }
    newest(&mut all, most);
    all
}

fn newest<T>(all: &mut Vec<(T, Moment<'_>)>, most: usize) {
    all.sort_by_key(|(_, moment)| std::cmp::Reverse(moment.day));
    all.truncate(most);
}

/// The messages of two, each month as one.
fn messages<'a>(book: &Book, person: &PersonKey) -> impl Iterator<Item = Moment<'a>> {
    let months = months(book, person).into_iter();
    months.map(|(day, sent, received)| Moment {
        day: Some(day),
        what: Happening::Messages { sent, received },
    })
}

/// The messages of two by month: the day of the last one, how many from the owner, how many from
/// them.
fn months(book: &Book, person: &PersonKey) -> Vec<(Day, u32, u32)> {
    let mut months: BTreeMap<(i32, u32), (Day, u32, u32)> = BTreeMap::new();
    let none = [
        Traits::DRAFT,
        Traits::GROUP,
        Traits::SPONSORED,
        Traits::NOTE,
    ];
    for message in book.facts().messages_with(person) {
        let counts = message.at != 0 && !none.iter().any(|no| message.traits.has(*no));
        let Some(at) = Instant::from_timestamp(message.at, 0).filter(|_| counts) else {
            continue;
        };
        let day = at.date_naive();
        let month = months
            .entry((day.year(), day.month()))
            .or_insert((day, 0, 0));
        month.0 = month.0.max(day);
        if message.traits.has(Traits::MINE) {
            month.1 += 1;
        } else {
            month.2 += 1;
        }
    }
    months.into_values().collect()
}
