//! Every call to the disk fails: once, or from then on; cleanly, or with half a write.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cordial::store::{Depth, Fault, ImportRef, State, Store, StoreError, entropy};

use super::disk::{Failure, SimDisk};
use super::*;

const ROOT: &str = "/home";
const ERRORS: [ErrorKind; 6] = [
    ErrorKind::StorageFull,
    ErrorKind::Other,
    ErrorKind::QuotaExceeded,
    ErrorKind::ReadOnlyFilesystem,
    ErrorKind::PermissionDenied,
    ErrorKind::Interrupted,
];

fn failures(calls: usize) -> impl Iterator<Item = Failure> {
    (0..calls).flat_map(|nth| {
        [false, true].into_iter().flat_map(move |forever| {
            [0, 100, 255, 256].map(|torn| {
                let kind = ERRORS[(nth + torn + usize::from(forever)) % ERRORS.len()];
                // A signal interrupts once, and before anything is written.
                let signal = kind == ErrorKind::Interrupted;
                let (forever, torn) = (forever && !signal, if signal { 0 } else { torn });
                Failure {
                    nth,
                    forever,
                    kind,
                    torn,
                }
            })
        })
    })
}

/// Runs a story under every failure. What it returns is acknowledged: it must be there afterwards,
/// what it tried may be there once, and the store must take another step.
fn survive(before: &SimDisk, run: impl Fn(&mut Store) -> Vec<String>, tried: &[&str]) -> usize {
    let known = words(&open(&before.copy(), ROOT).read());
    let whole = before.copy();
    whole.fail(None);
    run(&mut open(&whole, ROOT));
    let calls = whole.calls();
    for failure in failures(calls) {
        let disk = before.copy();
        disk.fail(Some(failure));
        let mut store = open(&disk, ROOT);
        let acknowledged = run(&mut store);
        disk.fail(None);
        disk.kill_all();

        let log = open(&disk, ROOT).read();
        let shown = words(&log);
        assert_eq!(log.state, State::Writable, "{failure:?} {:?}", log.faults);
        assert!(
            !log.faults.iter().any(Fault::is_damage),
            "{failure:?} {:?}",
            log.faults
        );
        assert_eq!(shown[..known.len()], known, "{failure:?}");
        for word in &acknowledged {
            assert!(shown.contains(word), "{failure:?}: {word} is lost");
        }
        for word in &shown[known.len()..] {
            assert!(
                tried.contains(&word.as_str()),
                "{failure:?}: {word} was never made"
            );
            assert_eq!(
                shown.iter().filter(|other| *other == word).count(),
                1,
                "{failure:?}"
            );
        }

        // The same program goes on once the store was read again.
        store.read();
        add(&mut store, "more").unwrap_or_else(|error| panic!("{failure:?}: {error}"));
        let log = open(&disk, ROOT).read();
        let mut expected = shown;
        expected.push("more".to_owned());
        assert_eq!(words(&log), expected, "{failure:?}");
        assert!(
            !log.faults.iter().any(Fault::is_damage),
            "{failure:?} {:?}",
            log.faults
        );
    }
    calls
}

/// Makes steps; returns those that were acknowledged.
fn make(store: &mut Store, names: &[&str]) -> Vec<String> {
    let made = names.iter().filter(|word| add(store, word).is_ok());
    made.map(|word| (*word).to_owned()).collect()
}

fn started() -> Arc<SimDisk> {
    let disk = SimDisk::new();
    let mut store = open(&disk, ROOT);
    for word in ["0", "1", "2"] {
        add(&mut store, word).unwrap();
    }
    disk
}

#[test]
fn a_first_start_survives_every_failing_call() {
    let calls = survive(
        &SimDisk::new(),
        |store| make(store, &["a", "b"]),
        &["a", "b"],
    );
    assert!(calls > 60, "{calls}");
}

#[test]
fn a_step_survives_every_failing_call() {
    let run = |store: &mut Store| {
        store.read();
        make(store, &["a", "b", "c"])
    };
    survive(&started(), run, &["a", "b", "c"]);
}

#[test]
fn a_step_after_an_unfinished_line_survives_every_failing_call() {
    let disk = started();
    let file = journals(&*disk, ROOT).remove(0);
    let mut bytes = disk.bytes(&file);
    bytes.extend_from_slice(b"{\"v\":1,\"device\":");
    disk.put(&file, &bytes);
    survive(&disk, |store| make(store, &["a"]), &["a"]);
}

