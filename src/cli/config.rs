//! `cordial config`: where the configuration is, and whether it is sound.

use super::{args::ConfigCommand, failure::Failure, output::Output, session::Session};

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
