//! `cordial completions`: made from the same table as the help.

use clap::CommandFactory as _;

use super::{failure::Failure, output::Output};

/// `cordial completions`.
#[derive(Clone, Debug, clap::Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[expect(clippy::unnecessary_wraps, reason = "all subcommands have one form")]
pub(super) fn run(args: &CompletionsArgs, output: &mut Output<'_>) -> Result<(), Failure> {
    // clap_complete panics on a closed pipe, so it writes into memory.
    let mut script = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut super::Args::command(),
        "cordial",
        &mut script,
    );
    output.raw(&script);
    Ok(())
}
