//! What is kept and what leaves: said by the program, and seen from outside.
//!
//! Seen with strace; where it is missing, those tests say that they did not run.
#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use pty_process::blocking;

use crate::{
    support::world::{NOW, World},
    tui_pty::Terminal,
};

#[test]
fn everything_that_is_kept_is_named_with_its_place_and_its_size() {
    let world = World::imported();
    world.run(&["note", "mira-example", "private"]).ok();
    let before = files(world.home.path());
    let rows = world.run(&["privacy", "--format", "json"]).json();
    let rows = rows.as_array().unwrap();
    let row = |what: &str| {
        let mut all = rows.iter();
        all.find(|row| row["what"].as_str().unwrap().contains(what))
            .unwrap()
    };
    let journal = row("decisions");
    assert_eq!(
        journal["place"],
        world.data().join("journal").to_str().unwrap()
    );
    assert_eq!(journal["files"], 1);
    assert_ne!(row("archives")["KiB"], 0);
    assert_eq!(row("token")["files"], 0);
    // Whatever the program made lies below one of the places, or is a lock, which holds nothing.
    let places: Vec<&str> = rows
        .iter()
        .map(|row| row["place"].as_str().unwrap())
        .collect();
    for file in files(world.home.path()) {
        let named = places.iter().any(|place| file.starts_with(place));
        let lock = file
            .file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("lock");
        let given = file.starts_with(world.archive());
        assert!(named || lock || given, "{}", file.display());
    }
    assert_eq!(files(world.home.path()), before, "looking makes nothing");
    let said = world.run(&["privacy"]).ok();
    for word in ["`sync`, the one command", "cordial erase", "browser"] {
        assert!(said.contains(word), "{said}");
    }
}

/// All regular files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

