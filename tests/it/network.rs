//! The network as it is: growth, mix, and what it brings at the companies that matter.

use chrono::DateTime;
use cordial::{
    config::rules,
    domain::{
        book::Book,
        day::{Day, Instant},
        edit::{Edit, Field},
        facts::Facts,
        invitation::InvitationId,
        network::{self, Behind, Month, Next, Wanted},
        person::PersonKey,
        records::{
            Archive, Connection, Conversation, Direction, Invitation, Message, Messages, Party,
            Traits,
        },
        step::{Stamped, Step, StepId},
        target::TargetKind,
        triage::Class,
    },
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-11-23")
}

fn key(slug: &str) -> PersonKey {
    PersonKey::slug(slug).unwrap()
}

fn connection(slug: &str, company: &str, position: &str, on: &str) -> Connection {
    Connection {
        key: key(slug),
        first: slug.into(),
        last: "Example".into(),
        email: "".into(),
        company: company.into(),
        position: position.into(),
        connected_on: Some(day(on)),
    }
}

fn invitation(slug: &str, direction: Direction, on: &str, connected: bool) -> Invitation {
    Invitation {
        id: InvitationId {
            person: key(slug),
            sent: Some(format!("{on}T10:00:00Z").parse::<Instant>().unwrap()),
        },
        direction,
        name: slug.into(),
        note: "".into(),
        connected,
        by_name: false,
    }
}

/// Messages of two on these days; `true` is the owner's.
fn talk(archive: &mut Archive, slug: &str, words: &[(&str, bool)]) {
    let mut messages = Messages::clone(&archive.messages);
    let first = u32::try_from(messages.list.len()).unwrap();
    let conversation = u32::try_from(messages.conversations.len()).unwrap();
    for (on, mine) in words {
        let at = format!("{on}T10:00:00Z").parse::<Instant>().unwrap();
        messages.list.held().push(Message {
            at: at.timestamp(),
            text_at: 0,
            text_bytes: 0,
            text_hash: 0,
            conversation,
            traits: if *mine {
                Traits::MINE
            } else {
                Traits::default()
            },
        });
    }
    messages.parties.push(Party {
        key: key(slug),
        name: slug.into(),
    });
    messages.conversations.push(Conversation {
        with: u32::try_from(messages.parties.len() - 1).ok(),
        messages: first..u32::try_from(messages.list.len()).unwrap(),
    });
    archive.messages = messages.into();
}

fn book(archive: Archive) -> Book {
    let mut book = Book::default();
    book.set_facts(Facts::new(archive).into());
    book
}

fn wanted(name: &str) -> Wanted {
    Wanted {
        kind: TargetKind::Company,
        name: name.into(),
        weight: 3,
        why: "on your target list".into(),
    }
}

#[test]
fn months_without_anybody_stand_between_those_with_somebody() {
    let facts = Facts::new(Archive {
        connections: vec![
            connection("ann", "", "", "2026-08-03"),
            connection("ben", "", "", "2026-08-30"),
            connection("cleo", "", "", "2026-11-01"),
            // A damaged date is not a line of two thousand years.
            connection("dan", "", "", "0026-11-01"),
        ],
        date_only: vec![day("2026-10-05")],
        ..Archive::default()
    });
    let month = |month| Month { year: 2026, month };
    assert_eq!(
        network::by_month(&facts, today()),
        [(month(8), 2), (month(9), 0), (month(10), 1), (month(11), 1)]
    );
}

#[test]
fn invitations_are_counted_by_month_and_way() {
    let facts = Facts::new(Archive {
        invitations: vec![
            invitation("ann", Direction::Incoming, "2026-10-03", true),
            invitation("ben", Direction::Incoming, "2026-10-04", false),
            invitation("cleo", Direction::Outgoing, "2026-11-04", false),
        ],
        ..Archive::default()
    });
    let traffic = network::traffic(&facts, today());
    let numbers: Vec<_> = traffic
        .iter()
        .map(|(month, t)| (month.month, t.incoming, t.outgoing, t.accepted))
        .collect();
    assert_eq!(numbers, [(10, 2, 0, 1), (11, 0, 1, 0)]);
}

#[test]
fn one_company_in_many_spellings_is_one_employer() {
    let rules = rules::load(None).unwrap();
    let facts = Facts::new(Archive {
        connections: vec![
            connection("ann", "Acme GmbH", "", "2026-01-01"),
            connection("ben", "ACME", "", "2026-01-01"),
            connection("cleo", "ACME", "", "2026-01-01"),
            connection("dan", "Globex", "", "2026-01-01"),
            connection("eve", "Self-employed", "", "2026-01-01"),
            connection("fay", "", "", "2026-01-01"),
        ],
        ..Archive::default()
    });
    let employers = network::employers(&facts, &rules, 9);
    let told: Vec<_> = employers
        .iter()
        .map(|e| (&*e.name, e.people, e.percent()))
        .collect();
    assert_eq!(told, [("ACME", 3, 75.0), ("Globex", 1, 25.0)]);
}

