//! Making a backup: files are copied as they lie, hashed on the way, and read back before the file
//! gets its name.

use std::{
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use flate2::{Compression, write::DeflateEncoder};
use rawzip::{CompressionMethod, ZipArchiveWriter};
use sha2::{Digest as _, Sha256};

use super::{BackupError, File, MANIFEST, Manifest, VERSION, may_hold, read::Backup};
use crate::{
    env::Folders,
    export::file,
    portability::token,
    store::{State, Store, hex},
};

/// A backup that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What it holds.
    pub manifest: Manifest,
    /// What lies in the folder of the configuration and is not in it: links to folders, pipes, hidden
    /// files, names that no backup holds. The token is not told: it stays out of every copy.
    pub left_out: Vec<PathBuf>,
}

/// Writes store and configuration into a file that is not there yet, or with `force` over it.
/// `made` is the moment, as RFC 3339.
///
/// Nobody writes meanwhile; a store that takes no steps is copied as it is. Journals come before
/// imports, so that no step names an import that came after.
pub fn backup(
    store: &mut Store,
    folders: &Folders,
    to: &Path,
    made: String,
    force: bool,
) -> Result<Saved, BackupError> {
    // Taking the lock would create a store where there is none.
    let is_there = !store.read().lines.is_empty();
    let alone = match store.state() {
        State::Writable | State::Damaged if is_there => Some(store.alone()?),
        _ => None,
    };
    let steps = store.read().lines.len();
    let (sources, left_out) = sources(store.data_dir(), &folders.config)?;
    if steps == 0 && sources.is_empty() {
        return Err(BackupError::Nothing);
    }
    let mut manifest = Manifest {
        cordial_backup: VERSION,
        made,
        steps,
        files: Vec::new(),
    };
    file::write_with(to, force, |file| {
        pack(&mut *file, &sources, &mut manifest)?;
        file.sync_all()?;
        // What cannot be read back is no backup.
        let read = Backup::of(to, file.try_clone()?).and_then(|backup| {
            let same = backup.manifest == manifest;
            backup.verify().map(|()| same)
        });
        match read {
            Ok(true) => Ok(()),
            Ok(false) => Err(io::Error::other("it does not read back as it was written")),
            Err(error) => Err(io::Error::other(error.to_string())),
        }
    })?;
    drop(alone);
    Ok(Saved { manifest, left_out })
}

/// What a backup holds a file under, and where it lies.
type Named = (String, PathBuf);

/// Name in the backup and path of every file, in the order in which they are copied; then the paths
/// of what is left out of the configuration.
fn sources(data: &Path, config: &Path) -> Result<(Vec<Named>, Vec<PathBuf>), BackupError> {
    let mut found = Vec::new();
    for part in ["journal", "imports"] {
        gather(&data.join(part), &format!("data/{part}"), 1, &mut found)?;
    }
    gather(data, "data", 1, &mut found)?;
    found.retain(|(name, path)| {
        may_hold(name) && fs::symlink_metadata(path).is_ok_and(|there| there.is_file())
    });
    let mut own = Vec::new();
    gather(config, "config", super::MOST_PARTS, &mut own)?;
    own.retain(|(_, path)| *path != config.join(token::FILE));
    // Who keeps a configuration among other ones, in git say, has links to its files here.
    let (own, left): (Vec<_>, Vec<_>) = own
        .into_iter()
        .partition(|(name, path)| may_hold(name) && path.is_file());
    found.extend(own);
    Ok((found, left.into_iter().map(|(_, path)| path).collect()))
}

/// What lies in a folder, and in those in it down to a depth: all but the folders that were gone
/// into. No link is followed.
fn gather(
    folder: &Path,
    name: &str,
    depth: usize,
    found: &mut Vec<Named>,
) -> Result<(), BackupError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other.map_err(BackupError::io(folder))?,
    };
    let mut entries = entries
        .collect::<Result<Vec<_>, _>>()
        .map_err(BackupError::io(folder))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let kind = entry.file_type().map_err(BackupError::io(&path))?;
        let own = entry.file_name();
        // A name that is no text is none that a backup holds.
        let own = own.to_str().unwrap_or_default();
        let name = format!("{name}/{own}");
        if kind.is_dir() && depth > 1 {
            gather(&path, &name, depth - 1, found)?;
        } else {
            found.push((name, path));
        }
    }
    Ok(())
}

fn pack(out: impl Write, sources: &[(String, PathBuf)], manifest: &mut Manifest) -> io::Result<()> {
    let mut zip = ZipArchiveWriter::new(io::BufWriter::new(out));
    for (name, path) in sources {
        let source = fs::File::open(path).map_err(|error| at(path, &error))?;
        let copied = entry(&mut zip, name, source);
        let (bytes, sha256) = copied.map_err(|error| match error.kind() {
            // What is full is where the backup goes.
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => error,
            _ => at(path, &error),
        })?;
        manifest.files.push(File {
            name: name.clone(),
            bytes,
            sha256,
        });
    }
    let text = serde_json::to_vec_pretty(&manifest)?;
    entry(&mut zip, MANIFEST, text.as_slice())?;
    zip.finish().map_err(io::Error::other)?.flush()
}

fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// Packs one file; gives its length and SHA-256.
fn entry<W: Write>(
    zip: &mut ZipArchiveWriter<W>,
    name: &str,
    mut source: impl Read,
) -> io::Result<(u64, String)> {
    let (mut entry, config) = zip
        .new_file(name)
        .compression_method(CompressionMethod::DEFLATE)
        .unix_permissions(0o600)
        .start()
        .map_err(io::Error::other)?;
    let mut packer = DeflateEncoder::new(&mut entry, Compression::default());
    let mut hashing = Hashing {
        out: config.wrap(&mut packer),
        hash: Sha256::new(),
        bytes: 0,
    };
    io::copy(&mut source, &mut hashing)?;
    let (hash, bytes) = (hashing.hash, hashing.bytes);
    let (_, end) = hashing.out.finish().map_err(io::Error::other)?;
    packer.finish()?;
    entry.finish(end).map_err(io::Error::other)?;
    Ok((bytes, hex(&hash.finalize())))
}

/// Counts and hashes what passes.
pub(super) struct Hashing<W> {
    pub(super) out: W,
    pub(super) hash: Sha256,
    pub(super) bytes: u64,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
