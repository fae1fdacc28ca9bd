//! The real program, argument by argument, on the invented archive of the demo.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

const NOW: &str = "2026-11-23T09:14:05+01:00";

/// What a run printed, and how it ended.
#[derive(Debug)]
struct Run {
    out: String,
    err: String,
    code: i32,
}

impl Run {
    #[track_caller]
    fn ok(self) -> String {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self.out
    }

    #[track_caller]
    fn fails(self, code: i32) -> String {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert!(self.err.contains("error: "), "{}", self.err);
        self.err
    }

    #[track_caller]
    fn json(self) -> Value {
        serde_json::from_str(&self.ok()).unwrap()
    }
}

/// A home of its own, with the demo's archive beside it.
struct World {
    home: TempDir,
}

impl World {
    fn new() -> Self {
        let world = Self {
            home: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(world.archive()).unwrap();
        cordial::demo::write(&world.archive(), NOW[..10].parse().unwrap()).unwrap();
        world
    }

    fn imported() -> Self {
        let world = Self::new();
        world
            .run(&["import", world.archive().to_str().unwrap()])
            .ok();
        world
    }

    fn archive(&self) -> PathBuf {
        self.home.path().join("archive")
    }

    fn data(&self) -> PathBuf {
        self.home.path().join(".local/share/cordial")
    }

    fn run(&self, args: &[&str]) -> Run {
        self.run_at(NOW, args)
    }

    fn run_at(&self, now: &str, args: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_cordial"))
            .args(args)
            .env_clear()
            .env("HOME", self.home.path())
            .env("CORDIAL_NOW", now)
            .env("TZ", "Europe/Berlin")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Run {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap(),
        }
    }
}

#[test]
fn an_archive_is_counted_and_a_second_import_changes_nothing() {
    let world = World::imported();
    let counts = world.run(&["count", "--format", "json"]).json();
    let expected = [
        ("connections", 29),
        ("date_only", 1),
        ("invitations", 20),
        ("incoming", 17),
        ("open_incoming", 14),
        ("open_sent", 2),
        ("messages", 23),
    ];
    for (noun, number) in expected {
        assert_eq!(counts[noun], number, "{noun}");
        assert_eq!(world.run(&["count", noun]).ok().trim(), number.to_string());
    }
    let (before, steps) = (
        world.run(&["dump"]).ok(),
        world.run(&["history", "-q"]).ok(),
    );
    let again = world.run(&["import", world.archive().to_str().unwrap()]);
    assert!(again.err.contains("nothing is new"), "{}", again.err);
    assert_eq!(world.run(&["dump"]).ok(), before);
    assert_eq!(world.run(&["history", "-q"]).ok(), steps);
}

#[test]
fn a_dry_run_says_what_would_change_and_writes_nothing() {
    let world = World::new();
    let run = world.run(&["import", "--dry-run", world.archive().to_str().unwrap()]);
    assert!(
        run.out.contains("Connections.csv: 29 rows read, 29 used"),
        "{}",
        run.out
    );
    assert!(run.err.contains("nothing was written"));
    assert!(!world.data().exists(), "not even a folder");
}

#[test]
fn a_decision_leaves_the_queue_enters_the_outbox_and_can_be_undone() {
    let world = World::imported();
    let queue = |world: &World| world.run(&["invitations", "-q"]).ok().lines().count();
    assert_eq!(queue(&world), 14);
    world
        .run(&[
            "decide",
            "mira-example",
            "accept",
            "--reason",
            "liked the talk",
        ])
        .ok();
    world
        .run(&[
            "decide",
            "jon-sample-93b0c4",
            "Sofia Probe",
            "later",
            "--until",
            "+2w",
        ])
        .ok();
    world
        .run(&[
            "decide",
            "https://www.linkedin.com/in/lars-eksempel/",
            "ask",
        ])
        .ok();
    assert_eq!(queue(&world), 10);
    let outbox = world.run(&["outbox", "--format", "json"]).json();
    let acts: Vec<(&str, &str)> = outbox
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["do"].as_str().unwrap(), item["name"].as_str().unwrap()))
        .collect();
    assert_eq!(
        acts,
        [("accept", "Mira Example"), ("reply", "Lars Eksempel")]
    );
    world.run(&["outbox", "--done", "mira-example"]).ok();
    assert_eq!(world.run(&["outbox", "-q"]).ok().lines().count(), 1);

    // The tick needs the decision: it must go first.
    let history = world.run(&["history", "--format", "json"]).json();
    let accept = history[3]["id"].as_str().unwrap().to_owned();
    assert_eq!(history[3]["what"], "accept Mira Example (liked the talk)");
    let refused = world.run(&["undo", &accept]).fails(1);
    assert!(refused.contains("is needed by later steps"), "{refused}");
    world.run(&["undo"]).ok();
    world.run(&["undo", &accept]).ok();
    assert_eq!(queue(&world), 11);
    world.run(&["redo"]).ok();
    assert_eq!(queue(&world), 10);

    // What rests comes back by itself on its day.
    let later = world.run_at(
        "2026-12-07T08:00:00+01:00",
        &["invitations", "--format", "json"],
    );
    let back = later.json();
    let states: Vec<&str> = back
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["state"].as_str().unwrap())
        .collect();
    assert_eq!(
        states
            .iter()
            .filter(|state| **state == "back since 2026-12-07")
            .count(),
        2
    );
    assert_eq!(
        states
            .iter()
            .filter(|state| state.ends_with("silent"))
            .count(),
        1,
        "{states:?}"
    );
}

