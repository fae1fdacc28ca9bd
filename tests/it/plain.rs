//! Plain mode: the session in lines, through the real program and with arbitrary lines.

use std::{
    fs,
    io::Write as _,
    path::PathBuf,
    process::{Command, Output, Stdio},
    sync::Arc,
};

use cordial::{
    app::{
        keymap::Keymap,
        msg::{Change, Trouble},
    },
    clock::Clock,
    domain::{
        book::Book,
        facts::Facts,
        step::{Step, StepId},
    },
    text::{Link, Safe},
    tui::{
        Backend, Copied, Job, Wish, Work,
        plain::{Start, run},
    },
};
use proptest::prelude::*;

use crate::tui_story::{Rules, Store, archive};

const NOW: &str = "2026-11-23T09:14:05+01:00";

/// A home with the invented archive, imported.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        let archive = home.archive();
        let imported = home.type_lines(&["import", archive.to_str().unwrap()], "");
        assert!(imported.status.success());
        home
    }

    fn archive(&self) -> PathBuf {
        let archive = self.0.path().join("archive");
        fs::create_dir(&archive).unwrap();
        cordial::demo::write(&archive, NOW[..10].parse().unwrap()).unwrap();
        archive
    }

    /// Another one that is the same.
    fn copy(&self) -> Self {
        let copy = Self(tempfile::tempdir().unwrap());
        let from = format!("{}/.", self.0.path().display());
        let mut cp = Command::new("cp");
        let cp = cp.arg("-a").arg(from).arg(copy.0.path());
        assert!(cp.status().unwrap().success());
        copy
    }

    fn type_lines(&self, args: &[&str], lines: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cordial"))
            .args(args)
            .env_clear()
            .env("HOME", self.0.path())
            .env("CORDIAL_NOW", NOW)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(lines.as_bytes()).unwrap();
        drop(stdin);
        child.wait_with_output().unwrap()
    }

    /// What a session in lines says.
    fn session(&self, lines: &str) -> String {
        let output = self.type_lines(&["session"], lines);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn out(&self, args: &[&str]) -> String {
        String::from_utf8(self.type_lines(args, "").stdout).unwrap()
    }
}

/// Some scams send no note, and begin once they are accepted.
#[test]
fn first_messages_are_read_as_notes_are() {
    let home = Home(tempfile::tempdir().unwrap());
    let archive = home.archive();
    let file = archive.join("messages.csv");
    let text = fs::read_to_string(&file).unwrap();
    let asked = "Danke! Woran arbeiten Sie gerade?";
    assert_eq!(text.matches(asked).count(), 1);
    let told = |words: &str| {
        let home = home.copy();
        let text = text.replace(asked, words);
        fs::write(home.0.path().join("archive/messages.csv"), text).unwrap();
        let archive = home.0.path().join("archive");
        home.type_lines(&["import", archive.to_str().unwrap()], "");
        home.session(&"pass\n".repeat(18))
    };
    let scam = told("Write to me on WhatsApp about bitcoin profit");
    assert!(scam.contains("Check: asks to move elsewhere"), "{scam}");
    let harmless = told("Good to meet you in Ghent!");
    assert!(harmless.contains("Ghent!") && !harmless.contains("Check: "));
}

#[test]
fn the_same_things_are_done_in_lines() {
    let home = Home::new();
    let told = home.session("n met in Ghent\na\nu\nlater next tue\ndecline\npass\nq\n");
    assert!(told.contains("Left today: 1"), "{told}");
    assert!(told.contains("Invitation from "), "{told}");
    assert!(told.contains("Verdict: "), "{told}");
    assert!(
        told.contains("Choices: a accept, d decline, r ask, s later"),
        "{told}"
    );
    assert!(told.contains("taken back: accept "), "{told}");
    assert!(told.contains("back on 1 Dec"), "{told}");
    assert!(told.contains("Everything is kept."), "{told}");
    let history = home.out(&["history"]);
    for words in ["decline ", "later ", "undo", "accept ", "met in Ghent"] {
        assert!(history.contains(words), "{words}: {history}");
    }
    // The next one goes on; what was passed is offered again.
    let told = home.session("1\n\n");
    assert!(
        told.contains("Session. Choose: 1 go on where you were, "),
        "{told}"
    );
}

