//! What the person says about items, and checks of their own.

use std::sync::Arc;

use cordial::{
    config::checklist::load,
    domain::checklist::{Confirmation, State, Word},
};

use super::{
    fixtures::{Fixture, complete, day, not_looking, typical},
    list, state, told,
};

fn say(fixture: &mut Fixture, item: &str, word: Word, on: &str, reason: Option<&str>) {
    let reason: Option<Arc<str>> = reason.map(Into::into);
    fixture.said.say(
        item,
        Confirmation {
            word,
            reason,
            day: day(on),
        },
    );
}

fn asked(fixture: &Fixture) -> Vec<String> {
    let audit = fixture.audit(&list());
    audit
        .needs_your_word()
        .iter()
        .map(|item| item.id.to_string())
        .collect()
}

#[test]
fn guesses_count_and_wait_for_the_persons_word() {
    let mut fixture = complete();
    assert_eq!(state(&fixture, "photo"), State::Full);
    assert_eq!(
        asked(&fixture),
        ["photo", "custom_url", "background", "featured"]
    );
    say(&mut fixture, "photo", Word::Confirmed, "2026-11-21", None);
    say(&mut fixture, "featured", Word::Denied, "2026-11-21", None);
    assert_eq!(asked(&fixture), ["custom_url", "background"]);
    assert_eq!(state(&fixture, "featured"), State::Missing);
    assert_eq!(fixture.gaps(&list()), ["featured 1"]);
    say(&mut fixture, "photo", Word::Denied, "2026-11-22", None);
    assert_eq!(
        state(&fixture, "photo"),
        State::Missing,
        "the person sees it, the archive guesses"
    );
}

#[test]
fn what_does_not_apply_leaves_the_score_until_it_is_opened_again() {
    let mut fixture = typical();
    let before = fixture.audit(&list());
    say(
        &mut fixture,
        "recommendations",
        Word::NotApplicable,
        "2026-11-21",
        Some("civil servant"),
    );
    let audit = fixture.audit(&list());
    assert_eq!(
        audit.item("recommendations").unwrap().state,
        State::NotApplicable
    );
    assert_eq!(audit.answerable.0, before.answerable.0 - 300);
    assert!(told(&fixture, "recommendations").contains("it does not apply: civil servant"));
    say(
        &mut fixture,
        "recommendations",
        Word::Open,
        "2026-11-22",
        None,
    );
    let opened = fixture.audit(&list());
    assert_eq!(
        (opened.got, opened.answerable),
        (before.got, before.answerable)
    );
    assert_eq!(
        fixture.said.history("recommendations").len(),
        2,
        "nothing said is lost"
    );
}

#[test]
fn a_newer_archive_overrules_what_was_said_about_a_thing_it_decides() {
    let mut fixture = typical();
    say(&mut fixture, "skills", Word::Confirmed, "2026-11-24", None);
    assert_eq!(
        state(&fixture, "skills"),
        State::Full,
        "said after the archive was made"
    );
    let mut fixture = typical();
    say(&mut fixture, "skills", Word::Confirmed, "2026-11-01", None);
    assert_eq!(
        state(&fixture, "skills"),
        State::Part,
        "the archive is newer and knows"
    );
}

#[test]
fn work_that_is_not_looked_for_is_not_missed() {
    assert_eq!(state(&not_looking(), "open_to_work"), State::NotApplicable);
    assert_eq!(
        state(&typical(), "open_to_work"),
        State::Unanswerable,
        "not said yet"
    );
    assert!(told(&typical(), "open_to_work").contains("say whether you are looking"));
}

#[test]
fn the_words_of_the_journal_are_read_back() {
    for (word, text) in Word::ALL {
        assert_eq!(Word::from_word(text), Some(word));
        assert_eq!(word.word(), text);
    }
    assert_eq!(Word::from_word("perhaps"), None);
    assert!(Word::NotApplicable.needs_reason());
}

#[test]
fn own_checks_are_answered_by_words_in_a_text_or_by_the_person() {
    let own = "[[item]]\nid = \"says-rust\"\ntitle = \"Says Rust\"\nweight = 5\n\
               contains = { in = \"headline\", any = [\"rust*\", \"crab\"] }\n\
               [[item]]\nid = \"sites\"\ntitle = \"Two sites\"\nweight = 5\nrule = \"websites\"\n\
               grades = [{ least = 2, share = 100 }, { least = 1, share = 40 }]\n\
               [[item]]\nid = \"talk\"\ntitle = \"Gave a talk\"\nweight = 5\n";
    let list = load(Some(("checklist.toml", own))).unwrap();
    let audit = complete().audit(&list);
    let item = |id: &str| audit.item(id).unwrap();
    assert_eq!(item("says-rust").state, State::Full);
    assert_eq!(item("says-rust").matched, ["Rust"]);
    assert_eq!(
        (item("sites").state, item("sites").points.to_string()),
        (State::Part, "2".into())
    );
    assert_eq!(item("talk").state, State::AskYou);
}
