//! The cache of facts: a start takes it, and never believes one that does not fit.

use std::{fs, path::PathBuf};

use crate::support::world::{NOW, Run, World};

/// A file of the cache.
fn named(world: &World, name: &str) -> PathBuf {
    let folder = world.home.path().join(".cache/cordial");
    let mut files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let is = |path: &PathBuf| path.to_str().unwrap().ends_with(name);
    files.find(is).unwrap()
}

/// Facts without the messages.
fn file(world: &World) -> PathBuf {
    named(world, "-facts")
}

/// Everything that the program says of this store.
fn said(world: &World) -> Vec<String> {
    let all: [&[&str]; 7] = [
        &["dump"],
        &["people", "--format", "json"],
        &["due", "--all", "--format", "json"],
        &["invitations", "--format", "json"],
        &["news", "--format", "json"],
        &["audit", "--format", "json"],
        &["count", "--format", "json"],
    ];
    all.iter().map(|args| world.run(args).ok()).collect()
}

/// A store of two archives, the second without a connection and with another job of somebody.
fn world_with_news() -> World {
    let world = World::imported();
    let connections = world.archive().join("Connections.csv");
    let text = fs::read_to_string(&connections).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.pop();
    let last = lines.last_mut().unwrap();
    let mut cells: Vec<&str> = last.split(',').collect();
    let company = cells.len() - 3;
    cells[company] = "Elsewhere";
    *last = cells.join(",");
    fs::write(&connections, lines.join("\n") + "\n").unwrap();
    world
        .run_at(
            "2026-12-23T09:14:05+01:00",
            &["import", world.archive().to_str().unwrap()],
        )
        .ok();
    world
}

/// Makes the import files unreadable at the same length: what is shown then comes from the cache.
fn blank_the_imports(world: &World) {
    for entry in fs::read_dir(world.data().join("imports")).unwrap() {
        let path = entry.unwrap().path();
        let length = fs::read(&path).unwrap().len();
        fs::remove_file(&path).unwrap();
        fs::write(&path, vec![b' '; length]).unwrap();
    }
}

#[test]
fn what_the_cache_says_is_what_the_imports_say() {
    let world = world_with_news();
    let cached = said(&world);
    assert!(cached[4].contains("Elsewhere"), "{}", cached[4]);
    fs::remove_file(file(&world)).unwrap();
    // The first of these reads the imports, and keeps the facts again.
    assert_eq!(said(&world), cached);
    let kept = fs::read(file(&world)).unwrap();
    blank_the_imports(&world);
    assert_eq!(said(&world), cached);
    assert_eq!(
        fs::read(file(&world)).unwrap(),
        kept,
        "a start writes nothing"
    );
}

#[test]
fn a_damaged_cache_is_made_anew_without_a_word() {
    let world = World::imported();
    let people = world.run(&["people", "--format", "json"]).ok();
    let whole = fs::read(file(&world)).unwrap();
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        bytes
    };
    let mut damaged: Vec<Vec<u8>> = (0..9).map(|n| flipped(whole.len() * n / 9)).collect();
    damaged.push(flipped(whole.len() - 1));
    damaged.push(whole[..whole.len() / 2].to_vec());
    damaged.push([whole.clone(), b"more".to_vec()].concat());
    damaged.push(Vec::new());
    for bytes in damaged {
        fs::write(file(&world), bytes).unwrap();
        let run = world.run(&["people", "--format", "json"]);
        assert_eq!(run.err, "");
        assert_eq!(run.ok(), people);
        assert_eq!(fs::read(file(&world)).unwrap().len(), whole.len());
    }
}

/// Commands that need each message: the texts by person, and a search.
fn told_of_messages(world: &World) -> Vec<String> {
    let all: [&[&str]; 2] = [
        &["search", "the"],
        &["people", "show", "ines-muster", "--format", "json"],
    ];
    all.iter().map(|args| world.run(args).ok()).collect()
}

#[test]
fn messages_are_read_when_they_are_asked_for_and_made_anew_when_they_are_damaged() {
    let world = World::imported();
    let (messages, due) = (named(&world, "-messages"), ["due", "--format", "json"]);
    let (said, agenda) = (told_of_messages(&world), world.run(&due).ok());
    let whole = fs::read(&messages).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 4;
    for damaged in [flipped, whole[..whole.len() - 1].to_vec(), Vec::new()] {
        fs::write(&messages, &damaged).unwrap();
        assert_eq!(world.run(&due).ok(), agenda);
        assert_eq!(fs::read(&messages).unwrap(), damaged, "the plan needs none");
        assert_eq!(told_of_messages(&world), said);
        assert_eq!(fs::read(&messages).unwrap(), whole, "made anew");
    }
}