#[test]
fn a_newer_archive_confirms_accepts_brings_news_and_touches_no_decision() {
    let world = World::imported();
    world.run(&["decide", "mira-example", "accept"]).ok();
    world.run(&["decide", "jon-sample-93b0c4", "decline"]).ok();
    let connections = world.archive().join("Connections.csv");
    let text = fs::read_to_string(&connections).unwrap();
    let mira = "Mira,Example,https://www.linkedin.com/in/mira-example,,Northwind,Head of Platform,25 Nov 2026";
    let text = text.replace("Lee,Testcase", &format!("{mira}\nLee,Testcase"));
    let text = text.replace("Acme,Product Designer", "Globex,Design Lead");
    let text: String = text
        .lines()
        .filter(|line| !line.contains("bram-sjabloon"))
        .collect::<Vec<_>>()
        .join("\n");
    fs::write(&connections, text).unwrap();
    let later = "2026-12-01T09:00:00+01:00";
    let import = world
        .run_at(
            later,
            &[
                "import",
                "--format",
                "json",
                world.archive().to_str().unwrap(),
            ],
        )
        .json();
    assert_eq!(
        import["changes"].as_array().unwrap().len(),
        1,
        "only one file changed: {import}"
    );
    let mut news: Vec<(&str, &str)> = import["news"]
        .as_array()
        .unwrap()
        .iter()
        .map(|news| {
            (
                news["event"].as_str().unwrap(),
                news["person"].as_str().unwrap(),
            )
        })
        .collect();
    news.sort_unstable();
    assert_eq!(
        news,
        [
            ("connected", "mira-example"),
            ("gone", "bram-sjabloon"),
            ("job_changed", "noor-example-4b1c22")
        ]
    );
    assert_eq!(import["confirmed"].as_array().unwrap().len(), 1);
    let outbox = world
        .run_at(later, &["outbox", "--all", "--format", "json"])
        .json();
    assert_eq!(
        outbox[0]["name"], "Jon Sample",
        "a decline is never confirmed by an archive"
    );
    assert_eq!(outbox[0]["state"], "to do");
    assert_eq!(outbox[1]["state"], "LinkedIn shows it, 2026-11-25");

    // Undoing the import brings the older facts back; the decisions stay.
    world.run_at(later, &["undo"]).ok();
    assert_eq!(world.run(&["count", "connections"]).ok().trim(), "29");
    assert_eq!(world.run(&["outbox", "-q"]).ok().lines().count(), 2);
}

#[test]
fn a_note_is_one_step_also_where_nobody_is_known() {
    let world = World::new();
    world
        .run(&["note", "Ada Nobody", "met at the Ghent meetup"])
        .ok();
    let dump = world.run(&["dump", "--format", "json"]).ok();
    assert_eq!(
        dump.matches("met at the Ghent meetup").count(),
        2,
        "once as note, once as step"
    );
    assert_eq!(world.run(&["history", "-q"]).ok().lines().count(), 1);
    assert!(
        world
            .run(&["people", "show", "Ada Nobody"])
            .ok()
            .contains("met at the Ghent meetup")
    );
}

