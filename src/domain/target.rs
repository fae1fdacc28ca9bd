//! Targets: companies, roles, schools and places that the person wants to come nearer to.
//!
//! The archive proposes some; the person's own word stands over them, also the word that something
//! is no target.

use std::{collections::BTreeMap, sync::Arc};

use super::{day::Day, records::Profile};
use crate::{domain::words::words, text::fold::fold};

/// What kind of target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// A company to work at.
    Company,
    /// The work that is looked for.
    Role,
    /// A school whose people matter.
    School,
    /// Town or region.
    Place,
}

words! {
    TargetKind:
    Company "company",
    Role "role",
    School "school",
    Place "place",
}

/// How much a target matters, from 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(u8);

impl Weight {
    /// Of a target that was added without a weight.
    pub const USUAL: Self = Self(4);

    /// A weight; `None` outside 1 to 5.
    pub const fn new(weight: u8) -> Option<Self> {
        match weight {
            1..=5 => Some(Self(weight)),
            _ => None,
        }
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// What a step says about one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetChange {
    /// What kind.
    pub kind: TargetKind,
    /// Its name, as the person writes it.
    pub name: String,
    /// How much it matters; `None` for no target, whatever the archive proposes.
    pub weight: Option<Weight>,
}

/// The longest name of a target, in bytes. Chosen here: longer ones are pasted by a slip.
pub const LONGEST_NAME: usize = 200;

/// Where a target comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The person said so on this day.
    Own(Day),
    /// A dream company of the job seeker preferences.
    Dream,
    /// A title or a place of the job seeker preferences.
    Preference,
    /// Applied to on this day.
    Applied(Day),
    /// A job there is saved.
    SavedJob,
    /// The company is followed.
    Followed,
}

impl Source {
    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::Own(on) => format!("yours, since {on}"),
            Self::Dream => "dream company on LinkedIn".to_owned(),
            Self::Preference => "job preferences on LinkedIn".to_owned(),
            Self::Applied(on) => format!("you applied on {on}"),
            Self::SavedJob => "you saved a job there".to_owned(),
            Self::Followed => "you follow it".to_owned(),
        }
    }

    /// Whether the person said so; the rest are proposals.
    pub const fn is_own(self) -> bool {
        matches!(self, Self::Own(_))
    }
}

/// A target that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What kind.
    pub kind: TargetKind,
    /// Its name; of a proposal as LinkedIn gives it: hostile until cleaned.
    pub name: Arc<str>,
    /// How much it matters.
    pub weight: Weight,
    /// Where it comes from.
    pub source: Source,
}

/// What the person said about one target.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    name: Arc<str>,
    weight: Option<Weight>,
    on: Day,
}

/// What the person said about targets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    said: BTreeMap<(TargetKind, String), Said>,
}

fn key(kind: TargetKind, name: &str) -> (TargetKind, String) {
    let folded = fold(name);
    let words: Vec<&str> = folded.split_whitespace().collect();
    (kind, words.join(" "))
}

/// Applications count so many days. Source: domain.md 4, V1 and V1b.
const APPLIED_DAYS: [i64; 2] = [90, 365];

impl Targets {
    pub(super) fn apply(&mut self, changes: &[TargetChange], on: Day) {
        for change in changes {
            let said = Said {
                name: change.name.trim().into(),
                weight: change.weight,
                on,
            };
            self.said.insert(key(change.kind, &change.name), said);
        }
    }

    /// With more said, later than the rest.
    #[must_use]
    pub fn with(mut self, changes: &[TargetChange], on: Day) -> Self {
        self.apply(changes, on);
        self
    }

    /// Whether the person said nothing yet.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// Whether the person said anything about it.
    pub fn is_said(&self, kind: TargetKind, name: &str) -> bool {
        self.said.contains_key(&key(kind, name))
    }

    /// Whether the person said that this is no target.
    pub fn is_refused(&self, kind: TargetKind, name: &str) -> bool {
        let said = self.said.get(&key(kind, name));
        said.is_some_and(|said| said.weight.is_none())
    }

