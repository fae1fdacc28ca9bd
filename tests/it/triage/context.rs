use cordial::domain::{
    day::{Day, Instant},
    facts::Facts,
    invitation::InvitationId,
    person::PersonKey,
    reach::Facet,
    records::{
        Archive, CompanyFollow, Connection, Direction, Education, ImportedContact, Invitation,
        JobApplication, JobPreferences, Position, Profile,
    },
    target::{TargetChange, TargetKind, Targets, Weight},
    triage::{Class, Context, Level, Subject, Target, Verdict, Wishes, judge, split},
};

use super::{RULES, warned};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn key(slug: &str) -> PersonKey {
    PersonKey::slug(slug).unwrap()
}

fn connection(slug: &str, company: &str, position: &str) -> Connection {
    Connection {
        key: key(slug),
        first: "Jon".into(),
        last: "Sample".into(),
        email: "".into(),
        company: company.into(),
        position: position.into(),
        connected_on: Some(day("2026-01-02")),
    }
}

fn invitation(slug: &str, sent: &str, note: &str) -> Invitation {
    let sent = format!("{sent}T10:00:00Z").parse::<Instant>().unwrap();
    Invitation {
        id: InvitationId {
            person: key(slug),
            sent: Some(sent),
        },
        direction: Direction::Incoming,
        name: "Lee Testcase".into(),
        note: note.into(),
        connected: false,
        by_name: false,
    }
}

fn profile() -> Profile {
    let application = |company: &str, on: &str| JobApplication {
        company: company.into(),
        title: "Engineer".into(),
        on: Some(day(on)),
    };
    Profile {
        headline: "Embedded engineer, bitcoin hobbyist".into(),
        location: "Leeds, England, United Kingdom".into(),
        positions: vec![Position {
            company: "Contoso Ltd".into(),
            title: "Team Lead Firmware".into(),
            current: true,
            ..Position::default()
        }],
        educations: vec![Education {
            school: "Aalto University".into(),
            ..Education::default()
        }],
        skills: vec!["Rust".into(), "Embedded Systems".into()],
        follows: vec![CompanyFollow {
            company: "Globex".into(),
            since: None,
        }],
        applications: vec![
            application("Northwind GmbH", "2026-10-30"),
            application("Acme", "2026-02-01"),
            application("Initech", "2020-02-01"),
        ],
        preferences: Some(JobPreferences {
            titles: vec!["Firmware Engineer".into()],
            dream_companies: vec!["Acme Holding".into()],
            ..JobPreferences::default()
        }),
        ..Profile::default()
    }
}

fn facts() -> Facts {
    let note = "Let us join forces, friend of progress";
    Facts::new(Archive {
        connections: vec![
            connection("jon-sample", "Northwind", "Recruiter"),
            connection("jon-other", "Umbrella", "Nurse"),
        ],
        invitations: vec![
            invitation("a", "2026-11-01", note),
            invitation("b", "2026-11-02", note),
            invitation("c", "2026-11-03", note),
            invitation("d", "2026-11-01", "Hello there"),
            invitation("e", "2026-11-12", "Hello there"),
            invitation("f", "2026-11-23", "Hello there"),
        ],
        contacts: vec![ImportedContact {
            name: "Pat Placeholder".into(),
            ..ImportedContact::default()
        }],
        profile: profile(),
        kinds: vec!["connections", "messages"],
        ..Archive::default()
    })
}

fn own(name: &str, weight: u8) -> TargetChange {
    TargetChange {
        kind: TargetKind::Company,
        name: name.to_owned(),
        weight: Weight::new(weight),
    }
}

fn context() -> Context {
    context_of(&facts())
}

fn context_of(facts: &Facts) -> Context {
    let today = day("2026-11-20");
    let targets = Targets::default().with(&[own("Tyrell", 5)], today);
    let wishes = Wishes {
        today,
        targets: &targets,
        role: "",
        place: "",
        sensitive: false,
    };
    Context::of(facts, &RULES, &wishes)
}

