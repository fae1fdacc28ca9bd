//! The mark: where this device's own journal ended when it was last written. It lies in the state
//! directory, apart from the data, so that a data directory that came out of a backup is noticed.

use serde::{Deserialize, Serialize};

use super::disk::{self, Disk, Hard};
use super::fault::Missing;
use super::{Place, journal::Journal, names::JournalName};

const MAX_BYTES: u64 = 4096;

/// Replaced after each acknowledgement, so it may lag but never claims too much. Not synced: a torn
/// one counts as missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    pub(super) device: String,
    pub(super) epoch: u32,
    /// The last acknowledged number; 0 for none.
    pub(super) seq: u64,
    /// The clock of that line.
    pub(super) clock: u64,
    /// Where that line's end was.
    pub(super) end: u64,
    /// The checksum of that line.
    pub(super) crc: u32,
    /// Set when a sync failed: the file may lose a line that can still be read, so nothing may
    /// follow in it.
    #[serde(default)]
    pub(super) closed: bool,
}

impl Mark {
    pub(super) fn read(disk: &dyn Disk, place: &Place) -> Option<Self> {
        let bytes = disk::read_small(disk, &place.mark, MAX_BYTES).ok()??;
        serde_json::from_slice(&bytes).ok()
    }

    /// The newer of what the file says and what this program knows: it may have been unable to
    /// write the file.
    pub(super) fn newer(read: Option<Self>, known: Option<Self>) -> Option<Self> {
        let (Some(read), Some(known)) = (&read, &known) else {
            return read.or(known);
        };
        if read.device == known.device && (read.epoch, read.seq) < (known.epoch, known.seq) {
            let closed = known.closed || read.closed && read.epoch == known.epoch;
            return Some(Self {
                closed,
                ..known.clone()
            });
        }
        Some(read.clone())
    }

    /// Writes the mark if it can; without it, the machine and the path decide.
    pub(super) fn write(&self, disk: &dyn Disk, place: &Place) {
        let Ok(bytes) = serde_json::to_vec(self) else {
            return;
        };
        let written = place
            .mark
            .parent()
            .map_or(Ok(()), |folder| disk::create_folders(disk, folder))
            .and_then(|()| disk::replace(disk, &place.mark, &bytes, Hard::No));
        drop(written);
    }

    /// Whether the mark knows that this file had an acknowledged line, so that its folder entry and
    /// all above are durable.
    pub(super) fn covers(&self, name: &JournalName) -> bool {
        self.device == name.device && self.epoch == name.epoch && self.seq > 0
    }

    /// What the own journal lacks of what was acknowledged, if it is shorter or other than written.
    pub(super) fn contradicts(&self, journal: &Journal, own: &str) -> Option<Missing> {
        let highest = journal.highest_epoch(own);
        // A newer epoch than the mark's was started knowing all this, or by a mark that was lost.
        if self.device != own || self.seq == 0 || highest > self.epoch {
            return None;
        }
        let name = JournalName {
            device: self.device.clone(),
            epoch: self.epoch,
        };
        let file = journal.files.get(&name);
        if file.is_some_and(|file| file.holds(self.seq, self.crc)) {
            return None;
        }
        let there = file.map_or(0, super::track::Tracked::max_seq);
        let from = (there + 1).min(self.seq);
        Some(Missing {
            device: name.device,
            epoch: name.epoch,
            from,
            to: self.seq,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(device: &str, epoch: u32, seq: u64, closed: bool) -> Mark {
        Mark {
            device: device.to_owned(),
            epoch,
            seq,
            clock: seq,
            end: 100 * seq,
            crc: 7,
            closed,
        }
    }

    /// Where nothing was acknowledged, the folders above may not be durable yet.
    #[test]
    fn a_mark_of_no_line_covers_no_file() {
        let name = JournalName {
            device: "k3f9x2m7".to_owned(),
            epoch: 1,
        };
        assert!(mark("k3f9x2m7", 1, 1, false).covers(&name));
        for other in [
            mark("k3f9x2m7", 1, 0, true),
            mark("k3f9x2m7", 2, 1, false),
            mark("zz3f9x2m", 1, 1, false),
        ] {
            assert!(!other.covers(&name), "{other:?}");
        }
    }

    #[test]
    fn the_newer_mark_of_one_device_counts_and_a_closed_file_stays_closed() {
        let newer = |read: &Mark, known: &Mark| {
            let found = Mark::newer(Some(read.clone()), Some(known.clone())).unwrap();
            (found.device, found.epoch, found.seq, found.closed)
        };
        let old = mark("k3f9x2m7", 1, 5, false);
        let next = |closed| mark("k3f9x2m7", 1, 6, closed);
        let told = |mark: &Mark| newer(mark, mark);
        assert_eq!(newer(&old, &next(false)), told(&next(false)));
        assert_eq!(newer(&next(false), &old), told(&next(false)));
        let epoch = mark("k3f9x2m7", 2, 1, false);
        assert_eq!(newer(&next(false), &epoch), told(&epoch), "a newer file");
        assert_eq!(newer(&epoch, &next(true)), told(&epoch), "it is open");
        assert_eq!(newer(&old, &next(true)), told(&next(true)));
        let shut = mark("k3f9x2m7", 1, 5, true);
        // Another program has erased since: the same line ends elsewhere.
        let erased = Mark {
            end: 77,
            ..old.clone()
        };
        let found = Mark::newer(Some(erased.clone()), Some(old.clone()));
        assert_eq!(found, Some(erased));
        assert_eq!(newer(&shut, &next(false)), told(&next(true)));
        assert_eq!(newer(&shut, &epoch), told(&epoch), "the old file was shut");
        // The file is of who took this store's place: what was known says nothing of it.
        let other = mark("zz3f9x2m", 1, 1, false);
        assert_eq!(newer(&other, &next(true)), told(&other));
        assert_eq!(Mark::newer(None, Some(old.clone())), Some(old.clone()));
        assert_eq!(Mark::newer(Some(old.clone()), None), Some(old));
    }
}
