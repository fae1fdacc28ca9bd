//! `cordial` without a subcommand: the interface.

use super::{failure::Failure, output::Output, session::Session};

pub(super) fn run(session: &mut Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    if !(session.env.stdin_is_terminal && session.env.stdout_is_terminal) {
        return Err(
            Failure::user("the interface needs a terminal for input and output")
                .hint("the commands do not: see `cordial --help`"),
        );
    }
    let _config = session.config(output)?;
    let _opened = session.open(output)?;
    Ok(())
}
