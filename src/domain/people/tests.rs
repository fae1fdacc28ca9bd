use std::sync::Arc;

use chrono::DateTime;

use super::*;
use crate::domain::{
    edit::{Edit, Field},
    facts::Facts,
    plan::Circle,
    records::{Archive, Connection, Conversation, Message, Messages, Party, Traits},
    step::{Stamped, Step, StepId},
};

fn key(slug: &str) -> PersonKey {
    PersonKey::slug(slug).unwrap()
}

fn book(steps: Vec<Step>) -> Book {
    let mut archive = Archive {
        kinds: vec!["connections"],
        ..Archive::default()
    };
    let rows = [
        (
            "mira-example",
            "Mira",
            "Example",
            "Northwind",
            "Engineer",
            "2026-03-01",
        ),
        (
            "zoe-m",
            "Zoë",
            "Ångström-Müller, PhD",
            "Acme",
            "Recruiter",
            "2026-05-01",
        ),
        (
            "bobby-tables",
            "Robert",
            "Sample",
            "Globex",
            "Engineer",
            "2025-01-01",
        ),
        ("ex-am", "Ada", "Mirabel", "", "", "2024-01-01"),
    ];
    for (slug, first, last, company, position, on) in rows {
        archive.connections.push(Connection {
            key: key(slug),
            first: first.into(),
            last: last.into(),
            email: "".into(),
            company: company.into(),
            position: position.into(),
            connected_on: on.parse().ok(),
        });
    }
    let stamp = |(number, step): (u64, Step)| Stamped {
        id: StepId::new(&format!("s{number}")),
        device: "d".into(),
        clock: number,
        at: DateTime::parse_from_rfc3339("2026-11-20T09:00:00+00:00").unwrap(),
        step,
    };
    let mut book = Book::new((1..).zip(steps).map(stamp));
    book.set_facts(Arc::new(Facts::new(archive)));
    book
}

fn note(person: PersonKey, text: &str) -> Step {
    Step::Note {
        people: vec![person],
        text: text.to_owned(),
    }
}

fn slugs(people: &[PersonKey]) -> Vec<&str> {
    people.iter().map(PersonKey::as_str).collect()
}

#[test]
fn everyone_is_found_in_any_spelling_by_what_is_known_of_them() {
    let steps = vec![
        note(key("zoe-m"), "likes chess"),
        note(PersonKey::name("Aunt Erna"), "knows the mayor"),
        Step::Tag {
            people: vec![key("bobby-tables")],
            tag: "Climbing".to_owned(),
            on: true,
        },
    ];
    let book = book(steps);
    let all = Everyone::new(&book);
    assert_eq!(all.len(), 5, "who stands in notes only is there, too");
    for (typed, found) in [
        ("mira", vec!["mira-example", "ex-am"]),
        ("angstrom muller", vec!["zoe-m"]),
        ("PHD", vec!["zoe-m"]),
        ("bobby", vec!["bobby-tables"]),
        ("northw", vec!["mira-example"]),
        ("chess", vec!["zoe-m"]),
        ("climb", vec!["bobby-tables"]),
        ("mayor", vec!["name:Aunt Erna"]),
        ("engineer sample", vec!["bobby-tables"]),
        ("rbsmpl", vec!["bobby-tables"]),
        ("rbsmpl x", vec![]),
        ("mirabel mi", vec!["ex-am"]),
        ("bobby-tables g", vec!["bobby-tables"]),
        ("chess ang", vec!["zoe-m"]),
        ("nobody at all", vec![]),
    ] {
        assert_eq!(slugs(&all.find(typed)), found, "{typed}");
    }
}

#[test]
fn new_notes_are_searched_and_new_people_are_told() {
    let mut book = book(vec![]);
    let mut all = Everyone::new(&book);
    assert!(all.find("chess").is_empty());
    let stamp = |number: u64, step| Stamped {
        id: StepId::new(&format!("t{number}")),
        device: "d".into(),
        clock: 50 + number,
        at: DateTime::parse_from_rfc3339("2026-11-21T09:00:00+00:00").unwrap(),
        step,
    };
    book.take([stamp(1, note(key("zoe-m"), "chess"))]);
    assert!(all.refresh(&book));
    assert_eq!(slugs(&all.find("chess")), ["zoe-m"]);
    let id = StepId::new("t1");
    book.take([stamp(2, Step::Undo { id })]);
    assert!(all.refresh(&book));
    assert!(all.find("chess").is_empty(), "what was taken back is gone");
    book.take([stamp(3, note(PersonKey::name("Erna"), "x"))]);
    assert!(!all.refresh(&book));
}

