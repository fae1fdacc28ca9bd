//! The real program, argument by argument, on the invented archive of the demo.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::support::world::{NOW, World};

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
    assert_eq!(outbox[1]["state"], "accepted, seen 2026-11-25");

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
    let got = |audit: &Value| -> f64 {
        let items = audit["items"].as_array().unwrap().iter();
        items.map(|item| item["points"].as_f64().unwrap()).sum()
    };
    let gained = got(&after) - got(&audit);
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
    for group in ["share", "export", "config"] {
        let help = world.run(&[group]).fails(2);
        let usage = format!("\nUsage: cordial {group} ");
        assert!(help.starts_with("error: a command is missing\n"), "{help}");
        assert!(help.contains(&usage), "{help}");
    }
    fs::create_dir_all(world.config()).unwrap();
    let config = world.config().join("config.toml");
    fs::write(&config, "[interface]\ntheme = \"drak\"\n").unwrap();
    let theme = world.run(&["config", "check"]).fails(1);
    let words = "config.toml:2:9: theme: `drak` is none of `auto`, `dark`,";
    assert!(theme.contains(words), "{theme}");
    assert!(theme.contains("did you mean `dark`?"), "{theme}");
    fs::remove_file(config).unwrap();
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
    assert!(csv.starts_with("id,name,verdict,score,warnings,state,sent,age,note,person,"));
    let tsv = world.run(&["people", "--format", "tsv"]).ok();
    assert!(
        tsv.lines().all(|line| line.split('\t').count() == 8),
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
fn doctor_reads_everything_that_the_person_may_write() {
    let world = World::imported();
    let config = world.config();
    fs::create_dir_all(config.join("themes")).unwrap();
    fs::create_dir_all(config.join("templates/en")).unwrap();
    for (file, text, place) in [
        (
            "config.toml",
            "[interface]\ntheme = \"zz\"",
            "config.toml:2:9",
        ),
        ("themes/dark.toml", "cursr = \"red\"", "dark.toml:1:1"),
        ("rules.toml", "[[rule]]\nid = \"zz\"", "rules.toml:2:"),
        (
            "checklist.toml",
            "[[item]]\nid = \"Zz\"",
            "checklist.toml:2:",
        ),
        ("templates/en/zz.txt", "Hello", "en/zz.txt:1:1"),
    ] {
        let path = config.join(file);
        fs::write(&path, text).unwrap();
        let doctor = world.run(&["doctor"]);
        assert_eq!(doctor.code, 1, "{file}: {}{}", doctor.out, doctor.err);
        let bad = doctor.out.lines().filter(|line| line.starts_with("bad"));
        let bad: Vec<&str> = bad.collect();
        assert!(
            matches!(bad[..], [line] if line.contains(place)),
            "{file}: {}",
            doctor.out
        );
        fs::remove_file(path).unwrap();
    }
    world.run(&["doctor"]).ok();
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
    assert!(out.contains("Mira Example") && out.contains("Do not accept before"));
    assert!(!world.data().exists());
}

#[test]
fn the_interface_refuses_to_run_without_a_terminal() {
    let world = World::imported();
    assert!(world.run(&[]).fails(1).contains("needs a terminal"));
}

#[test]
fn an_older_archive_by_its_name_or_rows_does_not_become_the_present() {
    let world = World::new();
    let named = |date: &str| {
        world
            .home
            .path()
            .join(format!("Basic_LinkedInDataExport_{date}"))
    };
    let (new, old) = (named("11-20-2026"), named("06-01-2026"));
    for (folder, day) in [(&new, "2026-11-20"), (&old, "2026-06-01")] {
        fs::create_dir(folder).unwrap();
        cordial::demo::write(folder, day.parse().unwrap()).unwrap();
    }
    // Without LinkedIn's name only the rows tell.
    let plain = world.home.path().join("copy");
    fs::create_dir(&plain).unwrap();
    cordial::demo::write(&plain, "2026-06-01".parse().unwrap()).unwrap();
    world.run(&["import", new.to_str().unwrap()]).ok();
    let before = world.run(&["invitations", "--format", "json"]).ok();
    for older in [&old, &plain] {
        let said = world.run(&["import", older.to_str().unwrap()]).ok();
        assert!(
            said.contains("older than the archive of 2026-11-20"),
            "{said}"
        );
        assert!(!said.contains("gone"), "{said}");
        assert_eq!(world.run(&["invitations", "--format", "json"]).ok(), before);
    }
}

#[test]
fn several_imports_of_one_archive_at_once_are_one_step() {
    let world = World::new();
    let archive = world.archive();
    let children: Vec<_> = (0..4)
        .map(|_| {
            Command::new(env!("CARGO_BIN_EXE_cordial"))
                .args(["import", archive.to_str().unwrap()])
                .env_clear()
                .env("HOME", world.home.path())
                .env("CORDIAL_NOW", NOW)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(world.run(&["history", "-q"]).ok().lines().count(), 1);
}

#[test]
fn a_store_that_cannot_be_read_is_not_an_empty_one() {
    let world = World::new();
    let file = world.home.path().join("a-file");
    fs::write(&file, "x").unwrap();
    let error = world
        .run(&["--data-dir", file.to_str().unwrap(), "invitations"])
        .fails(3);
    assert!(error.contains("cannot be read"), "{error}");
    let journal = world.home.path().join("store/journal");
    fs::create_dir_all(journal.parent().unwrap()).unwrap();
    fs::write(&journal, "x").unwrap();
    let store = journal.parent().unwrap();
    world
        .run(&["--data-dir", store.to_str().unwrap(), "outbox"])
        .fails(3);
}

#[test]
fn the_same_answer_twice_is_no_second_step() {
    let world = World::imported();
    world.run(&["decide", "mira-example", "accept"]).ok();
    let again = world.run(&["decide", "mira-example", "accept"]);
    assert!(again.err.contains("already accepted"), "{}", again.err);
    assert_eq!(world.run(&["history", "-q"]).ok().lines().count(), 2);
}

#[test]
fn invitations_are_judged_with_reasons_and_rules_can_be_tried() {
    let world = World::imported();
    let rows = world.run(&["invitations", "--format", "json"]).json();
    let of = |name: &str| {
        let mut rows = rows.as_array().unwrap().iter();
        rows.find(|row| row["name"] == name).unwrap().clone()
    };
    let pat = of("Pat Placeholder");
    assert_eq!(pat["verdict"], "Do not accept before you have checked");
    assert!(pat["warnings"].as_array().unwrap().len() >= 2, "{pat}");
    assert_eq!(of("Mira Example")["warnings"].as_array().unwrap().len(), 0);
    let rules = world.run(&["rules", "--format", "json"]).json();
    assert!(rules.as_array().unwrap().len() > 40);
    assert!(
        rules
            .as_array()
            .unwrap()
            .iter()
            .all(|rule| rule["from"] == "built in")
    );

    // The person's own file overrides single rows, and is told where it is wrong.
    let config = world.home.path().join(".config/cordial");
    fs::create_dir_all(&config).unwrap();
    fs::write(
        config.join("rules.toml"),
        "[[rule]]\nid = \"V2\"\npoints = 3\n",
    )
    .unwrap();
    let rules = world.run(&["rules", "--format", "json"]).json();
    let own: Vec<&Value> = rules
        .as_array()
        .unwrap()
        .iter()
        .filter(|rule| rule["from"] != "built in")
        .collect();
    assert_eq!((own.len(), own[0]["points"].as_str()), (1, Some("+3")));
    fs::write(
        config.join("rules.toml"),
        "[[rule]]\nid = \"V2\"\npoints = \"many\"\n",
    )
    .unwrap();
    let wrong = world.run(&["rules", "check"]).fails(1);
    assert!(wrong.contains("rules.toml:3:10:"), "{wrong}");
}

#[test]
fn what_is_decided_about_follow_ups_is_one_step_each_and_shows_in_the_plan() {
    let world = World::imported();
    let due = |world: &World| {
        let rows = world.run(&["due", "--format", "json"]).json();
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| row["person"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let before = due(&world);
    assert!(
        !before.is_empty() && before.len() <= 3,
        "never more than the cap: {before:?}"
    );
    assert_eq!(
        world.run(&["due", "--count"]).ok().trim(),
        before.len().to_string()
    );
    let first = before[0].as_str();
    let logged = world.run(&[
        "log",
        first,
        "coffee, talked about Rust",
        "--on",
        "yesterday",
        "--by",
        "meeting",
    ]);
    assert!(
        logged.err.contains("coffee, talked about Rust"),
        "{}",
        logged.err
    );
    assert!(
        !due(&world).contains(&first.to_owned()),
        "the contact counts"
    );
    world.run(&["undo"]).ok();
    assert_eq!(due(&world), before);
    for args in [
        &["snooze", first, "--until", "+3d"][..],
        &[
            "plan",
            "ruth-stub",
            "--on",
            "+2w",
            "ask",
            "about",
            "the",
            "meetup",
        ],
        &["pause", "ines-muster", "--until", "2027-01-15"],
        &["circle", "amelia-fixture", "light"],
        &["tag", "amelia-fixture", "mentor"],
        &["fresh-start"],
        &["away", "+1w"],
    ] {
        world.run(args).ok();
    }
    assert!(due(&world).is_empty(), "away: nothing is planned");
    let dump = world.run(&["dump"]).json();
    let of = |person: &str| {
        let mut people = dump["decisions"]["people"].as_array().unwrap().iter();
        people.find(|row| row["person"] == person).unwrap().clone()
    };
    assert_eq!(of("amelia-fixture")["circle"], "light");
    assert_eq!(of("amelia-fixture")["tags"][0], "mentor");
    assert_eq!(
        of("ruth-stub")["planned"][0]["what"],
        "ask about the meetup"
    );
    assert_eq!(of("ines-muster")["paused"], "2027-01-15");
    for _ in 0..7 {
        world.run(&["undo"]).ok();
    }
    assert_eq!(
        due(&world),
        before,
        "each was one step, and all are taken back"
    );
    let typo = world.run(&["log", "Nobody Here", "hello"]).fails(1);
    assert!(typo.contains("nobody is called"), "{typo}");
}

#[test]
fn what_was_typed_about_people_is_found_by_queries() {
    let world = World::imported();
    let count = |query: &str| {
        world
            .run(&["invitations", "-q", query])
            .ok()
            .lines()
            .count()
    };
    let first = world.run(&["invitations", "-q"]).ok();
    let inviter = first
        .lines()
        .next()
        .unwrap()
        .split('@')
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(count("mutual>5"), 0);
    let edit = [
        "edit",
        &inviter,
        "--mutual",
        "7",
        "--place",
        "Leeds",
        "--company",
        "Hooli",
    ];
    world.run(&edit).ok();
    assert_eq!(count("mutual>5"), 1);
    assert_eq!(count("mutual>7"), 0);
    assert_eq!((count("place:leeds"), count("company:hooli")), (1, 1));
    world.run(&["undo"]).ok();
    assert_eq!(count("mutual>5"), 0);
}

#[test]
fn news_tell_a_changed_address_and_an_accepted_invitation_once() {
    let world = World::imported();
    let connections = world.archive().join("Connections.csv");
    let text = fs::read_to_string(&connections).unwrap();
    let lee = text.lines().find(|line| line.starts_with("Lee,")).unwrap();
    let moved = lee.replace("/in/lee-testcase", "/in/lee-testcase-2");
    let text = text.replace(lee, &moved);
    fs::write(&connections, text).unwrap();
    world
        .run_at(
            "2026-12-01T09:00:00+01:00",
            &["import", world.archive().to_str().unwrap()],
        )
        .ok();
    let news = world.run(&["news", "--format", "json"]).json();
    let told: Vec<(&str, &str)> = news
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["what"].as_str().unwrap(),
                row["person"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(told, [("address", "lee-testcase-2")], "{news}");
}

#[test]
fn the_timeline_of_all_is_newest_first_and_takes_a_query() {
    let world = World::imported();
    world.run(&["note", "ines-muster", "likes tea"]).ok();
    world.run(&["log", "lee-testcase", "coffee"]).ok();
    let rows = world
        .run(&["timeline", "-n", "0", "--format", "json"])
        .json();
    let rows = rows.as_array().unwrap();
    let days: Vec<&str> = rows
        .iter()
        .map(|row| row["day"].as_str().unwrap())
        .collect();
    assert!(days.windows(2).all(|pair| pair[0] >= pair[1]), "{days:?}");
    let has = |name: &str, what: &str| {
        rows.iter()
            .any(|row| row["name"] == name && row["what"].as_str().unwrap().contains(what))
    };
    assert!(has("Ines Muster", "likes tea") && has("Lee Testcase", "coffee"));
    let few = world
        .run(&["timeline", "lee", "-n", "1", "--format", "json"])
        .json();
    assert_eq!(few.as_array().unwrap().len(), 1);
    assert_eq!(few[0]["name"], "Lee Testcase");
}
