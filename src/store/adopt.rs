//! Lines that come from elsewhere (another device, or this one before a backup was restored): taken
//! in as they stand, each in its own device's file.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, BufReader, Read};

use super::Store;
use super::disk::{self, Guard, Source};
use super::fault::{Result, StoreError};
use super::journal::Tails;
use super::line::{self, Line, MAX_LINE, Parsed};
use super::names::{JournalName, MAX_EPOCH};
use super::track::{self, SLACK};
use super::{append, device};

/// What a file of journal lines holds.
#[derive(Clone, Debug, Default)]
pub struct Sifted {
    /// The valid lines, in the order of the file.
    pub lines: Vec<Line>,
    /// How many lines are none: broken off, damaged, or of another file.
    pub bad: usize,
    /// The lines of a newer format, as they stand.
    pub newer: Vec<Vec<u8>>,
}

/// What became of lines that were handed over.
#[derive(Clone, Debug, Default)]
pub struct Adopted {
    /// Lines that were new.
    pub new: usize,
    /// Lines that an erased one took the place of.
    pub replaced: usize,
    /// Lines that became known on the way, in fold order.
    pub taken: Vec<Line>,
    /// What this device had to begin anew, because lines of its own came from outside.
    pub renewed: Option<Renewed>,
}

/// What a device begins anew, so that no number is given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewed {
    /// A new epoch: it wrote more than it has, so a backup was restored.
    Epoch,
    /// A new device id: somebody else writes, or wrote, under its id.
    Device,
}

/// Reads the lines of one file; of a file of lines of several, where `name` is `None`.
pub fn sift(source: Box<dyn Source>, name: Option<&JournalName>) -> io::Result<Sifted> {
    let mut source = BufReader::new(source);
    let mut sifted = Sifted::default();
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let room = (MAX_LINE + SLACK) as u64;
        if (&mut source).take(room).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(sifted);
        }
        if bytes.last() != Some(&b'\n') && bytes.len() as u64 == room {
            source.skip_until(b'\n')?;
        }
        let text = track::trim(bytes.strip_suffix(b"\n").unwrap_or(&bytes));
        if text.trim_ascii().is_empty() {
            continue;
        }
        let parsed = match name {
            Some(name) => line::parse(text, name),
            None => match line::file_of(text) {
                Some(name) => line::parse(text, &name),
                None => Parsed::Bad(String::new()),
            },
        };
        match parsed {
            Parsed::Good(line) => sifted.lines.push(line),
            Parsed::Newer { .. } => sifted.newer.push(text.to_vec()),
            Parsed::Bad(_) => sifted.bad += 1,
        }
    }
}

impl Store {
    /// Every valid line of every journal file, read anew: also what waits for a confirmation of its
    /// clock, and every content of a key that has several.
    pub fn every_line(&self) -> Result<Vec<Line>> {
        let folder = &self.place.journal;
        let names = match self.disk.list(folder) {
            Ok(names) => names,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(StoreError::io(folder)(error)),
        };
        let names = names
            .iter()
            .filter_map(|name| JournalName::parse(name.to_str()?));
        let mut lines = Vec::new();
        for name in names {
            let path = folder.join(name.to_string());
            let sifted = self
                .disk
                .open(&path)
                .and_then(|file| sift(file, Some(&name)));
            lines.extend(sifted.map_err(StoreError::io(&path))?.lines);
        }
        Ok(lines)
    }

    /// This machine's device id; it gets one if it has none.
    pub fn settle_device(&mut self) -> Result<String> {
        let _lock = self.begin()?;
        Ok(self.settle()?.id)
    }

    /// Keeps other programs from exchanging with a share folder until the guard is dropped.
    pub fn lock_share(&self) -> Result<Box<dyn Guard>> {
        self.create_folder(&self.dirs.data)?;
        self.lock(&self.place.share_lock)
    }

