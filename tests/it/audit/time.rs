//! The audit over time: imports, changes, reminders.

use cordial::domain::{
    checklist::{
        Change, Held, PastAudit, Source, Subject, audit, compare, growth, history, reminder,
    },
    facts::Facts,
    person::PersonKey,
    records::{Archive, Owner},
    step::{Import, ImportFile, ImportSection},
};

use super::{
    fixtures::{complete, day, today, typical},
    list,
};

#[test]
fn two_audits_are_compared_and_history_says_what_changed() {
    let list = list();
    let (before, after) = (typical().audit(&list), complete().audit(&list));
    let changes = compare(&before, &after);
    assert_eq!(&*changes[0].id, "photo");
    assert_eq!(changes[0].gained(), 600);
    let gained: i64 = changes.iter().map(Change::gained).sum();
    assert_eq!(gained, i64::from(after.got.0) - i64::from(before.got.0));
    assert!(compare(&after, &after).is_empty());
    let looks = [("spring.zip", before), ("autumn.zip", after)].map(|(source, audit)| PastAudit {
        source: source.into(),
        taken: None,
        audit,
    });
    let entries = history(&looks);
    assert_eq!(entries.len(), 2);
    assert!(entries[0].changes.is_empty());
    assert_eq!(
        (entries[1].score, &entries[1].changes),
        (Some(100), &changes)
    );
}

#[test]
fn a_quarter_after_the_archive_it_is_time_to_look_again() {
    let due = |days, today: &str| {
        reminder(days, Some(day("2026-08-26")), day(today)).map(|r| (r.due, r.ready))
    };
    assert_eq!(due(91, "2026-11-24"), Some((day("2026-11-25"), false)));
    assert_eq!(due(91, "2026-11-25"), Some((day("2026-11-25"), true)));
    assert_eq!(reminder(91, None, today()), None);
    assert_eq!(due(0, "2026-11-25"), None);
}

#[test]
fn the_subject_is_the_owner_of_the_facts() {
    let fixture = complete();
    let facts = Facts::new(Archive {
        owner: Owner {
            key: PersonKey::slug("robin-example"),
            name: "Robin Example".into(),
        },
        profile: fixture.profile.clone(),
        date_only: vec![today(); 612],
        ..Archive::default()
    });
    let mut subject = Subject::new(&facts, &fixture.held, &fixture.growth, &fixture.said);
    subject.looking = Some(true);
    assert_eq!(audit(&list(), &subject, today()), fixture.audit(&list()));
}

#[test]
fn imports_say_which_files_there_were_and_how_the_connections_grew() {
    let import = |taken: &str, kinds: &[(&str, u64)]| Import {
        source: "archive.zip".into(),
        taken: Some(taken.parse().unwrap()),
        files: vec![ImportFile {
            id: String::new(),
            bytes: 0,
            sha256: String::new(),
            sections: kinds
                .iter()
                .map(|(kind, rows)| ImportSection {
                    kind: (*kind).into(),
                    rows: *rows,
                    digest: String::new(),
                })
                .collect(),
        }],
        unchanged: Vec::new(),
        set_aside: 0,
    };
    let imports = [
        import(
            "2026-06-01T08:00:00Z",
            &[("connections", 120), ("skills", 9)],
        ),
        import(
            "2026-01-01T08:00:00Z",
            &[("connections", 80), ("profile", 1)],
        ),
        import(
            "2026-11-01T08:00:00Z",
            &[("connections", 160), ("no-such-kind", 1)],
        ),
    ];
    assert_eq!(
        growth(&imports),
        [
            (day("2026-01-01"), 80),
            (day("2026-06-01"), 120),
            (day("2026-11-01"), 160)
        ]
    );
    let held = Held::of(&imports);
    assert_eq!(held.get(Source::Skills).taken(), Some(day("2026-06-01")));
    assert_eq!(
        held.get(Source::Connections).taken(),
        Some(day("2026-11-01"))
    );
    assert!(!held.get(Source::Verifications).is_known());
    assert_eq!(held.newest(), Some(day("2026-11-01")));
}

#[test]
fn every_file_that_the_audit_reads_is_one_that_an_import_keeps() {
    let kept: Vec<&str> = cordial::import::Kind::ALL
        .iter()
        .map(|kind| kind.id())
        .collect();
    for source in Source::ALL {
        assert!(kept.contains(&source.kind()), "{source} is not imported");
    }
}
