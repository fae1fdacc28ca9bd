//! `[interface]`: how the interface looks and behaves.

use serde::{Deserialize, Serialize};

use super::keys::Preset;

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
    /// Whether addresses are links of the terminal.
    pub links: Links,
    /// Whose keys: a preset, under `[keys]`.
    pub keys: Preset,
}

impl Default for Interface {
    fn default() -> Self {
        Self {
            theme: Theme::Auto,
            mouse: true,
            ascii: false,
            links: Links::Auto,
            keys: Preset::Vim,
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

/// Whether the terminal is told which address stands behind a text (OSC 8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Links {
    /// Where the terminal is one that shows links, or at least leaves them out.
    #[default]
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}
