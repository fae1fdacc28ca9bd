//! What two sets of lines make together. Pure: nothing is read or written.
//!
//! The union of sets is what makes devices agree: whatever the order and however often lines come,
//! each key ends with the same contents. Where one of them is erased, one erased content wins.

use std::collections::BTreeMap;

use super::imports;
use crate::store::{JournalName, Line, Repair};

/// Lines by file and number; a number may have several contents.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool<'a>(BTreeMap<JournalName, BTreeMap<u64, Vec<&'a Line>>>);

impl<'a> Pool<'a> {
    pub(super) fn of(lines: impl IntoIterator<Item = &'a Line>) -> Self {
        let mut pool = Self::default();
        lines.into_iter().for_each(|line| pool.add(line));
        pool
    }

    pub(super) fn add(&mut self, line: &'a Line) {
        let numbers = self.0.entry(line.file()).or_default();
        let contents = numbers.entry(line.seq).or_default();
        if !contents.iter().any(|known| known.crc == line.crc) {
            contents.push(line);
        }
    }

    /// The contents of a key; none where it is not there.
    fn at(&self, name: &JournalName, seq: u64) -> &[&'a Line] {
        let contents = self.0.get(name).and_then(|numbers| numbers.get(&seq));
        contents.map_or(&[], Vec::as_slice)
    }

    pub(super) fn holds(&self, line: &Line) -> bool {
        let contents = self.at(&line.file(), line.seq);
        contents.iter().any(|known| known.crc == line.crc)
    }

    /// Whether a content of this key was erased, and this line is not what is left.
    pub(super) fn outranks(&self, line: &Line) -> bool {
        let contents = self.at(&line.file(), line.seq);
        contents.iter().any(|known| known.is_erased()) && !self.holds(line)
    }

    /// What is left of these contents, in an order that is the same everywhere.
    pub(super) fn left(&self, line: &Line) -> &[&'a Line] {
        self.at(&line.file(), line.seq)
    }

    /// All lines, in the order of files and numbers.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'a Line> + '_ {
        self.0
            .values()
            .flat_map(BTreeMap::values)
            .flatten()
            .copied()
    }

    /// The lines of the files of one device, file by file.
    pub(super) fn files_of(
        &self,
        device: &str,
    ) -> impl Iterator<Item = (&JournalName, Vec<&'a Line>)> {
        let files = self.0.iter().filter(move |(name, _)| name.device == device);
        files.map(|(name, numbers)| (name, numbers.values().flatten().copied().collect()))
    }

    /// The pool with only what counts of each key.
    pub(super) fn settled(mut self) -> Self {
        for contents in self.0.values_mut().flat_map(BTreeMap::values_mut) {
            let erased = contents.iter().filter(|line| line.is_erased());
            if let Some(winner) = erased.min_by_key(|line| rank(line)).copied() {
                *contents = vec![winner];
            }
            contents.sort_by_key(|line| line.crc);
        }
        self
    }
}

/// Of two erased contents, the one with less in it wins: of an import that with fewer rows.
fn rank(line: &Line) -> (u64, usize, &str) {
    (imports::rows(line), line.step.get().len(), line.step.get())
}

/// What is to be taken out of `offered`, and how many lines wait for those before them.
pub(super) fn wanted<'a>(held: &Pool<'a>, offered: &Pool<'a>) -> (Vec<&'a Line>, usize) {
    let mut all = held.clone();
    offered.lines().for_each(|line| all.add(line));
    let all = all.settled();
    let missing: Vec<_> = all
        .lines()
        .filter_map(|line| Repair::of(line.step.get()))
        .collect();
    let missing: Vec<_> = missing.iter().flat_map(|repair| &repair.missing).collect();
    let (mut wanted, mut waiting) = (Vec::new(), 0);
    for (name, numbers) in &offered.0 {
        let known = held.0.get(name).and_then(BTreeMap::last_key_value);
        let mut top = known.map_or(0, |(&seq, _)| seq);
        let of_file = missing
            .iter()
            .filter(|m| m.device == name.device && m.epoch == name.epoch);
        let mut gaps: Vec<_> = of_file.map(|m| (m.from, m.to)).collect();
        gaps.sort_unstable();
        for &seq in numbers.keys() {
            for &(from, to) in &gaps {
                if (from..=to).contains(&(top + 1)) {
                    top = to.min(seq - 1).max(top);
                }
            }
            let new = all.at(name, seq).iter().filter(|line| !held.holds(line));
            if seq > top + 1 {
                waiting += new.count();
                continue;
            }
            top = top.max(seq);
            wanted.extend(new);
        }
    }
    (wanted, waiting)
}
