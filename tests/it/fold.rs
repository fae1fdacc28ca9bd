//! The book is a function of the set of steps: whatever order they come in, it is the same one.

use cordial::domain::{
    book::Book,
    invitation::{Answer, InvitationId},
    person::PersonKey,
    step::{Field, Stamped, Step, StepId},
};

use crate::store::{Seed, number};

/// How many steps are put in every order.
const STEPS: usize = 6;

fn person(seed: &mut Seed) -> PersonKey {
    PersonKey::slug(["mira", "jon", "ada"][seed.below(3)]).unwrap()
}

/// A step about few people, so that several are about one.
fn step(seed: &mut Seed, ids: &[StepId]) -> Step {
    let people = vec![person(seed)];
    let on = seed.below(2) == 0;
    let id = ids[seed.below(ids.len())].clone();
    match seed.below(11) {
        0 | 1 => Step::Answer {
            invitations: vec![InvitationId {
                person: person(seed),
                sent: None,
            }],
            answer: [Answer::Accept, Answer::Decline, Answer::Ask][seed.below(3)],
            reason: None,
        },
        2 => Step::Note {
            people,
            text: seed.below(100).to_string(),
        },
        3 => Step::Tag {
            people,
            tag: "rust".to_owned(),
            on,
        },
        4 => Step::NoContact { people, on },
        5 => Step::Skip { people },
        6 => Step::Merge {
            keep: person(seed),
            other: person(seed),
            take: vec![Field::Name],
        },
        7 => Step::FreshStart,
        8 => Step::Redo { id },
        9 => Step::Erased { rest: None },
        _ => Step::Undo { id },
    }
}

/// Steps of two devices; clocks meet, and one step in some stories is another one, erased.
fn story(seed: &mut Seed) -> Vec<Stamped> {
    let ids: Vec<StepId> = (0..STEPS)
        .map(|number| StepId::new(&format!("step{number}")))
        .collect();
    let stamped = |number: usize, step: Step| Stamped {
        id: ids[number].clone(),
        device: ["here", "there"][number % 2].into(),
        clock: 1 + number as u64 / 2,
        at: "2026-11-20T09:00:00Z".parse().unwrap(),
        step,
    };
    let mut steps: Vec<Stamped> = (0..STEPS)
        .map(|number| stamped(number, step(seed, &ids)))
        .collect();
    if seed.below(3) == 0 {
        let gone = seed.below(STEPS - 1);
        steps[STEPS - 1] = stamped(gone, Step::Erased { rest: None });
    }
    steps
}

/// Calls `seen` with the items in every order.
fn in_every_order<T: Clone>(items: &mut [T], from: usize, seen: &mut impl FnMut(&[T])) {
    if from == items.len() {
        return seen(items);
    }
    for at in from..items.len() {
        items.swap(from, at);
        in_every_order(items, from + 1, seen);
        items.swap(from, at);
    }
}

/// A long run: `CORDIAL_SEEDS=1400 cargo test --test it in_whatever_order` is a million of orders.
#[test]
fn in_whatever_order_steps_come_the_book_is_the_same() {
    for seed in 1..=number("CORDIAL_SEEDS").unwrap_or(8) {
        let mut steps = story(&mut Seed(seed.wrapping_mul(0x9E37_79B9)));
        let mut sorted = steps.clone();
        sorted.sort_by_key(|s| (s.clock, s.device.clone(), s.id.clone()));
        let whole = Book::new(sorted);
        in_every_order(&mut steps, 0, &mut |order| {
            let mut book = Book::default();
            for step in order {
                book.take([step.clone()]);
            }
            assert_eq!(book, whole, "seed {seed}: {order:#?}");
        });
    }
}
