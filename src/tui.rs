//! The terminal: guard, input, runner, view, theme. Nothing else in the program names ratatui.

mod input;
pub mod plain;
pub mod runner;
mod screen;
mod signals;
mod terminal;
pub mod theme;
pub mod view;
mod watch;
mod world;

pub use crate::app::{lens::Rules, session::Wish};
pub use world::World;

pub use runner::{Backend, Copied, ExitReason, Job, Report, TuiError, Work, run};

use crate::{
    app::{
        action::ACTIONS,
        keymap::{self, Keymap},
    },
    config::{Config, keys},
    domain::people::Column,
    env::Env,
    query::View,
};
use theme::{ByBackground, Theme};

/// How the interface looks and behaves, ready to use.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which key does what.
    pub keymap: Keymap,
    /// The colours.
    pub theme: Theme,
    /// The colours for a dark and a light background, if the terminal is to be asked for its own.
    pub by_background: Option<ByBackground>,
    /// Whether the terminal is told of links.
    pub links: bool,
    /// Whether clicks and the wheel are taken.
    pub mouse: bool,
    /// Whether only ASCII is drawn for lines and marks.
    pub ascii: bool,
    /// What stands behind the names of people.
    pub columns: Vec<Column>,
    /// Saved views.
    pub views: Vec<View>,
    /// A session to begin with.
    pub session: Option<Wish>,
}

impl Options {
    /// From the configuration and the environment. All faults of the keys are told together.
    pub fn new(config: &Config, env: &Env) -> Result<Self, TuiError> {
        Ok(Self {
            keymap: Keymap::new(&keys::table(config.interface.keys, &config.keys))
                .map_err(TuiError::Keys)?,
            theme: Theme::plain(),
            by_background: None,
            links: theme::shows_links(config.interface.links, env),
            mouse: config.interface.mouse,
            ascii: config.interface.ascii,
            columns: config.people.columns(),
            views: config.views.clone(),
            session: None,
        }
        .dressed(config, env, &theme::Own::new()))
    }

    /// In the colours of the configuration, with the person's own over them.
    #[must_use]
    pub fn dressed(self, config: &Config, env: &Env, own: &theme::Own) -> Self {
        let wanted = config.interface.theme;
        Self {
            theme: Theme::choose(wanted, env, own),
            by_background: asks_background(env)
                .then(|| Theme::by_background(wanted, env, own))
                .flatten(),
            ..self
        }
    }
}

/// Whether the terminal can be asked for its background. Over a network the answer may come when
/// somebody else reads, such as the shell; a console of Windows gives it as keys.
fn asks_background(env: &Env) -> bool {
    let remote = ["SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT"];
    cfg!(unix) && !remote.iter().any(|name| env.var(name).is_some())
}

/// An action with its effective keys, for `cordial config keys`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// The name in `[keys]`.
    pub action: &'static str,
    /// Its keys, as they are written; none if it is only in the palette.
    pub keys: Vec<String>,
    /// Who says so.
    pub from: KeySource,
    /// What it does.
    pub does: &'static str,
}

/// Who says which keys an action has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// The table of actions.
    Default,
    /// The preset.
    Preset,
    /// The person, in `[keys]`.
    Own,
}

impl KeySource {
    /// The word of the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Preset => "preset",
            Self::Own => "config.toml",
        }
    }
}

/// The effective keys of all actions, in the order of the help.
pub fn key_rows(config: &Config, env: &Env) -> Result<Vec<KeyRow>, TuiError> {
    let keymap = Options::new(config, env)?.keymap;
    let preset = config.interface.keys.keys();
    let rows = ACTIONS.iter().map(|row| KeyRow {
        action: row.name,
        keys: keymap.keys(row.action).map(keymap::words).collect(),
        from: if config.keys.contains_key(row.name) {
            KeySource::Own
        } else if preset.contains_key(row.name) {
            KeySource::Preset
        } else {
            KeySource::Default
        },
        does: row.doc,
    });
    Ok(rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Action;

    #[test]
    fn every_preset_is_whole() {
        for (preset, word, _) in keys::Preset::ALL {
            let table = preset.keys();
            for action in table.keys() {
                assert!(Action::from_name(action).is_some(), "{word}: {action}");
            }
            let keymap = Keymap::new(&table).unwrap_or_else(|faults| panic!("{word}: {faults:?}"));
            // Whatever the footer names can be done.
            for row in ACTIONS.iter().filter(|row| !row.label.is_empty()) {
                let keys = keymap.keys(row.action).count();
                assert!(keys > 0 || row.keys.is_empty(), "{word}: {}", row.name);
            }
        }
    }
}
