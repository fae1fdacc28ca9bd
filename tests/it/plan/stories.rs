//! One rule each.

use cordial::domain::{
    invitation::{Answer, InvitationId},
    outbox::{Act, OutboxId},
    plan::{Circle, Kind, OWED_DAYS, waiting},
    records::Traits,
    step::{Channel, Step},
    template,
};

use super::people::{World, day, key};

/// Three a day would hide what a story is about.
fn world() -> World {
    let mut world = World::default();
    world.settings.limits.week = [9; 7];
    world
}

fn circle(slug: &str, circle: Circle) -> Step {
    let people = vec![key(slug)];
    Step::Circle { people, circle }
}

#[test]
fn a_reply_goes_before_a_welcome_a_date_a_note_and_a_nudge() {
    let mut world = world();
    world.import("2026-11-01");
    world.connect("mira", "2020-01-01");
    world.theirs("mira", "2026-11-20");
    world.connect("jon", "2020-01-01");
    world.mine("jon", "2026-11-01");
    world.connect("pat", "2026-11-22");
    world.connect("lee", "2020-01-01");
    let plan = Step::Plan {
        people: vec![key("lee")],
        on: day("2026-11-23"),
        what: "her talk".to_owned(),
    };
    world.step("2026-11-02", plan);
    world.connect("kim", "2020-01-01");
    world.log("kim", "2026-01-01", Channel::Call);
    world.step("2026-11-02", circle("kim", Circle::Close));
    let agenda = world.agenda("2026-11-23");
    let told: Vec<_> = agenda
        .today
        .iter()
        .map(|f| (f.person.as_str(), f.kind))
        .collect();
    // Windows spread what may wait.
    let mut all = agenda.today.clone();
    all.extend(agenda.resting);
    all.sort_by_key(|f| f.kind);
    let kinds: Vec<_> = all.iter().map(|f| (f.person.as_str(), f.kind)).collect();
    assert_eq!(told.first(), Some(&("mira", Kind::Reply)));
    assert_eq!(
        kinds,
        [
            ("mira", Kind::Reply),
            ("pat", Kind::Welcome),
            ("lee", Kind::Dated),
            ("kim", Kind::Note),
            ("jon", Kind::Nudge),
        ]
    );
    let why = |kind: Kind| all.iter().find(|f| f.kind == kind).unwrap().why.clone();
    assert_eq!(
        why(Kind::Reply),
        "LinkedIn shows they wrote on 20 November, no reply yet"
    );
    assert_eq!(
        why(Kind::Nudge),
        "LinkedIn shows you wrote on 1 November, no answer yet"
    );
    assert_eq!(why(Kind::Welcome), "connected yesterday");
    assert_eq!(why(Kind::Dated), "her talk (you planned it on 2 November)");
    assert_eq!(
        why(Kind::Note),
        "you logged a call on 1 January; close is every 25 days"
    );
}

#[test]
fn a_reply_is_owed_until_it_is_written_logged_skipped_or_old() {
    let mut world = world();
    world.connect("mira", "2020-01-01");
    world.theirs("mira", "2026-11-20");
    assert_eq!(world.today("2026-11-23"), ["mira reply"]);
    let old = day("2026-11-20") + chrono::Days::new(OWED_DAYS.unsigned_abs());
    assert_eq!(world.today(&old.to_string()), [""; 0]);
    world.log("mira", "2026-11-23", Channel::Call);
    assert_eq!(world.today("2026-11-24"), [""; 0]);
}

#[test]
fn one_nudge_and_never_a_third_in_a_row() {
    let mut world = world();
    world.connect("jon", "2020-01-01");
    world.mine("jon", "2026-11-01");
    assert_eq!(
        world.today("2026-11-14"),
        [""; 0],
        "fourteen days are given"
    );
    assert_eq!(world.agenda("2026-11-14").resting.len(), 1);
    assert_eq!(world.today("2026-11-15"), ["jon nudge"]);
    world.mine("jon", "2026-11-15");
    for today in ["2026-11-15", "2026-11-30", "2026-12-31"] {
        let agenda = world.agenda(today);
        assert!(
            agenda.today.is_empty() && agenda.resting.is_empty(),
            "{today}"
        );
    }
    // The next turn of a circle is twice as far.
    world.step("2026-11-16", circle("jon", Circle::Close));
    assert_eq!(world.today("2026-12-20"), [""; 0]);
    assert_eq!(world.today("2027-01-04"), ["jon note"]);
}