#[test]
fn folded_texts_are_read_when_somebody_searches_and_made_anew_when_they_are_damaged() {
    let world = World::imported();
    let (folded, due) = (named(&world, "-folded"), ["due", "--format", "json"]);
    let people = || world.run(&["people", "muster", "--format", "json"]).ok();
    let (found, agenda) = (people(), world.run(&due).ok());
    assert!(found.contains("ines-muster"), "{found}");
    let whole = fs::read(&folded).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 4;
    for damaged in [flipped, whole[..whole.len() - 1].to_vec(), Vec::new()] {
        fs::write(&folded, &damaged).unwrap();
        assert_eq!(world.run(&due).ok(), agenda);
        assert_eq!(fs::read(&folded).unwrap(), damaged, "the plan needs none");
        assert_eq!(people(), found);
        assert_eq!(fs::read(&folded).unwrap(), whole, "made anew");
    }
}

#[test]
fn the_cache_of_another_build_is_none() {
    let world = World::imported();
    let people = world.run(&["count", "people"]).ok();
    let own = fs::read(file(&world)).unwrap();
    let head = own.iter().position(|byte| *byte == b'\n').unwrap();
    let version = head + 1;
    // The same, whole and with a true checksum, of a version to come.
    let mut body = own[version..].to_vec();
    assert_eq!(body[0], b'0', "the program's version stands first");
    body[0] = b'9';
    let words = String::from_utf8(own[..head].to_vec()).unwrap();
    let (words, _) = words.rsplit_once(' ').unwrap();
    let head = format!("{words} {:08x}\n", crc32c::crc32c(&body));
    fs::write(file(&world), [head.into_bytes(), body].concat()).unwrap();
    assert_eq!(world.run(&["count", "people"]).ok(), people);
    assert_eq!(fs::read(file(&world)).unwrap()[version], b'0', "made anew");
}

#[test]
fn an_import_that_was_taken_back_leaves_no_facts_in_the_cache() {
    let world = World::imported();
    let count = |world: &World| world.run(&["count", "people"]).ok();
    let people = count(&world);
    assert_ne!(people, "0\n");
    world.run(&["undo"]).ok();
    assert_eq!(count(&world), "0\n");
    world.run(&["redo"]).ok();
    assert_eq!(count(&world), people);
}

#[test]
fn an_import_file_that_is_missing_is_told_also_with_a_cache() {
    let world = World::imported();
    let imports = world.data().join("imports");
    let one = fs::read_dir(imports).unwrap().next().unwrap().unwrap();
    fs::remove_file(one.path()).unwrap();
    for _ in 0..2 {
        let Run { err, .. } = world.run(&["count", "people"]);
        assert!(err.contains("the import is missing"), "{err}");
    }
}

#[test]
fn who_was_erased_is_in_no_cache() {
    let world = World::imported();
    let holds = |text: &str| {
        let bytes = fs::read(file(&world)).unwrap();
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(holds("ines-muster") && holds("Muster"));
    world.run(&["erase", "ines-muster", "--yes"]).ok();
    assert!(!holds("ines-muster") && !holds("Muster"));
}

#[test]
fn without_a_place_for_the_cache_everything_works() {
    let world = World::imported();
    let people = world.run(&["count", "people"]).ok();
    fs::remove_dir_all(world.home.path().join(".cache")).unwrap();
    fs::write(world.home.path().join(".cache"), "no folder").unwrap();
    let run = world.run(&["count", "people"]);
    assert_eq!((run.err.as_str(), run.out.as_str()), ("", people.as_str()));
}

/// What the first card of a review says of its invitation.
fn advice(world: &World, now: &str) -> Vec<String> {
    let card = world.run_at(now, &["review", "--plain"]).ok();
    let told = ["Verdict: ", "Score ", "Seen: "];
    let lines = card
        .lines()
        .filter(|line| told.iter().any(|word| line.starts_with(word)));
    let lines: Vec<String> = lines.map(str::to_owned).collect();
    assert_eq!(lines.len(), told.len(), "{card}");
    lines
}

#[test]
fn an_import_judges_what_the_next_start_shows() {
    let world = World::imported();
    let written = || fs::metadata(named(&world, "-judged")).unwrap().modified();
    let before = written().unwrap();
    advice(&world, NOW);
    assert_eq!(written().unwrap(), before);
    // What is wrong with the person's own tables is not for the import to say.
    for table in ["config.toml", "rules.toml"] {
        fs::create_dir_all(world.config()).unwrap();
        fs::write(world.config().join(table), "broken = [").unwrap();
    }
    let connections = world.archive().join("Connections.csv");
    let rows = fs::read_to_string(&connections).unwrap();
    fs::write(&connections, rows.replace("Designer", "Painter")).unwrap();
    let archive = world.archive();
    let again = ["-q", "import", archive.to_str().unwrap()];
    let run = world.run_at("2026-12-23T09:14:05+01:00", &again);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!run.err.contains("rules.toml"), "{}", run.err);
    assert!(!run.out.is_empty(), "it was imported");
}

