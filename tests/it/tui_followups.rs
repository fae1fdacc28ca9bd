//! The pane of follow-ups with the real plan behind it: keys in, screens out.

use std::sync::Arc;

use cordial::{
    app::{Model, Msg, model::LastWords, msg::Change},
    domain::{
        book::Book,
        day::Day,
        facts::Facts,
        person::PersonKey,
        records::{Archive, Connection, Conversation, Message, Messages, Party, Position, Traits},
        step::{Channel, Import, Stamped, Step, StepId},
    },
    text::Safe,
};

use crate::{
    tui_keys::last_step,
    tui_story::{Story, TODAY, rules, shows},
};

/// Name, company, position, connected on.
const PEOPLE: &[(&str, &str, &str, &str)] = &[
    ("Mira Example", "Northwind", "Talent Partner", "2026-11-21"),
    ("Jon Sample", "Contoso", "Baker", "2026-11-20"),
    ("Pat Placeholder", "Globex", "Baker", "2026-11-19"),
    ("Lee Testcase", "Acme", "Engineer", "2026-11-10"),
    ("Kim Proxy", "Acme", "Engineer", "2020-05-05"),
];

fn key(name: &str) -> PersonKey {
    PersonKey::slug(&name.to_lowercase().replace(' ', "-")).unwrap()
}

pub(crate) fn archive() -> Archive {
    let connection = |(name, company, position, on): &(&str, &str, &str, &str)| {
        let (first, last) = name.split_once(' ').unwrap();
        Connection {
            key: key(name),
            first: first.into(),
            last: last.into(),
            email: "".into(),
            company: (*company).into(),
            position: (*position).into(),
            connected_on: on.parse().ok(),
        }
    };
    let mut archive = Archive {
        connections: PEOPLE.iter().map(connection).collect(),
        kinds: vec!["connections", "messages"],
        ..Archive::default()
    };
    // Lee was welcomed on LinkedIn; Kim has not answered.
    let mut messages = Messages::default();
    for (at, (name, on)) in [("Lee Testcase", "2026-11-12"), ("Kim Proxy", "2026-11-18")]
        .into_iter()
        .enumerate()
    {
        let index = u32::try_from(at).unwrap();
        let day: Day = on.parse().unwrap();
        messages.list.held().push(Message {
            at: day.and_hms_opt(9, 0, 0).unwrap().and_utc().timestamp(),
            text_at: 0,
            text_bytes: 9,
            text_hash: 0,
            conversation: index,
            traits: Traits::MINE,
        });
        messages.parties.push(Party {
            key: key(name),
            name: name.into(),
        });
        messages.conversations.push(Conversation {
            with: Some(index),
            messages: index..index + 1,
        });
    }
    archive.messages = messages.into();
    archive.profile.positions.push(Position {
        company: "Globex".into(),
        ..Position::default()
    });
    archive
}

pub(crate) fn story() -> Story {
    story_of(archive())
}

pub(crate) fn story_of(archive: Archive) -> Story {
    story_by(archive, rules())
}

/// The same, as other rules see it.
pub(crate) fn story_by(archive: Archive, rules: cordial::app::lens::Rules) -> Story {
    let import = Step::Import(Import {
        source: "archive.zip".to_owned(),
        taken: None,
        files: Vec::new(),
        unchanged: Vec::new(),
        set_aside: 0,
    });
    let mut book = Book::new([Stamped {
        id: StepId::new("import"),
        device: "d1".into(),
        clock: 0,
        at: "2026-11-22T09:00:00+00:00".parse().unwrap(),
        step: import,
    }]);
    book.set_facts(Arc::new(Facts::new(archive)));
    let mut story = Story::of(Model::of(book, Box::new(rules), TODAY));
    story.keys("3<Enter>");
    story
}

fn on(name: &str) -> Vec<PersonKey> {
    vec![key(name)]
}

