//! What may be due with one person.

use std::collections::HashMap;

use chrono::Days;

use super::{
    Chosen, Circle, Kind, Settings, Somebody,
    chosen::chosen_for,
    conduct::{Conduct, Last, OWED_DAYS, Turn, spoken},
};
use crate::domain::{
    book::{Book, Touch},
    day::Day,
    invitation::Answer,
    outbox::{Act, OutboxId},
    person::PersonKey,
};

/// A nudge waits so many days after the first silence. Source: domain.md 10.2, rule 7.
pub const NUDGE_AFTER_DAYS: i64 = 14;
/// A welcome is due so many days after the connection. Source: domain.md 10.1.
pub const WELCOME_AFTER_DAYS: i64 = 1;
/// A welcome's window ends so many days after the connection. Source: domain.md 10.1.
pub(super) const WELCOME_UNTIL_DAYS: i64 = 3;
/// Until this day a welcome is a welcome, then a late one. Source: domain.md 10.1.
pub const WELCOME_SOFT_DAYS: i64 = 14;
/// A fresh start drops welcomes of older connections. Source: domain.md 10.4.
pub const WELCOME_DROPPED_DAYS: i64 = 60;
/// The first note and its window, in days from the connection. Source: domain.md 10.1.
const FIRST_NOTE: (i64, i64) = (30, 7);
/// The important question and its window, in days from the connection. Source: domain.md 10.1.
const QUESTION: (i64, i64) = (90, 14);
/// So many skips since the last contact propose a circle that asks less often. Source: the design.
pub const SKIPS_PROPOSE: usize = 3;
/// A dated follow-up may come so many days later without harm. Chosen here.
const DATED_WINDOW: i64 = 3;
/// A message so many days before a planned day has done it. Chosen here.
pub(super) const EARLY_DAYS: i64 = 7;

/// A note that has waited so many thousandths of its interval goes before what has not. Chosen
/// here, so that nobody waits a whole interval: see the simulated years in the tests.
const NOTE_STARVES_AT: i64 = 500;
/// The same for a late welcome: later than for notes, or the late ones of a first import would make
/// the new ones late. Chosen here.
const WELCOME_STARVES_AT: i64 = 800;

/// Whether somebody's turn was skipped on this day or since.
pub(super) fn is_skipped(touch: Option<&Touch>, on: Day) -> bool {
    touch.is_some_and(|touch| touch.skipped.iter().any(|day| *day >= on))
}

/// Whether a welcome was said since the connection, skipped, or let go of by a fresh start.
pub(super) fn has_welcome(book: &Book, who: &Somebody<'_>, since: Day) -> bool {
    let fresh = book.fresh_start();
    let dropped = fresh.is_some_and(|fresh| since < plus(fresh, -WELCOME_DROPPED_DAYS));
    let wrote = who.reading.is_some_and(|reading| {
        reading.two_way() || reading.last_sent.is_some_and(|day| day >= since)
    });
    let logged = who.touch.is_some_and(|touch| {
        touch.contacts.iter().any(|contact| contact.on >= since)
            || touch.skipped.iter().any(|day| *day >= since)
    });
    dropped || wrote || logged
}

