//! Sessions: the day, one card at a time, by keys.

use std::{sync::Arc, time::Duration};

use cordial::{
    app::{Model, Msg},
    domain::{book::Book, session::Kept},
};

use crate::tui_story::{Rules, Story, TODAY};

/// The first line of the screen.
fn header(story: &mut Story) -> String {
    story.screen().lines().next().unwrap().trim().to_owned()
}

fn shows(story: &mut Story, words: &str) {
    let screen = story.screen();
    assert!(screen.contains(words), "no '{words}' on\n{screen}");
}

fn lacks(story: &mut Story, words: &str) {
    let screen = story.screen();
    assert!(!screen.contains(words), "'{words}' on\n{screen}");
}

#[test]
fn a_whole_session_by_keys() {
    let mut story = Story::new();
    story.keys("S");
    assert_eq!(
        header(&mut story),
        "Session  14 cards · left: 12 invitations · 1 welcome · 1 profile gap"
    );
    insta::assert_snapshot!("session_card_120x36", story.screen());
    // Nothing else is on the screen, and the best comes first.
    lacks(&mut story, "1 Invitations");
    shows(&mut story, "Alex Stub");
    story.keys("a");
    lacks(&mut story, "Alex Stub\n");
    assert!(header(&mut story).contains("11 invitations"));
    // A note stays with its card; undo goes back to the card before.
    let second = story.screen();
    story.keys("nmet in Ghent<Enter>");
    shows(&mut story, "met in Ghent");
    story.keys("uu");
    shows(&mut story, "Alex Stub");
    assert!(header(&mut story).contains("12 invitations"));
    story.keys("d");
    assert_eq!(
        story.screen().lines().nth(2),
        second.lines().nth(2),
        "the same card comes next"
    );
    // Passed cards come at the end; what needs a check came last among the invitations.
    story.keys("  ");
    assert!(story.footer().contains("passed; h goes back to it"));
    story.keys("<Left>");
    assert!(header(&mut story).contains("11 invitations"));
    story.keys("dddddddddd");
    shows(&mut story, "Lee Testcase");
    story.keys("c<Enter>");
    shows(&mut story, "About is 84 of 2,600 characters");
    story.keys("cy");
    shows(&mut story, "Invitation");
    assert!(header(&mut story).contains("left: 1 invitation"));
    story.keys("s1");
    shows(&mut story, "Enough for today");
    shows(
        &mut story,
        "In this session: 11 declined, 1 contact, 1 put off, 1 profile gap looked at.",
    );
    shows(&mut story, "On LinkedIn · 11 to do");
    insta::assert_snapshot!("session_end_120x36", story.screen());
    // The outbox has its keys.
    story.keys("o");
    assert!(
        story
            .did
            .last()
            .unwrap()
            .starts_with("open https://www.linkedin.com/in/")
    );
    story.keys("y");
    assert!(
        story
            .did
            .last()
            .unwrap()
            .starts_with("copy the text: decline")
    );
    story.keys("c");
    shows(&mut story, "On LinkedIn · 10 to do");
    // Undo leads back to a card from the end, too.
    story.keys("uu");
    assert!(
        header(&mut story).contains("1 card"),
        "{}",
        header(&mut story)
    );
    story.keys("a");
    shows(&mut story, "Enough for today");
    story.keys("q");
    shows(&mut story, "1 Invitations");
}

#[test]
fn a_card_passed_twice_comes_on_another_day() {
    let mut story = Story::new();
    story.keys("S");
    for _ in 0..14 {
        story.keys(" ");
    }
    assert!(header(&mut story).contains("14 cards"), "all come again");
    shows(&mut story, "Alex Stub");
    for _ in 0..14 {
        story.keys("<Right>");
    }
    shows(&mut story, "Enough for today");
    shows(&mut story, "In this session: nothing was decided.");
    shows(
        &mut story,
        "12 invitations can wait until tomorrow. S takes some of them now.",
    );
    story.keys("<Left>");
    assert!(header(&mut story).contains("1 card"));
    story.keys(" ");
    shows(&mut story, "Enough for today");
    story.keys("S");
    assert!(header(&mut story).contains("12 invitations"));
}

