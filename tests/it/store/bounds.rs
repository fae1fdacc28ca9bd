//! What is exactly as large as a limit, and what stands right behind something else.

use std::io::{Cursor, Write};
use std::path::Path;

use cordial::store::{FaultKind, JournalName, MAX_EPOCH, MAX_LINE, Renewed, StoreError, sift};

use super::damage::{lines_of, numbers, put_lines, sealed, story};
use super::*;

const ROOT: &str = "/home";
/// How many bytes of a line may be what tools put around it.
const SLACK: usize = 16;

fn name_of(file: &Path) -> JournalName {
    JournalName::parse(file.file_name().unwrap().to_str().unwrap()).unwrap()
}

#[test]
fn a_line_of_exactly_the_greatest_length_is_one_and_a_longer_one_is_none() {
    let (disk, file) = story(1);
    let mut store = open(&disk, ROOT);
    let around = lines_of(&disk, &file)[0].len() - 1;
    let filled = |len: usize| step("x".repeat(len - around));
    let refused = store.append(&filled(MAX_LINE + 1), AT, TZ);
    assert!(matches!(refused, Err(StoreError::BadStep(_))));
    store.append(&filled(MAX_LINE), AT, TZ).unwrap();
    let lines = lines_of(&disk, &file);
    assert_eq!(lines[1].len(), MAX_LINE);
    let log = open(&disk, ROOT).read();
    assert_eq!((log.lines.len(), log.faults.len()), (2, 0));

    let name = name_of(&file);
    let found = sift(Box::new(Cursor::new(disk.bytes(&file))), Some(&name)).unwrap();
    assert_eq!((found.lines.len(), found.bad), (2, 0), "as a copy");

    let with = |line: String| {
        put_lines(&disk, &file, &[lines[0].clone(), line]);
        open(&disk, ROOT).read()
    };
    let log = with(lines[1].clone() + &"\r".repeat(SLACK));
    assert_eq!((log.lines.len(), log.faults.len()), (2, 0));
    let (body, _) = lines[1].rsplit_once(",\"crc\"").unwrap();
    let longer = sealed(&body.replacen("\"xx", "\"xxx", 1));
    let found = sift(Box::new(Cursor::new(longer.clone())), Some(&name)).unwrap();
    assert_eq!((found.lines.len(), found.bad), (0, 1), "as a copy");
    for log in [
        with(lines[1].clone() + &"\r".repeat(SLACK + 1)),
        with(longer),
    ] {
        assert_eq!(log.lines.len(), 1);
        let told = log.faults[0].to_string();
        assert!(told.contains("it is longer than 4 MiB"), "{told}");
    }
}

/// What is too long in a file of another device takes nothing of the next line with it.
#[test]
fn the_line_behind_one_that_is_too_long_is_taken() {
    let (disk, file) = story(1);
    let line = disk.bytes(&file);
    let name = name_of(&file);
    for len in MAX_LINE + SLACK - 2..=MAX_LINE + SLACK + 1 {
        let bytes = [vec![b'x'; len], b"\n".to_vec(), line.clone()].concat();
        let found = sift(Box::new(Cursor::new(bytes)), Some(&name)).unwrap();
        assert_eq!((found.lines.len(), found.bad), (1, 1), "{len}");
    }
}

/// Also behind one that breaks off and is too long to be held.
#[test]
fn a_copy_is_not_written_into_a_line_that_breaks_off() {
    let (disk, file) = story(2);
    let lines = lines_of(&disk, &file);
    let taken = open(&disk, ROOT).every_line().unwrap();
    for torn in [1, MAX_LINE + SLACK + 1] {
        let bytes = format!("{}\n{}", lines[0], "x".repeat(torn));
        disk.put(&file, bytes.as_bytes());
        let mut other = open_as(&disk, ROOT, "machine-b", Access::Write);
        assert_eq!(other.adopt(&taken).unwrap().new, 1);
        assert_eq!(words(&other.read()), ["0", "1"], "{torn}");
    }
}

#[test]
fn the_last_file_of_a_device_is_written_and_none_behind_it() {
    let (disk, _) = story(1);
    let state = Path::new("/home/state");
    let mark = state.join(disk.list(state).unwrap().remove(0));
    let text = String::from_utf8(disk.bytes(&mark)).unwrap();
    let before = format!("\"epoch\":{}", MAX_EPOCH - 1);
    disk.put(&mark, text.replace("\"epoch\":1", &before).as_bytes());
    let line = open(&disk, ROOT).append(&step("1"), AT, TZ).unwrap().line;
    assert_eq!(line.epoch, MAX_EPOCH);
    disk.delete(&journals(&*disk, ROOT)[1]);
    let refused = add(&mut open(&disk, ROOT), "no").unwrap_err().to_string();
    assert!(refused.contains("all 9999 files"), "{refused}");
}

