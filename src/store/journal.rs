//! All journal files of a store: what is read of them, and what that says about their health.

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::Place;
use super::disk::{Disk, Kind};
use super::fault::{Missing, Repair};
use super::line::Line;
use super::names::JournalName;
use super::track::Tracked;

/// A clock of another device so far above ours is broken or hostile: nobody makes 2^32 steps.
pub const FAR_AHEAD: u64 = 1 << 32;
/// No clock of another device above this is ever folded, so that ours can always count on.
pub const MAX_CLOCK: u64 = 1 << 52;
const CHUNK: usize = 256 * 1024;
/// How much of a file's end a fingerprint covers.
const END_BYTES: u64 = 4096;

/// The journal files, read as far as they went.
#[derive(Debug, Default)]
pub(super) struct Journal {
    pub(super) files: BTreeMap<JournalName, Tracked>,
    /// Files that could not be read: name and reason.
    pub(super) unreadable: BTreeMap<String, String>,
    /// What repair steps say is missing.
    pub(super) known: Vec<Missing>,
    /// Lines that wait for a confirmation of their clock.
    pub(super) far: Vec<Line>,
    /// The highest clock of all lines that were handed out.
    pub(super) clock: u64,
    /// Lines that were read and not handed out yet.
    pub(super) fresh: Vec<Line>,
}

/// What to do with a valid last line that has no line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tails {
    /// Take it: nobody is writing, or it does not matter.
    Take,
    /// Leave it: the other program may be in the middle of its write.
    Leave,
}

impl Journal {
    /// Reads what is new in the folder; new lines go to `fresh`.
    pub(super) fn scan(&mut self, disk: &dyn Disk, place: &Place, own: Option<&str>, tails: Tails) {
        self.unreadable.clear();
        let listed = match disk.list(&place.journal) {
            Ok(listed) => listed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => {
                self.unreadable.insert(String::new(), error.to_string());
                return;
            }
        };
        let mut names: Vec<_> = listed
            .iter()
            .filter_map(|name| JournalName::parse(name.to_str()?))
            .collect();
        names.sort();
        self.files
            .retain(|name, _| names.binary_search(name).is_ok());
        let mut lines = Vec::new();
        for name in names {
            if let Err(error) = self.scan_file(disk, &place.journal, &name, tails, &mut lines) {
                self.unreadable.insert(name.to_string(), error.to_string());
            }
        }
        self.hand_out(lines, own);
    }

    fn scan_file(
        &mut self,
        disk: &dyn Disk,
        folder: &Path,
        name: &JournalName,
        tails: Tails,
        out: &mut Vec<Line>,
    ) -> io::Result<()> {
        let path = folder.join(name.to_string());
        let stat = disk.stat(&path)?;
        if stat.kind != Kind::File {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "it is no regular file",
            ));
        }
        let tracked = self.files.get_mut(name);
        if let Some(file) = tracked.filter(|file| file.inode == stat.inode && file.fed <= stat.len)
        {
            if file.fed < stat.len {
                read_on(disk, &path, file, out)?;
            }
            if tails == Tails::Take {
                file.take_tail(out);
            }
            return Ok(());
        }
        // New, replaced or shorter: read it whole, and hand out what it did not hold before.
        let mut file = Tracked::new(name.clone(), stat.inode);
        let mut lines = Vec::new();
        read_on(disk, &path, &mut file, &mut lines)?;
        if tails == Tails::Take {
            file.take_tail(&mut lines);
        }
        let before = self.files.insert(name.clone(), file);
        lines.retain(|line| {
            !before
                .as_ref()
                .is_some_and(|file| file.holds(line.seq, line.crc))
        });
        out.append(&mut lines);
        Ok(())
    }

    /// Notes that these bytes, which are the store's own, were appended.
    pub(super) fn wrote(&mut self, name: &JournalName, inode: u64, bytes: &[u8], own: &str) -> u64 {
        let mut lines = Vec::new();
        let file = self
            .files
            .entry(name.clone())
            .or_insert_with(|| Tracked::new(name.clone(), inode));
        file.feed(bytes, &mut lines);
        let end = file.fed;
        self.hand_out(lines, Some(own));
        end
    }

    /// Keeps lines back whose clock is absurd, and learns from repair steps.
    pub(super) fn hand_out(&mut self, lines: Vec<Line>, own: Option<&str>) {
        for line in &lines {
            if let Some(repair) = Repair::of(line.step.get()) {
                self.known.extend(repair.missing);
            }
        }
        let ours = self
            .files
            .iter()
            .filter(|(name, _)| Some(name.device.as_str()) == own);
        let limit = ours
            .map(|(_, file)| file.clock)
            .max()
            .unwrap_or(0)
            .saturating_add(FAR_AHEAD);
        let waiting = std::mem::take(&mut self.far);
        for line in waiting.into_iter().chain(lines) {
            let foreign = Some(line.device.as_str()) != own;
            if foreign && line.clock > limit.min(MAX_CLOCK) {
                self.far.push(line);
            } else {
                self.clock = self.clock.max(line.clock);
                self.fresh.push(line);
            }
        }
    }

    /// The lines that were read and not handed out yet, in fold order.
    pub(super) fn take_fresh(&mut self) -> Vec<Line> {
        let mut lines = std::mem::take(&mut self.fresh);
        lines.sort_by(Line::fold_order);
        lines
    }

    /// The highest of the waiting clocks that a confirmation can reach.
    pub(super) fn confirmable_clock(&self) -> Option<u64> {
        self.far
            .iter()
            .map(|line| line.clock)
            .filter(|&clock| clock <= MAX_CLOCK)
            .max()
    }

    /// The highest epoch ever seen of a device; 0 for none.
    pub(super) fn highest_epoch(&self, device: &str) -> u32 {
        let unreadable = self
            .unreadable
            .keys()
            .filter_map(|name| JournalName::parse(name));
        let all = self.files.keys().cloned().chain(unreadable);
        all.filter(|name| name.device == device)
            .map(|name| name.epoch)
            .max()
            .unwrap_or(0)
    }
}

/// Reads a file from where it was left to its end.
fn read_on(
    disk: &dyn Disk,
    path: &Path,
    file: &mut Tracked,
    out: &mut Vec<Line>,
) -> io::Result<()> {
    let mut source = disk.open(path)?;
    source.seek(SeekFrom::Start(file.fed))?;
    let mut chunk = vec![0; CHUNK];
    loop {
        match source.read(&mut chunk) {
            Ok(0) => return Ok(()),
            Ok(read) => file.feed(chunk.get(..read).unwrap_or_default(), out),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Names, lengths and checksums of the last bytes of all journal files.
pub(super) fn fingerprint(disk: &dyn Disk, place: &Place) -> io::Result<String> {
    let names = match disk.list(&place.journal) {
        Ok(names) => names,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let mut parts = Vec::new();
    for name in names
        .iter()
        .filter_map(|name| JournalName::parse(name.to_str()?))
    {
        let mut source = disk.open(&place.journal.join(name.to_string()))?;
        let len = source.seek(SeekFrom::End(0))?;
        source.seek(SeekFrom::Start(len.saturating_sub(END_BYTES)))?;
        let mut end = Vec::new();
        source.take(END_BYTES).read_to_end(&mut end)?;
        parts.push(format!("{name}:{len}:{:08x}", crc32c::crc32c(&end)));
    }
    parts.sort();
    Ok(parts.join(" "))
}
