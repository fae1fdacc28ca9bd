//! The pane of people: everyone, found while somebody types, with their cards.

use std::fs;

use cordial::domain::step::Step;

use crate::{support::world::World, tui_keys::last_step, tui_story::Story};

fn shown(story: &mut Story, keys: &str) -> String {
    story.keys(keys);
    story.screen()
}

#[test]
fn the_key_4_shows_everyone_by_name() {
    let mut story = Story::new();
    let screen = shown(&mut story, "4");
    assert!(screen.contains("4 People · 14 people"), "{screen}");
    let place = |name: &str| {
        screen
            .find(name)
            .unwrap_or_else(|| panic!("{name}: {screen}"))
    };
    assert!(place("Ada Test") < place("Jon Sample"), "{screen}");
    assert!(place("Jon Sample") < place("Lee Testcase"), "{screen}");
    insta::assert_snapshot!("people_120x36", screen);
    for (columns, rows) in [(80, 24), (50, 16)] {
        story.resize(columns, rows);
        insta::assert_snapshot!(format!("people_{columns}x{rows}"), story.screen());
    }
}

#[test]
fn each_letter_narrows_and_escape_shows_all_with_the_same_person_under_the_cursor() {
    let mut story = Story::new();
    let screen = shown(&mut story, "4/angstrom phd");
    assert!(screen.contains("1 match 'angstrom phd'"), "{screen}");
    assert!(screen.contains("▸   Zoë Ångström"), "{screen}");
    let screen = shown(&mut story, "<Esc>");
    assert!(screen.contains("14 people"), "{screen}");
    assert!(screen.contains("▸   Zoë Ångström"), "{screen}");
    let screen = shown(&mut story, "/globex");
    assert!(
        screen.contains("Nothing matches"),
        "notes of invitations are another search: {screen}"
    );
}

#[test]
fn a_note_is_found_at_once_and_stands_on_the_card() {
    let mut story = Story::new();
    story.keys("4/lee<Enter>nclimbs on weekends<Enter>");
    assert!(matches!(last_step(&story), Step::Note { .. }));
    let screen = shown(&mut story, "/<Ctrl-u>weekends");
    assert!(screen.contains("▸   Lee Testcase"), "{screen}");
    assert!(screen.contains("climbs on weekends"), "{screen}");
    assert!(screen.contains("What happened"), "{screen}");
    assert!(screen.contains("22 Nov    connected"), "{screen}");
}

#[test]
fn phrases_and_turned_words_look_into_company_and_notes_too() {
    let mut story = Story::new();
    let screen = shown(&mut story, "4/\"engineer\"<Enter>");
    assert!(screen.contains("Lee Testcase"), "{screen}");
    let screen = shown(&mut story, "/<Ctrl-u>-acme<Enter>");
    assert!(!screen.contains("Lee Testcase"), "{screen}");
    let screen = shown(
        &mut story,
        "/<Ctrl-u>lee<Enter>nclimbs on weekends<Enter>/<Ctrl-u>\"on weekends\" or nobody<Enter>",
    );
    assert!(screen.contains("Lee Testcase"), "{screen}");
}

#[test]
fn several_are_marked_and_get_a_circle_or_a_contact_in_one_step() {
    let mut story = Story::new();
    story.keys("4  C4");
    let Step::Circle { people, .. } = last_step(&story) else {
        panic!("{:?}", last_step(&story));
    };
    assert_eq!(people.len(), 2);
    story.keys("ccalled both<Enter>");
    let Step::Contact { people, text, .. } = last_step(&story) else {
        panic!("{:?}", last_step(&story));
    };
    assert_eq!((people.len(), text.as_deref()), (2, Some("called both")));
}

#[test]
fn the_order_is_any_column_with_the_last_contact_among_them() {
    let mut story = Story::new();
    story.keys("4/lee<Enter>ccoffee<Enter><Esc>");
    let screen = shown(&mut story, "O5g");
    assert!(screen.contains("▸   Lee Testcase"), "{screen}");
    assert!(screen.contains("by last contact"), "{screen}");
}

#[test]
fn a_decision_elsewhere_is_on_the_card() {
    let mut story = Story::new();
    story.keys("a");
    let screen = shown(&mut story, "4/mira<Enter>");
    assert!(screen.contains("you accepted"), "{screen}");
    assert!(screen.contains("invited you"), "{screen}");
}

