//! Several devices: the real program with homes of their own, and stores in memory.

mod artefacts;
mod devices;
mod faults;
mod interface;
mod merge;

use std::{
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use crate::support::world::{Run, World};

/// Every file below a folder whose bytes hold a text.
fn holding(folder: &Path, text: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, text));
        } else if String::from_utf8_lossy(&fs::read(&path).unwrap()).contains(text) {
            found.push(path);
        }
    }
    found
}

/// Two homes and the folder between them.
struct Pair {
    a: World,
    b: World,
    folder: TempDir,
}

impl Pair {
    fn new() -> Self {
        let pair = Self {
            a: World::new(),
            b: World::new(),
            folder: tempfile::tempdir().unwrap(),
        };
        pair.init(&pair.a).ok();
        pair.init(&pair.b).ok();
        pair
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("cordial")
    }

    fn init(&self, world: &World) -> Run {
        world.run(&["share", "init", self.path().to_str().unwrap()])
    }

    /// Exchanges until both have everything.
    fn exchange(&self) {
        for world in [&self.a, &self.b, &self.a, &self.b] {
            world.run(&["share", "now"]).ok();
        }
    }

    #[track_caller]
    fn agree(&self) -> String {
        let (a, b) = (self.a.run(&["dump"]).ok(), self.b.run(&["dump"]).ok());
        assert_eq!(a, b);
        a
    }
}

#[test]
#[cfg(unix)]
fn a_folder_that_was_made_a_link_leads_nothing_elsewhere() {
    let pair = Pair::new();
    pair.a.run(&["note", "ines-muster", "from here"]).ok();
    pair.exchange();
    let own = pair.a.data().join("journal");
    for (name, to) in [("journal", &own), ("relay", &own), ("imports", &own)] {
        let (there, aside) = (pair.path().join(name), pair.path().join("aside"));
        fs::rename(&there, &aside).unwrap();
        std::os::unix::fs::symlink(to, &there).unwrap();
        pair.a.run(&["note", "ines-muster", "meanwhile"]).ok();
        let before = holding(&pair.a.data(), "");
        let refused = pair.a.run(&["share", "now"]).fails(1);
        assert!(
            refused.contains(name) && refused.contains("a link"),
            "{refused}"
        );
        assert!(refused.contains("hint: "), "{refused}");
        pair.a.run(&["share", "status"]).fails(1);
        assert_eq!(holding(&pair.a.data(), ""), before);
        fs::remove_file(&there).unwrap();
        fs::rename(&aside, &there).unwrap();
    }
    pair.exchange();
    assert_eq!(pair.agree().matches("meanwhile").count(), 6);
}

#[test]
fn what_one_device_imports_and_decides_the_other_one_has() {
    let pair = Pair::new();
    let archive = pair.a.archive();
    pair.a.run(&["import", archive.to_str().unwrap()]).ok();
    pair.a.run(&["note", "ines-muster", "from the desk"]).ok();
    pair.a.run(&["share", "now"]).ok();
    let run = pair.b.run(&["share", "now"]);
    assert!(run.err.contains("took in 2 steps and"), "{}", run.err);
    pair.b.run(&["tag", "ines-muster", "rust"]).ok();
    pair.exchange();
    assert!(pair.agree().contains("from the desk"));
    assert_eq!(
        pair.a.run(&["count", "connections"]).ok(),
        pair.b.run(&["count", "connections"]).ok()
    );
    let shown = pair.a.run(&["people", "show", "ines-muster"]).ok();
    assert!(shown.contains("rust"), "{shown}");
    // Again: nothing moves.
    let run = pair.a.run(&["share", "now"]);
    assert!(
        run.err.contains("nothing new on either side"),
        "{}",
        run.err
    );
    for world in [&pair.a, &pair.b] {
        world.run(&["doctor"]).ok();
    }
    // Undo takes back what was done here, not what came.
    pair.b.run(&["undo"]).ok();
    pair.exchange();
    let dump = pair.agree();
    assert!(dump.contains("from the desk"), "{dump}");
    let shown = pair.a.run(&["people", "show", "ines-muster"]).ok();
    assert!(!shown.contains("rust"), "{shown}");
}

