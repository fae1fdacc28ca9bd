//! Full text: notes, logs, invitations and messages, found by words.

use serde_json::Value;

use crate::support::world::World;

/// What was found, and about whom.
fn texts(found: &Value) -> Vec<(&str, &str)> {
    let rows = found.as_array().unwrap().iter();
    rows.map(|row| (row["what"].as_str().unwrap(), row["name"].as_str().unwrap()))
        .collect()
}

#[test]
fn what_was_written_here_and_there_is_found_by_its_words() {
    let world = World::imported();
    world
        .run(&["note", "ines-muster", "Knows the Kubernetes release team"])
        .ok();
    world
        .run(&["log", "ines-muster", "coffee, talked about KÜBERNETES"])
        .ok();
    let found = world
        .run(&["search", "kubernetes", "--format", "json"])
        .json();
    assert_eq!(
        texts(&found),
        [("note", "Ines Muster"), ("log", "Ines Muster")]
    );
    assert_eq!(
        found[1]["matched"][0], "KÜBERNETES",
        "the words as they were written"
    );

    // A message in German, found without its umlauts.
    let found = world
        .run(&["search", "vortrag", "uber", "--format", "json"])
        .json();
    assert_eq!(texts(&found), [("invitation", "Jürgen Beispiel")]);
    let found = world
        .run(&["search", "woran", "--only", "messages", "--format", "json"])
        .json();
    assert_eq!(texts(&found), [("received", "Jürgen Beispiel")]);
    assert_eq!(
        world
            .run(&["search", "woran", "--only", "mine"])
            .ok()
            .lines()
            .count(),
        1
    );
}

#[test]
fn all_words_must_be_there_and_quotes_keep_them_together() {
    let world = World::imported();
    let count = |words: &str| {
        let found = world.run(&["search", words, "--format", "json"]).json();
        found.as_array().unwrap().len()
    };
    assert_eq!(count("woran arbeiten"), 1);
    assert_eq!(count("woran kubernetes"), 0);
    assert_eq!(count("\"arbeiten Sie\""), 1);
    assert_eq!(count("\"Sie arbeiten\""), 0);
    world.run(&["search", "\"\""]).fails(2);
}

#[test]
fn the_newest_come_first_and_a_limit_says_what_it_leaves_out() {
    let world = World::imported();
    let all = world
        .run(&["search", "the", "-n", "0", "--format", "json"])
        .json();
    let days: Vec<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["day"].as_str().unwrap())
        .collect();
    assert!(
        days.len() > 2 && days.is_sorted_by(|a, b| a >= b),
        "{days:?}"
    );
    let one = world.run(&["search", "the", "-n", "1"]);
    assert!(
        one.err.contains(&format!("the newest 1 of {}", days.len())),
        "{}",
        one.err
    );
}

#[test]
fn without_messages_the_rest_is_searched() {
    let world = World::new();
    world
        .run(&["note", "Somebody New", "wants to hear about Rust"])
        .ok();
    assert!(world.run(&["search", "rust"]).ok().contains("Somebody New"));
    assert!(
        world
            .run(&["search", "nothing-like-it"])
            .ok()
            .lines()
            .count()
            <= 1
    );
}
