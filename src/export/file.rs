//! Files that are written for others: whole or not at all, never through a link, for the person
//! alone. Source of the rules: safety.md 5.5.

use std::{
    fs,
    io::{self, Write as _},
    path::Path,
};

/// Why a file was not written. Nothing is there that was not there before.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// It exists, and may not be replaced.
    #[error("{0} exists")]
    Exists(String),
    /// It is a link, a folder or a device.
    #[error("{0} is {1}")]
    NoFile(String, &'static str),
    /// The system refused.
    #[error("cannot write {0}")]
    System(String, #[source] io::Error),
}

/// Writes a file that only the person can read. One that exists is replaced only with `force`.
pub fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), NotWritten> {
    write_with(path, force, |file| file.write_all(bytes))
}

/// The same, of what `write` writes: it may look at it again before the file gets its name, and
/// refuse.
pub fn write_with(
    path: &Path,
    force: bool,
    write: impl FnOnce(&mut fs::File) -> io::Result<()>,
) -> Result<(), NotWritten> {
    let name = || path.display().to_string();
    match fs::symlink_metadata(path) {
        Ok(there) if there.is_symlink() => return Err(NotWritten::NoFile(name(), "a link")),
        Ok(there) if !there.is_file() => {
            return Err(NotWritten::NoFile(name(), "no regular file"));
        }
        Ok(_) if !force => return Err(NotWritten::Exists(name())),
        _ => {}
    }
    replace(path, write).map_err(|error| NotWritten::System(name(), error))
}

fn replace(path: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    // tempfile makes it 0600 and refuses to follow a link.
    let mut file = tempfile::Builder::new()
        .prefix(".cordial-")
        .tempfile_in(folder)?;
    write(file.as_file_mut())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    // Only Unix opens folders to make their names durable.
    if cfg!(unix) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