#[test]
fn a_first_import_plans_the_welcomes_of_thirty_days_and_a_late_one_is_told() {
    let mut world = world();
    world.import("2026-11-23");
    world.connect("old", "2026-10-23");
    world.connect("late", "2026-11-01");
    world.connect("new", "2026-11-22");
    let agenda = world.agenda("2026-11-23");
    let told: Vec<_> = agenda
        .today
        .iter()
        .map(|f| (f.person.as_str(), f.late))
        .collect();
    assert_eq!(told, [("new", false), ("late", true)]);
    world.mine("new", "2026-11-23");
    assert_eq!(world.today("2026-11-24"), ["late welcome"]);
}

#[test]
fn a_contact_moves_the_next_date_whoever_wrote() {
    let mut world = world();
    world.connect("kim", "2020-01-01");
    world.step("2026-01-01", circle("kim", Circle::Active));
    world.mine("kim", "2026-03-01");
    world.theirs("kim", "2026-03-02");
    world.log("kim", "2026-03-05", Channel::Message);
    let due = |world: &World| {
        let agenda = world.agenda("2026-05-10");
        let all = agenda.today.iter().chain(&agenda.resting);
        all.map(|f| f.due.to_string()).collect::<Vec<_>>()
    };
    // The message of 5 March is one silence, too long ago for a nudge: 75 days later.
    assert_eq!(due(&world), ["2026-05-19"]);
    world.log("kim", "2026-03-20", Channel::Meeting);
    assert_eq!(due(&world), ["2026-06-03"]);
}

#[test]
fn three_skips_propose_a_longer_circle() {
    let mut world = world();
    world.connect("kim", "2020-01-01");
    world.log("kim", "2025-12-01", Channel::Call);
    world.step("2026-01-01", circle("kim", Circle::Close));
    for on in ["2026-01-10", "2026-02-10", "2026-03-10"] {
        let people = vec![key("kim")];
        world.step(on, Step::Skip { people });
    }
    let agenda = world.agenda("2026-04-10");
    let proposed = agenda.today.first().unwrap().propose.clone().unwrap();
    assert_eq!(proposed.circle, Circle::Active);
    assert_eq!(proposed.why, "skipped 3 times since the last contact");
    // Who chooses the same circle again is not asked again.
    world.step("2026-04-10", circle("kim", Circle::Close));
    let agenda = world.agenda("2026-04-10");
    assert_eq!(agenda.today.first().unwrap().propose, None);
}

#[test]
fn quick_answers_from_both_propose_a_shorter_circle_once() {
    let mut world = world();
    world.connect("kim", "2020-01-01");
    world.step("2026-01-01", circle("kim", Circle::Light));
    for (mine, theirs) in [
        ("2026-02-01", "2026-02-02"),
        ("2026-02-04", "2026-02-05"),
        ("2026-02-06", "2026-02-08"),
    ] {
        world.mine("kim", mine);
        world.theirs("kim", theirs);
    }
    let propose = |world: &World| {
        let agenda = world.agenda("2026-02-10");
        agenda.today.first().and_then(|next| next.propose.clone())
    };
    let proposed = propose(&world).unwrap();
    assert_eq!(proposed.circle, Circle::Active);
    assert_eq!(
        proposed.why,
        "5 answers in a row within 3 days, the last on 8 February"
    );
    world.step("2026-02-10", circle("kim", Circle::Light));
    assert_eq!(propose(&world), None, "no was said");
}

#[test]
fn who_has_not_answered_is_told_with_what_is_still_polite() {
    let mut world = world();
    world.connect("kim", "2020-01-01");
    world.mine("kim", "2026-11-15");
    world.connect("lee", "2020-01-01");
    world.mine("lee", "2026-10-20");
    world.connect("pat", "2020-01-01");
    world.mine("pat", "2026-10-01");
    world.log("pat", "2026-10-20", Channel::Message);
    world.connect("sam", "2020-01-01");
    world.mine("sam", "2026-11-01");
    world.theirs("sam", "2026-11-02");
    world.connect("old", "2020-01-01");
    world.mine("old", "2025-11-01");
    let told: Vec<String> = waiting(&world.book(), day("2026-11-23"))
        .into_iter()
        .map(|one| format!("{}: {}", one.person, one.why))
        .collect();
    assert_eq!(
        told,
        [
            "kim: no answer since 15 November; one nudge may come on 29 November",
            "lee: no answer since 20 October; one nudge is fine, then let it rest",
            "pat: 2 messages without an answer, the last on 20 October; let it rest",
        ]
    );
    // And the plan keeps to it: nothing is due for Pat, and Sam's answer is owed.
    assert_eq!(world.today("2026-11-23"), ["sam reply"]);
}

