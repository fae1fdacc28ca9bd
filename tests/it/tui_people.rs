//! The pane of people and what opens over it: keys in, screens out.

use std::sync::Arc;

use chrono::Days;
use cordial::{
    app::{
        Effect, Model, Msg,
        msg::{Change, Erased, Progress, Sought},
        update::update,
    },
    domain::{
        book::Book,
        facts::Facts,
        find::{Found, Kind},
        news::compare,
        person::PersonKey,
        records::{Archive, Connection},
        step::{Field, Step},
    },
    text::Safe,
};

use crate::{
    tui_keys::last_step,
    tui_story::{Story, TODAY, archive, rules, shows},
};

fn found(person: Option<&str>, text: &str) -> Found {
    Found {
        person: person.and_then(PersonKey::slug),
        day: Some(TODAY),
        kind: Kind::Received,
        text: text.to_owned(),
        hits: Vec::new(),
    }
}

fn sought(number: u64, found: Vec<Found>) -> Msg {
    Msg::Sought(Sought {
        number,
        all: found.len(),
        found,
        done: true,
        trouble: None,
    })
}

#[test]
fn full_text_finds_notes_and_opens_the_card() {
    let mut story = Story::new();
    story.keys("4/lee<Enter>nknows Rüdiger of the choir<Enter><Esc>F");
    story.keys("rudiger choir");
    let screen = story.screen();
    assert!(screen.contains("your note"), "{screen}");
    assert!(screen.contains("knows Rüdiger of the choir"), "{screen}");
    story.keys("<Ctrl-u>schedulers");
    let screen = story.screen();
    assert!(
        screen.contains("Mira Example") && screen.contains("invitation"),
        "{screen}"
    );
    assert!(!screen.contains("choir"), "{screen}");
    // The filter hides Mira: opening her card takes it away.
    story.keys("<Esc>/lee<Enter>F<Enter>");
    let screen = story.screen();
    assert!(screen.contains("no contact known"), "{screen}");
    assert!(screen.contains("Mira Example"), "{screen}");
    assert!(!screen.contains("Full text"), "{screen}");
}

#[test]
fn answers_about_older_words_come_too_late() {
    let mut story = Story::new();
    let effects = |story: &mut Story, key: &str| -> Vec<(u64, String)> {
        let effects = update(&mut story.model, Msg::Key(key.parse().unwrap()));
        let seek = effects.into_iter().filter_map(|effect| match effect {
            Effect::Seek(number, words) => Some((number, words)),
            _ => None,
        });
        seek.collect()
    };
    let opened = effects(&mut story, "F");
    let first = effects(&mut story, "q");
    let second = effects(&mut story, "u");
    assert_eq!((opened.len(), first.len(), second.len()), (1, 1, 1));
    assert_eq!(second[0].1, "qu");
    assert_ne!(
        first[0].0, second[0].0,
        "each search has a number of its own"
    );

    story.send(sought(second[0].0, vec![found(None, "a quiet group")]));
    story.send(sought(
        first[0].0,
        vec![found(Some("jon-sample"), "q of before")],
    ));
    let screen = story.screen();
    assert!(screen.contains("a quiet group"), "{screen}");
    assert!(!screen.contains("q of before"), "{screen}");
    story.keys("<Down>");
    // The newest stands first: the message of today, before the invitation of September.
    story.keys("<Up><Enter>");
    assert!(
        story.footer().contains("belongs to nobody's card"),
        "{}",
        story.footer()
    );
    let left = effects(&mut story, "Esc");
    assert_eq!(left[0].1, "", "leaving stops the search");
}

#[test]
fn erasing_asks_for_a_yes_and_tells_what_went() {
    let mut story = Story::new();
    story.keys("4/lee<Enter>nlikes tea<Enter>D");
    assert!(
        story.footer().contains("type yes to erase Lee Testcase"),
        "{}",
        story.footer()
    );
    story.keys("y<Enter>");
    assert!(
        story.footer().contains("only yes erases"),
        "{}",
        story.footer()
    );
    story.keys("<Esc>");
    assert!(story.did.is_empty(), "{:?}", story.did);
    story.keys("Dyes<Enter>");
    assert_eq!(story.did.len(), 1);
    assert!(story.did[0].starts_with("Erase("), "{:?}", story.did);

    // It goes on behind the interface, which says how far it is and takes other keys.
    story.send(Msg::Progress(Progress {
        what: Safe::own("Lee Testcase"),
        done: 40,
        total: 160,
    }));
    assert!(
        story.footer().contains("erasing Lee Testcase … 25 %"),
        "{}",
        story.footer()
    );
    story.keys("k");
    shows(&mut story, &["▸   "]);
    story.keys("D");
    assert!(
        story.footer().contains("one after the other"),
        "{}",
        story.footer()
    );
    story.keys("<Ctrl-c>");
    shows(
        &mut story,
        &["Somebody is being erased. Leave? The next start"],
    );
    story.keys("n");

    story.send(Msg::Erased(Box::new(Erased {
        sentence: Safe::own("Lee Testcase was erased. Removed:"),
        removed: vec![Safe::own("1 row of connections")],
        left: vec![Safe::own("LinkedIn itself")],
    })));
    let mut rest = archive();
    rest.connections.clear();
    story.send(Msg::Changed {
        change: Change {
            steps: Vec::new(),
            facts: Some(Arc::new(Facts::new(rest))),
        },
        own: false,
    });
    let screen = story.screen();
    assert!(screen.contains("1 row of connections"), "{screen}");
    assert!(screen.contains("LinkedIn itself"), "{screen}");
    story.keys("<Esc><Esc>/lee<Enter>");
    let screen = story.screen();
    assert!(!screen.contains("Testcase"), "{screen}");
    // What was typed before is not offered again.
    story.keys("<Esc>n<Up>");
    assert!(!story.footer().contains("likes tea"), "{}", story.footer());
}

