//! Three devices in every order of steps, exchanges, and what tools may do in between.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::devices::{Devices, Key, key};
use crate::store::{Seed, number};
use cordial::store::Repair;

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Devices whose folders are carried by a lossy tool.
struct Story {
    devices: Devices,
    seed: Seed,
    /// All steps that were acknowledged.
    made: BTreeSet<Key>,
    /// Earlier states of folders.
    snapshots: Vec<Files>,
    /// Earlier journals, and whose they are.
    backups: Vec<(usize, Files)>,
    number: usize,
}

impl Story {
    fn new(seed: u64) -> Self {
        Self {
            devices: Devices::new(3),
            seed: Seed(seed),
            made: BTreeSet::new(),
            snapshots: Vec::new(),
            backups: Vec::new(),
            number: 0,
        }
    }

    fn step(&mut self) {
        let device = self.seed.below(3);
        let folder = self.devices.folder(device);
        match self.seed.below(14) {
            0..=4 => {
                self.number += 1;
                let line = self.devices.note(device, &self.number.to_string());
                self.made.insert(key(&line));
            }
            5..=7 => drop(self.devices.exchange(device)),
            8 | 9 => self.carry(device),
            10 => self.snapshots.push(self.devices.files(&folder)),
            11 => {
                let data = Path::new(&self.devices.roots[device]).join("data/journal");
                self.backups.push((device, self.devices.files(&data)));
            }
            12 => self.restore(),
            _ if !self.snapshots.is_empty() => {
                let at = self.seed.below(self.snapshots.len());
                self.devices.empty(&folder);
                for (path, bytes) in &self.snapshots[at] {
                    self.devices.put(&folder.join(path), bytes);
                }
            }
            _ => self.devices.empty(&folder),
        }
    }

    /// Puts an old journal in the place of a device's own, if others hold what it then lacks.
    fn restore(&mut self) {
        let Some((device, files)) = self.backups.pop() else {
            return;
        };
        let others = (0..3).filter(|&other| other != device);
        let others: BTreeSet<Key> = others.flat_map(|other| self.devices.held(other)).collect();
        if self.devices.held(device).is_subset(&others) {
            let data = Path::new(&self.devices.roots[device]).join("data/journal");
            self.devices.empty(&data);
            for (path, bytes) in &files {
                self.devices.put(&data.join(path), bytes);
            }
        }
    }

    /// Carries some files to another device: whole, in part, as conflict copies, or not at all.
    fn carry(&mut self, from: usize) {
        let to = self.seed.below(3);
        let (files, folder) = (
            self.devices.files(&self.devices.folder(from)),
            self.devices.folder(to),
        );
        for (path, bytes) in files {
            match self.seed.below(6) {
                0 => {}
                1 => {
                    let part = self.seed.below(bytes.len() + 1);
                    self.devices.put(&folder.join(path), &bytes[..part]);
                }
                2 => {
                    let name = format!("{}.sync-conflict-1.jsonl", path.display());
                    self.devices.put(&folder.join(name), &bytes);
                }
                3 => self.devices.put(&folder.join(path), &[]),
                _ => self.devices.put(&folder.join(path), &bytes),
            }
        }
    }

    /// The steps that stores wrote themselves, to name what a backup lacked.
    fn repairs(&self) -> BTreeSet<Key> {
        let lines = self.devices.store(0).every_line().unwrap();
        let repairs = lines
            .iter()
            .filter(|line| Repair::of(line.step.get()).is_some());
        repairs.map(key).collect()
    }

    /// The tool works as it should again: what a device writes itself goes to all others.
    fn heal(&self) {
        for _ in 0..4 {
            for device in 0..3 {
                self.devices.exchange(device);
                let id = self.devices.store(device).device().unwrap();
                for (path, bytes) in self.devices.files(&self.devices.folder(device)) {
                    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                    for other in (0..3).filter(|&other| other != device) {
                        if name.starts_with(&id) {
                            self.devices
                                .put(&self.devices.folder(other).join(&path), &bytes);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn in_every_order_three_devices_end_with_the_same_and_all_of_it() {
    // A long run: CORDIAL_SEEDS=500 CORDIAL_STEPS=400 cargo test --test it in_every_order_three
    let (seeds, steps) = (
        number("CORDIAL_SEEDS").unwrap_or(12),
        number("CORDIAL_STEPS").unwrap_or(60),
    );
    for seed in 1..=seeds {
        let mut story = Story::new(seed.wrapping_mul(0x9E37_79B9));
        for _ in 0..steps {
            story.step();
        }
        story.heal();
        let held = story.devices.held(0);
        for device in 1..3 {
            assert_eq!(story.devices.held(device), held, "seed {seed}");
            assert_eq!(
                story.devices.texts(device),
                story.devices.texts(0),
                "seed {seed}"
            );
        }
        assert!(
            held.is_superset(&story.made),
            "seed {seed}: something was lost"
        );
        let own: BTreeSet<Key> = held.difference(&story.made).cloned().collect();
        assert_eq!(own, story.repairs(), "seed {seed}: something was doubled");
        for device in 0..3 {
            assert!(story.devices.exchange(device).is_nothing(), "seed {seed}");
            let faults = story.devices.store(device).faults();
            assert!(
                faults.iter().all(|fault| !fault.is_damage()),
                "seed {seed}: {faults:?}"
            );
        }
    }
}
