//! Whose profile is looked at, and the words of the work that is wanted.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Checklist, Confirmations, Held,
    source::Source,
    words::{fold, tokens},
};
use crate::domain::{day::Day, facts::Facts, person::PersonKey, records::Profile};

/// Everything that the audit looks at.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// The profile.
    pub profile: &'a Profile,
    /// Which files there were.
    pub held: &'a Held,
    /// Rows of connections, those that hold only a date included.
    pub connections: usize,
    /// How many connections each archive held, oldest first: [`super::growth`].
    pub growth: &'a [(Day, u64)],
    /// The owner's profile slug, where messages or invitations tell.
    pub slug: Option<&'a str>,
    /// Titles of the work that is wanted, in the person's words, beside those in the archive.
    pub targets: &'a [String],
    /// Whether the person studies; `None` leaves it to the archive.
    pub student: Option<bool>,
    /// Whether the person looks for work; `None` if not said.
    pub looking: Option<bool>,
    /// What the person said about items.
    pub said: &'a Confirmations,
}

impl<'a> Subject<'a> {
    /// The owner of these facts. What the person wants can be set afterwards.
    pub fn new(
        facts: &'a Facts,
        held: &'a Held,
        growth: &'a [(Day, u64)],
        said: &'a Confirmations,
    ) -> Self {
        Self {
            profile: facts.profile(),
            held,
            connections: facts.counts().connections,
            growth,
            slug: facts.owner().key.as_ref().and_then(PersonKey::as_slug),
            targets: &[],
            student: None,
            looking: None,
            said,
        }
    }
}

/// Where a word of the goal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GoalFrom {
    /// The person's own targets.
    Targets,
    /// `Job Seeker Preferences.csv`.
    Preferences,
    /// `Saved Jobs.csv`.
    SavedJobs,
    /// `Job Applications.csv`.
    Applications,
}

impl GoalFrom {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Targets => "your targets",
            Self::Preferences => "job preferences",
            Self::SavedJobs => "saved jobs",
            Self::Applications => "applications",
        }
    }

    /// The file, unless the person said it.
    pub const fn source(self) -> Option<Source> {
        match self {
            Self::Targets => None,
            Self::Preferences => Some(Source::JobPreferences),
            Self::SavedJobs => Some(Source::SavedJobs),
            Self::Applications => Some(Source::JobApplications),
        }
    }
}

/// A word of the goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalWord {
    /// As it first stood.
    pub word: String,
    /// In how many titles it stands.
    pub titles: usize,
    /// Where they are.
    pub from: BTreeSet<GoalFrom>,
}

/// The words that matter for this person: of the goal, the skills and the own titles. Keys are
/// stems, so that `engineers` meets `engineer`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Words of the titles that are wanted.
    pub goal: BTreeMap<String, GoalWord>,
    /// Words of skills.
    pub skills: BTreeSet<String>,
    /// Words of the own titles.
    pub titles: BTreeSet<String>,
    /// Companies and schools, folded.
    pub employers: Vec<String>,
    /// Whole titles, folded.
    pub whole_titles: Vec<String>,
}

impl Terms {
    /// The terms of a subject.
    pub fn of(list: &Checklist, subject: &Subject<'_>) -> Self {
        let profile = subject.profile;
        let mut terms = Self::default();
        let preferred = profile.preferences.iter().flat_map(|p| &p.titles);
        terms.want(
            list,
            GoalFrom::Targets,
            subject.targets.iter().map(String::as_str),
        );
        terms.want(list, GoalFrom::Preferences, preferred.map(|t| &**t));
        terms.want(
            list,
            GoalFrom::SavedJobs,
            profile.saved_jobs.iter().map(|j| &*j.title),
        );
        terms.want(
            list,
            GoalFrom::Applications,
            profile.applications.iter().map(|j| &*j.title),
        );
        for skill in &profile.skills {
            terms.skills.extend(stems(list, skill));
        }
        for position in &profile.positions {
            terms.titles.extend(stems(list, &position.title));
            terms.employers.push(squeezed(&position.company));
            terms.whole_titles.push(squeezed(&position.title));
        }
        let schools = profile.educations.iter().map(|e| squeezed(&e.school));
        terms.employers.extend(schools);
        terms.employers.retain(|name| !name.is_empty());
        terms.whole_titles.retain(|title| !title.is_empty());
        terms
    }

    fn want<'a>(
        &mut self,
        list: &Checklist,
        from: GoalFrom,
        titles: impl Iterator<Item = &'a str>,
    ) {
        for title in titles {
            let mut seen = BTreeSet::new();
            for token in tokens(title) {
                if !says_something(&token.folded) || list.words.is_common(&token) {
                    continue;
                }
                if !seen.insert(token.stem().to_owned()) {
                    continue;
                }
                let word = self
                    .goal
                    .entry(token.stem().to_owned())
                    .or_insert_with(|| GoalWord {
                        word: token.text.to_owned(),
                        titles: 0,
                        from: BTreeSet::new(),
                    });
                word.titles += 1;
                word.from.insert(from);
            }
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.goal.is_empty() && self.skills.is_empty() && self.titles.is_empty()
    }

    /// Whether this stem is a word of the goal, of a skill or of an own title.
    pub fn has(&self, stem: &str) -> bool {
        self.goal.contains_key(stem) || self.skills.contains(stem) || self.titles.contains(stem)
    }
}

/// The words of a text that say something, as stems.
pub(super) fn stems(list: &Checklist, text: &str) -> BTreeSet<String> {
    tokens(text)
        .iter()
        .filter(|token| says_something(&token.folded) && !list.words.is_common(token))
        .map(|token| token.stem().to_owned())
        .collect()
}

/// A text folded, with its words one space apart.
pub(super) fn squeezed(text: &str) -> String {
    let words: Vec<String> = tokens(text).iter().map(|t| fold(t.text)).collect();
    words.join(" ")
}

/// A letter alone says nothing, a number neither: `(m/w/d)`, `2026`. `R` and `C` are lost by it.
fn says_something(folded: &str) -> bool {
    folded.len() > 1 && folded.contains(|c: char| c.is_ascii_alphabetic())
}