#[test]
fn a_repair_survives_every_failing_call_and_ends_the_same() {
    let disk = started();
    let file = journals(&*disk, ROOT).remove(0);
    let text = String::from_utf8(disk.bytes(&file)).unwrap();
    let damaged = text.replacen("\"note\":\"1\"", "\"note\":\"7\"", 1) + "torn";
    disk.put(&file, damaged.as_bytes());
    let rejected = Path::new("/home/data/rejected.jsonl");
    disk.put(rejected, b"what an editor left without a line end");
    let whole = disk.copy();
    whole.fail(None);
    open(&whole, ROOT).repair(AT, TZ).unwrap();
    let calls = whole.calls();
    for failure in failures(calls) {
        let disk = disk.copy();
        disk.fail(Some(failure));
        let mut store = open(&disk, ROOT);
        // It may succeed all the same, where what failed is a mark.
        drop(store.repair(AT, TZ));
        disk.fail(None);
        disk.kill_all();
        store.read();
        let again = store
            .repair(AT, TZ)
            .unwrap_or_else(|error| panic!("{failure:?}: {error}"));
        drop(again);
        let log = open(&disk, ROOT).read();
        assert_eq!(words(&log), ["0", "2"]);
        assert_eq!(log.state, State::Writable, "{failure:?} {:?}", log.faults);
        let rejected = String::from_utf8(disk.bytes(rejected)).unwrap();
        let before = "what an editor left without a line end\n{";
        assert!(rejected.starts_with(before), "{failure:?}: {rejected}");
        // What a torn confirmation left is moved too.
        let entries: Vec<_> = rejected
            .lines()
            .filter(|line| line.ends_with('}'))
            .collect();
        let unique: std::collections::HashSet<_> = entries.iter().collect();
        assert_eq!(entries.len(), unique.len(), "{failure:?}: rejected twice");
        let decoded: String = entries.iter().map(|entry| decode(entry)).collect();
        for bytes in ["torn", "\"note\":\"7\""] {
            assert!(decoded.contains(bytes), "{failure:?}: {bytes} is lost");
        }
        let end = disk.everything();
        assert_eq!(store.repair(AT, TZ).unwrap().moved, 0, "{failure:?}");
        assert_eq!(disk.everything(), end, "{failure:?}");
    }
}

