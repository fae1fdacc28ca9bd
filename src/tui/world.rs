//! The world behind the interface: the workspace, the desktop, and work on threads.

mod archive;
mod erase;
mod export;
mod path;
mod program;
mod seek;
mod share;
mod trouble;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::runner::{Backend, Copied, Job, Report, Work};
use crate::{
    app::{
        Msg,
        draft::Request,
        model::LastWords,
        msg::{Change, StoreTrouble, Trouble},
        overlay::{ExportView, export::Wanted},
    },
    clock::Clock,
    desktop::{
        self,
        editor::{Editing, EditorError},
    },
    domain::{
        book::Book,
        day::{Day, Instant},
        person::PersonKey,
        plan::Settings,
        session::Kept,
        step::{Stamped, Step, StepId},
    },
    drafts::Writer,
    env::{Env, Folders, private_folder},
    text::{Link, Safe},
    workspace::{Said, Workspace, WorkspaceError, sitting},
};

/// The real world.
#[derive(Debug)]
pub struct World {
    workspace: Workspace,
    folders: Folders,
    env: Env,
    clock: Clock,
    writer: Option<Arc<Writer>>,
    plan: Settings,
    sharing: share::Sharing,
    erasing: erase::Erasing,
    /// Whether facts changed that were not read yet.
    stale: bool,
}

impl World {
    /// Around an open workspace.
    pub fn new(workspace: Workspace, folders: Folders, env: Env, clock: Clock) -> Self {
        Self {
            workspace,
            folders,
            env,
            clock,
            writer: None,
            plan: Settings::default(),
            sharing: share::Sharing::default(),
            erasing: erase::Erasing::default(),
            stale: false,
        }
    }

    /// With what makes drafts.
    #[must_use]
    pub fn with_writer(self, writer: Arc<Writer>) -> Self {
        Self {
            writer: Some(writer),
            ..self
        }
    }

    /// With what the plan of follow-ups goes by.
    #[must_use]
    pub fn with_plan(self, plan: Settings) -> Self {
        Self { plan, ..self }
    }

    /// Steps as a change: with the facts, if they brought other ones.
    fn change(&mut self, book: &Book, steps: Vec<Stamped>) -> Result<Change, Trouble> {
        let mut all = steps.iter();
        self.stale |= all.any(|stamped| may_change_facts(book, &stamped.step));
        // While somebody is erased, the files are on their way to what they will be.
        if !self.stale || self.erasing.is_on() {
            return Ok(Change { steps, facts: None });
        }
        self.stale = false;
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
        trouble::trouble(error, &self.folders, None)
    }

    fn append(&mut self, book: &Book, step: &Step) -> Result<Change, Trouble> {
        let (_, steps) = self
            .workspace
            .append(book, step)
            .map_err(|error| self.trouble(&error))?;
        self.change(book, steps)
    }
}

/// An import changes the facts, and so does taking one back. The undoing of a step that the book
/// does not know yet may be either.
fn may_change_facts(book: &Book, step: &Step) -> bool {
    match step {
        Step::Import(_) | Step::Erased { .. } | Step::Erase { .. } => true,
        Step::Undo { id } | Step::Redo { id } => book
            .find(id)
            .is_none_or(|about| matches!(about.step.what(), Step::Import(_))),
        _ => false,
    }
}

impl Backend for World {
    fn commit(&mut self, book: &Book, step: Step) -> Result<Change, Trouble> {
        self.append(book, &step)
    }

    fn listen(&mut self, report: Report) {
        if let Some(hooks) = self.workspace.hooks() {
            hooks.listen(move |words| report.tell(Msg::HookFailed(Safe::line(words))));
        }
    }

