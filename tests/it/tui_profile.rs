//! Stories of the profile's pane: its views, and drafts that are written there.

use std::sync::Arc;

use cordial::{
    app::{
        Model, Msg,
        effect::{PasteFor, Purpose},
        key::Key,
    },
    domain::{
        book::Book,
        checklist::{Passage, Past, Source, Word},
        day::Day,
        facts::Facts,
        records::{Archive, Profile},
        step::{Import, ImportFile, ImportSection, Stamped, Step, StepId},
    },
    import::paste,
};

use crate::{
    audit::fixtures::{skeleton, typical},
    tui_keys::{last_step, titles},
    tui_story::{Story, TODAY, rules, shows},
};

const ARCHIVE: &str = "2026-11-20T09:00:00Z";

/// An import of every file that the audit reads.
fn import(id: &str, taken: &str) -> Stamped {
    let section = |source: Source| ImportSection {
        kind: source.kind().into(),
        rows: 1,
        digest: String::new(),
    };
    let files = vec![ImportFile {
        id: String::new(),
        bytes: 0,
        sha256: String::new(),
        sections: Source::ALL.iter().map(|source| section(*source)).collect(),
    }];
    Stamped {
        id: StepId::new(id),
        device: "d1".into(),
        clock: 0,
        at: "2026-11-22T09:00:00+00:00".parse().unwrap(),
        step: Step::Import(Import {
            source: format!("{id}.zip"),
            taken: taken.parse().ok(),
            files,
            unchanged: Vec::new(),
            set_aside: 0,
        }),
    }
}

fn facts(profile: Profile) -> Arc<Facts> {
    Arc::new(Facts::new(Archive {
        profile,
        kinds: Source::ALL.iter().map(|source| source.kind()).collect(),
        date_only: vec![TODAY; 120],
        ..Archive::default()
    }))
}

/// The pane at full size, with the real audit of a profile on it.
fn story(profile: Profile, imports: Vec<Stamped>) -> Story {
    let mut book = Book::new(imports);
    book.set_facts(facts(profile));
    let mut story = Story::of(Model::of(book, Box::new(rules()), TODAY));
    story.keys("2<Enter>");
    story
}

fn typical_story() -> Story {
    story(typical().profile, vec![import("autumn", ARCHIVE)])
}

#[test]
fn a_draft_is_written_beside_what_linkedin_shows_kept_and_copied() {
    let mut story = typical_story();
    story.keys("]");
    shows(&mut story, &["Headline"]);
    story.keys("e");
    shows(&mut story, &["Draft: headline", "of 220 characters"]);
    story.keys("<Ctrl-u>Platform engineer: Rust, Kubernetes, quiet nights<Ctrl-s>");
    let Step::ProfileDraft { text, .. } = last_step(&story) else {
        panic!("{:?}", last_step(&story))
    };
    assert!(text.ends_with("quiet nights"), "{text}");
    shows(
        &mut story,
        &["Your draft", "quiet nights", "draft · 49 of 220 characters"],
    );
    story.keys("y");
    let copied = story.did.last().unwrap();
    assert!(
        copied.starts_with("copy headline, ") && copied.contains("quiet nights"),
        "{copied}"
    );
    // What LinkedIn would not take is not copied.
    story.keys("e");
    story.send(Msg::Paste(" and more".repeat(40)));
    shows(&mut story, &["too many"]);
    story.keys("<Ctrl-s>");
    let before = story.did.len();
    story.keys("y");
    assert_eq!(story.did.len(), before);
    assert!(
        story.footer().contains("LinkedIn would not take it"),
        "{}",
        story.footer()
    );
}

#[test]
fn a_draft_goes_to_the_editor_and_comes_back_as_a_step() {
    let mut story = typical_story();
    story.keys("E");
    assert!(
        story.footer().contains("this is no text"),
        "{}",
        story.footer()
    );
    story.keys("]E");
    let edit = story.did.last().unwrap();
    assert!(
        edit.starts_with("Edit {") && edit.contains("Profile(Headline)"),
        "{edit}"
    );
    let purpose = Purpose::Profile(Passage::Headline);
    story.send(Msg::Edited {
        purpose,
        text: "Written elsewhere\n".to_owned(),
    });
    assert!(
        matches!(last_step(&story), Step::ProfileDraft { text, .. } if text == "Written elsewhere"),
        "{:?}",
        last_step(&story)
    );
    shows(&mut story, &["Written elsewhere"]);
}

#[test]
fn what_was_planned_is_compared_with_the_next_archive() {
    let mut story = typical_story();
    story.keys("]e<Ctrl-u>Rust at sea<Ctrl-s>");
    let step = import("later", "2026-11-22T09:00:00Z").step;
    let mut change = story.store.commit(step);
    let mut profile = typical().profile;
    profile.headline = "Rust at sea".into();
    change.facts = Some(facts(profile));
    story.send(Msg::Imported(change));
    story.keys("<Esc>2<Enter>");
    shows(&mut story, &["LinkedIn now shows it"]);
}

