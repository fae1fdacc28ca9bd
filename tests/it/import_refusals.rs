//! Archives that must not be imported, each for its own reason, and the honest ones beside them.

use cordial::import::{Fault, ImportError, Report};

use crate::support::{
    self,
    zip::{Form, LINKEDINS, STORED, Zip},
};

const SKILLS: (&str, &str) = ("Skills.csv", "Name\nRust\n");
const LANGUAGES: (&str, &str) = ("Languages.csv", "Name,Proficiency\nDutch,\n");
fn two() -> Zip {
    Zip::new(&[SKILLS, LANGUAGES])
}

fn stored() -> Zip {
    Zip::with(STORED, &[SKILLS, LANGUAGES])
}

fn read(bytes: &[u8]) -> Result<Report, ImportError> {
    support::read_bytes("archive.zip", bytes).map(|(report, _)| report)
}

/// The name of the fault with which an archive is refused.
fn fault(bytes: &[u8]) -> String {
    match read(bytes) {
        Ok(report) => format!("imported: {report:?}"),
        Err(error) => {
            assert!(error.hint().is_some(), "{error}");
            let name = format!("{:?}", error.fault);
            name.split([' ', '(']).next().unwrap_or_default().to_owned()
        }
    }
}

#[test]
fn honest_archives_of_all_kinds_are_read() {
    let honest = [
        LINKEDINS,
        STORED,
        Form {
            streamed: false,
            ..LINKEDINS
        },
        Form {
            packed: false,
            ..LINKEDINS
        },
        Form {
            zip64: true,
            ..LINKEDINS
        },
        Form {
            front: b"#!/bin/sh\nexit\n",
            ..LINKEDINS
        },
        Form {
            comment: b"made by a tool",
            ..LINKEDINS
        },
    ];
    for form in honest {
        let zip = Zip::with(form, &[SKILLS, LANGUAGES]);
        let report = read(&zip.bytes).unwrap();
        assert_eq!(report.files.len(), 2);
        assert_eq!(report.entries_date, "2024-01-09T15:45:12Z".parse().ok());
    }
    let mut with_line_end = two().bytes;
    with_line_end.extend(b"\r\n");
    assert!(
        read(&with_line_end).is_ok(),
        "a line end behind the archive"
    );
    let folders = Zip::with(STORED, &[("export/", ""), ("export/Skills.csv", SKILLS.1)]);
    assert!(read(&folders.bytes).is_ok());
    let mut unix = two();
    let mode = [0, 0, 0x80, 0x81];
    unix.put(unix.records[0] + 38, &mode);
    assert!(read(&unix.bytes).is_ok(), "a regular file of Unix");
}

#[test]
fn what_is_no_archive_says_what_it_is() {
    for (name, bytes, expected) in [
        ("a.zip", &b""[..], "Empty"),
        ("a.zip", b"Rar!\x1a\x07", "NotAnArchive"),
        ("a.bin", b"\x7fELF\0\0\0\0", "NotAnArchive"),
        ("a.csv", b"Colour,Size\nred,3\n", "UnknownHeader"),
        ("Skills.csv", b"Colour,Size\nred,3\n", "MissingColumns"),
        ("a.zip", b"PK\x03\x04", "NoEnd"),
    ] {
        let error = support::read_bytes(name, bytes).map(|_| ()).unwrap_err();
        assert!(
            format!("{:?}", error.fault).starts_with(expected),
            "{name}: {error:?}"
        );
        assert!(error.hint().is_some());
    }
    let xlsx = Zip::new(&[("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")]);
    assert_eq!(fault(&xlsx.bytes), "Spreadsheet");
    assert_eq!(
        fault(&Zip::new(&[("holiday.jpg", "x")]).bytes),
        "NothingKnown"
    );
    assert_eq!(fault(&Zip::new(&[("inner.zip", "PK")]).bytes), "Nested");
    assert_eq!(fault(&Zip::new(&[]).bytes), "Empty");
    let hidden = String::from_utf8_lossy(b"PK\x03\x04").into_owned() + "rest";
    assert_eq!(
        fault(&Zip::new(&[("Invitations.csv", &hidden)]).bytes),
        "Spreadsheet"
    );
    assert!(matches!(
        support::read(&[]).map(|_| ()).unwrap_err().fault,
        Fault::NothingNamed
    ));
}

