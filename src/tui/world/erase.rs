//! Erasing somebody on a thread: every file is read through, which takes its time.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use super::trouble::trouble;
use crate::{
    app::{
        Msg,
        msg::{Erased, Progress},
    },
    clock::Clock,
    domain::{people, person::PersonKey},
    env::{Env, Folders},
    text::Safe,
    tui::runner::Report,
    workspace::{Workspace, WorkspaceError},
};

/// How often it says how far it is: more often nobody sees.
const OFTEN: Duration = Duration::from_millis(100);

/// Whether somebody is being erased.
#[derive(Clone, Debug, Default)]
pub(super) struct Erasing(Arc<AtomicBool>);

/// It is on until this is dropped, also by a panic.
pub(super) struct Ends(Arc<AtomicBool>);

impl Erasing {
    pub(super) fn begin(&self) -> Ends {
        self.0.store(true, Ordering::Relaxed);
        Ends(Arc::clone(&self.0))
    }

    pub(super) fn is_on(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Drop for Ends {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// Erases somebody; what became of the steps is in the journal.
pub(super) fn run(
    folders: &Folders,
    env: &Env,
    clock: Clock,
    person: &PersonKey,
    report: &Report,
) -> Msg {
    match erase(folders, env, clock, person, report) {
        Ok(erased) => Msg::Erased(Box::new(erased)),
        Err(error) => Msg::Failed(trouble(&error, folders, None)),
    }
}

fn erase(
    folders: &Folders,
    env: &Env,
    clock: Clock,
    person: &PersonKey,
    report: &Report,
) -> Result<Erased, WorkspaceError> {
    let (mut workspace, mut book) = Workspace::open(folders, env, clock)?;
    let name = people::name(&book, person).to_owned();
    let what = Safe::name(&name);
    let mut told = Instant::now();
    let mut heard = |done, total| {
        if told.elapsed() >= OFTEN {
            told = Instant::now();
            let what = what.clone();
            report.progress(Progress { what, done, total });
        }
    };
    let removed = workspace.erase(&mut book, person, &mut heard)?;
    let safe = |lines: Vec<String>| lines.iter().map(|line| Safe::line(line)).collect();
    Ok(Erased {
        sentence: Safe::line(&removed.sentence(&name)),
        removed: safe(removed.lines()),
        left: safe(removed.out_of_reach()),
    })
}
