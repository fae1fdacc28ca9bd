//! Keys of actions: a preset, and the person's own over it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Keys by the name of their action.
pub type Table = BTreeMap<String, Vec<String>>;

/// Keys as another program has them; the defaults for all that it does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Preset {
    /// The defaults, after vim and aerc.
    #[default]
    Vim,
    /// After mutt.
    Mutt,
    /// After taskwarrior-tui.
    Taskwarrior,
    /// After lazygit.
    Lazygit,
    /// No letters for moving.
    Arrows,
}

impl Preset {
    /// All presets, with their word in `config.toml` and their file.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Vim, "vim", include_str!("../../assets/keys/vim.toml")),
        (
            Self::Mutt,
            "mutt",
            include_str!("../../assets/keys/mutt.toml"),
        ),
        (
            Self::Taskwarrior,
            "taskwarrior",
            include_str!("../../assets/keys/taskwarrior.toml"),
        ),
        (
            Self::Lazygit,
            "lazygit",
            include_str!("../../assets/keys/lazygit.toml"),
        ),
        (
            Self::Arrows,
            "arrows",
            include_str!("../../assets/keys/arrows.toml"),
        ),
    ];

    /// Its keys, by action.
    pub fn keys(self) -> Table {
        let row = Self::ALL.iter().find(|(preset, ..)| *preset == self);
        // That every file can be read is tested.
        row.and_then(|(.., text)| toml::from_str(text).ok())
            .unwrap_or_default()
    }
}

/// One key or several, as they are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Vec<String>")]
pub struct Keys(pub Vec<String>);

/// What is no text is taken as it stands, and is no key: so it is told with all other faults of the
/// keys, and does not hide them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Several(Vec<toml::Value>),
    One(toml::Value),
}

impl From<Written> for Keys {
    fn from(written: Written) -> Self {
        let keys = match written {
            Written::Several(keys) => keys,
            Written::One(key) => vec![key],
        };
        let text = |key| match key {
            toml::Value::String(key) => key,
            // Without spaces, which would make a sequence of it.
            other => other.to_string().split_whitespace().collect(),
        };
        Self(keys.into_iter().map(text).collect())
    }
}

impl From<Keys> for Vec<String> {
    fn from(keys: Keys) -> Self {
        keys.0
    }
}

/// The preset's keys, with the person's own over them.
pub fn table(preset: Preset, own: &BTreeMap<String, Keys>) -> Table {
    let mut table = preset.keys();
    let own = own.iter();
    table.extend(own.map(|(action, keys)| (action.clone(), keys.0.clone())));
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_can_be_read() {
        for (preset, word, text) in Preset::ALL {
            let table: Result<Table, _> = toml::from_str(text);
            assert_eq!(table.unwrap(), preset.keys(), "{word}");
        }
    }
}
