//! An import: read once, compared with what is there, stored as one step or not at all.

use std::{
    io::{self, Write as _},
    path::PathBuf,
};

use sha2::{Digest as _, Sha256};

use super::{
    Workspace, WorkspaceError, age, facts,
    survey::{Survey, Target, hex},
};
use crate::{
    domain::{
        book::Book,
        day::Instant,
        invitation::Answer,
        news::{Event, News, compare},
        outbox::{Act, OutboxId},
        records::Archive,
        step::{Import, ImportFile, ImportSection, Step, StepId},
    },
    import::{Kind, OnProgress, Report, interpret::Warning, section::TEXTS},
    store::{ImportBatch, ImportRef, ImportWriter},
};

/// Where facts come from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// Where it lies.
    pub(super) paths: &'a [PathBuf],
    /// What it is called, where no path says it.
    name: Option<&'a str>,
    /// By how many days its newest row may be older than the newest one that is known, before it
    /// counts as older.
    pub(super) stale_days: i64,
}

impl<'a> Origin<'a> {
    /// An archive: a zip, a folder or single files.
    pub const fn archive(paths: &'a [PathBuf]) -> Self {
        Self {
            paths,
            name: None,
            stale_days: age::STALE_DAYS,
        }
    }

    /// What was fetched just now, in a folder. LinkedIn's snapshot can lag by weeks: one that lacks
    /// a row that is known was made before it.
    pub const fn snapshot(folder: &'a [PathBuf; 1], name: &'a str) -> Self {
        Self {
            paths: folder,
            name: Some(name),
            stale_days: 0,
        }
    }

    fn source(&self) -> String {
        let name = self.name.map(str::to_owned);
        name.unwrap_or_else(|| source_name(self.paths))
    }
}

/// A kind of file whose content is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The kind.
    pub kind: Kind,
    /// Its rows in this archive.
    pub rows: u64,
    /// Its rows in the archive before, if one held it.
    pub before: Option<u64>,
}

/// What an archive would change, or changed.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The archive's own name.
    pub source: String,
    /// When LinkedIn made it, as far as can be told.
    pub taken: Option<Instant>,
    /// Every file with its rows, and what was set aside.
    pub report: Report,
    /// What could not be understood in rows that were used all the same.
    pub warnings: Vec<Warning>,
    /// Kinds with new content.
    pub changes: Vec<Change>,
    /// Kinds whose content is there already.
    pub unchanged: Vec<Kind>,
    /// New connections, changed jobs, people gone: against the archive before.
    pub news: Vec<News>,
    /// Lines of the outbox that this archive confirms.
    pub confirmed: Vec<OutboxId>,
    /// The date of a newer archive that is there: its facts go on counting where it holds them.
    pub newer: Option<Instant>,
}

impl Plan {
    /// How many of the news are of a kind: connected, gone, changed.
    pub fn count(&self, which: impl Fn(&Event) -> bool) -> usize {
        self.news.iter().filter(|news| which(&news.event)).count()
    }
}

/// What became of an import.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What it changes.
    pub plan: Plan,
    /// The step, unless nothing was new.
    pub step: Option<StepId>,
}