#[test]
fn levels_count_what_a_title_says_today() {
    let rules = rules::load(None).unwrap();
    let title = |slug, title| connection(slug, "Acme", title, "2026-01-01");
    let facts = Facts::new(Archive {
        connections: vec![
            title("ann", "Technical Recruiter"),
            title("ben", "Chief Executive Officer"),
            title("cleo", "Rust Engineer"),
            title("dan", ""),
            title("eve", "Former Recruiter"),
        ],
        ..Archive::default()
    });
    let levels = network::levels(&facts, &rules);
    let of = |class| levels.classes.iter().find(|(c, _)| *c == class).unwrap().1;
    assert_eq!(of(Class::Recruiter), 1, "the past does not count");
    assert_eq!(of(Class::Exec), 1);
    assert_eq!((levels.other, levels.unknown, levels.all), (2, 1, 5));
}

#[test]
fn without_messages_nothing_is_said_of_words() {
    let archive = Archive {
        connections: vec![connection("ann", "", "", "2026-01-01")],
        ..Archive::default()
    };
    assert_eq!(network::share(&Facts::new(archive.clone()), today()), None);
    let mut archive = archive;
    archive.kinds.push("messages");
    talk(
        &mut archive,
        "ann",
        &[("2020-01-01", true), ("2020-01-02", false)],
    );
    let share = network::share(&Facts::new(archive), today()).unwrap();
    assert_eq!(
        (share.all, share.written, share.both_ways, share.this_year),
        (1, 1, 1, 0)
    );
}

#[test]
fn each_company_has_its_next_step() {
    let rules = rules::load(None).unwrap();
    let mut archive = Archive {
        connections: vec![
            connection("ann", "Acme", "Engineer", "2026-01-01"),
            connection("rec", "Acme Inc.", "Recruiter", "2026-01-01"),
            connection("cleo", "Globex", "Head of Engineering", "2026-01-01"),
            connection("dan", "Initech", "Engineer", "2026-01-01"),
        ],
        ..Archive::default()
    };
    archive.kinds.push("messages");
    talk(
        &mut archive,
        "cleo",
        &[("2025-01-01", true), ("2025-01-02", false)],
    );
    talk(
        &mut archive,
        "dan",
        &[("2026-11-01", true), ("2026-11-02", false)],
    );
    let book = book(archive);
    let names = ["Acme", "Globex", "Initech", "Northwind", "acme ltd"].map(wanted);
    let worth = network::targets(&book, &rules, &names, today());
    assert_eq!(
        worth.len(),
        4,
        "one company is one row, however it is written"
    );
    assert_eq!(
        worth[0].next,
        Next::WriteTo(key("rec")),
        "a recruiter before a peer"
    );
    assert_eq!(
        (
            worth[0].contacts.len(),
            worth[0].recruiters,
            worth[0].talked
        ),
        (2, 1, 0)
    );
    assert_eq!(
        worth[1].next,
        Next::WriteAgain(key("cleo"), day("2025-01-02"))
    );
    assert_eq!((worth[1].leaders, worth[1].talked), (1, 1));
    assert_eq!(worth[2].next, Next::Keep);
    assert_eq!(worth[3].next, Next::Nobody);
}

/// A step that says something about somebody.
fn typed(slug: &str, field: Field, value: &str) -> Stamped {
    Stamped {
        id: StepId::new(&format!("{slug} {}", field.word())),
        device: "d1".into(),
        clock: 1,
        at: DateTime::parse_from_rfc3339("2026-11-20T09:00:00+01:00").unwrap(),
        step: Step::Edit {
            edits: vec![Edit {
                person: key(slug),
                field,
                value: value.to_owned(),
            }],
        },
    }
}