#[test]
fn every_prefix_of_an_archive_is_refused() {
    let whole = two().bytes;
    for length in 0..whole.len() {
        assert!(read(&whole[..length]).is_err(), "{length} bytes");
    }
}

#[test]
fn an_end_that_says_other_things_than_the_directory_is_refused() {
    let patch = |at: usize, bytes: &[u8]| {
        let mut zip = two();
        zip.put(zip.end + at, bytes);
        fault(&zip.bytes)
    };
    assert_eq!(patch(4, &[1, 0]), "ManyDisks");
    assert_eq!(patch(8, &[1, 0]), "ManyDisks");
    assert_eq!(patch(8, &[1, 0, 1, 0]), "EndDisagrees", "count too low");
    assert_eq!(patch(8, &[3, 0, 3, 0]), "EndDisagrees", "count too high");
    assert_eq!(patch(12, &[1]), "EndDisagrees", "size");
    assert_eq!(patch(16, &[0]), "EndDisagrees", "offset");
    assert_eq!(
        patch(20, &[9, 0]),
        "EndDisagrees",
        "comment longer than the file"
    );
    let mut behind = two().bytes;
    behind.extend(b"more");
    assert_eq!(fault(&behind), "BytesBehindEnd");
    let mut again = two();
    let end = again.bytes[again.end..].to_vec();
    again.bytes.extend(end);
    assert_eq!(fault(&again.bytes), "EndDisagrees", "two end records");
    let mut front = b"junk".to_vec();
    front.extend(two().bytes);
    assert_eq!(
        fault(&front),
        "EndDisagrees",
        "offsets that do not respect what stands before"
    );
    let inner = two().bytes.leak();
    let nested = Zip::with(
        Form {
            comment: inner,
            ..LINKEDINS
        },
        &[SKILLS],
    );
    assert_eq!(
        fault(&nested.bytes),
        "EndDisagrees",
        "an archive in the comment"
    );
}

/// A transfer in text mode may leave a line end behind the last byte; nothing else may stand there.
#[test]
fn nothing_stands_behind_the_end_but_a_line_end() {
    let with = |behind: &[u8]| [&two().bytes[..], behind].concat();
    assert!(read(&with(b"\r\n")).is_ok());
    let comment = vec![b'.'; usize::from(u16::MAX)].leak();
    let mut long = Zip::with(
        Form {
            comment,
            ..LINKEDINS
        },
        &[SKILLS],
    );
    long.bytes.extend(b"\r\n");
    assert!(read(&long.bytes).is_ok(), "behind the longest comment");
    for behind in [&b"xy"[..], b"\n", b"\n\r", b"\r\n\r\n"] {
        assert!(
            fault(&with(behind)).starts_with("BytesBehindEnd"),
            "{behind:?}"
        );
    }
}

#[test]
fn zip64_records_must_agree() {
    let zip = Zip::with(
        Form {
            zip64: true,
            ..LINKEDINS
        },
        &[SKILLS],
    );
    let record = zip.end - 20 - 56;
    for (at, bytes) in [
        (zip.end + 4, &[7, 0][..]),
        (zip.end + 6, &[7, 0]),
        (zip.end + 8, &[7, 0]),
        (zip.end + 10, &[7, 0]),
        (zip.end + 12, &[7, 0, 0, 0]),
        (zip.end + 16, &[7, 0, 0, 0]),
        (record + 4, &[45]),
        (record + 4, &[43]),
        (zip.end - 12, &[1, 0]),
    ] {
        let mut zip = zip.clone();
        zip.put(at, bytes);
        assert_eq!(fault(&zip.bytes), "Zip64Disagrees", "{at}");
    }
    for (at, bytes) in [(zip.end - 16, &[1]), (zip.end - 4, &[2])] {
        let mut zip = zip.clone();
        zip.put(at, bytes);
        assert_eq!(fault(&zip.bytes), "ManyDisks", "{at}");
    }
    let mut zip = zip;
    zip.put(record + 48, &u64::MAX.to_le_bytes());
    assert_eq!(fault(&zip.bytes), "EndDisagrees");
    let mut classic = two();
    classic.put(classic.end + 16, &[0xff; 4]);
    assert_eq!(
        fault(&classic.bytes),
        "Zip64Disagrees",
        "promised and missing"
    );
}

