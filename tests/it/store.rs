//! The store from outside: a journal on a folder, and everything that may befall it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of tests are tests, though clippy sees only the functions marked so"
)]

mod bounds;
mod crash;
mod damage;
pub(crate) mod disk;
mod faults;
mod golden;
mod imports;
mod interleave;
mod place;
mod real;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use cordial::store::{Access, DeviceInfo, Dirs, Disk, Log, Result, Store, Wait};

pub(crate) const AT: &str = "2026-11-23T09:14:05+01:00";
pub(crate) const TZ: &str = "Europe/Berlin";

/// No patience at all: nobody else holds the lock in these tests.
#[derive(Debug)]
pub(crate) struct AtOnce;

impl Wait for AtOnce {
    fn wait(&self, _tries: u32) -> bool {
        false
    }
}

pub(crate) fn info(machine: &str) -> DeviceInfo {
    DeviceInfo {
        machine: machine.to_owned(),
        host: "northwind".to_owned(),
        pid: 4711,
        seed: 7,
    }
}

pub(crate) fn dirs(root: &Path) -> Dirs {
    Dirs {
        data: root.join("data"),
        state: root.join("state"),
        cache: root.join("cache"),
    }
}

pub(crate) fn open(disk: &Arc<impl Disk + 'static>, root: &str) -> Store {
    open_as(disk, root, "machine-a", Access::Write)
}

pub(crate) fn open_as(
    disk: &Arc<impl Disk + 'static>,
    root: &str,
    machine: &str,
    access: Access,
) -> Store {
    let disk = Arc::clone(disk);
    Store::open(disk, dirs(Path::new(root)), info(machine), access).with_wait(Arc::new(AtOnce))
}

/// A step that says one word.
pub(crate) fn step(word: impl std::fmt::Display) -> String {
    format!("{{\"note\":\"{word}\"}}")
}

pub(crate) fn add(store: &mut Store, word: impl std::fmt::Display) -> Result<()> {
    store.append(&step(word), AT, TZ).map(drop)
}

/// The words of all steps, in fold order; the store's own repair steps are left out.
pub(crate) fn words(log: &Log) -> Vec<String> {
    words_of(&log.lines)
}

pub(crate) fn words_of(lines: &[cordial::store::Line]) -> Vec<String> {
    lines
        .iter()
        .filter(|line| cordial::store::Repair::of(line.step.get()).is_none())
        .map(|line| {
            let step: serde_json::Value = serde_json::from_str(line.step.get()).unwrap();
            step["note"].as_str().unwrap().to_owned()
        })
        .collect()
}

pub(crate) fn kinds(log: &Log) -> Vec<cordial::store::FaultKind> {
    log.faults.iter().map(|fault| fault.kind).collect()
}

/// The journal files of a store, in order.
pub(crate) fn journals(disk: &impl Disk, root: &str) -> Vec<PathBuf> {
    let folder = Path::new(root).join("data/journal");
    let mut names = disk.list(&folder).unwrap_or_default();
    names.sort();
    names.into_iter().map(|name| folder.join(name)).collect()
}

/// How long a long run is to be.
#[expect(
    clippy::disallowed_methods,
    reason = "how long to run is asked for here alone"
)]
pub(crate) fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// A repeatable stream of numbers.
pub(crate) struct Seed(pub(crate) u64);

impl Seed {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}