/// The reason, told only where it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Why<'a> {
    Owed(Day),
    Silence(Option<Last>),
    Connected(Day),
    Accepted(Day),
    Decided(Day),
    Planned(&'a str, Day),
    /// The circle, the days that it means now, the last contact.
    Circle(Circle, i64, Option<Last>),
    Stage(&'static str, Day, Option<Last>),
    PutOff(Day),
    Revive(String),
}

impl Why<'_> {
    pub(super) fn words(&self, today: Day) -> String {
        let ago = |day: Day| match (today - day).num_days() {
            0 => "today".to_owned(),
            1 => "yesterday".to_owned(),
            _ => format!("on {}", spoken(day, today)),
        };
        let told = |last: &Option<Last>, none: &str| match last {
            Some(last) => last.words(today),
            None => none.to_owned(),
        };
        match self {
            Self::Owed(day) => format!("LinkedIn shows they wrote {}, no reply yet", ago(*day)),
            Self::Silence(last) => format!("{}, no answer yet", told(last, "you wrote")),
            Self::Connected(day) => format!("connected {}", ago(*day)),
            Self::Accepted(day) => format!("accepted {}", ago(*day)),
            Self::Decided(day) => format!("you decided {} to accept", ago(*day)),
            Self::Planned("", since) => format!("you planned it {}", ago(*since)),
            Self::Planned(what, since) => format!("{what} (you planned it {})", ago(*since)),
            Self::Circle(circle, days, last) => {
                let last = told(last, "no contact is known");
                let twice = if circle.interval() == Some(*days) {
                    ""
                } else {
                    " after two silences"
                };
                format!("{last}; {} is every {days} days{twice}", circle.word())
            }
            Self::Stage(what, connected, last) => {
                let last = told(last, "no contact is known");
                format!("{what} after connecting {}; {last}", ago(*connected))
            }
            Self::PutOff(until) => format!("you put it off until {}", spoken(*until, today)),
            Self::Revive(why) => why.clone(),
        }
    }
}

/// Something that may be due with a person.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate<'a> {
    pub(super) person: &'a PersonKey,
    pub(super) kind: Kind,
    pub(super) due: Day,
    /// The last day of the window.
    pub(super) until: Day,
    /// Days between two of the kind: how late it is, is measured by it.
    pub(super) interval: i64,
    pub(super) why: Why<'a>,
    pub(super) first: Option<&'static str>,
    /// From this day on the wording is a late one's.
    pub(super) late_from: Option<Day>,
}

impl Candidate<'_> {
    /// Whether full days pass without it: this week's revivals, and nudges.
    pub(super) const fn gives_way(&self) -> bool {
        matches!(self.kind, Kind::Nudge) || matches!(self.why, Why::Revive(_))
    }

    /// What comes first: replies; then welcomes in time, what was planned, and what has waited too
    /// long; then notes and late welcomes; then what gives way. Among these, what has
    /// waited longest by its own interval.
    pub(super) fn urgency(&self, today: Day) -> (u8, i64) {
        let waited = (today - self.due).num_days();
        let share = waited * 1000 / self.interval.max(1);
        let late = self.late_from.is_some_and(|from| today >= from);
        let place = match self.kind {
            Kind::Reply => 0,
            Kind::Dated => 1,
            Kind::Welcome if !late || share >= WELCOME_STARVES_AT => 1,
            Kind::Question | Kind::Note if share >= NOTE_STARVES_AT => 1,
            Kind::Welcome | Kind::Question | Kind::Note => 2,
            Kind::Nudge => 3,
            Kind::Revive => 4,
        };
        (place, -share)
    }
}

/// Days later, or earlier for a negative number.
pub(super) fn plus(day: Day, days: i64) -> Day {
    let by = Days::new(days.unsigned_abs());
    let moved = if days < 0 {
        day.checked_sub_days(by)
    } else {
        day.checked_add_days(by)
    };
    moved.unwrap_or(day)
}

/// An invitation that was accepted here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Accepted {
    /// The day it was ticked or decided on.
    pub(super) on: Day,
    /// Whether it was ticked: done on LinkedIn.
    pub(super) ticked: bool,
}

/// Invitations accepted here: ticked as done on LinkedIn, or still to be.
pub(super) fn accepted(book: &Book) -> HashMap<&PersonKey, Accepted> {
    book.answered()
        .filter(|(_, last)| last.answer == Answer::Accept)
        .map(|(id, last)| {
            let tick = OutboxId::Answer(Act::Accept, id.clone());
            let ticked = book.ticked(&tick);
            let accepted = Accepted {
                on: ticked.unwrap_or(last.day),
                ticked: ticked.is_some(),
            };
            (&id.person, accepted)
        })
        .collect()
}