#[test]
fn the_persons_own_word_on_a_company_stands_over_the_archives() {
    let today = day("2026-11-20");
    let refused = TargetChange {
        weight: None,
        ..own("ACME", 1)
    };
    let changes = [own("Northwind", 1), own("Globex", 2), refused];
    let targets = Targets::default().with(&changes, today);
    let wishes = Wishes {
        today,
        targets: &targets,
        role: "",
        place: "",
        sensitive: false,
    };
    let context = Context::of(&facts(), &RULES, &wishes);
    let why = |company| context.targets.get(company).copied();
    assert_eq!(
        why("northwind"),
        Some(Target::Lightest),
        "not because of the application"
    );
    assert_eq!(why("globex"), Some(Target::Lighter));
    assert_eq!(why("acme"), None, "refused, though a dream company");
}

#[test]
fn companies_matter_for_their_strongest_reason() {
    let context = context();
    for (company, why) in [
        ("tyrell", Some(Target::Listed)),
        ("acme", Some(Target::Listed)),
        ("northwind", Some(Target::Applied)),
        ("globex", Some(Target::Followed)),
        ("initech", None),
    ] {
        assert_eq!(context.targets.get(company).copied(), why, "{company}");
    }
}

#[test]
fn the_profile_says_what_is_shared() {
    let context = context();
    assert!(context.employers.contains("contoso"));
    assert!(context.schools.contains("aalto university"));
    assert!(context.titles.contains("firmware") && context.titles.contains("engineer"));
    assert!(context.fields.contains("rust"));
    assert!(context.places.contains("leeds"));
    assert!(context.topics.contains("bitcoin"));
    assert_eq!(context.level, Some(Level::Leader));
    assert_eq!(context.connections, Some(2));
}

#[test]
fn only_words_that_say_something_are_shared() {
    let mut archive = facts().archive().clone();
    archive.profile.skills = vec!["C".into(), "Rust 2024".into()];
    archive.profile.educations = ["HU", "MIT"]
        .map(|school| Education {
            school: school.into(),
            ..Education::default()
        })
        .into();
    archive.contacts.push(ImportedContact {
        name: "Pat".into(),
        ..ImportedContact::default()
    });
    let context = context_of(&Facts::new(archive));
    assert!(context.fields.contains("rust"));
    for nothing in ["c", "2024"] {
        assert!(!context.fields.contains(nothing), "{nothing}");
    }
    assert_eq!(context.schools, ["mit".into()].into());
    assert_eq!(context.known_names, ["pat placeholder".into()].into());
}

#[test]
fn places_that_the_person_refused_are_not_shared() {
    let today = day("2026-11-20");
    let mut archive = facts().archive().clone();
    let preferences = archive.profile.preferences.as_mut().unwrap();
    preferences.locations = vec!["Ghent".into(), "Oslo".into()];
    let change = TargetChange {
        kind: TargetKind::Place,
        name: "Oslo".to_owned(),
        weight: None,
    };
    let targets = Targets::default().with(&[change], today);
    let wishes = Wishes {
        today,
        targets: &targets,
        role: "",
        place: "",
        sensitive: true,
    };
    let context = Context::of(&Facts::new(archive), &RULES, &wishes);
    assert!(context.places.contains("ghent") && context.places.contains("leeds"));
    assert!(!context.places.contains("oslo"));
    assert!(context.sensitive && !self::context().sensitive);
}

#[test]
fn levels_and_titles_at_companies_are_read() {
    for (class, level) in [
        (Class::Exec, Level::Exec),
        (Class::Manager, Level::Leader),
        (Class::Recruiter, Level::Peer),
    ] {
        assert_eq!(Level::of([class]), level);
    }
    for (headline, company) in [
        ("Recruiter at Acme | Hiring", Some("Acme")),
        ("recruiter at acme", Some("acme")),
        ("Ingeniera en Acme", Some("Acme")),
        ("Experta en datos", None),
        ("Recruiter at | Hiring", None),
        ("Recruiter", None),
    ] {
        assert_eq!(split(headline).1, company, "{headline}");
    }
}

