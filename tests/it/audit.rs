//! The audit of invented profiles: what each is advised, and what it is told.

mod any;
pub(crate) mod fixtures;
mod report;
mod text;
mod time;
mod word;

use cordial::{
    config::checklist::load,
    domain::checklist::{Basis, Checklist, Item, Source, State},
};

use fixtures::{
    Fixture, career_changer, complete, day, german, held, not_looking, skeleton, small_archive,
    student, today, typical, very_senior,
};

fn list() -> Checklist {
    load(None).unwrap()
}

fn texts(item: &Item) -> String {
    let texts: Vec<&str> = item.evidence.iter().map(|e| &*e.text).collect();
    texts.join("\n")
}

fn told(fixture: &Fixture, id: &str) -> String {
    texts(fixture.audit(&list()).item(id).unwrap())
}

fn state(fixture: &Fixture, id: &str) -> State {
    fixture.audit(&list()).item(id).unwrap().state
}

#[test]
fn an_empty_profile_earns_nothing_in_any_decided_item() {
    let audit = skeleton().audit(&list());
    for item in audit
        .items
        .iter()
        .filter(|item| item.basis == Basis::Decided)
    {
        let expected = if &*item.id == "certifications" {
            State::NotApplicable // having none is fine
        } else {
            State::Missing
        };
        assert_eq!(item.state, expected, "{}: {}", item.id, texts(item));
    }
    assert_eq!((audit.got.0, audit.score), (0, Some(0)));
    assert_eq!(audit.level.as_deref(), Some("skeleton"));
    assert_eq!(audit.stars_met(), 0);
}

#[test]
fn a_full_profile_passes_every_decided_item() {
    let audit = complete().audit(&list());
    for item in audit
        .items
        .iter()
        .filter(|item| item.basis == Basis::Decided)
    {
        assert_eq!(item.state, State::Full, "{}: {}", item.id, texts(item));
    }
    assert_eq!(audit.score, Some(100));
    assert_eq!(audit.level.as_deref(), Some("complete"));
    assert_eq!(audit.stars_met(), 7);
    assert!(audit.gaps().is_empty());
}

#[test]
fn each_profile_gets_its_own_gaps_the_heaviest_first() {
    let list = list();
    let cases: [(&str, Fixture, &str); 9] = [
        (
            "skeleton",
            skeleton(),
            "connections 10, headline 9, about 8, current_position 8, current_description 5, \
             past_positions 5, education 5, skills 5, about_opening 3, skills_fit 3, location 3, \
             recommendations 3, activity 3, open_to_work 3, position_dates 2, industry 2, \
             contact 2, endorsements 1, languages 1, extras 1, verification 1",
        ),
        (
            "typical",
            typical(),
            "photo 6, headline 4.5, about 4, about_opening 3, current_description 2.5, \
             connections 2, skills 1.5, skills_fit 1.5, recommendations 1.5, activity 1.5, \
             custom_url 1, verification 1, languages 0.5",
        ),
        ("complete", complete(), ""),
        (
            "student",
            student(),
            "about 8, connections 6.2, skills 3.5, recommendations 3, activity 3, \
             open_to_work 3, skills_fit 1.5, endorsements 1, languages 1, verification 1",
        ),
        (
            "career changer",
            career_changer(),
            "skills_fit 3, location 1.5",
        ),
        (
            "very senior",
            very_senior(),
            "current_description 5, headline 4.5, activity 3, position_dates 1",
        ),
        ("not looking", not_looking(), ""),
        (
            "small archive",
            small_archive(),
            "skills 5, languages 1, extras 1",
        ),
        ("german", german(), "headline 4.5, about_opening 1.5"),
    ];
    for (name, fixture, expected) in cases {
        assert_eq!(fixture.gaps(&list).join(", "), expected, "{name}");
    }
}

#[test]
fn every_figure_names_its_file_and_the_day_of_its_archive() {
    for fixture in [
        skeleton(),
        typical(),
        complete(),
        student(),
        very_senior(),
        small_archive(),
    ] {
        let audit = fixture.audit(&list());
        for item in audit
            .items
            .iter()
            .filter(|item| item.basis == Basis::Decided)
        {
            let traced = item
                .evidence
                .iter()
                .any(|e| e.source.is_some() && e.archive.is_some());
            let unknown = matches!(item.state, State::Unanswerable | State::NotApplicable);
            assert!(traced || unknown, "{} has no source", item.id);
            assert!(!item.evidence.is_empty(), "{} has no evidence", item.id);
        }
        assert_eq!(audit.archive, Some(day("2026-11-20")));
        assert_eq!(audit.archive_age(), Some(5));
    }
}