#[test]
fn every_column_orders_by_what_counts_with_the_empty_ones_last() {
    let contact = Step::Contact {
        people: vec![key("ex-am")],
        on: "2026-11-01".parse().unwrap(),
        channel: crate::domain::step::Channel::Call,
        text: None,
    };
    let tag = Step::Tag {
        people: vec![key("zoe-m")],
        tag: "chess".to_owned(),
        on: true,
    };
    let circle = Step::Circle {
        people: vec![key("bobby-tables")],
        circle: Circle::Yearly,
    };
    let edit = Edit {
        person: key("ex-am"),
        field: Field::Company,
        value: "Aardvark".to_owned(),
    };
    let edit = Step::Edit { edits: vec![edit] };
    let book = book(vec![contact, tag, circle, edit]);
    for (column, first, last) in [
        (Column::Name, "ex-am", "zoe-m"),
        (Column::Company, "ex-am", "mira-example"),
        (Column::Position, "mira-example", "ex-am"),
        (Column::Connected, "zoe-m", "ex-am"),
        (Column::Contact, "ex-am", "zoe-m"),
        (Column::Tags, "zoe-m", "bobby-tables"),
        (Column::Circle, "bobby-tables", "zoe-m"),
    ] {
        let mut all = Everyone::new(&book);
        all.arrange(&book, column);
        let people: Vec<&PersonKey> = all.all().collect();
        let ends = (people[0].as_str(), people[3].as_str());
        assert_eq!(ends, (first, last), "{column:?}");
        assert_eq!(Column::from_word(column.word()), Some(column));
    }
}

#[test]
fn a_timeline_has_facts_and_decisions_the_newest_first() {
    let person = key("mira-example");
    let book = book(vec![note(person.clone(), "met at the fair")]);
    let moments = timeline(&book, &person);
    let days: Vec<String> = moments.iter().map(|m| m.day.unwrap().to_string()).collect();
    assert_eq!(days, ["2026-11-20", "2026-03-01"]);
    assert_eq!(moments[0].what, Happening::Note("met at the fair"));
    assert_eq!(moments[1].what, Happening::Connected);
}

#[test]
fn what_happened_lately_is_the_newest_of_all_timelines() {
    let mut archive = Archive::default();
    let mut messages = Messages::default();
    for (number, slug) in (0..).zip(["ann", "ben", "cleo", "dan"]) {
        let begin = u32::try_from(messages.list.len()).unwrap();
        let months = if slug == "dan" {
            0..0
        } else {
            number..number + 3
        };
        messages.list.held().extend(months.map(|month| {
            Message {
                at: DateTime::parse_from_rfc3339(&format!("2026-{:02}-09T09:00:00Z", month + 3))
                    .unwrap()
                    .timestamp(),
                text_at: 0,
                text_bytes: 0,
                text_hash: 0,
                conversation: number,
                traits: Traits::MINE,
            }
        }));
        let name: Box<str> = slug.into();
        messages.parties.push(Party {
            key: key(slug),
            name: name.clone(),
        });
        messages.conversations.push(Conversation {
            with: Some(number),
            messages: begin..u32::try_from(messages.list.len()).unwrap(),
        });
        archive.connections.push(Connection {
            key: key(slug),
            first: name,
            last: "".into(),
            email: "".into(),
            company: "".into(),
            position: "".into(),
            connected_on: format!("2026-0{}-01", number + 4).parse().ok(),
        });
    }
    archive.messages = messages.into();
    let mut book = Book::default();
    book.set_facts(Arc::new(Facts::new(archive)));
    let people = everyone(&book);
    let each = people.iter().flat_map(|person| {
        let moments = timeline(&book, person).into_iter();
        moments.map(move |moment| (moment.day, person.as_str(), moment.words()))
    });
    let mut all: Vec<_> = each.collect();
    all.sort_by_key(|(day, ..)| std::cmp::Reverse(*day));
    assert_eq!(all.len(), 13);
    for most in 0..=all.len() + 1 {
        let told: Vec<_> = timeline_of_all(&book, &people, most)
            .into_iter()
            .map(|(person, moment)| (moment.day, person.as_str(), moment.words()))
            .collect();
        assert_eq!(told, all[..most.min(all.len())], "{most}");
    }
}

fn merge(keep: &PersonKey, other: &PersonKey) -> Step {
    Step::Merge {
        keep: keep.clone(),
        other: other.clone(),
        take: vec![crate::domain::step::Field::Company],
    }
}

