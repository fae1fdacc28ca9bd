//! Whom to write to again after a long silence: three a week, the same ones all week.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike as _, Days, IsoWeek, NaiveDate};

use super::{
    Settings,
    readings::Readings,
    words::{HIGHER, found, recruits},
};
use crate::domain::{
    book::Book,
    day::Day,
    facts::{Facts, Person},
    news::Event,
    person::PersonKey,
};

/// Silent for so many days is dormant. Source: domain.md 10.3.
pub const DORMANT_DAYS: i64 = 365;
/// How many are offered in a week. Source: domain.md 10.3.
pub const A_WEEK: usize = 3;
/// The third one is drawn from these ranks. Source: domain.md 10.3, "ranks 2-10".
const DRAWN_FROM: std::ops::Range<usize> = 1..10;

/// Somebody who was known once: words went both ways, or a school or employer is shared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dormant {
    person: PersonKey,
    /// The last contact that LinkedIn shows; the connection, if there is none.
    since: Day,
    /// Whether `since` is a message.
    wrote: bool,
    company: Box<str>,
    higher: bool,
    /// What to say of them, beside the silence.
    told: &'static str,
    /// The score without what depends on the day and the targets.
    score: f64,
}

impl Dormant {
    /// Everybody in the facts who was known once.
    pub(super) fn all(facts: &Facts, readings: &Readings) -> Vec<Self> {
        let positions = &facts.profile().positions;
        let own: HashSet<String> = positions.iter().map(|p| folded(&p.company)).collect();
        let mut moved: HashMap<&PersonKey, Day> = HashMap::new();
        for news in facts.news() {
            if let (Event::JobChanged { .. }, Some(seen)) = (&news.event, news.seen) {
                moved.insert(&news.person, seen.date_naive());
            }
        }
        let connections = facts.people().iter().filter(|person| person.connection);
        connections
            .filter_map(|person| Self::of(person, readings, &own, &moved))
            .collect()
    }

    fn of(
        person: &Person,
        readings: &Readings,
        own: &HashSet<String>,
        moved: &HashMap<&PersonKey, Day>,
    ) -> Option<Self> {
        let reading = readings.of(&person.key);
        let two_way = reading.is_some_and(super::reading::Reading::two_way);
        let shared = !own.is_empty() && own.contains(&folded(&person.company));
        if !two_way && !shared {
            return None;
        }
        let last = reading.and_then(super::reading::Reading::last);
        let since = last.map(|(day, _)| day).or(person.connected_on)?;
        let higher = found(&person.position, &HIGHER).is_some();
        let moved = moved.get(&person.key).is_some_and(|day| *day > since);
        let talked = reading.map_or(0, |r| r.sent.min(r.received) * 2);
        let told = match (moved, shared) {
            (true, _) => "; another job since then",
            (_, true) => "; you share an employer",
            _ => "",
        };
        let weight = |holds: bool, points: f64| if holds { points } else { 0.0 };
        let score = weight(recruits(&person.position), 2.0)
            + weight(higher, 2.0)
            + f64::from(1 + talked).log2().min(3.0)
            + weight(moved, 1.0)
            + weight(shared, 1.0)
            - weight(last.is_some_and(|(_, mine)| mine), 2.0);
        Some(Self {
            person: person.key.clone(),
            since,
            wrote: last.is_some(),
            company: person.company.clone(),
            higher,
            told,
            score,
        })
    }

    fn why(&self, targets: &HashSet<String>) -> String {
        let month = self.since.format("%B %Y");
        let mut why = if self.wrote {
            format!("LinkedIn shows no word since {month}")
        } else {
            format!("connected since {month}, no word yet")
        };
        why += if targets.contains(&folded(&self.company)) {
            "; now at a company you follow"
        } else {
            self.told
        };
        why
    }
}

/// Somebody offered this week, and why.
pub(super) struct Pick<'a> {
    pub(super) person: &'a PersonKey,
    pub(super) why: String,
    /// The week's Monday.
    pub(super) due: Day,
}

/// The picks of a day's week: the best one, the best of higher status, and one drawn by the week.
pub(super) fn picks<'a>(book: &'a Book, settings: &Settings, today: Day) -> Vec<Pick<'a>> {
    let week = today.iso_week();
    let Some(monday) = NaiveDate::from_isoywd_opt(week.year(), week.week(), chrono::Weekday::Mon)
    else {
        return Vec::new();
    };
    let targets: HashSet<String> = settings.targets.iter().map(|t| folded(t)).collect();
    let mut ranked: Vec<(f64, &Dormant)> = book
        .readings()
        .known
        .iter()
        .filter(|known| is_silent(book, known, monday))
        .map(|known| {
            let target = !targets.is_empty() && targets.contains(&folded(&known.company));
            (known.score + if target { 3.0 } else { 0.0 }, known)
        })
        .collect();
    ranked.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then_with(|| a.1.person.cmp(&b.1.person))
    });
    choose(&ranked, week)
        .into_iter()
        .map(|known| Pick {
            person: &known.person,
            why: known.why(&targets),
            due: monday,
        })
        .collect()
}

fn choose<'a>(ranked: &[(f64, &'a Dormant)], week: IsoWeek) -> Vec<&'a Dormant> {
    let mut chosen: Vec<&Dormant> = Vec::new();
    let mut take = |known: Option<&'a Dormant>| {
        if let Some(known) = known.filter(|k| !chosen.iter().any(|c| c.person == k.person)) {
            chosen.push(known);
        }
    };
    let best = ranked.first().map(|(_, known)| *known);
    take(best);
    let rest = ranked.get(1..).unwrap_or_default();
    let higher = rest.iter().map(|(_, known)| *known).find(|k| k.higher);
    take(higher);
    let others: Vec<&Dormant> = ranked
        .get(DRAWN_FROM.start..DRAWN_FROM.end.min(ranked.len()))
        .unwrap_or_default()
        .iter()
        .map(|(_, known)| *known)
        .filter(|known| Some(&known.person) != higher.map(|h| &h.person))
        .collect();
    // A multiplier with well mixed high bits: neighbouring weeks draw different ranks.
    let number = u64::from(week.week()) + 53 * u64::from(week.year().unsigned_abs());
    let drawn = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33;
    let at = drawn.checked_rem(others.len() as u64).unwrap_or(0);
    take(
        usize::try_from(at)
            .ok()
            .and_then(|at| others.get(at).copied()),
    );
    // Where nobody has a higher position, the next best stands in.
    for (_, known) in ranked {
        if chosen.len() < A_WEEK && !chosen.iter().any(|c| c.person == known.person) {
            chosen.push(known);
        }
    }
    chosen
}

/// Whether the last contact or offer was long before a week began, and no circle has them.
fn is_silent(book: &Book, known: &Dormant, monday: Day) -> bool {
    let Some(before) = monday.checked_sub_days(Days::new(DORMANT_DAYS.unsigned_abs())) else {
        return false;
    };
    known.since <= before
        && book.touch(&known.person).is_none_or(|touch| {
            let contacts = touch.contacts.iter().map(|contact| contact.on);
            let mut earlier = contacts
                .chain(touch.skipped.iter().copied())
                .filter(|day| *day < monday);
            touch.circle().interval().is_none() && earlier.all(|day| day <= before)
        })
}

fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}
