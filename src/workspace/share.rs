//! More devices: a folder that some tool carries between them (Syncthing, git, Dropbox, a stick).
//!
//! ```text
//! share folder                     transport, never the truth
//!   journal/<device>-<epoch>.jsonl what a device did; only that device writes it
//!   relay/<device>.jsonl           what that device passes on of others whose own file lacks it
//!   imports/<id>.jsonl             import files, by their hash
//! ```
//!
//! One exchange takes in what the own store lacks, then puts there what the folder lacks. It only
//! ever adds, so that a folder which was rolled back or emptied takes nothing away; the one thing
//! that is replaced is what was erased. Doing it again changes nothing.

mod exchange;
mod folder;
mod imports;
mod merge;
mod setting;

use std::{
    collections::HashSet,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use folder::{fingerprint, watched};

pub use exchange::{Exchange, Exchanged, Status, status};
pub use setting::{folder_of, init, off};

use super::{Finding, Health, Workspace, WorkspaceError};
use crate::{
    clock::Clock,
    domain::{book::Book, facts::Facts, step::Step},
    env::{Env, Folders},
    store::{Line, StoreError},
};

/// Why nothing was exchanged, or not everything.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ShareError {
    /// No share folder was set up.
    #[error("no share folder is set up")]
    Off,
    /// The folder is not there.
    #[error("{}: the share folder is not there", .0.display())]
    Away(PathBuf),
    /// A folder that cannot be a share folder, and why.
    #[error("{}: {why}", folder.display())]
    Unfit {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        why: &'static str,
    },
    /// A folder in the share folder is something else: what is written there would land elsewhere.
    #[error("{}: it is a link or a file, and must be a folder", .0.display())]
    Planted(PathBuf),
    /// `share.toml` cannot be understood.
    #[error("{}: {why}", file.display())]
    Setting {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The folder refused or failed.
    #[error("{}: the share folder failed: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The own store refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ShareError {
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            path: path.to_owned(),
            source,
        }
    }

    /// The way out.
    pub const fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Off => Some("`cordial share init FOLDER` sets one up"),
            Self::Away(_) => Some(
                "connect it and try again; nothing is lost meanwhile. `cordial share off` forgets it",
            ),
            Self::Unfit { .. } => {
                Some("name a folder of its own, in the synced place or on the stick")
            }
            Self::Planted(_) => {
                Some("nobody's cordial made it: remove it, and ask who writes there")
            }
            Self::Setting { .. } => Some("`cordial share init FOLDER` writes it anew"),
            Self::Io { .. } => {
                Some("nothing is lost: look at its room and its modes, and run the command again")
            }
            Self::Store(_) => None,
        }
    }
}

impl Workspace {
    /// Import files of other devices, which may be on their way.
    pub(super) fn on_their_way(&self, book: &Book) -> HashSet<PathBuf> {
        let own = self.store.device().unwrap_or_default();
        let others = book.log().filter(|step| *step.device != *own);
        let files = others.flat_map(|step| match step.step.what() {
            Step::Import(import) => import.files.as_slice(),
            _ => &[],
        });
        let files = files.filter(|file| imports::is_missing(&self.store, file));
        files
            .map(|file| Path::new("imports").join(format!("{}.jsonl", file.id)))
            .collect()
    }

    /// What `doctor` says about the share folder.
    pub(super) fn share_findings(&self) -> Vec<Finding> {
        let note = |words: String, place: String| Finding {
            health: Health::Note,
            words,
            place,
        };
        match self.share_status() {
            Ok(None) => Vec::new(),
            Ok(Some(status)) => {
                let ignored = status.ignored.iter().map(|name| {
                    let place = status.folder.join(name).display().to_string();
                    note("ignored: it has no name of ours".to_owned(), place)
                });
                let folder = status.folder.display().to_string();
                let waiting = status.waiting.iter();
                let waiting = waiting.map(|words| note(words.clone(), folder.clone()));
                ignored.chain(waiting).collect()
            }
            Err(error) => vec![note(error.to_string(), String::new())],
        }
    }

    /// Exchanges once with the share folder that is set up, and takes what came into the book.
    pub fn exchange(&mut self, book: &mut Book) -> Result<Exchanged, WorkspaceError> {
        if self.unknown_steps > 0 {
            return Err(WorkspaceError::Newer);
        }
        let folder = folder_of(&self.store)?.ok_or(ShareError::Off)?;
        let _lock = self.store.lock_share()?;
        let mut exchange = Exchange::begin(&mut self.store, &folder)?;
        exchange.take(&mut self.store)?;
        let lines: Vec<Line> = exchange.lines().to_vec();
        if !lines.is_empty() || exchange.brought_imports() {
            book.take(self.stamp(lines));
            let facts = self.facts(book)?;
            book.set_facts(facts);
        }
        // An erasure reaches also what was written before it was known here.
        if book.erasures().next().is_some() {
            self.finish_erasures(book)?;
        }
        Ok(exchange.give(&mut self.store)?)
    }

    /// Whether a share folder is set up.
    pub fn shares(&self) -> bool {
        folder_of(&self.store).is_ok_and(|folder| folder.is_some())
    }

    /// Exchanges once, as [`exchange`](Self::exchange) does, unless neither side changed since
    /// `settled`, which an exchange that moved nothing sets. `None` where no folder is set up, or
    /// nothing changed. For a thread: it opens the store anew.
    pub fn exchange_anew(
        folders: &Folders,
        env: &Env,
        clock: Clock,
        settled: &mut Option<String>,
    ) -> Result<Option<(Exchanged, Arc<Facts>)>, WorkspaceError> {
        let closed = Self::unread(folders, env, clock);
        let Some(folder) = folder_of(&closed.store)? else {
            return Ok(None);
        };
        let now = fingerprint(&closed.store, &folder)?;
        if settled.as_ref() == Some(&now) {
            return Ok(None);
        }
        let (mut workspace, mut book) = Self::open(folders, env, clock)?;
        let done = workspace.exchange(&mut book)?;
        *settled = done.is_nothing().then_some(now);
        Ok(Some((done, book.shared_facts())))
    }

    /// The folders whose changes mean that there may be something to exchange: those of the share
    /// folder, or the nearest one above it that is there.
    pub fn share_watched(&self) -> Vec<PathBuf> {
        let Ok(Some(folder)) = folder_of(&self.store) else {
            return Vec::new();
        };
        let disk = self.store.disk();
        let is_there = |path: &Path| disk.list(path).is_ok();
        if is_there(&folder) {
            return watched(&folder)
                .into_iter()
                .filter(|path| is_there(path))
                .collect();
        }
        let mut above = folder.ancestors().skip(1);
        let nearest = above.find(|path| is_there(path));
        nearest.map(Path::to_owned).into_iter().collect()
    }

    /// What an exchange would do, and what is odd about the folder; changes nothing. `None` where
    /// no folder is set up.
    pub fn share_status(&self) -> Result<Option<Status>, WorkspaceError> {
        let Some(folder) = folder_of(&self.store)? else {
            return Ok(None);
        };
        Ok(Some(status(&self.store, &folder)?))
    }

    /// Sets up a share folder.
    pub fn share_init(&self, folder: &Path) -> Result<PathBuf, WorkspaceError> {
        Ok(init(&self.store, folder)?)
    }

    /// Forgets the share folder; what is in it stays. Gives which one it was.
    pub fn share_off(&self) -> Result<Option<PathBuf>, WorkspaceError> {
        Ok(off(&self.store)?)
    }
}
