//! Import files: written whole under a temporary name, hashed on the way, immutable ever after.

use std::fmt;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::disk::{self, Disk, Sink, Source};
use super::fault::{FaultKind, Result, StoreError};
use super::names::is_import;
use super::{Access, Store, device};

const BUFFER: usize = 256 * 1024;
/// The end of the name of an import file that is being written.
pub(super) const PART: &str = ".part";

/// What a step says about an import file that it uses.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ImportRef {
    /// The file's name without `.jsonl`: the first 32 hex digits of its SHA-256.
    pub id: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256, in 64 hex digits.
    pub sha256: String,
}

/// How thoroughly an import file is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// It is there and has the right length.
    Length,
    /// Its content has the right hash.
    Full,
}

/// One import under way: one at a time in a store, so that what an earlier one left behind can be
/// told from what another program is writing.
pub struct ImportBatch {
    disk: Arc<dyn Disk>,
    data: PathBuf,
    folder: PathBuf,
    pid: u32,
    lock: Arc<dyn Send + Sync>,
}

impl fmt::Debug for ImportBatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ImportBatch")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Begins an import. What an import that died has left half-written is removed: no step can
    /// name it.
    pub fn begin_import(&mut self) -> Result<ImportBatch> {
        if self.access == Access::Read {
            return Err(self.read_only("it was opened for reading only"));
        }
        self.create_folder(&self.dirs.data)?;
        self.place = super::Place::new(&*self.disk, &self.dirs);
        self.create_folder(&self.place.imports)?;
        let guard = self.lock(&self.place.import_lock)?;
        for stray in strays(&*self.disk, &self.place.imports) {
            self.disk.remove(&stray).map_err(self.cannot(&stray))?;
        }
        Ok(ImportBatch {
            disk: Arc::clone(&self.disk),
            data: self.place.data.clone(),
            folder: self.place.imports.clone(),
            pid: self.info.pid,
            lock: Arc::new(std::sync::Mutex::new(guard)),
        })
    }

    /// Opens an import file, as it is.
    pub fn open_import(&self, id: &str) -> Result<Box<dyn Source>> {
        let path = self.import_path(id)?;
        self.disk.open(&path).map_err(StoreError::io(&path))
    }

    /// Whether an import file is what a step says.
    pub fn verify_import(&self, import: &ImportRef, depth: Depth) -> Result<()> {
        let path = self.import_path(&import.id)?;
        match self.import_fault(import, depth) {
            None => Ok(()),
            Some((_, why)) => Err(StoreError::Import { path, why }),
        }
    }

    pub(super) fn import_path(&self, id: &str) -> Result<PathBuf> {
        let path = self.place.imports.join(format!("{id}.jsonl"));
        if is_import(id) {
            return Ok(path);
        }
        let why = format!("`{}` is no name of an import", id.escape_debug());
        Err(StoreError::Import {
            path: self.place.imports.clone(),
            why,
        })
    }

    pub(super) fn import_fault(
        &self,
        import: &ImportRef,
        depth: Depth,
    ) -> Option<(FaultKind, String)> {
        let path = match self.import_path(&import.id) {
            Ok(path) => path,
            Err(error) => return Some((FaultKind::ImportDiffers, error.to_string())),
        };
        let differs = |why: String| Some((FaultKind::ImportDiffers, why));
        let stat = match self.disk.stat(&path) {
            Ok(stat) => stat,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Some((FaultKind::ImportMissing, "the import is missing".to_owned()));
            }
            Err(error) => return Some((FaultKind::ImportMissing, error.to_string())),
        };
        if stat.kind != disk::Kind::File {
            return differs("it is no regular file".to_owned());
        }
        if stat.len != import.bytes {
            return differs(format!(
                "it is {} bytes long, not {}",
                stat.len, import.bytes
            ));
        }
        if depth == Depth::Length {
            return None;
        }
        match self.disk.open(&path).and_then(hash) {
            Ok(hash) if hash == import.sha256 => None,
            Ok(_) => differs("its content is not what was imported (SHA-256)".to_owned()),
            Err(error) => Some((FaultKind::Unreadable, error.to_string())),
        }
    }
}

