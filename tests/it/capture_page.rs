//! The copied page of invitations as new open ones: shown, taken, decided, and met again in an archive.

use std::{fs, path::PathBuf};

use cordial::{
    app::{Msg, effect::PasteFor},
    domain::step::Step,
    import::paste,
};
use serde_json::Value;

use crate::{
    support::world::World,
    tui_keys::last_step,
    tui_story::{Story, TODAY},
};

/// A card as it is copied: name twice, headline, age, buttons, note.
fn card(name: &str, headline: &str, age: &str, note: &str) -> String {
    let first = name.split(' ').next().unwrap();
    let note = match note {
        "" => String::new(),
        note => format!("{note}\n… show more\nReply to {first}\n"),
    };
    format!("{name}\n{name}\n{headline}\n{age}\nIgnore\nAccept\n{note}")
}

fn page(world: &World, name: &str, cards: &[String]) -> String {
    let path: PathBuf = world.home.path().join(name);
    fs::write(&path, format!("All (3)\n{}", cards.concat())).unwrap();
    path.to_str().unwrap().to_owned()
}

fn import(world: &World) {
    let archive = world.archive();
    world.run(&["import", archive.to_str().unwrap()]).ok();
}

fn open(world: &World) -> Vec<Value> {
    let list = world.run(&["invitations", "--format", "json"]).json();
    list.as_array().unwrap().clone()
}

fn of<'a>(list: &'a [Value], name: &str) -> Vec<&'a Value> {
    list.iter().filter(|row| row["name"] == name).collect()
}

#[test]
fn a_page_brings_new_invitations_in_one_step_that_is_taken_back() {
    let world = World::imported();
    let before = open(&world).len();
    let path = page(
        &world,
        "page.txt",
        &[
            card(
                "Nora Newcomer",
                "Recruiter at Globex",
                "3 days ago",
                "Hi Robin, a role at Globex?",
            ),
            card(
                "Mira Example",
                "Head of Platform at Northwind",
                "2 days ago",
                "",
            ),
            card("Olaf Other", "Juggler", "", ""),
        ],
    );
    let dry = world
        .run(&["capture", "--dry-run", &path, "--format", "json"])
        .json();
    let facts = |name: &str| -> Vec<String> {
        let rows = of(dry.as_array().unwrap(), name);
        rows.iter()
            .map(|row| row["fact"].as_str().unwrap_or("").to_owned())
            .collect()
    };
    assert_eq!(facts("Nora Newcomer"), ["invitation", "note", "headline"]);
    assert_eq!(facts("Mira Example"), ["headline"], "hers is known");
    assert_eq!(open(&world).len(), before, "a preview changes nothing");

    let taken = world.run(&["capture", &path]).err;
    assert!(
        taken.contains("2 new invitations and facts about 1 person taken"),
        "{taken}"
    );
    let list = open(&world);
    assert_eq!(list.len(), before + 2);
    let nora = of(&list, "Nora Newcomer")[0];
    assert!(
        nora["sent"].as_str().unwrap().starts_with("2026-11-20"),
        "{nora}"
    );
    assert!(
        nora["note"].as_str().unwrap().contains("a role at Globex"),
        "{nora}"
    );
    assert_eq!(
        of(&list, "Olaf Other")[0]["sent"],
        Value::Null,
        "the page did not say it"
    );

    let again = world.run(&["capture", &path]);
    assert!(again.err.contains("nothing was changed"), "{}", again.err);
    let history = world.run(&["history"]).ok();
    assert!(
        history.contains("take 3 people from a copied page"),
        "{history}"
    );
    world.run(&["undo"]).ok();
    assert_eq!(open(&world).len(), before);
}