/// What connections cover: who they are at a target, and who recruits in the own field.
#[test]
fn a_network_covers_what_its_people_do() {
    let archive = Archive {
        connections: vec![
            connection("jon-a", "Northwind", "Embedded Recruiter"),
            connection("jon-b", "Northwind", "Recruiter"),
            connection("jon-c", "Northwind", "Nurse"),
            connection("jon-d", "Northwind", "Head of Firmware"),
            connection("jon-f", "Northwind", "Baker"),
            connection("jon-e", "Globex", "Head of Nursing"),
        ],
        ..facts().archive().clone()
    };
    let reach = context_of(&Facts::new(archive)).reach.unwrap();
    assert_eq!((reach.recruiters, reach.rate), (1, (0, 6)));
    let northwind = || "northwind".into();
    for (facet, count) in [
        (Facet::Target(northwind()), 5),
        (Facet::RecruiterAt(northwind()), 2),
        (Facet::LeaderAt(northwind()), 1),
        (Facet::Function, 1),
        // A company that is only followed is no target.
        (Facet::Company("globex".into()), 1),
        (Facet::LeaderAt("globex".into()), 0),
    ] {
        assert_eq!(reach.count(&facet), count, "{facet:?}");
    }
}

#[test]
fn what_is_shared_is_shown_as_it_was_written() {
    let mut context = context();
    context.schools.insert("ecole de technologie".into());
    let matched = |headline, note, id: &str| {
        let subject = Subject {
            headline: Some(headline),
            note: Some(note),
            ..Subject::default()
        };
        let reasons = judge(&RULES, &context, &subject).reasons;
        let reason = reasons.into_iter().find(|reason| reason.id == id);
        reason.map(|reason| reason.matched).unwrap_or_default()
    };
    let headline = "FIRMWARE Recruiter, RUST and Embedded, École de Technologie";
    assert_eq!(matched(headline, "", "V2b"), "FIRMWARE");
    assert_eq!(matched(headline, "", "V6"), "FIRMWARE, RUST, Embedded");
    assert_eq!(matched(headline, "", "V5"), "École de Technologie");
    let note = "Wir suchen RUST-Leute";
    assert_eq!(matched("Recruiter at Acme", note, "V2b"), "RUST");
}

#[test]
fn a_school_is_named_by_whole_words() {
    let context = Context {
        schools: ["mit".into()].into(),
        ..Context::default()
    };
    let schools = |headline, note| {
        let subject = Subject {
            headline: Some(headline),
            note: Some(note),
            ..Subject::default()
        };
        let reasons = judge(&RULES, &context, &subject).reasons;
        reasons.iter().any(|reason| reason.id == "V5")
    };
    assert!(schools("Engineer, MIT", "") && schools("Cook", "I was at MIT, too"));
    assert!(!schools(
        "Committee member",
        "Gern vernetze ich mich: Mitglied im Verein"
    ));
}

#[test]
fn the_same_words_of_three_people_within_a_week_are_a_batch() {
    let context = context();
    let of = |note, sent_days| {
        let subject = Subject {
            note: Some(note),
            sent_days: Some(sent_days),
            ..Subject::default()
        };
        judge(&RULES, &context, &subject)
    };
    let words = "Let us join forces, friend of progress";
    for sent_days in [19, 18, 17] {
        let batch = of(words, sent_days);
        assert_eq!(warned(&batch), ["W_DUP_BATCH"], "{sent_days} days ago");
        assert_eq!(batch.verdict, Verdict::Check);
    }
    assert!(of(words, 60).warnings.is_empty(), "long before the batch");
    assert!(of("Hello there", 8).warnings.is_empty(), "over three weeks");
}

