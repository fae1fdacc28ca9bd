//! Circles: chosen for a person, by a tag or by a rule; suggested with a reason; and what they ask
//! for. And what dropped out of the plan by itself.

use std::sync::Arc;

use cordial::domain::{
    book::Book,
    facts::Facts,
    plan::{Capacity, Circle, CircleRule, Kind, Settings, Whom, chosen, settled, suggest},
    records::{Archive, Connection, Position},
    step::{Channel, Step},
};

use super::people::{World, day, import, key, stamp};

fn rule(whom: Whom, circle: Circle) -> CircleRule {
    CircleRule { whom, circle }
}

fn circle(slug: &str, circle: Circle) -> Step {
    let people = vec![key(slug)];
    Step::Circle { people, circle }
}

fn tag(slug: &str, tag: &str) -> Step {
    let (people, tag) = (vec![key(slug)], tag.to_owned());
    Step::Tag {
        people,
        tag,
        on: true,
    }
}

/// People with a company and a position, and an owner who was once at Globex.
fn book(people: &[(&str, &str, &str)], steps: Vec<Step>) -> Book {
    let connection = |(slug, company, position): &(&str, &str, &str)| Connection {
        key: key(slug),
        first: (*slug).into(),
        last: "Example".into(),
        email: Box::default(),
        company: (*company).into(),
        position: (*position).into(),
        connected_on: Some(day("2020-01-01")),
    };
    let mut archive = Archive {
        connections: people.iter().map(connection).collect(),
        kinds: vec!["connections"],
        ..Archive::default()
    };
    archive.profile.positions.push(Position {
        company: "Globex".into(),
        ..Position::default()
    });
    let steps = std::iter::once(import()).chain(steps).enumerate();
    let mut book = Book::new(steps.map(|(n, step)| stamp(n, day("2026-11-01"), step)));
    book.set_facts(Arc::new(Facts::new(archive)));
    book
}

#[test]
fn a_choice_for_a_person_goes_before_the_first_rule_that_fits() {
    let settings = Settings {
        circles: vec![
            rule(Whom::Tag("mentor".to_owned()), Circle::Close),
            rule(Whom::Company("northwind".to_owned()), Circle::Active),
            rule(Whom::Position("recruit*".to_owned()), Circle::Light),
        ],
        ..Settings::default()
    };
    let people = [
        ("mira", "Northwind", "Recruiter"),
        ("jon", " NORTHWIND ", "Baker"),
        ("pat", "Acme", "Senior Recruiter"),
        ("lee", "Northwind", "Baker"),
        ("kim", "Northwind Labs", "Baker"),
    ];
    let book = book(
        &people,
        vec![tag("mira", "Mentor"), circle("lee", Circle::None)],
    );
    let of = |slug: &str| chosen(&book, &settings, &key(slug)).map(|chosen| chosen.circle);
    assert_eq!(of("mira"), Some(Circle::Close));
    assert_eq!(of("jon"), Some(Circle::Active));
    assert_eq!(of("pat"), Some(Circle::Light));
    assert_eq!(of("lee"), Some(Circle::None), "chosen for one person");
    assert_eq!(of("kim"), None);
    // And they are planned, though nothing was decided about some of them.
    let agenda = cordial::domain::plan::agenda(&book, &settings, day("2026-11-23"));
    let mut planned: Vec<&str> = agenda
        .today
        .iter()
        .chain(&agenda.resting)
        .map(|next| next.person.as_str())
        .collect();
    planned.sort_unstable();
    assert_eq!(planned, ["mira"]);
    assert_eq!(agenda.beyond, 2, "jon and pat come later than the forecast");
}

#[test]
fn rules_know_classes_and_targets_and_none_keeps_people_out() {
    let rules = ["none tag:family", "close target", "active class:recruiter"];
    let rules = rules.map(|text| {
        let (circle, whom) = text.split_once(' ').unwrap();
        rule(whom.parse().unwrap(), Circle::from_word(circle).unwrap())
    });
    let settings = Settings {
        targets: vec!["Northwind".to_owned()],
        circles: rules.to_vec(),
        ..Settings::default()
    };
    let people = [
        ("mira", "northwind", "Recruiter"),
        ("jon", "Acme", "IT-Recruiterin"),
        ("pat", "Acme", "Baker"),
        ("lee", "Northwind", "Recruiter"),
    ];
    let book = book(&people, vec![tag("lee", "family")]);
    let of = |slug: &str| chosen(&book, &settings, &key(slug)).map(|chosen| chosen.circle);
    assert_eq!(of("mira"), Some(Circle::Close));
    assert_eq!(of("jon"), Some(Circle::Active));
    assert_eq!(of("pat"), None);
    assert_eq!(of("lee"), Some(Circle::None));
}

