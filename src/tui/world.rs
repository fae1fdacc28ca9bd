//! The world behind the interface: the workspace, the desktop, and work on threads.

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use super::runner::{Backend, Copied, Job, Report, Work};
use crate::{
    app::{
        Msg,
        msg::{ArchiveFile, Change, Plan, PlanRow, Progress, Trouble},
    },
    clock::Clock,
    desktop,
    domain::{
        book::Book,
        day::{Day, Instant},
        step::{Stamped, Step},
    },
    env::{Env, Folders},
    safe,
    text::{Link, Safe},
    workspace::{self, Workspace, WorkspaceError},
};

/// How many archives of the Downloads folder are offered.
const OFFERED: usize = 9;

/// The real world.
#[derive(Debug)]
pub struct World {
    workspace: Workspace,
    folders: Folders,
    env: Env,
    clock: Clock,
}

impl World {
    /// Around an open workspace.
    pub fn new(workspace: Workspace, folders: Folders, env: Env, clock: Clock) -> Self {
        Self {
            workspace,
            folders,
            env,
            clock,
        }
    }

    /// Steps as a change: with the facts, if they brought other ones.
    fn change(&mut self, book: &Book, steps: Vec<Stamped>) -> Result<Change, Trouble> {
        if !steps
            .iter()
            .any(|stamped| may_change_facts(book, &stamped.step))
        {
            return Ok(Change { steps, facts: None });
        }
        let mut next = book.clone();
        next.take(steps.iter().cloned());
        let facts = self.workspace.facts(&next).map_err(trouble)?;
        Ok(Change {
            steps,
            facts: Some(facts),
        })
    }

    fn append(&mut self, book: &Book, step: &Step) -> Result<Change, Trouble> {
        let (_, steps) = self.workspace.append(step).map_err(trouble)?;
        self.change(book, steps)
    }
}

/// An import changes the facts, and so does taking one back. The undoing of a step that the book
/// does not know yet may be either.
fn may_change_facts(book: &Book, step: &Step) -> bool {
    match step {
        Step::Import(_) | Step::Erased => true,
        Step::Undo { id } | Step::Redo { id } => book
            .find(id)
            .is_none_or(|about| matches!(about.step, Step::Import(_))),
        _ => false,
    }
}

impl Backend for World {
    fn commit(&mut self, book: &Book, step: Step) -> Result<Change, Trouble> {
        self.append(book, &step)
    }

    fn undo(&mut self, book: &Book) -> Result<Option<Change>, Trouble> {
        match self.workspace.undo_step(book, None) {
            Ok(step) => self.append(book, &step).map(Some),
            Err(WorkspaceError::NothingToUndo) => Ok(None),
            Err(error) => Err(trouble(error)),
        }
    }

    fn redo(&mut self, book: &Book) -> Result<Option<Change>, Trouble> {
        match self.workspace.redo_step(book, None) {
            Ok(step) => self.append(book, &step).map(Some),
            Err(WorkspaceError::NothingToRedo) => Ok(None),
            Err(error) => Err(trouble(error)),
        }
    }

    fn poll(&mut self, book: &Book) -> Result<Change, Trouble> {
        let steps = self.workspace.poll();
        self.change(book, steps)
    }

    fn open(&mut self, link: &Link) -> Result<(), Trouble> {
        desktop::open(link, &self.env).map_err(|error| {
            Trouble::new(&error.to_string()).hint("set BROWSER, or copy the address with Y")
        })
    }

    fn copy(&mut self, text: &Safe) -> Result<Copied, Trouble> {
        match desktop::copy(text, &self.env) {
            Ok(desktop::Copied::ByProgram(_)) => Ok(Copied::ByProgram),
            Ok(desktop::Copied::AskTerminal) => Ok(Copied::AskTerminal),
            Err(error) => Err(Trouble::new(&error.to_string())),
        }
    }

    fn watched(&self) -> Vec<PathBuf> {
        let journal = self.workspace.journal_folder();
        // Without the folder nothing could be watched: the first step of another program, an
        // import in the next window, would stay unseen.
        let made = folder_builder().create(&journal);
        if made.is_ok() {
            vec![journal]
        } else {
            Vec::new()
        }
    }

    fn job(&mut self, work: Work) -> Job {
        let (folders, env, clock) = (self.folders.clone(), self.env.clone(), self.clock);
        match work {
            Work::ScanDownloads => Box::new(move |_| Msg::Found(downloads(&folders))),
            Work::PlanImport(path) => {
                Box::new(move |report| answer(plan(&folders, &env, clock, &path, report)))
            }
            Work::Import(path) => {
                Box::new(move |report| answer(import(&folders, &env, clock, &path, report)))
            }
        }
    }
}

