//! Screens in three sizes, as snapshots.

use crate::tui_story::Story;

/// One snapshot of a screen at a size.
macro_rules! screen {
    ($story:expr, $name:literal, $columns:literal, $rows:literal) => {
        $story.resize($columns, $rows);
        insta::assert_snapshot!(concat!($name, "_", $columns, "x", $rows), $story.screen());
    };
}

macro_rules! screens {
    ($story:expr, $name:literal) => {
        screen!($story, $name, 120, 36);
        screen!($story, $name, 80, 24);
        screen!($story, $name, 50, 16);
    };
}

#[test]
fn the_desk() {
    let mut story = Story::new();
    screens!(story, "desk");
}

#[test]
fn the_first_run() {
    let mut story = Story::first_run();
    screens!(story, "first_run");
}

#[test]
fn invitations_with_their_detail() {
    let mut story = Story::new();
    story.keys("<Enter>jj");
    screens!(story, "invitations");
}

#[test]
fn the_detail_alone() {
    let mut story = Story::new();
    story.keys("<Enter>z");
    screens!(story, "detail");
}

#[test]
fn after_decisions_the_outbox() {
    let mut story = Story::new();
    story.keys("arjd0");
    screens!(story, "outbox");
}

#[test]
fn the_profile() {
    let mut story = Story::new();
    story.keys("2<Enter>");
    screens!(story, "profile");
}

#[test]
fn the_follow_ups() {
    let mut story = Story::new();
    story.keys("3<Enter>");
    screens!(story, "follow_ups");
}

#[test]
fn the_help() {
    let mut story = Story::new();
    story.keys("?");
    screens!(story, "help");
}

#[test]
fn the_palette() {
    let mut story = Story::new();
    story.keys(":mark");
    screens!(story, "palette");
}

#[test]
fn the_menu_of_later() {
    let mut story = Story::new();
    story.keys("s");
    screens!(story, "later");
}

#[test]
fn another_day_is_explained_while_it_is_typed() {
    let mut story = Story::new();
    story.keys("s5next tue");
    screens!(story, "later_day");
}

#[test]
fn marks_and_a_filter() {
    let mut story = Story::new();
    story.keys("<Enter>  /example");
    screens!(story, "filter");
}

#[test]
fn the_preview_of_an_import() {
    let mut story = Story::first_run();
    story.keys("<Enter>");
    screens!(story, "import_preview");
}

#[test]
fn an_import_that_runs() {
    let mut story = Story::first_run();
    story.keys("<Enter><Enter>").running(40);
    screens!(story, "import_running");
}

#[test]
fn all_in_ascii() {
    let mut story = Story::new().ascii();
    story.keys("<Enter> ");
    screen!(story, "ascii", 120, 36);
}

#[test]
fn empty_panes_say_what_to_press() {
    let mut story = Story::new();
    story.keys("*d<Enter>");
    screen!(story, "empty_queue", 80, 24);
    story.keys("]");
    screen!(story, "empty_resting", 80, 24);
    story.keys("6/nobody<Enter>");
    screen!(story, "empty_filter", 80, 24);
}