#[test]
fn what_says_who_this_device_is_stays_out_of_the_folder() {
    let pair = Pair::new();
    let archive = pair.a.archive();
    pair.a.run(&["import", archive.to_str().unwrap()]).ok();
    pair.exchange();
    let mut names: Vec<String> = fs::read_dir(pair.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            ".gitattributes",
            ".stignore",
            "README.txt",
            "imports",
            "journal",
            "relay"
        ]
    );
    let attributes = fs::read_to_string(pair.path().join(".gitattributes")).unwrap();
    assert_eq!(attributes, "*.jsonl -text merge=union\n");
}

#[test]
fn an_erasure_reaches_every_device_and_the_folder() {
    let pair = Pair::new();
    let archive = pair.a.archive();
    pair.a.run(&["import", archive.to_str().unwrap()]).ok();
    pair.a
        .run(&["note", "ines-muster", "worth forgetting"])
        .ok();
    pair.exchange();
    pair.b
        .run(&["note", "ines-muster", "worth forgetting, too"])
        .ok();
    pair.b.run(&["share", "now"]).ok();
    // Not known to the other one when it erases.
    pair.b
        .run(&["log", "ines-muster", "lee-testcase", "coffee with both"])
        .ok();
    let run = pair.a.run(&["erase", "ines-muster", "--yes"]);
    assert!(
        run.err
            .contains("the share folder, until `cordial share now` runs here"),
        "{}",
        run.err
    );
    pair.exchange();
    for text in ["ines-muster", "Muster", "worth forgetting"] {
        for folder in [pair.a.data(), pair.b.data(), pair.path()] {
            assert_eq!(holding(&folder, text), Vec::<PathBuf>::new(), "{text}");
        }
    }
    let dump = pair.agree();
    assert!(
        dump.contains("coffee with both"),
        "the other one keeps theirs"
    );
    for world in [&pair.a, &pair.b] {
        world.run(&["doctor"]).ok();
        let run = world.run(&["share", "now"]);
        assert!(run.err.contains("nothing new"), "{}", run.err);
    }
}

#[test]
fn two_people_erased_from_one_import_on_two_devices_are_both_gone() {
    let pair = Pair::new();
    let archive = pair.a.archive();
    pair.a.run(&["import", archive.to_str().unwrap()]).ok();
    pair.a
        .run(&["log", "ines-muster", "lee-testcase", "coffee with both"])
        .ok();
    pair.exchange();
    pair.a.run(&["erase", "ines-muster", "--yes"]).ok();
    pair.b.run(&["erase", "lee-testcase", "--yes"]).ok();
    pair.exchange();
    pair.exchange();
    for text in ["ines-muster", "lee-testcase"] {
        for folder in [pair.a.data(), pair.b.data(), pair.path()] {
            assert_eq!(holding(&folder, text), Vec::<PathBuf>::new(), "{text}");
        }
    }
    pair.agree();
    for world in [&pair.a, &pair.b] {
        world.run(&["doctor"]).ok();
    }
}

#[test]
fn a_folder_that_is_away_takes_nothing_away() {
    let pair = Pair::new();
    pair.a.run(&["note", "ines-muster", "kept"]).ok();
    pair.exchange();
    fs::rename(pair.path(), pair.folder.path().join("elsewhere")).unwrap();
    let error = pair.a.run(&["share", "now"]).fails(1);
    assert!(
        error.contains("is not there") && error.contains("nothing is lost"),
        "{error}"
    );
    let doctor = pair.a.run(&["doctor"]).ok();
    assert!(doctor.contains("the share folder is not there"), "{doctor}");
    assert!(
        !pair.path().exists(),
        "a folder that is away is not made anew"
    );
    pair.a.run(&["note", "ines-muster", "meanwhile"]).ok();
    // It comes back empty: both put their own there again.
    fs::create_dir(pair.path()).unwrap();
    pair.exchange();
    let dump = pair.agree();
    assert!(
        dump.contains("kept") && dump.contains("meanwhile"),
        "{dump}"
    );

    pair.a.run(&["share", "off"]).ok();
    let error = pair.a.run(&["share", "now"]).fails(1);
    assert!(error.contains("share init"), "{error}");
    assert!(pair.path().join("journal").exists());
}

