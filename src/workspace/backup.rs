//! A backup: store and configuration as one zip, and the way back.
//!
//! ```text
//! data/journal/k3f9x2m7-0001.jsonl   as they lie in the data folder
//! data/imports/….jsonl
//! data/device.toml, data/rejected.jsonl
//! config/config.toml, config/templates/en/own.txt, …
//! manifest.json                      what the rest must be: names, lengths, SHA-256
//! ```
//!
//! Not in it: LinkedIn's token, the mark, the cache, the locks, logs, the place in a session, and
//! which folder is shared. Any unzip program
//! gets the files out, too.

mod read;
mod restore;
mod write;

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    export::file::NotWritten,
    portability::token,
    store::{JournalName, StoreError, import_id},
};

pub use restore::{Restored, Restoring};
pub use write::{Saved, backup};

/// The version of the form of a backup.
const VERSION: u32 = 1;
/// The entry that says what the rest must be; the last one.
const MANIFEST: &str = "manifest.json";
/// How deep the files of the configuration may lie: `templates/<language>/<name>.txt`.
const MOST_PARTS: usize = 4;

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the form.
    cordial_backup: u32,
    /// When it was made, as RFC 3339.
    pub made: String,
    /// How many steps its journals hold.
    pub steps: usize,
    files: Vec<File>,
}

/// One file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct File {
    name: String,
    bytes: u64,
    sha256: String,
}

impl Manifest {
    /// How many files there are.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// How many bytes they have, unpacked.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }
}

/// Why there is no backup, or why it does not come back. Nothing was changed, but for
/// [`Half`](Self::Half).
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The backup could not be written.
    #[error(transparent)]
    NotWritten(#[from] NotWritten),
    /// The system refused.
    #[error("{}: {source}", place.display())]
    Io {
        /// Where.
        place: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// The file is no backup, or not one that is whole.
    #[error("{}: {why}", place.display())]
    Unfit {
        /// The backup.
        place: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The store came back, and what comes after it failed.
    #[error("the store was restored{}, but then: {source}", kept(aside.as_deref()))]
    Half {
        /// Where the store from before lies now, if there was one.
        aside: Option<PathBuf>,
        /// What failed.
        source: Box<Self>,
    },
    /// There is nothing to back up.
    #[error("there is no store yet, so there is nothing to back up")]
    Nothing,
}

impl BackupError {
    fn io(place: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            place: place.to_owned(),
            source,
        }
    }

    fn unfit(place: &Path, why: impl Into<String>) -> Self {
        Self::Unfit {
            place: place.to_owned(),
            why: why.into(),
        }
    }
}

fn kept(aside: Option<&Path>) -> String {
    aside.map_or_else(String::new, |aside| {
        format!(" (the one from before is kept at {})", aside.display())
    })
}

/// Whether a backup may hold a file of this name: what the store keeps by its own rules of names,
/// and what may lie in a folder of configuration.
fn may_hold(name: &str) -> bool {
    match name.split_once('/') {
        Some(("data", "device.toml" | "rejected.jsonl")) => true,
        Some(("data", rest)) => match rest.split_once('/') {
            Some(("journal", name)) => JournalName::parse(name).is_some(),
            Some(("imports", name)) => import_id(name).is_some(),
            _ => false,
        },
        Some(("config", rest)) => {
            // The token opens the account: it stays out of every copy.
            if rest == token::FILE {
                return false;
            }
            let plain = |part: &str| {
                !part.is_empty()
                    && !part.starts_with('.')
                    && !part.contains(|c: char| c.is_control() || matches!(c, '\\' | ':'))
            };
            rest.split('/').all(plain) && rest.split('/').count() <= MOST_PARTS
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::may_hold;

    #[test]
    fn names_that_lead_elsewhere_are_in_no_backup() {
        for name in [
            "data/journal/k3f9x2m7-0001.jsonl",
            "data/imports/00112233445566778899aabbccddeeff.jsonl",
            "data/device.toml",
            "config/config.toml",
            "config/templates/en/own.txt",
        ] {
            assert!(may_hold(name), "{name}");
        }
        for name in [
            "manifest.json",
            "data/lock",
            "data/journal/../device.toml",
            "data/journal/x (conflicted copy).jsonl",
            "config/linkedin-token",
            "config/../data/device.toml",
            "config/.ssh",
            "config/a/./b",
            "config//b",
            "config/a/b/c/d/e",
            "config/C:\\x",
            "/etc/passwd",
            "../x",
            "",
        ] {
            assert!(!may_hold(name), "{name}");
        }
    }
}
