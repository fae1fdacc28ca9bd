//! All open invitations at once: in their order, and again after something changed.

use std::sync::Arc;

use cordial::domain::{
    book::{Book, Judged},
    facts::Facts,
    records::Archive,
    target::Targets,
    triage::Wishes,
};

use super::{RULES, learned::invitation};

fn book(count: u32, note: impl Fn(u32) -> &'static str) -> Book {
    let mut book = Book::default();
    book.set_facts(Arc::new(Facts::new(Archive {
        invitations: (0..count).map(|n| invitation(n, note(n))).collect(),
        ..Archive::default()
    })));
    book
}

fn wishes(targets: &Targets, sensitive: bool) -> Wishes<'_> {
    Wishes {
        today: "2026-11-23".parse().unwrap(),
        targets,
        role: "",
        place: "",
        sensitive,
    }
}

/// So many that several threads work on them.
#[test]
fn many_are_judged_in_their_order() {
    let pitch = "We offer lead generation services, qualified leads for your company.";
    let book = book(1_201, |n| if n % 3 == 0 { pitch } else { "" });
    let judged = book.judge_open(&RULES, &wishes(&Targets::default(), false));
    assert_eq!(judged.len(), 1_201);
    for ((invitation, said), known) in judged.iter().zip(book.facts().invitations()) {
        assert_eq!(invitation.id, known.id);
        assert_eq!(
            said.pitch.is_empty(),
            known.note.is_empty(),
            "{:?}",
            known.id
        );
    }
}

/// Advice is given anew after an edit: what was compared with before may be used, but only while
/// archives and wishes are the same.
#[test]
fn what_is_said_anew_follows_archives_and_wishes() {
    let targets = Targets::default();
    let wishes = |sensitive| wishes(&targets, sensitive);
    let said = Judged::default();
    let mut warned = Vec::new();
    // The same note from three people within a week, then from one.
    for (senders, sensitive) in [(3, false), (3, true), (1, true), (1, true)] {
        let book = book(
            senders,
            |_| "Hello, I saw your profile and would like to tell you more.",
        );
        let anew = said.anew(&book, &RULES, &wishes(sensitive));
        assert_eq!(anew, book.judge_open(&RULES, &wishes(sensitive)));
        assert_eq!(anew.len(), senders as usize);
        warned.push(!anew[0].1.warnings.is_empty());
    }
    assert_eq!(warned, [true, true, false, false]);
}
