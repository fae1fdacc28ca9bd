//! Messages: everything that happens to the interface, in one order.

use std::{path::PathBuf, sync::Arc};

use super::{
    action::Action,
    effect::{PasteFor, Purpose},
    key::Key,
    model::LastWords,
    overlay::ExportView,
    pane::Pane,
    session::Wish,
};
use crate::{
    domain::{
        checklist::Past,
        day::{Day, Instant},
        facts::Facts,
        find::Found,
        paste::Pasted,
        person::PersonKey,
        received::Preview,
        session::Kept,
        step::{Stamped, StepId},
        template::Occasion,
    },
    text::Safe,
};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    // ─── The person ───
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has another size: columns, rows.
    Resize(u16, u16),
    /// The terminal is looked at again.
    FocusGained,

    /// An action was named, by a line of words.
    Run(Action),
    /// A pasted page was read.
    Pasted(PasteFor, Box<Pasted>),
    /// Pasted e-mails were read: the invitations in them.
    Mailed(Vec<Preview>),

    // ─── The store ───
    /// The book changed: steps that the journal confirmed, facts that they brought.
    Changed {
        /// What changed.
        change: Change,
        /// Whether the person did it here, and wants to hear about it.
        own: bool,
    },
    /// How the store is: `None` where all is well.
    Store(Option<StoreTrouble>),
    /// Somebody's data is gone for good; what became of the steps is to be read.
    Erased(Box<Erased>),
    /// The step that undo would take back.
    WouldUndo(StepId),
    /// There was nothing to take back.
    NothingToUndo,
    /// There was nothing to do again.
    NothingToRedo,

    // ─── The session ───
    /// A session begins.
    SessionBegins {
        /// What was wished for.
        wish: Wish,
        /// The time.
        now: Instant,
        /// What an earlier session left.
        kept: Option<Box<Kept>>,
    },
    /// The time, while a session counts its minutes.
    Time(Instant),

    // ─── The machine ───
    /// It is another day now.
    Today(Day),
    /// What was found in the texts of messages so far.
    Sought(Sought),
    /// The last words with somebody were read.
    LastWords(PersonKey, Vec<LastWords>),
    /// The archives of the past, as they counted then.
    Past(Vec<Past>),
    /// The archives that lie in Downloads.
    Found(Vec<ArchiveFile>),
    /// The paths that begin with a typed one, as far as they were typed in the same words.
    Paths {
        /// What was typed.
        typed: String,
        /// Them, in order; a folder ends with a separator.
        found: Vec<String>,
    },
    /// What an import would bring.
    Planned(Box<Plan>),
    /// How far an import is.
    Progress(Progress),
    /// An import is done.
    Imported(Change),
    /// An import was cancelled; nothing changed.
    Cancelled,
    /// The person's own editor gave a text back, another one than went out.
    Edited {
        /// What it is.
        purpose: Purpose,
        /// The text, as it was written.
        text: String,
    },
    /// The person's own program wrote a text, or could not.
    Drafted {
        /// For whom.
        person: PersonKey,
        /// What for.
        occasion: Occasion,
        /// The text.
        text: Result<Safe, Trouble>,
    },
    /// An exchange with other devices ended; what is to be said about it. What came is in the store.
    Shared(Option<Safe>),
    /// A file for other programs was made; it is not written yet.
    Prepared(Box<ExportView>),
    /// Something was done outside: a page opened, a text copied.
    Did(Safe),
    /// Something went wrong.
    Failed(Trouble),
    /// A program that is told of steps failed; the step counts.
    HookFailed(Safe),
}

/// What is left, and what was removed.
#[derive(Clone, Debug)]
pub struct Erased {
    /// What happened, in a sentence.
    pub sentence: Safe,
    /// What was removed, each kind in a line.
    pub removed: Vec<Safe>,
    /// What could not be reached, each in a line.
    pub left: Vec<Safe>,
}

/// What was found in the texts of messages so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// The number of the search.
    pub number: u64,
    /// The newest hits, the newest first.
    pub found: Vec<Found>,
    /// How many there are so far.
    pub all: usize,
    /// Whether all messages were looked through.
    pub done: bool,
    /// Why they could not be.
    pub trouble: Option<Safe>,
}

/// What changed in the book.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Steps, confirmed by the journal, in its order.
    pub steps: Vec<Stamped>,
    /// The facts of the imports that count now, if they changed.
    pub facts: Option<Arc<Facts>>,
}

impl Change {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.facts.is_none()
    }
}

/// What is wrong with the store, for as long as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreTrouble {
    /// In a few words, for the header: `store damaged`.
    pub short: Safe,
    /// What to do about it, as a sentence.
    pub remedy: Safe,
    /// All that is known about it.
    pub words: Vec<Safe>,
    /// Whether it takes no steps.
    pub read_only: bool,
}

/// Something that went wrong, in words, with the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What went wrong, lower case, without a full stop.
    pub words: Safe,
    /// What to do now.
    pub hint: Option<Safe>,
}

impl Trouble {
    /// A trouble without a hint; the words may quote strangers.
    pub fn new(words: &str) -> Self {
        Self {
            words: Safe::line(words),
            hint: None,
        }
    }

    /// With what to do now.
    #[must_use]
    pub fn hint(self, hint: &str) -> Self {
        Self {
            hint: Some(Safe::line(hint)),
            ..self
        }
    }
}

/// An archive that could be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its name.
    pub name: Safe,
    /// The day of the file, where the system knows it.
    pub day: Option<Day>,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What an import would bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What would be imported.
    pub path: PathBuf,
    /// The archive's name.
    pub source: Safe,
    /// When LinkedIn made it.
    pub taken: Option<Day>,
    /// One row for each kind of file.
    pub rows: Vec<PlanRow>,
    /// Rows that cannot be used and other oddities, in words.
    pub warnings: Vec<Safe>,
    /// Whether everything in it is known already.
    pub nothing_new: bool,
}

/// What an import would bring of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// The kind: `connections`.
    pub what: Safe,
    /// How many rows.
    pub rows: u64,
    /// What is new about them: `31 new, 2 changed`, `as before`.
    pub news: Safe,
}

/// How far an import is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being read.
    pub what: Safe,
    /// How much is done, in any unit.
    pub done: u64,
    /// Out of how much; 0 if that is not known.
    pub total: u64,
}

/// What the mouse did, in terms of what was drawn there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// A click.
    Click(Spot),
    /// The wheel, in rows; negative is up.
    Wheel(Option<Spot>, i8),
}

/// What was drawn at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A tab or a number of the header, or a hint of the footer.
    Action(Action),
    /// A row of a list, from 0.
    Row(Pane, usize),
    /// The rest of a pane's box.
    Pane(Pane),
    /// The detail of a pane.
    Detail(Pane),
    /// A row of the picker on top.
    Picker(usize),
    /// Elsewhere in the overlay on top.
    Overlay,
}
