//! What keys do, told as stories: state and effects, mostly without a screen.

use cordial::{
    app::{
        Msg,
        msg::{Change, Mouse, Spot, Trouble},
        pane::Pane,
    },
    domain::{day::Day, step::Step},
    text::Safe,
};

use crate::tui_story::{Story, TODAY, archive};

/// The title lines of all boxes on the screen.
pub(crate) fn titles(story: &mut Story) -> String {
    story
        .screen()
        .lines()
        .filter(|line| line.contains("─ "))
        .collect::<Vec<_>>()
        .join("\n")
}

pub(crate) fn last_step(story: &Story) -> &Step {
    &story.model.book().log().last().unwrap().step
}

#[test]
fn a_decision_is_one_key_and_the_next_card_comes() {
    let mut story = Story::new();
    story.keys("a");
    assert!(matches!(last_step(&story), Step::Answer { .. }));
    let screen = story.screen();
    assert!(screen.contains("▸   Jon Sample"), "{screen}");
    assert!(
        screen.contains("11 open or declined") && screen.contains("outbox 1"),
        "{screen}"
    );
    assert_eq!(
        story.footer(),
        "accept Mira Example · now in the outbox  u takes it back"
    );
}

#[test]
fn undo_and_redo_say_what_they_did() {
    let mut story = Story::new();
    story.keys("d");
    story.keys("u");
    assert_eq!(
        story.footer(),
        "taken back: decline Mira Example  Ctrl-r does it again"
    );
    assert!(story.screen().contains("12 open or declined"));
    story.keys("<Ctrl-r>");
    assert!(
        story
            .footer()
            .starts_with("done again: decline Mira Example")
    );
    story.keys("uu");
    assert_eq!(story.footer(), "nothing to undo");
}

#[test]
fn several_are_marked_and_decided_in_one_step() {
    let mut story = Story::new();
    story.keys(" j d");
    let Step::Answer { invitations, .. } = last_step(&story) else {
        panic!("no answer");
    };
    assert_eq!(invitations.len(), 2);
    assert!(
        story
            .footer()
            .starts_with("decline Mira Example and Pat Placeholder")
    );
    assert!(story.screen().contains("10 open or declined"));
    story.keys("u");
    assert!(story.screen().contains("12 open or declined"), "as one");
}

#[test]
fn a_range_and_a_pattern_mark_too() {
    let mut story = Story::new();
    story.keys("vjj");
    assert!(titles(&mut story).contains("3 marked …"));
    story.keys("<Esc>Tsample<Enter>");
    assert!(titles(&mut story).contains("1 marked"));
    story.keys("V");
    assert!(titles(&mut story).contains("11 marked"));
    story.keys("*");
    assert!(titles(&mut story).contains("12 marked"));
    story.keys("*");
    assert!(!titles(&mut story).contains("marked"));
}

#[test]
fn repeat_does_the_last_thing_here() {
    let mut story = Story::new();
    story.keys(".");
    assert_eq!(
        story.footer(),
        "nothing was done yet that could be done again"
    );
    story.keys("rj.");
    assert!(
        story.footer().starts_with("ask Pat Placeholder"),
        "{}",
        story.footer()
    );
    story.keys("0.");
    assert_eq!(story.footer(), "the last thing cannot be done here");
}

#[test]
fn later_by_menu_and_by_typing_a_day() {
    let mut story = Story::new();
    story.keys("s1");
    assert!(
        story
            .footer()
            .starts_with("later Mira Example, back on 24 Nov")
    );
    story.keys("s5soon<Enter>");
    assert!(story.footer().contains("is no date"), "{}", story.footer());
    story.keys("<Ctrl-u>1 dec<Enter>");
    assert!(
        story
            .footer()
            .starts_with("later Jon Sample, back on 1 Dec")
    );
    story.send(Msg::Today(Day::from_ymd_opt(2026, 12, 1).unwrap()));
    assert!(
        story.screen().contains("back, as you wished"),
        "{}",
        story.screen()
    );
}

#[test]
fn the_outbox_is_ticked_and_says_so() {
    let mut story = Story::new();
    story.keys("ar0c");
    assert!(story.footer().starts_with("done on LinkedIn: Mira Example"));
    let screen = story.screen();
    assert!(
        screen.contains("done 23 Nov") && screen.contains("1 to do"),
        "{screen}"
    );
    story.keys("jc");
    assert_eq!(story.footer(), "that is done already");
}

