//! Errors, power cuts and other programs in the middle of an exchange.

use std::{collections::BTreeSet, fs, io::ErrorKind, path::Path, thread};

use super::{
    Pair,
    devices::{Devices, Key},
};
use crate::store::{
    AT, TZ,
    disk::{Cut, Data, Failure, Names, SimDisk},
};

/// Two devices with news for each other: the second one is about to take in steps, an erased one
/// and an own one that its store lacks.
fn story() -> (Devices, BTreeSet<Key>) {
    let devices = Devices::new(2);
    devices.note(1, "of the second one");
    let journal = devices.journal(1);
    let backup = devices.disk.bytes(&journal);
    devices.note(1, "lost and found");
    for device in [0, 1, 0] {
        devices.exchange(device);
        carry(&devices, device);
    }
    devices.disk.put(&journal, &backup);
    devices.note(0, "of the first one");
    let erase = |line: &cordial::store::Line| {
        let about = line.step.get().contains("of the second one");
        about.then(|| r#"{"erased":true}"#.to_owned())
    };
    devices.store(0).rewrite(&erase).unwrap();
    devices.exchange(0);
    carry(&devices, 0);
    let all = devices.held(0);
    (devices, all)
}

/// What lies in the folder of one device comes to the other one.
fn carry(devices: &Devices, from: usize) {
    for (path, bytes) in devices.files(&devices.folder(from)) {
        devices.put(&devices.folder(1 - from).join(path), &bytes);
    }
}

fn on(disk: std::sync::Arc<SimDisk>, devices: &Devices) -> Devices {
    Devices {
        disk,
        roots: devices.roots.clone(),
    }
}

/// After whatever happened: one more exchange on each side, and all is everywhere.
#[track_caller]
fn ends_well(devices: &Devices, all: &BTreeSet<Key>, what: &str) {
    for device in [1, 0, 1] {
        devices.exchange(device);
        carry(devices, device);
    }
    for device in [0, 1] {
        assert_eq!(&devices.held(device), all, "{what}");
        let faults = devices.store(device).faults();
        assert!(
            faults.iter().all(|fault| !fault.is_damage()),
            "{what}: {faults:?}"
        );
    }
    let line = devices.note(1, "next");
    assert!(
        !all.iter()
            .any(|key| (&key.0, key.1, key.2) == (&line.device, line.epoch, line.seq))
    );
    assert_eq!(
        line.epoch, 2,
        "{what}: nothing is written behind what came back"
    );
}

#[test]
fn an_exchange_survives_every_failing_call() {
    let (devices, all) = story();
    let once = on(devices.disk.copy(), &devices);
    once.disk.fail(None);
    once.exchange(1);
    let calls = once.disk.calls();
    assert!(calls > 60, "{calls}");
    ends_well(&once, &all, "without a failure");
    for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied] {
        for forever in [false, true] {
            for nth in 0..calls {
                let failing = on(devices.disk.copy(), &devices);
                let torn = nth * 37 % 256;
                failing.disk.fail(Some(Failure {
                    nth,
                    forever,
                    kind,
                    torn,
                }));
                let done = failing.try_exchange(1);
                failing.disk.fail(None);
                failing.disk.kill_all();
                assert!(
                    !forever || done.is_err(),
                    "call {nth} failed and nobody said so"
                );
                ends_well(
                    &failing,
                    &all,
                    &format!("call {nth}, {kind}, forever: {forever}"),
                );
            }
        }
    }
}

#[test]
fn an_exchange_survives_a_power_cut_at_every_moment() {
    let (devices, all) = story();
    let cut = on(devices.disk.copy(), &devices);
    cut.disk.record();
    cut.exchange(1);
    for moment in 0..cut.disk.moments() {
        for (data, names) in [
            (Data::Lost, Names::Lost),
            (Data::Torn, Names::Kept),
            (Data::Zeroed, Names::Half),
            (
                Data::Random(moment as u64 + 1),
                Names::Random(moment as u64 + 7),
            ),
        ] {
            let after = on(cut.disk.after_cut(moment, Cut { data, names }), &devices);
            ends_well(
                &after,
                &all,
                &format!("moment {moment}, {data:?}, {names:?}"),
            );
        }
    }
}

