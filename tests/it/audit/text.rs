//! What headline, About and descriptions are told.

use cordial::domain::checklist::{Field, HintKind, Match, Terms, read};

use super::{
    fixtures::{Fixture, complete, german, typical},
    list, texts, told,
};

#[test]
fn a_headline_is_told_what_it_lacks_and_what_a_list_cuts_off() {
    let told = told(&typical(), "headline");
    assert!(told.contains("26 of 220 characters"), "{told}");
    assert!(told.contains("only title and employer"), "{told}");
    let audit = complete().audit(&list());
    let headline = texts(audit.item("headline").unwrap());
    assert!(
        headline.contains(
            "a list may show only \"Platform engineer: backend systems in Rust that st\""
        ),
        "{headline}"
    );
}

fn hints(fixture: &Fixture, field: Field, text: &str) -> Vec<(HintKind, Vec<String>)> {
    let list = list();
    let terms = Terms::of(&list, &fixture.subject());
    let reading = read(&list, &terms, field, text);
    let words = |matched: &[Match]| {
        for m in matched {
            assert_eq!(
                &text[m.start..m.end],
                m.words,
                "a match stands where it says"
            );
        }
        matched.iter().map(|m| m.words.clone()).collect()
    };
    reading
        .hints
        .iter()
        .map(|hint| (hint.kind, words(&hint.matched)))
        .collect()
}

#[test]
fn linkedins_own_headline_is_known_in_many_languages() {
    let fixture = complete();
    for (default, text) in [
        (true, "Platform Lead at Northwind"),
        (true, "Platform Lead bei Northwind"),
        (true, "Platform Lead chez Northwind"),
        (true, "Platform Lead en Contoso"),
        (true, "Platform Lead presso Northwind"),
        (true, "Platform Lead bij Northwind"),
        (true, "Platform Lead"),
        (true, "Student at University of Placeholder"),
        (true, "Recruiter:in & Coach bei Northwind GmbH"),
        (false, "Platform Lead at Northwind | Rust, Kubernetes"),
        (false, "I keep Rust systems awake at night"),
        (false, "Platform Lead at Globex"),
    ] {
        let kinds: Vec<HintKind> = hints(&fixture, Field::Headline, text)
            .into_iter()
            .map(|(kind, _)| kind)
            .collect();
        assert_eq!(kinds.contains(&HintKind::Default), default, "{text}");
    }
}

#[test]
fn about_is_read_for_its_opening_its_voice_its_paragraphs_and_its_buzzwords() {
    let typical = typical();
    let found = hints(&typical, Field::About, &typical.profile.summary);
    let words = |kind| {
        found
            .iter()
            .find(|(k, _)| *k == kind)
            .map(|(_, words)| words.join("|"))
    };
    assert_eq!(
        words(HintKind::ThroatClearing).as_deref(),
        Some("I am a highly|passionate about")
    );
    assert_eq!(
        words(HintKind::Buzzwords).as_deref(),
        Some("motivated|team player|passionate|fast-paced")
    );
    let others = "Robin is a platform engineer of the town of Placeholder. The systems that Robin has built for Northwind are in use by all of the teams, and by the customers of the company.";
    let kinds = hints(&complete(), Field::About, others);
    assert!(
        kinds
            .iter()
            .any(|(kind, _)| *kind == HintKind::NotFirstPerson),
        "{kinds:?}"
    );
    let wall = "I build Rust platforms for people. ".repeat(30);
    let kinds = hints(&complete(), Field::About, &wall);
    assert!(
        kinds.iter().any(|(kind, _)| *kind == HintKind::Wall),
        "{kinds:?}"
    );
    assert!(hints(&complete(), Field::About, &complete().profile.summary).is_empty());
}

#[test]
fn german_words_are_found_in_german_texts() {
    let fixture = german();
    let found = hints(&fixture, Field::About, &fixture.profile.summary);
    let words: Vec<&String> = found.iter().flat_map(|(_, words)| words).collect();
    assert!(
        words.iter().any(|word| *word == "hochmotivierte"),
        "{words:?}"
    );
    assert!(
        found
            .iter()
            .all(|(kind, _)| *kind != HintKind::NotFirstPerson),
        "{found:?}"
    );
    assert!(told(&fixture, "current_description").contains("neither a number nor a result"));
}

#[test]
fn a_draft_is_counted_as_linkedin_counts() {
    let list = list();
    let reading = read(&list, &Terms::default(), Field::Headline, &"🦀".repeat(120));
    assert_eq!((reading.units, reading.left()), (240, -20));
    assert!(reading.hint(HintKind::Long).is_some());
    let within_margin = read(&list, &Terms::default(), Field::Headline, &"a".repeat(224));
    assert!(within_margin.hint(HintKind::Long).is_none());
    assert_eq!(reading.cut, Some("🦀".len() * 25));
}
