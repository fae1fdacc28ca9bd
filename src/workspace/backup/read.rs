//! Reading a backup: nothing counts but what the manifest names, with its length and its SHA-256.

use std::{
    collections::BTreeMap,
    fs,
    io::{
        self, BufReader,
        ErrorKind::{QuotaExceeded, StorageFull},
        Read, Write,
    },
    path::{Path, PathBuf},
};

use flate2::bufread::DeflateDecoder;
use rawzip::{
    CompressionMethod, FileReader, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveEntryWayfinder,
};
use sha2::{Digest as _, Sha256};

use super::{BackupError, File, MANIFEST, Manifest, VERSION, may_hold, write::Hashing};
use crate::{env::private_folder, store::hex};

/// The most bytes of a manifest: some 100,000 files.
const MOST_MANIFEST: u64 = 32 << 20;
/// Deflate packs no better than this; a manifest that promises more lies.
const MOST_RATIO: u64 = 1_100;

/// A backup that was opened: its manifest is understood, its files are not verified yet.
#[derive(Debug)]
pub(super) struct Backup {
    pub(super) manifest: Manifest,
    place: PathBuf,
    zip: ZipArchive<FileReader>,
    entries: BTreeMap<String, ZipArchiveEntryWayfinder>,
}

impl Backup {
    /// Opens a file.
    pub(super) fn open(place: &Path) -> Result<Self, BackupError> {
        // Asked before it is opened: opening a pipe waits for whoever writes to it.
        let facts = fs::metadata(place).map_err(BackupError::io(place))?;
        if !facts.is_file() {
            return Err(BackupError::unfit(place, "it is no regular file"));
        }
        let file = fs::File::open(place).map_err(BackupError::io(place))?;
        Self::of(place, file)
    }

    /// The same, of an open file; `place` is for messages.
    pub(super) fn of(place: &Path, file: fs::File) -> Result<Self, BackupError> {
        let unfit = |why: &str| BackupError::unfit(place, why);
        let facts = file.metadata().map_err(BackupError::io(place))?;
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let zip = ZipArchive::from_file(file, &mut buffer)
            .map_err(|_| unfit("it is no backup, or its end is missing"))?;
        let mut entries = BTreeMap::new();
        let mut records = zip.entries(&mut buffer);
        while let Some(record) = records.next_entry().map_err(|_| unfit("it is damaged"))? {
            let name = String::from_utf8_lossy(record.file_path().as_bytes()).into_owned();
            if record.compression_method() != CompressionMethod::DEFLATE
                || entries.insert(name, record.wayfinder()).is_some()
            {
                return Err(unfit("it is no backup that cordial made"));
            }
        }
        let mut backup = Self {
            manifest: Manifest {
                cordial_backup: 0,
                made: String::new(),
                steps: 0,
                files: Vec::new(),
            },
            place: place.to_owned(),
            zip,
            entries,
        };
        let mut text = Vec::new();
        backup
            .copy(MANIFEST, MOST_MANIFEST, &mut text)
            .map_err(|_| unfit("it is no backup that cordial made"))?;
        backup.manifest = serde_json::from_slice(&text)
            .map_err(|_| unfit("its list of files is not understood; a newer cordial may"))?;
        if backup.manifest.cordial_backup != VERSION {
            return Err(unfit("a newer cordial made it; update cordial"));
        }
        if let Some(file) = backup.manifest.files.iter().find(|f| !may_hold(&f.name)) {
            let name = file.name.escape_debug();
            return Err(unfit(&format!("it holds `{name}`, which no backup holds")));
        }
        if backup.manifest.bytes() / MOST_RATIO > facts.len() {
            return Err(unfit("it promises more than can be in it"));
        }
        Ok(backup)
    }

    /// Unpacks every file and throws it away.
    pub(super) fn verify(&self) -> Result<(), BackupError> {
        for file in &self.manifest.files {
            self.unpack(file, &mut io::sink())?;
        }
        Ok(())
    }

    /// Unpacks the files under a first folder, `data` or `config`, below another one: new files for
    /// the person alone, durable.
    pub(super) fn unpack_into(&self, first: &str, to: &Path) -> Result<(), BackupError> {
        for file in &self.manifest.files {
            let Some(name) = file
                .name
                .strip_prefix(first)
                .and_then(|n| n.strip_prefix('/'))
            else {
                continue;
            };
            let path = to.join(name);
            let written = path.parent().map_or(Ok(()), private_folder).and_then(|()| {
                let mut options = fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                options.open(&path)
            });
            let mut out = written.map_err(BackupError::io(&path))?;
            self.unpack(file, &mut out).map_err(|error| match error {
                // It is the place that is full, not the backup.
                BackupError::Io { source, .. } => BackupError::io(&path)(source),
                other => other,
            })?;
            out.sync_all().map_err(BackupError::io(&path))?;
        }
        sync_folders(to).map_err(BackupError::io(to))
    }

    /// Whether there are files of the configuration in it.
    pub(super) fn holds_config(&self) -> bool {
        let mut names = self.manifest.files.iter().map(|file| &file.name);
        names.any(|name| name.starts_with("config/"))
    }

    /// The content of one file of the configuration, and its name below it.
    pub(super) fn config(&self) -> Result<Vec<(&str, Vec<u8>)>, BackupError> {
        let files = self.manifest.files.iter();
        let files = files.filter_map(|file| Some((file, file.name.strip_prefix("config/")?)));
        files
            .map(|(file, name)| {
                let mut bytes = Vec::new();
                self.unpack(file, &mut bytes)?;
                Ok((name, bytes))
            })
            .collect()
    }

    fn unpack(&self, file: &File, to: &mut dyn Write) -> Result<(), BackupError> {
        let differs = |_: io::Error| {
            BackupError::unfit(&self.place, format!("{} in it is damaged", file.name))
        };
        let mut out = Hashing {
            out: to,
            hash: Sha256::new(),
            bytes: 0,
        };
        let copied = self.copy(&file.name, file.bytes, &mut out);
        let same = (out.bytes, hex(&out.hash.finalize())) == (file.bytes, file.sha256.clone());
        match copied {
            Ok(()) if same => Ok(()),
            Ok(()) => Err(differs(io::ErrorKind::InvalidData.into())),
            // A full disk is no damage.
            Err(error) if matches!(error.kind(), StorageFull | QuotaExceeded) => {
                Err(BackupError::io(&self.place)(error))
            }
            Err(error) => Err(differs(error)),
        }
    }

    /// Unpacks at most one byte more than an entry should have.
    fn copy(&self, name: &str, bytes: u64, to: &mut dyn Write) -> io::Result<()> {
        let way = self.entries.get(name).ok_or(io::ErrorKind::NotFound)?;
        let entry = self.zip.get_entry(*way).map_err(io::Error::other)?;
        let packed = DeflateDecoder::new(BufReader::new(entry.reader()));
        io::copy(&mut packed.take(bytes.saturating_add(1)), to).map(drop)
    }
}

/// Makes the names in a folder and in all below it durable.
fn sync_folders(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    fs::File::open(folder)?.sync_all()
}
