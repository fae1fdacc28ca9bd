//! Taking a backup back: unpacked and checked beside the store, then both change places.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use tempfile::TempDir;

use super::{BackupError, Manifest, read::Backup};
use crate::{
    env::{Folders, private_folder},
    export::file,
    store::{Access, DeviceInfo, Dirs, FaultKind, RealDisk, Store},
    workspace::share,
};

/// A backup that is unpacked beside the store and sound. Dropped, it leaves nothing.
#[derive(Debug)]
pub struct Restoring {
    backup: Backup,
    /// The folder that holds the new data folder.
    staged: TempDir,
    /// The data folder, without links.
    data: PathBuf,
    folders: Folders,
    newer: Vec<String>,
    damage: Vec<String>,
}

/// What was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Where the store from before lies now, if there was one.
    pub aside: Option<PathBuf>,
    /// Files of the configuration that were written.
    pub config: usize,
    /// Whether the configuration of the backup was left out, as there is one already.
    pub config_left: bool,
    /// Whether the store from before was shared: the one that came back is not.
    pub was_shared: bool,
}

impl Restoring {
    /// Opens a backup, unpacks it beside the store, and looks at both. Nothing is changed.
    pub fn prepare(
        from: &Path,
        folders: &Folders,
        device: &DeviceInfo,
    ) -> Result<Self, BackupError> {
        let backup = Backup::open(from)?;
        backup.verify()?;
        let data = fs::canonicalize(&folders.data).unwrap_or_else(|_| folders.data.clone());
        let beside = data.parent().unwrap_or(&data).to_owned();
        private_folder(&beside).map_err(BackupError::io(&beside))?;
        let staged = private_temporary(&beside).map_err(BackupError::io(&beside))?;
        let new = staged.path().join("data");
        private_folder(&new).map_err(BackupError::io(&new))?;
        backup.unpack_into("data", &new)?;
        let mut theirs = open(&new, staged.path(), device);
        let log = theirs.read();
        if let Some(fault) = log.faults.iter().find(|f| f.kind == FaultKind::Newer) {
            let why = format!("a newer cordial wrote it ({fault}); update cordial");
            return Err(BackupError::unfit(from, why));
        }
        theirs.unplace()?;
        let damage = log.faults.iter().filter(|fault| fault.is_damage());
        let damage = damage.map(ToString::to_string).collect();
        let kept: HashSet<_> = log
            .lines
            .iter()
            .map(|line| (line.key(), line.crc))
            .collect();
        let ours = open(&data, &folders.state, device).read().lines;
        let newer = ours
            .iter()
            .filter(|line| !kept.contains(&(line.key(), line.crc)));
        let newer = newer.map(|line| line.at.clone()).collect();
        Ok(Self {
            newer,
            backup,
            staged,
            data,
            folders: folders.clone(),
            damage,
        })
    }

    /// What the backup says about itself.
    pub fn manifest(&self) -> &Manifest {
        &self.backup.manifest
    }

    /// When the steps were made that are in the store and not in the backup: restoring takes them
    /// away. Told by device, epoch, number and checksum.
    pub fn newer(&self) -> &[String] {
        &self.newer
    }

    /// What was wrong with the store when the backup was made.
    pub fn damage(&self) -> &[String] {
        &self.damage
    }

    /// Puts the store of the backup in the place of the one that is there, which is kept beside it.
    /// The configuration comes back where there is none, or with `config`.
    pub fn finish(self, config: bool, device: &DeviceInfo) -> Result<Restored, BackupError> {
        let mut old = open(&self.data, &self.folders.state, device);
        let there = fs::symlink_metadata(&self.data).is_ok();
        let alone = if there { Some(old.alone()?) } else { None };
        let was_shared = matches!(share::folder_of(&old), Ok(Some(_)));
        let new = self.staged.path().join("data");
        let aside = there.then(|| aside(&self.data));
        change_places(&new, &self.data, aside.as_deref()).map_err(BackupError::io(&self.data))?;
        drop(alone);
        let none_yet = fs::read_dir(&self.folders.config).map_or(true, |mut f| f.next().is_none());
        let rest = sync_above(&self.data).and_then(|()| self.config(config || none_yet));
        let config_left = !config && !none_yet && self.backup.holds_config();
        match rest {
            Ok(config) => Ok(Restored {
                aside,
                config,
                config_left,
                was_shared,
            }),
            Err(source) => Err(BackupError::Half {
                aside,
                source: Box::new(source),
            }),
        }
    }

    /// Writes the files of the configuration, if they are wanted. Gives how many.
    fn config(&self, wanted: bool) -> Result<usize, BackupError> {
        let files = self.backup.config()?;
        let mut written = 0;
        for (name, bytes) in files.iter().filter(|_| wanted) {
            written += usize::from(self.write_config(name, bytes)?);
        }
        Ok(written)
    }

    /// Writes one file of the configuration, unless it is there as it is. One that is different is
    /// kept beside it.
    fn write_config(&self, name: &str, bytes: &[u8]) -> Result<bool, BackupError> {
        let path = self.folders.config.join(name);
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(false);
        }
        let folder = path.parent().unwrap_or(&path);
        private_folder(folder).map_err(BackupError::io(folder))?;
        if fs::symlink_metadata(&path).is_err() {
            file::write(&path, bytes, false)?;
            return Ok(true);
        }
        let kept = aside(&path);
        fs::rename(&path, &kept).map_err(BackupError::io(&path))?;
        // Without room for the other one, the one that was there stays.
        file::write(&path, bytes, false).inspect_err(|_| drop(fs::rename(&kept, &path)))?;
        Ok(true)
    }
}

fn open(data: &Path, state: &Path, device: &DeviceInfo) -> Store {
    let dirs = Dirs {
        data: data.to_owned(),
        state: state.to_owned(),
        cache: state.to_owned(),
    };
    Store::open(Arc::new(RealDisk), dirs, device.clone(), Access::Write)
}

fn private_temporary(beside: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".cordial-restore-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(beside)
}

/// The first name that is free for what was there before.
fn aside(path: &Path) -> PathBuf {
    let name = |number: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".before-restore-{number}"));
        PathBuf::from(name)
    };
    let free = (1..10_000)
        .map(name)
        .find(|path| fs::symlink_metadata(path).is_err());
    free.unwrap_or_else(|| name(0))
}

/// Puts the new folder in the place of the old one, which gets another name. Where the system can
/// exchange two names at once, there is a whole store under the name at every moment.
///
/// The new one takes the other name first: nothing that fails on the way may leave the old one in
/// the folder that is removed in the end.
fn change_places(new: &Path, data: &Path, aside: Option<&Path>) -> io::Result<()> {
    let Some(aside) = aside else {
        return fs::rename(new, data);
    };
    fs::rename(new, aside)?;
    if exchange(aside, data).is_ok() {
        return Ok(());
    }
    fs::rename(aside, new)?;
    fs::rename(data, aside)?;
    fs::rename(new, data).inspect_err(|_| drop(fs::rename(aside, data)))
}

fn sync_above(data: &Path) -> Result<(), BackupError> {
    let above = data.parent().unwrap_or(data);
    let synced = fs::File::open(above).and_then(|folder| folder.sync_all());
    synced.map_err(BackupError::io(above))
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    let here = rustix::fs::CWD;
    let flags = rustix::fs::RenameFlags::EXCHANGE;
    Ok(rustix::fs::renameat_with(here, one, here, other, flags)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
