//! The outbox over time: what archives confirm, and what they contradict.

use std::{fs, path::PathBuf, sync::Arc};

use cordial::{
    app::{Msg, msg::Change},
    domain::{facts::Facts, invitation::Answer, records::Connection},
};
use serde_json::Value;

use crate::{
    support::world::World,
    tui_story::{self, Story},
};

const LATER: &str = "2026-12-03T09:00:00+01:00";

/// The demo's archive under LinkedIn's own name of a day, which is the day it was made on.
fn dated(world: &World, day: &str) -> PathBuf {
    let named = format!("Basic_LinkedInDataExport_{day}");
    let folder = world.home.path().join(named);
    fs::create_dir(&folder).unwrap();
    for entry in fs::read_dir(world.archive()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    folder
}

fn import(world: &World, now: &str, folder: &std::path::Path) {
    world
        .run_at(now, &["import", folder.to_str().unwrap()])
        .ok();
}

#[test]
fn a_line_is_ticked_by_the_name_of_whom_it_is_about() {
    let world = World::imported();
    let twin = "Mira Example,Robin Example,\"11/20/26, 9:00 AM\",,INCOMING,\
                https://www.linkedin.com/in/mira-two,https://www.linkedin.com/in/robin-example\n";
    let folder = dated(&world, "12-01-2026");
    let file = folder.join("Invitations.csv");
    let text = fs::read_to_string(&file).unwrap() + twin;
    fs::write(&file, text).unwrap();
    import(&world, LATER, &folder);
    for slug in ["mira-example", "mira-two", "lars-eksempel"] {
        world.run_at(LATER, &["decide", slug, "accept"]).ok();
    }
    let open = || world.run_at(LATER, &["outbox", "-q"]).ok().lines().count();
    assert_eq!(open(), 3);
    world
        .run_at(LATER, &["outbox", "--done", "lars EKSEMPEL"])
        .ok();
    assert_eq!(open(), 2);
    let refused = world
        .run_at(LATER, &["outbox", "--done", "Mira Example"])
        .fails(1);
    assert!(refused.contains("`Mira Example` stands for 2 lines"));
    assert!(refused.contains("mira-two") && refused.contains("mira-example"));
    assert_eq!(open(), 2, "nothing was ticked");
    world
        .run_at(
            LATER,
            &["outbox", "--done", "https://www.linkedin.com/in/mira-two/"],
        )
        .ok();
    world
        .run_at(LATER, &["outbox", "--done", "Mira Example"])
        .ok();
    let done = world
        .run_at(LATER, &["outbox", "--done", "Mira Example"])
        .fails(1);
    assert!(done.contains("nothing is to be done for `Mira Example`"));
}

fn connect(folder: &std::path::Path, rows: &[&str]) {
    let file = folder.join("Connections.csv");
    let text = fs::read_to_string(&file).unwrap();
    let more = format!("{}\nLee,Testcase", rows.join("\n"));
    let text = text.replacen("Lee,Testcase", &more, 1);
    fs::write(&file, text).unwrap();
}

fn lines(world: &World, now: &str) -> Vec<Value> {
    let lines = world.run_at(now, &["outbox", "--all", "--format", "json"]);
    lines.json().as_array().unwrap().clone()
}

fn line<'a>(lines: &'a [Value], name: &str) -> &'a Value {
    lines.iter().find(|line| line["name"] == name).unwrap()
}

