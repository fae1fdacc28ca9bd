//! Every form of every file that LinkedIn is known to have written.

use cordial::{
    domain::records::Traits,
    import::{Kind, Report},
};

use crate::support::{
    self,
    export::{Eras, File, ROWS},
    zip::{LINKEDINS, Zip},
};

/// The sources that a report tells, with the number of rows used.
fn used(report: &Report) -> Vec<(&str, u64)> {
    report
        .files
        .iter()
        .map(|f| (f.name.as_str(), f.used))
        .collect()
}

fn zip(files: &[File]) -> Vec<u8> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|f| (&*f.path, &*f.bytes)).collect();
    Zip::of_bytes(LINKEDINS, &files).bytes
}

#[test]
fn every_month_imports_with_every_row_accounted_for() {
    let eras = Eras::load();
    for month in eras.months() {
        for choice in 0..2 {
            let files = eras.export(month, choice);
            let (report, kept) = support::read_bytes("export.zip.zip", &zip(&files))
                .unwrap_or_else(|error| panic!("{month} {choice}: {error}"));
            assert_eq!(
                report.files.len() + report.ignored.len(),
                files.len(),
                "{month}"
            );
            assert!(report.unread.is_empty(), "{month}: {:?}", report.unread);
            for file in &report.files {
                assert!(files.iter().any(|f| f.path == file.name && f.has_rows));
                let place = format!("{month} {choice} {file:?}");
                assert_eq!(
                    (file.rows, file.used),
                    (ROWS as u64, ROWS as u64),
                    "{place}"
                );
                assert_eq!((file.ragged.count, file.replaced), (0, 0), "{place}");
                assert_eq!(
                    file.header_line > 1,
                    month >= "2021-06" && file.kind == Some(Kind::Connections),
                    "{place}"
                );
            }
            let (_, warnings, _) = kept.interpret();
            assert!(warnings.is_empty(), "{month} {choice}: {warnings:?}");
        }
    }
}

#[test]
fn in_every_month_one_invitation_is_open_and_mira_is_the_partner() {
    let eras = Eras::load();
    for month in eras
        .months()
        .into_iter()
        .filter(|month| *month >= "2018-11")
    {
        for choice in 0..2 {
            let files = eras.export(month, choice);
            let (_, kept) = support::read_bytes("a.zip", &zip(&files)).unwrap();
            let (archive, _, texts) = kept.interpret();
            let open: Vec<&str> = archive
                .invitations
                .iter()
                .filter(|i| i.is_open())
                .map(|i| &*i.name)
                .collect();
            assert_eq!(open, ["Jon Sample"], "{month}");
            let mira = archive
                .connections
                .iter()
                .find(|c| &*c.first == "Mira")
                .unwrap();
            let messages = &archive.messages;
            let [conversation] = &messages.conversations[..] else {
                panic!("{month}: {:?}", messages.conversations)
            };
            let with = &messages.parties[conversation.with.unwrap() as usize];
            assert_eq!(with.key, mira.key, "{month}");
            assert_eq!(&*with.name, "Mira Example", "{month}");
            let mine = messages
                .list
                .all()
                .iter()
                .filter(|m| m.traits.has(Traits::MINE))
                .count();
            assert_eq!(
                (messages.list.len(), mine, texts.len()),
                (ROWS, 1, ROWS),
                "{month}"
            );
        }
    }
}

#[test]
fn a_folder_and_a_folder_in_a_folder_are_the_zip() {
    let files = Eras::load().export("2025-12", 0);
    let (from_zip, _) = support::read_bytes("a.zip", &zip(&files)).unwrap();
    for front in ["", "export/"] {
        let root = tempfile::tempdir().unwrap();
        for file in &files {
            let path = root.path().join(format!("{front}{}", file.path));
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &file.bytes).unwrap();
        }
        let (report, _) = support::read(&[root.path().to_owned()]).unwrap();
        let names: Vec<(String, u64)> = used(&from_zip)
            .into_iter()
            .map(|(name, rows)| (format!("{front}{name}"), rows))
            .collect();
        let names: Vec<(&str, u64)> = names.iter().map(|(n, r)| (n.as_str(), *r)).collect();
        assert_eq!(used(&report), names);
    }
}

#[test]
fn a_single_csv_file_is_known_by_its_header() {
    let eras = Eras::load();
    for file in eras.export("2025-12", 0) {
        let by_zip = support::read_bytes(
            "a.zip",
            &zip(&[File {
                path: file.path.clone(),
                ..clone(&file)
            }]),
        );
        let Ok((report, _)) = by_zip else { continue };
        let kind = report.files[0].kind;
        let (alone, _) = support::read_bytes("download (1).csv", &file.bytes).unwrap();
        let same_header = [Kind::RecommendationsGiven, Kind::RecommendationsReceived];
        if !same_header.contains(&kind.unwrap()) {
            assert_eq!(alone.files[0].kind, kind, "{}", file.path);
        }
        assert_eq!(alone.files[0].used, ROWS as u64);
    }
}

fn clone(file: &File) -> File {
    File {
        path: file.path.clone(),
        bytes: file.bytes.clone(),
        has_rows: file.has_rows,
    }
}
