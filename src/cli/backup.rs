//! `cordial backup` and `cordial restore`: store and configuration as one file, and back.

use std::{io::BufRead as _, path::PathBuf};

use super::{failure::Failure, output::Output, session::Session};
use crate::{
    domain::describe::{count, thousands},
    workspace::{
        Workspace,
        backup::{BackupError, Manifest, Restoring, backup},
    },
};

/// `cordial backup`.
#[derive(Clone, Debug, clap::Args)]
pub struct BackupArgs {
    /// The file, a zip
    pub file: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    pub force: bool,
}

/// `cordial restore`.
#[derive(Clone, Debug, clap::Args)]
pub struct RestoreArgs {
    /// The file that `cordial backup` wrote
    pub file: PathBuf,
    /// Look at the backup and change nothing
    #[arg(long)]
    pub check: bool,
    /// Take the configuration back, too, although there is one
    #[arg(long)]
    pub config: bool,
    /// Do not ask, also where the store has steps that the backup lacks
    #[arg(long)]
    pub yes: bool,
}

pub(super) fn backup_to(
    session: &mut Session<'_>,
    args: &BackupArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let mut store = Workspace::store_of(&session.folders, session.env);
    let now = session.clock.now();
    let made = now.to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
    let saved = backup(&mut store, &session.folders, &args.file, made, args.force)
        .map_err(|error| failure(&error))?;
    output.say(&format!(
        "{} written and read back: {}",
        args.file.display(),
        told(&saved.manifest)
    ))?;
    for path in &saved.left_out {
        output.warn(&format!("not in it: {}", path.display()))?;
    }
    for fault in store.faults().iter().filter(|fault| fault.is_damage()) {
        output.warn(&format!("the store was damaged already: {fault}"))?;
    }
    output.say("It holds other people's data, not encrypted: keep it where only you can read it.")
}

pub(super) fn restore(
    session: &mut Session<'_>,
    args: &RestoreArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let device = Workspace::device_info(session.env);
    let found = Restoring::prepare(&args.file, &session.folders, &device)
        .map_err(|error| failure(&error))?;
    let manifest = found.manifest();
    output.say(&format!(
        "a backup of {}, sound: {}",
        manifest.made,
        told(manifest)
    ))?;
    for damage in found.damage() {
        output.warn(&format!("the store in it was damaged: {damage}"))?;
    }
    let newer = found.newer().len();
    if newer > 0 {
        let last = found.newer().iter().max().cloned().unwrap_or_default();
        let steps = count(newer, "step", "steps");
        output.say(&format!(
            "your store has {steps} that the backup lacks, the last of {last}"
        ))?;
    }
    if args.check {
        return Ok(());
    }
    if newer > 0 && !args.yes && !asked(session, output)? {
        return Err(Failure::user("nothing was restored"));
    }
    let restored = found
        .finish(args.config, &device)
        .map_err(|error| failure(&error))?;
    output.say("the store is as it was then; your next step begins a new file of the journal")?;
    if let Some(aside) = &restored.aside {
        output.say(&format!(
            "the store from before is kept at {}: remove it when you no longer need it",
            aside.display()
        ))?;
    }
    if restored.was_shared {
        output.say(
            "sharing is off now: `cordial share init FOLDER` takes in again what others have",
        )?;
    }
    if restored.config > 0 {
        let files = count(restored.config, "file", "files");
        output.say(&format!("{files} of the configuration were taken back"))?;
    }
    if restored.config_left {
        output.say("your configuration is left as it is; --config takes the backup's")?;
    }
    Ok(())
}

fn told(manifest: &Manifest) -> String {
    let kib = usize::try_from(manifest.bytes().div_ceil(1024)).unwrap_or(usize::MAX);
    format!(
        "{} in {}, {} KiB unpacked",
        count(manifest.steps, "step", "steps"),
        count(manifest.files(), "file", "files"),
        thousands(kib)
    )
}

/// Asks on a terminal; elsewhere `--yes` is needed, so that no script waits or replaces by a slip.
fn asked(session: &Session<'_>, output: &mut Output<'_>) -> Result<bool, Failure> {
    if !session.env.stdin_is_terminal {
        return Err(Failure::usage(
            "the store is newer than the backup, and nobody can be asked here",
        )
        .hint("--yes restores without a question; the store from before is kept beside it"));
    }
    output.say(
        "Restore the backup all the same? Those steps stay in the store from before, which is kept \
         beside it. Type yes:",
    )?;
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    Ok(read.is_ok() && answer.trim().eq_ignore_ascii_case("yes"))
}

fn failure(error: &BackupError) -> Failure {
    match error {
        BackupError::Half { .. } => Failure::user(error.to_string())
            .hint("restoring once more, with --config for the configuration, does the rest"),
        BackupError::Store(_) => Failure::store(error.to_string()),
        BackupError::NotWritten(why) => {
            let mut failure = Failure::user(why.to_string());
            if let Some(cause) = std::error::Error::source(why) {
                failure = failure.because(cause.to_string());
            }
            if why.to_string().ends_with("exists") {
                failure = failure.hint("--force replaces it");
            }
            failure
        }
        BackupError::Unfit { .. } => Failure::user(error.to_string())
            .hint("nothing was changed; another copy of the backup may be whole"),
        _ => Failure::user(error.to_string()),
    }
}
