//! The audit from the command line: over time, with drafts, with checks of the person's own.

use std::{fs, path::PathBuf};

use crate::support::world::{NOW, World};

const LATER: &str = "2027-03-01T09:00:00+01:00";

/// A second archive of the demo's owner, in which LinkedIn shows another headline and About.
fn second(world: &World, headline: &str, about: &str) -> PathBuf {
    let folder = world.home.path().join("second");
    fs::create_dir(&folder).unwrap();
    cordial::demo::write(&folder, LATER[..10].parse().unwrap()).unwrap();
    let profile = folder.join("Profile.csv");
    let text = fs::read_to_string(&profile).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let mut writer = csv::Writer::from_path(&profile).unwrap();
    writer.write_record(&header).unwrap();
    let cells = header
        .iter()
        .zip(row.iter())
        .map(|(name, cell)| match name {
            "Headline" => headline,
            "Summary" => about,
            _ => cell,
        });
    writer.write_record(cells).unwrap();
    writer.flush().unwrap();
    folder
}

fn about() -> String {
    "I build calm distributed systems in Rust, and I teach how to keep them calm. ".repeat(5)
}

#[test]
fn the_score_has_a_history_with_what_changed_in_words() {
    let world = World::imported();
    let first = world.run(&["audit", "--format", "json"]).json();
    let one = world
        .run(&["audit", "--history", "--format", "json"])
        .json();
    assert_eq!(one.as_array().unwrap().len(), 1);
    assert_eq!(one[0]["score"], first["score"]);
    let folder = second(&world, "Rust", &about());
    world
        .run_at(LATER, &["import", folder.to_str().unwrap()])
        .ok();
    let now = world.run_at(LATER, &["audit", "--format", "json"]).json();
    let both = world
        .run_at(LATER, &["audit", "--history", "--format", "json"])
        .json();
    assert_eq!(both.as_array().unwrap().len(), 2, "{both}");
    assert_eq!(
        both[0]["score"], first["score"],
        "as it was, on its own day"
    );
    assert_eq!(both[1]["score"], now["score"], "and as it is");
    let words: Vec<&str> = both[1]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["words"].as_str().unwrap())
        .collect();
    assert!(
        words.contains(&"About: present and useful: missing → full, +8"),
        "{words:?}"
    );
    let table = world.run_at(LATER, &["audit", "--history"]).ok();
    assert!(table.contains("About: present and useful"), "{table}");
    let evidence = now["items"][1]["evidence"].to_string();
    assert!(evidence.contains("archive by archive: "), "{evidence}");
    assert!(evidence.contains("to 50"), "{evidence}");
}

#[test]
fn json_has_these_names_and_no_other() {
    let world = World::imported();
    let audit = world.run(&["audit", "--format", "json"]).json();
    let names = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(names(&audit), ["items", "level", "score"]);
    for item in audit["items"].as_array().unwrap() {
        assert_eq!(
            names(item),
            [
                "evidence", "fix", "id", "link", "points", "state", "title", "weight", "why"
            ]
        );
    }
}

