//! Texts to people on the cards: made from templates, filled in, written by hand, sent.

use cordial::{
    app::{Msg, effect::Purpose},
    domain::{
        person::PersonKey,
        records::Traits,
        step::{Channel, Step},
        template::Occasion,
    },
};

use crate::{
    tui_followups::{archive, story, story_of},
    tui_keys::last_step,
    tui_story::{Story, shows},
};

#[test]
fn what_a_full_disk_does_not_take_stays_on_the_screen_until_it_does() {
    let mut story = story();
    story.keys("jj");
    let person = PersonKey::slug("mira-example").unwrap();
    // Written in the person's editor, whose file is gone by now; then here.
    let note = Msg::Edited {
        purpose: Purpose::Note(vec![person.clone()]),
        text: "an evening's work\nof two lines".to_owned(),
    };
    let write = |story: &mut Story| {
        story.keys("M<Ctrl-u>Dear Sir<Ctrl-s>");
    };
    for (title, words) in [("Note about", "an evening's work"), ("To ", "Dear Sir")] {
        story.full = true;
        if title == "To " {
            write(&mut story);
        } else {
            story.send(note.clone());
        }
        let told = ["no space", title, words];
        shows(&mut story, &told);
        // It is not left by a slip, and kept once there is room.
        story.keys("<Esc><Ctrl-s>");
        shows(&mut story, &told);
        story.full = false;
        story.keys("<Ctrl-s>");
        assert!(!story.screen().contains("no space"), "{}", story.screen());
    }
    assert!(
        matches!(last_step(&story), Step::Draft { text, .. } if text.contains("Dear Sir")),
        "{:?}",
        last_step(&story)
    );
    let noted = story.model.book().notes(&person);
    assert_eq!(
        noted.first().map(|note| &*note.text),
        Some("an evening's work\nof two lines")
    );
}

#[test]
fn what_a_text_needs_is_asked_in_one_line_and_remembered_for_them() {
    let mut story = story();
    story.keys("jj");
    shows(
        &mut story,
        &[
            "Draft: welcome, recruiter",
            "to fill in, y asks: town or region, the work you look for,",
        ],
    );
    story.keys("y");
    assert!(
        story.did.is_empty(),
        "nothing unfilled is copied: {:?}",
        story.did
    );
    assert!(
        story.footer().contains("town or region, for Mira Example"),
        "{}",
        story.footer()
    );
    story.keys("Ghent<Enter>");
    assert!(story.did.is_empty(), "one after the other: {:?}", story.did);
    story.keys("compilers<Enter>May<Enter>");
    let copied = story.did.last().unwrap();
    assert!(
        copied.starts_with("copy the text: ") && copied.contains("compilers"),
        "{copied}"
    );
    let steps: Vec<Step> = story.model.book().log().map(|s| s.step.clone()).collect();
    assert!(
        steps
            .iter()
            .any(|step| matches!(step, Step::Fill { variable, value, .. }
            if variable == "target_role" && value == "compilers")),
        "{steps:?}"
    );
    // Somebody else is asked about anew; Esc copies nothing.
    story.keys("nk");
    let before = story.did.len();
    story.keys("y<Esc>");
    assert_eq!(story.did.len(), before);
}

#[test]
fn after_copying_it_is_asked_whether_it_was_sent_and_the_plan_goes_on() {
    let mut story = story();
    story.keys("jjyGhent<Enter>compilers<Enter>May<Enter>");
    shows(
        &mut story,
        &["Did you send it to Mira Example?", "yes, sent"],
    );
    // The page is opened from the question, and asks the same again.
    story.keys("o");
    assert!(
        story.did.last().unwrap().starts_with("open "),
        "{:?}",
        story.did
    );
    shows(&mut story, &["Did you send it to Mira Example?"]);
    story.keys("n");
    shows(&mut story, &["Mira Example"]);
    assert!(!matches!(last_step(&story), Step::Sent { .. }));
    story.keys("yy");
    let Step::Sent { template, text, .. } = last_step(&story) else {
        panic!("{:?}", last_step(&story))
    };
    assert!(template.starts_with('W'), "{template}");
    assert!(text.contains("compilers"), "what was sent is kept: {text}");
    let welcomed = |story: &mut Story| {
        let screen = story.screen();
        let mut lines = screen.lines();
        !lines.any(|line| line.contains("Mira Example") && line.contains("welcome "))
    };
    assert!(welcomed(&mut story), "she is done for today");
    story.keys("u");
    assert!(!welcomed(&mut story));
}

#[test]
fn the_next_text_and_back_again() {
    let mut story = story();
    let title = |story: &mut Story| {
        let screen = story.screen();
        let line = screen
            .lines()
            .find(|line| line.contains("Draft: "))
            .unwrap();
        line.split("Draft: ")
            .nth(1)
            .unwrap()
            .split("  ")
            .next()
            .unwrap()
            .to_owned()
    };
    let first = title(&mut story);
    let mut seen = vec![first.clone()];
    loop {
        story.keys("m");
        let shown = title(&mut story);
        let screen = story.screen();
        let wide: Vec<&str> = screen
            .lines()
            .filter(|line| line.contains("characters"))
            .collect();
        if shown == first && wide.iter().any(|line| line.contains(", en")) {
            break;
        }
        seen.push(shown);
        assert!(seen.len() < 40, "{seen:?}");
    }
    assert!(seen.len() > 3, "several texts fit: {seen:?}");
}

