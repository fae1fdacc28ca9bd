//! What is found in a journal, and what is done about it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cordial::store::{FAR_AHEAD, Fault, FaultKind, State, StoreError};

use super::disk::SimDisk;
use super::*;

const ROOT: &str = "/home";

/// A store with steps `0` to `count - 1`, and its journal file.
pub(super) fn story(count: usize) -> (Arc<SimDisk>, PathBuf) {
    let disk = SimDisk::new();
    let mut store = open(&disk, ROOT);
    for word in 0..count {
        add(&mut store, word).unwrap();
    }
    let file = journals(&*disk, ROOT).remove(0);
    (disk, file)
}

pub(super) fn numbers(range: impl IntoIterator<Item = usize>) -> Vec<String> {
    range.into_iter().map(|number| number.to_string()).collect()
}

pub(super) fn lines_of(disk: &SimDisk, file: &Path) -> Vec<String> {
    String::from_utf8(disk.bytes(file))
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

pub(super) fn put_lines(disk: &SimDisk, file: &Path, lines: &[String]) {
    let mut text = lines.join("\n");
    text.push('\n');
    disk.put(file, text.as_bytes());
}

fn forget_mark(disk: &SimDisk) {
    for name in disk.list(Path::new("/home/state")).unwrap() {
        disk.delete(&Path::new("/home/state").join(name));
    }
}

/// A line with a right checksum that says what this program would not.
pub(super) fn sealed(body: &str) -> String {
    format!(
        "{body},\"crc\":\"{:08x}\"}}",
        crc32c::crc32c(body.as_bytes())
    )
}

pub(super) fn device_of(file: &Path) -> String {
    file.file_name().unwrap().to_str().unwrap()[..8].to_owned()
}

#[test]
fn every_prefix_shows_exactly_the_complete_steps_and_takes_another() {
    let (disk, file) = story(20);
    forget_mark(&disk);
    let whole = disk.bytes(&file);
    let ends: Vec<_> = (0..whole.len()).filter(|&at| whole[at] == b'\n').collect();
    let near = |len: &usize| len.is_multiple_of(7) || ends.iter().any(|end| end.abs_diff(*len) < 2);
    for len in (0..=whole.len()).filter(near) {
        let disk = disk.copy();
        disk.put(&file, &whole[..len]);
        // A line is complete also when only its line end is missing.
        let complete = ends.iter().filter(|&&end| end <= len).count();
        let mut store = open(&disk, ROOT);
        let log = store.read();
        assert_eq!(words(&log), numbers(0..complete), "{len} bytes");
        assert_eq!(log.state, State::Writable, "{len} bytes");
        let broken = len > 0 && whole[len - 1] != b'\n' && !ends.contains(&len);
        assert_eq!(
            kinds(&log),
            [FaultKind::Unfinished][..usize::from(broken)],
            "{len} bytes"
        );

        add(&mut store, "more").unwrap();
        let log = open(&disk, ROOT).read();
        let mut expected = numbers(0..complete);
        expected.push("more".to_owned());
        assert_eq!(words(&log), expected, "{len} bytes");
        assert_eq!(log.state, State::Writable, "{len} bytes");
        assert!(
            disk.bytes(&file).starts_with(&whole[..len]),
            "nothing is cut off"
        );
    }
}

#[test]
fn a_flipped_bit_hides_its_own_line_only_and_never_alters_a_step() {
    let (disk, file) = story(20);
    let whole = disk.bytes(&file);
    let mut seed = Seed(20_261_123);
    for round in 0..200 {
        let disk = disk.copy();
        let (at, bit) = (seed.below(whole.len()), seed.below(8));
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << bit;
        let hit_end = whole[at] == b'\n';
        disk.put(&file, &bytes);
        let mut store = open(&disk, ROOT);
        let log = store.read();
        let shown = words(&log);
        assert!(
            shown.len() >= if hit_end { 18 } else { 19 },
            "round {round}: {shown:?}"
        );
        let mut rest = (0..20).map(|number| number.to_string());
        assert!(
            shown.iter().all(|word| rest.any(|good| good == *word)),
            "round {round}"
        );
        if shown.len() < 20 {
            assert!(
                log.faults.iter().any(Fault::is_damage),
                "round {round}: {:?}",
                log.faults
            );
        }

        store.repair(AT, TZ).unwrap();
        add(&mut store, "more").unwrap();
        let after = disk.everything();
        let mut store = open(&disk, ROOT);
        let log = store.read();
        assert_eq!(log.state, State::Writable);
        assert!(!log.faults.iter().any(Fault::is_damage), "{:?}", log.faults);
        assert_eq!(words(&log)[..shown.len()], shown);
        let again = store.repair(AT, TZ).unwrap();
        assert!(again.moved == 0 && again.confirmed.is_none());
        assert_eq!(
            disk.everything(),
            after,
            "the second repair changes nothing"
        );
    }
}

#[test]
fn bad_lines_between_good_ones_are_skipped() {
    let (disk, file) = story(4);
    let mut lines = lines_of(&disk, &file);
    lines.insert(2, "<<<<<<< HEAD".to_owned());
    lines.insert(4, "\0\0\0\0".to_owned());
    put_lines(&disk, &file, &lines);
    let mut store = open(&disk, ROOT);
    let log = store.read();
    assert_eq!(words(&log), numbers(0..4));
    assert_eq!(kinds(&log), [FaultKind::Skipped, FaultKind::Skipped]);
    let device = device_of(&file);
    assert_eq!(
        log.faults[0].to_string(),
        format!(
            "journal/{device}-0001.jsonl:3: no valid line of 12 bytes, skipped: it is too short for a line"
        )
    );
    add(&mut store, "more").unwrap();

    let repaired = store.repair(AT, TZ).unwrap();
    assert_eq!(repaired.moved, 2);
    assert!(repaired.confirmed.is_none(), "nothing is missing");
    let rejected = String::from_utf8(disk.bytes(Path::new("/home/data/rejected.jsonl"))).unwrap();
    assert!(rejected.starts_with(&format!(
        "{{\"file\":\"journal/{device}-0001.jsonl\",\"line\":3,\"offset\":"
    )));
    assert!(rejected.contains("\"bytes\":\"PDw8PDw8PCBIRUFE\"") && rejected.contains("AAAAAA=="));
    let log = store.read();
    assert!(log.faults.is_empty());
    assert_eq!(words(&log).len(), 5);
}

/// The suite that parsers of JSON are tested with, in the steps of lines whose checksum is right.
#[test]
fn what_is_no_json_is_no_line_and_all_that_is_json_is_one() {
    let (disk, file) = story(1);
    let line = lines_of(&disk, &file).remove(0);
    let (head, rest) = line.split_once("\"step\":").unwrap();
    assert!(rest.starts_with('{'), "{rest}");
    let suite = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpora/JSONTestSuite");
    for entry in std::fs::read_dir(suite).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let value = std::fs::read(&path).unwrap();
        // A line ends where the file has a line end.
        let value = String::from_utf8_lossy(&value).replace(['\n', '\r'], " ");
        let body = format!("{head}\"step\":{{\"x\":{value}}}");
        let disk = disk.copy();
        put_lines(&disk, &file, &[sealed(&body)]);
        let log = open(&disk, ROOT).read();
        let is_line = log.lines.len() == 1;
        match name.get(..2) {
            Some("y_") => assert!(is_line, "{name}: {:?}", log.faults),
            // Broken bytes and line ends within strings were made whole above.
            Some("n_")
                if !name.contains("invalid_utf8")
                    && !name.contains("invalid-utf-8")
                    && !name.contains("newline") =>
            {
                assert!(!is_line, "{name}");
                assert!(log.faults.iter().any(Fault::is_damage), "{name}");
            }
            _ => {}
        }
    }
}

