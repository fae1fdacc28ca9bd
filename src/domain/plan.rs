//! The plan of follow-ups: few a day, the rest resting.
//!
//! ```text
//!  messages ─► reading ─┐
//!                       ├─► conduct ─► candidate ─┐
//!  steps ─► touch ──────┘   whose turn   one a     ├─► level ─► today and resting
//!           dormant people ─► revive     person ──┘   cap a day
//! ```

mod candidate;
mod capacity;
mod chosen;
mod circle;
mod conduct;
mod level;
mod next;
mod reading;
mod readings;
mod revive;
mod settled;
mod somebody;
mod suggest;
mod waiting;
mod words;

pub use candidate::{
    NUDGE_AFTER_DAYS, SKIPS_PROPOSE, WELCOME_AFTER_DAYS, WELCOME_DROPPED_DAYS, WELCOME_SOFT_DAYS,
};
pub use capacity::{Capacity, circles};
pub use chosen::{Chosen, CircleRule, Class, Whom, chosen};
pub use circle::{Circle, load};
pub use conduct::{Conduct, Last, OWED_DAYS, Origin, Turn, spoken};
pub use level::Limits;
pub use next::next_words;
pub use reading::Reading;
pub use readings::{Days, Readings};
pub use revive::{A_WEEK, DORMANT_DAYS, Dormant, Told};
pub use settled::{Settled, settled};
pub use somebody::Somebody;
pub use suggest::{QUICK_ANSWERS, Suggestion, suggest};
pub use waiting::{Waiting, waiting};
pub use words::recruits;

use chrono::Weekday;

use self::{
    candidate::{Candidate, Case, Why, accepted, plus},
    level::Level,
};
use super::{
    book::{Book, Touch},
    day::Day,
    person::PersonKey,
    target::TargetKind,
    template::Use,
};

/// A first import plans the welcomes of so many days. Source: domain.md 10.4.
pub const FIRST_WELCOMES_DAYS: i64 = 30;
/// The forecast covers so many days, today included; what comes later is only counted.
pub const FORECAST_DAYS: i64 = 30;

/// How the plan behaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How much a day takes.
    pub limits: Limits,
    /// Whether the person has stored an important question.
    pub question: bool,
    /// Companies that the person follows; they weigh in revivals.
    pub targets: Vec<String>,
    /// The person's own rules that put people into circles; the first that fits counts.
    pub circles: Vec<CircleRule>,
}

impl Default for Settings {
    /// Three on a working day, one on a day of the weekend. Source of the three: domain.md 10.1.
    fn default() -> Self {
        Self {
            limits: Limits::new(3, &[Weekday::Sat, Weekday::Sun], 1),
            question: false,
            targets: Vec::new(),
            circles: Vec::new(),
        }
    }
}

impl Settings {
    /// Whether a company is one that the person looks at.
    pub fn is_target(&self, company: &str) -> bool {
        let company = company.trim();
        !company.is_empty() && self.targets.iter().any(|t| words::same_name(t, company))
    }

    /// With the companies of this person's targets, unless some are named.
    #[must_use]
    pub fn of(mut self, book: &Book) -> Self {
        if self.targets.is_empty() {
            // Applications count for a while only; the plan leaves them out.
            let targets = book.targets();
            let all = targets.effective(book.facts().profile(), Day::MAX);
            let companies = all.into_iter().filter(|t| t.kind == TargetKind::Company);
            self.targets = companies.map(|target| target.name.to_string()).collect();
        }
        self
    }
}

/// What kind of follow-up, the most urgent one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// They wrote and wait.
    Reply,
    /// The first words to somebody who is connected now.
    Welcome,
    /// What the person planned for a day.
    Dated,
    /// The important question.
    Question,
    /// An occasional note.
    Note,
    /// A reminder after the first silence. Full days pass without it.
    Nudge,
    /// Words after a long silence. Full days pass without it.
    Revive,
}

