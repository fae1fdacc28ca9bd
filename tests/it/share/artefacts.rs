//! What tools and people do to the folder: after it, everybody has everything all the same.

use std::path::Path;

use super::devices::Devices;
use cordial::store::Renewed;

/// Two devices on one folder; each has made three steps and exchanged, the second one last.
fn story() -> Devices {
    let devices = Devices::new(2);
    for device in [0, 1] {
        for number in 0..3 {
            devices.note(device, &format!("{device}-{number}"));
        }
        pass(&devices, device);
    }
    devices
}

/// One device exchanges, and its folder becomes that of the other one.
fn pass(devices: &Devices, device: usize) {
    devices.exchange(device);
    mirror(devices, device, 1 - device);
}

fn mirror(devices: &Devices, from: usize, to: usize) {
    devices.empty(&devices.folder(to));
    for (path, bytes) in devices.files(&devices.folder(from)) {
        devices.put(&devices.folder(to).join(path), &bytes);
    }
}

const ALL: [&str; 6] = ["0-0", "0-1", "0-2", "1-0", "1-1", "1-2"];

#[track_caller]
fn all_is_there(devices: &Devices, what: &str) {
    for _ in 0..2 {
        pass(devices, 0);
        pass(devices, 1);
    }
    for device in [0, 1] {
        let mut texts = devices.texts(device);
        texts.sort();
        assert_eq!(texts, ALL, "{what}");
        assert!(
            devices
                .store(device)
                .faults()
                .iter()
                .all(|f| !f.is_damage()),
            "{what}"
        );
    }
    assert_eq!(devices.held(0), devices.held(1), "{what}");
    assert!(devices.exchange(0).is_nothing(), "{what}");
}

/// Changes the first device's copy of a file of the folder.
fn change(devices: &Devices, name: &str, change: impl Fn(&[u8]) -> Vec<u8>) {
    let folder = devices.folder(0);
    for (path, bytes) in devices.files(&folder) {
        if path.starts_with(name) {
            devices.put(&folder.join(path), &change(&bytes));
        }
    }
}

fn lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    bytes
        .split_inclusive(|&byte| byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect()
}