#[test]
fn a_draft_is_kept_and_the_next_archive_is_compared_with_it() {
    let world = World::imported();
    let file = world.home.path().join("draft.txt");
    let file = file.to_str().unwrap();
    let draft = |at: &str, args: &[&str]| {
        let all: Vec<&str> = ["audit", "--draft"]
            .into_iter()
            .chain(args.iter().copied())
            .collect();
        world.run_at(at, &all).ok()
    };
    fs::write(file, about()).unwrap();
    let shown = draft(NOW, &["about", file]);
    assert!(
        shown.contains("384 of 2,600 characters, 2,216 left"),
        "{shown}"
    );
    assert!(
        shown.contains("you planned this on 2026-11-23; no archive is newer"),
        "{shown}"
    );
    assert!(shown.contains("before \"see more\""), "{shown}");
    fs::write(file, "😀".repeat(111)).unwrap();
    let shown = draft(NOW, &["headline", file]);
    assert!(
        shown.contains("222 of 220 characters, 2 too many"),
        "{shown}"
    );
    let folder = second(&world, "Something else", &about());
    world
        .run_at(LATER, &["import", folder.to_str().unwrap()])
        .ok();
    let shown = draft(LATER, &["about"]);
    assert!(shown.contains("LinkedIn now shows it"), "{shown}");
    let shown = draft(LATER, &["headline"]);
    assert!(shown.contains("LinkedIn shows a different text"), "{shown}");
    let explained = world
        .run_at(LATER, &["audit", "--explain", "headline"])
        .ok();
    assert!(
        explained.contains("LinkedIn shows a different text"),
        "{explained}"
    );
    fs::write(file, "").unwrap();
    let shown = draft(LATER, &["headline", file]);
    assert!(!shown.contains("you planned this"), "{shown}");
    world.run_at(LATER, &["undo"]).ok();
    assert!(draft(LATER, &["headline"]).contains("you planned this"));
    let wrong = world.run(&["audit", "--draft", "headlin"]).fails(1);
    assert!(wrong.contains("did you mean `headline`?"), "{wrong}");
}

#[test]
fn a_draft_of_a_position_is_named_by_title_and_company() {
    let world = World::imported();
    let wrong = world
        .run(&["audit", "--draft", "nothing of it at all"])
        .fails(1);
    let name = wrong.split("one of: headline, about, ").nth(1).unwrap();
    let name = name.split(", ").next().unwrap().trim();
    assert!(name.contains(" at "), "{name}");
    let file = world.home.path().join("draft.txt");
    fs::write(&file, "Did things.").unwrap();
    let shown = world
        .run(&["audit", "--draft", name, file.to_str().unwrap()])
        .ok();
    assert!(shown.contains("neither a number nor a result"), "{shown}");
    assert!(
        shown.contains("that no native reader has checked"),
        "{shown}"
    );
    assert!(shown.contains("of 2,000 characters"), "{shown}");
    let dump = world.run(&["dump"]).json();
    let drafts = dump["decisions"]["profile_drafts"].as_array().unwrap();
    assert_eq!(drafts.len(), 1, "{drafts:?}");
    assert_eq!(drafts[0]["text"], "Did things.");
    assert_eq!(drafts[0]["on"], "2026-11-23");
    assert_eq!(drafts[0]["ticked"], serde_json::Value::Null);
}

/// What a check of the whole state relies on: that it is in the dump, with its time.
#[test]
fn the_dump_holds_what_the_person_did_on_linkedin() {
    let profile = World::imported().run(&["dump"]).json()["facts"]["profile"].clone();
    let activity = profile["activity"].as_array().unwrap();
    let rows = |file: &str| {
        let text = fs::read_to_string(World::new().archive().join(file)).unwrap();
        text.trim_end().lines().count() - 1
    };
    for (kind, file) in [("comment", "Comments.csv"), ("reaction", "Reactions.csv")] {
        let of: Vec<_> = activity.iter().filter(|one| one["kind"] == kind).collect();
        assert_eq!(of.len(), rows(file), "{kind}");
        let timed = of
            .iter()
            .all(|one| one["at"].as_str().is_some_and(|at| at.starts_with("202")));
        assert!(timed, "{of:?}");
    }
}

#[test]
fn an_old_archive_is_told_calmly_and_can_be_told_never() {
    let world = World::imported();
    let told = |at: &str| world.run_at(at, &["audit"]).err;
    assert!(!told("2026-12-20T09:00:00+01:00").contains("a new one is asked for"));
    let later = told("2027-04-01T09:00:00+01:00");
    assert!(
        later.contains("days old: a new one is asked for at https://www.linkedin.com/"),
        "{later}"
    );
    let config = world.home.path().join(".config/cordial");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), "[audit]\nremind = 0\n").unwrap();
    assert!(!told("2027-04-01T09:00:00+01:00").contains("a new one is asked for"));
}

