//! Journals of every version of the format, as they were written then: they must replay for ever.
//! Never change the files in `tests/fixtures/journal`; a new version gets a folder of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use cordial::store::{Access, FaultKind, RealDisk, Repair, Store, VERSION};

use super::*;

fn fixture(version: &str) -> Store {
    let data = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/journal")
        .join(version);
    let nowhere = PathBuf::from("/nowhere");
    let dirs = Dirs {
        data,
        state: nowhere.clone(),
        cache: nowhere,
    };
    Store::open(
        Arc::new(RealDisk),
        dirs,
        info("another machine"),
        Access::Read,
    )
}

#[test]
fn every_version_of_the_format_has_its_journals_and_a_new_one_comes_with_its_upgrade() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/journal");
    let mut there: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('v'))
        .collect();
    there.sort();
    let versions: Vec<String> = (1..=VERSION).map(|version| format!("v{version}")).collect();
    assert_eq!(there, versions);
    for version in &versions {
        let faults = fixture(version).read().faults;
        assert!(faults.iter().all(|fault| fault.kind != FaultKind::Newer));
    }
    assert_eq!(
        VERSION, 1,
        "before the first line of a newer format the store is copied aside: SECURITY.md, \
         \"When the format changes\"; hold it by a test here, with these journals, then raise this"
    );
}

#[test]
fn version_1_replays() {
    let log = fixture("v1").read();
    let told: Vec<_> = log
        .lines
        .iter()
        .map(|line| {
            format!(
                "{} {}-{}-{} {} {}",
                line.clock,
                line.device,
                line.epoch,
                line.seq,
                line.id,
                line.step.get()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            r#"1 k3f9x2m7-1-1 hg63qa62 {"note":"hello"}"#,
            r#"2 k3f9x2m7-1-2 dbkdtmw4 {"note":"Zoë \u202e \"quoted\" 名前","tags":["a","b"],"n":1.50}"#,
            r#"3 k3f9x2m7-1-3 rvra9q77 {"undo":"5289stm1"}"#,
            r#"3 mirahome-1-1 88grqbgx {"note":"from another device"}"#,
            r#"6 k3f9x2m7-1-4 0ldc0py0 {"erased":true}"#,
            r#"9 k3f9x2m7-1-6 y0xjnbgy {"note":"after the gap"}"#,
            r#"9 mirahome-1-2 vsreve1v {"note":"at the same time"}"#,
            r#"10 k3f9x2m7-2-1 abvhssj9 {"repair":{"missing":[{"device":"k3f9x2m7","epoch":1,"from":5,"to":5}]}}"#,
            r#"11 k3f9x2m7-2-2 5v6se0mn {"note":"a new epoch"}"#,
        ]
    );
    assert_eq!(log.lines[0].at, "2026-11-23T09:14:05+01:00");
    assert_eq!(log.lines[0].tz, "Europe/Berlin");
    let repair = Repair::of(log.lines[7].step.get()).unwrap();
    assert_eq!((repair.missing[0].from, repair.missing[0].to), (5, 5));
    // A bad line, a doubled one, one that breaks off, a twin that was erased, a gap that was
    // confirmed, a clock that was not; with byte order mark, CRLF and a last line without an end.
    let mut found = kinds(&log);
    found.sort();
    assert_eq!(
        found,
        [
            FaultKind::Unfinished,
            FaultKind::Skipped,
            FaultKind::KnownGap,
            FaultKind::Doubled,
            FaultKind::Twin,
            FaultKind::FarClock,
        ]
    );
    assert!(!log.faults.iter().any(cordial::store::Fault::is_damage));
}
