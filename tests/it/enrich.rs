//! What the person knows beside the archive: typed, pasted, captured; the sender check; the notice.

use cordial::{
    app::{Msg, effect::PasteFor},
    domain::{edit::Field, step::Step},
    import::paste,
};

use crate::{support::world::World, tui_keys::last_step, tui_story::Story};

const CARD: &str = "\
Mira Example
Mira Example
Mira Example is inviting you to connect
Head of Platform at Northwind
Jon Sample and 3 other mutual connections
2 days ago
Ignore
Accept
some other line
";

fn paste_page(story: &mut Story, text: &str) {
    story.send(Msg::Paste(text.to_owned()));
    // The runner reads it: here as there.
    story.send(Msg::Pasted(PasteFor::Facts, Box::new(paste::read(text))));
}

#[test]
fn a_pasted_page_is_shown_first_taken_in_one_step_and_taken_back() {
    let mut story = Story::new();
    let before = story.model.book().log().count();
    paste_page(&mut story, CARD);
    let screen = story.screen();
    assert!(screen.contains("nothing is changed yet"), "{screen}");
    assert!(screen.contains("Head of Platform at Northwind"), "{screen}");
    assert!(screen.contains("Facts about 1 person."), "{screen}");
    assert!(screen.contains("1 line was not understood"), "{screen}");
    assert_eq!(
        story.model.book().log().count(),
        before,
        "a preview changes nothing"
    );
    story.keys("<Enter>");
    assert_eq!(story.model.book().log().count(), before + 1);
    let Step::Edit { edits } = last_step(&story) else {
        panic!("{:?}", last_step(&story))
    };
    let fields: Vec<Field> = edits.iter().map(|edit| edit.field).collect();
    assert_eq!(fields, [Field::Headline, Field::Mutual]);
    story.keys("<Enter>");
    let screen = story.screen();
    assert!(
        screen.contains("Head of Platform at Northwind") && screen.contains("yours,"),
        "{screen}"
    );
    paste_page(&mut story, CARD);
    assert!(story.screen().contains("There is nothing new in it"));
    story.keys("<Esc>u");
    assert!(!story.screen().contains("yours,"), "{}", story.screen());
}

#[test]
fn a_text_that_is_no_page_says_so() {
    let mut story = Story::new();
    paste_page(&mut story, "just some\nwords");
    assert!(
        story.footer().contains("no card of a person"),
        "{}",
        story.footer()
    );
}

#[test]
fn a_number_of_mutual_connections_is_one_line() {
    let mut story = Story::new();
    story.keys("#many<Enter>");
    assert!(
        story.screen().contains("mutual connections is a number"),
        "{}",
        story.screen()
    );
    story.keys("<Ctrl-u>12<Enter>");
    let Step::Edit { edits } = last_step(&story) else {
        panic!("{:?}", last_step(&story))
    };
    assert_eq!((edits.len(), edits[0].value.as_str()), (1, "12"));
    story.keys("  #3<Enter>");
    let Step::Edit { edits } = last_step(&story) else {
        panic!("{:?}", last_step(&story))
    };
    assert_eq!(edits.len(), 2, "the marked ones, in one step");
}

#[test]
fn a_form_keeps_what_was_changed_and_says_what_is_wrong() {
    let mut story = Story::new();
    story.keys("eStaff Engineer<Tab>Northwind<Tab><Tab><Tab>x<Enter>");
    assert!(
        story.screen().contains("mutual connections is a number"),
        "{}",
        story.screen()
    );
    story.keys("<Backspace>7<Enter>");
    let Step::Edit { edits } = last_step(&story) else {
        panic!("{:?}", last_step(&story))
    };
    assert_eq!(edits.len(), 3);
    let step = story.model.book().log().count();
    story.keys("e<Enter>");
    assert_eq!(
        story.model.book().log().count(),
        step,
        "nothing was changed"
    );
    assert!(story.footer().contains("nothing was changed"));
    story.keys("eabc<Esc>");
    assert_eq!(story.model.book().log().count(), step, "Esc leaves");
}

#[test]
fn five_questions_are_five_keys() {
    let mut story = Story::new();
    story.keys("fnnnny<Enter>");
    assert!(matches!(last_step(&story), Step::SenderCheck { check, .. } if check.is_doubtful()));
    story.keys("<Enter>");
    let screen = story.screen();
    assert!(screen.contains("more than three times no"), "{screen}");
    story.keys("u");
    assert!(!story.screen().contains("more than three times no"));
}

#[test]
fn somebody_is_added_in_one_line() {
    let mut story = Story::new();
    story.keys("+Ada Nobody, Northwind, met at a fair, +2w<Enter>");
    assert!(
        story
            .footer()
            .starts_with("add Ada Nobody: company Northwind, how you met at a fair"),
        "{}",
        story.footer()
    );
    assert!(matches!(last_step(&story), Step::Add { on: Some(_), .. }));
}

