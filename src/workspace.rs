//! Open, commit, undo, redo, import: what `cli` and `tui` do to the store, in one place.

mod age;
pub mod backup;
mod cache;
mod erase;
mod error;
mod facts;
mod finding;
pub mod hooks;
mod importing;
pub mod share;
pub mod sitting;
mod survey;
mod texts;
mod words;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

pub use erase::{OnErasing, Removed, is_erased};
pub use error::WorkspaceError;
pub use finding::{Finding, Health};
use hooks::Hooks;
pub use importing::{Change, Origin, Outcome, Plan};
pub use texts::{Said, Texts};

pub use crate::store::State as StoreState;

use crate::{
    clock::Clock,
    domain::{
        book::{Book, CannotUndo, Judged},
        checklist::Past,
        facts::Facts,
        late::Late,
        step::{Stamped, Step, StepId},
        triage::{Rules, Wishes},
    },
    env::{Env, Folders},
    store::{Access, DeviceInfo, Dirs, FaultKind, Line, RealDisk, State, Store, entropy, wire},
};

/// An open store, and the clock that stamps its steps.
#[derive(Debug)]
pub struct Workspace {
    store: Store,
    clock: Clock,
    zone: String,
    notices: Vec<String>,
    /// Import files that are not here yet, in words.
    coming: Vec<String>,
    /// Steps that this version cannot read: then nothing is written.
    unknown_steps: usize,
    /// Who is told of own steps.
    hooks: Option<Arc<Hooks>>,
}

impl Workspace {
    /// Opens the store and folds it. A store that does not exist reads as an empty one, and
    /// nothing is created before the first step.
    pub fn open(
        folders: &Folders,
        env: &Env,
        clock: Clock,
    ) -> Result<(Self, Book), WorkspaceError> {
        let mut workspace = Self::unread(folders, env, clock);
        let book = workspace.reload()?;
        workspace.refuse_unreadable(&folders.data)?;
        Ok((workspace, book))
    }

    /// A store that nothing was read of.
    fn unread(folders: &Folders, env: &Env, clock: Clock) -> Self {
        let zone = iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".to_owned());
        Self {
            store: Self::store_of(folders, env),
            clock,
            zone,
            notices: Vec::new(),
            coming: Vec::new(),
            unknown_steps: 0,
            hooks: None,
        }
    }

    /// With programs that are told of each step of one's own.
    #[must_use]
    pub fn with_hooks(self, hooks: Option<Arc<Hooks>>) -> Self {
        Self { hooks, ..self }
    }

    /// The programs that are told of steps.
    pub const fn hooks(&self) -> Option<&Arc<Hooks>> {
        self.hooks.as_ref()
    }

    /// The store alone, not read yet: for what needs no facts.
    pub fn store_of(folders: &Folders, env: &Env) -> Store {
        let dirs = Dirs {
            data: folders.data.clone(),
            state: folders.state.clone(),
            cache: folders.cache.clone(),
        };
        Store::open(
            Arc::new(RealDisk),
            dirs,
            Self::device_info(env),
            Access::Write,
        )
    }

    /// What the store is told about this machine.
    pub fn device_info(env: &Env) -> DeviceInfo {
        DeviceInfo {
            machine: env.machine.clone(),
            host: env.host.clone(),
            pid: std::process::id(),
            seed: entropy(),
        }
    }

    /// A store that is there and cannot be read must not look like an empty one.
    fn refuse_unreadable(&self, data: &Path) -> Result<(), WorkspaceError> {
        let unreadable =
            |place: String, why: String| Err(WorkspaceError::Unreadable { place, why });
        for folder in [data.to_owned(), data.join("journal")] {
            match std::fs::read_dir(&folder) {
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return unreadable(folder.display().to_string(), error.to_string()),
            }
        }
        let faults = self.store.faults();
        match faults
            .into_iter()
            .find(|fault| fault.kind == FaultKind::Unreadable)
        {
            Some(fault) => unreadable(fault.file.display().to_string(), fault.words),
            None => Ok(()),
        }
    }