#[test]
fn entries_that_are_no_plain_files_are_refused() {
    let both = |at: usize, bytes: &[u8]| {
        let mut zip = two();
        zip.put_both(0, at, bytes);
        fault(&zip.bytes)
    };
    assert_eq!(both(6, &[0x09, 0x08]), "Encrypted");
    assert_eq!(both(6, &[0x48, 0x08]), "Encrypted", "strongly");
    assert_eq!(both(6, &[0x08, 0x28]), "Encrypted", "masked");
    assert_eq!(both(8, &[12, 0]), "Method", "bzip2");
    assert_eq!(both(8, &[9, 0]), "Method", "deflate64");
    let mode = |bytes: [u8; 2]| {
        let mut zip = two();
        zip.put(zip.records[0] + 40, &bytes);
        fault(&zip.bytes)
    };
    assert_eq!(mode([0xff, 0xa1]), "SpecialFile", "a link");
    assert_eq!(mode([0xff, 0x21]), "SpecialFile", "a device");
    assert_eq!(mode([0xff, 0x11]), "SpecialFile", "a pipe");
    assert_eq!(
        mode([0xff, 0x41]),
        "SpecialFile",
        "a folder with the name of a file"
    );
    let mut folder = two();
    folder.put(folder.records[0] + 38, &[0x10]);
    assert_eq!(fault(&folder.bytes), "SpecialFile", "a folder of DOS");
    let folder = Zip::new(&[("Skills.csv/", SKILLS.1), LANGUAGES]);
    assert_eq!(fault(&folder.bytes), "SpecialFile", "a folder with content");
    let mut wide = stored();
    wide.put(wide.records[0] + 20, &[0xff; 8]);
    wide.put(wide.locals[0] + 18, &[0xff; 8]);
    assert_eq!(
        fault(&wide.bytes),
        "Zip64Disagrees",
        "sizes that nothing holds"
    );
    let nul = Zip::new(&[("Skills.csv\0.exe", "x"), LANGUAGES]);
    assert_eq!(fault(&nul.bytes), "NulInName");
}

#[test]
fn a_local_header_unlike_the_directory_is_refused() {
    for (at, bytes) in [
        (6, &[0x00, 0x00][..]),
        (8, &[8, 0]),
        (14, &[1]),
        (14, &[0; 4]),
        (18, &[1]),
        (22, &[1]),
        (30, b"X"),
    ] {
        let mut zip = stored();
        zip.put(zip.locals[0] + at, bytes);
        assert_eq!(fault(&zip.bytes), "LocalDisagrees", "{at}");
    }
    // What comes behind the data is 0 in front of it, or the same.
    for at in [14, 18, 22] {
        let mut zip = two();
        zip.put(zip.locals[0] + at, &[1]);
        assert_eq!(fault(&zip.bytes), "LocalDisagrees", "{at}, streamed");
    }
    let mut zip = two();
    let descriptor = zip.locals[1] - 16;
    zip.put(descriptor + 4, &[1]);
    assert_eq!(fault(&zip.bytes), "LocalDisagrees", "the data descriptor");
    let mut zip = two();
    zip.put(zip.locals[1], b"XXXX");
    assert_eq!(fault(&zip.bytes), "DirectoryDamaged", "no local header");
}

#[test]
fn entries_that_share_bytes_or_hide_are_refused() {
    let mut zip = stored();
    let first = zip.locals[0].to_le_bytes();
    let record = zip.records[1];
    zip.put(record + 42, &first[..4]);
    assert_eq!(
        fault(&zip.bytes),
        "LocalDisagrees",
        "two names for one entry"
    );
    let same = Zip::with(STORED, &[SKILLS, SKILLS]);
    let mut zip = same.clone();
    zip.put(zip.records[1] + 42, &first[..4]);
    assert_eq!(fault(&zip.bytes), "Overlap", "twice the same entry");
    assert_eq!(fault(&same.bytes), "TwoOfOne", "two entries of one name");
    let inner = Zip::with(STORED, &[SKILLS]);
    let hidden = inner.bytes[..inner.records[0]].to_vec().leak();
    let zip = Zip::with(
        Form {
            front: hidden,
            ..LINKEDINS
        },
        &[LANGUAGES],
    );
    assert_eq!(
        fault(&zip.bytes),
        "Unlisted",
        "an entry that only its local header tells"
    );
}