#[test]
fn the_archive_s_row_counts_and_what_was_decided_and_typed_stays() {
    let world = World::new();
    let path = page(
        &world,
        "page.txt",
        &[
            card("Sofia Probe", "Data lead at Initech", "1 week ago", ""),
            card("Jon Sample", "Builder", "5 days ago", ""),
            card("Chris Nonesuch", "Painter", "1 month ago", ""),
        ],
    );
    world.run(&["capture", &path]).ok();
    world.run(&["decide", "Jon Sample", "accept"]).ok();
    let line = world.run(&["outbox", "-q"]).ok();
    world.run(&["outbox", "--done", line.trim()]).ok();
    world.run(&["decide", "Chris Nonesuch", "decline"]).ok();
    world.run(&["edit", "Sofia Probe", "--place", "Ghent"]).ok();
    world
        .run(&["note", "Sofia Probe", "asked Lee about her"])
        .ok();
    world
        .run(&["check-sender", "Sofia Probe", "--photo", "yes"])
        .ok();
    import(&world);
    let list = open(&world);
    let sofia = of(&list, "Sofia Probe");
    assert_eq!(sofia.len(), 1, "not doubled: {list:?}");
    let id = sofia[0]["id"].as_str().unwrap();
    assert!(
        id.starts_with("sofia-probe-2c2c2c@2026-11-16T"),
        "the archive's row: {id}"
    );
    assert!(of(&list, "Jon Sample").is_empty() && of(&list, "Chris Nonesuch").is_empty());
    let shown = world.run(&["people", "show", "sofia-probe-2c2c2c"]).ok();
    for kept in ["Data lead at Initech", "Ghent", "asked Lee about her"] {
        assert!(shown.contains(kept), "{kept}: {shown}");
    }
    let state = world.run(&["dump"]).json();
    let checks = state["decisions"]["sender_checks"].to_string();
    assert!(checks.contains(id), "{checks}");
    let outbox = world.run(&["outbox", "--format", "json"]).ok();
    assert!(
        outbox.contains("chris-nonesuch-00ff11") && !outbox.contains("name:"),
        "{outbox}"
    );
    assert!(
        !outbox.contains("jon-sample"),
        "what was ticked stays ticked: {outbox}"
    );

    // The page again, now without any age: all of it is known.
    let later = page(
        &world,
        "later.txt",
        &[
            card("Sofia Probe", "Data lead at Initech", "", ""),
            card("Jon Sample", "Builder", "", ""),
        ],
    );
    let again = world.run(&["capture", &later]);
    assert!(again.err.contains("nothing was changed"), "{}", again.err);

    // Without the import, what was pasted stands by itself again, with what was decided.
    world.run(&["undo"]).ok();
    let list = open(&world);
    assert_eq!(list.len(), 1, "{list:?}");
    assert_eq!(list[0]["name"], "Sofia Probe");
}

#[test]
fn who_was_accepted_since_is_the_only_connection_of_that_name() {
    let world = World::new();
    let cards = [
        card("Tomáš Vzorek", "Engineer at Initech", "3 weeks ago", ""),
        // A connection for years: somebody else has the same name.
        card("Hassan Dummy", "Director", "2 days ago", ""),
    ];
    let path = page(&world, "page.txt", &cards);
    world.run(&["capture", &path]).ok();
    import(&world);
    let list = open(&world);
    assert!(of(&list, "Tomáš Vzorek").is_empty(), "{list:?}");
    assert_eq!(of(&list, "Hassan Dummy").len(), 1, "{list:?}");
}

#[test]
fn a_page_and_an_old_archive_do_not_double_and_who_was_refused_may_ask_again() {
    let world = World::imported();
    world
        .run(&["decide", "Zoë van Placeholder", "decline"])
        .ok();
    let before = open(&world).len();
    let path = page(
        &world,
        "page.txt",
        &[
            card("Zoë van Placeholder", "Teacher", "3 months ago", ""),
            card("Kenji 例", "Engineer", "1 week ago", ""),
        ],
    );
    let run = world.run(&["capture", &path]);
    assert!(run.err.contains("facts about 2 people"), "{}", run.err);
    let again = page(
        &world,
        "again.txt",
        &[card("Zoë van Placeholder", "Teacher", "1 day ago", "")],
    );
    let run = world.run(&["capture", &again]);
    assert!(run.err.contains("1 new invitation"), "{}", run.err);
    assert_eq!(open(&world).len(), before + 1);
}

#[test]
fn cards_of_one_name_and_of_erased_people_are_told_and_left_out() {
    let world = World::new();
    let twice = [
        card("Nora Newcomer", "A", "1 day ago", ""),
        card("Nora Newcomer", "B", "1 day ago", ""),
    ];
    let path = page(&world, "page.txt", &twice);
    let run = world.run(&["capture", &path]);
    assert!(
        run.err.contains("another card has the same name"),
        "{}",
        run.err
    );
    assert!(run.err.contains("1 new invitation taken"), "{}", run.err);
    world.run(&["erase", "Nora Newcomer", "--yes"]).ok();
    let run = world.run(&["capture", &path]);
    assert!(
        run.err.contains("2 people were erased before"),
        "{}",
        run.err
    );
    assert!(open(&world).is_empty());
    world.run(&["doctor"]).ok();
}

#[test]
fn a_pasted_page_is_one_key_and_one_undo() {
    let mut story = Story::new();
    let queue = |story: &Story| story.model.book().queue(TODAY).count();
    let before = queue(&story);
    let text = [
        card(
            "Nora Newcomer",
            "Recruiter at Globex",
            "3 days ago",
            "Hi Robin, a role?",
        ),
        card("Olaf Other", "Juggler", "Today", ""),
    ]
    .concat();
    story.send(Msg::Paste(text.clone()));
    story.send(Msg::Pasted(PasteFor::Facts, Box::new(paste::read(&text))));
    let screen = story.screen();
    assert!(screen.contains("2 new invitations."), "{screen}");
    assert!(screen.contains("sent about 20 Nov"), "{screen}");
    assert_eq!(queue(&story), before);
    story.keys("<Enter>");
    assert!(matches!(last_step(&story), Step::Received { .. }));
    assert_eq!(queue(&story), before + 2);
    assert!(
        story.screen().contains("Nora Newcomer"),
        "{}",
        story.screen()
    );
    story.keys("u");
    assert_eq!(queue(&story), before);
}