/// The bytes that an entry of `rejected.jsonl` keeps.
fn decode(entry: &str) -> String {
    use base64::Engine as _;
    let entry: serde_json::Value = serde_json::from_str(entry).unwrap();
    let bytes = entry["bytes"].as_str().unwrap();
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(bytes)
        .unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Writes one import with this many rows.
pub(super) fn import(store: &mut Store, rows: usize) -> Result<ImportRef> {
    let batch = store.begin_import()?;
    let mut writer = batch.writer()?;
    for row in 0..rows {
        writeln!(writer, "[\"Mira Example\",\"{row}\"]").map_err(|source| StoreError::Io {
            path: "imports".into(),
            source,
        })?;
    }
    writer.finish()
}

/// What cannot be listed is not nothing, and what cannot be removed is not gone; only what is not there
/// may be missing.
#[test]
fn a_refusal_is_not_taken_for_absence() {
    let disk = started();
    let mut store = open(&disk, ROOT);
    let import = import(&mut store, 3).unwrap();
    let id = &import.id;
    let batch = store.begin_import().unwrap();
    store.begin_erasing(&[id]).unwrap();
    let refused = Failure {
        nth: 0,
        forever: false,
        kind: ErrorKind::PermissionDenied,
        torn: 0,
    };
    for (nth, ask) in [
        (0, &|store: &mut Store| store.every_line().map(drop)),
        (0, &|store| store.remove_import(id)),
        (0, &|store| store.verify_import(&import, Depth::Full)),
        (0, &|store| store.end_erasing()),
        (0, &|store| add(store, "no")),
        (0, &|_| batch.writer().map(drop)),
        (1, &|store| store.lock_share().map(drop)),
        (0, &|store| {
            let path = "journal".into();
            let print = store.fingerprint().map(drop);
            print.map_err(|source| StoreError::Io { path, source })
        }),
    ] as [(usize, &dyn Fn(&mut Store) -> Result<()>); 8]
    {
        disk.fail(Some(Failure { nth, ..refused }));
        let told = ask(&mut store).unwrap_err().to_string();
        assert!(told.contains("permission denied"), "{told}");
    }
    disk.fail(None);
    assert!(!store.every_line().unwrap().is_empty());
    for _ in 0..2 {
        store.remove_import(id).unwrap();
        store.end_erasing().unwrap();
    }
    assert!(open(&SimDisk::new(), ROOT).every_line().unwrap().is_empty());
}

/// A signal is no error of reading, and an error is told.
#[test]
fn what_is_read_survives_signals_and_nothing_else() {
    let disk = started();
    let import = import(&mut open(&disk, ROOT), 3).unwrap();
    disk.fail_reads(ErrorKind::Interrupted);
    let mut store = open(&disk, ROOT);
    assert_eq!(words(&store.read()), ["0", "1", "2"]);
    assert!(store.check(std::slice::from_ref(&import)).is_empty());
    disk.fail_reads(ErrorKind::Other);
    let log = store.read();
    assert!(matches!(log.state, State::ReadOnly(_)), "{:?}", log.state);
    let told = store.verify_import(&import, Depth::Full);
    assert!(told.unwrap_err().to_string().contains("other error"));
}

/// How many of the calls of a first step may fail so, but not in any other way.
fn forgiven(kind: ErrorKind, before: fn(&mut Store)) -> usize {
    let survives = |nth: usize, kind: ErrorKind| {
        let disk = SimDisk::new();
        let mut store = open(&disk, ROOT);
        before(&mut store);
        disk.fail(Some(Failure {
            nth,
            forever: false,
            kind,
            torn: 0,
        }));
        add(&mut store, "a").is_ok()
    };
    let only = |nth: &usize| survives(*nth, kind) && !survives(*nth, ErrorKind::Other);
    (0..60).filter(only).count()
}

/// A folder above that this user may not even open was not made by this program; any other failure of
/// a sync leaves a step unacknowledged. And who creates a folder may find that another was faster.
#[test]
fn failures_that_do_not_matter_are_passed_over_and_no_others() {
    let settle = |store: &mut Store| drop(store.settle_device().unwrap());
    let not_ours = forgiven(ErrorKind::PermissionDenied, settle);
    assert_eq!(not_ours, 2, "/home and /");
    let slower = forgiven(ErrorKind::AlreadyExists, |_| ());
    assert_eq!(slower, 3, "/home, its data and the journal");
}

/// What cannot be listed is not empty.
#[test]
fn a_check_tells_which_folder_it_could_not_look_into() {
    let disk = started();
    let mut store = open(&disk, ROOT);
    import(&mut store, 1).unwrap();
    let mut told = std::collections::BTreeSet::new();
    for nth in 0..60 {
        disk.fail(Some(Failure {
            nth,
            forever: false,
            kind: ErrorKind::PermissionDenied,
            torn: 0,
        }));
        told.extend(store.check(&[]).iter().map(ToString::to_string));
    }
    for folder in ["", "journal", "imports"] {
        let words = format!("{folder}: it cannot be read: permission denied");
        assert!(told.contains(&words), "{words} {told:?}");
    }
}

/// Two devices that begin in the same moment must not get one id.
#[test]
fn no_two_seeds_are_the_same() {
    let seeds: std::collections::BTreeSet<u64> = (0..100).map(|_| entropy()).collect();
    assert_eq!(seeds.len(), 100);
}

#[test]
fn an_import_survives_every_failing_call_whole_or_not_at_all() {
    let before = started();
    let whole = before.copy();
    whole.fail(None);
    let expected = import(&mut open(&whole, ROOT), 100).unwrap();
    let calls = whole.calls();
    for failure in failures(calls) {
        let disk = before.copy();
        disk.fail(Some(failure));
        let mut store = open(&disk, ROOT);
        let first = import(&mut store, 100);
        disk.fail(None);
        disk.kill_all();
        if first.is_ok() {
            store.verify_import(&expected, Depth::Full).unwrap();
        }
        let second = import(&mut store, 100).unwrap();
        assert_eq!(second, expected);
        store.verify_import(&second, Depth::Full).unwrap();
        let left = disk.list(Path::new("/home/data/imports")).unwrap();
        assert_eq!(left.len(), 1, "{failure:?}: {left:?}");
    }
}

#[test]
fn a_cache_that_cannot_be_written_or_read_is_no_cache() {
    let before = started();
    open(&before, ROOT).write_cache("facts", "old", b"old bytes");
    let whole = before.copy();
    whole.fail(None);
    open(&whole, ROOT).write_cache("facts", "new", b"new bytes");
    for failure in failures(whole.calls() + 3) {
        let disk = before.copy();
        disk.fail(Some(failure));
        let store = open(&disk, ROOT);
        store.write_cache("facts", "new", b"new bytes");
        drop(store.read_cache("facts"));
        disk.fail(None);
        if let Some(cached) = store.read_cache("facts") {
            let expected: &[u8] = if cached.covers == "new" {
                b"new bytes"
            } else {
                b"old bytes"
            };
            assert_eq!(cached.bytes(), expected);
        }
    }
}

#[test]
fn after_a_failed_sync_nothing_is_written_until_the_store_is_read_again() {
    let before = started();
    before.fail(None);
    add(&mut open(&before.copy(), ROOT), "probe").unwrap();
    let (mut writes, mut syncs) = (0, 0);
    for nth in 0..60 {
        let disk = before.copy();
        let mut store = open(&disk, ROOT);
        disk.fail(Some(Failure {
            nth,
            forever: false,
            kind: ErrorKind::Other,
            torn: 100,
        }));
        let Err(StoreError::NotSaved { .. }) = add(&mut store, "lost") else {
            continue;
        };
        disk.fail(None);
        let stopped = add(&mut store, "no").unwrap_err();
        assert!(matches!(stopped, StoreError::Stopped { .. }), "{stopped}");

        // Another program learns of it by the mark, and so does this one when it reads again.
        let other = open(&disk, ROOT)
            .append(&step("other"), AT, TZ)
            .unwrap()
            .line;
        store.read();
        let own = store.append(&step("own"), AT, TZ).unwrap().line;
        if disk.sync_failed() {
            syncs += 1;
            assert_eq!(
                (other.epoch, other.seq),
                (2, 1),
                "nothing follows in the old file"
            );
            assert!(own.epoch > 1);
        } else {
            writes += 1;
            assert_eq!((other.epoch, own.epoch), (1, 1));
        }
    }
    assert_eq!((writes, syncs), (1, 1));
}

#[test]
fn a_full_disk_takes_steps_again_when_there_is_room() {
    let disk = started();
    let mut store = open(&disk, ROOT);
    store.read();
    for torn in 0..=255 {
        disk.fail(Some(Failure {
            nth: 0,
            forever: true,
            kind: ErrorKind::StorageFull,
            torn,
        }));
        // Only writing fails: everything before the write is reading.
        let first_write = (0..40).find(|&nth| {
            let disk = disk.copy();
            disk.fail(Some(Failure {
                nth,
                forever: true,
                kind: ErrorKind::StorageFull,
                torn,
            }));
            let mut store = open(&disk, ROOT);
            matches!(add(&mut store, "x"), Err(StoreError::NotSaved { .. }))
        });
        let nth = first_write.unwrap();
        disk.fail(Some(Failure {
            nth,
            forever: true,
            kind: ErrorKind::StorageFull,
            torn,
        }));
        assert!(add(&mut open(&disk, ROOT), format!("lost {torn}")).is_err());
        disk.fail(None);
        disk.kill_all();
        add(&mut store, format!("kept {torn}")).unwrap();
        if torn % 64 == 0 {
            let log = open(&disk, ROOT).read();
            assert!(words(&log).contains(&format!("kept {torn}")));
            assert_eq!(log.state, State::Writable);
        }
    }
}

#[test]
fn rewriting_lines_survives_every_failing_call() {
    let forget = |line: &cordial::store::Line| {
        let about = line.step.get().contains("\"1\"") || line.step.get().contains("\"2\"");
        about.then(|| step("gone"))
    };
    let before = started();
    let whole = before.copy();
    whole.fail(None);
    assert_eq!(open(&whole, ROOT).rewrite(&forget).unwrap().lines, 2);
    let done = ["0", "gone", "gone"];
    for failure in failures(whole.calls()) {
        let disk = before.copy();
        disk.fail(Some(failure));
        let rewritten = open(&disk, ROOT).rewrite(&forget);
        disk.fail(None);
        disk.kill_all();
        let mut store = open(&disk, ROOT);
        let log = store.read();
        assert_eq!(log.state, State::Writable, "{failure:?} {:?}", log.faults);
        let shown = words(&log);
        assert!(
            shown == done || shown == ["0", "1", "2"],
            "{failure:?} {shown:?}"
        );
        assert!(rewritten.is_err() || shown == done, "{failure:?}");
        if !failure.forever {
            let all = disk.everything();
            let is_left = |path: &&PathBuf| path.extension().is_some_and(|end| end == "tmp");
            let left: Vec<_> = all.keys().filter(is_left).collect();
            assert!(left.is_empty(), "{failure:?} {left:?}");
        }
        // Done again, it does the rest; the next step follows in the same file.
        store.rewrite(&forget).unwrap();
        add(&mut store, "more").unwrap();
        let log = open(&disk, ROOT).read();
        assert_eq!(words(&log), ["0", "gone", "gone", "more"], "{failure:?}");
        assert!(
            !log.faults.iter().any(Fault::is_damage),
            "{failure:?} {:?}",
            log.faults
        );
    }
}
