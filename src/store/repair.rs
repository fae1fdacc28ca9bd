//! `doctor --repair`: bad bytes move to `rejected.jsonl`; nothing is deleted.

use std::io::{self, BufRead, BufReader, Read, SeekFrom, Write};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::disk::{Disk, Hard, Replacement, Source};
use super::fault::Result;
use super::journal::Tails;
use super::line::Line;
use super::names::JournalName;
use super::track::Bad;
use super::{Place, Store};

/// The most bytes in one entry of `rejected.jsonl`; a multiple of 3, for base64.
const PIECE: usize = 3 * 1024 * 1024;

/// What a repair did.
#[derive(Clone, Debug, Default)]
pub struct Repaired {
    /// Bad lines that were moved to `rejected.jsonl`.
    pub moved: usize,
    /// The step that names what is missing, if something was.
    pub confirmed: Option<Line>,
    /// Lines that became known on the way, in fold order.
    pub taken: Vec<Line>,
}

#[derive(Serialize)]
struct Rejected<'a> {
    file: &'a str,
    line: u64,
    offset: u64,
    bytes: String,
}

impl Store {
    /// Moves every bad line to `rejected.jsonl` (base64, with file, line and offset), then confirms
    /// what is missing. Done twice, it changes nothing more.
    pub fn repair(&mut self, at: &str, tz: &str) -> Result<Repaired> {
        let _lock = self.begin()?;
        let mut moved = 0;
        let files: Vec<_> = self
            .journal
            .files
            .iter()
            .map(|(name, file)| (name.clone(), file.bad()))
            .filter(|(_, bad)| !bad.is_empty())
            .collect();
        for (name, bad) in &files {
            let path = self.place.journal.join(name.to_string());
            reject(&*self.disk, &self.place, name, bad)
                .map_err(self.cannot(&self.place.rejected))?;
            cut(&*self.disk, &path, bad).map_err(self.cannot(&path))?;
            self.move_mark(name, bad);
            moved += bad.len();
        }
        self.take_in(Tails::Take);
        let confirmed = self.confirm_locked(at, tz)?;
        let (confirmed, taken) = match confirmed {
            Some(appended) => (Some(appended.line), appended.taken),
            None => (None, self.journal.take_fresh()),
        };
        Ok(Repaired {
            moved,
            confirmed,
            taken,
        })
    }

    /// The own file got shorter by what was cut out before its marked end.
    fn move_mark(&mut self, name: &JournalName, bad: &[Bad]) {
        let Some(mark) = self.mark.as_mut().filter(|mark| mark.covers(name)) else {
            return;
        };
        let before = bad.iter().filter(|bad| bad.offset < mark.end);
        let gone: u64 = before.map(|bad| bad.len + 1).sum();
        mark.end = mark.end.saturating_sub(gone);
        mark.write(&*self.disk, &self.place);
    }
}

/// Adds the bad bytes to `rejected.jsonl`, durably, unless a repair that was cut short did so.
fn reject(disk: &dyn Disk, place: &Place, name: &JournalName, bad: &[Bad]) -> io::Result<()> {
    let file = format!("journal/{name}");
    let mut source = disk.open(&place.journal.join(name.to_string()))?;
    let mut entries = Vec::new();
    for bad in bad {
        let end = bad.offset + bad.len;
        for offset in (bad.offset..end).step_by(PIECE) {
            let bytes = bytes_at(&mut *source, offset, (end - offset).min(PIECE as u64))?;
            let entry = Rejected {
                file: &file,
                line: bad.line,
                offset,
                bytes: STANDARD.encode(&bytes),
            };
            entries.push(serde_json::to_string(&entry).map_err(io::Error::other)?);
        }
    }
    // Written anew as a whole: what a failed sync left in the old file may be gone after a power
    // cut, although it can still be read.
    let mut replacement = Replacement::start(disk, &place.rejected)?;
    match disk.open(&place.rejected) {
        Ok(old) => {
            let mut old = BufReader::new(old);
            let mut line = Vec::new();
            while old.read_until(b'\n', &mut line)? > 0 {
                entries.retain(|entry| entry.as_bytes() != line.trim_ascii_end());
                if line.last() != Some(&b'\n') {
                    line.push(b'\n');
                }
                replacement.file.write_all(&line)?;
                line.clear();
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    for entry in entries {
        replacement
            .file
            .write_all(format!("{entry}\n").as_bytes())?;
    }
    replacement.finish(Hard::Yes)
}

/// Replaces a file by itself without the bad lines.
fn cut(disk: &dyn Disk, path: &Path, bad: &[Bad]) -> io::Result<()> {
    let mut source = disk.open(path)?;
    let mut replacement = Replacement::start(disk, path)?;
    let mut from = 0;
    for bad in bad {
        copy(
            &mut *source,
            from,
            bad.offset.saturating_sub(from),
            &mut *replacement.file,
        )?;
        from = bad.offset + bad.len + 1;
    }
    copy(&mut *source, from, u64::MAX, &mut *replacement.file)?;
    replacement.finish(Hard::Yes)
}

fn copy(source: &mut dyn Source, from: u64, len: u64, to: &mut dyn Write) -> io::Result<()> {
    source.seek(SeekFrom::Start(from))?;
    io::copy(&mut source.take(len), to).map(drop)
}

fn bytes_at(source: &mut dyn Source, offset: u64, len: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.seek(SeekFrom::Start(offset))?;
    source.take(len).read_to_end(&mut bytes)?;
    Ok(bytes)
}