    /// Reads everything again, from the beginning.
    pub fn reload(&mut self) -> Result<Book, WorkspaceError> {
        let log = self.store.read();
        self.unknown_steps = 0;
        self.notices = log
            .faults
            .iter()
            .filter(|f| f.is_damage())
            .map(ToString::to_string)
            .collect();
        let start = self.clock.day_start();
        let mut book = Book::of_days(start, self.stamp(log.lines));
        if self.unknown_steps > 0 {
            self.notices.push(format!(
                "{} steps of a newer cordial are not shown; the store is read-only here",
                self.unknown_steps
            ));
        }
        match self.store.state() {
            State::NewerFormat(version) => self.notices.push(format!(
                "the store has format version {version}, of a newer cordial: it is read-only here"
            )),
            State::Damaged => self.notices.push(
                "the store is damaged: `cordial doctor` says how, `cordial doctor --repair` goes on"
                    .to_owned(),
            ),
            State::Writable | State::ReadOnly(_) => {}
        }
        let facts = self.facts(&book)?;
        book.set_facts(facts);
        Ok(book)
    }

    /// What is odd about the store, in words: damage, newer steps, imports that are missing.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// Import files of other devices that are not here yet, in words. That is no fault.
    pub fn coming(&self) -> &[String] {
        &self.coming
    }

    /// Whether the journal has steps that only a newer cordial can read.
    pub const fn has_newer_steps(&self) -> bool {
        self.unknown_steps > 0
    }

    /// The store underneath, for `doctor`.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The folder that a watcher should look at, if it exists.
    pub fn journal_folder(&self) -> PathBuf {
        self.store.data_dir().join("journal")
    }

    /// The facts of the imports that count.
    pub fn facts(&mut self, book: &Book) -> Result<Arc<Facts>, WorkspaceError> {
        let (facts, unread) = cache::facts(&self.store, book);
        self.notices.extend(unread.faults);
        self.coming = unread.coming;
        Ok(Arc::new(facts))
    }

    /// What rules say of the open invitations, kept for the next start. `own` is the text of the
    /// person's own rules, which are among them.
    pub fn judged(&self, book: &Book, rules: (&Late<Rules>, &str), wishes: &Wishes<'_>) -> Judged {
        // What was read in part must not speak for the whole at the next start.
        if self.notices.is_empty() && self.coming.is_empty() {
            cache::judged(&self.store, book, rules, wishes)
        } else {
            Judged::new(book, rules.0, wishes, None)
        }
    }

    /// The texts of the messages that count now; `None` where no archive held messages.
    pub fn texts(&self, book: &Book) -> Option<Result<Texts, String>> {
        Texts::open(&self.store, book)
    }

    /// The archives as they counted before the newest one came, oldest first. Reads files: for a
    /// thread, or for a command that asks.
    pub fn past(&self, book: &Book) -> Vec<Past> {
        facts::past(&self.store, book)
    }

    /// Makes a step durable, then takes it into the book, with what others did meanwhile.
    pub fn commit(&mut self, book: &mut Book, step: &Step) -> Result<StepId, WorkspaceError> {
        let (id, stamped) = self.append(book, step)?;
        self.take(book, stamped)?;
        Ok(id)
    }

    /// Makes a step durable, and tells of it those who want to know. Gives its id, and it with the
    /// steps that others made meanwhile. The book is the one without it.
    pub fn append(
        &mut self,
        book: &Book,
        step: &Step,
    ) -> Result<(StepId, Vec<Stamped>), WorkspaceError> {
        if self.unknown_steps > 0 {
            return Err(WorkspaceError::Newer);
        }
        let json = wire::encode(step)?;
        let at = self
            .clock
            .now()
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
        let appended = self.store.append(&json, &at, &self.zone)?;
        let id = StepId::new(&appended.line.id);
        let mut lines = appended.taken;
        lines.push(appended.line);
        let stamped: Vec<_> = self.stamp(lines).collect();
        if let (Some(hooks), Some(own)) = (&self.hooks, stamped.last()) {
            hooks.told(book, own);
        }
        Ok((id, stamped))
    }