#[test]
fn pause_away_and_undo() {
    let mut world = world();
    world.connect("mira", "2020-01-01");
    world.theirs("mira", "2026-11-20");
    let until = day("2026-12-01");
    let people = vec![key("mira")];
    let id = world.step("2026-11-21", Step::Pause { people, until });
    assert_eq!(world.today("2026-11-23"), [""; 0]);
    assert_eq!(
        world.agenda("2026-11-23").resting.first().unwrap().on,
        until
    );
    world.step("2026-11-22", Step::Undo { id });
    assert_eq!(world.today("2026-11-23"), ["mira reply"]);
    world.step("2026-11-23", Step::Away { until });
    let agenda = world.agenda("2026-11-24");
    assert!(agenda.today.is_empty());
    assert_eq!(agenda.resting.first().unwrap().on, until);
    assert_eq!(world.today("2026-12-01"), ["mira reply"], "back again");
}

#[test]
fn a_fresh_start_lets_go_of_light_contacts_and_old_welcomes_only() {
    let mut world = world();
    world.import("2026-01-10");
    world.connect("pat", "2026-01-05");
    world.connect("kim", "2020-01-01");
    world.connect("lee", "2020-01-01");
    for (slug, size) in [("kim", Circle::Light), ("lee", Circle::Close)] {
        world.log(slug, "2026-01-11", Channel::Call);
        world.step("2026-01-11", circle(slug, size));
    }
    let mut before = world.today("2026-11-23");
    before.sort();
    assert_eq!(before, ["kim note", "lee note", "pat welcome"]);
    world.step("2026-11-23", Step::FreshStart);
    assert_eq!(world.today("2026-11-23"), ["lee note"]);
}

#[test]
fn a_new_connection_in_a_circle_gets_a_first_note_and_the_question() {
    let mut world = world();
    world.settings.question = true;
    world.import("2026-01-01");
    world.connect("mira", "2026-01-05");
    world.mine("mira", "2026-01-06");
    world.theirs("mira", "2026-01-07");
    world.log("mira", "2026-01-08", Channel::Call);
    world.step("2026-01-08", circle("mira", Circle::Light));
    let next = |world: &World, today: &str| {
        let agenda = world.agenda(today);
        let all: Vec<_> = agenda.today.into_iter().chain(agenda.resting).collect();
        all.first().map(|f| (f.kind, f.due.to_string()))
    };
    let note = (Kind::Note, "2026-02-04".to_owned());
    assert_eq!(next(&world, "2026-01-20"), Some(note));
    world.log("mira", "2026-02-04", Channel::Call);
    let question = (Kind::Question, "2026-04-05".to_owned());
    assert_eq!(next(&world, "2026-04-01"), Some(question));
}

#[test]
fn three_revivals_a_week_stay_the_same_all_week_and_leave_when_done() {
    let mut world = world();
    for slug in ["a", "b", "c", "d", "e", "f"] {
        world.connect(slug, "2015-01-01");
        world.mine(slug, "2021-03-01");
        world.theirs(slug, "2021-03-02");
    }
    let picked = |world: &World, today: &str| {
        let agenda = world.agenda(today);
        let all = agenda.today.iter().chain(&agenda.resting);
        let mut all: Vec<_> = all.map(|f| (f.person.clone(), f.why.clone())).collect();
        all.sort();
        all
    };
    let monday = picked(&world, "2026-11-23");
    assert_eq!(monday.len(), 3, "{monday:?}");
    assert_eq!(monday[0].1, "LinkedIn shows no word since March 2021");
    assert_eq!(picked(&world, "2026-11-26"), monday);
    let done = monday[0].0.clone();
    world.log(done.as_str(), "2026-11-24", Channel::Call);
    assert_eq!(picked(&world, "2026-11-26"), monday[1..]);
    assert!(
        !picked(&world, "2026-11-30")
            .iter()
            .any(|(who, _)| *who == done)
    );
}

#[test]
fn what_is_too_much_for_a_day_rests_and_the_forecast_counts_it() {
    let mut world = World::default();
    world.import("2026-11-23");
    for n in 0..12 {
        world.connect(&format!("p{n:02}"), "2026-11-10");
    }
    let agenda = world.agenda("2026-11-23");
    assert_eq!((agenda.today.len(), agenda.resting.len()), (3, 9));
    let loads: Vec<usize> = agenda.forecast.iter().map(|(_, load)| *load).collect();
    assert_eq!(loads.len(), 30);
    assert_eq!(loads[..8], [3, 3, 3, 3, 0, 0, 0, 0]);
    for n in 0..3 {
        world.log(&format!("p{n:02}"), "2026-11-23", Channel::Message);
    }
    assert_eq!(
        world.today("2026-11-23"),
        [""; 0],
        "three are enough for today"
    );
}

