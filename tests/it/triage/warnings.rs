//! Every warning: one invitation that brings it, with its severity, and one beside it that does not.

use cordial::domain::triage::{Context, Judgement, Kind, Severity, Subject, judge};

use super::{RULES, of_note, warned};
use Severity::{Check, Stop};

/// What a warning says of a judgement.
fn severity(judgement: &Judgement, id: &str) -> Option<Severity> {
    let warning = judgement.warnings.iter().find(|warning| warning.id == id);
    warning.map(|warning| warning.severity)
}

/// Rule, severity, a note that brings it, and one that does not.
const NOTES: [(&str, Severity, &str, &str); 11] = [
    (
        "W_MONEY",
        Stop,
        "You pay a deposit first.",
        "I lead the deposit product at a bank in Turku.",
    ),
    (
        "W_IDDATA",
        Stop,
        "Please send a scan of your passport for the file.",
        "The passport office moved, see you at the consulate.",
    ),
    (
        "W_INHERIT",
        Stop,
        "My late client left 8 million dollars and no heirs.",
        "I teach inheritance law in Graz.",
    ),
    (
        "W_ROMANCE",
        Stop,
        "Hello dear, I am looking for an honest man.",
        "Dear colleague, I liked your talk on single sign-on.",
    ),
    (
        "W_CRYPTO",
        Stop,
        "I earn a steady profit with bitcoin and can show you how.",
        "I work on bitcoin wallets and read your article.",
    ),
    (
        "W_EASYMONEY",
        Check,
        "A passive income is possible for everybody.",
        "We pay 60 dollars per hour for an expert call.",
    ),
    (
        "W_INSTANTJOB",
        Check,
        "You are hired immediately.",
        "We have an immediate start for a nurse, interviews are on Monday.",
    ),
    (
        "W_OFFPLATFORM",
        Check,
        "Could you write to me on Telegram?",
        "I am on the Telegram team and we share a friend.",
    ),
    (
        "W_LINK",
        Check,
        "My slides: bit.ly/3xyzab",
        "The programme is at https://example.org/fair",
    ),
    (
        "W_ATTACH",
        Check,
        "Please download the attached archive and run it.",
        "I sent a patch to your repository.",
    ),
    (
        "W_SIGNS",
        Check,
        "Cancer patient here, I want orphans to have my fortune.",
        "My mother has cancer and your post gave us hope.",
    ),
];

#[test]
fn what_a_note_says_brings_its_warning_with_its_severity() {
    for (id, says, brings, silent) in NOTES {
        let judgement = of_note(brings);
        assert_eq!(
            severity(&judgement, id),
            Some(says),
            "{brings}: {:?}",
            judgement.warnings
        );
        assert!(warned(&of_note(silent)).is_empty(), "{id}: {silent}");
    }
}

/// Warning, what becomes a stop beside another, and the note.
#[test]
fn some_checks_are_stops_beside_another_warning() {
    for (id, note) in [
        (
            "W_EASYMONEY",
            "Passive income for everybody, write to me on Telegram.",
        ),
        (
            "W_INSTANTJOB",
            "You are hired, no interview needed, write to me on WhatsApp.",
        ),
        (
            "W_INSTANTJOB",
            "You are hired without an interview, only a training fee is required.",
        ),
        (
            "W_OFFPLATFORM",
            "Write to me on WhatsApp, there is a refundable deposit of 90 euros.",
        ),
        (
            "W_ATTACH",
            "Please download the attached archive from bit.ly/3xyzab and run it.",
        ),
    ] {
        let judgement = of_note(note);
        assert_eq!(
            severity(&judgement, id),
            Some(Stop),
            "{note}: {:?}",
            judgement.warnings
        );
    }
}

/// What a headline brings, with the mutual count.
fn of_headline(headline: &str, company: Option<&str>, mutual: Option<u32>) -> Judgement {
    let subject = Subject {
        headline: Some(headline),
        company,
        mutual,
        ..Subject::default()
    };
    judge(&RULES, &Context::default(), &subject)
}

