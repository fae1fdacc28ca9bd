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
    late::LateList,
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
    /// Everybody in the facts who was known once, the best one first, and where they are found by
    /// hashes of the names of their companies.
    pub(super) fn all(
        facts: &Facts,
        readings: &Readings,
    ) -> (LateList<Self>, LateList<(u32, u32)>) {
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
        let company = |known| person(facts, known).map(|person| hash(&folded(&person.company)));
        let mut at: Vec<(u32, u32)> = known
            .iter()
            .zip(0..)
            .filter_map(|((known, _), at)| Some((company(known)?, at)))
            .collect();
        at.sort_unstable();
        let known = known.into_iter().map(|(known, _)| Some(known));
        (known.collect(), at.into_iter().map(Some).collect())
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

/// Those who were known once, and which of them are at companies that the person looks at.
struct Ranks<'a> {
    facts: &'a Facts,
    /// The places of those at such companies, in order.
    at_targets: Vec<usize>,
}

impl<'a> Ranks<'a> {
    /// Only who may be at one of the companies is looked at: those whose hash is the same.
    fn new(facts: &'a Facts, settings: &Settings) -> Self {
        let Readings { known, at, .. } = &**facts.readings();
        let mut at_targets = Vec::new();
        for name in settings.targets.iter().map(|target| folded(target)) {
            let hash = hash(&name);
            let first = at.partition_point(|(other, _)| *other < hash);
            let same = at.glances(first).take_while(|pair| pair.0 == hash);
            at_targets.extend(same.map(|pair| pair.1 as usize).filter(|place| {
                let person = known.get(*place).and_then(|known| person(facts, known));
                person.is_some_and(|person| folded(&person.company) == name)
            }));
        }
        at_targets.sort_unstable();
        at_targets.dedup();
        Self { facts, at_targets }
    }

    fn is_at_target(&self, place: usize) -> bool {
        self.at_targets.binary_search(&place).is_ok()
    }

    /// Everybody who was known once, the best one first, each with the place in the list. A target
    /// weighs three points.
    fn ranked(&self) -> impl Iterator<Item = (usize, &'a Dormant)> {
        let known = &self.facts.readings().known;
        let one = |place: usize| Some((place, known.get(place)?));
        let at_targets = self.at_targets.iter().filter_map(move |at| one(*at));
        let mut at_targets = at_targets.peekable();
        let elsewhere = (0..known.len()).filter(|place| !self.is_at_target(*place));
        let mut elsewhere = elsewhere.filter_map(one).peekable();
        let key = |known| person(self.facts, known).map(|person| &person.key);
        std::iter::from_fn(move || {
            let target_first = match (at_targets.peek(), elsewhere.peek()) {
                (Some((_, a)), Some((_, b))) => {
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
fn hash(company: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    company.hash(&mut hasher);
    // The upper half is as good as the lower one.
    (hasher.finish() >> 32) as u32
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
    let ranks = Ranks::new(facts, settings);
    // Of those behind the drawn ranks only one of higher status is asked for: nobody else is
    // looked at.
    let mut ranked: Vec<Ranked<'_>> = Vec::new();
    let mut higher = None;
    for (place, known) in ranks.ranked() {
        let drawn = ranked.len() < DRAWN_FROM.end;
        if !drawn && higher.is_some() {
            break;
        }
        if (drawn || known.higher) && is_silent(book, known, monday) {
            if known.higher && !ranked.is_empty() {
                higher = higher.or(Some((place, known)));
            }
            if drawn {
                ranked.push((place, known));
            }
        }
    }
    let chosen = choose(&ranked, higher, week).into_iter();
    let picks = chosen.filter_map(|(place, known)| {
        Some(Pick {
            person: &person(facts, known)?.key,
            why: known.why(ranks.is_at_target(place)),
            due: monday,
        })
    });
    picks.collect()
}

/// Somebody with the place among those who were known once.
type Ranked<'a> = (usize, &'a Dormant);

/// Of the best ones, and the next best of higher status.
fn choose<'a>(ranked: &[Ranked<'a>], higher: Option<Ranked<'a>>, week: IsoWeek) -> Vec<Ranked<'a>> {
    let mut chosen: Vec<Ranked<'a>> = Vec::new();
    let mut take = |known: Option<Ranked<'a>>| {
        if let Some(known) = known.filter(|k| !chosen.iter().any(|c| c.0 == k.0)) {
            chosen.push(known);
        }
    };
    take(ranked.first().copied());
    take(higher);
    let drawn_from = ranked.get(DRAWN_FROM.start..).unwrap_or_default().iter();
    let others: Vec<Ranked<'a>> = drawn_from
        .copied()
        .filter(|known| Some(known.0) != higher.map(|h| h.0))
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
        if chosen.len() < A_WEEK && !chosen.iter().any(|c| c.0 == known.0) {
            chosen.push(*known);
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
