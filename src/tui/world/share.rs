//! Exchanging with other devices while the interface is open: on a thread, one at a time.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use super::trouble::trouble;
use crate::{
    app::{Msg, msg::Change},
    clock::Clock,
    env::{Env, Folders},
    text::Safe,
    tui::runner::{Job, Report},
    workspace::{Workspace, WorkspaceError, share::ShareError},
};

/// How long to wait for more before an exchange: a tool brings many files, a person makes many
/// steps.
const GATHER: Duration = Duration::from_millis(150);
const NAP: Duration = Duration::from_millis(10);

/// What threads that exchange have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Sharing(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    at: At,
    /// What both sides looked like when there was nothing to exchange.
    settled: Option<String>,
    /// What was said last: nothing is said twice.
    told: Option<Safe>,
}

/// What a thread is at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum At {
    /// There is none.
    #[default]
    Nothing,
    /// It exchanges.
    Work,
    /// It exchanges, and something changed meanwhile.
    Again,
}

/// Says that no thread is at it any more, should it panic.
struct Ended {
    sharing: Sharing,
    said: bool,
}

impl Drop for Ended {
    fn drop(&mut self) {
        if !self.said {
            self.sharing.inner().at = At::Nothing;
        }
    }
}

impl Sharing {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Work for a thread, unless one is at it.
    pub(super) fn job(&self, folders: &Folders, env: &Env, clock: Clock) -> Option<Job> {
        let before = std::mem::replace(&mut self.inner().at, At::Again);
        if before != At::Nothing {
            return None;
        }
        self.inner().at = At::Work;
        let (folders, env) = (folders.clone(), env.clone());
        let sharing = self.clone();
        let ended = Ended {
            sharing: self.clone(),
            said: false,
        };
        Some(Box::new(move |report| {
            // All of it, not only its flag: what is dropped with the thread must be told then.
            let mut ended = ended;
            let mut said = None;
            loop {
                gather(report);
                said = sharing.exchange(&folders, &env, clock, report).or(said);
                let mut inner = sharing.inner();
                if inner.at == At::Work {
                    inner.at = At::Nothing;
                    ended.said = true;
                    return Msg::Shared(said);
                }
                inner.at = At::Work;
            }
        }))
    }

    /// Exchanges once. Gives what is new to say.
    fn exchange(
        &self,
        folders: &Folders,
        env: &Env,
        clock: Clock,
        report: &Report,
    ) -> Option<Safe> {
        let mut settled = self.inner().settled.take();
        let done = Workspace::exchange_anew(folders, env, clock, &mut settled);
        self.inner().settled = settled;
        let words = match done {
            Ok(None) => return None,
            Ok(Some((done, facts))) => {
                if done.imports_taken > 0 {
                    let facts = Some(facts);
                    let change = Change {
                        steps: Vec::new(),
                        facts,
                    };
                    report.tell(Msg::Changed { change, own: false });
                }
                let is_odd = done.renewed.is_some() || done.unknown > 0;
                done.notices()
                    .pop()
                    .filter(|_| is_odd)
                    .map(|words| Safe::line(&words))
            }
            Err(error) => words_of(&error, folders),
        };
        let mut inner = self.inner();
        if inner.told == words {
            return None;
        }
        inner.told.clone_from(&words);
        words
    }
}

/// Waits for what comes together, unless the interface is about to end.
fn gather(report: &Report) {
    let end = Instant::now() + GATHER;
    while !report.is_cancelled() && Instant::now() < end {
        thread::sleep(NAP);
    }
}

fn words_of(error: &WorkspaceError, folders: &Folders) -> Option<Safe> {
    match error {
        WorkspaceError::Share(ShareError::Away(_)) => Some(Safe::own(
            "the share folder is away; nothing is lost, and it is looked for again",
        )),
        // Another program exchanges: what is new here goes with the next time.
        _ if error.is_busy() => None,
        _ => Some(trouble(error, folders, None).words),
    }
}
