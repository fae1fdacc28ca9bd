//! The world behind the interface: the workspace, the desktop, and work on threads.

use std::{
    collections::HashSet,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use super::runner::{Backend, Copied, Job, Report, Work};
use crate::{
    app::{
        Msg,
        msg::{ArchiveFile, Change, Plan, PlanRow, Progress, StoreTrouble, Trouble},
    },
    clock::Clock,
    desktop,
    domain::{
        book::Book,
        day::{Day, Instant},
        step::{Stamped, Step, StepId},
    },
    env::{Env, Folders},
    safe,
    text::{Link, Safe},
    workspace::{self, StoreState, Workspace, WorkspaceError},
};

/// How many faults of the store are told one by one; `cordial doctor` tells all.
const TOLD: usize = 5;

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
        let facts = self.workspace.facts(&next);
        let facts = facts.map_err(|error| self.trouble(&error))?;
        Ok(Change {
            steps,
            facts: Some(facts),
        })
    }

    fn trouble(&self, error: &WorkspaceError) -> Trouble {
        trouble(error, &self.folders, None)
    }

    fn append(&mut self, book: &Book, step: &Step) -> Result<Change, Trouble> {
        let (_, steps) = self
            .workspace
            .append(step)
            .map_err(|error| self.trouble(&error))?;
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

    fn store_trouble(&self, book: &Book) -> Option<StoreTrouble> {
        store_trouble(&self.workspace, &self.folders, book)
    }

    fn undo_target(&self, book: &Book) -> Option<StepId> {
        match self.workspace.undo_step(book, None) {
            Ok(Step::Undo { id }) => Some(id),
            _ => None,
        }
    }

    fn undo(&mut self, book: &Book, id: &StepId) -> Result<Change, Trouble> {
        let step = self.workspace.undo_step(book, Some(id));
        let step = step.map_err(|error| self.trouble(&error))?;
        self.append(book, &step)
    }

    fn redo(&mut self, book: &Book) -> Result<Option<Change>, Trouble> {
        match self.workspace.redo_step(book, None) {
            Ok(step) => self.append(book, &step).map(Some),
            Err(WorkspaceError::NothingToRedo) => Ok(None),
            Err(error) => Err(self.trouble(&error)),
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
            Work::PlanImport(path) => Box::new(move |report| {
                let plan = plan(&folders, &env, clock, &path, report);
                answer(plan, &folders, &path)
            }),
            Work::Import(path) => Box::new(move |report| {
                let change = import(&folders, &env, clock, &path, report);
                answer(change, &folders, &path)
            }),
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

/// What went wrong. Long folders would push the reason off the line: names of files are enough.
fn trouble(error: &WorkspaceError, folders: &Folders, path: Option<&Path>) -> Trouble {
    let trouble = Trouble::new(&without_folders(&error.to_string(), folders, path));
    match error.hint() {
        Some(hint) => trouble.hint(&hint),
        None => trouble,
    }
}

fn without_folders(words: &str, folders: &Folders, path: Option<&Path>) -> String {
    let own = [&folders.data, &folders.state, &folders.cache];
    let mut known: Vec<&Path> = own.into_iter().map(PathBuf::as_path).collect();
    known.extend(path.and_then(Path::parent));
    known.retain(|folder| folder.components().count() > 1);
    known.sort_by_key(|folder| std::cmp::Reverse(folder.as_os_str().len()));
    known.iter().fold(words.to_owned(), |words, folder| {
        words.replace(&format!("{}/", folder.display()), "")
    })
}

/// What is wrong with the store, with the way out.
fn store_trouble(workspace: &Workspace, folders: &Folders, book: &Book) -> Option<StoreTrouble> {
    let state = workspace.store().state();
    let mut notices = workspace.notices().to_vec();
    // Lines that nobody can read, and no other ones: not a store where nothing was done yet.
    if notices.is_empty() && book.log().next().is_none() {
        let faults = workspace.store().faults();
        notices.extend(faults.iter().map(ToString::to_string));
    }
    if state == StoreState::Writable && notices.is_empty() {
        return None;
    }
    let mut words: Vec<Safe> = notices
        .iter()
        .map(|words| Safe::line(&without_folders(words, folders, None)))
        .collect();
    // Each reading of the facts notes anew what is missing.
    let mut seen = HashSet::new();
    words.retain(|line| seen.insert(line.clone()));
    let more = words.len().saturating_sub(TOLD);
    words.truncate(TOLD);
    if more > 0 {
        words.push(safe!("and {} more", more));
    }
    let newer = matches!(state, StoreState::NewerFormat(_)) || workspace.has_newer_steps();
    let (short, remedy) = match &state {
        StoreState::Damaged => (
            "store damaged",
            "`cordial doctor` says how, `cordial doctor --repair` goes on",
        ),
        _ if newer => (
            "store of a newer cordial",
            "update cordial; here it is read-only until then",
        ),
        StoreState::ReadOnly(why) => {
            if words.is_empty() {
                words.push(Safe::line(&without_folders(why, folders, None)));
            }
            ("store read-only", "`cordial doctor` says more")
        }
        _ => ("store incomplete", "`cordial doctor` says more"),
    };
    Some(StoreTrouble {
        short: Safe::own(short),
        remedy: match (&state, words.first()) {
            (StoreState::ReadOnly(_), Some(why)) => safe!("{} ({})", Safe::own(remedy), why),
            _ => Safe::own(remedy),
        },
        words,
        read_only: newer || state != StoreState::Writable,
    })
}

fn answer(result: Result<Msg, WorkspaceError>, folders: &Folders, path: &Path) -> Msg {
    match result {
        Ok(msg) => msg,
        Err(error) if error.is_cancelled() => Msg::Cancelled,
        Err(error) => Msg::Failed(trouble(&error, folders, Some(path))),
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
