//! Exports, read back by other people's readers.

use std::{collections::BTreeSet, fs, process::Command};

use calcard::{
    Entry, Parser,
    icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty},
    vcard::{VCard, VCardProperty},
};

use crate::support::world::World;

const HOSTILE: &str = "\"=cmd|' /C calc'!A0\",\"Ex,am;ple\\n\r\nATTENDEE:mailto:x@example.com\",https://www.linkedin.com/in/hostile-example,,\"+Nord\u{202e}wind\",\"a\u{2028}b\",01 Nov 2026\r\n";

/// The demo's archive with somebody whose every field attacks a format.
fn hostile() -> World {
    let world = World::new();
    let file = world.archive().join("Connections.csv");
    let mut rows = fs::read_to_string(&file).unwrap();
    if !rows.ends_with('\n') {
        rows.push_str("\r\n");
    }
    rows.push_str(HOSTILE);
    fs::write(file, rows).unwrap();
    world
        .run(&["import", world.archive().to_str().unwrap()])
        .ok();
    world
}

/// What stands under the name in an address book: the title, and only without one the headline.
/// The plan has one follow-up of everybody at a time; the calendar has all days that were planned.
#[test]
fn a_planned_day_is_in_the_calendar_whatever_is_due_before_it() {
    let world = World::imported();
    let talks = || {
        let text = world.run(&["export", "ics", "-"]).ok();
        text.matches("DESCRIPTION:the talk").count()
    };
    // A welcome is due; somebody rests; nothing else is due.
    for person in ["lee-testcase", "ruth-stub", "amelia-fixture"] {
        world
            .run(&["plan", person, "--on", "2026-12-21", "the talk"])
            .ok();
    }
    assert_eq!(talks(), 3);
    // Nothing is to be written before the pause ends.
    world
        .run(&["pause", "lee-testcase", "--until", "2027-03-01"])
        .ok();
    assert_eq!(talks(), 2);
}

#[test]
fn a_headline_stands_in_for_a_title_that_is_missing() {
    let world = World::new();
    let file = world.archive().join("Connections.csv");
    let mut rows = fs::read_to_string(&file).unwrap().trim_end().to_owned();
    rows += "\r\nNoa,Untitled,https://www.linkedin.com/in/noa-untitled,,Northwind,,01 Nov 2026\r\n";
    fs::write(file, rows).unwrap();
    world
        .run(&["import", world.archive().to_str().unwrap()])
        .ok();
    for (whom, title) in [
        ("noa-untitled", "Talks about bread"),
        ("lee-testcase", "Engineering Manager"),
    ] {
        world
            .run(&["edit", whom, "--headline", "Talks about bread"])
            .ok();
        let all = cards(&world.run(&["export", "vcard", "-"]).ok());
        let page = format!("https://www.linkedin.com/in/{whom}");
        let theirs = all
            .iter()
            .find(|card| value(card, &VCardProperty::Url).as_deref() == Some(&*page));
        let shown = value(theirs.unwrap(), &VCardProperty::Title);
        assert_eq!(shown.as_deref(), Some(title), "{whom}");
    }
}

fn cards(text: &str) -> Vec<VCard> {
    let mut parser = Parser::new(text).strict();
    let mut cards = Vec::new();
    loop {
        match parser.entry() {
            Entry::VCard(card) => cards.push(card),
            Entry::Eof => return cards,
            other => panic!("{other:?}"),
        }
    }
}

fn value(card: &VCard, property: &VCardProperty) -> Option<String> {
    let values = &card.property(property)?.values;
    Some(
        values
            .iter()
            .filter_map(|v| v.as_text())
            .collect::<Vec<_>>()
            .join("|"),
    )
}

#[test]
fn an_address_book_reads_everybody_as_cordial_knows_them() {
    let world = hostile();
    world
        .run(&["edit", "lee-testcase", "--place", "Leeds"])
        .ok();
    world.run(&["tag", "lee-testcase", "colleague"]).ok();
    world.run(&["note", "lee-testcase", "owes me a book"]).ok();
    for version in [&[][..], &["--v3"]] {
        let args = [&["export", "vcard", "-"][..], version].concat();
        let text = world.run(&args).ok();
        let all = cards(&text);
        let people = world.run(&["people", "--format", "json"]).json();
        assert_eq!(all.len(), people.as_array().unwrap().len());
        let lee = all
            .iter()
            .find(|card| value(card, &VCardProperty::Fn).as_deref() == Some("Lee Testcase"))
            .unwrap();
        assert_eq!(value(lee, &VCardProperty::N).unwrap(), "Testcase|Lee|||");
        assert_eq!(value(lee, &VCardProperty::Categories).unwrap(), "colleague");
        assert_eq!(
            value(lee, &VCardProperty::Url).unwrap(),
            "https://www.linkedin.com/in/lee-testcase"
        );
        assert!(value(lee, &VCardProperty::Adr).unwrap().contains("Leeds"));
        assert!(!text.contains("owes me a book"), "notes are private");
    }
    let text = world
        .run(&["export", "vcard", "-", "tag:colleague", "--private"])
        .ok();
    let [card] = &cards(&text)[..] else {
        panic!("{text}")
    };
    assert!(
        value(card, &VCardProperty::Note)
            .unwrap()
            .contains("owes me a book")
    );
}