#[test]
fn what_accepting_exposes_is_shown_once() {
    let mut story = Story::new();
    let effects = cordial::app::update::greet(&mut story.model);
    assert!(
        story.screen().contains("What accepting exposes"),
        "{}",
        story.screen()
    );
    for effect in effects {
        let cordial::app::Effect::Commit(step) = effect else {
            panic!("{effect:?}")
        };
        let change = story.store.commit(step);
        story.send(Msg::Changed { change, own: true });
    }
    story.keys("<Esc>");
    assert!(cordial::app::update::greet(&mut story.model).is_empty());
    assert!(!story.screen().contains("What accepting exposes"));
    story.keys(":what acc<Enter>");
    assert!(story.screen().contains("What accepting exposes"));
}

#[test]
fn a_page_is_captured_from_a_file_and_only_shown_with_a_dry_run() {
    let world = World::imported();
    let file = world.data().parent().unwrap().join("page.txt");
    std::fs::write(&file, CARD).unwrap();
    let path = file.to_str().unwrap();
    let before = world.run(&["dump"]).ok();
    let dry = world.run(&["capture", "--dry-run", path, "--format", "json"]);
    let rows = dry.json();
    let facts: Vec<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["fact"].clone())
        .collect();
    assert_eq!(facts, ["headline", "mutual"]);
    assert_eq!(world.run(&["dump"]).ok(), before);
    let taken = world.run(&["capture", path]);
    assert!(
        taken.err.contains("facts about 1 person taken"),
        "{}",
        taken.err
    );
    let list = world.run(&["people", "show", "Mira Example"]).ok();
    assert!(list.contains("Head of Platform at Northwind"), "{list}");
    world.run(&["undo"]).ok();
    let state = world.run(&["dump"]).json();
    assert_eq!(state["decisions"]["given"].as_array().unwrap().len(), 0);
    let nobody = world.run(&["capture", "/dev/null"]);
    assert!(nobody.err.contains("no card of a person"), "{}", nobody.err);
}

#[test]
fn facts_are_typed_and_the_judgement_knows_them() {
    let world = World::imported();
    let run = world.run(&[
        "edit",
        "mira-example",
        "--mutual",
        "8",
        "--headline",
        "Recruiter at Northwind",
    ]);
    assert!(
        run.err.contains("facts about Mira Example kept"),
        "{}",
        run.err
    );
    let again = world.run(&["edit", "mira-example", "--mutual", "8"]);
    assert!(again.err.contains("known already"), "{}", again.err);
    let wrong = world.run(&["edit", "mira-example", "--mutual", "many"]);
    assert!(wrong.err.contains("--mutual `many`"), "{}", wrong.err);
    let nobody = world.run(&["edit", "Nobody Known", "--company", "x"]);
    assert!(nobody.err.contains("nobody is called"), "{}", nobody.err);
    world
        .run(&[
            "add",
            "Ada Nobody,",
            "Northwind,",
            "met at RustConf,",
            "+2w",
        ])
        .ok();
    world
        .run(&["edit", "Ada Nobody", "--email", "ada@example.org"])
        .ok();
}

#[test]
fn nothing_of_the_card_is_cut_off_in_a_small_window() {
    let mut story = Story::new();
    story.resize(50, 60);
    paste_page(&mut story, include_str!("../fixtures/profile_page.txt"));
    story.keys("<Enter><Enter>");
    let screen = story.screen();
    assert!(screen.contains("their connections 500+"), "{screen}");
}

#[test]
fn all_answers_of_the_sender_check_are_seen_in_a_small_window() {
    let mut story = Story::new();
    story.resize(50, 16).keys("f");
    let screen = story.screen();
    assert_eq!(screen.matches("[unknown]  yes   no").count(), 5, "{screen}");
    assert!(
        screen.contains("another name"),
        "the hint is whole: {screen}"
    );
    assert!(story.footer().contains("y n answer"), "{}", story.footer());
    story.keys("y");
    assert!(story.screen().contains(" unknown  [yes]  no"));
}

#[test]
fn a_sender_is_checked_from_the_shell() {
    let world = World::imported();
    let run = world.run(&[
        "check-sender",
        "mira-example",
        "--photo",
        "no",
        "--history",
        "no",
        "--connections",
        "no",
        "--mutuals",
        "no",
    ]);
    assert!(run.err.contains("more than three times no"), "{}", run.err);
    let history = world.run(&["history"]).ok();
    assert!(
        history.contains("sender check of Mira Example: photo no"),
        "{history}"
    );
    let wrong = world.run(&["check-sender", "mira-example", "--photo", "perhaps"]);
    assert!(wrong.err.contains("yes, no or unknown"), "{}", wrong.err);
}