type Artefact = (&'static str, fn(&Devices));

const ARTEFACTS: [Artefact; 15] = [
    ("a conflict copy with half the lines", |devices| {
        litter(devices, |name| {
            format!("{name}.sync-conflict-20261123-101112-ABCDEFG.jsonl")
        });
    }),
    ("a conflicted copy", |devices| {
        litter(devices, |name| {
            format!("{name} (Mira's conflicted copy 2026-11-23).jsonl")
        });
    }),
    ("a second copy", |devices| {
        litter(devices, |name| format!("{name} 2.jsonl"));
    }),
    ("temporary files", |devices| {
        litter(devices, |name| format!(".syncthing.{name}.jsonl.tmp"));
        litter(devices, |name| format!("~syncthing~{name}.jsonl.tmp"));
        litter(devices, |name| format!("{name}.jsonl~"));
        litter(devices, |name| format!(".{name}.jsonl.swp"));
        litter(devices, |name| format!(".{name}.jsonl.icloud"));
    }),
    ("litter of systems", |devices| {
        litter(devices, |name| format!("._{name}.jsonl"));
        for name in [".DS_Store", "desktop.ini", "journal/.DS_Store", ".stfolder"] {
            devices.put(&devices.folder(0).join(name), b"litter");
        }
    }),
    ("files cut in the middle of a line", |devices| {
        change(devices, "journal", |bytes| {
            bytes[..bytes.len() - 40].to_vec()
        });
    }),
    ("files cut at every line", |devices| {
        change(devices, "journal", |bytes| lines(bytes)[..1].concat());
    }),
    ("empty files", |devices| {
        change(devices, "journal", |_| Vec::new());
    }),
    ("a folder that was emptied", |devices| {
        devices.empty(&devices.folder(0));
    }),
    ("line ends and a mark of a text editor", |devices| {
        change(devices, "journal", |bytes| {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes()
        });
    }),
    (
        "lines in another order and twice, as a union merge leaves them",
        |devices| {
            change(devices, "journal", |bytes| {
                let mut lines = lines(bytes);
                lines.reverse();
                [lines.concat(), bytes.to_vec()].concat()
            });
        },
    ),
    ("marks of a merge", |devices| {
        change(devices, "journal", |bytes| {
            [
                b"<<<<<<< ours\n".to_vec(),
                bytes.to_vec(),
                b">>>>>>> theirs\n".to_vec(),
            ]
            .concat()
        });
    }),
    ("zeros where content was", |devices| {
        change(devices, "journal", |bytes| vec![0; bytes.len()]);
    }),
    ("flipped bits", |devices| {
        change(devices, "journal", |bytes| {
            let mut bytes = bytes.to_vec();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 4;
            bytes
        });
    }),
    ("a folder in the place of a file, and a link", |devices| {
        let folder = devices.folder(0).join("journal");
        devices.put(&folder.join("strange1-0001.jsonl/x"), b"x");
        devices.disk.put_link(&folder.join("strange2-0001.jsonl"));
    }),
];

/// A broken copy of each journal under a name that is none.
fn litter(devices: &Devices, name_of: impl Fn(&str) -> String) {
    let folder = devices.folder(0).join("journal");
    for (path, bytes) in devices.files(&folder) {
        let name = path.to_str().unwrap().trim_end_matches(".jsonl");
        if name.len() == 13 {
            let broken = [&bytes[..bytes.len() / 2], b"\ngarbage\n"].concat();
            devices.put(&folder.join(name_of(name)), &broken);
        }
    }
}

#[test]
fn each_artefact_leaves_everybody_with_everything() {
    for (what, artefact) in ARTEFACTS {
        let devices = story();
        artefact(&devices);
        all_is_there(&devices, what);
    }
}

#[test]
fn and_so_do_all_at_once() {
    let devices = story();
    for (_, artefact) in ARTEFACTS.iter().rev() {
        artefact(&devices);
    }
    all_is_there(&devices, "all at once");
}

#[test]
fn lines_that_a_tool_is_still_copying_are_waited_for() {
    let devices = Devices::new(2);
    for number in 0..5 {
        devices.note(0, &number.to_string());
    }
    devices.exchange(0);
    let (path, bytes) = devices.files(&devices.folder(0)).pop_first().unwrap();
    let lines = lines(&bytes);
    let there = devices.folder(1).join(path);
    // The third line is not there yet.
    devices.put(&there, &[&lines[..2], &lines[3..]].concat().concat());
    let done = devices.exchange(1);
    assert_eq!((done.taken, done.waiting), (2, 2));
    assert_eq!(devices.texts(1), ["0", "1"]);
    devices.put(&there, &bytes);
    assert_eq!(devices.exchange(1).taken, 3);
    assert_eq!(devices.texts(1), ["0", "1", "2", "3", "4"]);
}

#[test]
fn a_restored_device_takes_its_own_steps_back_and_begins_a_new_epoch() {
    let devices = Devices::new(2);
    devices.note(0, "old");
    let journal = devices.journal(0);
    let backup = devices.disk.bytes(&journal);
    devices.note(0, "new");
    devices.exchange(0);
    devices.disk.put(&journal, &backup);
    let done = devices.exchange(0);
    assert_eq!((done.taken, done.renewed), (1, Some(Renewed::Epoch)));
    assert_eq!(devices.texts(0), ["old", "new"]);
    let line = devices.note(0, "after");
    assert_eq!((line.epoch, line.seq), (2, 1));
    assert!(
        devices
            .store(0)
            .faults()
            .iter()
            .all(|fault| !fault.is_damage())
    );
}

#[test]
fn of_two_machines_with_one_id_the_one_that_notices_takes_another() {
    let devices = Devices::new(2);
    devices.note(0, "common");
    // The clone is so exact that it believes to be the same machine.
    let id = devices.store(0).device().unwrap();
    for (path, bytes) in devices.files(Path::new("/0/data")) {
        devices.put(&Path::new("/1/data").join(path), &bytes);
    }
    let clone = || {
        let mut store = crate::store::open_as(
            &devices.disk,
            "/1",
            "machine/0",
            cordial::store::Access::Write,
        );
        store.read();
        store
    };
    let step = r#"{"note":{"people":["mira-example"],"text":"by the clone"}}"#;
    // Its entry names another path, so that its first step is in a new epoch; the original gets
    // into that epoch as well, by a backup that came back.
    clone()
        .append(step, crate::store::AT, crate::store::TZ)
        .unwrap();
    let first = devices.disk.bytes(&devices.journal(0));
    devices.note(0, "lost");
    devices.disk.put(&devices.journal(0), &first);
    devices.note(0, "by the original");
    devices.exchange(0);
    mirror(&devices, 0, 1);

    let mut store = clone();
    assert_eq!(store.device().as_ref(), Some(&id));
    let folder = devices.folder(1);
    let mut exchange = cordial::workspace::share::Exchange::begin(&mut store, &folder).unwrap();
    exchange.take(&mut store).unwrap();
    let done = exchange.give(&mut store).unwrap();
    assert_eq!(done.renewed, Some(Renewed::Device));
    let new = clone().device().unwrap();
    assert_ne!(new, id);
    mirror(&devices, 1, 0);
    devices.exchange(0);
    let mut texts = devices.texts(0);
    texts.sort();
    assert_eq!(texts, ["by the clone", "by the original", "common"]);
}

#[test]
fn what_a_device_that_is_gone_had_said_is_passed_on() {
    let devices = Devices::new(3);
    devices.note(0, "of the lost one");
    devices.exchange(0);
    mirror(&devices, 0, 1);
    devices.exchange(1);
    // Its files go, and it never comes back.
    let folder = devices.folder(1);
    devices.empty(&folder.join("journal"));
    devices.exchange(1);
    for (path, bytes) in devices.files(&folder) {
        devices.put(&devices.folder(2).join(path), &bytes);
    }
    devices.exchange(2);
    assert_eq!(devices.texts(2), ["of the lost one"]);
    assert_eq!(devices.held(2), devices.held(0));
    let id = devices.store(1).device().unwrap();
    let relay = folder.join(format!("relay/{id}.jsonl"));
    let own = devices.disk.bytes(&devices.journal(0));
    assert_eq!(devices.disk.bytes(&relay), own, "verbatim");
}

#[test]
fn records_that_are_no_steps_of_ours_are_not_taken_in() {
    let devices = Devices::new(2);
    devices.note(0, "good");
    devices.exchange(0);
    let (path, bytes) = devices.files(&devices.folder(0)).pop_first().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let forged = |from: &str, to: &str| {
        let body = text
            .trim_end()
            .split(",\"crc\"")
            .next()
            .unwrap()
            .replacen(from, to, 1);
        assert!(body.contains(to), "{body}");
        format!(
            "{body},\"crc\":\"{:08x}\"}}\n",
            crc32c::crc32c(body.as_bytes())
        )
    };
    let deep = format!("\"text\":{}1{}", "[".repeat(40), "]".repeat(40));
    let elsewhere = "{\"import\":{\"source\":\"x.zip\",\"files\":[{\"id\":\"../../device\",\"bytes\":1,\
        \"sha256\":\"00\",\"sections\":[]}]}}";
    let note = "{\"note\":{\"people\":[\"mira-example\"],\"text\":\"good\"}}";
    let hostile = [
        forged(note, elsewhere),
        forged("\"note\"", "\"unheard\""),
        forged("\"id\":\"", "\"id\":\"\\u001b[31m"),
        forged("2026-11-23T", "yesterday"),
        forged("Europe/Berlin", "Europe\\u001b]0;x\\u0007"),
        forged("\"text\":\"good\"", &deep),
        forged("\"seq\":1", "\"seq\":0"),
        forged("\"v\":1", "\"v\":7"),
        forged("\"people\":[\"mira-example\"]", "\"people\":7"),
        format!("{}\n", "x".repeat(5 << 20)),
        "\n\n{}\nnull\n[]\n\u{0}\n".to_owned(),
    ];
    let there = devices.folder(1).join(path);
    devices.put(&there, hostile.concat().as_bytes());
    let relay = devices.folder(1).join("relay/strange1.jsonl");
    devices.put(&relay, hostile.concat().as_bytes());
    let done = devices.exchange(1);
    assert_eq!((done.taken, done.unknown > 0), (0, true), "{done:?}");
    assert!(devices.held(1).is_empty());
    // They keep nobody from what is good.
    let all = [hostile.concat().as_bytes(), &bytes].concat();
    devices.put(&there, &all);
    assert_eq!(devices.exchange(1).taken, 1);
    assert_eq!(devices.texts(1), ["good"]);
    let log = devices.store(1).read();
    assert_eq!(log.state, cordial::store::State::Writable);
}

#[test]
fn lines_that_nobody_understands_keep_no_device_from_sharing() {
    let devices = Devices::new(2);
    devices.note(0, "own");
    devices.exchange(0);
    let (path, bytes) = devices.files(&devices.folder(0)).pop_first().unwrap();
    let line = String::from_utf8(bytes).unwrap();
    // In the device's own file, in its name: of a newer program, of nobody, and of neither.
    let odd = [("\"v\":1", "\"v\":7"), ("\"note\"", "\"unheard\"")];
    let odd = odd.map(|(from, to)| {
        let body = line.trim_end().split(",\"crc\"").next().unwrap();
        let body = body
            .replacen(from, to, 1)
            .replacen("\"seq\":1", "\"seq\":9", 1);
        format!(
            "{body},\"crc\":\"{:08x}\"}}\n",
            crc32c::crc32c(body.as_bytes())
        )
    });
    devices.put(&devices.folder(0).join(&path), odd.concat().as_bytes());
    devices.note(0, "later");
    let done = devices.exchange(0);
    assert_eq!((done.given, done.unknown), (2, 2), "{done:?}");
    let there = devices.files(&devices.folder(0)).remove(&path).unwrap();
    let there = String::from_utf8(there).unwrap();
    assert!(there.contains("later") && there.contains("own"), "{there}");
    for line in &odd {
        assert!(
            there.contains(line),
            "what is not understood stays: {there}"
        );
    }
    assert!(devices.exchange(0).is_nothing());
    devices.put(&devices.folder(1).join(&path), there.as_bytes());
    devices.exchange(1);
    assert_eq!(devices.texts(1), ["own", "later"]);
}

#[test]
fn an_absurd_clock_is_kept_and_not_folded() {
    let devices = Devices::new(2);
    devices.note(0, "far");
    devices.exchange(0);
    let (path, bytes) = devices.files(&devices.folder(0)).pop_first().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let body = text.trim_end().split(",\"crc\"").next().unwrap();
    let body = body.replacen("\"clock\":1", "\"clock\":9007199254740993", 1);
    let line = format!(
        "{body},\"crc\":\"{:08x}\"}}\n",
        crc32c::crc32c(body.as_bytes())
    );
    devices.put(&devices.folder(1).join(path), line.as_bytes());
    devices.note(1, "own");
    devices.exchange(1);
    assert_eq!(devices.texts(1), ["own"]);
    assert_eq!(devices.held(1).len(), 2);
    assert!(
        devices.exchange(1).is_nothing(),
        "it is not taken again and again"
    );
    assert!(devices.note(1, "next").clock < 10);
}
