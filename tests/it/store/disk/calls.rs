//! The calls of the disk in memory.

use super::*;

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
        Ok(Box::new(SimSource {
            content: Cursor::new(inner.content(path)?),
            fails: inner.reads,
            was_signal: false,
        }))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        let fate = inner.call(true);
        // Fails so because another program was faster: then it is there.
        if !matches!(&fate, Err(error) if error.kind() == ErrorKind::AlreadyExists) {
            fate.as_ref()
                .map_err(|error| io::Error::from(error.kind()))?;
        }
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

struct SimSource {
    content: Cursor<Vec<u8>>,
    fails: Option<ErrorKind>,
    was_signal: bool,
}

impl Read for SimSource {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.was_signal = self.fails == Some(ErrorKind::Interrupted) && !self.was_signal;
        match self.fails {
            Some(kind) if kind != ErrorKind::Interrupted || self.was_signal => Err(kind.into()),
            _ => self.content.read(buffer),
        }
    }
}

impl Seek for SimSource {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.content.seek(to)
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