/// What lies between entries is looked through in pieces; a header may stand across two of them.
#[test]
fn an_entry_hidden_in_megabytes_of_nothing_is_refused_wherever_it_stands() {
    const PIECE: usize = 1 << 20;
    let with = |front: Vec<u8>| {
        let front = front.leak();
        fault(&Zip::with(Form { front, ..LINKEDINS }, &[LANGUAGES]).bytes)
    };
    for at in (PIECE - 5..PIECE + 2).chain([2 * PIECE - 5, 2 * PIECE + 7]) {
        let mut front = vec![0; 2 * PIECE + 100];
        front[at..at + 4].copy_from_slice(b"PK\x03\x04");
        assert_eq!(with(front), "Unlisted", "{at}");
    }
    let room = vec![0; 2 * PIECE + 100].leak();
    let honest = Zip::with(
        Form {
            front: room,
            ..LINKEDINS
        },
        &[LANGUAGES],
    );
    assert!(read(&honest.bytes).is_ok(), "room alone is no harm");
}

#[test]
fn damaged_data_is_refused() {
    let mut zip = stored();
    zip.put(zip.locals[0] + 30 + SKILLS.0.len() + 6, b"X");
    assert_eq!(fault(&zip.bytes), "Checksum");
    let mut zip = two();
    zip.put(zip.locals[0] + 30 + SKILLS.0.len(), &[0xff; 4]);
    assert_eq!(fault(&zip.bytes), "Inflate");
    // More data than the sizes say, in a place where all headers agree.
    let mut zip = stored();
    for at in [18, 22] {
        zip.put_both(1, at, &[1, 0, 0, 0]);
    }
    assert_eq!(fault(&zip.bytes), "Checksum");
    // Less comes out than all headers say, though all packed bytes are used and the checksum is right.
    let packed = Form {
        streamed: false,
        ..LINKEDINS
    };
    let mut zip = Zip::with(packed, &[SKILLS, LANGUAGES]);
    zip.put_both(0, 22, &[15, 0, 0, 0]);
    assert_eq!(fault(&zip.bytes), "SizeDisagrees");
}

#[test]
fn one_file_under_two_names_is_refused_and_splits_are_not() {
    for (first, second) in [
        ("Skills.csv", "SKILLS.csv"),
        ("Skills.csv", "export/Skills.csv"),
        ("Jobs/Saved Jobs.csv", "Saved_Jobs.csv"),
    ] {
        let zip = Zip::new(&[(first, SKILLS.1), (second, SKILLS.1)]);
        assert_eq!(fault(&zip.bytes), "TwoOfOne", "{first} {second}");
    }
    let zip = Zip::new(&[
        ("Skills_10.csv", "Name\nC\n"),
        ("Skills.csv", "Name\nA\n"),
        ("Skills_2.csv", "Name\nB\n"),
    ]);
    let (_, kept) = support::read_bytes("a.zip", &zip.bytes).unwrap();
    let skills = kept.interpret().0.profile.skills;
    assert_eq!(
        skills.iter().map(|s| &**s).collect::<Vec<_>>(),
        ["A", "B", "C"]
    );
}

#[test]
fn paths_that_lead_elsewhere_are_not_read() {
    for name in [
        "../Skills.csv",
        "/Skills.csv",
        "a/b/Skills.csv",
        "..\\Skills.csv",
        "C:\\Skills.csv",
        "./../Skills.csv",
        "__MACOSX/Skills.csv",
        "a/._Skills.csv",
    ] {
        let zip = Zip::new(&[(name, SKILLS.1), LANGUAGES]);
        let report = read(&zip.bytes).unwrap();
        assert_eq!(report.ignored, [name]);
        assert_eq!(report.files.len(), 1);
    }
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_not_followed() {
    let root = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("Skills.csv"), SKILLS.1).unwrap();
    let link = root.path().join("Skills.csv");
    std::os::unix::fs::symlink(elsewhere.path().join("Skills.csv"), link).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), root.path().join("export")).unwrap();
    let error = support::read(&[root.path().to_owned()])
        .map(|_| ())
        .unwrap_err();
    assert!(matches!(error.fault, Fault::NothingKnown), "{error:?}");
}