    /// Takes lines in, durably. One that is there is passed over; an erased one takes the place of
    /// every other content of its key.
    pub fn adopt(&mut self, lines: &[Line]) -> Result<Adopted> {
        let _lock = self.begin()?;
        let own = self.settle()?.id;
        let mut erased = HashMap::new();
        let mut files: BTreeMap<JournalName, Vec<&Line>> = BTreeMap::new();
        let mut adopted = Adopted::default();
        for line in lines {
            let name = line.file();
            let file = self.journal.files.get(&name);
            if file.is_some_and(|file| file.holds(line.seq, line.crc)) {
                continue;
            }
            let is_there = file.is_some_and(|file| file.has(line.seq));
            if is_there && line.is_erased() {
                erased.insert((name, line.seq), line);
                continue;
            }
            if name.device == own {
                let device = is_there || adopted.renewed == Some(Renewed::Device);
                adopted.renewed = Some(if device {
                    Renewed::Device
                } else {
                    Renewed::Epoch
                });
            }
            files.entry(name).or_default().push(line);
        }
        // First of all: a program that dies after the first line must not go on behind it.
        if let Some(renewed) = &mut adopted.renewed {
            *renewed = self.renew(&own, *renewed, files.keys())?;
        }
        // The newest files first: what is missing in an older one is named by a newer one.
        for (name, lines) in files.iter().rev() {
            self.append_copies(name, lines)?;
            adopted.new += lines.len();
        }
        if !erased.is_empty() {
            adopted.replaced = self.rewrite_locked(&|line| {
                let new = erased.get(&(line.file(), line.seq))?;
                let bytes = new.bytes().ok_or(io::ErrorKind::InvalidData.into());
                (new.crc != line.crc).then_some(bytes)
            })?;
            self.take_in(Tails::Take);
        }
        adopted.taken = self.journal.take_fresh();
        Ok(adopted)
    }

    /// Sees to it that nothing is written any more where lines of this device come in.
    fn renew<'a>(
        &mut self,
        own: &str,
        what: Renewed,
        names: impl Iterator<Item = &'a JournalName>,
    ) -> Result<Renewed> {
        let coming = names
            .filter(|name| name.device == own)
            .map(|name| name.epoch);
        let marked = self.mark.as_ref().filter(|mark| mark.device == own);
        let marked = marked.map_or(0, |mark| mark.epoch);
        let highest = self.journal.highest_epoch(own).max(marked);
        let next = coming.max().unwrap_or(0).max(highest) + 1;
        let next = Some(next).filter(|&next| next <= MAX_EPOCH && what == Renewed::Epoch);
        let epoch_of = |id: &str| self.journal.highest_epoch(id) + 1;
        let own = device::renew(&*self.disk, &self.place, &self.info, next, epoch_of);
        let own = own.map_err(|why| StoreError::Device {
            path: self.place.device.clone(),
            why,
        })?;
        self.own = Ok(Some(own));
        Ok(if next.is_some() {
            Renewed::Epoch
        } else {
            Renewed::Device
        })
    }

    /// Appends lines to the file of their device, durably.
    fn append_copies(&mut self, name: &JournalName, lines: &[&Line]) -> Result<()> {
        let path = self.place.journal.join(name.to_string());
        let known = self.journal.files.get(name);
        let mut bytes = Vec::new();
        if known.is_some_and(track::Tracked::is_open_ended) {
            bytes.push(b'\n');
        }
        for line in lines {
            let text = line.bytes();
            let text =
                text.ok_or_else(|| StoreError::BadStep("it is no line of ours".to_owned()))?;
            bytes.extend_from_slice(&text);
            bytes.push(b'\n');
        }
        let file = match known {
            Some(_) => self.disk.append(&path),
            None => self.disk.create(&path, disk::FILE_MODE),
        };
        let mut file = file.map_err(self.cannot(&path))?;
        append::write_once(&mut *file, &bytes).map_err(self.cannot(&path))?;
        let synced = file
            .sync()
            .and_then(|()| disk::sync_names(&*self.disk, &self.place.journal, &self.place.data));
        if let Err(error) = synced {
            // What only the page cache holds is no longer built upon.
            self.stopped = Some(format!("{}: {error}", path.display()));
            return Err(self.cannot(&path)(error));
        }
        let inode = self.disk.stat(&path).map_or(0, |stat| stat.inode);
        let own = self.own_id().unwrap_or_default();
        self.journal.wrote(name, inode, &bytes, &own);
        Ok(())
    }
}
