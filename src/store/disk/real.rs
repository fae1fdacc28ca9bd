//! The disk of the machine.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::{Attempt, Disk, FILE_MODE, Guard, Kind, Sink, Source, Stat};

/// The longest text about a lock's holder that is read back.
const MAX_HOLDER: u64 = 200;

/// The disk of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        fs::read_dir(folder)?
            .map(|entry| Ok(entry?.file_name()))
            .collect()
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        Ok(describe(&fs::symlink_metadata(path)?))
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn may_write(&self, folder: &Path) -> io::Result<()> {
        #[cfg(unix)]
        rustix::fs::access(
            folder,
            rustix::fs::Access::WRITE_OK.union(rustix::fs::Access::EXEC_OK),
        )?;
        #[cfg(not(unix))]
        fs::metadata(folder)?;
        Ok(())
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Source>> {
        Ok(Box::new(regular(OpenOptions::new().read(true), path)?))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(false);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, super::FOLDER_MODE);
        builder.create(path)
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Sink>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        set_mode(&mut options, mode);
        Ok(Box::new(RealSink {
            file: regular(&mut options, path)?,
            created: true,
        }))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Sink>> {
        let file = regular(OpenOptions::new().append(true), path)?;
        Ok(Box::new(RealSink {
            file,
            created: false,
        }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all().or_else(no_sync)
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn try_lock(&self, path: &Path, holder: &str) -> io::Result<Attempt> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        set_mode(&mut options, FILE_MODE);
        let mut file = regular(&mut options, path)?;
        match file.try_lock() {
            Ok(()) => {
                // For the message of those who wait only: the lock holds without it.
                drop(sign(&mut file, holder));
                Ok(Attempt::Taken(Box::new(RealGuard(file))))
            }
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                // Where locks are mandatory, it cannot be read: then the holder stays unnamed.
                drop(file.take(MAX_HOLDER).read_to_string(&mut text));
                Ok(Attempt::Held(text.trim().to_owned()))
            }
            Err(TryLockError::Error(error)) => Err(no_locks(error)),
        }
    }
}

/// Some network mounts cannot sync a folder, and say so this way.
#[cfg(unix)]
fn no_sync(error: io::Error) -> io::Result<()> {
    match error.kind() {
        io::ErrorKind::InvalidInput => Ok(()),
        _ => Err(error),
    }
}

/// A mount without a lock service says `ENOLCK`, which std has no kind for.
fn no_locks(error: io::Error) -> io::Error {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error()) {
        return io::Error::new(io::ErrorKind::Unsupported, error);
    }
    error
}

fn sign(file: &mut File, holder: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(holder.as_bytes())
}

struct RealGuard(File);

impl Guard for RealGuard {}

impl Drop for RealGuard {
    fn drop(&mut self) {
        // Said explicitly: a forked child may still have the descriptor open.
        drop(self.0.unlock());
    }
}

struct RealSink {
    file: File,
    created: bool,
}

impl Write for RealSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Sink for RealSink {
    fn sync(&mut self) -> io::Result<()> {
        if self.created {
            self.file.sync_all()
        } else {
            self.file.sync_data()
        }
    }
}

/// Opens a path that must be a regular file. A link fails; a pipe does not block.
fn regular(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let flags = OFlags::NOFOLLOW.union(OFlags::NONBLOCK).bits();
        std::os::unix::fs::OpenOptionsExt::custom_flags(options, flags.cast_signed());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is no regular file",
        ))
    }
}

#[cfg(unix)]
fn set_mode(options: &mut OpenOptions, mode: u32) {
    std::os::unix::fs::OpenOptionsExt::mode(options, mode);
}

#[cfg(not(unix))]
fn set_mode(_options: &mut OpenOptions, _mode: u32) {}

fn describe(metadata: &fs::Metadata) -> Stat {
    let kind = if metadata.is_file() {
        Kind::File
    } else if metadata.is_dir() {
        Kind::Folder
    } else {
        Kind::Other
    };
    #[cfg(unix)]
    let (inode, mode) = {
        use std::os::unix::fs::MetadataExt;
        (metadata.ino(), Some(metadata.mode() & 0o7777))
    };
    #[cfg(not(unix))]
    let (inode, mode) = (0, None);
    Stat {
        kind,
        len: metadata.len(),
        inode,
        mode,
    }
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::io::Errno;

    use super::*;

    fn says(errno: Errno) -> io::Error {
        io::Error::from_raw_os_error(errno.raw_os_error())
    }

    #[test]
    fn what_a_mount_cannot_do_is_told_apart_from_what_has_failed() {
        assert!(no_sync(says(Errno::INVAL)).is_ok());
        assert!(no_sync(says(Errno::IO)).is_err());
        let kind = |errno| no_locks(says(errno)).kind();
        assert_eq!(kind(Errno::NOLCK), io::ErrorKind::Unsupported);
        assert_eq!(kind(Errno::ACCESS), io::ErrorKind::PermissionDenied);
    }

    #[test]
    fn a_file_is_no_folder_to_write_in() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        File::create(&path).unwrap();
        assert!(RealDisk.may_write(folder.path()).is_ok());
        assert!(RealDisk.may_write(&path).is_err());
    }

    /// As a forked child does that did not get to run its program yet.
    #[test]
    fn a_lock_ends_with_its_guard_though_the_file_is_still_open_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let file = File::create(&path).unwrap();
        file.lock().unwrap();
        let twin = file.try_clone().unwrap();
        let take = || RealDisk.try_lock(&path, "").unwrap();
        let guard = RealGuard(file);
        assert!(matches!(take(), Attempt::Held(_)));
        drop(guard);
        assert!(matches!(take(), Attempt::Taken(_)));
        drop(twin);
    }
}