    /// The person's own targets, the weightiest of each kind first.
    pub fn own(&self) -> Vec<Target> {
        let own = self.said.iter().filter_map(|((kind, _), said)| {
            Some(Target {
                kind: *kind,
                name: Arc::clone(&said.name),
                weight: said.weight?,
                source: Source::Own(said.on),
            })
        });
        in_order(own.collect())
    }

    /// The person's own targets of a kind, the weightiest first.
    pub fn own_of(&self, kind: TargetKind) -> Vec<Target> {
        let own = self.own().into_iter();
        own.filter(|target| target.kind == kind).collect()
    }

    /// Everything that the person refused, of which the archive may propose some.
    pub fn refused(&self) -> impl Iterator<Item = (TargetKind, &str, Day)> {
        let none = self.said.iter().filter(|(_, said)| said.weight.is_none());
        none.map(|((kind, _), said)| (*kind, &*said.name, said.on))
    }

    /// The targets that count on a day: the person's own, and what the archive proposes beside
    /// them. The weightiest of each kind first.
    pub fn effective(&self, profile: &Profile, today: Day) -> Vec<Target> {
        let mut all: BTreeMap<_, Target> = BTreeMap::new();
        for proposed in proposals(profile, today) {
            let key = key(proposed.kind, &proposed.name);
            // What the person said about it counts instead.
            if key.1.is_empty() || self.said.contains_key(&key) {
                continue;
            }
            let known = all.entry(key).or_insert_with(|| proposed.clone());
            if proposed.weight > known.weight {
                *known = proposed;
            }
        }
        let mut list = self.own();
        list.extend(all.into_values());
        in_order(list)
    }
}

fn in_order(mut list: Vec<Target>) -> Vec<Target> {
    list.sort_by(|a, b| {
        let rank = |t: &Target| (t.kind, std::cmp::Reverse(t.weight), !t.source.is_own());
        rank(a)
            .cmp(&rank(b))
            .then_with(|| fold(&a.name).cmp(&fold(&b.name)))
    });
    list
}

/// What the archive proposes. Weights are a judgement: what was asked for outweighs what was done
/// long ago, and following is the least.
fn proposals(profile: &Profile, today: Day) -> Vec<Target> {
    let target = |kind, name: &str, weight, source| Target {
        kind,
        name: name.trim().into(),
        weight: Weight(weight),
        source,
    };
    let mut list = Vec::new();
    if let Some(wanted) = &profile.preferences {
        let dreams = wanted.dream_companies.iter();
        list.extend(dreams.map(|name| target(TargetKind::Company, name, 5, Source::Dream)));
        let titles = wanted.titles.iter();
        list.extend(titles.map(|name| target(TargetKind::Role, name, 4, Source::Preference)));
        let places = wanted.locations.iter();
        list.extend(places.map(|name| target(TargetKind::Place, name, 3, Source::Preference)));
    }
    for application in &profile.applications {
        let Some(on) = application.on else { continue };
        let age = (today - on).num_days();
        let weight = match APPLIED_DAYS.iter().position(|days| age <= *days) {
            Some(0) => 4,
            Some(_) => 3,
            None => continue,
        };
        let source = Source::Applied(on);
        list.push(target(
            TargetKind::Company,
            &application.company,
            weight,
            source,
        ));
    }
    let saved = profile.saved_jobs.iter();
    list.extend(saved.map(|job| target(TargetKind::Company, &job.company, 3, Source::SavedJob)));
    let followed = profile.follows.iter();
    list.extend(followed.map(|f| target(TargetKind::Company, &f.company, 1, Source::Followed)));
    list
}

impl Target {
    /// Whether it is this one, in another spelling perhaps.
    pub fn is(&self, kind: TargetKind, name: &str) -> bool {
        key(self.kind, &self.name) == key(kind, name)
    }
}
