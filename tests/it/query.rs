//! Queries and targets, told as stories: the same language in the panes and on the command line.

use std::sync::Arc;

use cordial::{
    app::{Model, Msg},
    domain::{
        book::Book,
        facts::Facts,
        invitation::{Answer, InvitationId},
        person::PersonKey,
        step::Step,
        target::TargetKind,
    },
    query,
};

use crate::{
    support::world::World,
    tui_keys::last_step,
    tui_story::{Story, TODAY, archive, rules},
};

fn names(world: &World, args: &[&str]) -> Vec<String> {
    let args: Vec<&str> = ["--format", "json"].iter().chain(args).copied().collect();
    let rows = world.run(&args).json();
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_command_line_asks_invitations_people_follow_ups_and_the_outbox() {
    let world = World::imported();
    let all = names(&world, &["invitations"]);
    let with = names(&world, &["invitations", "has:note"]);
    let without = names(&world, &["invitations", "--", "-has:note"]);
    assert!(!with.is_empty() && !without.is_empty());
    assert_eq!(with.len() + without.len(), all.len());
    let checked = names(&world, &["invitations", "warn:check|stop", "--all"]);
    assert!(!checked.is_empty() && checked.len() < all.len());
    assert_eq!(
        names(&world, &["invitations", "mira", "has:note"]),
        ["Mira Example"]
    );
    let people = names(&world, &["people"]);
    let connected = names(&world, &["people", "is:connection -last<90d"]);
    assert!(!connected.is_empty() && connected.len() < people.len());
    world.run(&["decide", "mira-example", "accept"]).ok();
    world.run(&["decide", "jon-sample-93b0c4", "decline"]).ok();
    assert_eq!(names(&world, &["outbox", "do:accept"]), ["Mira Example"]);
    let due = names(&world, &["due", "kind:welcome"]);
    let count = world.run(&["due", "kind:welcome", "--count"]).ok();
    assert_eq!(count.trim(), due.len().to_string());
}

/// Each verdict has a word of its own to ask for it by.
#[test]
fn invitations_are_found_by_what_the_rules_advise() {
    let world = World::imported();
    let advised = |query: &str| {
        let rows = world
            .run(&["invitations", query, "--format", "json"])
            .json();
        let mut words: Vec<String> = rows
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["verdict"].as_str().unwrap().to_owned())
            .collect();
        words.sort_unstable();
        words
    };
    let all = advised("");
    let mut found = Vec::new();
    for (word, words) in [
        ("stop", "Do not accept before you have checked"),
        ("check", "Check first"),
        ("follow-up", "Accept, and follow up"),
        ("accept", "Accept"),
        ("look", "Look at the profile first"),
        ("sells", "Probably only wants to sell; ignoring is fine"),
    ] {
        let with = advised(&format!("verdict:{word}"));
        assert!(with.iter().all(|said| said == words), "{word}: {with:?}");
        found.extend(with);
    }
    found.sort_unstable();
    assert_eq!(found, all, "each of them once");
    assert!(all.len() > 10, "{all:?}");
}

