use cordial::{
    config::rules::load,
    domain::{
        person::PersonKey,
        triage::{Context, Level, Subject, Target, Verdict, judge},
    },
};

use super::{RULES, warned};

fn targets(company: &str, why: Target) -> Context {
    Context {
        targets: [(company.into(), why)].into(),
        ..Context::default()
    }
}

const PITCH: &str = "I help SaaS founders 10x pipeline, open to a quick chat?";

#[test]
fn a_name_alone_in_a_small_network_is_accepted() {
    let context = Context {
        connections: Some(40),
        ..Context::default()
    };
    let subject = Subject {
        name: Some("Mira Example"),
        slug: Some("mira-example-5b3a81a2"),
        sent_days: Some(3),
        ..Subject::default()
    };
    let judgement = judge(&RULES, &context, &subject);
    assert_eq!((judgement.score, judgement.verdict), (58, Verdict::Accept));
    assert_eq!(judgement.known, 4);
    assert_eq!(
        judgement.known_words(),
        "no warning sign found in what you gave me (4 of 9 fields known)"
    );
    assert_eq!(
        judgement.unknown,
        ["note", "headline", "company", "mutual connections", "place"]
    );
}

#[test]
fn a_recruiter_where_one_applied_is_worth_a_welcome() {
    let subject = Subject {
        headline: Some("Recruiter at Northwind GmbH"),
        mutual: Some(8),
        ..Subject::default()
    };
    let judgement = judge(&RULES, &targets("northwind", Target::Applied), &subject);
    assert_eq!(
        (judgement.score, judgement.verdict),
        (95, Verdict::FollowUp)
    );
    let ids: Vec<_> = judgement
        .reasons
        .iter()
        .map(|r| (r.id.as_str(), r.points))
        .collect();
    assert_eq!(ids, [("V1", 20), ("V2", 15), ("V7", 10)]);
}

#[test]
fn a_pitch_probably_sells_and_a_target_company_earns_a_look() {
    let subject = Subject {
        headline: Some("Sales Representative"),
        company: Some("Acme"),
        note: Some(PITCH),
        ..Subject::default()
    };
    let judgement = judge(&RULES, &Context::default(), &subject);
    assert_eq!(
        (judgement.score, judgement.verdict),
        (23, Verdict::Sells),
        "{judgement:?}"
    );
    let judgement = judge(&RULES, &targets("acme", Target::Listed), &subject);
    assert_eq!((judgement.score, judgement.verdict), (43, Verdict::Look));
}

/// Selling by trade costs nothing, and neither does asking; both together do.
#[test]
fn a_seller_by_trade_loses_points_only_for_a_note_that_sells() {
    let of = |headline, note| {
        let subject = Subject {
            headline: Some(headline),
            note: Some(note),
            ..Subject::default()
        };
        let reasons = judge(&RULES, &Context::default(), &subject).reasons;
        reasons.iter().any(|reason| reason.id == "P6")
    };
    let thanks = "Thanks for your talk on sourdough last week, I took notes!";
    assert!(of("Sales Representative", PITCH));
    assert!(!of("Sales Representative", thanks));
    assert!(!of("Baker", PITCH));
}

/// Five openers of one's own take eight points each, and thirty points are the most.
#[test]
fn all_that_sells_together_takes_thirty_points_at_the_most() {
    let mut own = String::new();
    for word in ["uno", "due", "tre", "quattro", "cinque"] {
        own += &format!(
            "[[rule]]\nid = \"P_{word}\"\nkind = \"pitch\"\npoints = -8\ntitle = \"{word}\"\nany = ['\\b{word}\\b']\n"
        );
    }
    let rules = load(Some(("rules.toml", &own))).unwrap();
    let subject = Subject {
        note: Some("uno due tre quattro cinque"),
        ..Subject::default()
    };
    let judgement = judge(&rules, &Context::default(), &subject);
    assert_eq!(judgement.pitch.len(), 5);
    assert_eq!(judgement.score, 20);
}

/// What is the same for everybody stands last, however much it weighs.
#[test]
fn the_first_reason_speaks_of_the_inviter() {
    let context = Context {
        connections: Some(40),
        ..Context::default()
    };
    let subject = Subject {
        headline: Some("Head of Bakery"),
        ..Subject::default()
    };
    let reasons = judge(&RULES, &context, &subject).reasons;
    let ids: Vec<&str> = reasons.iter().map(|reason| &*reason.id).collect();
    assert_eq!(ids, ["V3b", "V12"], "8 points for the network, 5 for them");
}

#[test]
fn pay_by_the_day_on_telegram_stops() {
    let subject = Subject {
        note: Some("Part-time, $250 a day, Telegram"),
        ..Subject::default()
    };
    let judgement = judge(&RULES, &Context::default(), &subject);
    assert_eq!(judgement.verdict, Verdict::Stop, "{judgement:?}");
}

