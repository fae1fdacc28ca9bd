//! How much an archive may ask for, and what arbitrary bytes may do: nothing.

use std::time::Duration;

use cordial::import::{Fault, Limits};
use proptest::prelude::*;

use crate::support::{
    self,
    zip::{STORED, Zip, deflate},
};

const SKILLS: (&str, &str) = ("Skills.csv", "Name\nRust\n");
const LANGUAGES: (&str, &str) = ("Languages.csv", "Name,Proficiency\nDutch,\n");

#[test]
fn bombs_and_floods_meet_limits() {
    let within = |zip: &Zip, limits: Limits| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.zip");
        std::fs::write(&path, &zip.bytes).unwrap();
        let error = support::read_within(&[path], &limits)
            .map(|_| ())
            .unwrap_err();
        assert!(error.hint().is_some());
        format!("{:?}", error.fault)
    };
    let limits = Limits::default();
    let rows = "Rust\n".repeat(300_000);
    let bomb = Zip::new(&[("Skills.csv", &format!("Name\n{rows}"))]);
    assert!(within(&bomb, limits).starts_with("Bomb"));
    let zip = Zip::new(&[SKILLS, LANGUAGES]);
    let small = |change: fn(&mut Limits)| {
        let mut limits = limits;
        change(&mut limits);
        within(&zip, limits)
    };
    assert!(small(|l| l.container = 10).starts_with("TooLarge"));
    assert!(small(|l| l.entries = 1).starts_with("TooManyEntries"));
    assert!(small(|l| l.directory = 10).starts_with("DirectoryTooLarge"));
    assert!(small(|l| l.file = 5).starts_with("TooLarge"));
    assert!(small(|l| l.total = 20).starts_with("TotalTooLarge"));
    assert!(small(|l| l.rows = 1).starts_with("TooManyRows"));
    assert!(small(|l| l.time = Duration::ZERO).starts_with("TooSlow"));
    assert!(
        within(
            &Zip::new(&[("Skills.csv", "Name\nPostgreSQL\n")]),
            Limits { field: 5, ..limits }
        )
        .starts_with("FieldTooLong")
    );
}

#[test]
fn what_is_as_large_as_a_limit_is_read() {
    let zip = Zip::with(STORED, &[SKILLS, LANGUAGES]);
    let sizes = [SKILLS.1.len() as u64, LANGUAGES.1.len() as u64];
    let limits = Limits {
        container: zip.bytes.len() as u64,
        entries: 2,
        directory: (zip.end - zip.records[0]) as u64,
        file: sizes[1],
        total: sizes[0] + sizes[1],
        field: "Proficiency".len(),
        columns: 2,
        rows: 2,
        ..Limits::default()
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    std::fs::write(&path, &zip.bytes).unwrap();
    // Stored, each byte makes one; packed by nothing, it may be as large as what is free.
    for (free, ratio) in [(0, 1), (sizes[1], 0)] {
        let limits = Limits {
            free,
            ratio,
            ..limits
        };
        let (report, _) = support::read_within(std::slice::from_ref(&path), &limits).unwrap();
        assert_eq!(report.files.len(), 2, "{free} {ratio}");
    }
}

#[test]
fn only_the_sizes_that_come_out_count() {
    let data = format!("Name\n{}", "Rust\n".repeat(300_000));
    let packed = deflate(data.as_bytes());
    let mut zip = Zip::of_bytes(STORED, &[("Skills.csv", &packed)]);
    zip.put_both(0, 8, &[8, 0]);
    zip.put_both(0, 14, &rawzip::crc32(data.as_bytes()).to_le_bytes());
    zip.put_both(0, 22, &[100, 0, 0, 0]);
    let error = support::read_bytes("a.zip", &zip.bytes)
        .map(|_| ())
        .unwrap_err();
    assert!(matches!(error.fault, Fault::SizeDisagrees), "{error:?}");
}

proptest! {
    #[test]
    fn a_changed_byte_never_changes_what_is_imported(at in 0_usize..1 << 16, byte: u8) {
        let mut zip = Zip::new(&[SKILLS, LANGUAGES]);
        let at = at % zip.bytes.len();
        zip.put(at, &[byte]);
        if let Ok((report, kept)) = support::read_bytes("a.zip", &zip.bytes) {
            let profile = kept.interpret().0.profile;
            // A name may have become another one; what is read is what was written.
            prop_assert!(report.files.len() + report.ignored.len() == 2);
            prop_assert!(profile.skills.iter().all(|skill| &**skill == "Rust"));
            prop_assert!(profile.languages.iter().all(|l| &*l.name == "Dutch"));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        drop(support::read_bytes("a.zip", &bytes));
        drop(support::read_bytes("a.csv", &bytes));
        drop(support::read_bytes("a.zip", &[b"PK\x03\x04", &bytes[..]].concat()));
        drop(support::read_bytes("Comments.csv", &[b"Date,Link,Message\n", &bytes[..]].concat()));
        drop(support::read_bytes("Shares.csv", &[b"Date,ShareLink,ShareCommentary\n", &bytes[..]].concat()));
    }
}
