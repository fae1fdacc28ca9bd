//! A disk in memory that knows what a power cut may take: what was written but not synced, names
//! whose folder was not synced, and pages that a failed sync has marked clean.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::io::{self, Cursor, ErrorKind, Write};
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

fn chance(seed: u64, what: u64, sides: u64) -> u64 {
    let mut x = seed ^ what.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^= x >> 31;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (x ^ (x >> 29)) % sides
}

impl Node {
    /// What is left of it.
    fn cut(&mut self, cut: Cut, number: u64) {
        match self {
            Self::File { chunks, .. } => {
                let last = chunks
                    .iter()
                    .rposition(|(_, safety)| *safety == Safety::Synced);
                let mut left = Vec::new();
                for (place, (bytes, safety)) in chunks.iter().enumerate() {
                    let zeros = vec![0; bytes.len()];
                    let torn = bytes.get(..bytes.len() / 2).unwrap().to_vec();
                    let kept = match (safety, cut.data) {
                        (Safety::Synced, _) | (Safety::Pending, Data::Kept) => bytes.clone(),
                        // What is safe further on keeps its place.
                        (Safety::Doomed, _) if last > Some(place) => zeros,
                        (Safety::Doomed, _) | (Safety::Pending, Data::Lost) => Vec::new(),
                        (Safety::Pending, Data::Torn) => torn,
                        (Safety::Pending, Data::Zeroed) => zeros,
                        (Safety::Pending, Data::Random(seed)) => {
                            match chance(seed, number * 1000 + place as u64, 4) {
                                0 => bytes.clone(),
                                1 => Vec::new(),
                                2 => torn,
                                _ => zeros,
                            }
                        }
                    };
                    left.push((kept, Safety::Synced));
                }
                *chunks = left;
            }
            Self::Folder { now, safe, log } => {
                let half = log.len() / 2;
                for (place, change) in log.iter().enumerate() {
                    let kept = match cut.names {
                        Names::Kept => true,
                        Names::Lost => false,
                        Names::Half => place < half,
                        Names::Random(seed) => {
                            chance(seed, number * 1000 + 500 + place as u64, 2) == 0
                        }
                    };
                    if kept {
                        apply(safe, change);
                    }
                }
                log.clear();
                *now = safe.clone();
            }
            Self::Link => {}
        }
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

impl Disk for SimDisk {
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let mut inner = self.inner();
        inner.call(false)?;
        let number = inner.find(folder)?;
        match &inner.nodes[&number] {
            Node::Folder { now, .. } => Ok(now.keys().rev().cloned().collect()),
            _ => Err(ErrorKind::NotADirectory.into()),
        }
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        let mut inner = self.inner();
        inner.call(false)?;
        let inode = inner.find(path)?;
        let (kind, len, mode) = match &inner.nodes[&inode] {
            Node::File { chunks, mode } => (
                Kind::File,
                chunks.iter().map(|(bytes, _)| bytes.len() as u64).sum(),
                *mode,
            ),
            Node::Folder { .. } => (Kind::Folder, 0, 0o700),
            Node::Link => (Kind::Other, 0, 0o777),
        };
        Ok(Stat {
            kind,
            len,
            inode,
            mode: Some(mode),
        })
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let mut inner = self.inner();
        inner.call(false)?;
        inner.find(path).map(|_| path.to_owned())
    }

    fn may_write(&self, folder: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.call(false)?;
        inner.find(folder)?;
        if inner.read_only {
            Err(ErrorKind::ReadOnlyFilesystem.into())
        } else {
            Ok(())
        }
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Source>> {
        let mut inner = self.inner();
        inner.call(false)?;
        Ok(Box::new(Cursor::new(inner.content(path)?)))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.call(true)?;
        let folder = Node::Folder {
            now: BTreeMap::new(),
            safe: BTreeMap::new(),
            log: Vec::new(),
        };
        inner.add(path, folder).map(drop)
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Sink>> {
        let mut inner = self.inner();
        inner.call(true)?;
        let number = inner.add(
            path,
            Node::File {
                chunks: Vec::new(),
                mode,
            },
        )?;
        Ok(Box::new(SimSink {
            disk: self.clone(),
            number,
        }))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Sink>> {
        let mut inner = self.inner();
        inner.call(true)?;
        inner.content(path)?;
        let number = inner.find(path)?;
        Ok(Box::new(SimSink {
            disk: self.clone(),
            number,
        }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.call(true)?;
        let number = inner.find(from)?;
        let ((folder, from), (_, to)) = (Inner::split(from), Inner::split(to));
        inner.change(&folder, vec![(from, None), (to, Some(number))])
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.call(true)?;
        inner.find(path)?;
        let (folder, name) = Inner::split(path);
        inner.change(&folder, vec![(name, None)])
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.call(true)?;
        let number = inner.find(folder)?;
        if let Some(Node::Folder { now, safe, log }) = inner.nodes.get_mut(&number) {
            *safe = now.clone();
            log.clear();
        }
        Ok(())
    }

    fn try_lock(&self, path: &Path, holder: &str) -> io::Result<Attempt> {
        let mut inner = self.inner();
        inner.call(true)?;
        if inner.locked {
            return Err(ErrorKind::Unsupported.into());
        }
        if let Some(holder) = inner.locks.get(path) {
            return Ok(Attempt::Held(holder.clone()));
        }
        if inner.find(path).is_err() {
            inner.add(
                path,
                Node::File {
                    chunks: Vec::new(),
                    mode: 0o600,
                },
            )?;
        }
        inner.locks.insert(path.to_owned(), holder.to_owned());
        Ok(Attempt::Taken(Box::new(SimGuard {
            disk: self.clone(),
            path: path.to_owned(),
        })))
    }
}

struct SimGuard {
    disk: SimDisk,
    path: PathBuf,
}

impl Guard for SimGuard {}

impl Drop for SimGuard {
    fn drop(&mut self) {
        self.disk.inner().locks.remove(&self.path);
    }
}

struct SimSink {
    disk: SimDisk,
    number: u64,
}

impl Write for SimSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut inner = self.disk.inner();
        let fate = inner.call(true);
        let torn = inner
            .failure
            .map_or(0, |failure| bytes.len() * failure.torn / 256);
        let Some(Node::File { chunks, .. }) = inner.nodes.get_mut(&self.number) else {
            panic!()
        };
        let written = if fate.is_ok() { bytes.len() } else { torn };
        if written > 0 {
            chunks.push((bytes.get(..written).unwrap().to_vec(), Safety::Pending));
        }
        fate.map(|()| written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for SimSink {
    fn sync(&mut self) -> io::Result<()> {
        let mut inner = self.disk.inner();
        let fate = inner.call(true);
        inner.sync_failed |= fate.is_err();
        let Some(Node::File { chunks, .. }) = inner.nodes.get_mut(&self.number) else {
            panic!()
        };
        for (_, safety) in chunks
            .iter_mut()
            .filter(|(_, safety)| *safety == Safety::Pending)
        {
            *safety = if fate.is_ok() {
                Safety::Synced
            } else {
                Safety::Doomed
            };
        }
        fate
    }
}