#[test]
fn a_note_is_typed_with_readline_keys_and_shown() {
    let mut story = Story::new();
    story.keys("nmet in Berlin<Ctrl-w>Ghent<Enter>");
    assert!(
        story
            .footer()
            .starts_with("note about Mira Example: met in Ghent")
    );
    story.keys("<Enter>");
    assert!(
        story.screen().contains("23 Nov    met in Ghent"),
        "{}",
        story.screen()
    );
    story.keys("n<Up>");
    assert!(story.footer().contains("met in Ghent"), "the history");
    story.keys("<Esc>");
    assert_eq!(story.model.book().log().count(), 1, "cancelled");
}

#[test]
fn the_filter_is_live_and_esc_clears_it_but_never_quits() {
    let mut story = Story::new();
    story.keys("/angstrom");
    assert!(titles(&mut story).contains("1 match 'angstrom'"));
    story.keys("<Enter>");
    assert!(story.screen().contains("▸   Zoë Ångström-Müller"));
    story.keys("<Esc>");
    assert!(titles(&mut story).contains("12 open or declined"));
    story.keys("<Esc><Esc>");
    assert_eq!(story.did, Vec::<String>::new());
    story.keys("/has:note age>30d<Enter>");
    assert!(
        titles(&mut story).contains("4 match"),
        "{}",
        titles(&mut story)
    );
}

#[test]
fn decisions_in_a_filtered_list_keep_the_filter() {
    let mut story = Story::new();
    story.keys("/sam<Enter>a");
    assert!(titles(&mut story).contains("match 'sam'"));
}

#[test]
fn panes_by_number_tab_and_back() {
    let mut story = Story::new();
    story.keys("3<Enter>");
    assert!(titles(&mut story).contains("3 Follow-ups"));
    assert!(!titles(&mut story).contains("1 Invitations"), "full size");
    story.keys("<Tab>");
    assert!(titles(&mut story).contains("4 People"));
    story.keys("<Tab>");
    assert!(titles(&mut story).contains("5 Reach"));
    story.keys("<Tab>");
    assert!(titles(&mut story).contains("1 Invitations"));
    story.keys("l");
    assert!(titles(&mut story).contains("Esc goes back"));
    story.keys("qq");
    assert!(titles(&mut story).contains("3 Follow-ups"), "the desk");
    assert_eq!(story.did, Vec::<String>::new());
    story.keys("5");
    assert!(
        !titles(&mut story).contains("3 Follow-ups"),
        "reach has no place on the desk"
    );
    story.keys("q");
    assert!(
        titles(&mut story).contains("3 Follow-ups"),
        "back on the desk"
    );
    story.keys("q");
    assert_eq!(story.did, ["Quit"]);
}

#[test]
fn views_show_what_rests_and_what_was_answered() {
    let mut story = Story::new();
    story.keys("s1ad]");
    assert!(titles(&mut story).contains("1 resting"));
    story.keys("]");
    assert!(titles(&mut story).contains("2 answered"));
    story.keys("]");
    assert!(titles(&mut story).contains("1 sent, open or declined"));
    story.keys("a");
    assert!(
        story.footer().contains("nothing under the cursor"),
        "sent ones are not decided"
    );
    story.keys("[[[");
    assert!(titles(&mut story).contains("9 open or declined"));
}

#[test]
fn the_order_is_chosen_and_the_cursor_stays_on_its_row() {
    let mut story = Story::new();
    story.keys("jO2");
    assert_eq!(story.footer(), "order: oldest first");
    assert!(story.screen().contains("▸   Jon Sample"));
    story.keys("g");
    assert!(story.screen().contains("▸   An Extraordinarily"));
}

#[test]
fn help_and_palette_run_what_they_list() {
    let mut story = Story::new();
    story.keys("?j<Enter>");
    assert!(
        story.footer().starts_with("decline Mira Example"),
        "{}",
        story.footer()
    );
    story.keys(":accept<Enter>");
    assert!(story.footer().starts_with("accept Jon Sample"));
    story.keys("?/outbox<Enter>");
    assert!(titles(&mut story).contains("0 Outbox"));
}

#[test]
fn a_page_opens_and_a_text_is_copied() {
    let mut story = Story::new();
    story.keys("oYy");
    assert_eq!(
        story.did[0],
        "open https://www.linkedin.com/in/mira-example"
    );
    assert_eq!(
        story.did[1],
        "copy the address: https://www.linkedin.com/in/mira-example"
    );
    assert!(
        story.did[2].starts_with("copy the text: welcome, once you accepted: Hi Mira,\n"),
        "{}",
        story.did[2]
    );
    assert!(
        !story.screen().contains("Did you send"),
        "nothing is sent before the answer"
    );
}