#[test]
fn own_topics_turn_a_stop_into_a_check() {
    let subject = Subject {
        note: Some("I show you how to earn profits with bitcoin."),
        ..Subject::default()
    };
    let mut context = Context::default();
    assert_eq!(judge(&RULES, &context, &subject).verdict, Verdict::Stop);
    context.topics.insert("to".into());
    assert_eq!(judge(&RULES, &context, &subject).verdict, Verdict::Stop);
    context.topics.insert("bitcoin".into());
    assert_eq!(judge(&RULES, &context, &subject).verdict, Verdict::Check);
}

#[test]
fn names_with_odd_signs_are_looked_at() {
    for (name, id) in [
        ("Mira Example mira@example.org", "W_NAME_CONTACT"),
        ("Mira +1 415 555 0100", "W_NAME_CONTACT"),
        ("Mira @mira", "W_NAME_CONTACT"),
        ("Mira mira.io", "W_NAME_CONTACT"),
        ("M1ra Example", "W_NAME_DIGIT"),
        ("M\u{ff11}ra Example", "W_NAME_DIGIT"),
        ("𝗠𝗶𝗿𝗮 Example", "W_NAME_STYLE"),
        ("Mira\u{202E} Example", "W_NAME_STYLE"),
        ("Mir\u{430} Example", "W_NAME_SCRIPTS"),
        ("Northwind GmbH", "W_NAME_COMPANY"),
    ] {
        let subject = Subject {
            name: Some(name),
            ..Subject::default()
        };
        let judgement = judge(&RULES, &Context::default(), &subject);
        assert_eq!(warned(&judgement), [id], "{name}");
        assert_eq!(judgement.score, 50, "a warning changes no score");
    }
}

#[test]
fn how_somebody_likes_to_write_the_own_name_is_never_a_warning() {
    for name in [
        "mira example",
        "MIRA EXAMPLE",
        "Mira E.",
        "Mira 🌻 Example",
        "Мира Пример",
        "Mira (Мира) Example",
        "Jon Sample 3rd",
        "Jon Sample, CCNA2",
        "Robin A1",
        "李雷 Lei Li",
        "Zoë O’Neil-Łoś",
        "محمد",
        "Jon Sample, Ph.D.",
    ] {
        let subject = Subject {
            name: Some(name),
            slug: Some("qq-4711aa"),
            ..Subject::default()
        };
        let judgement = judge(&RULES, &Context::default(), &subject);
        assert!(
            judgement.warnings.is_empty(),
            "{name}: {:?}",
            judgement.warnings
        );
    }
}

/// What is told of a name without a warning.
#[test]
fn odd_letters_in_a_name_are_information() {
    for (name, words) in [
        ("mira example", Some("all small letters")),
        ("MIRA EXAMPLE", Some("all capitals")),
        ("MIRA", Some("all capitals")),
        ("ABC", None),
        ("Mira E.", Some("surname is an initial")),
        ("Mira Example", None),
    ] {
        let subject = Subject {
            name: Some(name),
            ..Subject::default()
        };
        let info = judge(&RULES, &Context::default(), &subject).info;
        let told = info.iter().find(|mark| mark.id == "I1");
        assert_eq!(told.map(|mark| &*mark.matched), words, "{name}");
    }
}

#[test]
fn an_address_unlike_the_name_is_information() {
    for (name, slug, unlike) in [
        ("Mira Example", "mira-e", false),
        ("Mira Example", "qq-4711aa", true),
        ("J Example", "jq-4711aa", true),
        // What is written in other letters cannot be compared.
        ("Мира Пример", "qq-4711aa", false),
        ("Mira Example", "пример", false),
    ] {
        let subject = Subject {
            name: Some(name),
            slug: Some(slug),
            ..Subject::default()
        };
        let info = judge(&RULES, &Context::default(), &subject).info;
        let told = info
            .iter()
            .any(|mark| mark.matched == "address unlike the name");
        assert_eq!(told, unlike, "{name} {slug}");
    }
}

#[test]
fn an_invitation_of_more_than_ninety_days_is_late() {
    for (sent_days, late) in [(Some(90), false), (Some(91), true), (None, false)] {
        let subject = Subject {
            sent_days,
            ..Subject::default()
        };
        let judgement = judge(&RULES, &Context::default(), &subject);
        assert_eq!(judgement.is_late(), late, "{sent_days:?}");
    }
}

/// Above oneself is above: an own level brings nothing more.
#[test]
fn somebody_above_oneself_at_a_target_brings_more() {
    let reasons = |level| {
        let context = Context {
            level: Some(level),
            ..targets("acme", Target::Applied)
        };
        let subject = Subject {
            headline: Some("Head of Bakery"),
            company: Some("Acme"),
            ..Subject::default()
        };
        judge(&RULES, &context, &subject).reasons
    };
    let above = |level| reasons(level).iter().any(|reason| reason.id == "V3c");
    assert!(above(Level::Peer) && !above(Level::Leader) && !above(Level::Exec));
    let why = reasons(Level::Peer)
        .into_iter()
        .find(|reason| reason.id == "V1");
    assert_eq!(why.unwrap().matched, "Acme: you applied there");
}

