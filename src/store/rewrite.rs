//! Erasing: the one exception to "nothing is rewritten". A line keeps its version, device, epoch,
//! number, clock and id, and gets another step and a new checksum.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use super::Store;
use super::disk::{self, Attempt, Disk, Hard, Replacement};
use super::fault::{Result, StoreError};
use super::journal::Tails;
use super::line::{self, Line, Parsed};
use super::names::JournalName;

/// The note of an erasing is read up to so many bytes: some thousand names of imports.
const NOTED: u64 = 1 << 20;

/// What a rewriting did.
#[derive(Clone, Debug, Default)]
pub struct Rewritten {
    /// How many lines have another step now.
    pub lines: usize,
    /// Lines that became known on the way, the new ones among them, in fold order.
    pub taken: Vec<Line>,
}

/// The bytes that take the place of a line's, without a line end; `None` where it stays.
pub(super) type BytesOf<'a> = &'a dyn Fn(&Line) -> Option<io::Result<Vec<u8>>>;

/// Where a line ends in its file, and its checksum.
#[derive(Clone, Copy, Debug)]
struct Place {
    end: u64,
    crc: u32,
}

impl Store {
    /// Gives lines of all journals, copies of other devices' too, the step that `step_of` says.
    /// Each file is replaced as a whole, durably; a program that dies on the way leaves some files
    /// as before, and doing it again does the rest.
    pub fn rewrite(&mut self, step_of: &dyn Fn(&Line) -> Option<String>) -> Result<Rewritten> {
        let _lock = self.begin()?;
        let lines = self.rewrite_locked(&|line| {
            step_of(line).map(|step| line::with_step(line, &step).map_err(io::Error::other))
        })?;
        self.take_in(Tails::Take);
        Ok(Rewritten {
            lines,
            taken: self.journal.take_fresh(),
        })
    }

    /// Puts other bytes in the place of lines, under the lock. Gives how many; the files are to be
    /// looked at anew.
    pub(super) fn rewrite_locked(&mut self, bytes_of: BytesOf<'_>) -> Result<usize> {
        let names: Vec<JournalName> = self.journal.files.keys().cloned().collect();
        let mut lines = 0;
        for name in names {
            let path = self.place.journal.join(name.to_string());
            let new = new_lines(&*self.disk, &path, &name, bytes_of).map_err(self.cannot(&path))?;
            if new.is_empty() {
                continue;
            }
            let marked = self.mark.as_ref().filter(|mark| mark.covers(&name));
            let marked = marked.map(|mark| mark.seq);
            let place = replace(&*self.disk, &path, &name, &new, marked);
            let place = place.map_err(self.cannot(&path))?;
            lines += new.len();
            // The mark names the last line by its end and its checksum: both are other ones now.
            if let (Some(mark), Some(place)) =
                (self.mark.as_mut().filter(|_| marked.is_some()), place)
            {
                (mark.end, mark.crc) = (place.end, place.crc);
                mark.write(&*self.disk, &self.place);
            }
        }
        Ok(lines)
    }

    /// Notes which import files an erasing takes the place of, before it is decided: who dies on the
    /// way leaves the note, so that the next start finds what is left to do.
    pub fn begin_erasing(&self, old: &[&str]) -> Result<()> {
        let path = &self.place.erasing;
        let text = old.join("\n");
        disk::replace(&*self.disk, path, text.as_bytes(), Hard::Yes).map_err(self.cannot(path))
    }

    /// The import files that an erasing has not removed yet, if one is under way or was cut short.
    pub fn erasing(&self) -> Option<Vec<String>> {
        let bytes = disk::read_small(&*self.disk, &self.place.erasing, NOTED).ok()??;
        let text = String::from_utf8_lossy(&bytes);
        Some(text.lines().map(str::to_owned).collect())
    }

    /// Whether an erasing was cut short: it is noted, and nobody is at it.
    pub fn has_cut_erasing(&self) -> bool {
        let noted = self.disk.stat(&self.place.erasing).is_ok();
        let free = || {
            matches!(
                self.disk.try_lock(&self.place.import_lock, ""),
                Ok(Attempt::Taken(_))
            )
        };
        noted && free()
    }

    /// The erasing is done.
    pub fn end_erasing(&self) -> Result<()> {
        let path = &self.place.erasing;
        match self.disk.remove(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.cannot(path)(error)),
            _ => Ok(()),
        }
    }

    /// Removes an import file that no step names any more.
    pub fn remove_import(&self, id: &str) -> Result<()> {
        let path = self.import_path(id)?;
        let removed = match self.disk.remove(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        };
        removed
            .and_then(|()| disk::sync_names(&*self.disk, &self.place.imports, &self.place.data))
            .map_err(StoreError::io(&path))
    }
}

/// The bytes between two line ends, one after the other, with their number in the file.
fn each(
    disk: &dyn Disk,
    path: &Path,
    mut take: impl FnMut(usize, &[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut source = BufReader::new(disk.open(path)?);
    let mut bytes = Vec::new();
    for number in 0.. {
        bytes.clear();
        if source.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        take(number, &bytes)?;
    }
    Ok(())
}

fn good(bytes: &[u8], name: &JournalName) -> Option<Line> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match line::parse(bytes.trim_ascii_end(), name) {
        Parsed::Good(line) => Some(line),
        Parsed::Newer { .. } | Parsed::Bad(_) => None,
    }
}

/// The lines that change, by their number in the file.
fn new_lines(
    disk: &dyn Disk,
    path: &Path,
    name: &JournalName,
    bytes_of: BytesOf<'_>,
) -> io::Result<BTreeMap<usize, Vec<u8>>> {
    let mut new = BTreeMap::new();
    each(disk, path, |number, bytes| {
        if let Some(line) = good(bytes, name)
            && let Some(bytes) = bytes_of(&line)
        {
            let mut bytes = bytes?;
            bytes.push(b'\n');
            new.insert(number, bytes);
        }
        Ok(())
    })?;
    Ok(new)
}

/// Replaces a file by itself with these lines in it. Gives where the line with the marked number
/// is now.
fn replace(
    disk: &dyn Disk,
    path: &Path,
    name: &JournalName,
    new: &BTreeMap<usize, Vec<u8>>,
    marked: Option<u64>,
) -> io::Result<Option<Place>> {
    let mut replacement = Replacement::start(disk, path)?;
    let (mut end, mut place) = (0, None);
    each(disk, path, |number, old| {
        let bytes = new.get(&number).map_or(old, Vec::as_slice);
        replacement.file.write_all(bytes)?;
        end += bytes.len() as u64;
        if let Some(line) = good(bytes, name).filter(|line| Some(line.seq) == marked) {
            let crc = line.crc;
            place = Some(Place { end, crc });
        }
        Ok(())
    })?;
    replacement.finish(Hard::Yes)?;
    Ok(place)
}
