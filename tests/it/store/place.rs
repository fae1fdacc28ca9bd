//! Where a store lies: folders, links, locks, machines.

use std::path::Path;

use cordial::store::{Access, FaultKind, State, StoreError};

use super::damage::{device_of, lines_of, numbers, put_lines, story};
use super::disk::SimDisk;
use super::*;

const ROOT: &str = "/home";

#[test]
fn a_store_that_is_not_there_reads_as_empty_and_stays_so() {
    let disk = SimDisk::new();
    let log = open(&disk, ROOT).read();
    assert!(log.lines.is_empty() && log.faults.is_empty());
    assert_eq!(log.state, State::Writable);
    assert!(open(&disk, ROOT).poll().is_empty());
    assert!(open(&disk, ROOT).check(&[]).is_empty());
    assert!(disk.everything().is_empty());
    assert!(disk.list(Path::new("/")).unwrap().is_empty());
}

#[test]
fn litter_of_sync_tools_is_ignored_and_listed() {
    let (disk, file) = story(5);
    let expected = words(&open(&disk, ROOT).read());
    let name = file
        .file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .trim_end_matches(".jsonl")
        .to_owned();
    let litter = [
        format!("{name}.sync-conflict-20261123-101112-ABCDEFG.jsonl"),
        format!("{name} (Mira Example's conflicted copy 2026-11-23).jsonl"),
        format!("{name} 2.jsonl"),
        format!(".syncthing.{name}.jsonl.tmp"),
        format!("~syncthing~{name}.jsonl.tmp"),
        format!("{name}.jsonl~"),
        format!(".{name}.jsonl.swp"),
        format!(".{name}.jsonl.icloud"),
        format!("._{name}.jsonl"),
        ".DS_Store".to_owned(),
        "desktop.ini".to_owned(),
    ];
    for name in &litter {
        disk.put(&file.with_file_name(name), b"{\"v\":1}\ngarbage");
    }
    disk.put(Path::new("/home/data/.stfolder"), b"");
    disk.put_link(Path::new("/home/data/imports.jsonl"));
    let before = disk.everything();
    let mut store = open(&disk, ROOT);
    let log = store.read();
    assert_eq!(words(&log), expected);
    assert!(log.faults.is_empty());
    let faults = store.check(&[]);
    assert_eq!(faults.len(), litter.len() + 2);
    assert!(
        faults
            .iter()
            .all(|fault| fault.kind == FaultKind::Ignored && !fault.is_damage())
    );
    assert!(
        faults
            .iter()
            .any(|fault| fault.words.contains("itself is synced"))
    );
    assert_eq!(disk.everything(), before, "a check changes nothing");
}

#[test]
fn a_link_in_the_place_of_a_journal_is_not_followed() {
    let (disk, _) = story(2);
    disk.put_link(Path::new("/home/data/journal/strange1-0001.jsonl"));
    let mut store = open(&disk, ROOT);
    let log = store.read();
    assert_eq!(words(&log), numbers(0..2));
    assert_eq!(kinds(&log), [FaultKind::Unreadable]);
    assert!(matches!(log.state, State::ReadOnly(_)));
    assert!(matches!(
        add(&mut store, "no"),
        Err(StoreError::ReadOnly { .. })
    ));
}

#[test]
fn a_read_only_folder_is_read_without_a_lock_and_refuses_steps() {
    let (disk, _) = story(3);
    disk.set_read_only(true);
    let before = disk.everything();
    let mut store = open(&disk, ROOT);
    let log = store.read();
    assert_eq!(words(&log), numbers(0..3));
    let State::ReadOnly(why) = log.state else {
        panic!("{:?}", log.state)
    };
    assert!(why.contains("read-only"), "{why}");
    let refused = add(&mut store, "no").unwrap_err().to_string();
    assert!(refused.contains("takes no steps"), "{refused}");
    assert_eq!(disk.everything(), before);

    disk.set_read_only(false);
    let mut reader = open_as(&disk, ROOT, "machine-a", Access::Read);
    assert_eq!(reader.read().lines.len(), 3);
    assert!(matches!(
        add(&mut reader, "no"),
        Err(StoreError::ReadOnly { .. })
    ));
    assert_eq!(disk.everything(), before);
    add(&mut store, "3").unwrap();
}

#[test]
fn the_holder_of_the_lock_is_named_and_readers_do_not_care() {
    let (disk, _) = story(1);
    let held = disk
        .try_lock(Path::new("/home/data/lock"), "process 12 on contoso")
        .unwrap();
    let mut store = open(&disk, ROOT);
    assert_eq!(store.read().lines.len(), 1);
    let refused = add(&mut store, "no").unwrap_err().to_string();
    assert!(
        refused.contains("process 12 on contoso is writing"),
        "{refused}"
    );
    drop(held);
    add(&mut store, "1").unwrap();
}