#[test]
fn the_score_is_got_of_answerable_and_its_parts_add_up() {
    for fixture in [
        skeleton(),
        typical(),
        complete(),
        student(),
        small_archive(),
    ] {
        let audit = fixture.audit(&list());
        let counting: Vec<&Item> = audit.items.iter().filter(|i| i.state.counts()).collect();
        let got: u32 = counting.iter().map(|item| item.points.0).sum();
        let weight: u32 = counting.iter().map(|item| item.weight * 100).sum();
        assert_eq!((audit.got.0, audit.answerable.0), (got, weight));
        let exact = f64::from(got) * 100.0 / f64::from(weight);
        assert!((f64::from(audit.score.unwrap()) - exact).abs() <= 1.0);
    }
}

#[test]
fn without_any_archive_nothing_is_claimed() {
    let audit = Fixture::default().audit(&list());
    assert_eq!((audit.score, audit.level.as_deref()), (None, None));
    assert!(audit.items.iter().all(|item| !item.state.counts()));
    assert!(audit.connections.is_none());
    assert_eq!(audit.archive_age(), None);
}

#[test]
fn a_missing_file_is_nothing_where_another_vouches_and_unknown_elsewhere() {
    let fixture = small_archive();
    assert_eq!(state(&fixture, "skills"), State::Missing);
    assert!(told(&fixture, "skills").contains(
        "the archive has Profile.csv and no Skills.csv: LinkedIn writes no file where there is nothing"
    ));
    for id in [
        "recommendations",
        "activity",
        "contact",
        "verification",
        "endorsements",
    ] {
        assert_eq!(state(&fixture, id), State::Unanswerable, "{id}");
        assert!(
            told(&fixture, id).contains("is in no archive, so nothing is known"),
            "{id}"
        );
    }
    assert_eq!(state(&fixture, "photo"), State::AskYou);
}

#[test]
fn an_older_archive_that_had_the_file_is_named() {
    let mut fixture = complete();
    let mut both = held(&[Source::Profile]);
    both.add(Source::Skills, Some(day("2024-02-01")));
    fixture.held = both;
    let audit = fixture.audit(&list());
    let skills = &audit.item("skills").unwrap().evidence[0];
    assert_eq!(
        (skills.source, skills.archive),
        (Some(Source::Skills), Some(day("2024-02-01")))
    );
}

#[test]
fn dates_that_lie_and_gaps_are_listed() {
    let told = told(&very_senior(), "position_dates");
    assert!(
        told.contains("\"Director, Northwind\": it ends before it starts"),
        "{told}"
    );
    assert!(
        told.contains("a gap from 2009-12 to 2012-01; it costs nothing"),
        "{told}"
    );
}

#[test]
fn a_student_is_not_asked_for_a_job() {
    let audit = student().audit(&list());
    let position = audit.item("current_position").unwrap();
    assert_eq!(position.state, State::Full);
    assert!(texts(position).contains("you study"), "{}", texts(position));
    assert_eq!(
        audit.item("current_description").unwrap().state,
        State::NotApplicable
    );
    let fixture = student();
    let mut subject = fixture.subject();
    subject.student = Some(false);
    let audit = cordial::domain::checklist::audit(&list(), &subject, today());
    assert_eq!(
        audit.item("current_position").unwrap().state,
        State::Missing
    );
}

#[test]
fn the_lens_shows_which_words_of_the_goal_are_missing() {
    let audit = career_changer().audit(&list());
    let missing: Vec<(&str, usize)> = audit
        .lens
        .missing()
        .map(|word| (&*word.word, word.titles))
        .collect();
    assert_eq!(
        missing,
        [("Researcher", 4), ("UX", 3), ("Design", 1), ("Senior", 1)]
    );
    let fits = complete().audit(&list());
    let rust = fits
        .lens
        .words
        .iter()
        .find(|word| word.word == "Rust")
        .unwrap();
    assert!(rust.headline && rust.about && rust.skills);
}

#[test]
fn thresholds_are_told_with_the_pace_of_the_imports() {
    let audit = typical().audit(&list());
    let growth = audit.connections.unwrap();
    assert_eq!(growth.in_thirty_days, Some(15));
    let left: Vec<(u32, u32)> = growth
        .thresholds
        .iter()
        .map(|t| (t.at, t.missing))
        .collect();
    assert_eq!(left, [(50, 0), (150, 0), (500, 287)]);
    assert_eq!(growth.thresholds[2].about, Some(day("2028-06-16")));
    assert!(growth.thresholds[0].about.is_none());
}