fn later(number: u64, step: Step) -> Stamped {
    Stamped {
        id: StepId::new(&format!("l{number}")),
        device: "d".into(),
        clock: 100 + number,
        at: DateTime::parse_from_rfc3339("2026-11-22T09:00:00+00:00").unwrap(),
        step,
    }
}

#[test]
fn a_merge_is_an_alias_and_can_be_undone_after_more_was_decided() {
    let (keep, other) = (key("mira-example"), key("ex-am"));
    let before = book(vec![note(keep.clone(), "one"), note(other.clone(), "two")]);
    let mut book = before.clone();
    book.take([later(1, merge(&keep, &other))]);
    assert_eq!(book.notes(&keep).len(), 2);
    assert_eq!(
        book.notes(&other),
        book.notes(&keep),
        "either key finds both"
    );
    assert_eq!(
        slugs(&everyone(&book)),
        ["mira-example", "zoe-m", "bobby-tables"]
    );
    let person = book.facts().person(&other).unwrap();
    assert_eq!(person.key, keep);
    assert_eq!(
        person.connected_on,
        "2024-01-01".parse().ok(),
        "since the first time"
    );
    assert_eq!(
        &*person.company, "Northwind",
        "the other one says nothing to take"
    );
    // Decided about the merged person, under either key.
    book.take([
        later(2, note(other.clone(), "three")),
        later(3, note(keep.clone(), "four")),
    ]);
    assert_eq!(book.notes(&keep).len(), 4);
    book.take([later(
        4,
        Step::Undo {
            id: StepId::new("l1"),
        },
    )]);
    let texts = |person| -> Vec<&str> { book.notes(person).iter().map(|n| &*n.text).collect() };
    assert_eq!(
        (texts(&keep), texts(&other)),
        (vec!["one", "four"], vec!["two", "three"])
    );
    assert_eq!(book.facts(), before.facts(), "the facts are apart again");
    book.take([later(
        5,
        Step::Redo {
            id: StepId::new("l1"),
        },
    )]);
    assert_eq!(book.notes(&other).len(), 4);
}

#[test]
fn merges_of_merges_lead_to_one_key_in_any_order() {
    let (a, b, c) = (key("mira-example"), key("ex-am"), key("zoe-m"));
    for steps in [
        vec![merge(&a, &b), merge(&b, &c)],
        vec![merge(&b, &c), merge(&a, &b)],
        vec![merge(&b, &c), merge(&a, &c), merge(&c, &a)],
    ] {
        let mut book = book(vec![note(c.clone(), "chess")]);
        book.take((1..).zip(steps).map(|(n, step)| later(n, step)));
        for person in [&a, &b, &c] {
            assert_eq!(book.facts().person(person).unwrap().key, a);
            assert_eq!(book.notes(person).len(), 1);
        }
        assert_eq!(everyone(&book).len(), 2);
    }
}

#[test]
fn a_name_alone_is_no_duplicate_and_what_was_parted_is_not_suggested() {
    let connection = |slug: &str, email: &str, company: &str| Connection {
        key: key(slug),
        first: "Mira".into(),
        last: if slug.ends_with('2') {
            "Example, PhD".into()
        } else {
            "Example".into()
        },
        email: email.into(),
        company: company.into(),
        position: "".into(),
        connected_on: None,
    };
    let mut book = Book::default();
    book.set_facts(Arc::new(Facts::new(Archive {
        connections: vec![
            connection("mira-1", "m@example.org", "Acme"),
            connection("mira-2", "", "ACME"),
            connection("mira-3", "M@example.org", "Globex"),
            connection("mira-4", "", "Initech"),
            connection("mira-5", "", ""),
            connection("mira-6", "", ""),
        ],
        kinds: vec!["connections"],
        ..Archive::default()
    })));
    let found = |book: &Book| -> Vec<(String, String, Reason)> {
        let all = duplicates(book).into_iter();
        all.map(|d| (d.keep.to_string(), d.other.to_string(), d.reason))
            .collect()
    };
    let pair = |a: &str, b: &str, reason| (a.to_owned(), b.to_owned(), reason);
    let (email, company) = (
        pair("mira-1", "mira-3", Reason::Email),
        pair("mira-1", "mira-2", Reason::Company),
    );
    assert_eq!(found(&book), [email, company.clone()]);
    let people = vec![key("mira-3"), key("mira-1")];
    book.take([later(1, Step::NotSame { people })]);
    assert_eq!(found(&book), [company]);
    book.take([later(2, merge(&key("mira-1"), &key("mira-2")))]);
    assert_eq!(found(&book), []);
}