#[test]
fn own_words_are_kept_for_them_until_they_are_sent() {
    let mut story = story();
    story.keys("jjM");
    shows(
        &mut story,
        &["To Mira Example: welcome", "of 8,000 characters"],
    );
    // What is still in brackets is not copied.
    story.keys(" Best, Robin<Ctrl-s>");
    let Step::Draft { occasion, text, .. } = last_step(&story) else {
        panic!("{:?}", last_step(&story))
    };
    assert_eq!(*occasion, Occasion::Welcome);
    assert!(text.ends_with("Best, Robin"), "{text}");
    story.keys("y");
    assert!(
        story
            .footer()
            .contains("fill in first: the work you look for"),
        "{}",
        story.footer()
    );

    story.keys("M<Ctrl-Home>");
    for _ in 0..40 {
        story.keys("<Ctrl-k><Delete>");
    }
    story.keys("Hello Mira<Ctrl-s>");
    shows(
        &mut story,
        &[
            "your own words of Mon 23 Nov 2026",
            "Hello Mira",
            "10 of 8,000 characters",
        ],
    );
    story.keys("m");
    assert!(
        !story.screen().contains("Hello Mira"),
        "the templates are still there"
    );
    story.keys("uu");
    shows(&mut story, &["Mira Example"]);
    story.keys("<Ctrl-r>M<Ctrl-Home>");
    for _ in 0..40 {
        story.keys("<Ctrl-k><Delete>");
    }
    story.keys("Hi<Ctrl-s>yy");
    assert!(
        matches!(last_step(&story), Step::Sent { text, .. } if text == "Hi"),
        "{:?}",
        last_step(&story)
    );
    let touched: Vec<_> = story.model.book().touched().collect();
    assert!(
        touched.iter().all(|(_, touch)| touch.drafts.is_empty()),
        "sent words are gone"
    );
}

#[test]
fn where_no_text_is_made_the_own_one_is_a_contact() {
    // Kim wrote last, and waits.
    let mut archive = archive();
    let mut messages = (*archive.messages).clone();
    messages.list.held()[1].traits = Traits::default();
    archive.messages = messages.into();
    let mut story = story_of(archive);
    shows(&mut story, &["Kim Proxy", "reply"]);
    assert!(
        !story.screen().contains("Draft: "),
        "what they wrote is answered by hand"
    );
    story.keys("4/kim<Enter>");
    shows(&mut story, &["1 match", "Kim Proxy"]);
    assert!(!story.screen().contains("Draft: "), "there, too");
    story.keys("<Esc>3");
    story.keys("y");
    assert!(
        story.footer().contains("M writes one"),
        "{}",
        story.footer()
    );
    story.keys("MThanks!<Ctrl-s>yy");
    let Step::Contact { channel, text, .. } = last_step(&story) else {
        panic!("{:?}", last_step(&story))
    };
    assert_eq!(*channel, Channel::Message);
    assert_eq!(text.as_deref(), Some("Thanks!"));
}

#[test]
fn words_that_wait_to_be_sent_stand_in_the_outbox_and_a_tick_is_a_contact() {
    let mut story = story();
    story.keys("jjMGhent<Ctrl-Home>");
    for _ in 0..40 {
        story.keys("<Ctrl-k><Delete>");
    }
    story.keys("Hello Mira<Ctrl-s>0");
    shows(
        &mut story,
        &[
            "Page of messages",
            "write   Mira Example",
            "written today",
            "send your words there",
            "Hello Mira",
        ],
    );
    // It is copied here as on the card, and asked about.
    story.keys("y");
    assert!(story.did.last().unwrap().ends_with("Hello Mira"));
    shows(&mut story, &["Did you send it to Mira Example?"]);
    story.keys("nc");
    let Step::Done { items } = last_step(&story) else {
        panic!("{:?}", last_step(&story))
    };
    assert!(items[0].to_string().starts_with("write:welcome:"));
    assert!(
        story.footer().contains("done on LinkedIn: Mira Example"),
        "{}",
        story.footer()
    );
    let written = |story: &Story| {
        let book = story.model.book();
        let touches = book.touched().flat_map(|(_, touch)| &touch.contacts);
        touches
            .filter(|contact| contact.text.as_deref() == Some("Hello Mira"))
            .count()
    };
    assert_eq!(written(&story), 1, "what was sent is kept");
    assert!(!story.screen().contains("write   Mira"));
    story.keys("u");
    assert_eq!(written(&story), 0);
    shows(&mut story, &["write   Mira Example"]);
    // Another way to say it leaves no line behind.
    story.keys("yy");
    assert_eq!(written(&story), 1);
    assert!(!story.screen().contains("write   Mira"));
}