#[test]
fn a_gap_is_damage_until_it_is_confirmed_and_nobody_is_asked_twice() {
    let (disk, file) = story(6);
    let mut lines = lines_of(&disk, &file);
    lines.drain(2..4);
    put_lines(&disk, &file, &lines);
    let mut store = open(&disk, ROOT);
    let log = store.read();
    assert_eq!(words(&log), numbers([0, 1, 4, 5]));
    assert_eq!(log.state, State::Damaged);
    assert_eq!(
        log.faults[0].to_string(),
        format!(
            "journal/{}-0001.jsonl:3: steps 3 to 4 are missing",
            device_of(&file)
        )
    );
    let refused = add(&mut store, "no").unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { .. }));
    assert!(
        refused.to_string().contains("steps 3 to 4 are missing"),
        "{refused}"
    );

    let confirmed = store.confirm_damage(AT, TZ).unwrap().unwrap();
    assert_eq!((confirmed.line.epoch, confirmed.line.seq), (2, 1));
    assert_eq!(
        confirmed.line.step.get(),
        format!(
            r#"{{"repair":{{"missing":[{{"device":"{}","epoch":1,"from":3,"to":4}}]}}}}"#,
            device_of(&file)
        )
    );
    assert!(store.confirm_damage(AT, TZ).unwrap().is_none());
    add(&mut store, "more").unwrap();
    let log = open(&disk, ROOT).read();
    assert_eq!(log.state, State::Writable);
    assert_eq!(kinds(&log), [FaultKind::KnownGap]);
    assert_eq!(words(&log).last().unwrap(), "more");

    // The lines come back, from a backup say.
    let (whole, _) = story(6);
    disk.put(&file, &whole.bytes(&file));
    let log = open(&disk, ROOT).read();
    assert!(log.faults.is_empty());
    assert_eq!(words(&log), ["0", "1", "2", "3", "4", "5", "more"]);
}

