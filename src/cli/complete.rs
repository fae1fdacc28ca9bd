//! `cordial completions`: made from the same table as the help.

use clap::CommandFactory as _;

use super::{
    args::{Args, CompletionsArgs},
    failure::Failure,
    output::Output,
};

#[expect(clippy::unnecessary_wraps, reason = "all subcommands have one form")]
pub(super) fn run(args: &CompletionsArgs, output: &mut Output<'_>) -> Result<(), Failure> {
    // clap_complete panics on a closed pipe, so it writes into memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "cordial", &mut script);
    output.raw(&script);
    Ok(())
}