#[test]
fn advice_is_kept_until_rules_facts_or_wishes_say_something_else() {
    let world = World::imported();
    let first = advice(&world, NOW);
    let kept = fs::read(named(&world, "-judged")).unwrap();
    assert_eq!(advice(&world, NOW), first);
    assert_eq!(advice(&world, "2026-11-27T09:14:05+01:00"), first);
    assert_eq!(
        fs::read(named(&world, "-judged")).unwrap(),
        kept,
        "the next days write nothing"
    );

    // Half of it is none.
    fs::write(named(&world, "-judged"), &kept[..kept.len() / 2]).unwrap();
    assert_eq!(advice(&world, NOW), first);

    // What was kept before does not stand in the way of what is new.
    let mut before = first;
    let mut changed = |what: &str| {
        let now = advice(&world, NOW);
        assert_ne!(now, before, "{what}");
        fs::remove_file(named(&world, "-judged")).unwrap();
        assert_eq!(advice(&world, NOW), now, "{what}");
        before = now;
    };
    fs::create_dir_all(world.config()).unwrap();
    let rules = world.config().join("rules.toml");
    fs::write(&rules, "[numbers]\nbaseline = 61\n").unwrap();
    changed("rules");
    fs::write(&rules, "[numbers]\nbaseline = 62\n").unwrap();
    changed("other rules");
    let card = world.run(&["review", "--plain"]).ok();
    let (_, name) = card.split_once("Invitation from ").unwrap();
    let (name, _) = name.split_once(',').unwrap();
    let all = world.run(&["invitations", "--format", "json"]).json();
    let all = all.as_array().unwrap();
    let person = all.iter().find(|one| one["name"] == name).unwrap();
    let person = person["person"].as_str().unwrap().to_owned();
    world.run(&["edit", &person, "--mutual", "40"]).ok();
    changed("what is known of somebody");
}

#[test]
fn a_kept_advice_is_told_as_on_the_first_day_and_an_invitation_that_grew_old_is_called_old() {
    let world = World::imported();
    let told = |now: &str| {
        let said = world.run_at(now, &["review", "--plain"]).ok();
        let (_, card) = said.split_once("Invitation from ").unwrap();
        card.to_owned()
    };
    let old = "Good to know: an old invitation";
    let cold = told(NOW);
    assert!(!cold.contains(old), "{cold}");
    assert_eq!(told(NOW), cold, "a start that judges nothing says the same");
    let later = "2027-04-10T09:14:05+02:00";
    let cold = told(later);
    assert!(cold.contains(old), "{cold}");
    assert_eq!(told(later), cold);
    assert!(told("2027-04-11T09:14:05+02:00").contains(old));
}

#[test]
fn a_draft_reads_no_message_and_a_card_does() {
    let world = World::imported();
    world.run(&["people", "show", "lee-testcase"]).ok();
    let messages = named(&world, "-messages");
    let blank = || fs::write(&messages, "read by nobody").unwrap();
    let is_blank = || fs::read(&messages).unwrap() == b"read by nobody";
    blank();
    world
        .run(&["draft", "lee-testcase", "--set", "my_topic=Rust"])
        .ok();
    assert!(is_blank(), "a draft looks at invitations and news");
    world.run(&["people", "show", "lee-testcase"]).ok();
    assert!(!is_blank(), "what was said last stands on a card");
}
