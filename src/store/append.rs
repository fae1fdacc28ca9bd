//! Writing a step: durable before it is acknowledged, or refused.

use std::io::{self, ErrorKind, Read, SeekFrom};
use std::path::Path;

use super::disk::{self, Guard, Sink};
use super::fault::{Repair, Result, StoreError};
use super::journal::Tails;
use super::line::{self, Draft, Line, MAX_LINE, Parsed};
use super::mark::Mark;
use super::names::{JournalName, MAX_EPOCH};
use super::{Access, Place, State, Store, device};

/// How much of a file's end is looked through for lines that nobody acknowledged: with more behind
/// the mark, it is the mark that could not be written, and only the last line is in doubt.
const MAX_UNSURE: u64 = 3 * MAX_LINE as u64;
/// How often a write is tried that a signal interrupts.
const MAX_TRIES: u32 = 10;

/// A step that survives a power cut.
#[derive(Clone, Debug)]
pub struct Appended {
    /// The step's line, as it stands in the file.
    pub line: Line,
    /// Lines that became known on the way, in fold order: what others appended, and a repair of the
    /// store's own.
    pub taken: Vec<Line>,
}

/// Where the next step goes.
#[derive(Debug)]
pub(super) struct Target {
    name: JournalName,
    /// What the first line of a new epoch must say.
    repair: Option<Repair>,
}

impl Store {
    /// Writes one step and returns when it is durable. `step` is one JSON object; `at` (RFC 3339
    /// with offset) and `tz` (an IANA name) are kept for showing.
    ///
    /// After an error nothing is acknowledged. A full disk can be tried again; after other errors
    /// of writing or syncing, writing has stopped until the store is [read](Self::read) again.
    pub fn append(&mut self, step: &str, at: &str, tz: &str) -> Result<Appended> {
        let step = line::step(step).map_err(StoreError::BadStep)?;
        let _lock = self.begin()?;
        self.refuse_damage()?;
        let target = self.target(false)?;
        let mut steps = Vec::new();
        if let Some(repair) = &target.repair {
            steps.push(repair_step(repair)?);
        }
        steps.push(step);
        self.write(&target.name, &steps, (at, tz))
    }

    /// Confirms what is missing, and the absurd clocks: starts a new epoch whose first step names
    /// what is lost. `None` if there was nothing to confirm.
    pub fn confirm_damage(&mut self, at: &str, tz: &str) -> Result<Option<Appended>> {
        let _lock = self.begin()?;
        self.confirm_locked(at, tz)
    }

    pub(super) fn confirm_locked(&mut self, at: &str, tz: &str) -> Result<Option<Appended>> {
        let far = self.journal.confirmable_clock();
        let target = self.target(true)?;
        if target.repair.is_none() && far.is_none() {
            return Ok(None);
        }
        // The clock of the repair is above the confirmed ones, so they are folded from now on.
        self.journal.clock = self.journal.clock.max(far.unwrap_or(0));
        let step = repair_step(&target.repair.unwrap_or_default())?;
        self.write(&target.name, &[step], (at, tz)).map(Some)
    }

    /// Everything before a write that does not depend on what is written.
    pub(super) fn begin(&mut self) -> Result<Box<dyn Guard>> {
        if self.access == Access::Read {
            return Err(self.read_only("it was opened for reading only"));
        }
        if let Some(why) = &self.stopped {
            return Err(StoreError::Stopped { why: why.clone() });
        }
        self.create_folder(&self.dirs.data)?;
        self.place = Place::new(&*self.disk, &self.dirs);
        self.create_folder(&self.place.journal)?;
        let lock = self.lock(&self.place.lock)?;
        self.take_in(Tails::Take);
        match self.state() {
            State::Writable | State::Damaged => Ok(lock),
            State::NewerFormat(version) => Err(StoreError::Newer {
                path: self.place.data.clone(),
                version,
            }),
            State::ReadOnly(why) => Err(match &self.own {
                Err(why) => StoreError::Device {
                    path: self.place.device.clone(),
                    why: why.clone(),
                },
                Ok(_) => self.read_only(why),
            }),
        }
    }

    pub(super) fn create_folder(&self, path: &Path) -> Result<()> {
        disk::create_folders(&*self.disk, path).map_err(self.cannot(path))
    }

    fn refuse_damage(&self) -> Result<()> {
        if self.journal.unconfirmed().is_empty() {
            return Ok(());
        }
        let what = self
            .faults()
            .iter()
            .find(|fault| fault.is_damage())
            .map(ToString::to_string);
        Err(StoreError::Damaged {
            path: self.place.data.clone(),
            what: what.unwrap_or_default(),
        })
    }

