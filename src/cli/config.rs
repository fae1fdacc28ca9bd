//! `cordial config`: where the configuration is, and whether it is sound.

use std::path::Path;

use super::{
    failure::Failure,
    interface,
    output::{Cell, Output, Table},
    session::Session,
};
use crate::{
    desktop::editor,
    env::private_folder,
    export::file::{self, NotWritten},
};

/// Every option with its default.
const EXAMPLE: &str = include_str!("../../config.example.toml");

/// `cordial config`.
#[derive(Clone, Debug, clap::Args)]
pub struct ConfigArgs {
    /// What to do
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// `cordial config …`.
#[derive(Clone, Copy, Debug, clap::Subcommand)]
pub enum ConfigCommand {
    /// Print where config.toml is
    Path,
    /// Check config.toml, its keys included
    Check,
    /// Open config.toml in your editor, and check it afterwards
    Edit,
    /// Print the effective keys of all actions, and where they come from
    Keys,
    /// Print every option with its default
    Example,
}

pub(super) fn run(
    session: &mut Session<'_>,
    command: ConfigCommand,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let path = session.folders.config.join("config.toml");
    match command {
        ConfigCommand::Path => {
            output.line(&path.display().to_string());
            Ok(())
        }
        ConfigCommand::Check => check(session, &path, output),
        ConfigCommand::Edit => {
            edit(session, &path, output)?;
            check(session, &path, output)
        }
        ConfigCommand::Keys => keys(session, output),
        ConfigCommand::Example => {
            output.raw(EXAMPLE.as_bytes());
            Ok(())
        }
    }
}

fn check(session: &Session<'_>, path: &Path, output: &mut Output<'_>) -> Result<(), Failure> {
    session.say_unread(output)?;
    interface::keys(session, output)?;
    output.say(&if path.exists() {
        format!("{}: sound", path.display())
    } else {
        format!("{} does not exist: the defaults hold", path.display())
    })
}

/// The file itself is edited, so that nothing typed is lost when it has a fault. One that does not
/// exist begins as the example.
fn edit(session: &Session<'_>, path: &Path, output: &mut Output<'_>) -> Result<(), Failure> {
    if !path.exists() {
        let made = private_folder(&session.folders.config);
        made.map_err(|error| NotWritten::System(path.display().to_string(), error))
            .and_then(|()| file::write(path, EXAMPLE.as_bytes(), false))
            .map_err(super::export::failure)?;
    }
    output.flush()?;
    editor::open_file(path, session.env).map_err(|error| {
        Failure::user(error.to_string()).hint(format!(
            "set VISUAL or EDITOR, or edit {} yourself",
            path.display()
        ))
    })
}

fn keys(session: &Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let mut table = Table::new(&["action", "keys", "from", "does"]);
    for row in interface::keys(session, output)? {
        table.push(vec![
            row.action.into(),
            Cell::List(row.keys),
            row.from.word().into(),
            row.does.into(),
        ]);
    }
    output.table(&table)
}