/// Each shared word counts a third, to the nearest point, and three are all.
#[test]
fn a_shared_field_earns_by_the_words_that_are_shared() {
    let context = Context {
        fields: ["sourdough", "ovens", "yeast", "flour"]
            .map(Into::into)
            .into(),
        ..Context::default()
    };
    for (headline, points) in [
        ("Baker", None),
        ("Sourdough baker", Some(3)),
        ("Sourdough and ovens", Some(5)),
        ("Sourdough, ovens, yeast", Some(8)),
        ("Sourdough, ovens, yeast, flour", Some(8)),
    ] {
        let subject = Subject {
            headline: Some(headline),
            ..Subject::default()
        };
        let reasons = judge(&RULES, &context, &subject).reasons;
        let shared = reasons.iter().find(|reason| reason.id == "V6");
        assert_eq!(shared.map(|reason| reason.points), points, "{headline}");
    }
}

#[test]
fn a_recruiter_without_a_company_is_looked_at_and_the_unknown_is_not() {
    let mut subject = Subject {
        headline: Some("Recruiter"),
        ..Subject::default()
    };
    let of = |subject: &Subject<'_>| judge(&RULES, &Context::default(), subject);
    assert_eq!(warned(&of(&subject)), ["W_RECRUITER_UNVERIFIED"]);
    subject.company = Some("Acme");
    assert!(of(&subject).warnings.is_empty());
    assert!(!of(&subject).unknown.contains(&"company"));
    let at = Subject {
        headline: Some("Recruiter at Acme"),
        ..Subject::default()
    };
    assert!(
        !of(&at).unknown.contains(&"company"),
        "the headline names it"
    );
    subject.headline = Some("CEO at Google");
    subject.company = None;
    assert!(of(&subject).warnings.is_empty(), "mutual count unknown");
    subject.mutual = Some(0);
    assert_eq!(warned(&of(&subject)), ["W_BIGBRAND_EXEC"]);
}

#[test]
fn sensitive_work_is_warned_of_paid_talks() {
    let subject = Subject {
        note: Some("We offer a paid talk, all expenses covered."),
        ..Subject::default()
    };
    let mut context = Context::default();
    assert!(judge(&RULES, &context, &subject).warnings.is_empty());
    context.sensitive = true;
    assert_eq!(warned(&judge(&RULES, &context, &subject)), ["W_MI5"]);
}

#[test]
fn what_is_known_of_a_person_counts() {
    let context = Context {
        known: [PersonKey::slug("mira-example").unwrap()].into(),
        employers: ["globex".into()].into(),
        schools: ["aalto university".into()].into(),
        titles: ["data".into(), "engineer".into()].into(),
        level: Some(Level::Peer),
        targets: [("globex".into(), Target::Listed)].into(),
        ..Context::default()
    };
    let subject = Subject {
        slug: Some("mira-example"),
        headline: Some("Head of Data Engineering, Aalto University"),
        company: Some("Globex Ltd."),
        ..Subject::default()
    };
    let judgement = judge(&RULES, &context, &subject);
    let mut ids: Vec<_> = judgement.reasons.iter().map(|r| r.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["V1", "V3", "V3c", "V4", "V5", "V6", "V9"]);
    assert_eq!(judgement.score, 100);
}

/// Words with somebody make nobody else known.
#[test]
fn a_name_is_known_only_if_it_is_among_those_known() {
    let context = Context {
        known_names: ["mira example".into()].into(),
        ..Context::default()
    };
    for (name, known) in [("Mira Example", true), ("Lee Testcase", false)] {
        let subject = Subject {
            name: Some(name),
            ..Subject::default()
        };
        let reasons = judge(&RULES, &context, &subject).reasons;
        assert_eq!(
            reasons.iter().any(|reason| reason.id == "V9"),
            known,
            "{name}"
        );
    }
}

#[test]
fn past_titles_and_wishes_earn_nothing() {
    for headline in [
        "Aspiring recruiter",
        "Former CEO",
        "Student, future Head of Data",
    ] {
        let subject = Subject {
            headline: Some(headline),
            company: Some("Acme"),
            ..Subject::default()
        };
        assert_eq!(
            judge(&RULES, &Context::default(), &subject).score,
            50,
            "{headline}"
        );
    }
}

#[test]
fn companies_are_compared_without_their_legal_forms() {
    for (written, name) in [
        ("Acme GmbH & Co. KG", Some("acme")),
        ("ACME s.r.o.", Some("acme")),
        ("Acme Fine Foods sp. z o.o.", Some("acme fine foods")),
        ("Acme Fine Foods S.p.A.", Some("acme fine foods")),
        ("Acme Holding AG (Berlin)", Some("acme")),
        ("Acme Deutschland GmbH", Some("acme")),
        ("Freelance", None),
        ("Stealth Startup", None),
        ("Self-employed", None),
        ("SE", Some("se")),
        ("S.A.", Some("s a")),
        ("Smith & Sons", Some("smith & sons")),
        ("Smith + Sons", Some("smith sons")),
        ("Stealth Fintech", None),
        ("Freelance GmbH", None),
    ] {
        assert_eq!(RULES.companies.name(written).as_deref(), name, "{written}");
    }
}