/// Gives up at the third refusal.
#[derive(Debug)]
struct Twice;

impl Wait for Twice {
    fn wait(&self, tries: u32) -> bool {
        assert!(tries <= 2, "it was said that patience has ended");
        tries < 2
    }
}

#[test]
fn patience_for_a_lock_ends() {
    let (disk, _) = story(1);
    let _held = disk.try_lock(Path::new("/home/data/lock"), "").unwrap();
    let mut store = open(&disk, ROOT).with_wait(Arc::new(Twice));
    let refused = add(&mut store, "no").unwrap_err().to_string();
    assert!(refused.contains("another program is writing"), "{refused}");
}

#[test]
fn without_locks_one_program_may_write_if_the_person_says_so() {
    let (disk, _) = story(1);
    disk.without_locks();
    let refused = add(&mut open(&disk, ROOT), "no").unwrap_err().to_string();
    assert!(refused.contains("has no locks"), "{refused}");
    add(
        &mut open_as(&disk, ROOT, "machine-a", Access::WriteAlone),
        "1",
    )
    .unwrap();
    assert_eq!(open(&disk, ROOT).read().lines.len(), 2);
}

#[test]
fn a_cloned_store_gets_a_device_of_its_own_and_a_moved_one_an_epoch() {
    let (disk, file) = story(2);
    let first = device_of(&file);
    let clone = open_as(&disk, ROOT, "machine-b", Access::Write)
        .append(&step("from the clone"), AT, TZ)
        .unwrap()
        .line;
    assert_ne!(clone.device, first);
    assert_eq!((clone.epoch, clone.seq, clone.clock), (1, 1, 3));
    // Back on the first machine, its own numbers go on.
    let own = open(&disk, ROOT)
        .append(&step("back"), AT, TZ)
        .unwrap()
        .line;
    assert_eq!(
        (own.device.as_str(), own.epoch, own.seq),
        (first.as_str(), 1, 3)
    );

    disk.rename(Path::new("/home"), Path::new("/moved"))
        .unwrap();
    let mut store = open(&disk, "/moved");
    assert_eq!(store.read().state, State::Writable);
    let own = store.append(&step("moved"), AT, TZ).unwrap().line;
    assert_eq!(
        (own.device.as_str(), own.epoch, own.seq),
        (first.as_str(), 2, 1)
    );
    let own = open(&disk, "/moved")
        .append(&step("again"), AT, TZ)
        .unwrap()
        .line;
    assert_eq!((own.epoch, own.seq), (2, 2));

    let text = String::from_utf8(disk.bytes(Path::new("/moved/data/device.toml"))).unwrap();
    assert_eq!(text.matches("[[device]]").count(), 2);
    assert!(
        !text.contains("machine-a"),
        "only a keyed hash of the machine is kept"
    );
}

#[test]
fn a_device_file_that_cannot_be_understood_is_not_overwritten() {
    let (disk, file) = story(1);
    let path = Path::new("/home/data/device.toml");
    disk.put(path, b"[[device]]\nid = ");
    let mut store = open(&disk, ROOT);
    let log = store.read();
    assert_eq!(log.lines.len(), 1);
    assert_eq!(kinds(&log), [FaultKind::Device]);
    assert!(matches!(
        add(&mut store, "no"),
        Err(StoreError::Device { .. })
    ));
    assert_eq!(disk.bytes(path), b"[[device]]\nid = ");
    disk.delete(path);
    add(&mut store, "1").unwrap();
    assert_eq!(open(&disk, ROOT).read().lines.len(), 2);
    let new = store.device().unwrap();
    assert_ne!(new, device_of(&file), "an id that has a journal is taken");

    let own = String::from_utf8(disk.bytes(path)).unwrap();
    let id = store.device().unwrap();
    disk.put(path, own.replace(&id, "../other").as_bytes());
    let refused = add(&mut open(&disk, ROOT), "no").unwrap_err().to_string();
    assert!(refused.contains("`../other` is no device id"), "{refused}");
    // It is read up to 1 MiB, comments and all.
    let padded = |len: usize| format!("{own}#{}", "x".repeat(len - own.len() - 1));
    disk.put(path, padded(1 << 20).as_bytes());
    add(&mut open(&disk, ROOT), "2").unwrap();
    disk.put(path, padded((1 << 20) + 1).as_bytes());
    let refused = add(&mut open(&disk, ROOT), "no").unwrap_err().to_string();
    assert!(refused.contains("it is too large"), "{refused}");
}