/// With the rules of the domain behind the panes, and two people at a company that is a target.
fn reach() -> Story {
    let mut archive = archive();
    let lee = archive.connections[0].clone();
    archive.connections.push(Connection {
        key: PersonKey::slug("kim-stub").unwrap(),
        first: "Kim".into(),
        last: "Stub".into(),
        position: "Recruiter".into(),
        ..lee
    });
    let mut book = Book::default();
    book.set_facts(Arc::new(Facts::new(archive)));
    let mut story = Story::of(Model::of(book, Box::new(rules()), TODAY));
    story.keys("5WcAcme 5<Enter>Wcquillon<Enter>");
    story
}

#[test]
fn a_company_opens_its_next_step_and_the_people_behind_its_figures() {
    let mut story = reach();
    story.keys("/acme<Enter><Enter>");
    let screen = story.screen();
    assert!(
        screen.contains("write to Kim Stub"),
        "a recruiter before a peer: {screen}"
    );
    assert!(screen.contains("contacts at Acme"), "{screen}");
    // All at Acme, and nobody else; Esc goes back to where they were counted.
    story.keys("2");
    let screen = story.screen();
    assert!(screen.contains("contacts at Acme: 2 people"), "{screen}");
    assert!(
        screen.contains("Lee Testcase") && screen.contains("Kim Stub"),
        "{screen}"
    );
    assert!(!screen.contains("Mira Example"), "{screen}");
    story.keys("<Esc>");
    assert!(story.screen().contains("5 Reach"), "{}", story.screen());
    story.keys("<Enter>1");
    let screen = story.screen();
    assert!(
        screen.contains("Recruiter") && screen.contains("Mira Example"),
        "{screen}"
    );
    assert!(
        screen.contains("4 People ·"),
        "her card among all: {screen}"
    );

    // Where nobody is known, LinkedIn is the next step.
    story.keys("5<Esc>/quillon<Enter><Enter>1");
    assert!(story.did[0].contains("keywords=quillon"), "{:?}", story.did);
}

#[test]
fn a_key_chooses_what_stands_behind_the_names() {
    let mut story = Story::new();
    story.keys("4p|");
    let screen = story.screen();
    assert!(screen.contains("1  company"), "{screen}");
    assert!(screen.contains("shown, no. 3"), "{screen}");
    // Company, last contact and position go; the day of the connection comes.
    story.keys("1423");
    let screen = story.screen();
    assert!(screen.contains("columns = [\"connected\"]"), "{screen}");
    story.keys("<Esc>");
    let titles = "name                             connected";
    shows(
        &mut story,
        &[titles, "Lee Testcase                     22 Nov"],
    );
}

#[test]
fn what_happened_lately_opens_cards() {
    let mut story = Story::new();
    story.keys("4/lee<Enter>nlikes tea<Enter><Esc>H");
    let screen = story.screen();
    assert!(screen.contains("What happened lately"), "{screen}");
    let place = |words: &str| {
        screen
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {screen}"))
    };
    assert!(place("Lee Testcase: note: likes tea") < place("Lee Testcase: connected"));
    assert!(place("Lee Testcase: connected") < place("Mira Example: invited you"));
    story.keys("<Down><Down><Enter>");
    let screen = story.screen();
    assert!(screen.contains("▸   Mira Example"), "{screen}");
    story.keys("<Esc>w");
    assert!(story.screen().contains("no news yet"), "{}", story.screen());
}