/// The heading of the text on the card.
#[track_caller]
fn shows_draft(story: &mut Story, title: &str) {
    let screen = story.screen();
    assert!(
        screen.contains(&format!("Draft: {title} ")),
        "{title} in\n{screen}"
    );
}

#[test]
fn the_text_of_an_invitation_is_for_what_is_advised_until_it_is_answered() {
    let mut story = Story::new();
    story.resize(120, 36).keys("<Enter>");
    shows_draft(&mut story, "welcome, once you accepted");
    story.keys("/telegram<Enter>");
    shows_draft(&mut story, "ask");
    story.keys("<Esc>gr0");
    shows_draft(&mut story, "ask");
}

#[test]
fn follow_ups_are_contacted_skipped_or_rest() {
    let mut story = Story::new();
    story.keys("3cabout schedulers<Enter>");
    assert!(
        story.footer().starts_with("contact with Lee Testcase"),
        "{}",
        story.footer()
    );
    assert!(story.screen().contains("Nobody to write to today."));
    story.keys("ub");
    assert!(story.footer().starts_with("skip Lee Testcase"));
    story.keys("us3");
    assert!(
        story
            .footer()
            .starts_with("Lee Testcase rests until 30 Nov")
    );
}

#[test]
fn the_first_import_fills_the_desk() {
    let mut story = Story::first_run();
    assert!(
        story
            .screen()
            .contains("Complete_LinkedInDataExport_11-20-2026.zip")
    );
    story.keys("<Enter>");
    assert!(story.screen().contains("31 new, 2 changed"));
    story.keys("<Enter>");
    let path = "/downloads/Complete_LinkedInDataExport_11-20-2026.zip";
    assert_eq!(story.did, [format!("Import({path:?})")]);
    story.keys("<Ctrl-c>");
    assert!(story.screen().contains("An import is running"));
    story.keys("n");
    story.send(Msg::Imported(Change {
        steps: vec![],
        facts: Some(std::sync::Arc::new(cordial::domain::facts::Facts::new(
            archive(),
        ))),
    }));
    assert!(
        story.screen().contains("▸   Mira Example"),
        "{}",
        story.screen()
    );
}

#[test]
fn a_cancelled_import_leaves_nothing_and_a_late_plan_is_not_shown() {
    let mut story = Story::first_run();
    story.keys("<Enter><Enter><Esc>");
    assert_eq!(story.did.last().unwrap(), "Cancel");
    story.send(Msg::Cancelled);
    assert_eq!(story.footer(), "import cancelled; nothing changed");
    let path = std::path::Path::new("/downloads/old.zip");
    story.send(Msg::Planned(Box::new(crate::tui_story::plan(path))));
    assert!(!story.screen().contains("31 new"), "{}", story.screen());
}

#[test]
fn trouble_is_told_with_its_way_out() {
    let mut story = Story::new();
    let trouble = Trouble::new("the disk is full").hint("free some space, then try again");
    story.send(Msg::Failed(trouble));
    assert_eq!(
        story.footer(),
        "! the disk is full  free some space, then try again"
    );
    story.keys("j");
    assert!(story.footer().starts_with("a accept"));
}

#[test]
fn what_others_did_shows_without_a_word() {
    let mut story = Story::new();
    let invitation = archive().invitations.remove(0).id;
    let change = story.store.commit(Step::Answer {
        invitations: vec![invitation],
        answer: cordial::domain::invitation::Answer::Decline,
        reason: None,
    });
    story.send(Msg::Changed { change, own: false });
    assert!(story.screen().contains("11 open or declined"));
    assert!(story.footer().starts_with("a accept"), "{}", story.footer());
}

#[test]
fn an_unchanged_screen_is_not_drawn() {
    let mut story = Story::new();
    story.model.take_changed();
    for msg in [
        Msg::FocusGained,
        Msg::Today(TODAY),
        Msg::Changed {
            change: Change::default(),
            own: false,
        },
        Msg::Key("F5".parse().unwrap()),
        Msg::Paste("hello".to_owned()),
        Msg::Cancelled,
    ] {
        let name = format!("{msg:?}");
        story.send(msg);
        assert!(!story.model.take_changed(), "{name}");
    }
}

#[test]
fn what_does_not_show_hides_nothing_that_does() {
    let mut story = Story::new();
    story.model.take_changed();
    story.keys("j").send(Msg::FocusGained);
    assert!(story.model.take_changed(), "the cursor moved before");
}

