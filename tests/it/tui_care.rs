//! Stories of care: nothing is done unseen, by a slip, or into a store that cannot take it; and
//! what goes wrong is told whole.

use std::collections::HashMap;

use cordial::{
    app::{
        Model, Msg,
        lens::{Judged, Lens},
        msg::{StoreTrouble, Trouble},
        pane::{
            followups::{Agenda, FollowUp, View},
            profile::Audit,
        },
    },
    domain::{
        book::Book, checklist::Word, day::Day, facts::Facts, invitation::InvitationId,
        plan::Circle, step::Step,
    },
    text::Safe,
};

use crate::{
    tui_keys::{last_step, titles},
    tui_story::{Story, TODAY, archive},
};

/// A model of the invented archive, with an import in its journal.
fn imported() -> Story {
    let mut story = Story::new();
    let step = Step::Import(cordial::domain::step::Import {
        source: "Complete.zip".to_owned(),
        taken: None,
        files: vec![],
        unchanged: vec![],
        set_aside: 0,
    });
    let change = story.store.commit(step);
    story.send(Msg::Changed { change, own: false });
    story
}

fn store_trouble(short: &'static str, read_only: bool) -> StoreTrouble {
    StoreTrouble {
        short: Safe::own(short),
        remedy: Safe::own("`cordial doctor --repair` goes on"),
        words: vec![Safe::own("steps 4 to 9 of d1 are missing")],
        read_only,
    }
}

#[test]
fn nothing_is_done_while_nothing_can_be_seen() {
    let mut story = Story::new();
    story.resize(30, 8).keys("ad*dnx<Enter>3b");
    story.send(Msg::Paste("text".to_owned()));
    assert_eq!(story.model.book().log().count(), 0);
    story.resize(120, 36);
    assert!(titles(&mut story).contains("12 open or declined"));
    story.resize(30, 8).keys("<Ctrl-l>q");
    assert_eq!(story.did, ["Redraw", "Quit"]);
}

#[test]
fn a_damaged_store_is_told_at_the_start_and_for_as_long_as_it_is() {
    let mut story = Story::new();
    story.send(Msg::Store(Some(store_trouble("store damaged", true))));
    assert_eq!(
        story.footer(),
        "! store damaged: `cordial doctor --repair` goes on"
    );
    story.keys("j");
    assert!(
        story
            .screen()
            .lines()
            .next()
            .unwrap()
            .contains("! store damaged")
    );
    assert!(!story.footer().contains("accept"), "{}", story.footer());
    for key in ["n", "a", "I", "s", "c"] {
        story.keys("j").keys(key);
        let footer = story.footer();
        assert!(
            key == "c" || footer.starts_with("! store damaged"),
            "{footer}"
        );
    }
    assert_eq!(story.model.book().log().count(), 0);
    story.send(Msg::Store(None));
    assert!(!story.screen().contains("store damaged"));
}

#[test]
fn a_store_that_cannot_be_read_is_no_first_run() {
    let mut story = Story::first_run();
    story.send(Msg::Store(Some(store_trouble("store read-only", true))));
    let screen = story.screen();
    assert!(!screen.contains("Welcome"), "{screen}");
    insta::assert_snapshot!("store", screen);
}

#[test]
fn a_long_trouble_is_told_whole_in_a_box() {
    let mut story = Story::new();
    let words = "the archive cannot be read: its directory says that it is longer than the file";
    story.resize(60, 20);
    story.send(Msg::Failed(Trouble::new(words).hint("download it again")));
    let screen = story.screen();
    assert!(screen.contains("longer than the") && screen.contains("download it again"));
    story.keys("x");
    assert!(!story.screen().contains("download it again"));
}

#[test]
fn undo_takes_back_what_the_notice_named_and_what_others_did_is_not_promised() {
    let mut story = Story::new();
    story.keys("d");
    assert!(story.footer().contains("u takes it back"));
    let invitation = archive().invitations.remove(3).id;
    let change = story.store.commit(Step::Answer {
        invitations: vec![invitation],
        answer: cordial::domain::invitation::Answer::Decline,
        reason: None,
    });
    story.send(Msg::Changed { change, own: false });
    assert!(
        !story.footer().contains("takes it back"),
        "{}",
        story.footer()
    );
    story.keys("u");
    assert!(story.footer().starts_with("taken back: decline Zoë"));
    story.keys("a<Ctrl-r>u");
    assert!(
        story.footer().starts_with("taken back: accept"),
        "{}",
        story.footer()
    );
}