#[test]
fn people_are_found_in_any_spelling() {
    let world = World::imported();
    for (query, slug) in [
        ("jurgen", "jürgen-beispiel"),
        ("przyklad", "marta-przykład-8a77d1"),
        ("tanaka", "tanaka-rei"),
    ] {
        let found = world.run(&["people", query, "-q"]).ok();
        assert_eq!(found.lines().next(), Some(slug), "{query}");
    }
    let card = world.run(&["people", "show", "amelia"]).ok();
    assert!(
        card.contains("Chief Technology Officer") && card.contains("1 from you, 2 from them"),
        "{card}"
    );
}

#[test]
fn the_audit_shows_its_parts_and_serves_scripts() {
    let world = World::imported();
    let audit = world.run(&["audit", "--format", "json"]).json();
    let items = audit["items"].as_array().unwrap();
    assert_eq!(items.len(), 28);
    for key in [
        "id", "title", "weight", "points", "state", "evidence", "why", "fix", "link",
    ] {
        assert!(items.iter().all(|item| item.get(key).is_some()), "{key}");
    }
    let score = audit["score"].as_u64().unwrap();
    world.run(&["audit", "--fail-under", "1"]).ok();
    let low = world.run(&["audit", "--fail-under", "100"]);
    assert_eq!(low.code, 1);
    world.run(&["audit", "--say", "featured", "confirmed"]).ok();
    let after = world.run(&["audit", "--format", "json"]).json();
    assert!(after["score"].as_u64().unwrap() >= score);
    let gained = after["got"].as_f64().unwrap() - audit["got"].as_f64().unwrap();
    assert!((gained - 1.0).abs() < 1e-9, "{gained}");
    let wrong = world
        .run(&["audit", "--say", "featurd", "confirmed"])
        .fails(1);
    assert!(wrong.contains("did you mean `featured`?"), "{wrong}");
    let report = world.home.path().join("report.md");
    world
        .run(&["audit", "--report", report.to_str().unwrap()])
        .ok();
    assert!(fs::read_to_string(&report).unwrap().contains("About"));
    let exists = world
        .run(&["audit", "--report", report.to_str().unwrap()])
        .fails(1);
    assert!(exists.contains("--force"), "{exists}");
}

#[test]
fn errors_name_the_thing_and_the_way_out() {
    let world = World::imported();
    let unknown = world.run(&["decide", "nobody-here", "accept"]).fails(1);
    assert_eq!(
        unknown,
        "error: no open invitation `nobody-here`\nhint: `cordial invitations --all` lists them with their ids\n"
    );
    let date = world
        .run(&["decide", "mira-example", "later", "--until", "yesterday"])
        .fails(2);
    assert!(date.contains("has passed"), "{date}");
    let no_date = world.run(&["decide", "mira-example", "later"]).fails(2);
    assert!(no_date.contains("needs a day"), "{no_date}");
    world.run(&["frobnicate"]).fails(2);
    let missing = world.run(&["import", "no-such.zip"]).fails(1);
    assert!(
        missing.contains("no-such.zip") && missing.contains("No such file"),
        "{missing}"
    );
    let text = world.home.path().join("letter.zip");
    fs::write(&text, "Dear friend").unwrap();
    let before = world.run(&["dump"]).ok();
    let wrong = world.run(&["import", text.to_str().unwrap()]).fails(1);
    assert!(wrong.contains("hint: "), "{wrong}");
    assert_eq!(world.run(&["dump"]).ok(), before, "the store is untouched");
}

#[test]
fn formats_are_for_programs() {
    let world = World::imported();
    let csv = world.run(&["invitations", "--format", "csv"]).ok();
    assert!(csv.starts_with("id,name,state,sent,age,note,person\r\n"));
    let tsv = world.run(&["people", "--format", "tsv"]).ok();
    assert!(
        tsv.lines().all(|line| line.split('\t').count() == 7),
        "{tsv}"
    );
    let json = world.run(&["people", "--format", "json"]).ok();
    assert!(json.is_ascii());
    assert!(json.contains("J\\u00fcrgen"));
}

#[test]
fn a_closed_pipe_is_success_and_a_full_disk_is_not() {
    let world = World::imported();
    let shell = |line: &str| {
        Command::new("sh")
            .args(["-c", line])
            .env("HOME", world.home.path())
            .env("CORDIAL_NOW", NOW)
            .env("C", env!("CARGO_BIN_EXE_cordial"))
            .output()
            .unwrap()
    };
    let piped = shell("{ \"$C\" dump; echo \"code $?\" >&2; } | head -1 >/dev/null");
    let err = String::from_utf8(piped.stderr).unwrap();
    assert!(err.contains("code 0") && !err.contains("panic"), "{err}");
    if Path::new("/dev/full").exists() {
        let full = shell("\"$C\" dump > /dev/full");
        assert_eq!(full.status.code(), Some(1));
    }
}