#[test]
fn stores_that_share_the_folders_of_state_and_cache_do_not_meddle() {
    let disk = SimDisk::new();
    let at = |data: &str| {
        let dirs = Dirs {
            data: data.into(),
            ..dirs(Path::new(ROOT))
        };
        Store::open(disk.clone(), dirs, info("machine-a"), Access::Write)
            .with_wait(Arc::new(AtOnce))
    };
    for word in 0..3 {
        add(&mut at("/home/one"), word).unwrap();
    }
    at("/home/one").write_cache("facts", "", b"of the one");
    add(&mut at("/home/two"), "3").unwrap();
    assert_eq!(at("/home/two").read_cache("facts"), None);
    // What the one had acknowledged is still known.
    let file = disk.list(Path::new("/home/one/journal")).unwrap().remove(0);
    let file = Path::new("/home/one/journal").join(file);
    let lines = lines_of(&disk, &file);
    put_lines(&disk, &file, &lines[..2]);
    assert_eq!(kinds(&at("/home/one").read()), [FaultKind::RolledBack]);
}

#[test]
fn a_place_where_nothing_may_be_written_is_named() {
    let disk = SimDisk::new();
    disk.set_read_only(true);
    let refused = add(&mut open(&disk, ROOT), "no").unwrap_err().to_string();
    assert!(
        refused.contains("takes no steps: /home/data: "),
        "{refused}"
    );
}

/// What another device's unreadable file is called says nothing of this device's own ones.
#[test]
fn a_file_that_cannot_be_read_hides_no_loss_of_another_device() {
    let (disk, file) = story(6);
    let lines = lines_of(&disk, &file);
    put_lines(&disk, &file, &lines[..4]);
    disk.put_link(Path::new("/home/data/journal/strange1-0005.jsonl"));
    let log = open(&disk, ROOT).read();
    let expected = [FaultKind::Unreadable, FaultKind::RolledBack];
    assert_eq!(kinds(&log), expected);
}

#[test]
fn a_stricter_mode_survives_a_repair() {
    let (disk, file) = story(2);
    let mut bytes = disk.bytes(&file);
    bytes.extend_from_slice(b"torn");
    disk.put(&file, &bytes);
    disk.chmod(&file, 0o400);
    open(&disk, ROOT).repair(AT, TZ).unwrap();
    assert_eq!(disk.stat(&file).unwrap().mode, Some(0o400));
    disk.chmod(&file, 0o664);
    let faults = open(&disk, ROOT).check(&[]);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].kind, FaultKind::LooseMode);
    assert!(faults[0].words.contains("its mode is 664"), "{}", faults[0]);
}

#[test]
fn an_own_file_out_of_a_backup_is_not_continued() {
    let (disk, file) = story(6);
    let lines = lines_of(&disk, &file);
    put_lines(&disk, &file, &lines[..4]);
    let mut store = open(&disk, ROOT);
    let log = store.read();
    assert_eq!(
        (&log.state, kinds(&log)),
        (&State::Writable, vec![FaultKind::RolledBack])
    );
    assert!(
        log.faults[0].words.contains("steps 5 to 6 are missing"),
        "{}",
        log.faults[0]
    );

    let appended = store.append(&step("6"), AT, TZ).unwrap();
    let line = &appended.line;
    assert_eq!(
        (line.epoch, line.seq, line.clock),
        (2, 2, 8),
        "no clock twice"
    );
    assert_eq!(
        appended.taken.len(),
        1,
        "the repair that names what is missing"
    );
    assert_eq!(lines_of(&disk, &file).len(), 4);
    let mut store = open(&disk, ROOT);
    let log = store.read();
    assert_eq!(words(&log), ["0", "1", "2", "3", "6"]);
    assert_eq!(kinds(&log), [FaultKind::KnownGap]);
    let appended = store.append(&step("7"), AT, TZ).unwrap();
    assert_eq!((appended.line.epoch, appended.line.seq), (2, 3));
}

#[test]
fn an_own_file_that_is_gone_does_not_give_its_numbers_again() {
    let (disk, file) = story(3);
    disk.delete(&file);
    let mut store = open(&disk, ROOT);
    let appended = store.append(&step("3"), AT, TZ).unwrap();
    assert_eq!((appended.line.epoch, appended.line.seq), (2, 2));
}

#[test]
fn without_a_state_directory_steps_count_all_the_same() {
    let disk = SimDisk::new();
    disk.create_folder(Path::new(ROOT)).unwrap();
    disk.put(
        Path::new("/home/state"),
        b"a file where the folder should be",
    );
    let mut store = open(&disk, ROOT);
    for word in 0..3 {
        add(&mut store, word).unwrap();
    }
    assert!(store.read().faults.is_empty());
    // Another program cannot know that the last line was acknowledged, and writes it again.
    add(&mut open(&disk, ROOT), 3).unwrap();
    let log = open(&disk, ROOT).read();
    assert_eq!(words(&log), numbers(0..4));
    assert_eq!(kinds(&log), [FaultKind::Doubled]);
    assert_eq!(journals(&*disk, ROOT).len(), 1);
}