#[test]
fn checks_of_the_own_are_scored_said_and_told_by_their_place() {
    let world = World::imported();
    let config = world.home.path().join(".config/cordial");
    fs::create_dir_all(&config).unwrap();
    let own = config.join("checklist.toml");
    fs::write(
        &own,
        "[[item]]\nid = \"pitch\"\ntitle = \"Names Rust\"\nweight = 4\nbasis = \"decided\"\n\
         contains = { in = \"headline\", any = [\"rust\"] }\nwhy = \"it is what I do\"\nfix = \"say so\"\n\
         [[item]]\nid = \"cv\"\ntitle = \"CV agrees\"\nweight = 2\nbasis = \"confirmed\"\n\
         why = \"people compare\"\nfix = \"read both\"\n",
    )
    .unwrap();
    let item = |id: &str| {
        let audit = world.run(&["audit", "--format", "json"]).json();
        let items = audit["items"].as_array().unwrap();
        items.iter().find(|item| item["id"] == id).unwrap().clone()
    };
    assert_eq!(item("pitch")["weight"], 4);
    assert!(["full", "missing"].contains(&item("pitch")["state"].as_str().unwrap()));
    assert_eq!(item("cv")["state"], "ask-you");
    world.run(&["audit", "--say", "cv", "confirmed"]).ok();
    assert_eq!(
        (item("cv")["state"].as_str(), item("cv")["points"].as_f64()),
        (Some("full"), Some(2.0))
    );
    world
        .run(&[
            "audit",
            "--say",
            "pitch",
            "not-applicable",
            "--reason",
            "I write Go now",
        ])
        .ok();
    assert!(
        world
            .run(&["audit", "--said"])
            .ok()
            .contains("I write Go now")
    );
    world.run(&["audit", "--say", "pitch", "open"]).ok();
    assert!(
        !world
            .run(&["audit", "--said"])
            .ok()
            .contains("I write Go now")
    );
    fs::write(&own, "[[item]]\nid = \"pitch\"\nweight = \"much\"\n").unwrap();
    let error = world.run(&["audit"]).fails(1);
    assert!(error.contains("checklist.toml:3:"), "{error}");
}

#[test]
fn the_seven_parts_and_the_words_are_lists_of_their_own() {
    let world = World::imported();
    let stars = world
        .run(&["audit", "--all-star", "--format", "json"])
        .json();
    assert_eq!(stars.as_array().unwrap().len(), 7);
    let words = world.run(&["audit", "--words", "--format", "json"]).json();
    assert!(
        words
            .as_array()
            .unwrap()
            .iter()
            .any(|word| word["headline"] == false)
    );
    let explained = world.run(&["audit", "--explain", "headline"]).ok();
    assert!(explained.contains("not in it "), "{explained}");
}

#[test]
fn a_copied_page_is_audited_by_what_it_shows_and_nothing_is_called_missing_that_it_hides() {
    let world = World::new();
    let page = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/profile_page.txt"
    );
    let audit = world
        .run(&["audit", "--pasted", page, "--format", "json"])
        .json();
    let item = |id: &str| {
        let items = audit["items"].as_array().unwrap().iter();
        items.clone().find(|item| item["id"] == id).unwrap().clone()
    };
    assert_eq!(audit["name"], "Mira Example");
    assert_eq!(item("connections")["state"], "full");
    assert_eq!(item("past_positions")["state"], "full");
    for (hidden, why) in [
        ("photo", "not to be seen on this page"),
        ("verification", "not to be seen on this page"),
        ("current_description", "see more"),
    ] {
        let item = item(hidden);
        assert_eq!(item["state"], "unanswerable", "{hidden}");
        assert!(item["evidence"].to_string().contains(why), "{item}");
    }
    // The questions of the sender check, none answered that needs a look.
    let questions = audit["questions"].as_array().unwrap();
    assert_eq!(questions.len(), 5);
    assert!(
        questions.iter().all(|q| q["answer"] == "unknown"),
        "{questions:?}"
    );
    let text = world.run(&["audit", "--pasted", page]);
    assert!(!text.out.contains("fake") && !text.err.contains("fake"));
}