#[test]
fn the_circle_that_fits_is_taken_by_one_key_and_undone_by_one() {
    let mut story = story();
    story.keys("/mira<Enter>");
    shows(
        &mut story,
        &[
            "Circle active, every 75 days?",
            "recruits: \"Talent\" in their",
            "a takes it.",
        ],
    );
    story.keys("a");
    assert!(matches!(last_step(&story), Step::Circle { people, circle }
            if *people == on("Mira Example") && circle.word() == "active"));
    shows(&mut story, &["active, every 75 days"]);
    assert!(!story.screen().contains("takes it."));
    story.keys("u");
    shows(&mut story, &["a takes it."]);
    // Nothing fits a baker whom nothing is known about.
    story.keys("<Esc>/jon<Enter>a");
    assert_eq!(
        story.footer(),
        "nothing is suggested for them; C chooses a circle"
    );
}

#[test]
fn the_menu_of_circles_starts_on_the_one_that_fits_and_says_what_a_week_takes() {
    let mut story = story();
    story.keys("/pat<Enter>C");
    shows(
        &mut story,
        &[
            "suggested light: Globex stands in your positions",
            "every 180 days · then 0.0 of 17 a week",
            "every 25 days · then 0.3 of 17 a week",
            "0 people ask for 0.0 messages a week",
        ],
    );
    story.keys("<Enter>");
    assert!(matches!(last_step(&story), Step::Circle { circle, .. } if circle.word() == "light"));
    story.keys("C");
    shows(&mut story, &["now · every 180 days", "1 person asks"]);
}

#[test]
fn the_views_show_what_rests_what_waits_and_what_was_done_by_itself() {
    let mut story = story();
    shows(&mut story, &["3 today, 2 resting", "5 in 30 days"]);
    story.keys("]");
    shows(
        &mut story,
        &[
            "3 Follow-ups · 2 resting",
            "nudge      26 Nov: you wrote",
            "nudge · due on 26 Nov",
        ],
    );
    story.keys("]");
    shows(
        &mut story,
        &[
            "2 not answered yet",
            "Kim Proxy",
            "no answer since 18 Nov; one nudge may come on 2 Dec",
        ],
    );
    story.keys("]");
    shows(
        &mut story,
        &[
            "1 done already, says LinkedIn",
            "Lee Testcase",
            "welcome",
            "LinkedIn shows you wrote on 12 Nov",
        ],
    );
    story.keys("]");
    shows(&mut story, &["3 today, 2 resting"]);
}

#[test]
fn a_contact_takes_a_day_at_its_front_or_end() {
    let mut story = story();
    story.keys("/mira<Enter>c");
    shows(&mut story, &["today; a day may stand before or behind it"]);
    story.keys("yesterday coffee");
    shows(&mut story, &["meeting, Sun 22 Nov 2026"]);
    story.keys("<Enter>");
    let expected = |step: &Step, text: &str, channel: Channel| {
        let Step::Contact {
            people,
            on: day,
            channel: how,
            text: said,
        } = step
        else {
            panic!("{step:?}");
        };
        assert_eq!(*people, on("Mira Example"));
        assert_eq!(*day, TODAY.pred_opt().unwrap());
        assert_eq!((*how, said.as_deref()), (channel, Some(text)));
    };
    expected(last_step(&story), "coffee", Channel::Meeting);
    story.keys("u");
    // The log asks how first, and takes the menu's word for it.
    story.keys("<Esc>/mira<Enter>i2about the meeting, yesterday<Enter>");
    expected(last_step(&story), "about the meeting", Channel::Call);
}

#[test]
fn tags_are_completed_put_on_marked_people_and_taken_off_in_one_step_each() {
    let mut story = story();
    story.keys("<Space><Space>tRust Berlin<Enter>");
    let tagged = |story: &Story| {
        let touched = story.model.book().touched();
        let tagged = touched.filter(|(_, touch)| touch.tags.contains("Rust Berlin"));
        tagged.count()
    };
    assert_eq!(tagged(&story), 2);
    story.keys("u");
    assert_eq!(tagged(&story), 0);
    story.keys("<Ctrl-r><Esc>gt");
    shows(&mut story, &["Tab: Rust Berlin"]);
    story.keys("-ru<Tab>");
    shows(&mut story, &["-Rust Berlin"]);
    story.keys("<Enter>");
    assert_eq!(tagged(&story), 1);
    // The spelling that is known is kept, and the card shows it.
    story.keys("trust berlin<Enter>");
    assert_eq!(tagged(&story), 2);
    shows(&mut story, &["tags", "Rust Berlin"]);
}