#[test]
fn the_detail_scrolls_with_the_keys_that_move() {
    let mut story = Story::new();
    story.resize(80, 24).keys("<Enter><Enter>GGk");
    let screen = story.screen();
    assert!(screen.contains("thank you for connecting!"), "{screen}");
    assert!(
        screen.contains("▸   Mira Example"),
        "the list stays: {screen}"
    );
}

#[test]
fn pasting_types_into_a_prompt_and_never_runs_keys() {
    let mut story = Story::new();
    story.send(Msg::Paste("ddd".to_owned()));
    assert_eq!(story.model.book().log().count(), 0);
    story.keys("n").send(Msg::Paste("two\nlines\n".to_owned()));
    assert!(story.footer().contains("two lines"), "{}", story.footer());
}

#[test]
fn the_mouse_does_what_keys_do() {
    let mut story = Story::new();
    assert_eq!(story.spot(5, 4), Some(Spot::Row(Pane::Invitations, 2)));
    story.send(Msg::Mouse(Mouse::Click(Spot::Row(Pane::Invitations, 2))));
    assert!(story.screen().contains("▸ ! Pat Placeholder"));
    story.send(Msg::Mouse(Mouse::Wheel(
        Some(Spot::Pane(Pane::Invitations)),
        3,
    )));
    assert!(story.screen().contains("▸   Ada Test"));
    let spot = story.spot(20, 0).unwrap();
    story.send(Msg::Mouse(Mouse::Click(spot)));
    story.send(Msg::Mouse(Mouse::Click(Spot::Row(Pane::Invitations, 5))));
    assert!(
        !titles(&mut story).contains("Follow-ups"),
        "a second click opens"
    );
    story
        .keys("?")
        .send(Msg::Mouse(Mouse::Click(Spot::Pane(Pane::Profile))));
    assert!(
        !story.screen().contains("Enter runs"),
        "a click beside it closes help"
    );
}

#[test]
fn every_size_is_survived() {
    let mut story = Story::new();
    for keys in [
        "", "<Enter>", "z", "?", "<Esc>:", "<Esc>s5", "<Esc>n", "<Esc>0", "I", "<Esc>6w",
    ] {
        story.keys(keys);
        for (columns, rows) in [
            (1, 1),
            (2, 2),
            (20, 4),
            (39, 9),
            (40, 10),
            (59, 12),
            (60, 13),
            (99, 8),
            (100, 10),
            (300, 100),
            (40, 60),
        ] {
            story.resize(columns, rows).screen();
        }
    }
    let screen = story.resize(20, 4).screen();
    assert!(screen.contains("cordial needs 40"), "{screen}");
}

#[test]
fn hostile_text_never_reaches_the_cells() {
    let mut story = Story::new();
    story.keys("<Enter>GGk");
    let screen = story.screen();
    let bad = |c: &char| c.is_control() && *c != '\n' || ('\u{202a}'..='\u{202e}').contains(c);
    assert_eq!(screen.chars().find(bad), None);
    assert!(screen.contains('~'), "{screen}");
}

#[test]
fn words_of_others_are_ours_only_when_cleaned() {
    let mut story = Story::new();
    story.send(Msg::Did(Safe::line("opened \u{1b}]0;x\u{7}")));
    assert!(!story.footer().contains('\u{1b}'));
}

#[test]
fn a_held_key_over_thirty_thousand_touches_only_visible_rows() {
    use cordial::{
        app::Model,
        domain::{book::Book, facts::Facts},
    };
    let mut archive = archive();
    let first = archive.invitations[0].clone();
    archive.invitations = (0..30_000)
        .map(|n| {
            let mut other = first.clone();
            other.id.person = cordial::domain::person::PersonKey::slug(&format!("p{n}")).unwrap();
            other.name = format!("Person {n}").into();
            other
        })
        .collect();
    let mut book = Book::default();
    book.set_facts(std::sync::Arc::new(Facts::new(archive)));
    let mut story = Story::of(Model::new(book, TODAY));
    story.keys("G");
    let screen = story.screen();
    assert!(screen.contains("30,000 of 30,000"), "{screen}");
    assert_eq!(
        screen.matches("Person ").count(),
        32,
        "as many as there are lines"
    );
    story.keys("<PgUp><Ctrl-u>k");
    assert!(
        story.screen().contains("29,951 of 30,000"),
        "{}",
        story.screen()
    );
}