#[test]
fn a_briefing_fits_one_screen_and_says_what_the_card_says() {
    let world = World::imported();
    let person = world.run(&["people", "amelia", "-q"]).ok();
    let person = person.lines().next().unwrap();
    world.run(&["note", person, "likes chess"]).ok();
    world.run(&["tag", person, "mentor"]).ok();
    let card = world.run(&["people", "show", person]).ok();
    assert!(card.lines().count() <= 24, "{card}");
    for words in ["last contact", "mentor", "note: likes chess", "connected"] {
        assert!(card.contains(words), "{words}: {card}");
    }
    let by_note = world.run(&["people", "chess", "-q"]).ok();
    assert_eq!(by_note.lines().count(), 1, "{by_note}");
    let sorted = world
        .run(&["people", "--sort", "contact", "--format", "tsv"])
        .ok();
    let days: Vec<&str> = sorted
        .lines()
        .skip(1)
        .filter_map(|row| row.split('\t').nth(5))
        .collect();
    assert!(
        days.len() > 10 && days.is_sorted_by(|a, b| a >= b),
        "{days:?}"
    );
}

#[test]
fn who_is_put_away_leaves_the_lists_and_comes_back() {
    let mut story = Story::new();
    let screen = shown(&mut story, "4/mira<Enter>d<Esc>");
    assert!(screen.contains("13 people"), "{screen}");
    assert!(!screen.contains("Mira Example"), "{screen}");
    let screen = shown(&mut story, "]");
    assert!(screen.contains("1 person put away"), "{screen}");
    assert!(screen.contains("▸   Mira Example"), "{screen}");
    let screen = shown(&mut story, "d");
    assert!(screen.contains("Nobody was put away"), "{screen}");
    let screen = shown(&mut story, "[");
    assert!(screen.contains("14 people"), "{screen}");
}

#[test]
fn two_marked_are_merged_and_parted_again() {
    let mut story = Story::new();
    let screen = shown(&mut story, "4  &");
    assert!(screen.contains("what stays?"), "{screen}");
    let screen = shown(&mut story, "1m");
    assert!(matches!(last_step(&story), Step::Merge { .. }), "{screen}");
    assert!(screen.contains("13 people"), "{screen}");
    let screen = shown(&mut story, "u");
    assert!(screen.contains("14 people"), "{screen}");
    let screen = shown(&mut story, "=");
    assert!(
        screen.contains("nobody looks like somebody else"),
        "{screen}"
    );
}

#[test]
fn who_was_merged_is_parted_later_and_what_was_decided_since_stays() {
    let mut story = Story::new();
    // Of two marked, the one whose name comes first stays; a fact typed about either counts for both.
    story.keys("4/jon<Enter>ntea<Enter>/<Ctrl-u>lee<Enter>ncoffee<Enter><Esc>");
    story.keys("/jon<Enter> <Esc>/lee<Enter> <Esc>&m");
    assert!(matches!(last_step(&story), Step::Merge { .. }));
    story.keys("4/jon<Enter>nwater<Enter>");
    let screen = story.screen();
    for note in ["tea", "coffee", "water"] {
        assert!(screen.contains(note), "{note}: {screen}");
    }
    let screen = shown(&mut story, "<Esc>=");
    assert!(screen.contains("part from lee-testcase"), "{screen}");
    let screen = shown(&mut story, "<Enter>");
    assert!(screen.contains("14 people"), "{screen}");
    let jon = shown(&mut story, "/jon<Enter>");
    assert!(jon.contains("water") && !jon.contains("coffee"), "{jon}");
    let lee = shown(&mut story, "/<Ctrl-u>lee<Enter>");
    assert!(lee.contains("coffee") && !lee.contains("water"), "{lee}");
}

