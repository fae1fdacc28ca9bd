//! Pages on their way: kept in the cache until all are there, so that a sync that was interrupted
//! goes on where it stopped. Readable by the person alone, and gone once they are imported.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use chrono::{DateTime, TimeDelta};
use sha2::{Digest as _, Sha256};

use super::SyncError;
use crate::{domain::day::Instant, env::private_folder};

/// How long pages can be gone on with: a snapshot of two days is none. Chosen here.
const MOST_AGE: TimeDelta = TimeDelta::hours(24);
/// The folder in the cache.
const FOLDER: &str = "sync";
const BEGUN: &str = "begun";
const FILES: &str = "files";

/// A page that is there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Its body.
    Page(Vec<u8>),
    /// LinkedIn said that there is none.
    End,
}

/// The folder of a sync at work. While it is held, no other one begins.
#[derive(Debug)]
pub struct Kept {
    folder: PathBuf,
    resumed: bool,
    _lock: File,
}

/// A name for a member that tells nothing about them.
pub fn hash(member: &str) -> String {
    let digest = Sha256::digest(member.as_bytes());
    let first = digest.first_chunk().copied().map(u64::from_be_bytes);
    format!("{:016x}", first.unwrap_or_default())
}

/// Removes all pages. What somebody wants erased may stand in them.
pub fn forget(cache: &Path) {
    // A cache that cannot be removed is told by the next sync, which needs its folder.
    drop(fs::remove_dir_all(cache.join(FOLDER)));
}

impl Kept {
    /// Opens the folder of a member, by the hash. Pages of another one, or of too long ago, go.
    /// Without a member nothing can be gone on with.
    pub fn open(cache: &Path, member: Option<&str>, now: Instant) -> Result<Self, SyncError> {
        let root = cache.join(FOLDER);
        let at = |source| SyncError::Kept {
            path: root.clone(),
            source,
        };
        private_folder(&root).map_err(at)?;
        let lock = File::create(root.join("lock")).map_err(at)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(SyncError::Locked),
            // Where there are no locks, two at once only fetch twice.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(at(error)),
        }
        let own = root.join(member.unwrap_or("unknown"));
        let resumed = member.is_some() && is_fresh(&own, now);
        for entry in fs::read_dir(&root).map_err(at)? {
            let path = entry.map_err(at)?.path();
            if path.is_dir() && !(resumed && path == own) {
                fs::remove_dir_all(&path).map_err(at)?;
            }
        }
        private_folder(&own).map_err(at)?;
        if !resumed {
            replace(&own.join(BEGUN), now.to_rfc3339().as_bytes()).map_err(at)?;
        }
        Ok(Self {
            folder: own,
            resumed,
            _lock: lock,
        })
    }

    /// Whether it goes on with pages of an earlier sync.
    pub const fn resumed(&self) -> bool {
        self.resumed
    }

    /// A page, if it is there.
    pub fn page(&self, domain: &str, page: u32) -> Result<Option<Known>, SyncError> {
        if self.end(domain, page).exists() {
            return Ok(Some(Known::End));
        }
        let path = self.body(domain, page);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(Known::Page(bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(SyncError::Kept { path, source }),
        }
    }

    /// Keeps a page, or that there is none.
    pub fn keep(&self, domain: &str, page: u32, body: Option<&[u8]>) -> Result<(), SyncError> {
        let (path, bytes) = match body {
            Some(bytes) => (self.body(domain, page), bytes),
            None => (self.end(domain, page), &b""[..]),
        };
        replace(&path, bytes).map_err(|source| SyncError::Kept { path, source })
    }

    /// An empty folder for the files that are made of the pages.
    pub fn files(&self) -> Result<PathBuf, SyncError> {
        let path = self.folder.join(FILES);
        let removed = match fs::remove_dir_all(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => private_folder(&path),
        };
        match removed {
            Ok(()) => Ok(path),
            Err(source) => Err(SyncError::Kept { path, source }),
        }
    }

    /// Removes the pages: they are imported.
    pub fn done(self) -> Result<(), SyncError> {
        let path = self.folder;
        fs::remove_dir_all(&path).map_err(|source| SyncError::Kept { path, source })
    }

    fn body(&self, domain: &str, page: u32) -> PathBuf {
        self.folder.join(format!("{domain}-{page}.json"))
    }

    fn end(&self, domain: &str, page: u32) -> PathBuf {
        self.folder.join(format!("{domain}-{page}.end"))
    }
}

fn is_fresh(folder: &Path, now: Instant) -> bool {
    let begun = fs::read_to_string(folder.join(BEGUN)).ok();
    let begun = begun.and_then(|text| DateTime::parse_from_rfc3339(&text).ok());
    begun.is_some_and(|begun| (TimeDelta::zero()..MOST_AGE).contains(&(now - begun.to_utc())))
}

/// Writes a file that only the person can read, whole or not at all.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".part-")
        .tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