impl Kind {
    /// All kinds, with the word of the screen and the command line, and the texts that fit.
    const ALL: [(Self, &'static str, Option<Use>); 7] = [
        (Self::Reply, "reply", None),
        (Self::Welcome, "welcome", Some(Use::Welcome)),
        (Self::Dated, "planned", Some(Use::Note)),
        (Self::Question, "question", Some(Use::Question)),
        (Self::Note, "note", Some(Use::Note)),
        (Self::Nudge, "nudge", Some(Use::Nudge)),
        (Self::Revive, "revive", Some(Use::Revive)),
    ];

    /// The word of the screen and the command line.
    pub fn word(self) -> &'static str {
        let row = Self::ALL.iter().find(|(kind, ..)| *kind == self);
        row.map_or("note", |(_, word, _)| word)
    }

    /// The words of all kinds, in their order.
    pub fn words_of_all() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(_, word, _)| *word)
    }

    /// What a template for it is used for; a reply has none, as it answers what they wrote.
    pub fn template(self) -> Option<Use> {
        Self::ALL.iter().find(|(kind, ..)| *kind == self)?.2
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
    /// The last day on which it comes as meant.
    pub until: Day,
    /// The day that the plan gives it: today, or the day until which it rests.
    pub on: Day,
    /// Nobody should wait longer than so many days: the interval of the circle, doubled after two
    /// silences; thirty days for a welcome, as the first note would be due then.
    pub interval: i64,
    /// Why, with the day it is counted from and who says so.
    pub why: String,
    /// What must be done first, if anything: accepting on LinkedIn.
    pub first: Option<&'static str>,
    /// Whether the words should say that they are late: a welcome after two weeks.
    pub late: bool,
    /// A first circle for them, or another one than now, with the reason.
    pub propose: Option<Suggestion>,
}

/// Today's few, and what rests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// What today shows, the most urgent one first.
    pub today: Vec<FollowUp>,
    /// What rests until a day of the forecast, in the order of the days.
    pub resting: Vec<FollowUp>,
    /// How many rest longer than the forecast.
    pub beyond: usize,
    /// How many follow-ups each of the next [`FORECAST_DAYS`] days has, today's included.
    pub forecast: Vec<(Day, usize)>,
}

/// The follow-ups of a day.
pub fn agenda(book: &Book, settings: &Settings, today: Day) -> Agenda {
    let away = book
        .away()
        .filter(|(from, until)| *from <= today && today < *until);
    let start = away.map_or(today, |(_, until)| until);
    let all = candidates(book, settings, today);
    let done = if start == today {
        contacted_on(book, today)
    } else {
        0
    };
    let mut level = Level::new(&settings.limits, start, done);
    let end = plus(today, FORECAST_DAYS);
    let mut agenda = Agenda::default();
    for (candidate, meant) in in_order(all, settings, today) {
        let from = meant.max(start);
        if candidate.gives_way() && !level.has_room(from, candidate.until) {
            continue;
        }
        // What is due takes the first free day: else it would see an emptier one every day.
        let until = if meant <= start {
            from
        } else {
            candidate.until
        };
        match level.place(from, until) {
            Some(on) if on == today => {
                agenda
                    .today
                    .push(told(book, settings, &candidate, (on, today)));
            }
            Some(on) if on < end => {
                agenda
                    .resting
                    .push(told(book, settings, &candidate, (on, today)));
            }
            _ => agenda.beyond += 1,
        }
    }
    agenda.resting.sort_by_key(|follow_up| follow_up.on);
    let planned = |day: Day| agenda.resting.iter().filter(|f| f.on == day).count();
    agenda.forecast = (0..FORECAST_DAYS)
        .map(|days| plus(today, days))
        .map(|day| {
            (
                day,
                planned(day) + if day == today { agenda.today.len() } else { 0 },
            )
        })
        .collect();
    agenda
}