#[cfg(unix)]
fn folder_builder() -> fs::DirBuilder {
    use std::os::unix::fs::DirBuilderExt as _;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true).mode(0o700);
    builder
}

#[cfg(not(unix))]
fn folder_builder() -> fs::DirBuilder {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    builder
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn trouble(error: WorkspaceError) -> Trouble {
    let trouble = Trouble::new(&error.to_string());
    match error.hint() {
        Some(hint) => trouble.hint(&hint),
        None => trouble,
    }
}

fn answer(result: Result<Msg, WorkspaceError>) -> Msg {
    match result {
        Ok(msg) => msg,
        Err(error) if error.is_cancelled() => Msg::Cancelled,
        Err(error) => Msg::Failed(trouble(error)),
    }
}

/// Tells the interface how far the work is, and hears whether to stop.
fn progress(report: &Report) -> impl FnMut(crate::import::Progress<'_>) -> ControlFlow<()> {
    let report = report.clone();
    move |step| {
        let what = Safe::name(step.file);
        report.progress(Progress {
            what,
            done: step.done,
            total: step.total,
        });
        if report.is_cancelled() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

fn plan(
    folders: &Folders,
    env: &Env,
    clock: Clock,
    path: &Path,
    report: &Report,
) -> Result<Msg, WorkspaceError> {
    let (mut workspace, book) = Workspace::open(folders, env, clock)?;
    let paths = [path.to_owned()];
    let plan = workspace.plan_import(&book, &paths, &mut progress(report))?;
    Ok(Msg::Planned(Box::new(shown(&plan, &book, path))))
}

fn import(
    folders: &Folders,
    env: &Env,
    clock: Clock,
    path: &Path,
    report: &Report,
) -> Result<Msg, WorkspaceError> {
    let (mut workspace, mut book) = Workspace::open(folders, env, clock)?;
    let outcome = workspace.import(&mut book, &[path.to_owned()], &mut progress(report))?;
    let steps = outcome.step.and_then(|id| book.find(&id).cloned());
    Ok(Msg::Imported(Change {
        facts: steps.is_some().then(|| book.shared_facts()),
        steps: steps.into_iter().collect(),
    }))
}

fn shown(plan: &workspace::Plan, book: &Book, path: &Path) -> Plan {
    let row = |change: &workspace::Change| PlanRow {
        what: Safe::line(&change.kind.id().replace('_', " ")),
        rows: change.rows,
        news: match change.before {
            Some(before) => safe!("before: {}", before),
            None => Safe::own("new"),
        },
    };
    let same = plan.unchanged.iter().map(|kind| PlanRow {
        what: Safe::line(&kind.id().replace('_', " ")),
        rows: plan.report.used(*kind),
        news: Safe::own("as before"),
    });
    let mut warnings: Vec<Safe> = plan
        .warnings(book)
        .iter()
        .map(|line| Safe::line(line))
        .collect();
    warnings.truncate(40);
    Plan {
        path: path.to_owned(),
        source: Safe::line(&plan.source),
        taken: plan.taken.map(|taken: Instant| taken.date_naive()),
        rows: plan.changes.iter().map(row).chain(same).collect(),
        warnings,
        nothing_new: plan.changes.is_empty(),
    }
}

/// The archives in the Downloads folder, the newest first.
fn downloads(folders: &Folders) -> Vec<ArchiveFile> {
    let Some(entries) = folders
        .downloads
        .as_ref()
        .and_then(|path| fs::read_dir(path).ok())
    else {
        return Vec::new();
    };
    let mut found: Vec<ArchiveFile> = entries
        .flatten()
        .filter_map(|entry| archive(&entry))
        .collect();
    found.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.path.cmp(&b.path)));
    found.truncate(OFFERED);
    found
}

/// An entry that looks like LinkedIn's archive by its name: a zip, or a folder of one.
fn archive(entry: &fs::DirEntry) -> Option<ArchiveFile> {
    let name = entry.file_name().to_string_lossy().into_owned();
    let named = name.to_ascii_lowercase().contains("linkedindataexport");
    let meta = entry.metadata().ok()?;
    let zip = Path::new(&name)
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    if !named || !(meta.is_dir() || zip && meta.is_file()) {
        return None;
    }
    Some(ArchiveFile {
        path: entry.path(),
        name: Safe::line(&name),
        day: meta.modified().ok().map(day_of),
        bytes: meta.len(),
    })
}

fn day_of(time: std::time::SystemTime) -> Day {
    chrono::DateTime::<chrono::Utc>::from(time).date_naive()
}