/// The mark knows where the last line ends; one that is wrong leaves an empty line behind.
#[test]
fn a_step_stands_right_behind_what_was_repaired_or_erased() {
    let (disk, file) = story(2);
    let tear = |with: &[u8]| {
        let bytes = [disk.bytes(&file), with.to_vec()].concat();
        disk.put(&file, &bytes);
    };
    tear(b"torn");
    add(&mut open(&disk, ROOT), 2).unwrap();
    tear(b"and again");
    let mut store = open(&disk, ROOT);
    assert_eq!(store.repair(AT, TZ).unwrap().moved, 2);
    assert!(store.faults().is_empty(), "{:?}", store.faults());
    add(&mut open(&disk, ROOT), 3).unwrap();
    let shown = || {
        (
            lines_of(&disk, &file).len(),
            words(&open(&disk, ROOT).read()),
        )
    };
    assert_eq!(shown(), (4, numbers(0..4)));

    let mut store = open(&disk, ROOT);
    store.rewrite(&|_| Some(step("forgotten"))).unwrap();
    add(&mut open(&disk, ROOT), "more").unwrap();
    let forgotten = ["forgotten"; 4].into_iter().chain(["more"]);
    let forgotten: Vec<_> = forgotten.map(str::to_owned).collect();
    assert_eq!(shown(), (5, forgotten));
}

/// Another program may be in the middle of its write; under the lock nobody is.
#[test]
fn a_line_without_its_end_is_left_by_a_poll_and_taken_by_a_step() {
    let (disk, file) = story(1);
    let mut store = open(&disk, ROOT);
    store.read();
    let other = disk.copy();
    add(&mut open(&other, ROOT), 1).unwrap();
    let line = lines_of(&other, &file).remove(1);
    let mut sink = disk.append(&file).unwrap();
    sink.write_all(line.as_bytes()).unwrap();
    assert!(store.poll().is_empty());
    add(&mut store, 2).unwrap();
    // Nobody acknowledged it, so it was written once more.
    let log = open(&disk, ROOT).read();
    assert_eq!(words(&log), numbers(0..3));
    assert_eq!(kinds(&log), [FaultKind::Doubled]);
}

/// Its end comes later, from whoever wrote it: that makes no second line of it.
#[test]
fn a_line_that_was_taken_without_its_end_counts_once() {
    let (disk, file) = story(2);
    disk.put(&file, disk.bytes(&file).trim_ascii_end());
    let mut store = open(&disk, ROOT);
    assert_eq!(words(&store.read()), numbers(0..2));
    disk.append(&file).unwrap().write_all(b"\n").unwrap();
    assert!(store.poll().is_empty());
    assert!(store.faults().is_empty(), "{:?}", store.faults());
}

#[test]
fn a_file_that_did_not_change_is_not_opened_by_a_poll() {
    let (disk, _) = story(1);
    let mut store = open(&disk, ROOT);
    store.read();
    let calls = |store: &mut Store| {
        disk.fail(None);
        store.poll();
        disk.calls()
    };
    let idle = calls(&mut store);
    add(&mut open(&disk, ROOT), 1).unwrap();
    assert!(calls(&mut store) > idle);
}

/// A backup is older than what this device wrote since, and that comes back from another one.
#[test]
fn own_lines_that_come_from_outside_are_followed_by_a_new_epoch() {
    let (disk, _) = story(2);
    let backup = disk.copy();
    for word in 2..4 {
        let mut store = open(&disk, ROOT);
        store.unplace().unwrap();
        add(&mut store, word).unwrap();
    }
    let lines = open(&disk, ROOT).every_line().unwrap();
    assert_eq!(lines.iter().map(|line| line.epoch).max(), Some(3));
    let mut store = open(&backup, ROOT);
    let adopted = store.adopt(&lines).unwrap();
    assert_eq!((adopted.new, adopted.renewed), (2, Some(Renewed::Epoch)));
    let next = store.append(&step("4"), AT, TZ).unwrap().line;
    assert_eq!((next.epoch, next.seq), (4, 1));
}
