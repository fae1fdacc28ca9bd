//! Saved views and orders: the same mechanism in every list, and on the command line.

use std::{fs, sync::Arc};

use cordial::{
    app::Model,
    config::Config,
    domain::{book::Book, facts::Facts},
};

use crate::{
    support::world::World,
    tui_story::{Rules, Story, TODAY, archive},
};

const VIEWS: &str = "\
[[views]]
name = \"With a note\"
pane = \"invitations\"
query = \"has:note\"
order = \"oldest\"

[[views]]
name = \"At Acme\"
pane = \"people\"
query = 'company:acme'

[[views]]
name = \"To accept\"
pane = \"outbox\"
query = \"do:accept\"
";

fn story() -> Story {
    let mut book = Book::default();
    book.set_facts(Arc::new(Facts::new(archive())));
    let views = Config::parse("config.toml", VIEWS).unwrap().config.views;
    let model = Model::of(book, Box::new(Rules), TODAY);
    Story::of(model.with_views(views))
}

#[track_caller]
fn shows(story: &mut Story, keys: &str, words: &[&str]) -> String {
    story.keys(keys);
    let screen = story.screen();
    for word in words {
        assert!(screen.contains(word), "{word}: {screen}");
    }
    screen
}

#[track_caller]
fn above(screen: &str, first: &str, second: &str) {
    let place = |name: &str| {
        screen
            .find(name)
            .unwrap_or_else(|| panic!("{name}: {screen}"))
    };
    assert!(place(first) < place(second), "{first}, {second}: {screen}");
}

#[test]
fn a_saved_view_comes_behind_the_built_in_ones_with_its_name_and_order() {
    let mut story = story();
    let screen = shows(
        &mut story,
        "1[",
        &["Invitations · With a note: 7", "oldest first"],
    );
    above(&screen, "An Extraordinarily", "Zoë");
    assert!(!screen.contains("Jon Sample"), "he wrote none: {screen}");
    // Round, and the order of before is back.
    let screen = shows(&mut story, "]", &["12 open or declined", "Jon Sample"]);
    assert!(!screen.contains("oldest first"), "{screen}");
    shows(&mut story, "<<>", &["With a note: 7"]);
    shows(&mut story, ">", &["12 open or declined"]);
    let screen = shows(&mut story, "[<Esc>", &["12 open or declined"]);
    assert!(
        !screen.contains("oldest first"),
        "Esc leaves it, too: {screen}"
    );
}

#[test]
fn what_is_typed_over_a_saved_view_ends_it() {
    let mut story = story();
    let screen = shows(&mut story, "1[/ mira<Enter>", &["1 match 'has:note mira'"]);
    assert!(!screen.contains("With a note:"), "{screen}");
}

#[test]
fn people_are_filtered_by_the_same_language_and_by_views() {
    let mut story = story();
    let screen = shows(
        &mut story,
        "4/company:acme<Enter>",
        &["1 match 'company:acme'"],
    );
    assert!(!screen.contains("Mira Example"), "{screen}");
    shows(
        &mut story,
        "<Esc>/-is:connection mra exmpl<Enter>",
        &["Mira Example"],
    );
    shows(
        &mut story,
        "<Esc>]]",
        &["People · At Acme: 1", "Lee Testcase"],
    );
    shows(&mut story, "]", &["14 people"]);
    let screen = shows(&mut story, "/company<<", &[]);
    assert!(
        screen.contains("company"),
        "a query that is begun: {screen}"
    );
}

#[test]
fn a_pane_with_one_view_says_how_to_get_more() {
    let mut story = Story::new();
    shows(&mut story, "a0]", &["[[views]]"]);
    let mut story = self::story();
    shows(&mut story, "ad0]", &["Outbox · To accept: 1"]);
}

#[test]
fn the_order_is_chosen_in_every_list_and_stays() {
    let mut story = Story::new();
    let screen = shows(&mut story, "ada0O2", &["by name"]);
    above(&screen, "Jon Sample", "Mira Example");
    above(&screen, "Mira Example", "Pat Placeholder");
    shows(&mut story, "O", &["by page", "decided last first", "now"]);
    story.keys("<Esc>");
    shows(&mut story, "10", &["by name"]);
    shows(&mut story, "2O4", &["order: by name"]);
    shows(&mut story, "2", &["by name"]);
    shows(&mut story, "3O3", &["order: by name"]);
}

#[test]
fn warnings_come_first_and_the_best_to_answer_before_what_is_to_be_checked() {
    let mut story = Story::new();
    let screen = shows(&mut story, "1O6", &["warnings first"]);
    above(&screen, "Pat Placeholder", "Mira Example");
    let screen = shows(&mut story, "O5g", &["best to answer first"]);
    above(&screen, "Mira Example", "Jon Sample");
    above(&screen, "Jon Sample", "Pat Placeholder");
    // 67 points, and ten months old.
    above(&screen, "Jon Sample", "~Evil Name");
}

#[test]
fn the_command_line_starts_from_a_view() {
    let world = World::imported();
    fs::create_dir_all(world.config()).unwrap();
    fs::write(world.config().join("config.toml"), VIEWS).unwrap();
    let all = ["invitations", "-q"];
    let noted = ["invitations", "has:note", "-q"];
    let view = ["invitations", "--view", "With a note", "-q"];
    let lines = |args: &[&str]| world.run(args).ok().lines().count();
    assert_eq!(world.run(&noted).ok(), world.run(&view).ok());
    assert!(lines(&view) < lines(&all));
    let narrower = ["invitations", "--view", "With a note", "age<30d", "-q"];
    assert!(lines(&narrower) < lines(&view));
    let error = world.run(&["people", "--view", "At Acne"]).fails(2);
    assert!(error.contains("no view `At Acne` of people"), "{error}");
    assert!(error.contains("did you mean `At Acme`?"), "{error}");
    let error = world.run(&["due", "--view", "x"]).fails(2);
    assert!(error.contains("[[views]]"), "{error}");
    world.run(&["outbox", "--view", "To accept"]).ok();
}

#[test]
fn a_fault_of_a_view_has_its_place_and_the_way_out() {
    let view = |pane: &str, query: &str, order: &str| {
        format!(
            "[[views]]\nname = \"x\"\npane = \"{pane}\"\nquery = {query}\norder = \"{order}\"\n"
        )
    };
    for (text, place, word) in [
        (view("peeple", "\"x\"", "name"), "c.toml:3:8: ", "`people`"),
        (
            view("people", "\"tag:x lst>3d\"", "name"),
            "c.toml:4:16: ",
            "last",
        ),
        (
            view("people", "'tag:x lst>3d'", "name"),
            "c.toml:4:16: ",
            "last",
        ),
        (view("people", "\" \"", "name"), "c.toml:4:9: ", "has:note"),
        (view("people", "\"x\"", "nmae"), "c.toml:5:9: ", "`name`"),
        (view("outbox", "\"x\"", "zzz"), "c.toml:5:9: ", "newest"),
        (
            "[[views]]\nname = \"x\"\nqery = \"\"\n".to_owned(),
            "c.toml:3:1: ",
            "query",
        ),
        (
            "[[views]]\nname = \"x\"\n".to_owned(),
            "c.toml:1:1: ",
            "pane",
        ),
        (
            view("people", "\"x\"", "name").repeat(2),
            "c.toml:7:8: ",
            "two views",
        ),
    ] {
        let error = Config::parse("c.toml", &text).unwrap_err().to_string();
        assert!(error.starts_with(place) && error.contains(word), "{error}");
    }
}
