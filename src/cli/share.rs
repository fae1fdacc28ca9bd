//! `cordial share`: several devices, by way of a folder that some tool carries between them.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use super::{
    failure::Failure,
    output::{Format, Output},
    session::{Session, failure},
};
use crate::{
    domain::describe::count,
    text::clean::Safe,
    workspace::share::{Exchanged, Status},
};

/// `cordial share`.
#[derive(Clone, Debug, clap::Args)]
pub struct ShareArgs {
    /// What to do
    #[command(subcommand)]
    pub command: ShareCommand,
}

/// What can be done about the share folder.
#[derive(Clone, Debug, Subcommand)]
pub enum ShareCommand {
    /// Set up a folder of its own in a synced place or on a stick, and exchange once
    Init {
        /// The folder; it is made where it is not
        folder: PathBuf,
    },
    /// Exchange once: take in what others put there, put there what is new here
    Now,
    /// Say what an exchange would do, and what is odd about the folder
    Status,
    /// Forget the folder; what is in it stays
    Off,
}

pub(super) fn run(
    session: &mut Session<'_>,
    command: &ShareCommand,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (mut workspace, mut book) = session.open(output)?;
    match command {
        ShareCommand::Init { folder } => {
            let folder = workspace.share_init(folder).map_err(failure)?;
            output.say(&format!("shares by way of {}", folder.display()))?;
            let done = workspace.exchange(&mut book).map_err(failure)?;
            say(&done, output)
        }
        ShareCommand::Now => {
            let done = workspace.exchange(&mut book).map_err(failure)?;
            say(&done, output)
        }
        ShareCommand::Status => match workspace.share_status().map_err(failure)? {
            Some(status) => {
                tell(&status, output);
                Ok(())
            }
            None => output.say("no share folder; `cordial share init FOLDER` sets one up"),
        },
        ShareCommand::Off => match workspace.share_off().map_err(failure)? {
            Some(folder) => output.say(&format!(
                "{} is forgotten; what is in it stays, and so does everything here",
                folder.display()
            )),
            None => output.say("no share folder was set up"),
        },
    }
}

fn say(done: &Exchanged, output: &mut Output<'_>) -> Result<(), Failure> {
    for notice in done.notices() {
        output.warn(&notice)?;
    }
    if output.format == Format::Json {
        output.json(&json!({
            "taken": done.taken,
            "erased": done.erased,
            "imports_taken": done.imports_taken,
            "given": done.given,
            "imports_given": done.imports_given,
            "waiting": done.waiting,
            "imports_waiting": done.imports_waiting,
            "unknown": done.unknown,
        }));
        return Ok(());
    }
    output.say(&done.sentence())
}

fn tell(status: &Status, output: &mut Output<'_>) {
    if output.format == Format::Json {
        output.json(&json!({
            "folder": status.folder.display().to_string(),
            "devices": status.devices,
            "to_take": status.to_take,
            "to_give": status.to_give,
            "ignored": status.ignored,
            "waiting": status.waiting,
        }));
        return;
    }
    let mut line = |text: &str| output.line(Safe::line(text).as_str());
    line(&format!("folder: {}", status.folder.display()));
    for (device, steps) in &status.devices {
        line(&format!(
            "device {device}: {}",
            count(*steps, "step", "steps")
        ));
    }
    line(&format!(
        "to take in: {}",
        count(status.to_take, "step", "steps")
    ));
    line(&format!(
        "to put there: {}",
        count(status.to_give, "step", "steps")
    ));
    for words in &status.waiting {
        line(&format!("waits: {words}"));
    }
    for name in &status.ignored {
        line(&format!("ignored: {name}"));
    }
}
