//! The real disk: modes, links, locks, and two programs at once.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use cordial::store::{Access, RealDisk, State, Store, Wait};

use super::*;

/// Lets the other thread run, for as long as it takes.
#[derive(Debug)]
struct Patient;

impl Wait for Patient {
    fn wait(&self, _tries: u32) -> bool {
        std::thread::yield_now();
        true
    }
}

fn real(root: &Path, access: Access) -> Store {
    Store::open(Arc::new(RealDisk), dirs(root), info("machine-a"), access)
        .with_wait(Arc::new(Patient))
}

#[test]
fn who_holds_the_lock_is_read_from_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = real(folder.path(), Access::Write);
    let alone = one.alone().unwrap();
    let mut other = real(folder.path(), Access::Write).with_wait(Arc::new(AtOnce));
    let refused = add(&mut other, "no").unwrap_err().to_string();
    let holder = "process 4711 on northwind is writing";
    assert!(refused.contains(holder), "{refused}");
    drop(alone);
    add(&mut other, "one").unwrap();
}

/// An editor or a sync tool may cut a file off in its place.
#[test]
fn a_file_that_became_shorter_is_read_anew_before_the_next_step() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut store = real(root, Access::Write);
    for word in ["one", "two", "three"] {
        add(&mut store, word).unwrap();
    }
    let own = journals(&RealDisk, root.to_str().unwrap()).remove(0);
    let text = fs::read_to_string(&own).unwrap();
    let first = text.find('\n').unwrap() as u64 + 1;
    let file = fs::OpenOptions::new().write(true).open(&own).unwrap();
    file.set_len(first).unwrap();
    let next = store.append(&step("four"), AT, TZ).unwrap().line;
    assert_eq!(next.epoch, 2, "behind what was lost, in a file of its own");
    let log = real(root, Access::Write).read();
    assert_eq!(words(&log), ["one", "four"]);
    assert_eq!(log.state, State::Writable);
}

#[test]
fn two_programs_write_500_steps_each_and_nothing_is_lost_or_doubled() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut told = Vec::new();
    std::thread::scope(|scope| {
        let writers: Vec<_> = ["a", "b"]
            .into_iter()
            .map(|name| {
                scope.spawn(move || {
                    let mut store = real(root, Access::Write);
                    let mut seen = Vec::new();
                    for number in 0..500 {
                        let word = format!("{name}{number}");
                        let appended = store.append(&step(&word), AT, TZ).unwrap();
                        seen.extend(words_of(&appended.taken));
                        seen.push(word);
                        if number % 50 == 0 {
                            seen.extend(words_of(&store.poll()));
                        }
                    }
                    (store, seen)
                })
            })
            .collect();
        for writer in writers {
            told.push(writer.join().unwrap());
        }
    });
    let mut store = real(root, Access::Read);
    let log = store.read();
    assert!(log.faults.is_empty(), "{:?}", log.faults);
    let shown = words(&log);
    assert_eq!(shown.len(), 1000);
    assert_eq!(shown.iter().collect::<BTreeSet<_>>().len(), 1000);
    for name in ["a", "b"] {
        let own: Vec<_> = shown.iter().filter(|word| word.starts_with(name)).collect();
        assert_eq!(*own[499], format!("{name}499"));
        assert!(
            own.iter()
                .enumerate()
                .all(|(number, word)| **word == format!("{name}{number}"))
        );
    }
    let ids: BTreeSet<_> = log.lines.iter().map(|line| &line.id).collect();
    assert_eq!(ids.len(), 1000);
    for (mut store, mut seen) in told {
        seen.extend(words_of(&store.poll()));
        assert_eq!(seen.len(), 1000);
        assert_eq!(seen.iter().collect::<BTreeSet<_>>(), shown.iter().collect());
    }
}

#[cfg(unix)]
mod unix {
    use std::io::Write as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use rustix::fs::Mode;

    use super::*;