#[test]
fn a_check_is_confirmed_waived_with_a_reason_and_opened_again() {
    let mut story = story(skeleton().profile, vec![import("autumn", ARCHIVE)]);
    let id = |story: &Story| match last_step(story) {
        Step::Check { item, said, reason } => (item.clone(), *said, reason.clone()),
        other => panic!("{other:?}"),
    };
    story.keys("cy");
    let (item, said, _) = id(&story);
    assert_eq!(said, Word::Confirmed);
    story.keys(":open-again<Enter>");
    story.keys("-<Enter>");
    assert!(story.footer().contains("say why"), "{}", story.footer());
    story.keys("no such thing here<Enter>");
    let (_, said, reason) = id(&story);
    assert_eq!(
        (said, reason.as_deref()),
        (Word::NotApplicable, Some("no such thing here"))
    );
    assert!(story.model.book().checks().of(&item).is_some());
    story.keys("u");
    shows(&mut story, &["taken back"]);
}

#[test]
fn an_old_archive_reminds_and_a_new_one_does_not() {
    let mut old = story(
        typical().profile,
        vec![import("old", "2026-05-01T09:00:00Z")],
    );
    shows(&mut old, &["new archive"]);
    let mut new = typical_story();
    assert!(
        !new.screen().contains("ask for a new archive"),
        "{}",
        new.screen()
    );
}

#[test]
fn the_history_shows_what_changed_between_two_archives() {
    let imports = vec![
        import("spring", "2026-05-01T09:00:00Z"),
        import("autumn", ARCHIVE),
    ];
    let mut story = story(typical().profile, imports);
    let book = Book::new([import("spring", "2026-05-01T09:00:00Z")]);
    let past = Past {
        source: "spring.zip".into(),
        taken: Day::from_ymd_opt(2026, 5, 1),
        held: book.held(),
        growth: Vec::new(),
        profile: skeleton().profile,
        connections: 0,
        slug: None,
    };
    story.send(Msg::Past(vec![past]));
    story.keys("[");
    shows(
        &mut story,
        &["score over time", "autumn.zip", "0 → 66 since 1 May"],
    );
    shows(&mut story, &["Headline: missing → part, +4.5"]);
}

#[test]
fn a_copied_page_is_audited_with_what_it_cannot_tell() {
    let mut story = typical_story();
    let page = include_str!("../fixtures/profile_page.txt");
    story.send(Msg::Pasted(PasteFor::Audit, Box::new(paste::read(page))));
    let screen = story.screen();
    assert!(screen.contains("of "), "{screen}");
    story.keys("<Esc>");
    assert_eq!(story.model.book().log().count(), 1, "nothing is kept");
}

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

#[test]
fn a_draft_of_the_profile_stands_in_the_outbox_until_an_archive_shows_it() {
    let mut story = typical_story();
    story.keys("]e<Ctrl-u>Rust at sea<Ctrl-s><Esc>0");
    shows(
        &mut story,
        &[
            "Your profile",
            "update  Headline",
            "drafted today",
            "put your draft there",
            "Rust at sea",
        ],
    );
    story.keys("y");
    let copied = story.did.last().unwrap();
    assert!(copied.starts_with("copy headline, 11 of 220"), "{copied}");
    story.keys("o");
    let opened = story.did.last().unwrap();
    assert!(
        opened.starts_with("open https://www.linkedin.com/"),
        "{opened}"
    );
    story.keys("c");
    shows(&mut story, &["done 23 Nov"]);
    assert!(
        story.footer().contains("done on LinkedIn: headline"),
        "{}",
        story.footer()
    );

    // An archive of a week later still has the old text.
    let next = |story: &mut Story, day: &str, headline: Option<&str>| {
        let step = import(day, &format!("{day}T09:00:00Z")).step;
        let mut change = story.store.commit(step);
        let mut profile = typical().profile;
        if let Some(headline) = headline {
            profile.headline = headline.into();
        }
        change.facts = Some(facts(profile));
        story.send(Msg::Imported(change));
        story.keys("<Esc>0g");
    };
    next(&mut story, "2026-11-30", None);
    shows(
        &mut story,
        &[
            "An archive says otherwise",
            "Ticked on 23 November, but the archive of 30 November",
            "Look whether it was saved",
        ],
    );
    next(&mut story, "2026-12-01", Some("Something else"));
    shows(
        &mut story,
        &["another text there", "shows a different text"],
    );
    next(&mut story, "2026-12-02", Some("Rust at sea"));
    shows(&mut story, &["updated, seen 2 Dec"]);
}