impl Workspace {
    /// Reads an archive and says what it would change. Writes nothing.
    pub fn plan_import(
        &mut self,
        book: &Book,
        origin: Origin<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<Plan, WorkspaceError> {
        let survey = Survey::run((self, book), origin.paths, progress, None)?;
        Ok(survey.plan(self, book, origin).0)
    }

    /// Reads an archive and stores it as one step: all of it, or nothing. Without anything new
    /// there is no step.
    pub fn import(
        &mut self,
        book: &mut Book,
        origin: Origin<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<Outcome, WorkspaceError> {
        if self.unknown_steps > 0 {
            return Err(WorkspaceError::Newer);
        }
        // One import at a time, until its step is durable: two at once would both find the same
        // archive new. What another one brought meanwhile is taken in first.
        let batch = self.store.begin_import()?;
        let missed = self.poll();
        self.take(book, missed)?;
        let survey = Survey::run((self, book), origin.paths, progress, Some(&batch))?;
        let (plan, records, sections, messages) = survey.plan(self, book, origin);
        let files = self.write(&batch, &records, sections, messages)?;
        if files.is_empty() {
            return Ok(Outcome { plan, step: None });
        }
        let step = Step::Import(Import {
            source: plan.source.clone(),
            taken: plan.taken,
            files,
            unchanged: plan
                .unchanged
                .iter()
                .map(|kind| kind.id().to_owned())
                .collect(),
            set_aside: plan.report.unused(),
        });
        let step = self.commit(book, &step)?;
        drop(batch);
        Ok(Outcome {
            plan,
            step: Some(step),
        })
    }

    /// Makes the files durable that the step will name.
    fn write(
        &self,
        batch: &ImportBatch,
        records: &[u8],
        sections: Vec<ImportSection>,
        messages: Messages,
    ) -> Result<Vec<ImportFile>, WorkspaceError> {
        let mut files = Vec::new();
        if !sections.is_empty() {
            let mut writer = batch.writer()?;
            writer
                .write_all(records)
                .map_err(|error| unsaved(self, error))?;
            files.push(file(writer.finish()?, sections));
        }
        if let Some((rows, texts, count)) = messages {
            for (writer, kind) in [(rows, Kind::Messages.id()), (texts, TEXTS)] {
                let digest = writer.digest();
                let section = ImportSection {
                    kind: kind.to_owned(),
                    rows: count,
                    digest,
                };
                files.push(file(writer.finish()?, vec![section]));
            }
        }
        Ok(files)
    }
}

fn file(import: ImportRef, sections: Vec<ImportSection>) -> ImportFile {
    ImportFile {
        id: import.id,
        bytes: import.bytes,
        sha256: import.sha256,
        sections,
    }
}

fn unsaved(workspace: &Workspace, source: io::Error) -> WorkspaceError {
    let path = workspace.store.data_dir().join("imports");
    WorkspaceError::Store(crate::store::StoreError::NotSaved { path, source })
}

/// The files of rows and texts that no step names yet, and how many messages they hold.
type Messages = Option<(ImportWriter, ImportWriter, u64)>;
type Planned = (Plan, Vec<u8>, Vec<ImportSection>, Messages);

impl Survey<'_> {
    /// Compares with what is there, and keeps what is new.
    fn plan(self, workspace: &Workspace, book: &Book, origin: Origin<'_>) -> Planned {
        let all: Vec<u8> = self
            .small
            .values()
            .flat_map(|(bytes, _)| bytes)
            .copied()
            .collect();
        let (fresh, warnings) = facts::interpret(&mut all.as_slice());
        let (entries, now) = (self.report.entries_date, workspace.clock.utc());
        let taken = age::taken(&origin, entries, (&fresh, book.facts()), now);
        let known = facts::Known::new(book);
        let mut plan = Plan {
            source: origin.source(),
            taken: Some(taken),
            report: self.report,
            warnings,
            changes: Vec::new(),
            unchanged: Vec::new(),
            news: Vec::new(),
            confirmed: Vec::new(),
            newer: known.newest().filter(|newest| *newest > taken),
        };
        let (mut records, mut sections) = (Vec::new(), Vec::new());
        for (kind, (bytes, rows)) in self.small {
            let digest = hex(&Sha256::digest(&bytes));
            if known.has(kind.id(), &digest, taken) {
                plan.unchanged.push(kind);
                continue;
            }
            plan.changes.push(Change {
                kind,
                rows,
                before: known.rows(kind.id()),
            });
            sections.push(ImportSection {
                kind: kind.id().to_owned(),
                rows,
                digest,
            });
            records.extend_from_slice(&bytes);
        }
        let mut messages = None;
        if let Some((rows, texts, count)) = self.messages {
            let known_rows = known.has(Kind::Messages.id(), &rows.digest(), taken);
            if known_rows && known.has(TEXTS, &texts.digest(), taken) {
                plan.unchanged.push(Kind::Messages);
            } else {
                let before = known.rows(Kind::Messages.id());
                plan.changes.push(Change {
                    kind: Kind::Messages,
                    rows: count,
                    before,
                });
                if let (Target::File(rows), Target::File(texts)) = (rows, texts) {
                    messages = Some((*rows, *texts, count));
                }
            }
        }
        plan.compare(book, &fresh);
        (plan, records, sections, messages)
    }
}

impl Plan {
    /// News and confirmed decisions, if the archive brings connections that will count.
    fn compare(&mut self, book: &Book, fresh: &Archive) {
        let brings = self
            .changes
            .iter()
            .any(|change| change.kind == Kind::Connections);
        if !brings || self.newer.is_some() {
            return;
        }
        if book.facts().has_kind(Kind::Connections.id()) {
            let before = book.facts().connections();
            self.news = compare(&before, &fresh.connections, self.taken);
        }
        let waiting = book.answered().filter(|(id, answered)| {
            answered.answer == Answer::Accept && book.facts().connected_on(&id.person).is_none()
        });
        let connected: std::collections::HashSet<_> = fresh
            .connections
            .iter()
            .map(|connection| &connection.key)
            .collect();
        self.confirmed = waiting
            .filter(|(id, _)| connected.contains(&id.person))
            .map(|(id, _)| OutboxId::Answer(Act::Accept, id.clone()))
            .collect();
    }
}

fn source_name(paths: &[PathBuf]) -> String {
    let name = |path: &PathBuf| {
        let name = path.file_name().or_else(|| {
            path.components()
                .next_back()
                .map(std::path::Component::as_os_str)
        });
        name.map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    match paths {
        [one] => name(one),
        [one, rest @ ..] => format!("{} and {} more", name(one), rest.len()),
        [] => String::new(),
    }
}