#[test]
fn a_leader_of_a_large_brand_whom_nobody_knows_is_asked() {
    let of = |headline, mutual| of_headline(headline, None, mutual);
    let brought = of("CEO at Siemens", Some(0));
    assert_eq!(severity(&brought, "W_BIGBRAND_EXEC"), Some(Check));
    for silent in [
        of("CEO at Siemens", None),
        of("CEO at Siemens", Some(2)),
        of("Engineer at Siemens", Some(0)),
        of("CEO at Northwind", Some(0)),
    ] {
        assert!(silent.warnings.is_empty(), "{:?}", silent.warnings);
    }
}

#[test]
fn whoever_speaks_of_jobs_is_asked_for_the_company() {
    let id = "W_RECRUITER_UNVERIFIED";
    let brought = of_headline("Talent Acquisition Partner", None, None);
    assert_eq!(severity(&brought, id), Some(Check));
    let of = |headline, note| {
        let subject = Subject {
            headline,
            note: Some(note),
            ..Subject::default()
        };
        judge(&RULES, &Context::default(), &subject)
    };
    let job = "We have an opening for a welder.";
    assert_eq!(
        severity(&of(Some("People person"), job), id),
        Some(Check),
        "job words of the note"
    );
    for silent in [
        of_headline("Talent Acquisition Partner at Acme", None, None),
        of_headline("Talent Acquisition Partner", Some("Acme"), None),
        of_headline("Welder", None, None),
        of(None, job),
        of(Some("Welder at Acme"), job),
    ] {
        assert_eq!(severity(&silent, id), None);
    }
}

#[test]
fn sensitive_work_is_told_of_approaches_only_where_it_is_marked() {
    let approaches = [
        (Some("Recruiter at Acme"), None),
        (Some("Consultant at Acme"), None),
        (Some("Analyst, think tank for geopolitics at Acme"), None),
        (None, Some("We would like to invite you to a paid lecture.")),
        (None, Some("The trip is all expenses paid.")),
        (None, Some("Could you write an expert report for us?")),
    ];
    for sensitive in [true, false] {
        let context = Context {
            sensitive,
            ..Context::default()
        };
        for (headline, note) in approaches {
            let subject = Subject {
                headline,
                note,
                ..Subject::default()
            };
            let judgement = judge(&RULES, &context, &subject);
            assert_eq!(
                severity(&judgement, "W_MI5"),
                sensitive.then_some(Check),
                "{subject:?}"
            );
        }
        let subject = Subject {
            headline: Some("Welder at Acme"),
            note: Some("We met at the fair in Basel."),
            ..Subject::default()
        };
        assert!(judge(&RULES, &context, &subject).warnings.is_empty());
    }
}

/// Section by section the table has what is warned of, and nothing else: each with its severity
/// and what to do.
#[test]
fn the_warnings_of_the_table_are_these() {
    let warnings = RULES.rows.iter().filter(|row| row.kind == Kind::Warning);
    let mut warnings: Vec<_> = warnings
        .map(|row| {
            assert!(row.advice.ends_with('.'), "{}: {}", row.id, row.advice);
            (&*row.id, row.severity.unwrap())
        })
        .collect();
    warnings.sort_unstable();
    let mut expected: Vec<_> = NOTES.iter().map(|(id, says, ..)| (*id, *says)).collect();
    let others = [
        "W_DUP_BATCH",
        "W_BIGBRAND_EXEC",
        "W_MI5",
        "W_RECRUITER_UNVERIFIED",
        "W_NAME_CONTACT",
        "W_NAME_DIGIT",
        "W_NAME_STYLE",
        "W_NAME_SCRIPTS",
        "W_NAME_COMPANY",
    ];
    expected.extend(others.map(|id| (id, Check)));
    expected.sort_unstable();
    assert_eq!(warnings, expected);
}

#[test]
fn of_an_absurdly_long_note_the_beginning_is_read() {
    let passport = "Please send a scan of your passport.";
    let with = |before: usize| of_note(&format!("{}{passport}", "x ".repeat(before)));
    assert!(warned(&with(100)).contains(&"W_IDDATA"));
    assert!(!warned(&with(100_000)).contains(&"W_IDDATA"));
}