#[test]
fn leaving_keeps_the_place_and_panes_are_a_key_away() {
    let mut story = Story::new();
    story.keys("aS  ");
    let card = story.screen();
    story.keys("q");
    assert_eq!(story.footer(), "13 left for today; S goes on");
    story.keys("S");
    shows(&mut story, "go on where you were");
    shows(&mut story, "13 left");
    story.keys("1");
    let strip = |screen: &str| {
        let lines: Vec<_> = screen.lines().collect();
        lines[..lines.len() - 1].join("\n")
    };
    assert_eq!(strip(&story.screen()), strip(&card));
    // Begun anew, what was passed is first again.
    story.keys("qS2");
    assert_ne!(strip(&story.screen()), strip(&card));
    story.keys("3");
    shows(&mut story, "Follow-up");
    story.keys("S");
    shows(&mut story, "13 left");
    // Marks and filters mean nothing to one card.
    let before = story.screen();
    story.keys("*/O]zp");
    assert_eq!(strip(&story.screen()), strip(&before));
    story.keys("?");
    lacks(&mut story, "Mark, and move on");
    shows(&mut story, "Pass this card");
}

/// The program was killed: another model, from the journal and the kept place.
fn restarted(story: &Story, kept: Option<Kept>) -> Story {
    let steps: Vec<_> = story.model.book().log().cloned().collect();
    let mut book = Book::new(steps);
    book.set_facts(Arc::clone(&story.model.book().shared_facts()));
    let mut again = Story::of(Model::of(book, Box::new(Rules), TODAY));
    again.store.continue_after(&story.store);
    again.kept = kept;
    again.now = story.now + Duration::from_secs(60);
    again
}

#[test]
fn a_killed_session_goes_on_where_it_was() {
    let mut story = Story::new();
    story.keys("Sad a");
    let card = story.screen().lines().nth(2).map(str::to_owned);
    let mut again = restarted(&story, story.kept.clone());
    again.keys("S");
    shows(&mut again, "go on where you were");
    again.keys("1");
    assert_eq!(again.screen().lines().nth(2).map(str::to_owned), card);
    for _ in 0..9 {
        again.keys("d");
    }
    // The end counts what was done before the kill as well.
    again.keys("c<Enter>cn");
    assert!(
        header(&mut again).contains("1 invitation"),
        "the passed one"
    );
    again.keys("d");
    shows(&mut again, "2 accepted, 10 declined, 1 contact");
    // Without the place, or with one of another day, the journal alone is enough.
    let mut lost = restarted(&story, None);
    lost.keys("S");
    assert!(header(&mut lost).contains("11 cards · left: 9 invitations"));
    let yesterday = story.kept.clone().map(|kept| Kept {
        day: TODAY.pred_opt().unwrap(),
        ..kept
    });
    let mut other = restarted(&story, yesterday);
    other.keys("S");
    lacks(&mut other, "go on where you were");
    assert!(header(&mut other).contains("9 invitations"));
}

#[test]
fn a_time_box_ends_after_the_card_on_the_screen() {
    let mut story = Story::new();
    let wish = cordial::app::session::Wish {
        minutes: Some(10),
        ..Default::default()
    };
    let now = story.now;
    story.send(Msg::SessionBegins {
        wish,
        now,
        kept: None,
    });
    assert!(header(&mut story).ends_with("10 minutes left"));
    assert_eq!(story.model.next_minute(now), Some(60));
    let at = |seconds| now + Duration::from_secs(seconds);
    assert_eq!(story.model.next_minute(at(95)), Some(25));
    story.keys("a").send(Msg::Time(at(359)));
    assert!(header(&mut story).ends_with("5 minutes left"));
    story.send(Msg::Time(at(540)));
    assert!(header(&mut story).ends_with("1 minute left"));
    story.send(Msg::Time(at(600)));
    assert!(header(&mut story).ends_with("the time is over"));
    assert_eq!(
        story.footer(),
        "the time is over: this card is the last one"
    );
    assert_eq!(
        story.model.next_minute(at(600)),
        None,
        "nothing wakes it up"
    );
    shows(&mut story, "Score");
    story.keys("nno hurry<Enter>");
    shows(&mut story, "no hurry");
    story.keys("d");
    shows(&mut story, "The time is over");
    shows(&mut story, "1 accepted, 1 declined, 1 note");
    shows(
        &mut story,
        "Left for another time: 10 invitations, 1 welcome, 1 profile gap. S goes on.",
    );
    insta::assert_snapshot!("session_over_80x24", story.resize(80, 24).screen());
    insta::assert_snapshot!("session_over_50x16", story.resize(50, 16).screen());
    story.resize(120, 36).keys("S");
    assert!(!header(&mut story).contains("minute"));
    assert!(header(&mut story).contains("10 invitations"));
}

#[test]
fn the_sizes() {
    let mut story = Story::new();
    story.keys("S");
    story.resize(80, 24);
    insta::assert_snapshot!("session_card_80x24", story.screen());
    story.resize(50, 16);
    insta::assert_snapshot!("session_card_50x16", story.screen());
}
