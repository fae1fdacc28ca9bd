//! Archives: those in Downloads, what one would bring, and taking it in. Runs on a thread.

use std::{fs, ops::ControlFlow, path::Path};

use super::trouble::trouble;
use crate::{
    app::{
        Msg,
        msg::{ArchiveFile, Change, Plan, PlanRow, Progress},
    },
    clock::Clock,
    domain::{
        book::Book,
        day::{Day, Instant},
    },
    env::{Env, Folders},
    safe,
    text::Safe,
    tui::runner::Report,
    workspace::{self, Origin, Workspace, WorkspaceError},
};

/// How many archives of the Downloads folder are offered.
const OFFERED: usize = 9;

pub(super) fn answer(result: Result<Msg, WorkspaceError>, folders: &Folders, path: &Path) -> Msg {
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

/// What an archive would bring; `path` is as it was typed, `file` where it lies.
pub(super) fn plan(
    folders: &Folders,
    env: &Env,
    clock: Clock,
    (path, file): (&Path, &Path),
    report: &Report,
) -> Result<Msg, WorkspaceError> {
    let (mut workspace, book) = Workspace::open(folders, env, clock)?;
    let paths = [file.to_owned()];
    let plan = workspace.plan_import(&book, Origin::archive(&paths), &mut progress(report))?;
    Ok(Msg::Planned(Box::new(shown(&plan, &book, path))))
}

pub(super) fn import(
    mut workspace: Workspace,
    mut book: Book,
    path: &Path,
    report: &Report,
) -> Result<Msg, WorkspaceError> {
    let outcome = workspace.import(
        &mut book,
        Origin::archive(&[path.to_owned()]),
        &mut progress(report),
    )?;
    let steps = outcome.step.and_then(|id| book.find(&id).cloned());
    Ok(Msg::Imported(Change {
        facts: steps.is_some().then(|| book.shared_facts()),
        steps: steps.into_iter().collect(),
    }))
}

/// The archives of the past. Where they cannot be read the start has said so; there is no past then.
pub(super) fn past(folders: &Folders, env: &Env, clock: Clock) -> Msg {
    let opened = Workspace::open(folders, env, clock);
    Msg::Past(opened.map_or_else(|_| Vec::new(), |(workspace, book)| workspace.past(&book)))
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
pub(super) fn downloads(folders: &Folders) -> Vec<ArchiveFile> {
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
