//! Where two people stand: LinkedIn's messages and what was logged here, together.

use chrono::Datelike as _;

use super::{
    Somebody,
    reading::{Reading, add_attempt},
};
use crate::domain::{book::Touch, day::Day, step::Channel};

/// A reply is owed for so many days; afterwards nobody waits for it. Source: domain.md 10.2, rule 7.
pub const OWED_DAYS: i64 = 60;

/// Somebody says that there was a contact, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A message on LinkedIn; whether the person wrote it.
    LinkedIn {
        /// Whether the person wrote it, not the other side.
        mine: bool,
    },
    /// The person logged it.
    Logged(Channel),
}

/// The newest contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Last {
    /// On which day.
    pub on: Day,
    /// Somebody says so.
    pub origin: Origin,
}

impl Last {
    /// The contact in words, with who says so: `LinkedIn shows you wrote on 3 May`.
    pub fn words(self, today: Day) -> String {
        let on = spoken(self.on, today);
        match self.origin {
            Origin::LinkedIn { mine: true } => format!("LinkedIn shows you wrote on {on}"),
            Origin::LinkedIn { mine: false } => format!("LinkedIn shows they wrote on {on}"),
            Origin::Logged(Channel::Message) => format!("you logged a message on {on}"),
            Origin::Logged(Channel::Call) => format!("you logged a call on {on}"),
            Origin::Logged(Channel::Meeting) => format!("you logged a meeting on {on}"),
            Origin::Logged(Channel::Other) => format!("you logged a contact on {on}"),
        }
    }
}

/// A day as it is said: `3 May`, with the year where it is another one.
pub fn spoken(day: Day, today: Day) -> String {
    let form = if day.year() == today.year() {
        "%-d %B"
    } else {
        "%-d %B %Y"
    };
    day.format(form).to_string()
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// No word yet, or none that asks for anything.
    Nobody,
    /// They wrote last, on this day, and may wait for an answer.
    YouOwe(Day),
    /// The person wrote last, first on this day, and heard nothing so many times.
    TheyOwe {
        /// The day of the newest attempt.
        since: Day,
        /// How many attempts.
        silences: usize,
    },
}

/// Where two people stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conduct {
    /// Whether the welcome has been.
    pub welcomed: bool,
    /// Whose turn it is.
    pub turn: Turn,
    /// The newest contact.
    pub last: Option<Last>,
}

impl Conduct {
    /// Where the person stands with somebody on a day. `connected` is the day of the connection,
    /// as far as it is known.
    pub fn new(who: &Somebody<'_>, connected: Option<Day>, today: Day) -> Self {
        let nothing = Reading::default();
        let reading = who.reading.unwrap_or(&nothing);
        let touch = who.touch;
        let logged = newest(touch);
        let wrote = reading.last().map(|(on, mine)| Last {
            on,
            origin: Origin::LinkedIn { mine },
        });
        // A logged contact and a message of the same day are one: LinkedIn's word is kept.
        let last = match (wrote, logged) {
            (Some(wrote), Some(logged)) if logged.on > wrote.on => Some(logged),
            (wrote, logged) => wrote.or(logged),
        };
        let welcomed = connected.is_some_and(|day| {
            reading.welcomed(day)
                || touch.is_some_and(|t| t.contacts.iter().any(|contact| contact.on >= day))
        });
        Self {
            welcomed,
            turn: turn(reading, touch, today),
            last,
        }
    }
}

fn newest(touch: Option<&Touch>) -> Option<Last> {
    touch?
        .contacts
        .iter()
        .map(|contact| Last {
            on: contact.on,
            origin: Origin::Logged(contact.channel),
        })
        .max_by_key(|last| last.on)
}

fn turn(reading: &Reading, touch: Option<&Touch>, today: Day) -> Turn {
    let heard = reading.last_received;
    let mut attempts = reading.attempts.clone();
    let mut answered = !reading.theirs_last;
    let mut logged: Vec<_> = touch
        .into_iter()
        .flat_map(|touch| &touch.contacts)
        .filter(|contact| heard.is_none_or(|heard| contact.on >= heard))
        .collect();
    logged.sort_by_key(|contact| contact.on);
    for contact in logged {
        answered = true;
        if contact.channel == Channel::Message {
            add_attempt(&mut attempts, contact.on);
        } else {
            // A call or a meeting is words both ways.
            attempts.retain(|day| *day > contact.on);
        }
    }
    if let (false, Some(on)) = (answered, heard) {
        if (today - on).num_days() < OWED_DAYS {
            return Turn::YouOwe(on);
        }
        return Turn::Nobody;
    }
    attempts.last().map_or(Turn::Nobody, |since| Turn::TheyOwe {
        since: *since,
        silences: attempts.len(),
    })
}
