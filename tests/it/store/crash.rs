//! The power fails at any moment, and any of what was not synced is gone.

use std::io::ErrorKind;
use std::sync::Arc;

use cordial::store::{Depth, Fault, ImportRef, State, Store};

use super::disk::{Cut, Data, Failure, Names, SimDisk};
use super::faults::import;
use super::*;

const ROOT: &str = "/home";

/// What must be there from a moment on.
struct Promise {
    moment: usize,
    word: Option<String>,
    import: Option<ImportRef>,
}

struct Story {
    disk: Arc<SimDisk>,
    promises: Vec<Promise>,
}

impl Story {
    fn new() -> Self {
        let disk = SimDisk::new();
        disk.record();
        Self {
            disk,
            promises: Vec::new(),
        }
    }

    fn open(&self) -> Store {
        open(&self.disk, ROOT)
    }

    fn promise(&mut self, word: Option<String>, import: Option<ImportRef>) {
        self.promises.push(Promise {
            moment: self.disk.moments() - 1,
            word,
            import,
        });
    }

    fn step(&mut self, store: &mut Store, word: &str) {
        if add(store, word).is_ok() {
            self.promise(Some(word.to_owned()), None);
        }
    }

    fn import(&mut self, store: &mut Store, rows: usize) {
        let import = import(store, rows).unwrap();
        self.promise(None, Some(import));
    }

    /// Cuts the power at every moment, in every way; returns how many states that made.
    fn survives(&self, chances: u64) -> usize {
        let mut cuts = Vec::new();
        for data in [Data::Kept, Data::Lost, Data::Torn, Data::Zeroed] {
            cuts.extend([Names::Kept, Names::Lost, Names::Half].map(|names| Cut { data, names }));
        }
        cuts.extend((1..=chances).map(|seed| Cut {
            data: Data::Random(seed),
            names: Names::Random(seed * 31),
        }));
        for moment in 0..self.disk.moments() {
            for &cut in &cuts {
                self.survives_one(moment, cut);
            }
        }
        self.disk.moments() * cuts.len()
    }

    fn survives_one(&self, moment: usize, cut: Cut) {
        let disk = self.disk.after_cut(moment, cut);
        let mut store = open(&disk, ROOT);
        let log = store.read();
        let shown = words(&log);
        let place = format!("{moment} {cut:?} {:?}", log.faults);
        assert_eq!(log.state, State::Writable, "{place}");
        assert!(!log.faults.iter().any(Fault::is_damage), "{place}");
        for promise in self
            .promises
            .iter()
            .filter(|promise| promise.moment <= moment)
        {
            if let Some(word) = &promise.word {
                assert!(shown.contains(word), "{word} is lost: {place}");
            }
            if let Some(import) = &promise.import {
                store.verify_import(import, Depth::Full).unwrap();
            }
        }
        add(&mut store, "after the cut").unwrap();
        let log = open(&disk, ROOT).read();
        assert_eq!(log.lines.len(), shown.len() + 1, "{place}");
        assert_eq!(words(&log).last().unwrap(), "after the cut", "{place}");
        assert!(!log.faults.iter().any(Fault::is_damage), "{place}");
    }
}

#[test]
fn steps_and_imports_survive_a_power_cut_at_any_moment() {
    let mut tale = Story::new();
    let mut store = tale.open();
    tale.step(&mut store, "one");
    tale.step(&mut store, "two");
    tale.import(&mut store, 3);
    tale.step(&mut store, "three");
    tale.step(&mut tale.open(), "four");
    assert!(tale.survives(8) > 800);
}

#[test]
fn a_line_that_a_failed_sync_lost_leaves_no_gap() {
    // The sync of each of the steps fails once, and others write on.
    let mut tried = 0;
    for nth in 0..60 {
        let mut tale = Story::new();
        let mut store = tale.open();
        tale.step(&mut store, "one");
        let failure = Failure {
            nth,
            forever: false,
            kind: ErrorKind::Other,
            torn: 128,
        };
        tale.disk.fail(Some(failure));
        tale.step(&mut store, "two");
        tale.disk.fail(None);
        if !tale.disk.sync_failed() {
            continue;
        }
        tried += 1;
        tale.step(&mut tale.open(), "three");
        store.read();
        tale.step(&mut store, "four");
        tale.survives(4);
    }
    assert!(tried > 0);
}

#[test]
fn a_program_that_died_before_the_folder_was_synced_is_made_good_by_the_next() {
    // The first start is killed at every call; the next program's steps count.
    let calls = {
        let disk = SimDisk::new();
        disk.fail(None);
        add(&mut open(&disk, ROOT), "one").unwrap();
        disk.calls()
    };
    for nth in 0..calls {
        let mut tale = Story::new();
        let failure = Failure {
            nth,
            forever: true,
            kind: ErrorKind::Other,
            torn: 256,
        };
        tale.disk.fail(Some(failure));
        let mut dead = tale.open();
        drop(add(&mut dead, "one"));
        tale.disk.fail(None);
        tale.disk.kill_all();
        tale.step(&mut tale.open(), "two");
        let last = tale.disk.moments() - 1;
        for (data, names) in [
            (Data::Lost, Names::Lost),
            (Data::Kept, Names::Lost),
            (Data::Lost, Names::Kept),
            (Data::Zeroed, Names::Half),
        ] {
            tale.survives_one(last, Cut { data, names });
        }
    }
}

#[test]
fn a_repair_survives_a_power_cut_at_any_moment() {
    let disk = SimDisk::new();
    let mut store = open(&disk, ROOT);
    for word in ["one", "two", "three"] {
        add(&mut store, word).unwrap();
    }
    let file = journals(&*disk, ROOT).remove(0);
    let text = String::from_utf8(disk.bytes(&file)).unwrap();
    disk.put(&file, text.replacen('\n', "\n<<<<<<<\n", 1).as_bytes());
    disk.record();
    assert_eq!(store.repair(AT, TZ).unwrap().moved, 1);
    let end = disk.moments();
    for moment in 0..end {
        for data in [
            Data::Kept,
            Data::Lost,
            Data::Torn,
            Data::Zeroed,
            Data::Random(5),
        ] {
            let chances = (1..=12).map(Names::Random);
            for names in [Names::Kept, Names::Lost, Names::Half]
                .into_iter()
                .chain(chances)
            {
                let cut = Cut { data, names };
                let disk = disk.after_cut(moment, cut);
                let mut store = open(&disk, ROOT);
                let log = store.read();
                assert_eq!(words(&log), ["one", "two", "three"], "{moment} {cut:?}");
                store.repair(AT, TZ).unwrap();
                let rejected = Path::new("/home/data/rejected.jsonl");
                let rejected = String::from_utf8(disk.bytes(rejected)).unwrap();
                assert!(rejected.contains("\"PDw8PDw8PA==\"}\n"), "{moment} {cut:?}");
                assert!(open(&disk, ROOT).read().faults.is_empty());
            }
        }
    }
}