#[test]
fn what_strangers_wrote_stays_a_value_in_every_format() {
    let world = hostile();
    let text = world.run(&["export", "vcard", "-", "hostile-example"]).ok();
    assert!(!text.contains('\u{202e}'));
    let [card] = &cards(&text)[..] else {
        panic!("{text}")
    };
    let name = value(card, &VCardProperty::Fn).unwrap();
    assert!(
        name.starts_with("=cmd|' /C calc'!A0 Ex,am;ple\\n"),
        "{name}"
    );
    assert!(
        name.contains("ATTENDEE:mailto:x@example.com"),
        "a part of the name: {name}"
    );
    assert_eq!(card.property(&VCardProperty::N).unwrap().values.len(), 5);

    let text = world.run(&["export", "csv", "-", "hostile-example"]).ok();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row = reader.records().next().unwrap().unwrap();
    assert!(row[1].starts_with("'=cmd"), "{row:?}");
    assert!(row[4].starts_with("'+Nord"), "{row:?}");
    let raw = world.run(&["export", "csv", "-", "hostile-example", "--raw"]);
    assert!(raw.err.contains("formulas"), "{}", raw.err);
    let text = raw.ok();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row = reader.records().next().unwrap().unwrap();
    assert!(row[1].starts_with("=cmd"), "{row:?}");

    world
        .run(&[
            "plan",
            "hostile-example",
            "--on",
            "2026-11-23",
            "\"a\r\nATTACH:x\"",
        ])
        .ok();
    let text = world.run(&["export", "ics", "-"]).ok();
    let calendar = ICalendar::parse(&text).unwrap();
    let entry = |component: &ICalendarComponent| {
        component.property(&ICalendarProperty::Attendee).is_some()
            || component.property(&ICalendarProperty::Attach).is_some()
    };
    assert!(!calendar.components.iter().any(entry));
}

fn texts(
    calendar: &ICalendar,
    kind: &ICalendarComponentType,
    property: &ICalendarProperty,
) -> Vec<String> {
    let components = calendar
        .components
        .iter()
        .filter(|c| c.component_type == *kind);
    let values = components.map(|component| {
        let values = &component.property(property).unwrap().values;
        values[0].as_text().unwrap().to_owned()
    });
    values.collect()
}

#[test]
fn a_second_export_updates_the_calendar_instead_of_doubling_it() {
    let world = World::imported();
    world
        .run(&[
            "plan",
            "ruth-stub",
            "--on",
            "2027-09-01",
            "ask about the meetup",
        ])
        .ok();
    let file = world.home.path().join("follow-ups.ics");
    let name = file.to_str().unwrap();
    let said = world.run(&["export", "ics", name]);
    assert!(said.err.contains("written to"), "{}", said.err);
    said.ok();
    let first = ICalendar::parse(fs::read_to_string(&file).unwrap()).unwrap();
    let event = ICalendarComponentType::VEvent;
    let uids = |calendar: &ICalendar| -> BTreeSet<String> {
        let all = texts(calendar, &event, &ICalendarProperty::Uid);
        let set: BTreeSet<String> = all.iter().cloned().collect();
        assert_eq!(all.len(), set.len(), "each once");
        set
    };
    let titles = texts(&first, &event, &ICalendarProperty::Summary);
    let due = world.run(&["due", "--format", "json"]).json();
    for row in due.as_array().unwrap() {
        let who = row["name"].as_str().unwrap();
        assert!(
            titles.iter().any(|title| title.contains(who)),
            "{who} in {titles:?}"
        );
    }
    assert!(
        titles.contains(&"Write to Ruth Stub".to_owned()),
        "{titles:?}"
    );

    let again = world.run(&["export", "ics", name]).fails(1);
    assert!(again.contains("--force"), "{again}");
    world
        .run_at(
            "2026-11-24T08:00:00+01:00",
            &["export", "ics", name, "--force"],
        )
        .ok();
    let second = ICalendar::parse(fs::read_to_string(&file).unwrap()).unwrap();
    assert!(uids(&first).is_subset(&uids(&second)));

    let todos = world
        .run(&["export", "ics", "-", "--todo", "--alarm", "none"])
        .ok();
    assert!(!todos.contains("VALARM") && !todos.contains("VEVENT"));
    let todos = ICalendar::parse(&todos).unwrap();
    let kind = ICalendarComponentType::VTodo;
    assert_eq!(texts(&todos, &kind, &ICalendarProperty::Summary), titles);
    let wrong = world
        .run(&["export", "ics", "-", "--alarm", "morning"])
        .fails(2);
    assert!(wrong.contains("09:00"), "{wrong}");
}