    fn store_trouble(&self, book: &Book) -> Option<StoreTrouble> {
        trouble::store_trouble(&self.workspace, &self.folders, book)
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

    fn kept_session(&self) -> Option<Kept> {
        sitting::read(&self.folders.state)
    }

    fn keep_session(&mut self, kept: &Kept) {
        // Without its place the session begins anew; every decision is in the journal.
        drop(sitting::write(&self.folders.state, kept));
    }

    fn open(&mut self, link: &Link) -> Result<(), Trouble> {
        desktop::open(link, &self.env).map_err(|error| {
            Trouble::new(&error.to_string()).hint("set BROWSER, or copy the address with Y")
        })
    }

    fn copy(&mut self, text: &Safe) -> Result<Copied, Trouble> {
        Ok(match desktop::copy(text, &self.env) {
            desktop::Copied::ByProgram(_) => Copied::ByProgram,
            desktop::Copied::AskTerminal => Copied::AskTerminal,
        })
    }

    fn prepare_export(
        &mut self,
        book: &Book,
        wanted: Wanted,
        clock: (Day, Instant),
    ) -> Result<ExportView, Trouble> {
        let file = self.env.typed_path(&wanted.path);
        export::prepare(book, self.plan.clone(), clock, (wanted, file))
    }

    fn write_export(&mut self, view: &ExportView) -> Result<(), Trouble> {
        export::write(view)
    }

    fn edit(&mut self, text: &Safe) -> Result<Editing, Trouble> {
        Editing::begin(text, &self.env, &self.folders.state).map_err(|error| {
            let trouble = Trouble::new(&error.to_string());
            match error {
                EditorError::NotSet => trouble.hint("set VISUAL or EDITOR, as in EDITOR=nano"),
                _ => trouble,
            }
        })
    }

    fn draft(&mut self, book: &Book, asked: &Request) -> Job {
        let writer = self.writer.as_deref();
        program::job(&self.workspace, writer, &self.env, book, asked)
    }

    fn exchange(&mut self) -> Option<Job> {
        self.workspace.shares().then_some(())?;
        self.sharing.job(&self.folders, &self.env, self.clock)
    }

    fn watched(&self) -> Vec<PathBuf> {
        let journal = self.workspace.journal_folder();
        // Without the folder nothing could be watched: the first step of another program, an
        // import in the next window, would stay unseen.
        let made = private_folder(&journal);
        let mut folders = self.workspace.share_watched();
        if made.is_ok() {
            // In the folder above it stands which folder is shared.
            folders.extend(journal.parent().map(Path::to_owned));
            folders.push(journal);
        }
        folders
    }

    fn last_words(&mut self, book: &Book, with: &PersonKey) -> Vec<LastWords> {
        // Without the texts, the rest of the card is as good.
        let texts = self.workspace.texts(book).and_then(Result::ok);
        let said = texts.and_then(|mut texts| texts.last_of_each(book, with).ok());
        let words = |said: Said| LastWords {
            day: said.day(),
            mine: said.is_mine(),
            text: Safe::text(&said.text),
        };
        said.into_iter().flatten().map(words).collect()
    }

    fn seek(&mut self, book: &Book, number: u64, words: &str) -> Job {
        seek::job(self.workspace.texts(book), book, number, words)
    }

    fn job(&mut self, work: Work) -> Job {
        let (folders, env, clock) = (self.folders.clone(), self.env.clone(), self.clock);
        let hooks = self.workspace.hooks().cloned();
        match work {
            Work::Erase(person) => {
                let erasing = self.erasing.begin();
                Box::new(move |report| {
                    let _ends = erasing;
                    erase::run(&folders, &env, clock, &person, report)
                })
            }
            Work::ScanDownloads => Box::new(move |_| Msg::Found(archive::downloads(&folders))),
            Work::FindPaths(typed, archives) => Box::new(move |_| {
                let found = path::find(&env, &typed, archives);
                Msg::Paths { typed, found }
            }),
            Work::ReadPast => Box::new(move |_| archive::past(&folders, &env, clock)),
            Work::PlanImport(path) => Box::new(move |report| {
                let file = path::archive(&env, &path);
                let plan = archive::plan(&folders, &env, clock, (&path, &file), report);
                archive::answer(plan, &folders, &file)
            }),
            Work::Import(path) => Box::new(move |report| {
                let file = path::archive(&env, &path);
                let opened = Workspace::open(&folders, &env, clock);
                let change = opened.and_then(|(workspace, book)| {
                    archive::import(workspace.with_hooks(hooks), book, &file, report)
                });
                archive::answer(change, &folders, &file)
            }),
        }
    }
}