#[test]
fn roles_schools_and_places_have_a_next_step_like_companies() {
    let rules = rules::load(None).unwrap();
    let mut book = book(Archive {
        connections: vec![
            connection("ann", "Acme", "Senior Platform Engineer", "2026-01-01"),
            connection("ben", "Example University", "Professor", "2026-01-01"),
            connection("cleo", "Acme", "Platform Architect", "2026-01-01"),
        ],
        invitations: vec![
            invitation("pat", Direction::Incoming, "2026-11-01", false),
            invitation("quin", Direction::Incoming, "2026-11-02", false),
        ],
        ..Archive::default()
    });
    book.take([
        typed("pat", Field::Headline, "Example University, class of 2011"),
        typed("cleo", Field::Place, "Leeds, England"),
        typed("quin", Field::Headline, "Engineering platforms at Globex"),
    ]);
    let target = |kind, name: &str| Wanted {
        kind,
        ..wanted(name)
    };
    let wanted = [
        target(TargetKind::Role, "Platform Engineer"),
        target(TargetKind::School, "EXAMPLE University"),
        target(TargetKind::Place, "Greater Leeds Area"),
        target(TargetKind::Place, "Ghent"),
    ];
    let worth = network::targets(&book, &rules, &wanted, today());
    let contacts: Vec<String> = worth
        .iter()
        .map(|one| one.contacts.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(contacts, ["ann", "ben", "cleo", ""]);
    assert!(matches!(&worth[0].next, Next::Accept(id) if id.person == key("quin")));
    assert!(matches!(&worth[1].next, Next::Accept(id) if id.person == key("pat")));
    assert_eq!(worth[2].next, Next::WriteTo(key("cleo")));
    assert_eq!(worth[3].next, Next::Nobody);
    // The figures open the same people.
    for one in &worth {
        let what = Behind::Contacts(one.aim.clone());
        assert_eq!(network::behind(&book, &rules, &what, today()), one.contacts);
    }
    let open = Behind::Open(worth[1].aim.clone());
    assert_eq!(network::behind(&book, &rules, &open, today()), [key("pat")]);
}

#[test]
fn a_role_is_met_by_all_of_its_words_ranks_too() {
    let rules = rules::load(None).unwrap();
    let book = book(Archive {
        connections: vec![
            connection("ann", "Acme", "Staff Engineer, Search", "2026-01-01"),
            connection("ben", "Acme", "Platform Engineer", "2026-01-01"),
            connection("cleo", "Acme", "General Manager", "2026-01-01"),
            connection("dora", "Acme", "Head of Design", "2026-01-01"),
        ],
        ..Archive::default()
    });
    for (role, who) in [
        ("Staff Engineer", vec![key("ann")]),
        ("General Manager", vec![key("cleo")]),
        ("Head of Design", vec![key("dora")]),
    ] {
        let role = Wanted {
            kind: TargetKind::Role,
            ..wanted(role)
        };
        let worth = network::targets(&book, &rules, &[role], today());
        assert_eq!(worth[0].contacts, who);
    }
}

#[test]
fn somebody_who_asks_comes_before_anything_else() {
    let rules = rules::load(None).unwrap();
    let mut book = book(Archive {
        connections: vec![connection("ann", "Acme", "Engineer", "2026-01-01")],
        invitations: vec![invitation("pat", Direction::Incoming, "2026-11-01", false)],
        ..Archive::default()
    });
    book.take([typed("pat", Field::Company, "ACME GmbH")]);
    let worth = network::targets(&book, &rules, &[wanted("Acme")], today());
    assert!(matches!(&worth[0].next, Next::Accept(id) if id.person == key("pat")));
}

#[test]
fn every_figure_opens_as_many_people_as_it_says() {
    let rules = rules::load(None).unwrap();
    let mut archive = Archive {
        connections: vec![
            connection("ann", "Acme", "Engineer", "2026-01-01"),
            connection("rec", "Acme Inc.", "Recruiter", "2026-11-01"),
            connection("cleo", "Globex", "Head of Engineering", "2019-01-01"),
            connection("dan", "", "", "2026-01-01"),
        ],
        invitations: vec![
            invitation("ann", Direction::Incoming, "2026-01-01", true),
            invitation("pat", Direction::Incoming, "2026-11-01", false),
            invitation("lee", Direction::Outgoing, "2026-10-01", false),
        ],
        kinds: vec!["connections", "invitations", "messages"],
        ..Archive::default()
    };
    talk(
        &mut archive,
        "ann",
        &[("2026-01-02", true), ("2026-01-03", false)],
    );
    talk(&mut archive, "rec", &[("2024-01-02", true)]);
    let book = book(archive);
    let behind = |what: Behind| {
        let mut found: Vec<String> = network::behind(&book, &rules, &what, today())
            .iter()
            .map(ToString::to_string)
            .collect();
        found.sort();
        found.join(" ")
    };
    let worth = network::targets(&book, &rules, &[wanted("Acme")], today());
    let acme = || worth[0].aim.clone();
    for (what, people) in [
        (Behind::Contacts(acme()), "ann rec"),
        (Behind::Employer(acme().compared), "ann rec"),
        (Behind::Talked(acme()), "ann"),
        (Behind::Recruiters(acme()), "rec"),
        (Behind::Leaders(acme()), ""),
        (Behind::Since(day("2026-01-01")), "ann dan rec"),
        (Behind::Received, "ann pat"),
        (Behind::Accepted, "ann"),
        (Behind::Sent, "lee"),
        (Behind::Written, "ann rec"),
        (Behind::Unwritten, "cleo dan"),
        (Behind::BothWays, "ann"),
        (Behind::ThisYear, "ann"),
        (Behind::NoTitle, "dan"),
        (Behind::Other, "ann"),
    ] {
        assert_eq!(behind(what.clone()), people, "{what:?}");
    }
    let levels = network::levels(book.facts(), &rules);
    for (class, number) in levels.classes {
        let found = behind(Behind::Class(class));
        let found = found.split_whitespace().count();
        assert_eq!(found, number as usize, "{class:?}");
    }
}
