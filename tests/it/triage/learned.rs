//! What fifty decisions say about the rules.

use std::sync::Arc;

use cordial::domain::{
    book::{Book, LEARNED_FROM},
    facts::Facts,
    invitation::{Answer, InvitationId},
    person::PersonKey,
    records::{Archive, Direction, Invitation},
    step::{Stamped, Step, StepId},
    triage::Wishes,
};

use super::RULES;

pub(super) fn invitation(n: u32, note: &str) -> Invitation {
    Invitation {
        id: InvitationId {
            person: PersonKey::slug(&format!("lee-testcase-{n}")).unwrap(),
            sent: Some("2026-11-01T10:00:00Z".parse().unwrap()),
        },
        direction: Direction::Incoming,
        name: "Lee Testcase".into(),
        note: note.into(),
        connected: false,
        by_name: false,
    }
}

/// So many invitations, every fifth with a pitch, of which the first is accepted.
fn book(count: u32) -> Book {
    let note = |n: u32| match n % 5 {
        0 => "We offer lead generation services, qualified leads for your company.",
        _ => "",
    };
    let all: Vec<Invitation> = (0..count).map(|n| invitation(n, note(n))).collect();
    let steps = all.iter().zip(0_u32..).map(|(invitation, n)| {
        let accepted = n == 0 || n % 5 != 0;
        Stamped {
            id: StepId::new(&format!("step{n}")),
            device: "here".into(),
            clock: u64::from(n) + 1,
            at: "2026-11-20T09:00:00Z".parse().unwrap(),
            step: Step::Answer {
                invitations: vec![invitation.id.clone()],
                answer: if accepted {
                    Answer::Accept
                } else {
                    Answer::Decline
                },
                reason: None,
            },
        }
    });
    let mut book = Book::new(steps.collect::<Vec<_>>());
    book.set_facts(Arc::new(Facts::new(Archive {
        invitations: all,
        ..Archive::default()
    })));
    book
}

#[test]
fn fifty_decisions_say_how_one_answered_where_a_rule_spoke() {
    let wishes = Wishes {
        today: "2026-11-23".parse().unwrap(),
        targets: &cordial::domain::target::Targets::default(),
        role: "",
        place: "",
        sensitive: false,
    };
    assert_eq!(book(LEARNED_FROM - 1).learned(&RULES, &wishes), None);
    let learned = book(LEARNED_FROM).learned(&RULES, &wishes).unwrap();
    assert_eq!(learned["P_CLAIM"].words(), "you accepted 1 of 10");
    assert!(!learned.contains_key("V2"), "it never spoke");
}
