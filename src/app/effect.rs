//! Effects: what the model wants done. The runner does it, and answers with messages.

use std::path::PathBuf;

use super::{
    draft::{Letter, Request},
    overlay::{ExportView, export::Wanted},
    session::Wish,
};
use crate::{
    domain::{
        checklist::Passage,
        person::PersonKey,
        session::Kept,
        step::{Step, StepId},
    },
    text::{Link, Safe},
};

/// What a text of several lines is, that the person writes: what becomes of it when it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A private note about people.
    Note(Vec<PersonKey>),
    /// A text to somebody.
    Letter(Letter),
    /// A draft of a text of the own profile.
    Profile(Passage),
}

/// What a copied page is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteFor {
    /// Its facts are laid over the archive's.
    Facts,
    /// The profile on it is audited.
    Audit,
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    // ─── The store ───
    /// Append a step. Answer: `Changed`.
    Commit(Step),
    /// Find this device's last step. Answer: `WouldUndo` or `NothingToUndo`.
    FindUndo,
    /// Take this step back. Answer: `Changed`.
    Undo(StepId),
    /// Do the step again that was taken back last. Answer: `Changed` or `NothingToRedo`.
    Redo,
    /// Read what others wrote. Answer: `Changed`.
    Reload,

    // ─── The session ───
    /// Find out the time, and what an earlier session left. Answer: `SessionBegins`.
    BeginSession(Wish),
    /// Keep what the next start needs to go on with the session. No answer.
    KeepSession(Box<Kept>),

    // ─── Work on a thread ───
    /// Look through the texts of messages for words, instead of those that were looked for before;
    /// without words, only stop. Answers: `Sought`, with this number.
    Seek(u64, String),
    /// Read the last words with somebody. Answer: `LastWords`.
    ReadLast(PersonKey),
    /// Make what messages are judged by, which takes longer than a frame, before a card needs it. No
    /// answer.
    MakeAhead,
    /// Ask the person's own program for a text. Answer: `Drafted`.
    AskProgram(Request),
    /// Read the archives of the past. Answer: `Past`.
    ReadPast,
    /// Take somebody's data away for good. Answers: `Progress`, then `Erased`.
    Erase(PersonKey),
    /// Look for archives in Downloads. Answer: `Found`.
    ScanDownloads,
    /// Find the paths that begin with a typed one. Answer: `Paths`.
    FindPaths {
        /// What was typed.
        typed: String,
        /// Whether only folders and what may be an archive are wanted.
        archives: bool,
    },
    /// Find out what an archive would bring. Answer: `Planned`.
    PlanImport(PathBuf),
    /// Import an archive. Answers: `Progress`, then `Imported` or `Cancelled`.
    Import(PathBuf),
    /// Stop the work on the thread. What it changed by then is nothing.
    Cancel,

    // ─── The machine ───
    /// Open a page. Answer: `Did`.
    Open(Link),
    /// Copy a text. Answer: `Did`.
    Copy {
        /// The text.
        text: Safe,
        /// What it is, for the answer: `the question`.
        what: Safe,
    },
    /// Read a pasted page, or e-mails. Answer: `Pasted` or `Mailed`.
    ReadPaste(PasteFor, String),
    /// Find out which day it is. Answer: `Today`, if it is another one.
    AskDay,

    /// Make a file for other programs, to be looked at. Answer: `Prepared`.
    PrepareExport(Wanted),
    /// Write it. Answer: `Did`.
    WriteExport(Box<ExportView>),

    // ─── The terminal ───
    /// Hand a text to the person's own editor. Answer: `Edited`, if it was changed.
    Edit {
        /// What the text is.
        purpose: Purpose,
        /// The text as it is now.
        text: Safe,
    },
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back until the shell says to go on.
    Suspend,
    /// Leave.
    Quit,
    /// Leave, and begin again with the demo.
    QuitToDemo,
}
