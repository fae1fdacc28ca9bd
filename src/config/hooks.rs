//! Programs that are told of steps, in `config.toml`.

use std::{num::NonZeroU16, time::Duration};

use serde::{Deserialize, Serialize};

use super::drafts::Command;
use crate::{
    desktop::program::{Program, Variables},
    domain::step::Event,
};

/// Programs of the person's own that are told of steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hooks {
    /// Invitations were accepted.
    pub on_accept: Command,
    /// The person was in touch with somebody.
    pub on_contacted: Command,
    /// An archive was taken in.
    pub on_import: Command,
    /// How many seconds each may take.
    pub seconds: NonZeroU16,
}

impl Default for Hooks {
    fn default() -> Self {
        Self {
            on_accept: Command::default(),
            on_contacted: Command::default(),
            on_import: Command::default(),
            // A command waits for them at its end. Chosen here.
            seconds: NonZeroU16::MIN.saturating_add(9),
        }
    }
}

impl Hooks {
    /// The programs that are set.
    pub fn programs(&self) -> Vec<(Event, Program)> {
        let all = [
            (Event::Accept, &self.on_accept),
            (Event::Contacted, &self.on_contacted),
            (Event::Import, &self.on_import),
        ];
        let limit = Duration::from_secs(self.seconds.get().into());
        let set = all
            .into_iter()
            .filter(|(_, Command(argv))| !argv.is_empty());
        set.map(|(event, Command(argv))| {
            let argv = argv.clone();
            let program = Program {
                argv,
                limit,
                variables: Variables::Few,
            };
            (event, program)
        })
        .collect()
    }
}
