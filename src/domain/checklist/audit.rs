//! The audit: all items, the score with its parts, and what to do next.

use std::sync::Arc;

use super::{
    Checklist, Day,
    item::{Item, Points, State, item},
    lens::Lens,
    rules::Look,
    source::Source,
    subject::{Subject, Terms},
};

/// One in so many of the points has to be answerable: 100 of one single point would say more about the
/// archive than about the profile.
const LEAST_PART: u32 = 4;

/// One of the seven parts of LinkedIn's old rule of completeness ("All-Star").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Star {
    /// Its name.
    pub title: Arc<str>,
    /// Whether it is met; `None` where nobody knows.
    pub met: Option<bool>,
}

/// A number of connections worth reaching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The number.
    pub at: u32,
    /// How many are missing; 0 when it is reached.
    pub missing: u32,
    /// When it may be reached if the pace stays, where there is a pace and less than three years
    /// to go.
    pub about: Option<Day>,
}

/// The connections over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Growth {
    /// How many there are.
    pub now: u32,
    /// How many each archive held, oldest first.
    pub points: Vec<(Day, u64)>,
    /// How many came in thirty days, from the first archive of the last year to the newest.
    pub in_thirty_days: Option<i64>,
    /// The numbers worth reaching.
    pub thresholds: Vec<Threshold>,
}

/// The audit of a profile on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Audit {
    /// On which day.
    pub today: Day,
    /// The day of the archive that the profile comes from.
    pub archive: Option<Day>,
    /// The points of the items that count.
    pub got: Points,
    /// The weight of the items that count.
    pub answerable: Points,
    /// The weight of all items that apply, also those that nobody can answer yet.
    pub possible: Points,
    /// Got of answerable in percent; `None` while too little can be answered. Show it with its parts.
    pub score: Option<u8>,
    /// The level's name.
    pub level: Option<Arc<str>>,
    /// The items, in the table's order.
    pub items: Vec<Item>,
    /// The seven parts of LinkedIn's old rule.
    pub all_star: Vec<Star>,
    /// Connections over time; `None` where the archive has no connections file.
    pub connections: Option<Growth>,
    /// The words of the wanted job.
    pub lens: Lens,
    /// The words that matter for this person, to read a draft by.
    pub terms: Terms,
    /// The day of the newest archive of all, be it of other files than the profile's.
    pub newest: Option<Day>,
}

/// Looks at a profile.
pub fn audit(list: &Checklist, subject: &Subject<'_>, today: Day) -> Audit {
    let terms = Terms::of(list, subject);
    let look = Look {
        list,
        subject,
        terms: &terms,
        today,
    };
    let items: Vec<Item> = list.rows.iter().map(|row| item(row, &look)).collect();
    let weight = |item: &&Item| Points::whole(item.weight);
    let counting = || items.iter().filter(|item| item.state.counts());
    let got: Points = counting().map(|item| item.points).sum();
    let answerable: Points = counting().map(|item| weight(&item)).sum();
    let applies = |item: &&Item| item.state != State::NotApplicable;
    let possible: Points = items.iter().filter(applies).map(|item| weight(&item)).sum();
    let score = percent(got, answerable).filter(|_| answerable.0 >= possible.0 / LEAST_PART);
    let archive = subject.held.get(Source::Profile).taken();
    Audit {
        today,
        archive,
        got,
        answerable,
        possible,
        score,
        level: score.and_then(|score| list.level(score)).cloned(),
        all_star: stars(&look, &items),
        connections: grown(&look),
        lens: Lens::of(list, subject, &terms),
        newest: subject.held.newest(),
        items,
        terms,
    }
}

impl Audit {
    /// The item with this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| &*item.id == id)
    }

    /// What could earn more: the most first, ties in the table's order.
    pub fn gaps(&self) -> Vec<&Item> {
        let mut gaps: Vec<&Item> = self
            .items
            .iter()
            .filter(|item| item.lost() > Points::default())
            .collect();
        gaps.sort_by_key(|item| std::cmp::Reverse(item.lost()));
        gaps
    }

    /// What the person is asked: items that only they can answer, and guesses to confirm. An item
    /// without weight is asked about only when the archive gives a reason.
    pub fn needs_your_word(&self) -> Vec<&Item> {
        self.items
            .iter()
            .filter(|item| item.state == State::AskYou || item.to_confirm)
            .filter(|item| item.weight > 0 || !item.evidence.is_empty())
            .collect()
    }

    /// How old the archive is, in days: the profile's, or the newest where none holds a profile.
    pub fn archive_age(&self) -> Option<i64> {
        self.archive
            .or(self.newest)
            .map(|taken| (self.today - taken).num_days())
    }

    /// How many of the seven parts are met.
    pub fn stars_met(&self) -> usize {
        self.all_star
            .iter()
            .filter(|star| star.met == Some(true))
            .count()
    }
}

fn percent(got: Points, of: Points) -> Option<u8> {
    if of == Points::default() {
        return None;
    }
    let rounded = (u64::from(got.0) * 200 + u64::from(of.0)) / (2 * u64::from(of.0));
    // Only all of it is 100.
    let rounded = if got < of { rounded.min(99) } else { rounded };
    u8::try_from(rounded.min(100)).ok()
}

fn stars(look: &Look<'_>, items: &[Item]) -> Vec<Star> {
    let has = |id: &Arc<str>| {
        let item = items.iter().find(|item| item.id == *id)?;
        item.state
            .counts()
            .then_some(item.points > Points::default())
    };
    look.list
        .stars
        .iter()
        .map(|row| {
            let counts = row
                .needs
                .iter()
                .map(|(rule, least)| rule.count(look).map(|count| count >= *least));
            let all: Vec<Option<bool>> = counts.chain(row.items.iter().map(has)).collect();
            // One that is not met decides, whatever is unknown.
            let met = if all.contains(&Some(false)) {
                Some(false)
            } else if all.contains(&None) {
                None
            } else {
                Some(true)
            };
            Star {
                title: row.title.clone(),
                met,
            }
        })
        .collect()
}

fn grown(look: &Look<'_>) -> Option<Growth> {
    if !look.subject.held.get(Source::Connections).is_known() {
        return None;
    }
    let now = u32::try_from(look.subject.connections).unwrap_or(u32::MAX);
    let points = look.subject.growth.to_vec();
    let in_thirty_days = pace(&points);
    let newest = points.last().map_or(look.today, |(day, _)| *day);
    let thresholds = look
        .list
        .thresholds
        .iter()
        .map(|at| {
            let missing = at.saturating_sub(now);
            let about = in_thirty_days
                .filter(|pace| *pace > 0 && missing > 0)
                .map(|pace| i64::from(missing) * 30 / pace)
                .filter(|days| *days <= 3 * 365)
                .and_then(|days| newest.checked_add_signed(chrono::TimeDelta::days(days)));
            Threshold {
                at: *at,
                missing,
                about,
            }
        })
        .collect();
    Some(Growth {
        now,
        points,
        in_thirty_days,
        thresholds,
    })
}

/// Connections in thirty days, over the last year of archives. A week says nothing yet.
fn pace(points: &[(Day, u64)]) -> Option<i64> {
    let (last_day, last) = points.last()?;
    let (first_day, first) = points
        .iter()
        .find(|(day, _)| (*last_day - *day).num_days() <= 365)?;
    let days = (*last_day - *first_day).num_days();
    let more = i64::try_from(*last).ok()? - i64::try_from(*first).ok()?;
    (days > 7).then(|| more * 30 / days)
}
