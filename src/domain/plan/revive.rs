//! Whom to write to again after a long silence: three a week, the same ones all week.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use chrono::{Datelike as _, Days, IsoWeek, NaiveDate};

use super::{
    Reading, Settings,
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
pub struct Dormant {
    /// The place among the people.
    pub person: u32,
    /// The last contact that LinkedIn shows; the connection, if there is none.
    pub since: Day,
    /// Whether `since` is a message.
    pub wrote: bool,
    /// A hash of the company's name, in the form that is compared.
    pub company: u64,
    /// Whether the position is a higher one.
    pub higher: bool,
    /// What to say of them, beside the silence.
    pub told: Option<Told>,
    /// The score without what depends on the day and the targets.
    pub score: f64,
}

/// What to say of somebody who was known once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// There is another job since then.
    Moved,
    /// An employer is shared.
    Shared,
}

impl Dormant {
    /// Everybody in the facts who was known once, the best one first.
    pub(super) fn all(facts: &Facts, readings: &Readings) -> Vec<Self> {
        let positions = &facts.profile().positions;
        let own: HashSet<String> = positions.iter().map(|p| folded(&p.company)).collect();
        let mut moved: HashMap<&PersonKey, Day> = HashMap::new();
        for news in facts.news() {
            if let (Event::JobChanged { .. }, Some(seen)) = (&news.event, news.seen) {
                moved.insert(&news.person, seen.date_naive());
            }
        }
        let people = (0..).zip(facts.people().iter());
        let connections = people.filter(|(_, person)| person.connection);
        let known = connections.filter_map(|(at, person)| {
            let reading = readings.talks.get(at as usize);
            let known = Self::of((at, person), reading, &own, &moved)?;
            Some((known, &person.key))
        });
        let mut known: Vec<(Self, &PersonKey)> = known.collect();
        known.sort_by(|(a, a_key), (b, b_key)| {
            let by_score = b.score.total_cmp(&a.score);
            by_score.then_with(|| a_key.cmp(b_key))
        });
        known.into_iter().map(|(known, _)| known).collect()
    }

    fn of(
        (at, person): (u32, &Person),
        reading: Option<&Reading>,
        own: &HashSet<String>,
        moved: &HashMap<&PersonKey, Day>,
    ) -> Option<Self> {
        let two_way = reading.is_some_and(Reading::two_way);
        let company = folded(&person.company);
        let shared = own.contains(&company);
        if !two_way && !shared {
            return None;
        }
        let last = reading.and_then(Reading::last);
        let since = last.map(|(day, _)| day).or(person.connected_on)?;
        let higher = found(&person.position, &HIGHER).is_some();
        let moved = moved.get(&person.key).is_some_and(|day| *day > since);
        let talked = reading.map_or(0, |r| r.sent.min(r.received) * 2);
        let weight = |holds: bool, points: f64| if holds { points } else { 0.0 };
        let score = weight(recruits(&person.position), 2.0)
            + weight(higher, 2.0)
            + f64::from(1 + talked).log2().min(3.0)
            + weight(moved, 1.0)
            + weight(shared, 1.0)
            - weight(last.is_some_and(|(_, mine)| mine), 2.0);
        Some(Self {
            person: at,
            since,
            wrote: last.is_some(),
            company: hash(&company),
            higher,
            told: match (moved, shared) {
                (true, _) => Some(Told::Moved),
                (_, true) => Some(Told::Shared),
                _ => None,
            },
            score,
        })
    }

    fn why(&self, is_target: bool) -> String {
        let month = self.since.format("%B %Y");
        let mut why = if self.wrote {
            format!("LinkedIn shows no word since {month}")
        } else {
            format!("connected since {month}, no word yet")
        };
        why += match self.told {
            _ if is_target => "; now at a company you follow",
            Some(Told::Moved) => "; another job since then",
            Some(Told::Shared) => "; you share an employer",
            None => "",
        };
        why
    }
}

