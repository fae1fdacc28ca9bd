//! What changed from one audit to another, the score over time, and when to look again.

use std::sync::Arc;

use super::{
    Day,
    audit::Audit,
    item::{Item, Points, State},
    source::Held,
};
use crate::domain::records::Profile;

/// An item that came to something else.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its id.
    pub id: Arc<str>,
    /// Its name.
    pub title: Arc<str>,
    /// Where it stood and what it had earned; `None` for an item that was not in the table.
    pub before: Option<(State, Points)>,
    /// Where it stands and what it earned; `None` for an item that is no longer in the table.
    pub after: Option<(State, Points)>,
    /// The first evidence before.
    pub was: Option<String>,
    /// The first evidence after.
    pub is: Option<String>,
}

impl Change {
    /// The points gained, in hundredths; negative for lost ones.
    pub fn gained(&self) -> i64 {
        let points =
            |side: Option<(State, Points)>| side.map_or(0, |(_, points)| i64::from(points.0));
        points(self.after) - points(self.before)
    }

    /// In words: `About: missing → full, +8`. A figure that changed within a state is told by its
    /// points alone.
    pub fn words(&self) -> String {
        let word = |side: Option<(State, Points)>| side.map_or("not there", |(s, _)| s.words());
        let (before, after) = (word(self.before), word(self.after));
        let states = if before == after {
            after.to_owned()
        } else {
            format!("{before} → {after}")
        };
        let gained = self.gained();
        let points = Points(u32::try_from(gained.unsigned_abs()).unwrap_or(u32::MAX));
        match gained {
            0 => format!("{}: {states}", self.title),
            1.. => format!("{}: {states}, +{points}", self.title),
            _ => format!("{}: {states}, −{points}", self.title),
        }
    }
}

/// What came to something else between two audits: the greatest change first.
pub fn compare(before: &Audit, after: &Audit) -> Vec<Change> {
    let came_to = |item: &Item| (item.state, item.points);
    let first = |item: &Item| item.evidence.first().map(|evidence| evidence.text.clone());
    let mut changes: Vec<Change> = Vec::new();
    for item in &after.items {
        let old = before.item(&item.id);
        if old.map(came_to) != Some(came_to(item)) {
            changes.push(Change {
                id: item.id.clone(),
                title: item.title.clone(),
                before: old.map(came_to),
                after: Some(came_to(item)),
                was: old.and_then(first),
                is: first(item),
            });
        }
    }
    for item in before
        .items
        .iter()
        .filter(|item| after.item(&item.id).is_none())
    {
        changes.push(Change {
            id: item.id.clone(),
            title: item.title.clone(),
            before: Some(came_to(item)),
            after: None,
            was: first(item),
            is: None,
        });
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.gained().abs()));
    changes
}

/// The archives as they counted while one of them was the newest: what the audit of that time
/// looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// The name of the archive that was the newest.
    pub source: String,
    /// Its day, where that is known.
    pub taken: Option<Day>,
    /// Which files there were.
    pub held: Held,
    /// How many connections each archive held, oldest first.
    pub growth: Vec<(Day, u64)>,
    /// The profile.
    pub profile: Profile,
    /// Rows of connections.
    pub connections: usize,
    /// The owner's slug, where it was known.
    pub slug: Option<String>,
}

/// The audit as it was with the archives up to one import.
#[derive(Clone, Debug)]
pub struct PastAudit {
    /// The archive's name.
    pub source: String,
    /// The archive's day, where known.
    pub taken: Option<Day>,
    /// What it came to.
    pub audit: Audit,
}

/// One point of the score's history.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The archive's name.
    pub source: String,
    /// The archive's day, where known.
    pub day: Option<Day>,
    /// The score, with its parts.
    pub score: Option<u8>,
    /// The points of the items that count.
    pub got: Points,
    /// The weight of the items that count.
    pub answerable: Points,
    /// What changed since the entry before.
    pub changes: Vec<Change>,
}

/// The score over time; `looks` oldest first.
pub fn history(looks: &[PastAudit]) -> Vec<Entry> {
    let before = std::iter::once(None).chain(looks.iter().map(Some));
    looks
        .iter()
        .zip(before)
        .map(|(look, before)| Entry {
            source: look.source.clone(),
            day: look.taken,
            score: look.audit.score,
            got: look.audit.got,
            answerable: look.audit.answerable,
            changes: before.map_or_else(Vec::new, |old| compare(&old.audit, &look.audit)),
        })
        .collect()
}

/// When to ask LinkedIn for a new archive and look again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The day of the newest archive.
    pub looked: Day,
    /// The day to look again.
    pub due: Day,
    /// Whether it has come.
    pub ready: bool,
}

/// When to look again, `days` after the newest archive; `None` where its day is unknown or no
/// reminder is wanted (0 days).
pub fn reminder(days: u32, looked: Option<Day>, today: Day) -> Option<Reminder> {
    if days == 0 {
        return None;
    }
    let looked = looked?;
    let due = looked.checked_add_signed(chrono::TimeDelta::days(i64::from(days)))?;
    Some(Reminder {
        looked,
        due,
        ready: due <= today,
    })
}