#[test]
fn nothing_is_drawn() {
    let home = Home::new();
    let told = home.session("?\na\ns\n1\nr\n\n");
    assert!(!told.contains('\u{1b}'));
    for sign in ['│', '─', '▸', '…', '·', '“'] {
        assert!(!told.contains(sign), "{sign}: {told}");
    }
    assert!(
        told.contains("Choose: 1 tomorrow, Tue 24 Nov 2026; 2 in 3 days"),
        "{told}"
    );
    assert!(
        told.contains("a accept: Accept, and plan a welcome."),
        "{told}"
    );
}

#[test]
fn what_is_not_understood_is_said_and_the_exit_code_tells_a_script() {
    let home = Home::new();
    let output = home.type_lines(&["review", "--plain"], "acept\nlater never\nx y z\n");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.contains("There is no command acept here. Did you mean accept?"),
        "{told}"
    );
    assert!(told.contains("That cannot be taken: "), "{told}");
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(
        errors.contains("2 lines were not understood or not done"),
        "{errors}"
    );
    // A review has no follow-ups and no gaps, but all invitations.
    assert!(!told.contains("profile gap"));
}

#[test]
fn a_killed_session_on_the_screen_goes_on_in_lines() {
    let home = Home::new();
    let program = pty_process::blocking::Command::new(env!("CARGO_BIN_EXE_cordial"))
        .args(["session"])
        .env_clear()
        .env("HOME", home.0.path())
        .env("CORDIAL_NOW", NOW);
    let mut terminal = crate::tui_pty::Terminal::of(program);
    terminal.wait_for("Session  ");
    terminal.keys("a");
    terminal.wait_for("now in the outbox");
    terminal.keys(" ");
    terminal.wait_for("passed; h goes back to it");
    terminal.child.kill().unwrap();
    terminal.child.wait().unwrap();
    let told = home.session("1\n");
    assert!(told.contains("1 go on where you were, "), "{told}");
    let output = home.type_lines(&["session", "--plain"], "1\nq\n");
    assert_eq!(output.status.code(), Some(0));
    assert!(home.out(&["history"]).contains("accept "));
    assert!(home.out(&["doctor"]).contains("all sound"));
}

#[test]
fn without_an_archive_it_says_how_to_begin() {
    let home = Home(tempfile::tempdir().unwrap());
    let told = home.session("");
    assert!(told.contains("There is no archive yet"), "{told}");
}

