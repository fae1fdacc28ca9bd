//! The real program on a pseudo-terminal and under `kill -9`: what it acknowledged is kept.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

use pty_process::blocking;
use tempfile::TempDir;

use crate::{store::number, tui_pty::Terminal};

const NOW: &str = "2026-11-23T09:14:05+01:00";

/// A home of its own.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with_demo() -> Self {
        let home = Self::new();
        let archive = home.archive();
        assert!(
            home.run(&["import", archive.to_str().unwrap()])
                .status
                .success()
        );
        home
    }

    fn archive(&self) -> PathBuf {
        let archive = self.0.path().join("archive");
        if !archive.exists() {
            fs::create_dir(&archive).unwrap();
            cordial::demo::write(&archive, NOW[..10].parse().unwrap()).unwrap();
        }
        archive
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cordial"));
        command
            .args(args)
            .env_clear()
            .env("HOME", self.0.path())
            .env("CORDIAL_NOW", NOW);
        command.stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn out(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    fn interface(&self) -> Terminal {
        Terminal::at_home(self.0.path(), &[])
    }
}

#[test]
fn a_session_from_the_first_decision_to_the_outbox() {
    let home = Home::with_demo();
    let mut terminal = home.interface();
    terminal.wait_for("14 open or declined");
    terminal.keys("a");
    terminal.wait_for("now in the outbox");
    terminal.keys("d");
    terminal.wait_for("12 open or declined");
    terminal.keys("u");
    terminal.wait_for("13 open or declined");
    terminal.keys("0");
    terminal.wait_for("1 to do on LinkedIn");
    terminal.keys("c");
    terminal.wait_for("outbox");
    terminal.keys("q");
    terminal.keys("q");
    terminal.left();
    let history = home.out(&["history", "--format", "json"]);
    let steps: serde_json::Value = serde_json::from_str(&history).unwrap();
    let said: Vec<&str> = steps
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["what"].as_str().unwrap())
        .collect();
    assert_eq!(
        said[1..4]
            .iter()
            .filter(|what| what.starts_with("undo"))
            .count(),
        1,
        "{said:?}"
    );
    assert!(
        said.iter().any(|what| what.starts_with("accept ")),
        "{said:?}"
    );
}

#[test]
fn a_terminal_without_a_screen_is_refused_with_the_way_out() {
    let home = Home::with_demo();
    let (pty, pts) = blocking::open().unwrap();
    let status = blocking::Command::new(env!("CARGO_BIN_EXE_cordial"))
        .env_clear()
        .env("HOME", home.0.path())
        .env("TERM", "dumb")
        .spawn(pts)
        .unwrap()
        .wait()
        .unwrap();
    drop(pty);
    assert_eq!(status.code(), Some(1));
}

#[test]
fn the_screen_follows_what_another_process_does() {
    let home = Home::with_demo();
    let mut terminal = home.interface();
    terminal.wait_for("14 open or declined");
    home.out(&["decide", "mira-example", "accept"]);
    terminal.wait_for("13 open or declined");
    terminal.keys("u");
    // The step of the other process is this device's: it is the last one, and undone.
    terminal.wait_for("14 open or declined");
    terminal.keys("q");
    terminal.left();
}

#[test]
fn a_kill_in_the_open_interface_loses_no_decision_that_was_shown() {
    let home = Home::with_demo();
    let mut terminal = home.interface();
    terminal.wait_for("14 open or declined");
    terminal.keys("a");
    terminal.wait_for("now in the outbox");
    terminal.child.kill().unwrap();
    terminal.child.wait().unwrap();
    assert_eq!(home.out(&["invitations", "-q"]).lines().count(), 13);
    assert!(home.out(&["doctor"]).contains("all sound"));
}

#[test]
fn a_killed_session_goes_on_with_the_card_after_the_last_decision() {
    let home = Home::with_demo();
    let mut terminal = home.interface();
    terminal.wait_for("14 open or declined");
    terminal.keys("S");
    terminal.wait_for("14 invitations");
    terminal.keys("a");
    terminal.wait_for("13 invitations");
    terminal.keys(" ");
    terminal.wait_for("passed; h goes back to it");
    terminal.child.kill().unwrap();
    terminal.child.wait().unwrap();

    let mut terminal = home.interface();
    terminal.wait_for("13 open or declined");
    terminal.keys("S");
    terminal.wait_for("go on where you were");
    terminal.keys("1");
    terminal.wait_for("13 invitations");
    // Undo reaches over the kill: the decision of before comes back as a card.
    terminal.keys("u");
    terminal.wait_for("14 invitations");
    terminal.child.kill().unwrap();
    terminal.child.wait().unwrap();
    assert!(home.out(&["doctor"]).contains("all sound"));
}