fn hash(mut source: Box<dyn Source>) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut chunk = vec![0; BUFFER];
    loop {
        match source.read(&mut chunk) {
            Ok(0) => return Ok(device::hex(&hash.finalize())),
            Ok(read) => hash.update(chunk.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The import files that somebody began and has not ended.
pub(super) fn strays(disk: &dyn Disk, folder: &Path) -> Vec<PathBuf> {
    let names = disk.list(folder).unwrap_or_default();
    let mut strays: Vec<_> = names
        .iter()
        .filter_map(|name| name.to_str())
        .filter(|name| name.starts_with('.') && name.ends_with(PART))
        .map(|name| folder.join(name))
        .collect();
    strays.sort();
    strays
}

impl ImportBatch {
    /// Begins one file. Several may be written at once.
    pub fn writer(&self) -> Result<ImportWriter> {
        for number in 0..10_000 {
            let temporary = self.folder.join(format!(".{}-{number}{PART}", self.pid));
            match self.disk.create(&temporary, disk::FILE_MODE) {
                Ok(sink) => {
                    return Ok(ImportWriter {
                        disk: Arc::clone(&self.disk),
                        data: self.data.clone(),
                        folder: self.folder.clone(),
                        temporary,
                        file: Some(BufWriter::with_capacity(BUFFER, sink)),
                        hash: Sha256::new(),
                        bytes: 0,
                        _lock: Arc::clone(&self.lock),
                    });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(StoreError::io(&temporary)(error)),
            }
        }
        let source = io::Error::from(io::ErrorKind::AlreadyExists);
        Err(StoreError::Io {
            path: self.folder.clone(),
            source,
        })
    }
}

/// An import file that is being written. Dropped before [`finish`](Self::finish), it is removed.
pub struct ImportWriter {
    disk: Arc<dyn Disk>,
    data: PathBuf,
    folder: PathBuf,
    temporary: PathBuf,
    file: Option<BufWriter<Box<dyn Sink>>>,
    hash: Sha256,
    bytes: u64,
    _lock: Arc<dyn Send + Sync>,
}

impl fmt::Debug for ImportWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ImportWriter")
            .field("temporary", &self.temporary)
            .finish_non_exhaustive()
    }
}

impl ImportWriter {
    /// Bytes written so far: the offset of what comes next.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The SHA-256 of what was written so far, in hexadecimal.
    pub fn digest(&self) -> String {
        device::hex(&self.hash.clone().finalize())
    }

    /// Makes the file durable under its final name; only now may a step name it.
    pub fn finish(mut self) -> Result<ImportRef> {
        let sha256 = self.digest();
        let id: String = sha256.chars().take(32).collect();
        let path = self.folder.join(format!("{id}.jsonl"));
        self.settle(&path).map_err(StoreError::io(&path))?;
        Ok(ImportRef {
            id,
            bytes: self.bytes,
            sha256,
        })
    }

    fn settle(&mut self, path: &Path) -> io::Result<()> {
        let Some(mut file) = self.file.take() else {
            return Ok(());
        };
        let written = file.flush().and_then(|()| file.get_mut().sync());
        // Taken apart, so that its drop does not write again after an error.
        drop(file.into_parts());
        // A file of that name has this content, or is damaged: replaced in both cases.
        let renamed = written.and_then(|()| self.disk.rename(&self.temporary, path));
        if renamed.is_err() {
            self.remove();
        }
        renamed?;
        disk::sync_names(&*self.disk, &self.folder, &self.data)
    }

    fn remove(&self) {
        // What cannot be removed now is removed by the next import.
        drop(self.disk.remove(&self.temporary));
    }
}

impl Write for ImportWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(file) = &mut self.file else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let written = file.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for ImportWriter {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            drop(file.into_parts());
            self.remove();
        }
    }
}