#[test]
fn the_first_recruiter_at_a_target_company_brings_more_reach_than_the_second() {
    let context = context();
    let reach = context.reach.as_ref().unwrap();
    assert_eq!(reach.count(&Facet::RecruiterAt("northwind".into())), 1);
    assert_eq!(reach.count(&Facet::Company("umbrella".into())), 1);
    let points = |company: &str| {
        let subject = Subject {
            headline: Some("Recruiter"),
            company: Some(company),
            ..Subject::default()
        };
        let judgement = judge(&RULES, &context, &subject);
        let reason = judgement.reasons.into_iter().find(|r| r.id == "R").unwrap();
        (reason.points, reason.matched)
    };
    let (first, words) = points("Acme");
    assert_eq!(words, "first person you would know at Acme, a recruiter");
    let (second, words) = points("Northwind");
    assert_eq!(words, "you know 1 at Northwind");
    assert!(first > second, "{first} {second}");
}

#[test]
fn a_recruiter_is_silent_only_where_messages_are_there_to_tell() {
    let of = |kinds: &[&'static str]| {
        let archive = Archive {
            kinds: kinds.to_vec(),
            connections: vec![connection("jon-sample", "Northwind", "Embedded Recruiter")],
            ..facts().archive().clone()
        };
        let reach = context_of(&Facts::new(archive)).reach.unwrap();
        (reach.recruiters, reach.silent_recruiters)
    };
    assert_eq!(of(&["connections", "messages"]), (1, 1));
    assert_eq!(of(&["connections"]), (1, 0));
}

#[test]
fn somebody_of_the_address_book_is_known() {
    let subject = Subject {
        name: Some("Pat Placeholder"),
        ..Subject::default()
    };
    let judgement = judge(&RULES, &context(), &subject);
    assert!(judgement.reasons.iter().any(|reason| reason.id == "V9"));
}

#[test]
fn titles_at_a_company_that_many_with_default_addresses_share_are_a_batch() {
    let subject = |slug, headline, sent_days| Subject {
        slug: Some(slug),
        headline: Some(headline),
        sent_days: Some(sent_days),
        ..Subject::default()
    };
    let headline = "Account Manager at Globex Ltd";
    // LinkedIn's own endings have six to ten digits.
    let slugs = ["ann-a-5b3a81a2", "ben-b-1b3a8c", "cy-c-0b3a81a2fe"];
    let keys = slugs.map(key);
    let open = slugs.iter().zip(&keys).zip(3..);
    let open = open.map(|((slug, key), age)| (subject(slug, headline, age), key));
    let context = Context::default().with_open(&RULES, open);
    let of = |slug, headline, sent_days| {
        let judgement = judge(&RULES, &context, &subject(slug, headline, sent_days));
        let matched = judgement.warnings.first().map(|w| w.matched.clone());
        (judgement.warnings.len(), matched.unwrap_or_default())
    };
    for (slug, age) in slugs.into_iter().zip(3..) {
        assert_eq!(of(slug, headline, age), (1, headline.to_owned()));
    }
    let none = (0, String::new());
    assert_eq!(of("lee-t", headline, 4), none, "an address of their own");
    assert_eq!(of("lee-t-5b3a81a2", "Baker at Globex", 4), none);
    assert_eq!(of("lee-t-5b3a81a2", headline, 40), none, "another time");
}

#[test]
fn counts_that_the_person_read_off_bound_the_second_degree() {
    let subject = Subject {
        connections: Some(500),
        mutual: Some(79),
        ..Subject::default()
    };
    let judgement = judge(&RULES, &Context::default(), &subject);
    let words = &judgement.info[0].matched;
    assert_eq!(
        words,
        "up to 420 new second-degree people (500 shown, 79 mutual), fewer in practice"
    );
    let unknown = Subject {
        connections: None,
        ..subject
    };
    assert!(judge(&RULES, &Context::default(), &unknown).info.is_empty());
}
