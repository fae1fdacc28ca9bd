//! What the interface needs from the world. The real one wraps the workspace; tests have their own.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
};

use super::Event;
use crate::{
    app::{
        Msg,
        draft::Request,
        model::LastWords,
        msg::{Change, Progress, Sought, StoreTrouble, Trouble},
        overlay::{ExportView, export::Wanted},
    },
    desktop::editor::Editing,
    domain::{
        book::Book,
        day::{Day, Instant},
        person::PersonKey,
        session::Kept,
        step::{Step, StepId},
    },
    text::{Link, Safe},
};

/// The world, as far as the interface needs it.
pub trait Backend {
    /// Makes a step durable. The change holds it, with what others did meanwhile, in the order of
    /// the journal; and the facts, if it changed those.
    fn commit(&mut self, book: &Book, step: Step) -> Result<Change, Trouble>;

    /// Tells from now on, by this line, what goes wrong behind the scenes.
    fn listen(&mut self, _report: Report) {}

    /// What is wrong with the store, if anything.
    fn store_trouble(&self, _book: &Book) -> Option<StoreTrouble> {
        None
    }

    /// This device's last step, which undo would take back; `None` if there is none.
    fn undo_target(&self, book: &Book) -> Option<StepId>;

    /// Takes a step back. As [`commit`](Self::commit), the change holds the undo step and, after
    /// an import, the facts that count now.
    fn undo(&mut self, book: &Book, id: &StepId) -> Result<Change, Trouble>;

    /// Does the step again that was taken back last; `None` if there is none.
    fn redo(&mut self, book: &Book) -> Result<Option<Change>, Trouble>;

    /// What others did since the last look; an empty change if nothing.
    fn poll(&mut self, book: &Book) -> Result<Change, Trouble>;

    /// Opens a page in the browser, detached; returns at once.
    fn open(&mut self, link: &Link) -> Result<(), Trouble>;

    /// Copies a text.
    fn copy(&mut self, text: &Safe) -> Result<Copied, Trouble>;

    /// Makes a file for other programs, to be looked at before it is written.
    fn prepare_export(
        &mut self,
        _book: &Book,
        _wanted: Wanted,
        _clock: (Day, Instant),
    ) -> Result<ExportView, Trouble> {
        Err(Trouble::new("nothing can be exported here"))
    }

    /// Writes it: whole, or not at all.
    fn write_export(&mut self, _view: &ExportView) -> Result<(), Trouble> {
        Err(Trouble::new("nothing can be exported here"))
    }

    /// What the last session left, if anything.
    fn kept_session(&self) -> Option<Kept> {
        None
    }

    /// Keeps what the next start needs to go on with a session.
    fn keep_session(&mut self, _kept: &Kept) {}

    /// Begins to edit a text in the person's own editor.
    fn edit(&mut self, _text: &Safe) -> Result<Editing, Trouble> {
        Err(Trouble::new("no editor is set"))
    }

    /// Asks the person's own program for a text, on a thread: `Msg::Drafted`.
    fn draft(&mut self, _book: &Book, asked: &Request) -> Job {
        let (person, occasion) = (asked.person.clone(), asked.occasion);
        Box::new(move |_| Msg::Drafted {
            person,
            occasion,
            text: Err(Trouble::new("no program is set that writes drafts")),
        })
    }

    /// Work for a thread that exchanges with other devices: `Msg::Shared`. `None` where nothing is
    /// shared, or a thread is at it: that one then looks once more.
    fn exchange(&mut self) -> Option<Job> {
        None
    }

    /// Folders whose changes mean that [`poll`](Self::poll) may find something.
    fn watched(&self) -> Vec<PathBuf>;

    /// The last words of each side with somebody, the newest first; none where there are none or
    /// they cannot be read.
    fn last_words(&mut self, _book: &Book, _with: &PersonKey) -> Vec<LastWords> {
        Vec::new()
    }

    /// Looks through the texts of messages for words, on a thread: `Msg::Sought`, now and then and
    /// at the end.
    fn seek(&mut self, _book: &Book, number: u64, _words: &str) -> Job {
        Box::new(move |_| {
            Msg::Sought(Sought {
                number,
                done: true,
                ..Sought::default()
            })
        })
    }

    /// Work for a thread of its own. It takes what it needs from the backend, for example by
    /// opening the store once more: two programs at once on one store are allowed.
    fn job(&mut self, work: Work) -> Job;
}

/// How a text was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// A program took it.
    ByProgram,
    /// There is no such program: the terminal is asked to take it (OSC 52).
    AskTerminal,
}

/// Work that takes longer than a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// Look for archives in Downloads, newest first: `Msg::Found`.
    ScanDownloads,
    /// Read the archives of the past: `Msg::Past`.
    ReadPast,
    /// Find the paths that begin with a typed one: `Msg::Paths`. Whether only folders and what may
    /// be an archive are wanted.
    FindPaths(String, bool),
    /// Find out what an archive would bring: `Msg::Planned`.
    PlanImport(PathBuf),
    /// Take somebody's data away for good: `Progress`, then `Msg::Erased`.
    Erase(PersonKey),
    /// Import an archive: `Msg::Imported`, with its step and the facts that count then; or
    /// `Msg::Cancelled`, if the report said so in time and nothing changed.
    Import(PathBuf),
}

/// Does the work, and gives the answer; `Msg::Failed` where it went wrong.
pub type Job = Box<dyn FnOnce(&Report) -> Msg + Send>;

/// The line from a thread to the interface.
#[derive(Clone, Debug)]
pub struct Report {
    to: Option<Sender<Event>>,
    stop: Arc<AtomicBool>,
}

impl Report {
    pub(super) fn new(to: Sender<Event>, stop: Arc<AtomicBool>) -> Self {
        Self { to: Some(to), stop }
    }

    /// To nobody: for tests, and for work without an interface.
    pub fn none() -> Self {
        Self {
            to: None,
            stop: Arc::default(),
        }
    }

    /// To nobody; stopped by a flag.
    pub fn stopped_by(stop: &Arc<AtomicBool>) -> Self {
        Self {
            to: None,
            stop: Arc::clone(stop),
        }
    }

    /// Says how far the work is. A few times a second is enough.
    pub fn progress(&self, progress: Progress) {
        self.tell(Msg::Progress(progress));
    }

    /// Says something before the work is done.
    pub fn tell(&self, msg: Msg) {
        if let Some(to) = &self.to {
            let _unsent = to.send(Event::Answer(msg));
        }
    }

    /// What says that the person does not want it any more.
    pub fn stop(&self) -> &AtomicBool {
        &self.stop
    }

    /// Whether the person does not want it any more.
    pub fn is_cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
