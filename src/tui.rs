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

use std::collections::BTreeMap;

use crate::{app::keymap::Keymap, config::Config, env::Env};
use theme::Theme;

/// How the interface looks and behaves, ready to use.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which key does what.
    pub keymap: Keymap,
    /// The colours.
    pub theme: Theme,
    /// Whether clicks and the wheel are taken.
    pub mouse: bool,
    /// Whether only ASCII is drawn for lines and marks.
    pub ascii: bool,
    /// A session to begin with.
    pub session: Option<Wish>,
}

impl Options {
    /// From the configuration and the environment. All faults of the keys are told together.
    pub fn new(config: &Config, env: &Env) -> Result<Self, TuiError> {
        let own: BTreeMap<String, Vec<String>> = config
            .keys
            .iter()
            .map(|(action, keys)| (action.clone(), keys.0.clone()))
            .collect();
        Ok(Self {
            keymap: Keymap::new(&own).map_err(TuiError::Keys)?,
            theme: Theme::choose(config.interface.theme, env),
            mouse: config.interface.mouse,
            ascii: config.interface.ascii,
            session: None,
        })
    }
}