#[test]
fn strangers_cannot_reach_the_terminal() {
    let world = World::new();
    let invitations = world.archive().join("Invitations.csv");
    let text = fs::read_to_string(&invitations).unwrap();
    let evil = "Jon \u{1b}]0;owned\u{7}\u{202e}Sample\u{9b}31m";
    fs::write(&invitations, text.replace("Jon Sample", evil)).unwrap();
    world
        .run(&["import", world.archive().to_str().unwrap()])
        .ok();
    for args in [
        &["invitations"][..],
        &["people"],
        &["invitations", "--format", "csv"],
        &["history"],
        &["dump"],
    ] {
        let out = world.run(args).ok();
        let bad: Vec<char> = out
            .chars()
            .filter(|c| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || *c == '\u{202e}')
            .collect();
        assert!(bad.is_empty(), "{args:?} let {bad:?} through");
    }
    let json = world.run(&["invitations", "--format", "json"]).json();
    let names: Vec<&str> = json
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect();
    assert!(
        names.contains(&evil),
        "the store keeps what LinkedIn wrote: {names:?}"
    );
}

#[test]
fn the_store_is_for_the_person_alone_and_doctor_finds_it_sound() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::imported();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&world.data()), 0o700);
    for folder in ["journal", "imports"] {
        for entry in fs::read_dir(world.data().join(folder)).unwrap() {
            assert_eq!(mode(&entry.unwrap().path()), 0o600);
        }
    }
    let report = world.run(&["doctor"]).ok();
    assert!(report.contains("all sound"), "{report}");
}

#[test]
fn damage_is_explained_and_repaired_without_deleting() {
    let world = World::imported();
    for person in ["mira-example", "bo-testling", "wanda-demo"] {
        world.run(&["decide", person, "accept"]).ok();
    }
    let journal = fs::read_dir(world.data().join("journal"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let text = fs::read_to_string(&journal).unwrap();
    fs::write(&journal, text.replacen("bo-testling", "bo-testlinq", 1)).unwrap();
    let doctor = world.run(&["doctor"]);
    assert_eq!(doctor.code, 3, "{}{}", doctor.out, doctor.err);
    let shown = world.run(&["outbox", "-q"]);
    assert_eq!(
        shown.out.lines().count(),
        2,
        "the rest is shown: {}",
        shown.out
    );
    world.run(&["decide", "bo-testling", "accept"]).fails(3);
    world.run(&["doctor", "--repair"]).ok();
    assert!(
        fs::read_to_string(world.data().join("rejected.jsonl"))
            .unwrap()
            .len()
            > 100
    );
    world.run(&["decide", "bo-testling", "accept"]).ok();
    assert_eq!(world.run(&["outbox", "-q"]).ok().lines().count(), 3);
}

#[test]
fn a_newer_store_is_read_and_not_written() {
    let world = World::imported();
    let journal = fs::read_dir(world.data().join("journal"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let first = fs::read_to_string(&journal)
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .to_owned();
    let body = first
        .split(",\"crc\":")
        .next()
        .unwrap()
        .replacen("\"v\":1", "\"v\":2", 1)
        .replacen("\"seq\":1", "\"seq\":2", 1);
    let line = format!(
        "{body},\"crc\":\"{:08x}\"}}\n",
        crc32c::crc32c(body.as_bytes())
    );
    fs::write(&journal, format!("{first}\n{line}")).unwrap();
    let count = world.run(&["count", "connections"]);
    assert_eq!((count.code, count.out.trim()), (0, "29"));
    assert!(count.err.contains("newer"), "{}", count.err);
    let refused = world.run(&["decide", "mira-example", "accept"]).fails(3);
    assert!(refused.contains("newer"), "{refused}");
}

#[test]
fn the_demo_runs_without_a_terminal_and_leaves_nothing() {
    let world = World::new();
    let out = world.run(&["demo"]).ok();
    assert!(out.contains("Mira Example") && out.contains("open or declined"));
    assert!(!world.data().exists());
}

#[test]
fn the_interface_refuses_to_run_without_a_terminal() {
    let world = World::imported();
    assert!(world.run(&[]).fails(1).contains("needs a terminal"));
}