    /// Where the next step goes: the file of the current epoch, or a new one if that was closed, is
    /// not as this device wrote it, or lacks numbers.
    fn target(&mut self, confirmed: bool) -> Result<Target> {
        let own = self.settle()?;
        let mark = self.mark.as_ref().filter(|mark| mark.device == own.id);
        let mut missing = if confirmed {
            self.journal.unconfirmed()
        } else {
            Vec::new()
        };
        missing.extend(mark.and_then(|mark| mark.contradicts(&self.journal, &own.id)));

        let highest = self.journal.highest_epoch(&own.id);
        let marked = mark.map_or(0, |mark| mark.epoch);
        let epoch = highest.max(marked).max(own.from.unwrap_or(1)).max(1);
        let mut name = JournalName {
            device: own.id,
            epoch,
        };
        let closed = mark.is_some_and(|mark| mark.closed && mark.epoch == epoch);
        let gaps = self
            .journal
            .files
            .get(&name)
            .is_some_and(|file| !file.gaps().is_empty());
        if self.renew || closed || gaps || !missing.is_empty() {
            name.epoch += 1;
        }
        if name.epoch > MAX_EPOCH {
            return Err(self.read_only(format!("all {MAX_EPOCH} files of this device are used up")));
        }
        let repair = (!missing.is_empty()).then_some(Repair { missing });
        Ok(Target { name, repair })
    }

    /// This machine's device, entered in `device.toml` if it is new or has moved.
    pub(super) fn settle(&mut self) -> Result<device::Own> {
        if let Ok(Some(own)) = &self.own
            && own.from.is_some()
        {
            return Ok(own.clone());
        }
        let epoch_of = |id: &str| {
            let marked = self.mark.as_ref().filter(|mark| mark.device == id);
            self.journal
                .highest_epoch(id)
                .max(marked.map_or(0, |mark| mark.epoch))
                + 1
        };
        let own =
            device::settle(&*self.disk, &self.place, &self.info, epoch_of).map_err(|why| {
                StoreError::Device {
                    path: self.place.device.clone(),
                    why,
                }
            })?;
        self.own = Ok(Some(own.clone()));
        Ok(own)
    }

    /// Writes lines with one write, makes them durable, and moves the mark.
    fn write(
        &mut self,
        name: &JournalName,
        steps: &[Box<serde_json::value::RawValue>],
        stamp: (&str, &str),
    ) -> Result<Appended> {
        let file = self.journal.files.get(name);
        let mut seq = file.map_or(0, super::track::Tracked::max_seq);
        // Also above what a file held that came out of a backup.
        let marked = self.mark.as_ref().filter(|mark| mark.device == name.device);
        let mut clock = self.journal.clock.max(marked.map_or(0, |mark| mark.clock));
        let mut bytes = self
            .unsure(name)
            .map_err(self.cannot(&self.place.journal))?;
        let mut line = None;
        for step in steps {
            (seq, clock) = (seq + 1, clock + 1);
            let text = Draft::new(name, seq, clock, stamp, step)
                .encode()
                .map_err(|error| StoreError::BadStep(error.to_string()))?;
            // What could not be read back is not written.
            match line::parse(&text, name) {
                Parsed::Good(good) => line = Some(good),
                Parsed::Bad(why) => return Err(StoreError::BadStep(why)),
                Parsed::Newer { .. } => {}
            }
            bytes.extend_from_slice(&text);
            bytes.push(b'\n');
        }
        let Some(line) = line else {
            return Err(StoreError::BadStep("there is none".to_owned()));
        };

        self.write_durably(name, &bytes)?;
        let path = self.place.journal.join(name.to_string());
        // Without its number, the file is read anew next time, which costs time only.
        let inode = self.disk.stat(&path).map_or(0, |stat| stat.inode);
        let end = self.journal.wrote(name, inode, &bytes, &line.device);
        let mark = Mark {
            device: line.device.clone(),
            epoch: line.epoch,
            seq: line.seq,
            clock: line.clock,
            end,
            crc: line.crc,
            closed: false,
        };
        mark.write(&*self.disk, &self.place);
        self.mark = Some(mark);
        self.renew = false;
        let mut taken = self.journal.take_fresh();
        taken.retain(|other| *other != line);
        Ok(Appended { line, taken })
    }