#[test]
fn a_wrong_query_is_a_usage_error_with_its_column() {
    let world = World::imported();
    let run = world.run(&["invitations", "has:note", "mutul>5"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert_eq!(
        run.err,
        "error: 1:10: unknown field `mutul`; did you mean `mutual`?\n  has:note mutul>5\n           ^^^^^\nhint: `cordial invitations --help` lists what can be asked\n"
    );
}

#[test]
fn the_readme_says_what_the_table_of_fields_says() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    assert!(
        readme.contains(&query::markdown()),
        "the chapter Queries is not:\n{}",
        query::markdown()
    );
}

#[test]
fn the_filter_says_what_can_come_next_and_what_is_wrong_while_the_rest_filters() {
    let mut story = Story::new();
    story.keys("/war<Tab>");
    assert!(story.footer().contains("warn: "), "{}", story.footer());
    assert!(
        story.footer().contains("stop check none"),
        "{}",
        story.footer()
    );
    story.keys("check");
    let screen = story.screen();
    assert!(
        screen.contains("Pat Placeholder") && !screen.contains("Jon Sample"),
        "{screen}"
    );
    story.keys("<Ctrl-u>pat mutul>5 ");
    let footer = story.footer();
    assert!(footer.contains("1:5: unknown field `mutul`"), "{footer}");
    let screen = story.screen();
    assert!(
        screen.contains("Pat Placeholder") && !screen.contains("Jon Sample"),
        "{screen}"
    );
}

#[test]
fn a_target_is_added_weighed_and_taken_back() {
    let mut story = Story::new();
    story.keys("Wc");
    story.keys("Northwind Ltd 5<Enter>");
    let Step::Targets { changes } = last_step(&story) else {
        panic!("{:?}", last_step(&story));
    };
    assert_eq!(changes[0].kind, TargetKind::Company);
    assert_eq!(changes[0].name, "Northwind Ltd");
    assert_eq!(changes[0].weight.unwrap().get(), 5);
    assert!(
        story
            .footer()
            .contains("target company Northwind Ltd, weight 5")
    );
    story.keys("W");
    let screen = story.screen();
    assert!(
        screen.contains("Northwind Ltd") && screen.contains("yours, since"),
        "{screen}"
    );
    story.keys("<Enter>2");
    assert_eq!(story.model.book().targets().own()[0].weight.get(), 2);
    story.keys("u");
    assert_eq!(story.model.book().targets().own()[0].weight.get(), 5);
    story.keys("W<Enter>x");
    assert!(story.model.book().targets().own().is_empty());
    assert!(
        story
            .model
            .book()
            .targets()
            .is_refused(TargetKind::Company, "northwind  ltd")
    );
}

#[test]
fn targets_go_out_and_in_as_toml_in_one_step() {
    let world = World::imported();
    world
        .run(&[
            "targets",
            "add",
            "company",
            "Northwind",
            "North \"Sea\" GmbH",
        ])
        .ok();
    world
        .run(&["targets", "add", "role", "Data Lead", "--weight", "2"])
        .ok();
    let listed = world.run(&["targets", "--format", "json"]).json();
    let own = |row: &&serde_json::Value| row["yours"] == true;
    let own: Vec<_> = listed.as_array().unwrap().iter().filter(own).collect();
    assert_eq!(own.len(), 3, "{listed}");
    let dump = world.run(&["dump"]).json();
    assert_eq!(dump["decisions"]["targets"].as_array().unwrap().len(), 3);
    let toml = world.run(&["targets", "export"]).ok();
    assert!(toml.contains("\"Data Lead\" = 2"), "{toml}");
    let file = world.data().parent().unwrap().join("targets.toml");
    std::fs::write(
        &file,
        toml.replace("\"Data Lead\" = 2", "\"Data Lead\" = 0"),
    )
    .unwrap();
    let steps = || world.run(&["history", "-q"]).ok().lines().count();
    let before = steps();
    world
        .run(&["targets", "import", file.to_str().unwrap()])
        .ok();
    assert_eq!(steps(), before + 1);
    let again = world.run(&["targets", "export"]).ok();
    assert!(
        again.contains("\"Data Lead\" = 0") && again.contains("Northwind"),
        "{again}"
    );
    std::fs::write(&file, "[company]\nNorthwind = 7\n").unwrap();
    let run = world.run(&["targets", "import", file.to_str().unwrap()]);
    assert_eq!(run.code, 1);
    assert!(
        run.err
            .contains("targets.toml:2:13: a weight is a number from 1 to 5"),
        "{}",
        run.err
    );
    let run = world.run(&["targets", "remove", "company", "Nowhere Inc"]);
    assert!(
        run.err
            .contains("no company `Nowhere Inc` among the targets"),
        "{}",
        run.err
    );
}

#[test]
fn a_target_changes_the_score_of_an_invitation_at_once() {
    let mut book = Book::default();
    book.set_facts(Arc::new(Facts::new(archive())));
    let mut story = Story::of(Model::of(book, Box::new(rules()), TODAY));
    let score = |story: &mut Story| {
        let screen = story.screen();
        let mira = screen
            .lines()
            .find(|line| line.contains("Mira Example"))
            .unwrap();
        let words = mira.split("2d").next().unwrap().split_whitespace();
        words.last().unwrap().parse::<u8>().unwrap()
    };
    let before = score(&mut story);
    story.keys("WsNorthwind Meetup<Enter>");
    assert_eq!(score(&mut story), before + 8, "she names that school");
    story.keys("u");
    assert_eq!(score(&mut story), before);
}

#[test]
fn after_fifty_decisions_each_reason_says_how_the_person_answered_with_it() {
    let mut facts = archive();
    let first = facts.invitations[0].clone();
    for n in 0..60 {
        let mut invitation = first.clone();
        invitation.id.person = PersonKey::slug(&format!("inviter-{n}")).unwrap();
        invitation.name = format!("Inviter {n}").into();
        facts.invitations.push(invitation);
    }
    let ids: Vec<_> = facts.invitations.iter().map(|i| i.id.clone()).collect();
    let mut book = Book::default();
    book.set_facts(Arc::new(Facts::new(facts)));
    let mut story = Story::of(Model::of(book, Box::new(rules()), TODAY));
    let answer = |story: &mut Story, id: &InvitationId, answer| {
        let step = Step::Answer {
            invitations: vec![id.clone()],
            answer,
            reason: None,
        };
        let change = story.store.commit(step);
        story.send(Msg::Changed { change, own: false });
    };
    let inviters: Vec<_> = ids
        .iter()
        .filter(|id| id.person.as_str().starts_with("inviter-"))
        .collect();
    for id in inviters.iter().take(49) {
        answer(&mut story, id, Answer::Accept);
    }
    story.keys("1<Enter>");
    assert!(
        !story.screen().contains("you accepted"),
        "too few to say anything"
    );
    answer(&mut story, inviters[49], Answer::Decline);
    story.keys("61<Enter>");
    let screen = story.screen();
    assert!(
        screen.contains("you accepted 49 of 50 with this reason"),
        "{screen}"
    );
}
