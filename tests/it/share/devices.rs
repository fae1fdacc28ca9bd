//! Devices in memory: each with a store and its own copy of the folder, on one simulated disk.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use cordial::{
    store::{Access, Disk, Line, Store},
    workspace::share::{Exchange, Exchanged, ShareError},
};

use crate::store::{AT, TZ, disk::SimDisk, journals, open_as};

/// What tells lines apart: key and checksum.
pub(super) type Key = (String, u32, u64, u32);

pub(super) struct Devices {
    pub(super) disk: Arc<SimDisk>,
    pub(super) roots: Vec<String>,
}

impl Devices {
    pub(super) fn new(number: usize) -> Self {
        let disk = SimDisk::new();
        let roots: Vec<String> = (0..number).map(|n| format!("/{n}")).collect();
        for root in &roots {
            disk.create_folder(Path::new(root)).unwrap();
            disk.create_folder(&Path::new(root).join("box")).unwrap();
        }
        Self { disk, roots }
    }

    /// A store as a program would open it, read.
    pub(super) fn store(&self, device: usize) -> Store {
        let root = &self.roots[device];
        let mut store = open_as(&self.disk, root, &format!("machine{root}"), Access::Write);
        store.read();
        store
    }

    pub(super) fn folder(&self, device: usize) -> PathBuf {
        Path::new(&self.roots[device]).join("box")
    }

    /// A note of some words.
    pub(super) fn note(&self, device: usize, words: &str) -> Line {
        let step = format!(r#"{{"note":{{"people":["mira-example"],"text":"{words}"}}}}"#);
        self.store(device).append(&step, AT, TZ).unwrap().line
    }

    pub(super) fn try_exchange(&self, device: usize) -> Result<Exchanged, ShareError> {
        let mut store = self.store(device);
        let mut exchange = Exchange::begin(&mut store, &self.folder(device))?;
        exchange.take(&mut store)?;
        exchange.give(&mut store)
    }

    #[track_caller]
    pub(super) fn exchange(&self, device: usize) -> Exchanged {
        self.try_exchange(device).unwrap()
    }

    /// What a device holds.
    pub(super) fn held(&self, device: usize) -> BTreeSet<Key> {
        let lines = self.store(device).every_line().unwrap();
        lines.iter().map(key).collect()
    }

    /// The texts of all notes of a device, as a start folds them.
    pub(super) fn texts(&self, device: usize) -> Vec<String> {
        let lines = self.store(device).read().lines;
        let text = |line: &Line| {
            let step: serde_json::Value = serde_json::from_str(line.step.get()).unwrap();
            step["note"]["text"].as_str().map(str::to_owned)
        };
        lines.iter().filter_map(text).collect()
    }

    /// The files of a folder, as paths in it.
    pub(super) fn files(&self, folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = self.disk.everything().into_iter();
        let inside = files.filter_map(|(path, bytes)| {
            let inside = path.strip_prefix(folder).ok()?.to_owned();
            Some((inside, bytes))
        });
        inside.collect()
    }

    /// Puts a file there as a tool would, with the folders above it.
    pub(super) fn put(&self, path: &Path, bytes: &[u8]) {
        let mut above: Vec<&Path> = path.ancestors().skip(1).collect();
        above.pop();
        for folder in above.into_iter().rev() {
            match self.disk.create_folder(folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => panic!("{error}"),
                _ => {}
            }
        }
        self.disk.put(path, bytes);
    }

    /// Removes all files below a folder.
    pub(super) fn empty(&self, folder: &Path) {
        for path in self.files(folder).into_keys() {
            self.disk.delete(&folder.join(path));
        }
    }

    /// The one journal file of a device.
    pub(super) fn journal(&self, device: usize) -> PathBuf {
        let id = self.store(device).device().unwrap();
        let mut own = journals(&*self.disk, &self.roots[device]);
        own.retain(|path| path.file_name().unwrap().to_str().unwrap().starts_with(&id));
        own.pop().unwrap()
    }
}

pub(super) fn key(line: &Line) -> Key {
    (line.device.clone(), line.epoch, line.seq, line.crc)
}
