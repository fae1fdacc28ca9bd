//! Journal, imports, cache and lock: what the program keeps, and keeps safe.
//!
//! One step is one line of an append-only journal, acknowledged after `fdatasync`; each device
//! writes only its own files. What LinkedIn says lies apart from that in immutable import files. The
//! store knows the envelope of a line ([`line`]) and nothing of what a step means.
//!
//! Nothing here reads the environment, the clock or the machine's name: they come in through
//! [`Dirs`] and [`DeviceInfo`]. Reading takes no lock and writes nothing.

mod adopt;
mod append;
mod cache;
mod check;
mod device;
pub mod disk;
mod fault;
mod health;
mod imports;
mod journal;
mod line;
mod lock;
mod mark;
mod names;
mod repair;
mod rewrite;
mod track;
pub mod wire;

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use adopt::{Adopted, Renewed, Sifted, sift};
pub use append::Appended;
pub use cache::{Cached, Pieces};
pub use device::{DeviceInfo, entropy, hex};
pub use disk::{Disk, RealDisk, Source};
pub use fault::{Fault, FaultKind, Missing, Repair, Result, StoreError};
pub use imports::{Depth, ImportBatch, ImportRef, ImportWriter};
pub use journal::{FAR_AHEAD, MAX_CLOCK};
pub use line::{Line, MAX_DEPTH, MAX_LINE, VERSION};
pub use lock::{Alone, FiveSeconds, Wait};
pub use names::{JournalName, MAX_EPOCH, import_id, is_device, is_import};
pub use repair::Repaired;
pub use rewrite::Rewritten;

use device::Own;
use journal::{Journal, Tails};
use mark::Mark;

/// The folders of a store, given from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dirs {
    /// The data directory: the truth.
    pub data: PathBuf,
    /// The state directory: the mark. Several stores may share it.
    pub state: PathBuf,
    /// The cache directory: everything in it can be deleted. Several stores may share it.
    pub cache: PathBuf,
}

/// What a store is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reading only: an append refuses.
    Read,
    /// Reading and writing, beside other programs.
    Write,
    /// Reading and writing where the file system has no locks: the person said that one program
    /// alone writes.
    WriteAlone,
}

/// Whether the store takes steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It does.
    Writable,
    /// A newer program wrote here: the version of its format.
    NewerFormat(u32),
    /// Acknowledged steps are missing; [`Store::confirm_damage`] or [`Store::repair`] go on.
    Damaged,
    /// It does not, and why.
    ReadOnly(String),
}

/// What is in a store.
#[derive(Clone, Debug)]
pub struct Log {
    /// The lines, in fold order.
    pub lines: Vec<Line>,
    /// What is wrong with the files.
    pub faults: Vec<Fault>,
    /// Whether the store takes steps.
    pub state: State,
}

/// Where everything lies.
#[derive(Clone, Debug)]
struct Place {
    data: PathBuf,
    journal: PathBuf,
    imports: PathBuf,
    device: PathBuf,
    lock: PathBuf,
    import_lock: PathBuf,
    share_lock: PathBuf,
    erasing: PathBuf,
    rejected: PathBuf,
    mark: PathBuf,
    cache: PathBuf,
    /// Stands for the data directory in folders that several stores share.
    key: String,
}

impl Place {
    fn new(disk: &dyn Disk, dirs: &Dirs) -> Self {
        let data = disk
            .canonical(&dirs.data)
            .or_else(|_| std::path::absolute(&dirs.data))
            .unwrap_or_else(|_| dirs.data.clone());
        let key = device::path_key(&data);
        Self {
            journal: data.join("journal"),
            imports: data.join("imports"),
            device: data.join("device.toml"),
            lock: data.join("lock"),
            import_lock: data.join("lock-imports"),
            share_lock: data.join("lock-share"),
            erasing: data.join("erasing"),
            rejected: data.join("rejected.jsonl"),
            mark: dirs.state.join(format!("mark-{key}.json")),
            cache: dirs.cache.clone(),
            data,
            key,
        }
    }
}

/// One store, open.
#[derive(Debug)]
pub struct Store {
    disk: Arc<dyn Disk>,
    dirs: Dirs,
    place: Place,
    info: DeviceInfo,
    access: Access,
    wait: Arc<dyn Wait>,
    journal: Journal,
    /// This machine's device, as far as it is known; the words of an unreadable `device.toml`.
    own: Result<Option<Own>, String>,
    mark: Option<Mark>,
    /// The error that ended the writing, until the store is read again.
    stopped: Option<String>,
    /// Whether the next step must start a new epoch, because a sync failed.
    renew: bool,
}

impl Store {
    /// Opens a store. Nothing is read, and nothing is created before the first step.
    pub fn open(disk: Arc<dyn Disk>, dirs: Dirs, info: DeviceInfo, access: Access) -> Self {
        let place = Place::new(&*disk, &dirs);
        Self {
            disk,
            dirs,
            place,
            info,
            access,
            wait: Arc::new(FiveSeconds),
            journal: Journal::default(),
            own: Ok(None),
            mark: None,
            stopped: None,
            renew: false,
        }
    }

