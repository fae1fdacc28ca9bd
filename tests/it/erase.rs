//! Erasing somebody: nothing about them is left in any file, and nobody else loses anything.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::support::world::World;

/// Every file below a folder whose bytes hold a text.
fn holding(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, text));
        } else {
            let bytes = fs::read(&path).unwrap();
            if bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
            {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

fn has(world: &World, text: &str) -> bool {
    !holding(&world.data(), text).is_empty()
}

#[test]
fn no_file_holds_anything_of_somebody_who_was_erased() {
    let world = World::imported();
    world
        .run(&["note", "ines-muster", "a secret worth forgetting"])
        .ok();
    world
        .run(&["log", "ines-muster", "lee-testcase", "coffee with both"])
        .ok();
    world.run(&["tag", "ines-muster", "rust"]).ok();
    assert!(has(&world, "ines-muster") && has(&world, "Muster") && has(&world, "worth forgetting"));
    let before = world.run(&["count", "--format", "json"]).json();

    // What is advised about invitations is kept, too.
    world.run(&["review", "--plain"]).ok();
    let run = world.run(&["erase", "ines-muster", "--yes"]);
    assert!(
        run.err.contains("of connections") && run.err.contains("of messages"),
        "{}",
        run.err
    );
    assert!(run.err.contains("cannot reach"), "{}", run.err);

    for trace in [
        "ines-muster",
        "Muster",
        "worth forgetting",
        "Mostly people who have run",
    ] {
        assert_eq!(
            holding(&world.data(), trace),
            Vec::<String>::new(),
            "{trace}"
        );
    }
    let after = world.run(&["count", "--format", "json"]).json();
    let number = |counts: &serde_json::Value, noun: &str| counts[noun].as_i64().unwrap();
    assert_eq!(
        number(&after, "connections"),
        number(&before, "connections") - 1
    );
    assert!(number(&after, "messages") < number(&before, "messages"));
    assert!(!world.run(&["dump"]).ok().contains("ines-muster"));
    assert!(!world.run(&["history"]).ok().contains("Muster"));
    world.run(&["doctor"]).ok();
    // Texts of the messages that are left are found where they are now.
    assert!(
        world
            .run(&["search", "woran"])
            .ok()
            .contains("Woran arbeiten Sie gerade?")
    );
}

#[test]
fn of_a_step_about_several_the_others_keep_theirs() {
    let world = World::imported();
    world
        .run(&["log", "ines-muster", "lee-testcase", "coffee with both"])
        .ok();
    world.run(&["erase", "ines-muster", "--yes"]).ok();
    let shown = world.run(&["people", "show", "lee-testcase"]).ok();
    assert!(shown.contains("coffee with both"), "{shown}");
    let history = world.run(&["history"]).ok();
    assert!(history.contains("somebody was erased from it"), "{history}");
    // What is left can be taken back like any other step.
    world.run(&["undo"]).ok();
    let shown = world.run(&["people", "show", "lee-testcase"]).ok();
    assert!(!shown.contains("coffee with both"), "{shown}");
}

#[test]
fn a_later_import_does_not_bring_somebody_back() {
    let world = World::imported();
    world.run(&["erase", "lee-testcase", "--yes"]).ok();
    let archive = world.archive();
    let again = archive.to_str().unwrap();
    world.run(&["import", again]).ok();
    assert!(!has(&world, "lee-testcase"), "the same archive");
    // A newer archive with one more row of somebody else.
    let connections = archive.join("Connections.csv");
    let mut rows = fs::read_to_string(&connections).unwrap();
    rows += "\nNew,Person,https://www.linkedin.com/in/new-person,,Acme,Engineer,20 Nov 2026\n";
    fs::write(&connections, rows).unwrap();
    world.run(&["import", again]).ok();
    assert!(has(&world, "new-person"));
    assert_eq!(holding(&world.data(), "lee-testcase"), Vec::<String>::new());
    world.run(&["doctor"]).ok();
}

#[test]
fn an_import_that_was_taken_back_is_erased_too_and_can_come_back() {
    let world = World::imported();
    let id = world.run(&["history", "-q"]).ok();
    let id = id.lines().next().unwrap().to_owned();
    world.run(&["undo"]).ok();
    world.run(&["erase", "ines-muster", "--yes"]).ok();
    assert!(!has(&world, "ines-muster"));
    world.run(&["redo", &id]).ok();
    let people = world.run(&["people", "-q"]).ok();
    assert!(
        people.contains("lee-testcase") && !people.contains("ines-muster"),
        "{people}"
    );
}

#[test]
fn it_asks_and_never_by_a_slip() {
    let world = World::imported();
    let error = world.run(&["erase", "ines-muster"]).fails(2);
    assert!(error.contains("--yes"), "{error}");
    for slip in ["ines-mustr", "Nobody Atall"] {
        let error = world.run(&["erase", slip]).fails(1);
        let told = format!("nobody is called `{slip}`");
        assert!(error.contains(&told), "before it asks: {error}");
    }
    assert!(has(&world, "ines-muster"));
    // An erasure is no step that could be taken back.
    world.run(&["erase", "ines-muster", "--yes"]).ok();
    world.run(&["undo"]).ok();
    assert!(
        !has(&world, "ines-muster"),
        "undo took back what was before it"
    );
}

/// The files of a folder, with their bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

#[test]
fn an_erasure_that_was_cut_short_anywhere_is_finished_by_the_next_command() {
    for cut in ["noted", "decided", "rewritten", "removed"] {
        let world = World::imported();
        world.run(&["note", "ines-muster", "still here"]).ok();
        let (journal, imports) = (world.data().join("journal"), world.data().join("imports"));
        let state = world.home.path().join(".local/state/cordial");
        let (lines, old, marks) = (files(&journal), files(&imports), files(&state));
        world.run(&["erase", "ines-muster", "--yes"]).ok();
        assert!(!world.data().join("erasing").exists());
        let new = files(&imports);
        // The store as it stands after that part of the work.
        let gone: Vec<&str> = old
            .iter()
            .filter(|file| !new.contains(file))
            .map(|(path, _)| path.file_stem().unwrap().to_str().unwrap())
            .collect();
        assert!(!gone.is_empty());
        fs::write(world.data().join("erasing"), gone.join("\n")).unwrap();
        if cut != "removed" {
            for (path, bytes) in &old {
                fs::write(path, bytes).unwrap();
            }
        }
        for (path, bytes) in lines.iter().filter(|_| cut == "noted" || cut == "decided") {
            let rewritten = fs::read_to_string(path).unwrap();
            let erase = rewritten.lines().find(|line| line.contains(r#""erase":"#));
            let mut bytes = bytes.clone();
            if cut == "decided" {
                bytes.extend_from_slice(erase.unwrap().as_bytes());
                bytes.push(b'\n');
            }
            fs::write(path, bytes).unwrap();
        }

        for (path, bytes) in marks.iter().filter(|_| cut == "noted") {
            fs::write(path, bytes).unwrap();
        }
        let doctor = world.run(&["doctor"]);
        assert!(doctor.out.contains("not finished"), "{cut}: {doctor:?}");
        let run = world.run(&["people", "-q"]);
        assert!(run.err.contains("finished now"), "{cut}: {}", run.err);
        // What was noted and not decided yet was not promised to anybody.
        let stays = cut == "noted";
        assert_eq!(run.ok().contains("ines-muster"), stays, "{cut}");
        assert_eq!(has(&world, "still here"), stays, "{cut}");
        assert_eq!(has(&world, "Muster"), stays, "{cut}");
        assert!(!world.data().join("erasing").exists(), "{cut}");
        assert_eq!(world.run(&["people", "-q"]).err, "", "{cut}");
        world.run(&["doctor"]).ok();
    }
}

#[test]
fn an_erasure_that_was_cut_short_is_told_and_finished() {
    let world = World::imported();
    world.run(&["note", "ines-muster", "still here"]).ok();
    let journal = world.data().join("journal");
    let kept: Vec<_> = fs::read_dir(&journal)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    let lines: Vec<_> = kept.iter().map(|path| fs::read(path).unwrap()).collect();
    world.run(&["erase", "ines-muster", "--yes"]).ok();
    // The lines as they were, with the step of the erasure behind them: it died before the rewriting.
    for (path, old) in kept.iter().zip(&lines) {
        let new = fs::read_to_string(path).unwrap();
        let erase = new
            .lines()
            .find(|line| line.contains(r#""erase":"#))
            .unwrap();
        let mut bytes = old.clone();
        bytes.extend_from_slice(erase.as_bytes());
        bytes.push(b'\n');
        fs::write(path, bytes).unwrap();
    }
    assert!(has(&world, "still here"));
    let found = world.run(&["doctor"]);
    assert_eq!(found.code, 3);
    assert!(
        found.out.contains("not finished") || found.err.contains("not finished"),
        "{found:?}"
    );
    world.run(&["doctor", "--repair"]);
    assert!(!has(&world, "still here") && !has(&world, "ines-muster"));
}
