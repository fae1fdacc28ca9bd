//! What the journal files say about their own health.

use std::path::{Path, PathBuf};

use super::fault::{Fault, FaultKind, Missing};
use super::journal::Journal;
use super::mark::Mark;
use super::names::JournalName;
use super::track::{Gap, Tracked};

impl Journal {
    /// The newest version in the files, if it is newer than ours.
    pub(super) fn newer(&self) -> Option<u32> {
        self.files
            .values()
            .filter_map(|file| file.newer)
            .map(|(version, _)| version)
            .max()
    }

    /// The numbers that are missing and that nobody has confirmed.
    pub(super) fn unconfirmed(&self) -> Vec<Missing> {
        let mut missing = Vec::new();
        for (name, file) in &self.files {
            for gap in file.gaps() {
                missing.extend(self.unknown_of(name, gap));
            }
        }
        missing
    }

    /// The stretches of a gap that no repair step names.
    fn unknown_of(&self, name: &JournalName, gap: Gap) -> Vec<Missing> {
        let mut known: Vec<_> = self
            .known
            .iter()
            .filter(|known| known.device == name.device && known.epoch == name.epoch)
            .map(|known| (known.from, known.to))
            .collect();
        known.sort_unstable();
        let (mut next, mut missing) = (gap.from, Vec::new());
        let mut add = |from, to| {
            let (device, epoch) = (name.device.clone(), name.epoch);
            missing.push(Missing {
                device,
                epoch,
                from,
                to,
            });
        };
        for (from, to) in known {
            if from > gap.to {
                break;
            }
            if from > next {
                add(next, from - 1);
            }
            next = next.max(to.saturating_add(1));
        }
        if next <= gap.to {
            add(next, gap.to);
        }
        missing
    }

    /// Everything that is wrong with the files, in their order.
    pub(super) fn faults(&self, own: Option<&str>, mark: Option<&Mark>) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (name, why) in &self.unreadable {
            let words = format!("it cannot be read: {why}");
            faults.push(Fault::new(
                FaultKind::Unreadable,
                file_of(name),
                None,
                words,
            ));
        }
        for (name, file) in &self.files {
            self.faults_of(name, file, &mut faults);
        }
        faults.extend(self.known.iter().filter_map(|known| self.known_gap(known)));
        if let Some(missing) = own.and_then(|own| mark?.contradicts(self, own)) {
            let name = JournalName {
                device: missing.device,
                epoch: missing.epoch,
            };
            let words = format!(
                "it is shorter or other than this device wrote it ({} missing or changed): a backup \
                 was restored, or its end is damaged; the next step starts a new file",
                steps(missing.from, missing.to)
            );
            faults.push(Fault::new(
                FaultKind::RolledBack,
                file_of(&name.to_string()),
                None,
                words,
            ));
        }
        for line in &self.far {
            let name = JournalName {
                device: line.device.clone(),
                epoch: line.epoch,
            };
            let words = format!(
                "step {} has a clock of {}, absurdly far ahead: it is not shown until confirmed",
                line.seq, line.clock
            );
            faults.push(Fault::new(
                FaultKind::FarClock,
                file_of(&name.to_string()),
                None,
                words,
            ));
        }
        faults
    }

    fn faults_of(&self, name: &JournalName, file: &Tracked, faults: &mut Vec<Fault>) {
        let path = file_of(&name.to_string());
        let mut say = |kind, line: Option<u64>, words| {
            faults.push(Fault::new(kind, path.clone(), line, words));
        };
        let mut bad = file.bad();
        for gap in self
            .unconfirmed()
            .into_iter()
            .filter(|gap| gap.key() == (&name.device, name.epoch))
        {
            // The damaged bytes stand where the number is missing, or a line was taken out there.
            let (there, rest) = bad
                .into_iter()
                .partition::<Vec<_>, _>(|bad| bad.after + 1 == gap.from);
            bad = rest;
            let next = file
                .gaps()
                .into_iter()
                .find(|found| found.to >= gap.to)
                .map(|found| found.line);
            let line = there.first().map(|bad| bad.line).or(next);
            let why = there
                .first()
                .map_or_else(String::new, |bad| format!(": {}", bad.why));
            say(
                FaultKind::Gap,
                line,
                format!("{} missing{why}", steps(gap.from, gap.to)),
            );
        }
        for bad in bad {
            let (kind, what) = if file.is_last(&bad) {
                (FaultKind::Unfinished, "unfinished")
            } else {
                (FaultKind::Skipped, "no valid")
            };
            let words = format!("{what} line of {} bytes, skipped: {}", bad.len, bad.why);
            say(kind, Some(bad.line), words);
        }
        for twin in &file.twins {
            let words = format!(
                "step {} is there with two contents: a backup was restored, or two machines share \
                 one device id; both count",
                twin.seq
            );
            say(FaultKind::Twin, Some(twin.line), words);
        }
        if file.doubled > 0 {
            let words = format!("{} lines are there twice; each counts once", file.doubled);
            say(FaultKind::Doubled, None, words);
        }
        if let Some((version, line)) = file.newer {
            let words = format!("newer version: the line is of format {version}");
            say(FaultKind::Newer, Some(line), words);
        }
    }

    /// A fault for what a repair step names, unless it has come back since.
    fn known_gap(&self, known: &Missing) -> Option<Fault> {
        let name = JournalName {
            device: known.device.clone(),
            epoch: known.epoch,
        };
        let file = self.files.get(&name);
        if file.is_some_and(|file| file.run_len() >= known.to) {
            return None;
        }
        let words = format!(
            "{} missing; this was confirmed",
            steps(known.from, known.to)
        );
        Some(Fault::new(
            FaultKind::KnownGap,
            file_of(&name.to_string()),
            None,
            words,
        ))
    }
}

impl Missing {
    fn key(&self) -> (&String, u32) {
        (&self.device, self.epoch)
    }
}

fn file_of(name: &str) -> PathBuf {
    Path::new("journal").join(name)
}

fn steps(from: u64, to: u64) -> String {
    if from == to {
        format!("step {from} is")
    } else {
        format!("steps {from} to {to} are")
    }
}