#[test]
fn a_folder_that_cannot_be_one_is_refused() {
    let world = World::imported();
    let refused = |folder: &Path, why: &str| {
        let error = world
            .run(&["share", "init", folder.to_str().unwrap()])
            .fails(1);
        assert!(error.contains(why), "{error}");
    };
    refused(&world.data(), "lie in one another");
    refused(&world.data().join("box"), "lie in one another");
    refused(world.home.path(), "lie in one another");
    let other = World::imported();
    refused(&other.data(), "is a data folder");
    let full = tempfile::tempdir().unwrap();
    for number in 0..30 {
        fs::write(full.path().join(format!("photo-{number}.jpg")), b"").unwrap();
    }
    refused(full.path(), "full of other things");
    assert!(!world.data().join("share.toml").exists());
}

#[test]
fn an_import_that_is_on_its_way_is_no_damage() {
    let pair = Pair::new();
    let archive = pair.a.archive();
    pair.a.run(&["import", archive.to_str().unwrap()]).ok();
    pair.a.run(&["share", "now"]).ok();
    let imports = pair.path().join("imports");
    let away = pair.folder.path().join("later");
    fs::rename(&imports, &away).unwrap();
    let run = pair.b.run(&["share", "now"]);
    assert!(run.err.contains("not here yet"), "{}", run.err);
    let run = pair.b.run(&["doctor"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("not here yet"), "{}", run.out);
    let run = pair.b.run(&["count", "connections"]);
    assert!(run.err.contains("not here yet"), "{}", run.err);

    // Half of a file is no file.
    fs::create_dir_all(&imports).unwrap();
    for entry in fs::read_dir(&away).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        fs::write(
            imports.join(path.file_name().unwrap()),
            &bytes[..bytes.len() / 2],
        )
        .unwrap();
    }
    pair.b.run(&["share", "now"]).ok();
    assert_eq!(pair.b.run(&["count", "connections"]).ok().trim(), "0");
    // Nor is a file of the right length with other bytes.
    for entry in fs::read_dir(&away).unwrap() {
        let path = entry.unwrap().path();
        let bytes = vec![b'x'; fs::read(&path).unwrap().len()];
        fs::write(imports.join(path.file_name().unwrap()), bytes).unwrap();
    }
    pair.b.run(&["share", "now"]).ok();
    assert_eq!(pair.b.run(&["count", "connections"]).ok().trim(), "0");
    fs::remove_dir_all(&imports).unwrap();
    fs::rename(&away, &imports).unwrap();
    pair.b.run(&["share", "now"]).ok();
    pair.agree();
    pair.b.run(&["doctor"]).ok();
}

#[test]
fn status_says_what_an_exchange_would_do_and_changes_nothing() {
    let pair = Pair::new();
    pair.a.run(&["note", "ines-muster", "one"]).ok();
    pair.a.run(&["share", "now"]).ok();
    pair.b.run(&["note", "ines-muster", "two"]).ok();
    fs::write(pair.path().join("journal/x 2.jsonl"), b"litter").unwrap();
    for _ in 0..2 {
        let status = pair.b.run(&["share", "status"]).ok();
        assert!(status.contains("to take in: 1 step\n"), "{status}");
        assert!(status.contains("to put there: 1 step\n"), "{status}");
        assert!(status.contains("ignored: journal/x 2.jsonl"), "{status}");
    }
    let status = pair.b.run(&["share", "status", "--format", "json"]).json();
    assert_eq!(status["to_take"], 1);
    let doctor = pair.b.run(&["doctor"]).ok();
    assert!(doctor.contains("x 2.jsonl"), "{doctor}");
}