/// Starts a command and kills it after some microseconds. Whether it had acknowledged by then.
fn killed_after(home: &Home, args: &[&str], microseconds: u64) -> bool {
    let mut child = home
        .command(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (begun, patience) = (Instant::now(), Duration::from_micros(microseconds));
    while begun.elapsed() < patience {
        std::hint::spin_loop();
    }
    // A process that has ended cannot be killed any more: that is no failure.
    drop(child.kill());
    child.wait().unwrap().success()
}

/// How long a command takes when nobody kills it, in microseconds.
fn lasting(home: &Home, args: &[&str]) -> u64 {
    let begun = Instant::now();
    assert!(home.run(args).status.success(), "{args:?}");
    u64::try_from(begun.elapsed().as_micros()).unwrap()
}

/// A long run: `CORDIAL_KILLS=1000 cargo test --test it a_kill_at_any_time`.
#[test]
fn a_kill_at_any_time_of_a_step_loses_nothing_acknowledged() {
    let home = Home::with_demo();
    let whole = lasting(&home, &["note", "mira-example", "before"]);
    let (kills, mut acknowledged) = (number("CORDIAL_KILLS").unwrap_or(100), Vec::new());
    for number in 0..kills {
        let note = format!("note number {number}!");
        // From before it begins until after it ended, and each moment of a long run is another one.
        let at = whole * 5 / 4 * number / kills;
        if killed_after(&home, &["note", "mira-example", &note], at) {
            acknowledged.push(note);
        }
    }
    assert!(home.run(&["doctor"]).status.success());
    let dump = home.out(&["dump"]);
    for note in &acknowledged {
        // Once in the notes, once among the steps.
        assert_eq!(dump.matches(note.as_str()).count(), 2, "{note}");
    }
    home.out(&["note", "mira-example", "afterwards"]);
    assert!(home.out(&["dump"]).contains("afterwards"));
}

#[test]
fn a_kill_at_any_time_of_an_import_leaves_the_state_before_or_after() {
    let (empty, full) = (Home::new().out(&["dump"]), Home::with_demo().out(&["dump"]));
    let archive = |home: &Home| home.archive().to_str().unwrap().to_owned();
    let home = Home::new();
    let whole = lasting(&home, &["import", &archive(&home)]);
    let kills = number("CORDIAL_KILLS").map_or(20, |kills| kills / 10);
    for number in 0..kills {
        let home = Home::new();
        let args = ["import", &archive(&home)];
        let done = killed_after(&home, &args, whole * 5 / 4 * number / kills);
        let dump = home.out(&["dump"]);
        assert!(
            dump == full || dump == empty && !done,
            "neither before nor after: {number}"
        );
        home.out(&args);
        assert_eq!(home.out(&["dump"]), full, "the second run completes");
        let imports = home.0.path().join(".local/share/cordial/imports");
        assert!(no_part_is_left(&imports));
    }
}

/// Two and eight programs write, one imports, one reads, and some are killed.
/// A long run: `CORDIAL_STEPS=1000 cargo test --test it programs_at_once`.
#[test]
fn two_and_eight_programs_at_once_lose_nothing_and_double_nothing() {
    let steps = number("CORDIAL_STEPS").unwrap_or(15);
    for programs in [2, 8] {
        let home = Home::with_demo();
        let whole = lasting(&home, &["note", "mira-example", "before"]);
        let archive = home.archive();
        let acknowledged: Vec<String> = std::thread::scope(|scope| {
            let write = |program: u64| {
                let mut told = Vec::new();
                for number in 0..steps {
                    let note = format!("note {number} of program {program}!");
                    let args = ["note", "mira-example", &note];
                    // Every fifth is killed on its way, if it does not come through before.
                    let done = if number % 5 == 4 {
                        killed_after(&home, &args, whole * ((program * 7 + number) % 32) / 16)
                    } else {
                        home.run(&args).status.success()
                    };
                    assert!(done || number % 5 == 4, "{note}");
                    told.extend(done.then_some(note));
                }
                told
            };
            let writers: Vec<_> = (0..programs)
                .map(|n| scope.spawn(move || write(n)))
                .collect();
            for _ in 0..3 {
                assert!(
                    home.run(&["import", archive.to_str().unwrap()])
                        .status
                        .success()
                );
                home.out(&["dump"]);
            }
            writers
                .into_iter()
                .flat_map(|writer| writer.join().unwrap())
                .collect()
        });
        assert!(home.run(&["doctor"]).status.success());
        let dump = home.out(&["dump"]);
        for note in &acknowledged {
            assert_eq!(dump.matches(note.as_str()).count(), 2, "{note}");
        }
        let few = programs * steps * 4 / 5;
        assert!(
            acknowledged.len() as u64 >= few,
            "{} of {few}",
            acknowledged.len()
        );
    }
}

fn no_part_is_left(imports: &Path) -> bool {
    fs::read_dir(imports).unwrap().all(|entry| {
        let name = entry.unwrap().file_name();
        !name.to_string_lossy().ends_with(".part")
    })
}