#[test]
fn nobody_else_can_read_anything_whatever_the_umask() {
    for umask in ["000", "022", "077", "777"] {
        let world = World::new();
        let shell = |args: &str| {
            let program = env!("CARGO_BIN_EXE_cordial");
            Command::new("sh")
                .args(["-c", &format!("umask {umask}; exec '{program}' {args}")])
                .env_clear()
                .env("HOME", world.home.path())
                .env("CORDIAL_NOW", NOW)
                .env("VISUAL", "/bin/true")
                .current_dir(world.home.path())
                .stdin(Stdio::null())
                .output()
                .unwrap()
        };
        let mut commands = vec!["import archive", "note mira-example x", "session --stats"];
        commands.extend([
            "export vcard people.vcf",
            "export csv people.csv",
            "config edit",
            "backup safe.zip",
        ]);
        for args in &commands {
            let output = shell(args);
            // Folders that not even their owner may enter are a refusal, never something open.
            let fine = output.status.success() || umask == "777";
            assert!(
                fine,
                "{umask} {args}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        for path in everything(world.home.path()) {
            if path.starts_with(world.archive()) || path == world.home.path() {
                continue;
            }
            let mode = fs::symlink_metadata(&path).unwrap().permissions().mode();
            let above = [".local", ".config", ".cache", "share", "state"];
            let shared = above.iter().any(|name| path.ends_with(name));
            assert!(
                mode % 0o100 == 0 || shared,
                "{umask} {}: {mode:o}",
                path.display()
            );
        }
    }
}

/// All files and folders below a folder.
fn everything(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            found.extend(everything(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}

/// Whether strace is here and may trace; else it is said that a test did not run.
#[expect(
    clippy::print_stdout,
    reason = "what did not run must not look like a success"
)]
pub(crate) fn can_trace(test: &str) -> bool {
    let tried = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    let can = tried.is_ok_and(|output| output.status.success());
    if !can {
        println!("NOT RUN: {test} needs strace");
    }
    can
}

const TRACE: [&str; 5] = ["-f", "-qq", "-s", "200", "-e"];
const CALLS: &str = "trace=socket,connect,open,openat,creat,mkdir,mkdirat";

/// What must not stand in a trace: a way to the network, a file that others can read or that could
/// be somebody else's, one outside of the home: nothing of an archive is unpacked to the disk.
fn judge(trace: &str, home: &Path, what: &str) {
    let mut created = 0;
    for line in trace.lines() {
        let socket = line.contains("socket(") && !line.contains("AF_UNIX");
        assert!(!socket, "{what} opens a socket: {line}");
        let connects = line.contains("connect(") && !line.contains("AF_UNIX");
        assert!(!connects, "{what} connects: {line}");
        if line.contains("O_CREAT") && !line.contains("= -1") {
            created += 1;
            let path = line.split('"').nth(1).unwrap();
            let elsewhere = path.starts_with('/') && !Path::new(path).starts_with(home);
            assert!(!elsewhere, "{what} writes outside of the home: {line}");
            let lock = line.contains("/lock");
            assert!(
                line.contains("O_EXCL") || lock,
                "{what} may open what is there: {line}"
            );
            assert!(line.contains("0600"), "{what} makes it readable: {line}");
            assert!(
                line.contains("O_NOFOLLOW") || line.contains("O_EXCL"),
                "{what}: {line}"
            );
        }
        assert!(!line.contains("creat("), "{what}: {line}");
        let folder = line.contains("mkdir") && !line.contains("= -1");
        assert!(
            !folder || line.contains("0700"),
            "{what} makes a folder for all: {line}"
        );
    }
    assert!(
        created > 0 || !["import", "the int"].iter().any(|w| what.starts_with(w)),
        "nothing was traced"
    );
}

#[test]
fn commands_open_no_socket_and_make_files_that_are_new_and_private() {
    if !can_trace("commands_open_no_socket_and_make_files_that_are_new_and_private") {
        return;
    }
    let world = World::new();
    let home = world.home.path();
    let archive = home.join("export.zip");
    fs::write(&archive, world.zipped()).unwrap();
    let trace = home.join("trace");
    for args in [
        &["import", archive.to_str().unwrap()][..],
        &["note", "mira-example", "x"],
        &["decide", "mira-example", "accept"],
        &["undo"],
        &["due"],
        &["audit"],
        &["people", "mira"],
        &["search", "rust"],
        &["outbox"],
        &["status"],
        &["dump"],
        &["doctor"],
        &["privacy"],
        &["export", "vcard", "people.vcf"],
        &["export", "csv", "people.csv"],
        &["backup", "safe.zip"],
        &["restore", "safe.zip", "--yes"],
        &["erase", "jon-sample-93b0c4", "--yes"],
    ] {
        let output = Command::new("strace")
            .args(TRACE)
            .args([CALLS, "-o"])
            .arg(&trace)
            .arg(env!("CARGO_BIN_EXE_cordial"))
            .args(args)
            .env_clear()
            .env("HOME", home)
            .env("CORDIAL_NOW", NOW)
            .current_dir(home)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{args:?}: {told}");
        let trace = fs::read_to_string(&trace).unwrap();
        judge(&trace, home, &args.join(" "));
    }
}

#[test]
fn the_interface_opens_no_socket_while_somebody_works_in_it() {
    if !can_trace("the_interface_opens_no_socket_while_somebody_works_in_it") {
        return;
    }
    let world = World::imported();
    let trace = world.home.path().join("trace");
    let program = blocking::Command::new("strace")
        .args(TRACE)
        .args([CALLS, "-o"])
        .arg(&trace)
        .arg(env!("CARGO_BIN_EXE_cordial"))
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", world.home.path())
        .env("CORDIAL_NOW", NOW);
    let mut terminal = Terminal::of(program);
    for pane in ["2", "3", "4", "5", "6", "1"] {
        terminal.keys(pane);
    }
    terminal.wait_for("open or declined");
    terminal.keys("a");
    terminal.wait_for("now in the outbox");
    terminal.keys("q");
    terminal.left();
    let trace = fs::read_to_string(&trace).unwrap();
    judge(&trace, world.home.path(), "the interface");
}