/// Who confirmed one loss is asked about the next one alone.
#[test]
fn a_gap_around_a_confirmed_one_is_told_in_its_parts() {
    let (disk, file) = story(8);
    let mut lines = lines_of(&disk, &file);
    lines.remove(4);
    put_lines(&disk, &file, &lines);
    open(&disk, ROOT).confirm_damage(AT, TZ).unwrap().unwrap();
    lines.drain(2..5);
    put_lines(&disk, &file, &lines);
    let mut store = open(&disk, ROOT);
    let log = store.read();
    let told: Vec<_> = log.faults.iter().map(ToString::to_string).collect();
    let place = format!("journal/{}-0001.jsonl", device_of(&file));
    assert_eq!(
        told,
        [
            format!("{place}:3: steps 3 to 4 are missing"),
            format!("{place}:3: step 6 is missing"),
            format!("{place}: step 5 is missing; this was confirmed"),
        ]
    );
    store.confirm_damage(AT, TZ).unwrap().unwrap();
    assert_eq!(store.read().state, State::Writable);
    assert!(store.confirm_damage(AT, TZ).unwrap().is_none());
}

#[test]
fn the_line_behind_a_gap_is_named_although_its_end_is_missing() {
    let (disk, file) = story(6);
    let mut lines = lines_of(&disk, &file);
    lines.drain(2..5);
    disk.put(&file, lines.join("\n").as_bytes());
    let told = open(&disk, ROOT).read().faults[0].to_string();
    assert!(told.ends_with(":3: steps 3 to 5 are missing"), "{told}");
}

/// Numbers are missing in one file of one device.
#[test]
fn a_confirmed_loss_hides_no_loss_of_another_device() {
    let (disk, file) = story(3);
    for word in 3..6 {
        let mut other = open_as(&disk, ROOT, "machine-b", Access::Write);
        add(&mut other, word).unwrap();
    }
    let is_other = |path: &PathBuf| *path != file;
    let other = journals(&*disk, ROOT).into_iter().find(is_other).unwrap();
    let lose = |file: &Path| {
        let mut lines = lines_of(&disk, file);
        lines.remove(1);
        put_lines(&disk, file, &lines);
    };
    lose(&file);
    open(&disk, ROOT).confirm_damage(AT, TZ).unwrap().unwrap();
    assert_eq!(open(&disk, ROOT).read().state, State::Writable);
    lose(&other);
    assert_eq!(open(&disk, ROOT).read().state, State::Damaged);
}