#[test]
fn the_command_line_merges_parts_and_puts_away() {
    let world = World::imported();
    let all = world.run(&["people", "-q"]).ok();
    let mut keys = all.lines();
    let (one, other) = (keys.next().unwrap(), keys.next().unwrap());
    world.run(&["note", one, "first note"]).ok();
    world.run(&["note", other, "second note"]).ok();
    // What was typed about the key that goes counts for the one that stays, and is its own after.
    world
        .run(&["edit", one, "--company", "Umbrella Works"])
        .ok();
    world.run(&["merge", one, other, "--keep", other]).ok();
    let card = world.run(&["people", "show", one]).ok();
    assert!(
        card.contains("first note") && card.contains("second note"),
        "{card}"
    );
    assert!(card.contains(&format!("also          {one}")), "{card}");
    assert_eq!(
        world.run(&["people", "-q"]).ok().lines().count(),
        all.lines().count() - 1
    );
    let merged = world.run(&["merge", "--list"]).ok();
    assert!(merged.contains("parts them"), "{merged}");
    world.run(&["merge", one, other]).fails(1);
    let card = world.run(&["people", "show", other]).ok();
    assert!(card.contains("Umbrella Works"), "{card}");
    let id = merged.split("cordial undo ").nth(1).unwrap();
    let id = id.split('`').next().unwrap();
    world.run(&["undo", id]).ok();
    let card = world.run(&["people", "show", other]).ok();
    assert!(!card.contains("Umbrella Works"), "{card}");
    let card = world.run(&["people", "show", one]).ok();
    assert!(card.contains("Umbrella Works"), "{card}");
    assert_eq!(world.run(&["people", "-q"]).ok(), all);
    world.run(&["archive", one]).ok();
    let listed = world.run(&["people", "-q"]).ok();
    assert!(!listed.lines().any(|key| key == one), "{listed}");
    assert_eq!(world.run(&["people", "--archived", "-q"]).ok().trim(), one);
    world.run(&["archive", one, "--off"]).ok();
    assert_eq!(world.run(&["people", "-q"]).ok(), all);
}

#[test]
fn nothing_is_planned_with_those_who_are_not_to_be_contacted() {
    let world = World::imported();
    let due = world.run(&["due", "-q"]).ok();
    let person = due.lines().next().unwrap();
    world.run(&["no-contact", person]).ok();
    let after = world.run(&["due", "--format", "tsv"]).ok();
    assert!(!after.contains(person), "{after}");
    world.run(&["plan", person, "today", "call"]);
    let after = world.run(&["due", "--format", "tsv"]).ok();
    assert!(
        !after.contains(person),
        "a plan does not change that: {after}"
    );
    world.run(&["no-contact", person, "--off"]).ok();
    assert!(world.run(&["due", "--format", "tsv"]).ok().contains(person));
}

#[test]
fn who_was_merged_is_erased_under_both_keys() {
    let world = World::imported();
    let all = world.run(&["people", "-q"]).ok();
    let mut keys = all.lines();
    let (one, other) = (keys.next().unwrap(), keys.next().unwrap());
    world.run(&["merge", one, other]).ok();
    world.run(&["erase", one, "--yes"]).ok();
    let dump = world.run(&["dump"]).ok();
    for key in [one, other] {
        assert!(!dump.contains(key), "{key}");
    }
}

#[test]
fn a_briefing_has_the_last_words_of_both_and_what_is_planned() {
    let world = World::imported();
    let card = world.run(&["people", "show", "lee-testcase"]).ok();
    assert!(
        card.contains("follow-up     welcome, rests until 2026-11-25: connected yesterday"),
        "{card}"
    );
    // The note of the invitation is no word.
    assert!(!card.contains("they wrote"), "{card}");
    let card = world.run(&["people", "show", "ines-muster"]).ok();
    let line = |words: &str| {
        let line = card.lines().position(|line| line.contains(words));
        line.unwrap_or_else(|| panic!("no {words} in\n{card}"))
    };
    let theirs = line("they wrote    2026-11-01  Mostly people who have run something");
    assert!(theirs < line("you wrote     2026-10-31  Hi Ines, thanks for connecting."));
}

#[test]
fn a_briefing_says_what_the_first_messages_warn_of() {
    let world = World::imported();
    let card = world.run(&["people", "show", "ines-muster"]).ok();
    assert!(!card.contains("warning  "), "{card}");
    let rule = "[[rule]]\nid = \"W_MINE\"\nkind = \"warning\"\nseverity = \"check\"\n\
                title = \"my own word\"\nadvice = \"Ask.\"\nany = [\"have run\"]\n";
    fs::create_dir_all(world.config()).unwrap();
    fs::write(world.config().join("rules.toml"), rule).unwrap();
    let card = world.run(&["people", "show", "ines-muster"]).ok();
    let warned = "warning       my own word: “have run”. Ask.";
    assert!(card.contains(warned), "{card}");
}