#[test]
fn statistics_count_what_was_done_and_compare_nothing() {
    let home = Home::new();
    home.session("a\nd\nd\nq\n");
    let table = home.out(&["session", "--stats"]);
    assert!(table.contains("accepted"), "{table}");
    let json = home.out(&["session", "--stats", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(rows[0]["seven_days"], 1);
    assert_eq!(rows[1]["four_weeks"], 2);
}

/// A store in memory, and a desktop that takes nothing.
#[derive(Default)]
struct Alone(Store);

impl Backend for Alone {
    fn commit(&mut self, _: &Book, step: Step) -> Result<Change, Trouble> {
        Ok(self.0.commit(step))
    }
    fn undo_target(&self, book: &Book) -> Option<StepId> {
        Store::undo_target(book)
    }
    fn undo(&mut self, _: &Book, id: &StepId) -> Result<Change, Trouble> {
        Ok(self.0.commit(Step::Undo { id: id.clone() }))
    }
    fn redo(&mut self, book: &Book) -> Result<Option<Change>, Trouble> {
        Ok(self.0.redo(book))
    }
    fn poll(&mut self, _: &Book) -> Result<Change, Trouble> {
        Ok(Change::default())
    }
    fn open(&mut self, _: &Link) -> Result<(), Trouble> {
        Err(Trouble::new("no browser"))
    }
    fn copy(&mut self, _: &Safe) -> Result<Copied, Trouble> {
        Ok(Copied::AskTerminal)
    }
    fn watched(&self) -> Vec<PathBuf> {
        Vec::new()
    }
    fn job(&mut self, _: Work) -> Job {
        unreachable!("plain mode starts no work")
    }
}

/// What is said to these bytes.
fn told(lines: &[u8]) -> (usize, String) {
    let mut book = Book::default();
    book.set_facts(Arc::new(Facts::new(archive())));
    let mut backend = Alone::default();
    let mut output = Vec::new();
    let start = Start {
        backend: &mut backend,
        book,
        lens: Box::new(Rules),
        clock: Clock::fixed(NOW).unwrap(),
        keymap: Keymap::default(),
        wish: Wish {
            minutes: Some(10),
            ..Wish::default()
        },
        on_terminal: false,
    };
    let refused = run(start, &mut &*lines, &mut output).unwrap();
    (refused, String::from_utf8(output).unwrap())
}

#[test]
fn a_whole_session_in_lines() {
    let (refused, told) = told(
        b"a\nd\nd\nd\nd\nd\nd\nd\nd\nd\nd\nd\ny\nn\nc talked about queues\nw\nc\ny\no\ny\nn\ndown\nc\nu\n",
    );
    assert_eq!(refused, 1, "the browser: {told}");
    insta::assert_snapshot!("plain_session", told);
    // Names of strangers have no power here.
    assert!(!told.contains('\u{1b}') && !told.contains('\u{202e}'));
    assert!(told.contains("Evil Name"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is typed: it ends, nothing panics, and no control reaches the terminal.
    #[test]
    fn arbitrary_lines_do_no_harm(
        lines in proptest::collection::vec(
            prop_oneof![
                "[adrscbnmuyoqCPSw?.] ?[ -~]{0,12}",
                "(later|pass|note|pause|circle|undo|redo|back|why|down) ?(tomorrow|light|1|5|)",
                "\\PC{0,20}",
                "(yes|no|1|2|3|)",
            ],
            0..30,
        ),
        tail in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let mut bytes = lines.join("\n").into_bytes();
        bytes.push(b'\n');
        bytes.extend(tail);
        let (_, told) = told(&bytes);
        prop_assert!(told.chars().all(|c| c == '\n' || !c.is_control()), "{told:?}");
    }
}

/// The commands that a card offers, by the names that a question mark lists.
fn offered(told: &str) -> Vec<String> {
    let names = told.lines().filter_map(|line| {
        let (choice, words) = line.split_once(": ")?;
        let word = choice.rsplit(' ').next()?;
        let known = cordial::app::action::ACTIONS
            .iter()
            .any(|row| words == format!("{}.", row.doc) && choice.len() < 30);
        known.then(|| word.to_owned())
    });
    names.collect()
}

/// Every command of every card, what is typed for it, and what is said then.
const COMMANDS: &[(&str, &str, &str)] = &[
    ("accept", "a", "accept "),
    ("decline", "d", "decline "),
    ("ask", "r", "ask "),
    ("later", "s next tue", "1 Dec"),
    ("pass", "pass", "passed; h goes back to it"),
    ("pass-back", "h", "no card was passed"),
    ("page", "o", "https://www.linkedin.com/in/"),
    (
        "copy",
        "y\ncompilers",
        "begins below|no text is made for this",
    ),
    ("text", "m", "Draft, |no other text"),
    ("write", "M Hello there", "words of your own for "),
    ("text-in-editor", "E", "an editor needs a terminal"),
    ("copy-address", "Y", "begins below"),
    ("mutual", "# 4", "mutual connections 4"),
    (
        "edit",
        "e\nHead of Rust\n\n\n\n\n\n\n",
        "headline Head of Rust",
    ),
    ("check-sender", "f\ny\nn\n\n\n", "sender check of "),
    ("note", "n met in Ghent", "note about "),
    ("note-in-editor", "N", "an editor needs a terminal"),
    ("log", "i call\nyesterday coffee", "(call): coffee"),
    ("tag", "t rust", "tag "),
    ("repeat", "t rust\n. ", "tag "),
    ("undo", "u", "taken back: "),
    ("redo", "u\nredo", "done again: "),
    ("contacted", "c had lunch", "had lunch"),
    ("skip", "b", "skip "),
    ("circle", "C light", "in circle light"),
    ("take-circle", "a", "in circle "),
    ("pause", "P tomorrow", "pause "),
    ("why", "w", "Why"),
    ("draft", "e Rust at sea", "draft: "),
    ("does-not-apply", "- not for me", "not for me"),
    ("confirm", "c\ny", "confirm"),
    ("open-again", "c\ny\nopen-again", "open"),
];

/// A home in which the first card of a session is of this kind.
fn home_for(kind: &str) -> Home {
    let home = Home::new();
    let ids = |args: &[&str]| -> Vec<String> {
        let ids = home.out(args);
        ids.lines().map(str::to_owned).collect()
    };
    let each = |command: &[&str], ids: &[String], rest: &[&str]| {
        let ids = ids.iter().map(String::as_str);
        let args: Vec<&str> = command
            .iter()
            .copied()
            .chain(ids)
            .chain(rest.iter().copied())
            .collect();
        assert!(home.type_lines(&args, "").status.success(), "{args:?}");
    };
    if kind != "invitation" {
        each(&["decide"], &ids(&["invitations", "-q"]), &["decline"]);
    }
    // Where somebody was skipped, there is room for the next one.
    let due = || Some(ids(&["due", "-q"])).filter(|due| kind == "gap" && !due.is_empty());
    while let Some(due) = due() {
        each(&["skip"], &due, &[]);
    }
    // Something that can be taken back.
    each(&["note", "mira-example", "met"], &[], &[]);
    home
}

#[test]
fn every_command_of_every_card_is_done_in_lines() {
    let (mut tried, mut wrong) = (Vec::new(), Vec::new());
    for kind in ["invitation", "follow-up", "gap"] {
        let home = home_for(kind);
        let told = home.type_lines(&["session", "--plain"], "?\n").stdout;
        let offers = offered(&String::from_utf8(told).unwrap());
        assert!(offers.len() > 8, "{kind}: {offers:?}");
        for offer in offers {
            let row = COMMANDS.iter().find(|(name, ..)| *name == offer);
            let (_, typed, said) = row.unwrap_or_else(|| panic!("{kind}: {offer} is not tried"));
            let home = home.copy();
            let output = home.type_lines(&["session"], &format!("{typed}\n"));
            let told = String::from_utf8(output.stdout).unwrap();
            if !said.split('|').any(|said| told.contains(said)) {
                wrong.push(format!("{kind}: {offer}: {typed:?}: {told}"));
            }
            tried.push(offer);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (name, ..) in COMMANDS {
        assert!(
            tried.iter().any(|tried| tried == name),
            "{name} was never offered"
        );
    }
}

#[test]
fn a_dot_takes_a_question_back() {
    let home = Home::new();
    let told = home.session("e\nHead of Rust\n.\nn\n.\ns\n.\nd\nq\n");
    let history = home.out(&["history"]);
    assert!(history.contains("decline "), "{told}");
    for never in ["Head of Rust", "note about", "later "] {
        assert!(!history.contains(never), "{never}: {history}");
    }
}

/// A session in lines on a terminal, with a program in its home.
#[cfg(unix)]
fn on_a_terminal(home: &Home, script: &str, config: &str) -> crate::tui_pty::Terminal {
    use std::os::unix::fs::PermissionsExt as _;
    let program = home.0.path().join("program");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let folder = home.0.path().join(".config/cordial");
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("config.toml"),
        config.replace("PROGRAM", program.to_str().unwrap()),
    )
    .unwrap();
    let command = pty_process::blocking::Command::new(env!("CARGO_BIN_EXE_cordial"))
        .args(["session", "--plain"])
        .env_clear()
        .env("HOME", home.0.path())
        .env("PATH", "/usr/bin:/bin")
        .env("EDITOR", &program)
        .env("CORDIAL_NOW", NOW);
    crate::tui_pty::Terminal::bare(command)
}

#[cfg(unix)]
#[test]
fn on_a_terminal_the_editor_has_it_for_a_while() {
    let home = Home::new();
    let mut terminal = on_a_terminal(&home, "echo 'written elsewhere' > \"$1\"", "");
    terminal.wait_for("Choices: ");
    terminal.keys("N\r");
    terminal.wait_for("written elsewhere. u takes it back");
    terminal.keys("E\r");
    terminal.wait_for("words of your own for ");
    terminal.keys("q\r");
    terminal.wait_for("Everything is kept");
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_the_program_that_writes_and_not_the_session() {
    let home = Home::new();
    let mut terminal = on_a_terminal(
        &home,
        "touch \"$HOME/begun\"; sleep 600",
        "[drafts]\ncommand = \"PROGRAM\"\nseconds = 600\n",
    );
    terminal.wait_for("Choices: ");
    for _ in 0..40 {
        if home.0.path().join("begun").exists() {
            break;
        }
        terminal.keys("m\r");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    terminal.wait_for("Your program writes");
    terminal.keys("\u{3}");
    terminal.wait_for("stopped");
    terminal.keys("n still here\r");
    terminal.wait_for("still here. u takes it back");
    // Nothing runs now: it ends the session.
    terminal.keys("\u{3}");
    let ended = terminal.child.wait().unwrap();
    assert!(!ended.success());
    assert!(home.out(&["history"]).contains("still here"));
}