/// What changed from one archive to the next: everything that can.
fn with_news() -> Story {
    let archive = archive();
    let was = |slug: &str, first: &str, company: &str| Connection {
        key: PersonKey::slug(slug).unwrap(),
        first: first.into(),
        last: "Sample".into(),
        company: company.into(),
        ..archive.connections[0].clone()
    };
    let old = [
        was("noor", "Noor", "Contoso"),
        was("ola", "Ola", ""),
        was("bram-1", "Bram", ""),
    ];
    let new = [
        was("noor", "Noor", "Globex"),
        was("bram-2", "Bram", ""),
        was("dana", "Dana", ""),
        was("terry-fixture", "Terry", ""),
    ];
    let seen = (TODAY - Days::new(3))
        .and_hms_opt(9, 0, 0)
        .unwrap()
        .and_utc();
    let news = compare(&old, &new, Some(seen));
    let facts = Facts::new(Archive {
        connections: new.to_vec(),
        ..archive
    });
    let mut book = Book::default();
    book.set_facts(Arc::new(facts.with_news(news).with_former(old)));
    let mut story = Story::of(Model::of(book, Box::new(rules()), TODAY));
    story.keys("4w");
    story
}

#[test]
fn each_news_is_one_key_from_words_that_fit_it() {
    let mut story = with_news();
    shows(
        &mut story,
        &[
            "Noor Sample: now Engineer at Globex",
            "congratulation",
            "Ola Sample: no longer among",
            "Dana Sample: connected on",
            "Terry Sample: accepted your invitation",
            "Bram Sample: another address",
        ],
    );
    let drafts = [
        ("Noor", "Draft: congratulation, a new role"),
        ("Ola", "Draft: invitation note, connected before"),
        ("Dana", "Draft: welcome"),
        ("Terry", "Draft: welcome, somebody you asked"),
        ("Bram", "Draft: note, "),
    ];
    for (name, draft) in drafts {
        story.keys(&format!("<Esc><Esc>4w/{name}<Enter>"));
        shows(&mut story, &[&format!("▸   {name} Sample"), draft]);
    }
    // The address that Bram had before is nobody of its own.
    story.keys("<Esc>/bram<Enter>");
    shows(&mut story, &["1 match 'bram'"]);
}

#[test]
fn words_for_a_new_job_wait_in_the_outbox_until_they_are_sent() {
    let mut story = with_news();
    story.keys("/noor<Enter>");
    shows(
        &mut story,
        &[
            "Congratulations on the new role at Globex",
            "of 8,000 characters",
        ],
    );
    story.keys("m");
    shows(&mut story, &["Draft: congratulation, nothing to answer"]);
    story.keys("M<Ctrl-Home><Ctrl-k>Well done, Noor.<Ctrl-s>");
    let Step::Draft { occasion, .. } = last_step(&story) else {
        panic!("{:?}", last_step(&story));
    };
    assert_eq!(occasion.word(), "congratulation");
    story.keys("0");
    shows(&mut story, &["Noor Sample", "Well done, Noor."]);
    // What `y` copies on the card stands on it, also where nothing led there.
    story.keys("4/lee<Enter>");
    shows(&mut story, &["Draft: note, "]);
    // To a new connection to whom nobody said a word it is what the plan has next.
    story.keys("<Esc>/dana<Enter>");
    shows(&mut story, &["▸   Dana Sample", "Draft: welcome"]);
}

#[test]
fn a_merge_shows_the_two_side_by_side_and_a_key_turns_a_line() {
    let mut story = reach();
    story.keys("4/acme<Enter>  &");
    let screen = story.screen();
    assert!(screen.contains("title: Recruiter"), "{screen}");
    assert!(screen.contains("not Engineer"), "{screen}");
    assert!(!screen.contains("company:"), "both say the same: {screen}");
    story.keys("4");
    assert!(
        story.screen().contains("title: Engineer"),
        "{}",
        story.screen()
    );
    story.keys("m");
    let Step::Merge { keep, other, take } = last_step(&story) else {
        panic!("{}", story.screen());
    };
    assert_eq!(
        (keep.as_str(), other.as_str()),
        ("kim-stub", "lee-testcase")
    );
    assert_eq!(take.as_slice(), [Field::Position]);
    let screen = story.screen();
    assert!(
        screen.contains("Kim Stub") && screen.contains("Engineer"),
        "{screen}"
    );
    assert!(!screen.contains("Lee Testcase                "), "{screen}");
}

#[test]
fn the_coverage_of_all_companies_stands_in_one_row() {
    let mut story = reach();
    story.keys("/coverage<Enter>");
    let screen = story.screen();
    assert!(screen.contains("1 of 2 targets"), "{screen}");
    assert!(screen.contains("known talked recruiter leader"), "{screen}");
    assert!(
        screen.contains("Acme                2      ·         1      ·"),
        "{screen}"
    );
    assert!(
        screen.contains("quillon             ·      ·         ·      ·"),
        "{screen}"
    );
    // A company without anybody opens nothing.
    story.keys("<Enter>");
    let screen = story.screen();
    assert!(screen.contains("contacts at Acme"), "{screen}");
    assert!(!screen.contains("contacts at quillon"), "{screen}");
}