#[test]
fn a_text_that_was_sent_is_a_contact_and_is_remembered_with_the_company() {
    let mut world = world();
    world.import("2026-11-20");
    world.connect("mira", "2026-11-20");
    let (person, template) = (key("mira"), "W1".to_owned());
    assert_eq!(world.today("2026-11-23"), ["mira welcome"]);
    let id = world.step(
        "2026-11-23",
        Step::Sent {
            person,
            template,
            text: String::new(),
        },
    );
    assert_eq!(world.today("2026-11-23"), [""; 0]);
    let used = template::used(&world.book());
    assert_eq!((&*used[0].template, &*used[0].company), ("W1", "Northwind"));
    world.step("2026-11-23", Step::Undo { id });
    assert_eq!(world.today("2026-11-23"), ["mira welcome"]);
    assert!(template::used(&world.book()).is_empty());
}

#[test]
fn what_is_filled_in_goes_before_what_linkedin_says() {
    let mut world = world();
    world.connect("mira", "2026-11-20");
    let fill = |variable: &str, value: &str| Step::Fill {
        person: key("mira"),
        variable: variable.to_owned(),
        value: value.to_owned(),
    };
    world.step("2026-11-23", fill("company", "Contoso"));
    world.step("2026-11-23", fill("topic", "compilers"));
    let values = template::values(&world.book(), &key("mira"));
    assert_eq!(values["first"], "mira");
    assert_eq!(values["company"], "Contoso");
    assert_eq!(values["topic"], "compilers");
    world.step("2026-11-24", fill("company", ""));
    let values = template::values(&world.book(), &key("mira"));
    assert_eq!(values["company"], "Northwind");
}

#[test]
fn a_snoozed_follow_up_comes_back_on_its_day_and_a_skipped_one_does_not() {
    let mut world = world();
    world.import("2026-11-20");
    world.connect("mira", "2026-11-20");
    let (people, until) = (vec![key("mira")], day("2026-11-27"));
    world.step("2026-11-23", Step::Snooze { people, until });
    assert_eq!(world.today("2026-11-26"), [""; 0]);
    assert_eq!(world.today("2026-11-27"), ["mira welcome"]);
    let people = vec![key("mira")];
    world.step("2026-11-27", Step::Skip { people });
    assert_eq!(world.today("2026-11-28"), [""; 0]);
}

#[test]
fn a_one_click_congratulation_moves_the_date_by_half_an_interval_at_most() {
    let mut world = world();
    world.connect("kim", "2020-01-01");
    world.step("2026-01-01", circle("kim", Circle::Active));
    world.log("kim", "2026-01-01", Channel::Call);
    let due = |world: &World| world.agenda("2026-05-10").today.first().map(|f| f.due);
    assert_eq!(due(&world), Some(day("2026-03-17")));
    let congrats = Traits::MINE.with(Traits::CONGRATS);
    world.message("kim", day("2026-03-01"), congrats);
    assert_eq!(due(&world), Some(day("2026-04-23")));
}

#[test]
fn a_dated_follow_up_is_done_by_a_message_that_linkedin_shows() {
    let mut world = world();
    world.connect("lee", "2020-01-01");
    let plan = Step::Plan {
        people: vec![key("lee")],
        on: day("2026-11-23"),
        what: String::new(),
    };
    world.step("2026-11-02", plan);
    assert_eq!(world.today("2026-11-23"), ["lee planned"]);
    world.mine("lee", "2026-11-21");
    assert_eq!(world.today("2026-11-23"), [""; 0]);
}

#[test]
fn an_invitation_accepted_here_is_welcomed_and_must_be_accepted_first() {
    let mut world = world();
    let invitation = InvitationId {
        person: key("mira"),
        sent: None,
    };
    // LinkedIn knows them by an old message; the connection is in no archive yet.
    world.theirs("mira", "2020-01-01");
    let answer = Step::Answer {
        invitations: vec![invitation.clone()],
        answer: Answer::Accept,
        reason: None,
    };
    world.step("2026-11-20", answer);
    let first = |world: &World| {
        let agenda = world.agenda("2026-11-23");
        let told = agenda.today.first().map(|f| (f.why.clone(), f.first));
        told.unwrap()
    };
    let (why, must) = first(&world);
    assert_eq!(why, "you decided on 20 November to accept");
    assert_eq!(must, Some("accept it first"));
    let act = Act::Accept;
    let items = vec![OutboxId::Answer(act, invitation)];
    world.step("2026-11-21", Step::Done { items });
    assert_eq!(first(&world), ("accepted on 21 November".to_owned(), None));
}
