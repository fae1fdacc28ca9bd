//! Where the token of LinkedIn's API comes from, in `config.toml`: never the token itself.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::drafts::Command;
use crate::desktop::program::{Program, Variables};

/// How long a store of passwords may take: it may have to ask for its own. Chosen here.
const MOST_TIME: Duration = Duration::from_secs(120);

/// Where the token of LinkedIn's API comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sync {
    /// A program that prints the token; empty for none.
    pub token_command: Command,
}

impl Sync {
    /// The program, if there is one.
    pub fn program(&self) -> Option<Program> {
        let Command(argv) = &self.token_command;
        (!argv.is_empty()).then(|| Program {
            argv: argv.clone(),
            limit: MOST_TIME,
            variables: Variables::AllButToken,
        })
    }
}