    /// What must stand before the next line: a line end, if the file may lack one, and once more
    /// every line that nobody acknowledged. Its writer died, or its sync failed; then it can be
    /// read now and be gone after a power cut, and the next number would stand behind a gap.
    fn unsure(&self, name: &JournalName) -> io::Result<Vec<u8>> {
        let Some(file) = self.journal.files.get(name).filter(|file| file.fed > 0) else {
            return Ok(Vec::new());
        };
        let mark = self.mark.as_ref().filter(|mark| mark.covers(name));
        let (sure, end) = mark.map_or((0, file.last_offset), |mark| (mark.seq, mark.end));
        if end == file.fed {
            return Ok(if file.is_open_ended() {
                b"\n".to_vec()
            } else {
                Vec::new()
            });
        }
        let far = file.fed.saturating_sub(end) > MAX_UNSURE;
        let mut source = self.disk.open(&self.place.journal.join(name.to_string()))?;
        source.seek(SeekFrom::Start(if far { file.last_offset } else { end }))?;
        let mut unsure = Vec::new();
        source.take(MAX_UNSURE).read_to_end(&mut unsure)?;
        let mut bytes = b"\n".to_vec();
        for text in unsure.split(|&byte| byte == b'\n') {
            let text = text.trim_ascii();
            if matches!(line::parse(text, name), Parsed::Good(line) if line.seq > sure) {
                bytes.extend_from_slice(text);
                bytes.push(b'\n');
            }
        }
        Ok(bytes)
    }

    /// One write, then the syncs; an error of a sync ends this epoch.
    fn write_durably(&mut self, name: &JournalName, bytes: &[u8]) -> Result<()> {
        let path = self.place.journal.join(name.to_string());
        let mut file = if self.journal.files.contains_key(name) {
            self.disk.append(&path)
        } else {
            self.disk.create(&path, disk::FILE_MODE)
        }
        .map_err(self.cannot(&path))?;
        if let Err(source) = write_once(&mut *file, bytes) {
            if !matches!(
                source.kind(),
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::WriteZero
            ) {
                self.stopped = Some(format!("{}: {source}", path.display()));
            }
            return Err(StoreError::NotSaved { path, source });
        }
        if let Err(source) = file.sync().and_then(|()| self.sync_folders(name)) {
            self.stopped = Some(format!("{}: {source}", path.display()));
            self.close_epoch(name);
            return Err(StoreError::NotSaved { path, source });
        }
        Ok(())
    }

    /// Makes the names above a journal file durable, unless the mark says that they are: also a file
    /// that is there may come from a program that died before it got so far.
    fn sync_folders(&self, name: &JournalName) -> io::Result<()> {
        if self.mark.as_ref().is_some_and(|mark| mark.covers(name)) {
            return Ok(());
        }
        disk::sync_names(&*self.disk, &self.place.journal, &self.place.data)
    }

    /// Remembers that nothing may follow in this file: a line that only the page cache holds would
    /// become a gap.
    fn close_epoch(&mut self, name: &JournalName) {
        self.renew = true;
        let before = self.mark.take().filter(|mark| mark.covers(name));
        let (device, epoch, clock) = (name.device.clone(), name.epoch, self.journal.clock);
        let first = Mark {
            device,
            epoch,
            seq: 0,
            clock,
            end: 0,
            crc: 0,
            closed: true,
        };
        let mark = Mark {
            closed: true,
            ..before.unwrap_or(first)
        };
        mark.write(&*self.disk, &self.place);
        self.mark = Some(mark);
    }
}

fn repair_step(repair: &Repair) -> Result<Box<serde_json::value::RawValue>> {
    let text = repair
        .step()
        .map_err(|error| StoreError::BadStep(error.to_string()))?;
    line::step(&text).map_err(StoreError::BadStep)
}

/// Writes with one call: the rest of a short write would be another record for a power cut.
pub(super) fn write_once(file: &mut dyn Sink, bytes: &[u8]) -> io::Result<()> {
    let is_interrupted = |result: &io::Result<usize>| matches!(result, Err(error) if error.kind() == ErrorKind::Interrupted);
    let mut tries = (0..MAX_TRIES).map(|_| file.write(bytes));
    let written = tries.find(|result| !is_interrupted(result));
    let written = written.unwrap_or_else(|| Err(ErrorKind::Interrupted.into()))?;
    if written == bytes.len() {
        return Ok(());
    }
    let words = format!("only {written} of {} bytes could be written", bytes.len());
    Err(io::Error::new(ErrorKind::WriteZero, words))
}

#[cfg(test)]
mod tests;
