//! Import files and the cache.

use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use cordial::store::{Depth, FaultKind, ImportRef, StoreError};

use super::disk::SimDisk;
use super::faults::import;
use super::*;

const ROOT: &str = "/home";

#[test]
fn an_import_is_named_by_its_hash_and_read_back() {
    let disk = SimDisk::new();
    let mut store = open(&disk, ROOT);
    let batch = store.begin_import().unwrap();
    let (mut one, mut two) = (batch.writer().unwrap(), batch.writer().unwrap());
    one.write_all(b"abc").unwrap();
    two.write_all(b"{\"kind\":\"texts\"}\n").unwrap();
    assert_eq!(two.bytes(), 17);
    two.write_all(b"[\"hello\"]\n").unwrap();
    let one = one.finish().unwrap();
    // The SHA-256 of `abc` is in FIPS 180-2, appendix B.1.
    assert_eq!(
        one.sha256,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(
        (one.id.as_str(), one.bytes),
        ("ba7816bf8f01cfea414140de5dae2223", 3)
    );
    let two = two.finish().unwrap();
    let mut text = String::new();
    let mut source = store.open_import(&two.id).unwrap();
    source.seek(SeekFrom::Start(17)).unwrap();
    source.read_to_string(&mut text).unwrap();
    assert_eq!(text, "[\"hello\"]\n");
    store.verify_import(&two, Depth::Full).unwrap();
    drop(batch);
    assert_eq!(
        import(&mut store, 5).unwrap(),
        import(&mut store, 5).unwrap()
    );
    assert!(store.check(&[one, two]).is_empty());
}

#[test]
fn an_unfinished_import_leaves_nothing_and_a_dead_one_is_cleared_away() {
    let disk = SimDisk::new();
    let mut store = open(&disk, ROOT);
    let batch = store.begin_import().unwrap();
    let mut writer = batch.writer().unwrap();
    writer.write_all(b"what is flushed is in the file").unwrap();
    writer.flush().unwrap();
    let unfinished = disk.everything().into_values();
    assert!(
        unfinished
            .into_iter()
            .any(|bytes| bytes == b"what is flushed is in the file")
    );
    writer.write_all(&vec![b'x'; 1 << 20]).unwrap();
    let busy = open(&disk, ROOT).begin_import().unwrap_err();
    assert!(matches!(busy, StoreError::Locked { .. }), "{busy}");
    // Steps are made meanwhile.
    add(&mut open(&disk, ROOT), "meanwhile").unwrap();
    drop(batch);
    assert!(
        open(&disk, ROOT).begin_import().is_err(),
        "its writer is still there"
    );
    drop(writer);
    assert!(
        disk.list(Path::new("/home/data/imports"))
            .unwrap()
            .is_empty()
    );

    disk.put(Path::new("/home/data/imports/.99-0.part"), b"half");
    let faults = store.check(&[]);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].kind, FaultKind::Stray);
    let kept = import(&mut store, 1).unwrap();
    assert_eq!(disk.list(Path::new("/home/data/imports")).unwrap().len(), 1);
    store.verify_import(&kept, Depth::Full).unwrap();
}

#[test]
fn an_import_that_is_not_what_a_step_says_is_told() {
    let disk = SimDisk::new();
    let mut store = open(&disk, ROOT);
    let import = import(&mut store, 10).unwrap();
    let path = Path::new("/home/data/imports").join(format!("{}.jsonl", import.id));
    let mut bytes = disk.bytes(&path);
    bytes[5] ^= 1;
    disk.put(&path, &bytes);
    store.verify_import(&import, Depth::Length).unwrap();
    let differs = store
        .verify_import(&import, Depth::Full)
        .unwrap_err()
        .to_string();
    assert!(
        differs.contains("its content is not what was imported"),
        "{differs}"
    );
    bytes.pop();
    disk.put(&path, &bytes);
    let shorter = store
        .verify_import(&import, Depth::Length)
        .unwrap_err()
        .to_string();
    assert!(
        shorter.contains(&format!("not {}", import.bytes)),
        "{shorter}"
    );
    disk.delete(&path);
    let faults = store.check(std::slice::from_ref(&import));
    assert_eq!(faults[0].kind, FaultKind::ImportMissing);
    assert!(faults[0].is_damage());

    let outside = ImportRef {
        id: "../../../etc/passwd".to_owned(),
        ..import
    };
    assert!(store.open_import(&outside.id).is_err());
    assert!(store.verify_import(&outside, Depth::Length).is_err());
}

#[test]
fn a_cache_is_whole_or_missing() {
    let disk = SimDisk::new();
    let store = open(&disk, ROOT);
    assert_eq!(store.read_cache("facts"), None);
    store.write_cache("facts", "journal a:1 b:2", b"some\nbytes");
    let cached = store.read_cache("facts").unwrap();
    assert_eq!(cached.covers, "journal a:1 b:2");
    assert_eq!(cached.bytes(), b"some\nbytes");
    let mut pieces = store.open_cache("facts").unwrap();
    assert_eq!((&*pieces.covers, pieces.size()), ("journal a:1 b:2", 10));
    assert_eq!(pieces.read(5..10).unwrap(), b"bytes");
    assert_eq!(
        (pieces.read(5..11), pieces.read(10..10)),
        (None, Some(vec![]))
    );
    #[expect(clippy::reversed_empty_ranges, reason = "it is none")]
    let nothing = [pieces.read(6..5), pieces.read(0..u64::MAX)];
    assert_eq!(nothing, [None, None]);
    assert_eq!(open(&disk, "/elsewhere").read_cache("facts"), None);

    let is_none = || store.read_cache("facts").is_none() && store.open_cache("facts").is_none();
    let (path, whole) = disk.everything().pop_first().unwrap();
    for len in 0..whole.len() {
        disk.put(&path, &whole[..len]);
        assert!(is_none(), "{len} bytes");
        let mut flipped = whole.clone();
        flipped[len] ^= 1;
        disk.put(&path, &flipped);
        assert!(is_none(), "byte {len}");
    }
    disk.put(&path, &[whole.as_slice(), b"x"].concat());
    assert!(is_none());
    assert_eq!(pieces.read(0..4).unwrap(), b"some", "what is open stays");
    store.write_cache("facts", "", b"");
    assert_eq!(store.read_cache("facts").unwrap().bytes(), b"");
    store.remove_cache("facts");
    assert!(is_none());
}

#[test]
fn the_fingerprint_changes_with_every_step() {
    let disk = SimDisk::new();
    let mut store = open(&disk, ROOT);
    assert_eq!(store.fingerprint().unwrap(), "");
    let mut seen = std::collections::HashSet::new();
    for word in 0..5 {
        add(&mut store, word).unwrap();
        assert!(seen.insert(store.fingerprint().unwrap()));
    }
    assert!(!seen.insert(open(&disk, ROOT).fingerprint().unwrap()));
}
