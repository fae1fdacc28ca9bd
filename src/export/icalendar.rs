//! Follow-ups as an iCalendar file (RFC 5545): events or to-dos, a day each.
//!
//! Only what the person decided about or the plan gives a day; no attendee, no organizer and no
//! attachment, so that no calendar sends anything to anybody.

use chrono::{DateTime, NaiveTime, Timelike as _, Utc};

use super::{contact::uuid, content_line::Lines};
use crate::{
    domain::{
        book::Book,
        day::Day,
        people,
        person::PersonKey,
        plan::{Agenda, FollowUp, Kind},
    },
    text::link::Link,
};

/// What a follow-up becomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum As {
    /// An event of a whole day, which every calendar shows.
    #[default]
    Event,
    /// A to-do that is due on the day.
    Todo,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Event or to-do.
    pub component: As,
    /// When a reminder sounds on the day; `None`: never.
    pub alarm: Option<NaiveTime>,
    /// The moment of the export.
    pub now: DateTime<Utc>,
}

/// What has a day: today's follow-ups, those that rest until a day of the forecast, and what the
/// person planned for later days.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    uid: String,
    on: Day,
    title: String,
    why: String,
    page: Option<Link>,
}

impl Entry {
    fn new(person: &PersonKey, name: &str, kind: Kind, (due, on): (Day, Day), why: &str) -> Self {
        // What the person planned has a day of its own; of everything else there is one at a time.
        let what = match kind {
            Kind::Dated => format!("{}:{due}:{person}", kind.word()),
            _ => format!("{}:{person}", kind.word()),
        };
        Self {
            uid: uuid("follow-up", &what),
            on,
            title: title(kind, name),
            why: why.to_owned(),
            page: person.as_slug().and_then(|slug| Link::profile(slug).ok()),
        }
    }

    fn of(follow_up: &FollowUp) -> Self {
        let FollowUp {
            person,
            name,
            kind,
            due,
            on,
            why,
            ..
        } = follow_up;
        Self::new(person, name, *kind, (*due, *on), why)
    }
}

fn title(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Reply => format!("Answer {name}"),
        Kind::Welcome => format!("Welcome {name}"),
        Kind::Dated | Kind::Note => format!("Write to {name}"),
        Kind::Question => format!("Ask {name}"),
        Kind::Nudge => format!("Remind {name} once"),
        Kind::Revive => format!("Write to {name} again"),
    }
}

/// The file, and how many entries it has.
pub fn write(book: &Book, agenda: &Agenda, form: Form) -> (String, usize) {
    let shown = || agenda.today.iter().chain(&agenda.resting);
    let mut entries: Vec<Entry> = shown().map(Entry::of).collect();
    let (first, last) = (agenda.forecast.first(), agenda.forecast.last());
    for (person, touch) in book.touched().filter(|(_, touch)| touch.is_planned()) {
        // The agenda has one follow-up of everybody: what else is planned with them stands behind it.
        // Of who is not in it, nothing is to be written before the forecast ends.
        let own = shown().find(|follow_up| follow_up.person == *person);
        let after = own.and(first).or(last).map(|(day, _)| *day);
        let is_own = |on: Day| own.is_some_and(|own| own.kind == Kind::Dated && own.due == on);
        let later = touch.planned.iter();
        let later = later.filter(|plan| Some(plan.on) > after && !is_own(plan.on));
        let name = people::name(book, person);
        entries.extend(
            later.map(|plan| Entry::new(person, name, Kind::Dated, (plan.on, plan.on), &plan.what)),
        );
    }
    let mut lines = Lines::default();
    lines.line("BEGIN", "VCALENDAR");
    lines.line("VERSION", "2.0");
    lines.line("PRODID", super::PRODUCT);
    lines.line("CALSCALE", "GREGORIAN");
    for entry in &entries {
        component(entry, form, &mut lines);
    }
    lines.line("END", "VCALENDAR");
    (lines.finish(), entries.len())
}

fn component(entry: &Entry, form: Form, lines: &mut Lines) {
    let day = entry.on.format("%Y%m%d").to_string();
    let name = match form.component {
        As::Event => "VEVENT",
        As::Todo => "VTODO",
    };
    lines.line("BEGIN", name);
    lines.line("UID", &format!("{}@cordial", entry.uid));
    lines.line("DTSTAMP", &form.now.format("%Y%m%dT%H%M%SZ").to_string());
    match form.component {
        As::Event => {
            // Without an end it lasts the day (RFC 5545 3.6.1), and leaves the day free.
            lines.line("DTSTART;VALUE=DATE", &day);
            lines.line("TRANSP", "TRANSPARENT");
        }
        As::Todo => {
            lines.line("DUE;VALUE=DATE", &day);
            lines.line("STATUS", "NEEDS-ACTION");
        }
    }
    lines.text("SUMMARY", &entry.title);
    lines.text("DESCRIPTION", &entry.why);
    if let Some(page) = &entry.page {
        lines.line("URL", page.as_str());
    }
    lines.line("CATEGORIES", "Cordial");
    lines.line("CLASS", "PRIVATE");
    if let Some(at) = form.alarm {
        alarm(entry, form.component, at, lines);
    }
    lines.line("END", name);
}

fn alarm(entry: &Entry, component: As, at: NaiveTime, lines: &mut Lines) {
    lines.line("BEGIN", "VALARM");
    lines.line("ACTION", "DISPLAY");
    lines.text("DESCRIPTION", &entry.title);
    // A to-do without a start needs to be told that its day is the end (RFC 5545 3.8.6.3).
    let trigger = match component {
        As::Event => "TRIGGER",
        As::Todo => "TRIGGER;RELATED=END",
    };
    lines.line(trigger, &format!("PT{}H{}M", at.hour(), at.minute()));
    lines.line("END", "VALARM");
}