    /// Takes confirmed steps into a book. Where an import among them changes the facts, those are
    /// read again.
    pub fn take(&mut self, book: &mut Book, steps: Vec<Stamped>) -> Result<(), WorkspaceError> {
        let before: Vec<String> = facts::holdings(book);
        book.take(steps);
        if facts::holdings(book) != before {
            let facts = self.facts(book)?;
            book.set_facts(facts);
        }
        Ok(())
    }

    /// The steps that other programs made since the last look.
    pub fn poll(&mut self) -> Vec<Stamped> {
        let lines = self.store.poll();
        self.stamp(lines).collect()
    }

    /// The step that undo makes: it takes back this device's last step, or the one with this id.
    pub fn undo_step(&self, book: &Book, id: Option<&StepId>) -> Result<Step, WorkspaceError> {
        let device = self.store.device().unwrap_or_default();
        let step = match id {
            Some(id) => book.check_undo(id).map_err(cannot(id))?,
            None => book
                .undo_target(&device)
                .ok_or(WorkspaceError::NothingToUndo)?,
        };
        Ok(Step::Undo {
            id: step.id.clone(),
        })
    }

    /// The step that redo makes: it brings back what this device undid last, or the step with
    /// this id.
    pub fn redo_step(&self, book: &Book, id: Option<&StepId>) -> Result<Step, WorkspaceError> {
        let device = self.store.device().unwrap_or_default();
        let step = match id {
            Some(id) => book.check_redo(id).map_err(cannot(id))?,
            None => book
                .redo_target(&device)
                .ok_or(WorkspaceError::NothingToRedo)?,
        };
        Ok(Step::Redo {
            id: step.id.clone(),
        })
    }

    /// Takes back a step. Gives the id of what was taken back.
    pub fn undo(&mut self, book: &mut Book, id: Option<&StepId>) -> Result<StepId, WorkspaceError> {
        let step = self.undo_step(book, id)?;
        self.commit_about(book, &step)
    }

    /// Brings back a step. Gives the id of what counts again.
    pub fn redo(&mut self, book: &mut Book, id: Option<&StepId>) -> Result<StepId, WorkspaceError> {
        let step = self.redo_step(book, id)?;
        self.commit_about(book, &step)
    }

    fn commit_about(&mut self, book: &mut Book, step: &Step) -> Result<StepId, WorkspaceError> {
        let own = self.commit(book, step)?;
        Ok(match step {
            Step::Undo { id } | Step::Redo { id } => id.clone(),
            _ => own,
        })
    }

    /// Confirms damage and moves bad lines aside. Gives how many were moved.
    pub fn repair(&mut self) -> Result<usize, WorkspaceError> {
        let at = self
            .clock
            .now()
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
        Ok(self.store.repair(&at, &self.zone)?.moved)
    }

    /// The steps of lines, one by one: of very many, lines and steps are not there at once.
    fn stamp(&mut self, lines: Vec<Line>) -> impl Iterator<Item = Stamped> {
        let mut device: Arc<str> = "".into();
        lines.into_iter().filter_map(move |line| {
            if *device != *line.device {
                device = line.device.as_str().into();
            }
            let step = wire::decode(line.step.get());
            let at = chrono::DateTime::parse_from_rfc3339(&line.at);
            let (Ok(step), Ok(at)) = (step, at) else {
                self.unknown_steps += 1;
                return None;
            };
            Some(Stamped {
                id: StepId::new(&line.id),
                device: Arc::clone(&device),
                clock: line.clock,
                at,
                step,
            })
        })
    }
}

fn cannot(id: &StepId) -> impl Fn(CannotUndo) -> WorkspaceError {
    move |why| WorkspaceError::CannotUndo {
        id: id.clone(),
        why,
    }
}