#[test]
fn a_whole_import_is_not_taken_back_by_a_slip() {
    let mut story = imported();
    story.keys("u");
    assert!(
        story
            .screen()
            .contains("Take back the import of Complete.zip?"),
        "{}",
        story.screen()
    );
    story.keys("n");
    assert_eq!(story.model.book().log().count(), 1);
    story.keys("uy");
    assert!(
        story
            .footer()
            .starts_with("taken back: import Complete.zip")
    );
}

#[test]
fn the_same_answer_twice_is_no_step() {
    let mut story = Story::new();
    story.keys("a]]a");
    assert_eq!(story.footer(), "already accepted");
    assert_eq!(story.model.book().log().count(), 1);
    story.keys("d");
    assert_eq!(story.model.book().log().count(), 2, "another answer is one");
}

#[test]
fn the_filter_finds_whole_words_first_and_says_what_it_does_not_know() {
    let mut story = Story::new();
    story.keys("/sam");
    assert!(
        titles(&mut story).contains("2 match 'sam'"),
        "{}",
        titles(&mut story)
    );
    story.keys("<Ctrl-u>northwind");
    assert!(titles(&mut story).contains("1 match"), "found in the note");
    story.keys("<Ctrl-u>older:x");
    assert!(
        story
            .footer()
            .contains("1:1: unknown field `older`; there are has, is")
    );
    story.keys("<Ctrl-u>foo:bar<Enter>");
    assert!(story.footer().starts_with("1:1: unknown field `foo`"));
}

#[test]
fn a_pattern_marks_by_note_too() {
    let mut story = Story::new();
    story.keys("T");
    assert!(
        story.footer().contains("Enter marks, Esc leaves"),
        "{}",
        story.footer()
    );
    story.keys("telegram<Enter>");
    assert!(titles(&mut story).contains("1 marked"));
}

#[test]
fn the_first_enter_opens_the_card_where_only_one_pane_fits() {
    let mut story = Story::new();
    story.resize(50, 16).keys("<Enter>");
    assert!(
        titles(&mut story).contains("Esc goes back"),
        "{}",
        story.screen()
    );
    story.keys("<Esc>");
    assert!(titles(&mut story).contains("12 open or declined"));
}

#[test]
fn a_check_is_confirmed_or_does_not_apply_for_a_reason() {
    let mut story = Story::new();
    story.keys("2<Enter>jjjcy");
    assert!(matches!(
        last_step(&story),
        Step::Check { item, said: Word::Confirmed, .. } if item == "photo"
    ));
    assert!(story.screen().contains("you said that it is so, today"));
    story.keys("-<Enter>");
    assert!(story.footer().contains("say why"), "{}", story.footer());
    story.keys("no photos, please<Enter>");
    assert!(
        story.screen().contains("does not apply, today: no photos"),
        "{}",
        story.screen()
    );
}

#[test]
fn a_circle_is_chosen_and_people_are_paused() {
    let mut story = Story::new();
    story.keys("3C3");
    assert!(matches!(
        last_step(&story),
        Step::Circle {
            circle: Circle::Light,
            ..
        }
    ));
    story.keys("uP+2w<Enter>");
    assert!(
        story.footer().starts_with("pause Lee Testcase until 7 Dec"),
        "{}",
        story.footer()
    );
}

/// An archive without a profile: nothing can be scored.
#[derive(Debug)]
struct Unscored;

impl Lens for Unscored {
    fn audit(&self, _: &Book, _: Day) -> Option<Audit> {
        Some(Audit {
            score: None,
            level: Safe::own("nothing can be scored yet"),
            ..Audit::default()
        })
    }

    fn agenda(&self, _: &Book, _: View, _: Day) -> (Agenda, Vec<FollowUp>) {
        Default::default()
    }

    fn judge(&self, _: &Book, _: Day) -> HashMap<InvitationId, Judged> {
        HashMap::new()
    }
}

#[test]
fn where_nothing_can_be_scored_there_is_no_score() {
    let mut book = Book::default();
    book.set_facts(std::sync::Arc::new(Facts::new(archive())));
    let mut story = Story::of(Model::of(book, Box::new(Unscored), TODAY));
    let screen = story.screen();
    assert!(screen.contains("2 Profile –  3"), "{screen}");
    assert!(screen.contains("– of 100") && screen.contains("nothing can be scored yet"));
}

#[test]
fn the_first_steps_offer_only_what_is_there() {
    let mut story = Story::first_run();
    story.send(Msg::Found(vec![]));
    assert!(
        story
            .footer()
            .starts_with("o how to get it  I another file"),
        "{}",
        story.footer()
    );
    story.keys("<Enter>");
    assert_eq!(
        story.footer(),
        "no archive was found in Downloads; I names one"
    );
    let five = vec![crate::tui_story::downloads().remove(0); 5];
    story.send(Msg::Found(five));
    assert!(story.screen().contains("2 more: I lists them"));
}