#[test]
fn an_archive_confirms_and_what_it_contradicts_is_shown_and_not_changed() {
    let world = World::new();
    import(
        &world,
        "2026-11-23T09:00:00+01:00",
        &dated(&world, "11-23-2026"),
    );
    world.run(&["decide", "mira-example", "accept"]).ok();
    world.run(&["decide", "jon-sample-93b0c4", "decline"]).ok();
    let queue = world.run(&["invitations", "--format", "json"]).json();
    let ada = queue[0]["id"].as_str().unwrap().to_owned();
    let ada_name = queue[0]["name"].as_str().unwrap().to_owned();
    world.run(&["decide", &ada, "accept"]).ok();
    let acts: Vec<String> = lines(&world, LATER)
        .iter()
        .map(|line| line["do"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(acts, ["accept", "accept", "ignore"]);
    let person = ada.split('@').next().unwrap();
    world
        .run(&["outbox", "--done", person, "jon-sample-93b0c4"])
        .ok();

    // Mira is there now, the ticked one is not, and somebody who was declined is.
    let newer = dated(&world, "12-01-2026");
    connect(
        &newer,
        &[
            "Mira,Example,https://www.linkedin.com/in/mira-example,,Northwind,Head,25 Nov 2026",
            "Jon,Sample,https://www.linkedin.com/in/jon-sample-93b0c4,,Contoso,Baker,26 Nov 2026",
        ],
    );
    import(&world, LATER, &newer);
    let shown = lines(&world, LATER);
    assert_eq!(
        line(&shown, "Mira Example")["state"],
        "accepted, seen 2026-11-25"
    );
    let jon = line(&shown, "Jon Sample");
    assert_eq!(jon["state"], "an archive says otherwise");
    assert_eq!(
        jon["why"],
        "Declined here on 23 November, but LinkedIn shows a connection since 26 November."
    );
    assert_eq!(
        line(&shown, &ada_name)["why"],
        "Ticked on 23 November, but the archive of 1 December shows no connection."
    );
    let told = world.run_at(LATER, &["outbox"]);
    let said = format!("{}{}", told.out, told.err);
    assert!(
        said.contains("Jon Sample: Declined here on 23 November"),
        "{said}"
    );
    assert!(said.contains("tick this line again"), "{said}");
    let found = world.run_at(LATER, &["outbox", "state:contradicted", "-q"]);
    assert_eq!(found.ok().lines().count(), 2);

    // A new tick says that it is known; nothing was decided anew.
    world
        .run_at(LATER, &["outbox", "--done", "jon-sample-93b0c4", person])
        .ok();
    let shown = lines(&world, LATER);
    assert_eq!(line(&shown, "Jon Sample")["state"], "ticked on 2026-12-03");
    assert_eq!(line(&shown, "Jon Sample")["do"], "ignore");
    assert_eq!(line(&shown, &ada_name)["state"], "ticked on 2026-12-03");
}

#[test]
fn a_connection_that_is_gone_again_is_told_and_a_tick_of_the_day_before_is_not_doubted() {
    let world = World::new();
    import(
        &world,
        "2026-11-23T09:00:00+01:00",
        &dated(&world, "11-23-2026"),
    );
    world.run(&["decide", "mira-example", "accept"]).ok();
    world.run(&["decide", "jon-sample-93b0c4", "accept"]).ok();
    let newer = dated(&world, "12-01-2026");
    let mira = "Mira,Example,https://www.linkedin.com/in/mira-example,,Northwind,Head,25 Nov 2026";
    connect(&newer, &[mira]);
    let noon = "2026-11-30T12:00:00+01:00";
    world
        .run_at(noon, &["outbox", "--done", "jon-sample-93b0c4"])
        .ok();
    import(&world, LATER, &newer);
    let shown = lines(&world, LATER);
    // The archive may have been made before the click of the day before.
    assert_eq!(line(&shown, "Jon Sample")["state"], "ticked on 2026-11-30");

    let newest = dated(&world, "12-20-2026");
    let end = "2026-12-21T09:00:00+01:00";
    import(&world, end, &newest);
    let shown = lines(&world, end);
    assert_eq!(
        line(&shown, "Mira Example")["why"],
        "Accepted here on 23 November, and connected then; the archive of 20 December has no \
         connection any more."
    );
    assert_eq!(
        line(&shown, "Jon Sample")["state"],
        "an archive says otherwise"
    );
    // The newest archive away, the one before counts again.
    world.run_at(end, &["undo"]).ok();
    let shown = lines(&world, end);
    assert_eq!(
        line(&shown, "Mira Example")["state"],
        "accepted, seen 2026-11-25"
    );
}

#[test]
fn a_contradiction_stands_first_with_what_one_can_do_and_a_tick_closes_it() {
    let mut story = Story::new();
    story.keys("ad");
    let mut archive = tui_story::archive();
    let declined =
        story.model.book().answered().find_map(|(id, answered)| {
            (answered.answer == Answer::Decline).then(|| id.person.clone())
        });
    archive.connections.push(Connection {
        key: declined.unwrap(),
        first: "Jon".into(),
        last: "Sample".into(),
        email: "".into(),
        company: "".into(),
        position: "".into(),
        connected_on: "2026-11-22".parse().ok(),
    });
    story.send(Msg::Changed {
        change: Change {
            steps: Vec::new(),
            facts: Some(Arc::new(Facts::new(archive))),
        },
        own: false,
    });
    story.keys("0");
    let screen = story.screen();
    let at = |words: &str| {
        let line = screen.lines().position(|line| line.contains(words));
        line.unwrap_or_else(|| panic!("no {words} on\n{screen}"))
    };
    assert!(at("An archive says otherwise") < at("but connected"));
    assert!(at("but connected") < at("Page of invitations"));
    assert!(at("Page of invitations") < at("accept  Mira Example"));
    story.keys("g");
    let screen = story.screen();
    for words in [
        "Declined here on 23 November, but",
        "22 November.",
        "nobody is told",
    ] {
        assert!(screen.contains(words), "no {words} on\n{screen}");
    }
    story.keys("c");
    let screen = story.screen();
    assert!(!screen.contains("An archive says otherwise"), "{screen}");
    assert!(screen.contains("done 23 Nov"), "{screen}");
    story.keys("u");
    assert!(story.screen().contains("An archive says otherwise"));
}