#[test]
fn a_circle_is_suggested_with_the_words_that_were_matched_and_never_twice() {
    let settings = Settings {
        targets: vec!["Northwind".to_owned()],
        ..Settings::default()
    };
    let people = [
        ("mira", "northwind", "Baker"),
        ("jon", "Acme", "Talent Partner"),
        ("pat", "Acme", "Head of Data"),
        ("lee", "globex", "Baker"),
        ("kim", "Acme", "Doctor"),
        ("sam", "Northwind", "CTO"),
    ];
    let book = book(&people, vec![circle("sam", Circle::None)]);
    let told = |slug: &str| {
        let suggestion = suggest(&book, &settings, &key(slug), day("2026-11-23"));
        suggestion.map(|s| (s.circle, s.why))
    };
    let some = |circle, why: &str| Some((circle, why.to_owned()));
    let active = Circle::Active;
    assert_eq!(
        told("mira"),
        some(active, "northwind is on your list of targets")
    );
    assert_eq!(
        told("jon"),
        some(active, "recruits: \"Talent\" in their position")
    );
    assert_eq!(
        told("pat"),
        some(active, "may hire: \"Head of\" in their position")
    );
    assert_eq!(
        told("lee"),
        some(Circle::Light, "globex stands in your positions, too")
    );
    assert_eq!(told("kim"), None, "a doctor is no cto");
    assert_eq!(told("sam"), None, "decided already");
    assert_eq!(told("nobody"), None);
}

#[test]
fn what_circles_ask_for_stands_beside_what_the_days_take() {
    let mut world = World::default();
    world.import("2026-11-01");
    world.step("2026-11-01", circle("mira", Circle::Close));
    world.step("2026-11-01", circle("jon", Circle::None));
    let now = Capacity::of(&world.book(), &world.settings);
    assert_eq!(
        now.words(),
        "1 person asks for 0.3 messages a week; your days take 17"
    );
    // The example of domain.md 10.1, with the middle of its intervals.
    let then = now
        .with(14, Circle::Close)
        .with(50, Circle::Active)
        .with(150, Circle::Light)
        .with(285, Circle::Yearly)
        .with(9, Circle::None);
    assert!(then.is_too_much());
    assert_eq!(
        then.words(),
        "500 people ask for 20.2 messages a week; your days take 17; longer circles ask for less"
    );
}

#[test]
fn each_day_of_the_week_has_its_own_limit() {
    let mut world = World::default();
    world.import("2026-11-01");
    world.settings.limits.week = [5, 0, 5, 0, 5, 0, 0];
    let who: Vec<String> = (0..30).map(|n| format!("p{n:02}")).collect();
    for slug in &who {
        world.connect(slug, "2026-11-22");
    }
    let agenda = world.agenda("2026-11-23");
    for (on, number) in &agenda.forecast {
        assert!(*number <= world.settings.limits.of(*on), "{on}: {number}");
    }
    let all: usize = agenda.forecast.iter().map(|(_, number)| number).sum();
    assert_eq!(all, 30);
    assert_eq!(world.agenda("2026-11-24").today, [], "a free day");
}

#[test]
fn what_linkedin_shows_as_done_drops_out_and_says_so() {
    let mut world = World::default();
    world.import("2026-11-01");
    world.connect("mira", "2026-11-10");
    world.mine("mira", "2026-11-12");
    world.connect("jon", "2026-11-10");
    world.connect("pat", "2026-11-10");
    world.log("pat", "2026-11-11", Channel::Message);
    world.mine("pat", "2026-11-11");
    world.connect("lee", "2019-01-01");
    let plan = Step::Plan {
        people: vec![key("lee")],
        on: day("2026-11-18"),
        what: "her talk".to_owned(),
    };
    world.step("2026-11-02", plan);
    world.mine("lee", "2026-11-15");
    let told: Vec<_> = settled(&world.book(), day("2026-11-23"))
        .into_iter()
        .map(|s| (s.person.as_str().to_owned(), s.kind, s.why))
        .collect();
    let one = |who: &str, kind, why: &str| (who.to_owned(), kind, why.to_owned());
    assert_eq!(
        told,
        [
            one(
                "lee",
                Kind::Dated,
                "LinkedIn shows you wrote on 15 November"
            ),
            one(
                "mira",
                Kind::Welcome,
                "LinkedIn shows you wrote on 12 November"
            ),
        ]
    );
    let planned = world.today("2026-11-23");
    assert_eq!(planned, ["jon welcome"]);
}