    /// The same store, not read yet, for somebody who writes no steps.
    #[must_use]
    pub fn reader(&self) -> Self {
        let (disk, dirs) = (Arc::clone(&self.disk), self.dirs.clone());
        Self::open(disk, dirs, self.info.clone(), Access::Read)
    }

    /// The same store with another patience for the lock.
    #[must_use]
    pub fn with_wait(mut self, wait: Arc<dyn Wait>) -> Self {
        self.wait = wait;
        self
    }

    /// Reads the whole journal, from the beginning. It also lets a store write again that had
    /// stopped after an error.
    pub fn read(&mut self) -> Log {
        self.journal = Journal::default();
        self.stopped = None;
        self.place = Place::new(&*self.disk, &self.dirs);
        self.take_in(Tails::Take);
        let mut lines = self.journal.take_fresh();
        self.erased_wins(&mut lines);
        Log {
            lines,
            faults: self.faults(),
            state: self.state(),
        }
    }

    /// The lines that other programs appended since the last [`read`](Self::read), `append` or
    /// `poll`, in fold order; told by lengths and inodes, without the lock. A line whose key was
    /// there before with other content ([`Line::is_erased`], or a twin) is among them too.
    pub fn poll(&mut self) -> Vec<Line> {
        self.take_in(Tails::Leave);
        self.journal.take_fresh()
    }

    /// Whether the store takes steps, as of the last look at the files.
    pub fn state(&self) -> State {
        if self.access == Access::Read {
            return State::ReadOnly("it was opened for reading only".to_owned());
        }
        if let Some(version) = self.journal.newer() {
            return State::NewerFormat(version);
        }
        if let Some((name, why)) = self.journal.unreadable.iter().next() {
            return State::ReadOnly(format!("journal/{name} cannot be read: {why}"));
        }
        if let Err(why) = &self.own {
            return State::ReadOnly(format!("device.toml: {why}"));
        }
        if !self.journal.unconfirmed().is_empty() {
            return State::Damaged;
        }
        match self.may_write_somewhere() {
            Ok(()) => State::Writable,
            Err(error) => State::ReadOnly(error.to_string()),
        }
    }

    /// What is wrong with the journal, as of the last look at the files.
    pub fn faults(&self) -> Vec<Fault> {
        let own = self.own_id();
        // A store that `restore` brought back has no place yet: that its end is older was asked for.
        let is_placed = matches!(&self.own, Ok(Some(own)) if own.from.is_some());
        let mark = self.mark.as_ref().filter(|_| is_placed);
        let mut faults = self.journal.faults(own.as_deref(), mark);
        if let Err(why) = &self.own {
            faults.push(Fault::new(
                FaultKind::Device,
                "device.toml",
                None,
                why.as_str(),
            ));
        }
        faults
    }

    /// Says that the store lies at a new place, which the next step begins a new epoch for: for one
    /// that came out of a backup, whose numbers may have been given away since.
    pub fn unplace(&self) -> Result<()> {
        device::unplace(&*self.disk, &self.place).map_err(|why| StoreError::Device {
            path: self.place.device.clone(),
            why,
        })
    }

    /// This machine's device id, once it has one.
    pub fn device(&self) -> Option<String> {
        self.own_id()
    }

    /// The folder of what may be deleted at any time.
    pub fn cache_dir(&self) -> &Path {
        &self.place.cache
    }

    /// The disk that it lies on.
    pub fn disk(&self) -> Arc<dyn Disk> {
        Arc::clone(&self.disk)
    }

    /// The data directory, without links.
    pub fn data_dir(&self) -> &Path {
        &self.place.data
    }

    /// A text that changes when a journal file grows, shrinks or is replaced: names, lengths and
    /// checksums of the last bytes. For what a cache covers; reads no whole file.
    pub fn fingerprint(&self) -> io::Result<String> {
        journal::fingerprint(&*self.disk, &self.place)
    }

    fn own_id(&self) -> Option<String> {
        self.own.as_ref().ok()?.as_ref().map(|own| own.id.clone())
    }

    /// Looks at the files. The mark first: read after them, it could claim a line that was appended
    /// in between.
    fn take_in(&mut self, tails: Tails) {
        self.mark = Mark::newer(Mark::read(&*self.disk, &self.place), self.mark.take());
        self.own = device::find(&*self.disk, &self.place, &self.info);
        let own = self.own_id();
        self.journal
            .scan(&*self.disk, &self.place, own.as_deref(), tails);
    }

    /// Of several contents of one key, an erased one wins.
    fn erased_wins(&self, lines: &mut Vec<Line>) {
        if self
            .journal
            .files
            .values()
            .all(|file| file.twins.is_empty())
        {
            return;
        }
        let key = |line: &Line| (line.device.clone(), line.epoch, line.seq);
        let erased: HashSet<_> = lines
            .iter()
            .filter(|line| line.is_erased())
            .map(key)
            .collect();
        lines.retain(|line| line.is_erased() || !erased.contains(&key(line)));
    }

    /// Whether the data directory, or the nearest folder above that is there, may be written.
    fn may_write_somewhere(&self) -> io::Result<()> {
        for folder in self.place.data.ancestors() {
            match self.disk.may_write(folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                other => return other,
            }
        }
        Ok(())
    }
}
