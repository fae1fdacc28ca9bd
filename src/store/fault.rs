//! What is wrong with a store, and what stops a write: in words, with the place.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Something about the files that a person may want to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it is.
    pub kind: FaultKind,
    /// The file, relative to the data directory (or absolute, outside of it).
    pub file: PathBuf,
    /// The line in it, from 1, where one can be named.
    pub line: Option<u64>,
    /// What it is, in words.
    pub words: String,
}

impl Fault {
    pub(super) fn new(
        kind: FaultKind,
        file: impl Into<PathBuf>,
        line: impl Into<Option<u64>>,
        words: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            file: file.into(),
            line: line.into(),
            words: words.into(),
        }
    }

    /// Whether something that had been acknowledged is lost, hidden or altered, and nobody has
    /// confirmed it yet. The rest is said for completeness.
    pub fn is_damage(&self) -> bool {
        matches!(
            self.kind,
            FaultKind::Gap
                | FaultKind::RolledBack
                | FaultKind::Unreadable
                | FaultKind::ImportMissing
                | FaultKind::ImportDiffers
                | FaultKind::Device
        )
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.words)
    }
}

/// The kinds of [`Fault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// A bad line at the end, never acknowledged: skipped.
    Unfinished,
    /// A bad line within a sequence without gaps, never acknowledged: skipped.
    Skipped,
    /// Numbers are missing, and nobody has confirmed it: damage.
    Gap,
    /// Numbers are missing, and an earlier step says so.
    KnownGap,
    /// The own file is shorter or other than it was written.
    RolledBack,
    /// Lines that are there twice with one content; they count once.
    Doubled,
    /// One key with two contents: both count.
    Twin,
    /// A line of a newer version of the format.
    Newer,
    /// The clock of another device is absurdly far ahead: not folded until confirmed.
    FarClock,
    /// A file cannot be read.
    Unreadable,
    /// `device.toml` cannot be understood.
    Device,
    /// A file whose name is no name of ours.
    Ignored,
    /// A temporary file that a program left when it died.
    Stray,
    /// An import that a step names is not there.
    ImportMissing,
    /// An import is not what a step says.
    ImportDiffers,
    /// Others may read a file or folder.
    LooseMode,
}

/// Numbers of one journal that are missing, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Whose they are.
    pub device: String,
    /// Of which file.
    pub epoch: u32,
    /// The first.
    pub from: u64,
    /// The last.
    pub to: u64,
}

/// The content of a step that the store itself writes: `{"repair":{"missing":[…]}}`. It changes
/// nothing that a person sees; it keeps what was confirmed, so that nobody is asked twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// The numbers that were found missing.
    #[serde(default)]
    pub missing: Vec<Missing>,
}

impl Repair {
    /// The repair, if the step is one.
    pub fn of(step: &str) -> Option<Self> {
        step.trim_start_matches(['{', ' '])
            .starts_with("\"repair\"")
            .then_some(())?;
        serde_json::from_str::<RepairStep>(step)
            .ok()
            .map(|step| step.repair)
    }

    /// The step that says so.
    pub(super) fn step(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&RepairStep {
            repair: self.clone(),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct RepairStep {
    repair: Repair,
}

/// Why the store refused or failed. Nothing was acknowledged.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The folder or the mode of opening allows no writing.
    #[error("{path}: takes no steps: {why}; everything can still be read")]
    ReadOnly {
        /// The data directory.
        path: PathBuf,
        /// The reason, in words.
        why: String,
    },
    /// Another program holds the lock.
    #[error("{path}: {holder} is writing and did not end within 5 seconds; end it and try again")]
    Locked {
        /// The lock file.
        path: PathBuf,
        /// Who, as far as it is known.
        holder: String,
    },
    /// A newer program wrote here.
    #[error("{path}: written by a newer cordial (format {version}); update cordial to write here")]
    Newer {
        /// The data directory.
        path: PathBuf,
        /// The newer version of the format.
        version: u32,
    },
    /// Steps are missing, and nobody has confirmed it.
    #[error("{path}: damaged: {what}; `cordial doctor --repair` confirms the loss and goes on")]
    Damaged {
        /// The data directory.
        path: PathBuf,
        /// The first damage found.
        what: String,
    },
    /// An earlier error ended the writing.
    #[error("writing has stopped: {why}; start again to re-read the store")]
    Stopped {
        /// That error.
        why: String,
    },
    /// The write or its sync failed.
    #[error("{path}: the step is not saved: {source}")]
    NotSaved {
        /// The journal file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The step cannot stand in a journal.
    #[error("the step cannot be written: {0}")]
    BadStep(String),
    /// `device.toml` cannot be understood.
    #[error("{path}: {why}; correct it, or move it away and this machine gets a new device id")]
    Device {
        /// `device.toml`.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// An import does not match the step that names it.
    #[error("{path}: {why}; import the archive again")]
    Import {
        /// The import file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Any other failure of the file system.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl StoreError {
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            path: path.to_owned(),
            source,
        }
    }
}

/// A result of the store.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
