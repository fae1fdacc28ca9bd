//! `cordial dump`: the whole state, as another program reads it.

use std::fs;

use crate::support::world::World;

/// One of everything that the person can say.
const SAID: &[&[&str]] = &[
    &["decide", "mira-example", "accept"],
    &[
        "decide",
        "jon-sample-93b0c4",
        "decline",
        "--reason",
        "sells",
    ],
    &["decide", "bo-testling", "later", "--until", "2026-12-01"],
    &["outbox", "--done", "mira-example"],
    &[
        "check-sender",
        "bo-testling",
        "--photo",
        "no",
        "--history",
        "yes",
    ],
    &[
        "edit",
        "ines-muster",
        "--headline",
        "Head of Rust",
        "--mutual",
        "12",
    ],
    &["note", "ines-muster", "likes trains"],
    &["log", "lee-testcase", "coffee", "--on", "2026-11-01"],
    &["tag", "lee-testcase", "colleague"],
    &["circle", "ruth-stub", "close"],
    &[
        "plan",
        "ruth-stub",
        "--on",
        "2026-12-10",
        "ask about the talk",
    ],
    &["snooze", "eva-model", "--until", "2026-12-03"],
    &["pause", "ines-muster", "--until", "2027-01-15"],
    &["archive", "amelia-fixture"],
    &["targets", "add", "role", "Data Lead", "--weight", "2"],
    &["targets", "add", "company", "Nowhere Inc"],
    &["targets", "remove", "company", "Nowhere Inc"],
    &["audit", "--say", "photo", "confirmed"],
    &[
        "audit",
        "--say",
        "featured",
        "not-applicable",
        "--reason",
        "nothing to show",
    ],
    &["away", "2027-01-02"],
    &["fresh-start"],
];

/// A golden file: whoever reads the dump with a program of their own relies on its form.
#[test]
fn the_dump_of_a_store_that_was_lived_in_is_the_golden_one() {
    let world = World::imported();
    for args in SAID {
        world.run(args).ok();
    }
    // A newer table, in which the first one has another job and the last one is gone.
    let table = fs::read_to_string(world.archive().join("Connections.csv")).unwrap();
    let mut lines: Vec<&str> = table.trim_end().lines().collect();
    lines.pop();
    let head = lines
        .iter()
        .position(|line| line.starts_with("First Name,"))
        .unwrap();
    let mut cells: Vec<&str> = lines[head + 1].split(',').collect();
    (cells[4], cells[5]) = ("Umbrella", "Head of Rain");
    let changed = cells.join(",");
    lines[head + 1] = &changed;
    let newer = world.home.path().join("Connections.csv");
    fs::write(&newer, lines.join("\n")).unwrap();
    world.run(&["import", newer.to_str().unwrap()]).ok();
    let dump = world.run(&["dump"]).json();
    insta::assert_snapshot!("dump", serde_json::to_string_pretty(&dump).unwrap());
}
