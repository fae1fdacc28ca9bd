//! Drafts of the profile's own texts, and what became of them on LinkedIn.

use std::{collections::BTreeMap, fmt, sync::Arc};

use super::{Day, Presence, Source, text::Field};
use crate::domain::records::Profile;

/// A text of the profile that can be drafted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Passage {
    /// The line under the name.
    Headline,
    /// The free text about the person.
    About,
    /// The description of a position, which its title and company name.
    Description {
        /// The position's title.
        title: Arc<str>,
        /// The position's company.
        company: Arc<str>,
    },
}

/// As it is typed and shown: `headline`, `about`, `Engineer at Contoso`.
impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Headline => f.write_str("headline"),
            Self::About => f.write_str("about"),
            Self::Description { title, company } => write!(f, "{title} at {company}"),
        }
    }
}

impl Passage {
    /// All that a profile has, the positions in the archive's order.
    pub fn all(profile: &Profile) -> Vec<Self> {
        let mut all = vec![Self::Headline, Self::About];
        for position in &profile.positions {
            let passage = Self::Description {
                title: (&*position.title).into(),
                company: (&*position.company).into(),
            };
            if !all.contains(&passage) {
                all.push(passage);
            }
        }
        all
    }

    /// Which kind of text it is.
    pub const fn field(&self) -> Field {
        match self {
            Self::Headline => Field::Headline,
            Self::About => Field::About,
            Self::Description { .. } => Field::Description,
        }
    }

    /// The file that LinkedIn shows it in.
    pub const fn source(&self) -> Source {
        match self {
            Self::Headline | Self::About => Source::Profile,
            Self::Description { .. } => Source::Positions,
        }
    }

    /// The items of the checklist that are about it; the page of the first one changes it.
    pub const fn items(&self) -> &'static [&'static str] {
        match self {
            Self::Headline => &["headline"],
            Self::About => &["about", "about_opening"],
            Self::Description { .. } => &["current_description"],
        }
    }

    /// What the profile says there; `None` where it has no such position.
    pub fn of<'a>(&self, profile: &'a Profile) -> Option<&'a str> {
        match self {
            Self::Headline => Some(&profile.headline),
            Self::About => Some(&profile.summary),
            Self::Description { title, company } => profile
                .positions
                .iter()
                .find(|p| *p.title == **title && *p.company == **company)
                .map(|p| &*p.description),
        }
    }
}

/// A draft that the person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What LinkedIn should show.
    pub text: Arc<str>,
    /// What it showed when the draft was written.
    pub was: Arc<str>,
    /// On which day.
    pub day: Day,
}

/// The drafts that are kept, the last one of each text.
pub type Drafts = BTreeMap<Passage, Draft>;

/// What an archive says about a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// No archive is newer than the draft.
    NotYet,
    /// LinkedIn shows the draft, as the archive of this day says.
    Draft(Option<Day>),
    /// It shows what it showed before.
    Old(Day),
    /// It shows a third text.
    Other(Day),
}

impl Draft {
    /// What became of it. Line breaks do not count: an archive turns them into spaces.
    pub fn shown(&self, passage: &Passage, profile: &Profile, presence: Presence) -> Shown {
        let now = passage.of(profile).unwrap_or_default();
        let taken = presence.taken();
        if same(now, &self.text) {
            return Shown::Draft(taken);
        }
        match taken.filter(|taken| *taken > self.day) {
            None => Shown::NotYet,
            Some(day) if same(now, &self.was) => Shown::Old(day),
            Some(day) => Shown::Other(day),
        }
    }
}

/// Whether two texts have the same words and signs between their spaces.
pub fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

impl Shown {
    /// In words, for a draft of this day: `you planned this on 3 May; LinkedIn now shows it`.
    pub fn words(self, draft: &Draft, day: impl Fn(Day) -> String) -> String {
        let planned = format!("you planned this on {}", day(draft.day));
        match self {
            Self::NotYet => format!("{planned}; no archive is newer, the next one will tell"),
            Self::Draft(_) => format!("{planned}; LinkedIn now shows it"),
            Self::Old(taken) => format!(
                "{planned}; LinkedIn still shows the old text (archive of {})",
                day(taken)
            ),
            Self::Other(taken) => format!(
                "{planned}; LinkedIn shows a different text (archive of {})",
                day(taken)
            ),
        }
    }
}
