//! A disk in memory that knows what a power cut may take: what was written but not synced, names
//! whose folder was not synced, and pages that a failed sync has marked clean.

mod calls;
mod cut;

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::io::{self, Cursor, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use cordial::store::Disk;
use cordial::store::disk::{Attempt, Guard, Kind, Sink, Source, Stat};

/// What goes wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failure {
    /// The how many-th call fails, from 0.
    pub(crate) nth: usize,
    /// Whether all later ones fail too, as after a kill or on a dead disk.
    pub(crate) forever: bool,
    pub(crate) kind: ErrorKind,
    /// How much a failing write still writes, of 256.
    pub(crate) torn: usize,
}

/// What a power cut does to what was not synced.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    pub(crate) data: Data,
    pub(crate) names: Names,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Data {
    Kept,
    Lost,
    /// The first half of each write.
    Torn,
    /// The length is there and the content is not.
    Zeroed,
    /// Each write kept, lost, torn or zeroed, by chance.
    Random(u64),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Names {
    Kept,
    Lost,
    /// The first half of them.
    Half,
    /// Each kept or lost, by chance.
    Random(u64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Safety {
    Synced,
    Pending,
    /// A sync failed: shown as long as there is power, and never written.
    Doomed,
}

#[derive(Clone, Debug)]
enum Node {
    File {
        chunks: Vec<(Vec<u8>, Safety)>,
        mode: u32,
    },
    Folder {
        now: BTreeMap<OsString, u64>,
        safe: BTreeMap<OsString, u64>,
        log: Vec<Change>,
    },
    Link,
}

/// A change of a folder that was not synced: the name and what it stands for afterwards.
type Change = Vec<(OsString, Option<u64>)>;

#[derive(Clone, Debug, Default)]
struct Inner {
    nodes: HashMap<u64, Node>,
    next: u64,
    calls: usize,
    failure: Option<Failure>,
    locks: BTreeMap<PathBuf, String>,
    locked: bool,
    read_only: bool,
    sync_failed: bool,
    reads: Option<ErrorKind>,
    /// Copies of everything before each call that changes something.
    history: Option<Vec<HashMap<u64, Node>>>,
}

#[derive(Clone, Debug)]
pub(crate) struct SimDisk(Arc<Mutex<Inner>>);

const ROOT: u64 = 1;

impl SimDisk {
    pub(crate) fn new() -> Arc<Self> {
        let root = Node::Folder {
            now: BTreeMap::new(),
            safe: BTreeMap::new(),
            log: Vec::new(),
        };
        let nodes = HashMap::from([(ROOT, root)]);
        Arc::new(Self(Arc::new(Mutex::new(Inner {
            nodes,
            next: 2,
            ..Inner::default()
        }))))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap()
    }

    /// Another disk with the same content, for another story.
    pub(crate) fn copy(&self) -> Arc<Self> {
        let inner = Inner {
            history: None,
            failure: None,
            locks: BTreeMap::new(),
            ..self.inner().clone()
        };
        Arc::new(Self(Arc::new(Mutex::new(inner))))
    }

    pub(crate) fn fail(&self, failure: Option<Failure>) {
        let mut inner = self.inner();
        inner.failure = failure;
        inner.calls = 0;
    }

    pub(crate) fn calls(&self) -> usize {
        self.inner().calls
    }

    /// Whether a sync of a file ever failed here.
    pub(crate) fn sync_failed(&self) -> bool {
        self.inner().sync_failed
    }

    pub(crate) fn set_read_only(&self, read_only: bool) {
        self.inner().read_only = read_only;
    }

    /// No locks on this mount.
    pub(crate) fn without_locks(&self) {
        self.inner().locked = true;
    }

    /// What reading a file that is open says: a signal before each read, any other error for ever.
    pub(crate) fn fail_reads(&self, kind: ErrorKind) {
        self.inner().reads = Some(kind);
    }

    /// Forgets who holds locks, as the system does when a process dies.
    pub(crate) fn kill_all(&self) {
        self.inner().locks.clear();
    }

    pub(crate) fn record(&self) {
        self.inner().history = Some(Vec::new());
    }

    /// How many moments were recorded, with the one now.
    pub(crate) fn moments(&self) -> usize {
        self.inner().history.as_ref().map_or(0, Vec::len) + 1
    }

    /// The disk after the power failed at a recorded moment.
    pub(crate) fn after_cut(&self, moment: usize, cut: Cut) -> Arc<Self> {
        let inner = self.inner();
        let history = inner.history.as_ref().unwrap();
        let mut nodes = history.get(moment).unwrap_or(&inner.nodes).clone();
        let mut numbers: Vec<_> = nodes.keys().copied().collect();
        numbers.sort_unstable();
        for number in numbers {
            nodes.get_mut(&number).unwrap().cut(cut, number);
        }
        let next = inner.next;
        Arc::new(Self(Arc::new(Mutex::new(Inner {
            nodes,
            next,
            ..Inner::default()
        }))))
    }

    pub(crate) fn bytes(&self, path: &Path) -> Vec<u8> {
        self.inner().content(path).unwrap()
    }

    /// Puts a file there from outside, durable, as an editor or a sync tool would.
    pub(crate) fn put(&self, path: &Path, bytes: &[u8]) {
        let mut inner = self.inner();
        let number = inner.next;
        inner.next += 1;
        let file = Node::File {
            chunks: vec![(bytes.to_vec(), Safety::Synced)],
            mode: 0o600,
        };
        inner.nodes.insert(number, file);
        inner.enter(path, number);
    }

    pub(crate) fn put_link(&self, path: &Path) {
        let mut inner = self.inner();
        let number = inner.next;
        inner.next += 1;
        inner.nodes.insert(number, Node::Link);
        inner.enter(path, number);
    }

    pub(crate) fn chmod(&self, path: &Path, bits: u32) {
        let mut inner = self.inner();
        let number = inner.find(path).unwrap();
        if let Some(Node::File { mode, .. }) = inner.nodes.get_mut(&number) {
            *mode = bits;
        }
    }

    pub(crate) fn delete(&self, path: &Path) {
        let mut inner = self.inner();
        let (folder, name) = Inner::split(path);
        let folder = inner.find(&folder).unwrap();
        let Some(Node::Folder { now, safe, .. }) = inner.nodes.get_mut(&folder) else {
            panic!()
        };
        now.remove(&name);
        safe.remove(&name);
    }

    /// Every path with its content, for comparing.
    pub(crate) fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let inner = self.inner();
        let mut all = BTreeMap::new();
        let mut todo = vec![(PathBuf::from("/"), ROOT)];
        while let Some((path, number)) = todo.pop() {
            match &inner.nodes[&number] {
                Node::File { chunks, .. } => {
                    let bytes = chunks.iter().flat_map(|(bytes, _)| bytes.clone()).collect();
                    all.insert(path, bytes);
                }
                Node::Folder { now, .. } => {
                    todo.extend(now.iter().map(|(name, &number)| (path.join(name), number)));
                }
                Node::Link => {}
            }
        }
        all
    }
}

fn apply(entries: &mut BTreeMap<OsString, u64>, change: &Change) {
    for (name, number) in change {
        match number {
            Some(number) => entries.insert(name.clone(), *number),
            None => entries.remove(name),
        };
    }
}

impl Inner {
    /// Counts a call; fails it if that is its fate.
    fn call(&mut self, changes: bool) -> io::Result<()> {
        let number = self.calls;
        self.calls += 1;
        if let Some(history) = self.history.as_mut().filter(|_| changes) {
            history.push(self.nodes.clone());
        }
        match self.failure {
            Some(fail) if number == fail.nth || fail.forever && number > fail.nth => {
                Err(fail.kind.into())
            }
            _ if changes && self.read_only => Err(ErrorKind::ReadOnlyFilesystem.into()),
            _ => Ok(()),
        }
    }

    fn split(path: &Path) -> (PathBuf, OsString) {
        (
            path.parent().unwrap().to_owned(),
            path.file_name().unwrap().to_owned(),
        )
    }

    fn find(&self, path: &Path) -> io::Result<u64> {
        let mut number = ROOT;
        for part in path.strip_prefix("/").unwrap() {
            let Some(Node::Folder { now, .. }) = self.nodes.get(&number) else {
                return Err(ErrorKind::NotADirectory.into());
            };
            number = *now.get(part).ok_or(ErrorKind::NotFound)?;
        }
        Ok(number)
    }

    /// A durable entry, made from outside.
    fn enter(&mut self, path: &Path, number: u64) {
        let (folder, name) = Self::split(path);
        let folder = self.find(&folder).unwrap();
        let Some(Node::Folder { now, safe, .. }) = self.nodes.get_mut(&folder) else {
            panic!()
        };
        now.insert(name.clone(), number);
        safe.insert(name, number);
    }

    fn change(&mut self, folder: &Path, change: Change) -> io::Result<()> {
        let folder = self.find(folder)?;
        let Some(Node::Folder { now, log, .. }) = self.nodes.get_mut(&folder) else {
            return Err(ErrorKind::NotADirectory.into());
        };
        apply(now, &change);
        log.push(change);
        Ok(())
    }

    fn add(&mut self, path: &Path, node: Node) -> io::Result<u64> {
        if self.find(path).is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let (folder, name) = Self::split(path);
        let number = self.next;
        self.next += 1;
        self.change(&folder, vec![(name, Some(number))])?;
        self.nodes.insert(number, node);
        Ok(number)
    }

    fn content(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.nodes.get(&self.find(path)?) {
            Some(Node::File { chunks, .. }) => {
                Ok(chunks.iter().flat_map(|(bytes, _)| bytes.clone()).collect())
            }
            _ => Err(ErrorKind::InvalidInput.into()),
        }
    }
}
