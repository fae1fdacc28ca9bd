//! `cordial config`: where the configuration is, and whether it is sound.

use super::{failure::Failure, output::Output, session::Session};

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
    /// Check config.toml
    Check,
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
        ConfigCommand::Check => {
            session.config(output)?;
            output.say(&if path.exists() {
                format!("{}: sound", path.display())
            } else {
                format!("{} does not exist: the defaults hold", path.display())
            })
        }
    }
}