#[test]
fn what_is_no_page_of_a_profile_says_how_to_copy_one() {
    let world = World::new();
    let path = world.home.path().join("page.txt");
    for bytes in [&b"just words\x1b[31m\n"[..], b"", b"\xff\xfe\n"] {
        fs::write(&path, bytes).unwrap();
        let error = world
            .run(&["audit", "--pasted", path.to_str().unwrap()])
            .fails(1);
        assert!(!error.contains('\u{1b}'), "{error:?}");
    }
}

#[test]
fn what_no_archive_tells_has_no_figures() {
    let world = World::new();
    fs::remove_file(world.archive().join("Profile.csv")).unwrap();
    world
        .run(&["import", world.archive().to_str().unwrap()])
        .ok();
    let told = world.run(&["audit", "--explain", "headline"]).ok();
    assert!(
        told.contains("headline") || told.contains("Headline"),
        "{told}"
    );
    assert!(
        !told.contains(" points") && !told.contains(" of 220 characters"),
        "{told}"
    );
}

/// 100 of one point is no score, and an exit code does not rest on it.
#[test]
fn a_single_point_makes_no_score() {
    let world = World::new();
    let table = world.archive().join("Invitations.csv");
    world.run(&["import", table.to_str().unwrap()]).ok();
    let said = world.run(&["audit"]);
    assert!(
        said.err.contains("no score: the archives answer 1 of "),
        "{said:?}"
    );
    assert!(!said.err.contains("score 100"), "{said:?}");
    assert!(world.run(&["audit", "--format", "json"]).json()["score"].is_null());
    world.run(&["audit", "--fail-under", "50"]).fails(1);
}

#[test]
fn an_archive_of_every_era_is_audited_and_each_figure_has_its_source() {
    let eras = crate::support::export::Eras::load();
    for month in eras.months() {
        let world = World::new();
        let files = eras.export(month, 0);
        let files: Vec<(&str, &[u8])> = files.iter().map(|f| (&*f.path, &*f.bytes)).collect();
        let zip = crate::support::zip::Zip::of_bytes(crate::support::zip::LINKEDINS, &files);
        let path = world.home.path().join("export.zip");
        fs::write(&path, zip.bytes).unwrap();
        world.run(&["import", path.to_str().unwrap()]).ok();
        let audit = world.run(&["audit", "--format", "json"]).json();
        let items = audit["items"].as_array().unwrap();
        assert_eq!(items.len(), 28, "{month}");
        // Archives of the first years hold too little for a score.
        let weights = |states: &[&str]| -> u64 {
            let of = items
                .iter()
                .filter(|item| states.contains(&item["state"].as_str().unwrap()));
            of.map(|item| item["weight"].as_u64().unwrap()).sum()
        };
        let answered = weights(&["full", "part", "missing"]);
        let open = weights(&["ask-you", "unanswerable"]);
        let score = audit["score"].as_u64();
        assert_eq!(
            score.is_some(),
            answered * 3 >= open,
            "{month}: {answered} {open}"
        );
        assert!(score.is_none_or(|score| score <= 100), "{month}");
        for item in items {
            let decided = ["full", "part", "missing"].contains(&item["state"].as_str().unwrap());
            let evidence = item["evidence"].as_array().unwrap();
            assert!(!decided || !evidence.is_empty(), "{month}: {item}");
            assert!(
                item["why"].as_str().is_some_and(|why| !why.is_empty()),
                "{month}: {item}"
            );
        }
        let report = world.home.path().join("report.md");
        world
            .run(&["audit", "--report", report.to_str().unwrap()])
            .ok();
        let text = fs::read_to_string(&report).unwrap();
        let told = score.map_or_else(String::new, |score| score.to_string());
        assert!(text.contains(&told), "{month}: {text}");
    }
}