/// Where the bytes of a missing step are still there, the fault says so of their line, and not as well
/// of a line that never counted.
#[test]
fn a_missing_step_is_told_with_the_line_that_spoiled_it() {
    let (disk, file) = story(6);
    let mut lines = lines_of(&disk, &file);
    lines[3] = lines[3].replace("\"note\":\"3\"", "\"note\":\"8\"");
    lines.insert(2, "never a step".to_owned());
    put_lines(&disk, &file, &lines);
    let log = open(&disk, ROOT).read();
    let told: Vec<_> = log.faults.iter().map(ToString::to_string).collect();
    let place = format!("journal/{}-0001.jsonl", device_of(&file));
    assert_eq!(
        told[0],
        format!("{place}:5: step 4 is missing: its checksum does not match"),
    );
    assert!(told[1].starts_with(&format!("{place}:3: ")), "{told:?}");
    assert_eq!(told.len(), 2, "{told:?}");
}

/// A step that is taken is a step that is read, to the deepest bracket.
#[test]
fn the_deepest_step_that_is_taken_is_read_again() {
    let (disk, _) = story(1);
    let mut store = open(&disk, ROOT);
    let nested = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!("{{\"note\":\"deep\",\"in\":{open}{close}}}")
    };
    let taken: Vec<_> = (25..40)
        .filter(|levels| store.append(&nested(*levels), AT, TZ).is_ok())
        .collect();
    assert_eq!(
        taken,
        [25, 26, 27, 28, 29, 30],
        "the line around it is one more"
    );
    let wide = |count: usize| format!(r#"{{"note":"wide","in":[{}[]]}}"#, "[],".repeat(count));
    // Brackets in a text are none, and a quotation mark in it does not end it.
    let text = format!(r#"{{"note":"\"{}"}}"#, "[".repeat(40));
    store.append(&text, AT, TZ).unwrap();
    for count in 25..40 {
        let side_by_side = store.append(&wide(count), AT, TZ);
        assert!(side_by_side.is_ok(), "{count}");
    }
    let log = open(&disk, ROOT).read();
    assert!(log.faults.is_empty(), "{:?}", log.faults);
    assert_eq!(words(&log).len(), 1 + taken.len() + 1 + 15);
}

#[test]
fn what_tools_do_to_lines_is_no_damage() {
    let (disk, file) = story(6);
    let mut lines = lines_of(&disk, &file);
    lines.swap(1, 4);
    lines.push(lines[3].clone());
    lines.insert(0, "\u{feff}".to_owned());
    lines.insert(3, "  ".to_owned());
    let mut text = String::from("\u{feff}");
    for line in lines {
        write!(text, "{line}\r\n\n").unwrap();
    }
    disk.put(&file, text.trim_end().as_bytes());
    let mut store = open(&disk, ROOT);
    let log = store.read();
    assert_eq!(words(&log), numbers(0..6));
    assert_eq!(kinds(&log), [FaultKind::Doubled]);
    add(&mut store, "6").unwrap();
    let log = open(&disk, ROOT).read();
    assert_eq!(words(&log), numbers(0..7));
    assert_eq!(
        journals(&*disk, ROOT).len(),
        1,
        "it is still the same epoch"
    );
}

#[test]
fn one_key_with_two_contents_counts_twice_unless_one_is_erased() {
    let (disk, file) = story(3);
    let device = device_of(&file);
    let twin = |step: &str| {
        sealed(&format!(
            r#"{{"v":1,"device":"{device}","epoch":1,"seq":2,"clock":2,"id":"zzzzzzzz","at":"{AT}","tz":"{TZ}","step":{step}"#
        ))
    };
    let mut lines = lines_of(&disk, &file);
    lines.push(twin(r#"{"note":"other"}"#));
    put_lines(&disk, &file, &lines);
    let mut store = open(&disk, ROOT);
    let log = store.read();
    let mut shown = words(&log);
    shown[1..3].sort();
    assert_eq!(shown, ["0", "1", "other", "2"]);
    assert_eq!(kinds(&log), [FaultKind::Twin]);
    assert_eq!(log.state, State::Writable);
    let adopted = store.adopt(&log.lines).unwrap();
    assert_eq!((adopted.new, adopted.renewed), (0, None), "both are there");

    lines.push(twin(r#"{"erased":true}"#));
    put_lines(&disk, &file, &lines);
    let log = open(&disk, ROOT).read();
    assert_eq!(log.lines.len(), 3);
    assert!(log.lines[1].is_erased());
}

#[test]
fn a_newer_version_is_kept_and_makes_the_store_read_only() {
    let (disk, file) = story(2);
    let device = device_of(&file);
    let mut lines = lines_of(&disk, &file);
    lines.push(sealed(&format!(
        r#"{{"v":2,"device":"{device}","epoch":1,"seq":3,"what":[]"#
    )));
    put_lines(&disk, &file, &lines);
    let before = disk.everything();
    let mut store = open(&disk, ROOT);
    let log = store.read();
    assert_eq!(words(&log), numbers(0..2));
    assert_eq!(log.state, State::NewerFormat(2));
    assert_eq!(kinds(&log), [FaultKind::Newer]);
    assert!(matches!(
        add(&mut store, "no"),
        Err(StoreError::Newer { version: 2, .. })
    ));
    assert!(matches!(
        store.repair(AT, TZ),
        Err(StoreError::Newer { .. })
    ));
    let mut after = disk.everything();
    after.retain(|path, _| before.contains_key(path));
    assert_eq!(after, before);
}

#[test]
fn an_absurd_clock_waits_for_a_confirmation() {
    let (disk, _) = story(2);
    let line = |seq: u64, clock: u64| {
        sealed(&format!(
            r#"{{"v":1,"device":"strange1","epoch":1,"seq":{seq},"clock":{clock},"id":"zzzzzzzz","at":"{AT}","tz":"{TZ}","step":{{"note":"far {seq}"}}"#
        ))
    };
    // A clock that is just not absurd counts: the own one was 2.
    let just = Path::new("/home/data/journal/strange1-0001.jsonl");
    for (clock, shown) in [(FAR_AHEAD + 2, 3), (FAR_AHEAD + 3, 2)] {
        put_lines(&disk, just, &[line(1, clock)]);
        assert_eq!(open(&disk, ROOT).read().lines.len(), shown, "{clock}");
    }
    let lines = [line(1, 9), line(2, 1 << 40), line(3, u64::MAX)];
    put_lines(
        &disk,
        Path::new("/home/data/journal/strange1-0001.jsonl"),
        &lines,
    );
    let mut store = open(&disk, ROOT);
    let log = store.read();
    assert_eq!(words(&log), ["0", "1", "far 1"]);
    assert_eq!(kinds(&log), [FaultKind::FarClock, FaultKind::FarClock]);
    let own = store.append(&step("2"), AT, TZ).unwrap().line;
    assert_eq!(own.clock, 10, "above every clock that counts");

    let confirmed = store.confirm_damage(AT, TZ).unwrap().unwrap();
    assert_eq!(words_of(&confirmed.taken), ["far 2"]);
    add(&mut store, "3").unwrap();
    let log = open(&disk, ROOT).read();
    assert_eq!(words(&log), ["0", "1", "far 1", "2", "far 2", "3"]);
    assert_eq!(kinds(&log), [FaultKind::FarClock]);
}

#[test]
fn a_line_longer_than_4_mib_is_skipped_and_moved_in_pieces() {
    let (disk, file) = story(2);
    let mut bytes = disk.bytes(&file);
    bytes.extend(std::iter::repeat_n(b'x', 5 << 20));
    disk.put(&file, &bytes);
    let mut store = open(&disk, ROOT);
    assert_eq!(kinds(&store.read()), [FaultKind::Unfinished]);
    add(&mut store, "2").unwrap();
    let log = store.read();
    assert_eq!(words(&log), numbers(0..3));
    assert!(
        log.faults[0].words.contains("longer than 4 MiB"),
        "{}",
        log.faults[0]
    );
    assert_eq!(store.repair(AT, TZ).unwrap().moved, 1);
    assert_eq!(lines_of(&disk, &file).len(), 3);
    let rejected = String::from_utf8(disk.bytes(Path::new("/home/data/rejected.jsonl"))).unwrap();
    assert_eq!(rejected.lines().count(), 2);

    let too_long = format!("{{\"note\":\"{}\"}}", "x".repeat(4 << 20));
    assert!(matches!(
        store.append(&too_long, AT, TZ),
        Err(StoreError::BadStep(_))
    ));
    assert!(matches!(
        store.append("[]", AT, TZ),
        Err(StoreError::BadStep(_))
    ));
    assert_eq!(open(&disk, ROOT).read().lines.len(), 3);
}