#[test]
fn the_forecast_fits_eighty_columns_and_ascii() {
    let mut story = story().ascii();
    story.keys("<Esc><Esc>3");
    story.resize(80, 60);
    let screen = story.screen();
    for line in [
        "5 in 30 days",
        "# - - # - - - - - # - - -",
        "M T W T F S S M T W T F S S M T W T F S S M T W T F S S M T",
        "23 Nov        30 Nov        7 Dec         14 Dec        21 Dec",
    ] {
        assert!(screen.contains(line), "{line} in\n{screen}");
    }
    // The desk of a small terminal has room for it, too.
    story.resize(80, 24);
    assert!(story.screen().contains("5 in 30 days"));
}

#[test]
fn a_mark_stays_while_a_filter_hides_its_row() {
    let mut story = story();
    story.keys(" /pat<Enter>");
    let marked = |story: &mut Story| story.screen().contains("1 marked");
    assert!(marked(&mut story), "{}", story.screen());
    story.keys("<Esc>");
    assert!(marked(&mut story), "{}", story.screen());
}

#[test]
fn reach_shows_wanted_companies_as_they_are_written_with_their_next_step() {
    let mut story = story();
    story.keys("WcGlobex<Enter><Esc><Esc>5");
    shows(
        &mut story,
        &[
            "✓ Globex",
            "write to Pat Placeholder",
            "yours, since",
            "never written",
        ],
    );
    // What was typed about somebody counts before LinkedIn's: nobody is left there.
    let edit = cordial::domain::edit::Edit {
        person: key("Pat Placeholder"),
        field: cordial::domain::edit::Field::Company,
        value: "Hooli".to_owned(),
    };
    story.send(Msg::Changed {
        change: Change {
            steps: vec![Stamped {
                id: StepId::new("edit"),
                device: "d1".into(),
                clock: 99,
                at: "2026-11-23T09:00:00+00:00".parse().unwrap(),
                step: Step::Edit { edits: vec![edit] },
            }],
            facts: None,
        },
        own: false,
    });
    shows(&mut story, &["○ Globex", "nobody yet"]);
}

#[test]
fn the_card_shows_the_last_words_of_both_that_were_read_for_it() {
    let mut story = story();
    story.keys("/mira<Enter>");
    let words = |mine: bool, on: &str, text: &str| LastWords {
        day: on.parse().ok(),
        mine,
        text: Safe::text(text),
    };
    let both = vec![
        words(false, "2026-11-19", "Tell me about the launch"),
        words(true, "2025-03-01", "Hi Mira"),
    ];
    // What was read for another card comes too late.
    story.send(Msg::LastWords(key("Jon Sample"), both.clone()));
    assert!(!story.screen().contains("Tell me about"));
    story.send(Msg::LastWords(key("Mira Example"), both.clone()));
    shows(
        &mut story,
        &[
            "Last words",
            "19 Nov    they: Tell me about the launch",
            "you: Hi Mira",
        ],
    );
    // Another card, and back: it is read again, and meanwhile nothing is claimed.
    story.keys("<Esc>gjk");
    assert!(!story.screen().contains("Tell me about"));
    // New facts, new words.
    story.keys("/mira<Enter>");
    story.send(Msg::LastWords(key("Mira Example"), both));
    shows(&mut story, &["Tell me about"]);
    let facts = story.model.book().shared_facts();
    story.send(Msg::Changed {
        change: Change {
            steps: Vec::new(),
            facts: Some(facts),
        },
        own: false,
    });
    assert!(!story.screen().contains("Tell me about"));
}