/// Companies that the person looks at, to be found among many people.
struct Targets<'a> {
    facts: &'a Facts,
    names: HashSet<String>,
    hashes: Vec<u64>,
}

impl<'a> Targets<'a> {
    fn new(facts: &'a Facts, settings: &Settings) -> Self {
        let names: HashSet<String> = settings.targets.iter().map(|t| folded(t)).collect();
        let mut hashes: Vec<u64> = names.iter().map(|name| hash(name)).collect();
        hashes.sort_unstable();
        Self {
            facts,
            names,
            hashes,
        }
    }

    fn has(&self, known: &Dormant) -> bool {
        // Only who may be at one of them is looked at.
        self.hashes.binary_search(&known.company).is_ok()
            && person(self.facts, known)
                .is_some_and(|person| self.names.contains(&folded(&person.company)))
    }

    /// Everybody who was known once, the best one first. A target weighs three points.
    fn ranked(&self, known: &'a [Dormant]) -> impl Iterator<Item = &'a Dormant> {
        let mut at_targets = known.iter().filter(|known| self.has(known)).peekable();
        let mut elsewhere = known.iter().filter(|known| !self.has(known)).peekable();
        let key = |known| person(self.facts, known).map(|person| &person.key);
        std::iter::from_fn(move || {
            let target_first = match (at_targets.peek(), elsewhere.peek()) {
                (Some(a), Some(b)) => {
                    let by_score = b.score.total_cmp(&(a.score + 3.0));
                    by_score.then_with(|| key(a).cmp(&key(b))).is_le()
                }
                (at_target, _) => at_target.is_some(),
            };
            if target_first {
                at_targets.next()
            } else {
                elsewhere.next()
            }
        })
    }
}

fn person<'a>(facts: &'a Facts, known: &Dormant) -> Option<&'a Person> {
    facts.people().get(known.person as usize)
}

/// The same in every run of a build.
fn hash(company: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    company.hash(&mut hasher);
    hasher.finish()
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
    let facts = book.facts();
    let targets = Targets::new(facts, settings);
    // Of those behind the drawn ranks only one of higher status is asked for: nobody else is
    // looked at.
    let mut ranked: Vec<&Dormant> = Vec::new();
    let mut higher = None;
    for known in targets.ranked(&facts.readings().known) {
        let drawn = ranked.len() < DRAWN_FROM.end;
        if !drawn && higher.is_some() {
            break;
        }
        if (drawn || known.higher) && is_silent(book, known, monday) {
            if known.higher && !ranked.is_empty() {
                higher = higher.or(Some(known));
            }
            if drawn {
                ranked.push(known);
            }
        }
    }
    let chosen = choose(&ranked, higher, week).into_iter();
    let picks = chosen.filter_map(|known| {
        Some(Pick {
            person: &person(facts, known)?.key,
            why: known.why(targets.has(known)),
            due: monday,
        })
    });
    picks.collect()
}

/// Of the best ones, and the next best of higher status.
fn choose<'a>(
    ranked: &[&'a Dormant],
    higher: Option<&'a Dormant>,
    week: IsoWeek,
) -> Vec<&'a Dormant> {
    let mut chosen: Vec<&Dormant> = Vec::new();
    let mut take = |known: Option<&'a Dormant>| {
        if let Some(known) = known.filter(|k| !chosen.iter().any(|c| c.person == k.person)) {
            chosen.push(known);
        }
    };
    take(ranked.first().copied());
    take(higher);
    let drawn_from = ranked.get(DRAWN_FROM.start..).unwrap_or_default().iter();
    let others: Vec<&Dormant> = drawn_from
        .copied()
        .filter(|known| Some(known.person) != higher.map(|h| h.person))
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
    for known in ranked {
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
    let touch = || book.touch(&person(book.facts(), known)?.key);
    known.since <= before
        && touch().is_none_or(|touch| {
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