    /// Every path below, with its permission bits.
    fn modes(folder: &Path, found: &mut Vec<(String, u32)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            found.push((name, entry.metadata().unwrap().permissions().mode() & 0o777));
            if entry.file_type().unwrap().is_dir() {
                modes(&entry.path(), found);
            }
        }
    }

    #[test]
    fn everything_is_private_whatever_the_umask() {
        for mask in [0o000, 0o022, 0o027, 0o077] {
            let before = rustix::process::umask(Mode::from_bits_truncate(mask));
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path().join("deep/er");
            let mut store = real(&root, Access::Write);
            add(&mut store, "one").unwrap();
            let batch = store.begin_import().unwrap();
            let mut writer = batch.writer().unwrap();
            writer.write_all(b"row\n").unwrap();
            let import = writer.finish().unwrap();
            store.write_cache("facts", "", b"");
            let mut file = fs::OpenOptions::new()
                .append(true)
                .open(journals(&RealDisk, root.to_str().unwrap()).remove(0))
                .unwrap();
            file.write_all(b"torn").unwrap();
            assert_eq!(store.repair(AT, TZ).unwrap().moved, 1);
            rustix::process::umask(before);

            let mut found = Vec::new();
            modes(folder.path(), &mut found);
            assert!(found.len() >= 14, "{found:?}");
            for (name, mode) in &found {
                let file = name.contains('.') || name.starts_with("lock") || name.contains('-');
                assert_eq!(*mode, if file { 0o600 } else { 0o700 }, "{name} {mask:03o}");
            }
            assert!(store.check(&[import]).is_empty(), "{:?}", store.check(&[]));
        }
    }

    /// Each once, and with the mode that it should have.
    #[test]
    fn what_others_may_read_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = real(folder.path(), Access::Write);
        add(&mut store, "one").unwrap();
        let (journal, device) = ("data/journal", "data/device.toml");
        for (path, mode) in [(journal, 0o755), (device, 0o644)] {
            let mode = fs::Permissions::from_mode(mode);
            fs::set_permissions(folder.path().join(path), mode).unwrap();
        }
        let told: Vec<_> = store.check(&[]).iter().map(ToString::to_string).collect();
        let words = |mode, right| {
            format!("its mode is {mode}, so others can get at it; `chmod {right}` closes it")
        };
        let expected = [
            format!("device.toml: {}", words(644, 600)),
            format!("journal: {}", words(755, 700)),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn planted_links_and_pipes_are_neither_read_nor_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let mut store = real(root, Access::Write);
        add(&mut store, "one").unwrap();
        let device = store.device().unwrap();
        let victim = root.join("victim");
        fs::write(&victim, "untouched").unwrap();

        let own = root.join(format!("data/journal/{device}-0001.jsonl"));
        let kept = fs::read(&own).unwrap();
        for name in [
            own.as_path(),
            &root.join("data/lock"),
            &root.join("data/device.toml"),
        ] {
            let aside = root.join("aside");
            fs::rename(name, &aside).unwrap();
            symlink(&victim, name).unwrap();
            let mut store = real(root, Access::Write);
            store.read();
            assert!(add(&mut store, "no").is_err(), "{}", name.display());
            fs::rename(&aside, name).unwrap();
        }
        let pipe = root.join("data/journal/strange1-0001.jsonl");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            let log = real(root, Access::Write).read();
            assert!(matches!(log.state, State::ReadOnly(_)));
            fs::remove_file(&pipe).unwrap();
        }
        for temporary in ["data/.device.toml.tmp", "data/.rejected.jsonl.tmp"] {
            symlink(&victim, root.join(temporary)).unwrap();
        }
        let mut store = real(root, Access::Write);
        fs::OpenOptions::new()
            .append(true)
            .open(&own)
            .unwrap()
            .write_all(b"torn")
            .unwrap();
        assert_eq!(store.repair(AT, TZ).unwrap().moved, 1);
        assert_eq!(fs::read(&own).unwrap(), kept);
        assert_eq!(fs::read_to_string(&victim).unwrap(), "untouched");
    }

    #[test]
    fn a_replaced_file_is_noticed_by_those_who_poll() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let mut one = real(root, Access::Write);
        add(&mut one, "one").unwrap();
        let mut other = real(root, Access::Write);
        other.read();
        let own = journals(&RealDisk, root.to_str().unwrap()).remove(0);
        fs::OpenOptions::new()
            .append(true)
            .open(&own)
            .unwrap()
            .write_all(b"torn")
            .unwrap();
        assert!(other.poll().is_empty());
        one.repair(AT, TZ).unwrap();
        add(&mut one, "two").unwrap();
        assert_eq!(words_of(&other.poll()), ["two"]);
        add(&mut other, "three").unwrap();
        assert_eq!(words_of(&one.poll()), ["three"]);
        assert_eq!(
            words(&real(root, Access::Read).read()),
            ["one", "two", "three"]
        );
    }
}
