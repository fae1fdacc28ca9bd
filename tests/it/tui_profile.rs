//! Stories of the profile's pane: its views, and drafts that are written there.

use cordial::{
    app::{Msg, key::Key},
    domain::{checklist::Passage, step::Step},
};

use crate::{
    tui_keys::{last_step, titles},
    tui_story::Story,
};

#[test]
fn the_views_turn_and_come_round() {
    let mut story = Story::new();
    story.keys("2<Enter>");
    for view in [
        "texts",
        "words of the wanted job",
        "LinkedIn's seven parts",
        "score over time",
        "3 gaps",
    ] {
        story.keys("]");
        let titles = titles(&mut story);
        assert!(titles.contains(&format!("· {view}")), "{view}: {titles}");
    }
    story.keys("[");
    assert!(titles(&mut story).contains("· score over time"));
    // Nothing can be said about what is no check.
    story.keys("c-");
    assert_eq!(story.model.book().log().count(), 0);
}

#[test]
fn what_is_no_text_is_not_drafted() {
    let mut story = Story::new();
    story.keys("2<Enter>e");
    assert!(
        story.footer().contains("this is no text"),
        "{}",
        story.footer()
    );
}

#[test]
fn a_page_is_pasted_and_looked_at_by_name_of_the_action() {
    let mut story = Story::new();
    story.keys("2:audit-page<Enter>");
    assert!(story.screen().contains("Paste a copied profile page here"));
    story.send(Msg::Paste("Mira Example\nRust at sea".to_owned()));
    let screen = story.screen();
    assert!(
        screen.contains("Rust at sea") && screen.contains("2 lines"),
        "{screen}"
    );
    story.keys("<Esc>");
    assert!(
        story.screen().contains("not kept"),
        "one slip loses nothing"
    );
    story.keys("<Esc>");
    assert!(!story.screen().contains("Rust at sea"));
}

#[test]
fn a_draft_that_is_a_step_is_told_and_taken_back() {
    let mut story = Story::new();
    let step = Step::ProfileDraft {
        passage: Passage::Headline,
        text: "Rust at sea".to_owned(),
        was: String::new(),
    };
    let change = story.store.commit(step);
    story.send(Msg::Changed { change, own: true });
    assert!(
        story.footer().contains("draft: headline (11 characters)"),
        "{}",
        story.footer()
    );
    assert!(matches!(last_step(&story), Step::ProfileDraft { .. }));
    story.keys("u");
    assert!(story.model.book().profile_drafts().is_empty());
    story.send(Msg::Key(Key::char('j')));
}
