//! How the program behaves: `config.toml`. What the person decides is in the journal instead.
//!
//! Every option has a default; `config.example.toml` holds them all, and a test keeps the two in
//! step. An unknown key is a warning with its near miss, a wrong value an error with its place.

pub mod checklist;
pub mod place;
pub mod rules;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::plan;
use place::{Fault, Place};

/// All options.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// How the interface looks and behaves.
    pub interface: Interface,
    /// What texts say about the person.
    pub me: Me,
    /// How many follow-ups a day brings.
    pub followups: FollowUps,
    /// Keys of actions, by the action's name: they replace the preset's.
    pub keys: BTreeMap<String, Keys>,
}

/// How the interface looks and behaves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Interface {
    /// The colours.
    pub theme: Theme,
    /// Whether clicks and the wheel are taken from the terminal.
    pub mouse: bool,
    /// Whether only ASCII is drawn for lines and marks.
    pub ascii: bool,
}

impl Default for Interface {
    fn default() -> Self {
        Self {
            theme: Theme::Auto,
            mouse: true,
            ascii: false,
        }
    }
}

/// The colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark or light by the terminal's own word, else dark.
    #[default]
    Auto,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// The terminal's own sixteen colours.
    Ansi16,
    /// No colours; `NO_COLOR` says the same.
    None,
}

/// How many follow-ups a day brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowUps {
    /// The most on a usual day.
    pub cap: usize,
    /// Days that should stay easy.
    pub easy_days: Vec<EasyDay>,
    /// The most on those.
    pub easy_cap: usize,
}

impl Default for FollowUps {
    /// Source of the numbers: domain.md 10.1 and 10.4.
    fn default() -> Self {
        Self {
            cap: 3,
            easy_days: vec![EasyDay::Sat, EasyDay::Sun],
            easy_cap: 1,
        }
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum EasyDay {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl From<EasyDay> for chrono::Weekday {
    fn from(day: EasyDay) -> Self {
        match day {
            EasyDay::Mon => Self::Mon,
            EasyDay::Tue => Self::Tue,
            EasyDay::Wed => Self::Wed,
            EasyDay::Thu => Self::Thu,
            EasyDay::Fri => Self::Fri,
            EasyDay::Sat => Self::Sat,
            EasyDay::Sun => Self::Sun,
        }
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

/// One key or several, as they are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Keys(pub Vec<String>);

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
        let config: Self = toml::from_str(text).map_err(|error| place.fault(&error))?;
        let given: toml::Table = toml::from_str(text).map_err(|error| place.fault(&error))?;
        let warnings = place.unknown_keys(&given, &Self::known());
        Ok(Loaded { config, warnings })
    }

    /// How the plan of follow-ups behaves.
    pub fn plan(&self) -> plan::Settings {
        let easy = self.followups.easy_days.iter().map(|day| (*day).into());
        let easy: Vec<chrono::Weekday> = easy.collect();
        let limits = plan::Limits::new(self.followups.cap, &easy, self.followups.easy_cap);
        plan::Settings {
            limits,
            question: !self.me.question.is_empty(),
            targets: Vec::new(),
            circles: Vec::new(),
        }
    }

    /// The table of all options with their defaults; `[keys]` takes any action.
    fn known() -> toml::Table {
        toml::Table::try_from(Self::default()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../config.example.toml");

    #[test]
    fn the_example_says_the_defaults_and_names_every_option() {
        let loaded = Config::parse("config.example.toml", EXAMPLE).unwrap();
        assert_eq!(loaded, Loaded::default());
        let uncommented: toml::Table = toml::from_str(EXAMPLE).unwrap();
        for (section, options) in Config::known() {
            let there = uncommented
                .get(&section)
                .unwrap_or_else(|| panic!("[{section}] missing"));
            for (option, _) in options.as_table().unwrap() {
                assert!(
                    there.get(option).is_some(),
                    "{section}.{option} is not in the example"
                );
            }
        }
    }

    #[test]
    fn an_unknown_key_is_a_warning_with_its_near_miss() {
        let loaded = Config::parse("c.toml", "[interface]\nmose = false\n").unwrap();
        assert_eq!(
            loaded.warnings.first().unwrap().to_string(),
            "c.toml:2:1: unknown key `interface.mose`; did you mean `mouse`?"
        );
        assert!(loaded.config.interface.mouse);
    }

    #[test]
    fn a_wrong_value_is_an_error_with_its_place() {
        let error = Config::parse("c.toml", "[interface]\ntheme = \"drak\"\n").unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with("c.toml:2:9: "), "{text}");
        assert!(
            text.contains("dark") && text.contains("ansi16"),
            "valid values are named: {text}"
        );
        let error = Config::parse("c.toml", "[interface\n")
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("c.toml:1:"), "{error}");
    }
}