/// The candidates in the order in which they get their days, each with the day that it is meant
/// for: the emptiest one of its window, if all had come as they were due. That day does not depend
/// on today, so that nothing is put off from one day to the next.
fn in_order<'a>(
    mut all: Vec<Candidate<'a>>,
    settings: &Settings,
    today: Day,
) -> Vec<(Candidate<'a>, Day)> {
    all.sort_by(|a, b| (a.kind, a.due, a.person).cmp(&(b.kind, b.due, b.person)));
    let first = all.iter().map(|candidate| candidate.due).min();
    let mut level = Level::new(&settings.limits, first.unwrap_or(today), 0);
    let mut all: Vec<(Candidate<'a>, Day)> = all
        .into_iter()
        .map(|candidate| {
            let meant = level.place(candidate.due, candidate.until);
            let meant = meant.unwrap_or(candidate.due);
            (candidate, meant)
        })
        .collect();
    all.sort_by_key(|(candidate, _)| candidate.urgency(today));
    all
}

fn told(
    book: &Book,
    settings: &Settings,
    candidate: &Candidate<'_>,
    (on, today): (Day, Day),
) -> FollowUp {
    let person = candidate.person;
    let known = book.facts().name_of(person).or_else(|| person.as_name());
    FollowUp {
        person: person.clone(),
        name: known.unwrap_or(person.as_str()).to_owned(),
        kind: candidate.kind,
        due: candidate.due,
        until: candidate.until,
        on,
        interval: candidate.interval,
        why: candidate.why.words(today),
        first: candidate.first,
        late: candidate.late_from.is_some_and(|from| on >= from),
        propose: suggest(book, settings, person, today),
    }
}

/// People with whom a contact was logged on a day.
fn contacted_on(book: &Book, day: Day) -> usize {
    book.touched()
        .filter(|(_, touch)| touch.contacts.iter().any(|c| c.on == day))
        .count()
}

/// One candidate for everybody with something planned, and this week's revivals.
fn candidates<'a>(book: &'a Book, settings: &Settings, today: Day) -> Vec<Candidate<'a>> {
    let accepted = accepted(book);
    let first = book.first_import().unwrap_or(today);
    let welcome_since = plus(first.min(today), -FIRST_WELCOMES_DAYS);
    let mut people = book
        .facts()
        .active_since(plus(today, -OWED_DAYS), welcome_since);
    // Who is only tagged has no turn by that, unless a rule is about tags.
    let rules = settings.circles.iter();
    let tags = rules
        .filter(|rule| matches!(rule.whom, Whom::Tag(_)))
        .count()
        > 0;
    let touched = book
        .touched()
        .filter(|(_, touch)| tags || touch.says_when());
    people.extend(touched.map(|(person, _)| person));
    people.extend(accepted.keys());
    people.extend(chosen::ruled(book, settings));
    let case = |who: Somebody<'a>| Case {
        book,
        settings,
        today,
        who,
        accepted: accepted.get(who.key).copied(),
        welcome_since,
    };
    let all = people.iter().map(|person| (*person, book.touch(person)));
    let planned = all.filter(|(_, touch)| touch.is_none_or(Touch::is_planned));
    let planned = planned.map(|(person, touch)| Somebody::touched(book, person, touch));
    let mut all: Vec<Candidate<'a>> = planned.filter_map(|who| case(who).next()).collect();
    let planned: std::collections::HashSet<&PersonKey> = all.iter().map(|c| c.person).collect();
    let revivals = revive::picks(book, settings, today)
        .into_iter()
        .filter(|pick| !planned.contains(pick.person))
        .filter(|pick| {
            book.touch(pick.person).is_none_or(|touch| {
                let contacts = touch.contacts.iter().map(|contact| contact.on);
                let mut since = contacts.chain(touch.skipped.iter().copied());
                let rests = touch
                    .snoozed
                    .max(touch.paused)
                    .is_some_and(|day| day > today);
                touch.is_planned() && !rests && since.all(|day| day < pick.due)
            })
        })
        .map(|pick| Candidate {
            person: pick.person,
            kind: Kind::Revive,
            due: pick.due,
            until: plus(pick.due, 6),
            interval: 7,
            why: Why::Revive(pick.why),
            first: None,
            late_from: None,
        });
    all.extend(revivals.collect::<Vec<_>>());
    all
}