/// Everything that is asked about one person.
pub(super) struct Case<'a, 'b> {
    pub(super) book: &'a Book,
    pub(super) settings: &'b Settings,
    pub(super) today: Day,
    pub(super) who: Somebody<'a>,
    pub(super) accepted: Option<Accepted>,
    /// Connections since this day are welcomed.
    pub(super) welcome_since: Day,
}

impl<'a> Case<'a, '_> {
    /// The one follow-up of the person: the most urgent one that is due, or the next one.
    pub(super) fn next(&self) -> Option<Candidate<'a>> {
        let touch = self.who.touch;
        let connected = self.who.connected_on();
        let since = connected.or(self.accepted.map(|accepted| accepted.on));
        let conduct = Conduct::new(&self.who, since, self.today);
        let mut all: Vec<Candidate<'a>> = Vec::new();
        all.extend(self.talk(&conduct));
        all.extend(self.welcome(connected));
        all.extend(touch.into_iter().flat_map(|touch| self.dated(touch)));
        all.extend(self.circle(&conduct, connected));
        if all.is_empty() {
            all.extend(touch.and_then(|touch| self.put_off(touch, &conduct)));
        }
        let rests = touch.and_then(|touch| touch.snoozed.max(touch.paused));
        for candidate in &mut all {
            let mut due = rests.map_or(candidate.due, |day| candidate.due.max(day));
            // What fell due while the person was away is due when they are back.
            if let Some((_, until)) = self.book.away().filter(|(from, _)| due >= *from) {
                due = due.max(until);
            }
            candidate.until = candidate.until.max(due);
            candidate.due = due;
        }
        all.into_iter().min_by_key(|c| {
            let later = Some(c.due).filter(|due| *due > self.today);
            (later, c.kind)
        })
    }

    fn make(&self, kind: Kind, due: Day, window: i64, why: Why<'a>) -> Candidate<'a> {
        Candidate {
            person: self.who.key,
            kind,
            due,
            until: plus(due, window),
            interval: OWED_DAYS,
            why,
            first: None,
            late_from: None,
        }
    }

    fn talk(&self, conduct: &Conduct) -> Option<Candidate<'a>> {
        let skipped = |day: Day| is_skipped(self.who.touch, day);
        match conduct.turn {
            Turn::YouOwe(on) if !skipped(on) => Some(self.make(Kind::Reply, on, 0, Why::Owed(on))),
            Turn::TheyOwe { since, silences: 1 } => {
                let due = plus(since, NUDGE_AFTER_DAYS);
                // Later it would only remind of the silence: it lapses.
                let current = (self.today - due).num_days() <= NUDGE_AFTER_DAYS;
                (current && !skipped(due)).then(|| {
                    self.make(
                        Kind::Nudge,
                        due,
                        NUDGE_AFTER_DAYS,
                        Why::Silence(conduct.last),
                    )
                })
            }
            _ => None,
        }
    }

    fn welcome(&self, connected: Option<Day>) -> Option<Candidate<'a>> {
        // Decisions sleep while no archive has the invitation, as after the undo of an import.
        let known = self.who.person.is_some();
        let (since, why, first) = match (connected, self.accepted.filter(|_| known)) {
            (Some(day), None) if day < self.welcome_since => return None,
            (Some(day), _) => (day, Why::Connected(day), None),
            (None, Some(Accepted { on, ticked: true })) => (on, Why::Accepted(on), None),
            (None, Some(Accepted { on, .. })) => (on, Why::Decided(on), Some("accept it first")),
            (None, None) => return None,
        };
        if has_welcome(self.book, &self.who, since) {
            return None;
        }
        let window = WELCOME_UNTIL_DAYS - WELCOME_AFTER_DAYS;
        let mut made = self.make(Kind::Welcome, plus(since, WELCOME_AFTER_DAYS), window, why);
        made.first = first;
        made.interval = FIRST_NOTE.0;
        made.late_from = Some(plus(since, WELCOME_SOFT_DAYS + 1));
        Some(made)
    }

    fn dated(&self, touch: &'a Touch) -> impl Iterator<Item = Candidate<'a>> {
        touch.planned.iter().filter_map(|plan| {
            // A message on LinkedIn since then has done it, too.
            let early = plus(plan.on, -EARLY_DAYS).max(plus(plan.since, 1));
            let done = self
                .who
                .reading
                .and_then(|r| r.last_sent)
                .is_some_and(|on| on >= early);
            let why = Why::Planned(&plan.what, plan.since);
            (!done).then(|| self.make(Kind::Dated, plan.on, DATED_WINDOW, why))
        })
    }

    fn circle(&self, conduct: &Conduct, connected: Option<Day>) -> Option<Candidate<'a>> {
        let Chosen {
            circle, since: set, ..
        } = chosen_for(self.book, self.settings, &self.who)?;
        let mut interval = circle.interval()?;
        // After two silences the next turn is twice as far.
        if matches!(conduct.turn, Turn::TheyOwe { silences: 2.., .. }) {
            interval *= 2;
        }
        let last = conduct.last.map(|last| last.on);
        let mut base = last.unwrap_or(set);
        let skip = self
            .who
            .touch
            .and_then(|touch| touch.skipped.iter().max().copied());
        base = skip.map_or(base, |skip| base.max(skip));
        if let Some(day) = self
            .who
            .reading
            .and_then(|r| r.congratulated)
            .filter(|day| *day > base)
        {
            base = day.min(plus(base, interval / 2));
        }
        let why = Why::Circle(circle, interval, conduct.last);
        let mut made = self.make(Kind::Note, plus(base, interval), circle.window(), why);
        made.interval = interval;
        // Somebody was silent longer when the circle was chosen comes round within one interval of it.
        if made.due < set {
            made.due = set;
            made.until = plus(set, interval);
        }
        let stage = self.stage(connected, last, base);
        if let Some((kind, due, window, what)) = stage.filter(|(_, due, ..)| *due < made.due) {
            made.kind = kind;
            made.due = due;
            made.until = plus(due, window);
            made.why = Why::Stage(what, connected.unwrap_or(due), conduct.last);
        }
        let fresh = self.book.fresh_start().filter(|fresh| made.due < *fresh);
        if let (Some(fresh), Circle::Light | Circle::Yearly) = (fresh, circle) {
            made.due = plus(fresh, interval);
            made.until = plus(made.due, circle.window());
        }
        Some(made)
    }

    /// The first note and the question of a new connection, if the last contact was before.
    fn stage(
        &self,
        connected: Option<Day>,
        last: Option<Day>,
        base: Day,
    ) -> Option<(Kind, Day, i64, &'static str)> {
        let connected = connected?;
        let last = last.filter(|last| *last >= connected)?;
        let age = (last.max(base) - connected).num_days();
        if age < FIRST_NOTE.0 - FIRST_NOTE.1 {
            let due = plus(connected, FIRST_NOTE.0);
            return Some((Kind::Note, due, FIRST_NOTE.1, "first note"));
        }
        if age < QUESTION.0 - QUESTION.1 {
            let due = plus(connected, QUESTION.0);
            return Some(if self.settings.question {
                (Kind::Question, due, QUESTION.1, "your question")
            } else {
                (Kind::Note, due, QUESTION.1, "check-in")
            });
        }
        None
    }

    /// What was put off and has no other plan: a revival.
    fn put_off(&self, touch: &Touch, conduct: &Conduct) -> Option<Candidate<'a>> {
        let until = touch.snoozed?;
        let silent = conduct
            .last
            .is_none_or(|last| (until - last.on).num_days() >= super::revive::DORMANT_DAYS);
        silent.then(|| self.make(Kind::Revive, until, 6, Why::PutOff(until)))
    }
}