/// The plan knows thirty days; what is planned behind them comes from the person's own word.
#[test]
fn what_is_planned_for_a_day_stands_in_the_calendar_once() {
    for on in ["+28d", "+29d", "+30d", "+31d"] {
        let world = World::imported();
        world.run(&["plan", "ruth-stub", "--on", on, "bread"]).ok();
        let text = world.run(&["export", "ics", "-"]).ok();
        assert_eq!(text.matches("bread").count(), 1, "{on}: {text}");
    }
}

/// What is private goes along only where it is asked for, a line each, and none for what is unknown.
#[test]
fn a_card_with_private_facts_has_a_line_for_each() {
    let world = World::imported();
    world.run(&["note", "lee-testcase", "likes rye"]).ok();
    let note = |args: &[&str]| {
        let all = cards(&world.run(args).ok());
        let page = "https://www.linkedin.com/in/lee-testcase";
        let theirs = all
            .iter()
            .find(|card| value(card, &VCardProperty::Url).as_deref() == Some(page));
        value(theirs.unwrap(), &VCardProperty::Note)
    };
    assert_eq!(note(&["export", "vcard", "-"]), None);
    let private = note(&["export", "vcard", "-", "--private"]).unwrap();
    assert_eq!(private, "2026-11-23: likes rye");
}

#[test]
fn the_json_is_as_its_schema_says() {
    let world = hostile();
    world.run(&["note", "lee-testcase", "owes me a book"]).ok();
    world.run(&["log", "lee-testcase", "coffee"]).ok();
    let schema = world.run(&["export", "schema"]).json();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for private in [&[][..], &["--private"]] {
        let args = [&["export", "json", "-"][..], private].concat();
        let text = world.run(&args).ok();
        assert!(text.is_ascii());
        let people: serde_json::Value = serde_json::from_str(&text).unwrap();
        let faults: Vec<String> = schema.iter_errors(&people).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(text.contains("owes me a book"), !private.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_file_is_for_the_person_alone_and_no_link_is_followed() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let world = World::imported();
    let file = world.home.path().join("people.csv");
    world.run(&["export", "csv", file.to_str().unwrap()]).ok();
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let elsewhere = world.home.path().join("elsewhere");
    let link = world.home.path().join("link.csv");
    symlink(&elsewhere, &link).unwrap();
    let refused = world
        .run(&["export", "csv", link.to_str().unwrap(), "--force"])
        .fails(1);
    assert!(refused.contains("is a link"), "{refused}");
    assert!(!elsewhere.exists());
    let folder = world.home.path().join("a-folder");
    fs::create_dir(&folder).unwrap();
    let refused = world
        .run(&["export", "csv", folder.to_str().unwrap(), "--force"])
        .fails(1);
    assert!(refused.contains("no regular file"), "{refused}");
}

/// As `.ci/run` has them installed; elsewhere, where they are missing, nothing is read.
#[test]
fn python_reads_cards_events_and_to_dos() {
    let world = hostile();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    world.run(&["export", "vcard", &file("3.vcf"), "--v3"]).ok();
    world.run(&["export", "vcard", &file("4.vcf")]).ok();
    world.run(&["export", "ics", &file("events.ics")]).ok();
    world
        .run(&["export", "ics", &file("todos.ics"), "--todo"])
        .ok();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/readers.py");
    let python = Command::new("python3")
        .arg(script)
        .arg(folder.path())
        .env("PYTHONIOENCODING", "utf-8")
        .output();
    let Ok(out) = python else {
        return;
    };
    if out.status.code() == Some(77) {
        return;
    }
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let said = String::from_utf8(out.stdout).unwrap();
    let begin = |words: &str| said.lines().filter(|line| line.starts_with(words)).count();
    let people = world.run(&["people", "--format", "json"]).json();
    let people = people.as_array().unwrap().len();
    assert_eq!(
        (begin("card\t3.vcf"), begin("card\t4.vcf")),
        (people, people)
    );
    assert!(
        said.contains("Ex,am;ple"),
        "the hostile name is whole: {said}"
    );
    let due = begin("VEVENT\t");
    assert!(due > 5 && begin("VTODO\t") == due, "{said}");
    assert!(said.contains("\tAnswer Ines Muster\t"), "{said}");
    assert_eq!(said.matches("\t9:00:00").count(), 2 * due, "an alarm each");
}
