//! The one door to files: everything that the store does to a disk goes through [`Disk`], so that a
//! test can fail the nth call, tear a write, or rebuild what a power cut may leave.

mod real;

use std::ffi::OsString;
use std::fmt::Debug;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

pub use real::RealDisk;

/// The mode of every file that the store creates.
pub const FILE_MODE: u32 = 0o600;
/// The mode of every folder that the store creates.
pub const FOLDER_MODE: u32 = 0o700;

/// File work, as small as the store needs it. Links are never followed to a file.
pub trait Disk: Debug + Send + Sync {
    /// The names in a folder, in no order.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;
    /// What lies at a path; a link is described, not followed.
    fn stat(&self, path: &Path) -> io::Result<Stat>;
    /// The path without links and dots.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;
    /// Whether this user may create files in a folder, found out without trying.
    fn may_write(&self, folder: &Path) -> io::Result<()>;
    /// Opens a regular file for reading.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Source>>;
    /// Creates one folder, private from the first moment ([`FOLDER_MODE`]).
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Creates a file that must not exist yet, with this mode from the first moment.
    fn create(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Sink>>;
    /// Opens an existing regular file so that every write lands at its end.
    fn append(&self, path: &Path) -> io::Result<Box<dyn Sink>>;
    /// Gives a file another name, replacing what had that name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes the entries of a folder survive a power cut.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Takes an exclusive lock on a file made for it, or tells who has it. `holder` is left in the
    /// file for others to read. The lock ends with the guard.
    fn try_lock(&self, path: &Path, holder: &str) -> io::Result<Attempt>;
}

/// A file that is read.
pub trait Source: Read + Seek + Send {}

impl<T: Read + Seek + Send> Source for T {}

/// A file that is written.
pub trait Sink: Write + Send {
    /// Makes everything written so far survive a power cut.
    fn sync(&mut self) -> io::Result<()>;
}

/// What lies at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// File, folder, or neither.
    pub kind: Kind,
    /// Bytes in it.
    pub len: u64,
    /// The number of the file behind the name: another one after a replacement. 0 where the system
    /// has no such number.
    pub inode: u64,
    /// The permission bits, where the system has them.
    pub mode: Option<u32>,
}

/// What kind of thing lies at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A link, a pipe, a device.
    Other,
}

/// How a try for the lock ended.
#[expect(missing_debug_implementations, reason = "a guard has nothing to show")]
pub enum Attempt {
    /// It is ours until the guard is dropped.
    Taken(Box<dyn Guard>),
    /// Another has it: what the lock file says about them, perhaps nothing.
    Held(String),
}

/// A lock that is held; dropping it unlocks.
pub trait Guard: Send {}

/// Creates a folder and what is missing above it, each durable before the next.
pub(crate) fn create_folders(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match disk.stat(path) {
        Ok(_) => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let above = path.parent().filter(|above| !above.as_os_str().is_empty());
    if let Some(above) = above {
        create_folders(disk, above)?;
    }
    match disk.create_folder(path) {
        // Another program was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        Ok(()) => above.map_or(Ok(()), |above| disk.sync_folder(above)),
    }
}

/// Makes the entries of a folder in the data directory durable, and every name on the way to it: a
/// program that created folders may have died before it synced the one above.
pub(super) fn sync_names(disk: &dyn Disk, folder: &Path, data: &Path) -> io::Result<()> {
    disk.sync_folder(folder)?;
    disk.sync_folder(data)?;
    for above in data.ancestors().skip(1) {
        match disk.sync_folder(above) {
            // What this user may not even open was not made by this program.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
                ) => {}
            other => other?,
        }
    }
    Ok(())
}

/// How much a replaced file must endure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hard {
    /// It counts: file and folder are synced.
    Yes,
    /// It can be lost: a torn one counts as missing.
    No,
}

/// Replaces a whole file by way of a temporary one (`.NAME.tmp` beside it). A stricter mode of the
/// old file is kept.
pub(crate) fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8], hard: Hard) -> io::Result<()> {
    let mut sink = Replacement::start(disk, path)?;
    sink.file.write_all(bytes)?;
    sink.finish(hard)
}

/// A replacement on its way; dropped unfinished, it is removed.
pub(crate) struct Replacement<'a> {
    disk: &'a dyn Disk,
    path: &'a Path,
    temporary: PathBuf,
    /// Where the new content goes.
    pub(crate) file: Box<dyn Sink>,
    done: bool,
}

impl<'a> Replacement<'a> {
    pub(crate) fn start(disk: &'a dyn Disk, path: &'a Path) -> io::Result<Self> {
        let mut name = OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(".tmp");
        let temporary = path.with_file_name(name);
        let mode = match disk.stat(path) {
            Ok(stat) => stat.mode.map_or(FILE_MODE, |mode| mode & FILE_MODE),
            Err(_) => FILE_MODE,
        };
        // Replacing is done under the lock, so what bears this name was left by a dead program. If it
        // cannot be removed, no file can be created in its place.
        drop(disk.remove(&temporary));
        let file = disk.create(&temporary, mode)?;
        Ok(Self {
            disk,
            path,
            temporary,
            file,
            done: false,
        })
    }

    pub(crate) fn finish(mut self, hard: Hard) -> io::Result<()> {
        if hard == Hard::Yes {
            self.file.sync()?;
        }
        self.disk.rename(&self.temporary, self.path)?;
        self.done = true;
        match self.path.parent() {
            Some(folder) if hard == Hard::Yes => self.disk.sync_folder(folder),
            _ => Ok(()),
        }
    }
}

impl Drop for Replacement<'_> {
    fn drop(&mut self) {
        if !self.done {
            // Nothing can be done about a temporary file that cannot be removed; `check` lists it.
            drop(self.disk.remove(&self.temporary));
        }
    }
}

/// The whole of a small file, at most `limit` bytes; `None` where there is none.
pub(crate) fn read_small(disk: &dyn Disk, path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let source = match disk.open(path) {
        Ok(source) => source,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    source.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "it is too large",
        ));
    }
    Ok(Some(bytes))
}
