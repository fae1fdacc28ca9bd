//! How the program behaves: `config.toml`. What the person decides is in the journal instead.
//!
//! Every option has a default; `config.example.toml` holds them all, and a test keeps the two in
//! step. An unknown key is a warning with its near miss, a wrong value an error with its place.

pub mod checklist;
pub mod drafts;
pub mod hooks;
mod interface;
pub mod keys;
pub mod people;
pub mod place;
pub mod rules;
pub mod sync;
pub mod targets;
mod views;
mod weekday;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{
    book::Book,
    day::{Day, DayStart},
    plan,
    triage::Wishes,
};
use crate::query::View;
pub use drafts::Drafts;
pub use hooks::Hooks;
pub use interface::{Interface, Links, Theme};
pub use keys::Keys;
use place::{Fault, Place};
pub use weekday::Weekday;

/// All options.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// How the interface looks and behaves.
    pub interface: Interface,
    /// What texts say about the person.
    pub me: Me,
    /// A program that writes drafts.
    pub drafts: Drafts,
    /// Where the token of LinkedIn's API comes from.
    pub sync: sync::Sync,
    /// Programs that are told of steps.
    pub hooks: Hooks,
    /// How many follow-ups a day brings.
    pub followups: FollowUps,
    /// What stands behind the names of people.
    pub people: people::People,
    /// How invitations are judged.
    pub judging: Judging,
    /// Rules that put people into circles, by the circle's name.
    pub circles: BTreeMap<CircleName, Vec<Rule>>,
    /// The audit of the own profile.
    pub audit: Audit,
    /// Keys of actions, by the action's name: they replace the preset's.
    pub keys: BTreeMap<String, Keys>,
    /// Saved views, in the order of `]`.
    #[serde(skip)]
    pub views: Vec<View>,
}

/// How invitations are judged, beside the tables of rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Judging {
    /// Whether the own work is sensitive: paid talks, trips and reports are then warned of.
    pub sensitive: bool,
}

/// How many follow-ups a day brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowUps {
    /// The most on a usual day.
    pub cap: usize,
    /// Days that should stay easy.
    pub easy_days: Vec<Weekday>,
    /// The most on those.
    pub easy_cap: usize,
    /// Days with a number of their own, before all of the above.
    pub days: BTreeMap<Weekday, usize>,
    /// When a day begins, by the clock on the wall.
    pub day_starts_at: TimeOfDay,
}

impl Default for FollowUps {
    /// Source of the numbers: domain.md 10.1 and 10.4.
    fn default() -> Self {
        Self {
            cap: 3,
            easy_days: vec![Weekday::Sat, Weekday::Sun],
            easy_cap: 1,
            days: BTreeMap::new(),
            day_starts_at: TimeOfDay::default(),
        }
    }
}

/// The audit of the own profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Audit {
    /// Days after the newest archive until a new one is proposed; 0 for never.
    pub remind: u32,
}

impl Default for Audit {
    fn default() -> Self {
        Self { remind: 90 }
    }
}

/// A time of the morning at which a day begins: `04:00`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(pub DayStart);

impl TryFrom<String> for TimeOfDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.len() == 2);
        let start = text
            .split_once(':')
            .and_then(|(hours, minutes)| DayStart::at(number(hours)?, number(minutes)?));
        let wrong = || format!("`{text}` is no time of the morning; \"00:00\" to \"11:59\"");
        start.map(Self).ok_or_else(wrong)
    }
}

impl From<TimeOfDay> for String {
    fn from(TimeOfDay(start): TimeOfDay) -> Self {
        let (hours, minutes) = start.time();
        format!("{hours:02}:{minutes:02}")
    }
}

/// A circle by its name. None goes first, so that a rule can keep people out of all others; then
/// the closest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum CircleName {
    None,
    Close,
    Active,
    Light,
    Yearly,
}

impl From<CircleName> for plan::Circle {
    fn from(name: CircleName) -> Self {
        match name {
            CircleName::None => Self::None,
            CircleName::Close => Self::Close,
            CircleName::Active => Self::Active,
            CircleName::Light => Self::Light,
            CircleName::Yearly => Self::Yearly,
        }
    }
}

/// Whom a circle is for: `tag:mentor`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rule {
    text: String,
    whom: plan::Whom,
}

impl TryFrom<String> for Rule {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let whom = text.parse()?;
        Ok(Self { text, whom })
    }
}

impl From<Rule> for String {
    fn from(rule: Rule) -> Self {
        rule.text
    }
}

/// What texts say about the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Me {
    /// What the person works on; in welcomes.
    pub topic: String,
    /// The work that is looked for.
    pub target_role: String,
    /// Town or region.
    pub place: String,
    /// An important question to ask.
    pub question: String,
}

/// A configuration with what was odd about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The options.
    pub config: Config,
    /// Unknown keys.
    pub warnings: Vec<Fault>,
}

impl Config {
    /// Reads the text of a `config.toml`; `file` names it in messages.
    pub fn parse(file: &str, text: &str) -> Result<Loaded, Fault> {
        let place = Place::new(file, text);
        let mut config: Self = toml::from_str(text).map_err(|error| place.fault(&error))?;
        config.views = views::read(&place, text)?;
        let given: toml::Table = toml::from_str(text).map_err(|error| place.fault(&error))?;
        let warnings = place.unknown_keys(&given, &Self::known());
        Ok(Loaded { config, warnings })
    }

    /// What the person wants, as invitations are judged by it on a day.
    pub fn wishes<'a>(&'a self, book: &'a Book, today: Day) -> Wishes<'a> {
        Wishes {
            today,
            targets: book.targets(),
            role: &self.me.target_role,
            place: &self.me.place,
            sensitive: self.judging.sensitive,
        }
    }

    /// How the plan of follow-ups behaves.
    pub fn plan(&self) -> plan::Settings {
        let easy = self.followups.easy_days.iter().map(|day| (*day).into());
        let easy: Vec<chrono::Weekday> = easy.collect();
        let mut limits = plan::Limits::new(self.followups.cap, &easy, self.followups.easy_cap);
        for (day, cap) in &self.followups.days {
            limits = limits.with((*day).into(), *cap);
        }
        let circles = self.circles.iter().flat_map(|(circle, rules)| {
            rules.iter().map(|rule| plan::CircleRule {
                whom: rule.whom.clone(),
                circle: (*circle).into(),
            })
        });
        plan::Settings {
            limits,
            question: !self.me.question.is_empty(),
            targets: Vec::new(),
            circles: circles.collect(),
        }
    }

    /// The table of all options with their defaults; `[keys]` takes any action.
    fn known() -> toml::Table {
        let mut known = toml::Table::try_from(Self::default()).unwrap_or_default();
        known.insert("views".to_owned(), toml::Value::Array(Vec::new()));
        known
    }
}

#[cfg(test)]
mod tests;