#[test]
fn lines_in_every_order_make_the_same_store() {
    let devices = Devices::new(2);
    let mut lines: Vec<String> = (0..3)
        .map(|number| devices.note(0, &number.to_string()))
        .chain([devices.note(1, "of another one")])
        .map(|line| String::from_utf8(line.bytes().unwrap()).unwrap())
        .collect();
    // The second step, erased elsewhere.
    devices
        .store(0)
        .rewrite(&|line| {
            let about = line.step.get().contains("\"1\"");
            about.then(|| r#"{"erased":true}"#.to_owned())
        })
        .unwrap();
    let erased = devices.store(0).every_line().unwrap();
    let erased = erased.iter().find(|line| line.is_erased()).unwrap();
    lines.push(String::from_utf8(erased.bytes().unwrap()).unwrap());

    let mut seen = BTreeSet::new();
    for order in orders(lines.len()) {
        let reader = Devices::new(1);
        let relay = reader.folder(0).join("relay/strange1.jsonl");
        let mut text = String::new();
        for at in order {
            text += &format!("{}\n", lines[at]);
            reader.put(&relay, text.as_bytes());
            reader.exchange(0);
        }
        assert!(reader.exchange(0).is_nothing());
        assert_eq!(reader.held(0).len(), 4);
        seen.insert((reader.held(0), reader.texts(0)));
    }
    assert_eq!(seen.len(), 1, "{seen:?}");
}

/// All orders of so many things.
fn orders(number: usize) -> Vec<Vec<usize>> {
    if number == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(number - 1).into_iter();
    let longer = shorter.flat_map(|order| {
        (0..number).map(move |at| {
            let mut order = order.clone();
            order.insert(at, number - 1);
            order
        })
    });
    longer.collect()
}

#[test]
fn two_programs_of_one_device_exchange_and_write_at_once() {
    let pair = Pair::new();
    thread::scope(|scope| {
        for world in [&pair.a, &pair.a, &pair.b] {
            scope.spawn(move || {
                for _ in 0..5 {
                    world.run(&["note", "ines-muster", "busy"]).ok();
                    world.run(&["share", "now"]).ok();
                }
            });
        }
    });
    pair.exchange();
    pair.agree();
    let history = pair.b.run(&["history", "-n", "0", "-q"]).ok();
    assert_eq!(history.lines().count(), 15, "{history}");
    for world in [&pair.a, &pair.b] {
        world.run(&["doctor"]).ok();
    }
    let left = fs::read_dir(pair.path().join("journal")).unwrap();
    for entry in left {
        let name = entry.unwrap().file_name();
        assert!(
            !Path::new(&name).to_str().unwrap().starts_with('.'),
            "{name:?} was left"
        );
    }
}

#[test]
fn a_store_with_steps_of_its_own_epoch_goes_on_after_another_ones_come() {
    let devices = Devices::new(2);
    devices.note(0, "a");
    devices.note(1, "b");
    for device in [0, 1, 0] {
        devices.exchange(device);
        carry(&devices, device);
    }
    // A program that had the store open before the exchange sees the other one's step, and writes
    // on.
    let mut open = devices.store(1);
    devices.note(0, "later");
    devices.exchange(0);
    carry(&devices, 0);
    devices.exchange(1);
    assert_eq!(open.poll().len(), 1);
    let step = r#"{"note":{"people":["mira-example"],"text":"c"}}"#;
    let line = open.append(step, AT, TZ).unwrap().line;
    assert_eq!((line.epoch, line.seq), (1, 2));
    assert!(line.clock > 2, "its clock is above what came");
}
