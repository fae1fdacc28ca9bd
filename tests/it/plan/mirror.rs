//! Who answered, of the strangers who were accepted.

use cordial::domain::{
    invitation::{Answer, InvitationId},
    records::Traits,
    session::{Mirror, Outcome},
    step::{Channel, Import, Step},
};

use super::people::{World, day, import, key};

fn answer(world: &mut World, slug: &str, on: &str, answer: Answer) {
    let sent = format!("{on}T08:00:00Z").parse().ok();
    let person = key(slug);
    world.step(
        on,
        Step::Answer {
            invitations: vec![InvitationId { person, sent }],
            answer,
            reason: None,
        },
    );
}

/// An archive with messages that was made on a day.
fn archive(world: &mut World, on: &str) {
    let Step::Import(plain) = import() else {
        return;
    };
    let taken = format!("{on}T12:00:00Z").parse().ok();
    let unchanged = vec!["messages".to_owned(), "connections".to_owned()];
    let archive = Import {
        taken,
        unchanged,
        ..plain
    };
    world.step(on, Step::Import(archive));
}

#[test]
fn the_mirror_counts_answers_and_says_what_it_cannot_know() {
    let mut world = World::default();
    for slug in ["ann", "bo", "cy", "di", "ed", "flo", "gus"] {
        answer(&mut world, slug, "2026-10-01", Answer::Accept);
        world.connect(slug, "2026-10-02");
    }
    answer(&mut world, "no", "2026-10-01", Answer::Decline);
    answer(&mut world, "unseen", "2026-10-01", Answer::Accept);
    // Ann answered; Bo only has a text that a button wrote; Cy was written to lately.
    world.mine("ann", "2026-10-03");
    world.theirs("ann", "2026-10-09");
    world.mine("bo", "2026-10-03");
    world.message("bo", day("2026-10-20"), Traits::CONGRATS);
    world.mine("cy", "2026-11-15");
    // Di had no welcome. Ed was no stranger. The note of Flo's invitation is no answer.
    world.theirs("ed", "2026-09-01");
    world.mine("ed", "2026-10-03");
    world.message("flo", day("2026-10-02"), Traits::NOTE);
    world.mine("flo", "2026-10-03");
    // Gus rang up.
    world.mine("gus", "2026-10-03");
    world.log("gus", "2026-10-05", Channel::Call);
    archive(&mut world, "2026-11-20");

    let mirror = Mirror::new(&world.book());
    let of = |slug: &str| {
        let mut strangers = mirror.strangers.iter();
        strangers
            .find(|one| one.person == key(slug))
            .map(|one| one.outcome)
    };
    assert_eq!(of("ann"), Some(Outcome::Answered));
    assert_eq!(of("bo"), Some(Outcome::Silent));
    assert_eq!(of("cy"), Some(Outcome::Early));
    assert_eq!(of("di"), Some(Outcome::NotWelcomed));
    assert_eq!(of("ed"), None);
    assert_eq!(of("flo"), Some(Outcome::Silent));
    assert_eq!(of("gus"), Some(Outcome::Answered));
    assert_eq!(of("no"), None);
    assert_eq!((mirror.known, mirror.unseen), (1, 1));
    assert_eq!(
        mirror.words().unwrap(),
        "Of 6 strangers you accepted, 2 answered your welcome, 2 did not, 1 may still, \
         1 had no welcome from you"
    );
    assert!(
        mirror
            .limits()
            .starts_with("Messages are known until 2026-11-20; answers by mail")
    );
}

#[test]
fn without_messages_only_what_was_logged_counts_and_nothing_is_claimed() {
    let mut world = World::default();
    assert_eq!(Mirror::new(&world.book()).words(), None);
    answer(&mut world, "ann", "2026-10-01", Answer::Accept);
    world.connect("ann", "2026-10-02");
    world.log("ann", "2026-10-03", Channel::Message);
    let mirror = Mirror::new(&world.book());
    assert_eq!(mirror.strangers[0].outcome, Outcome::Early);
    assert!(mirror.limits().contains("No archive had messages"));
}
