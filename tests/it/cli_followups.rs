//! Follow-ups on the command line: the log with names in the text, circles, days, the forecast.

use std::fs;

use crate::support::world::World;

/// The contacts of somebody: day, channel, text.
fn contacts(world: &World, slug: &str) -> Vec<[String; 3]> {
    let dump = world.run(&["dump"]).json();
    let touches = dump["decisions"]["people"].as_array().unwrap();
    let person = touches.iter().find(|touch| touch["person"] == slug);
    let contacts = person.and_then(|person| person["contacts"].as_array());
    let told = contacts.into_iter().flatten().map(|contact| {
        ["on", "channel", "text"].map(|part| contact[part].as_str().unwrap_or_default().to_owned())
    });
    told.collect()
}

fn config(world: &World, text: &str) {
    let folder = world.home.path().join(".config/cordial");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), text).unwrap();
}

#[test]
fn an_entry_names_several_people_its_day_and_how() {
    let world = World::imported();
    let text = "coffee with Mira and Jon, talked about Rust";
    let run = world.run(&["log", &format!("yesterday {text}")]);
    assert!(
        run.err
            .starts_with("contact with Mira Example and Jon Sample on 2026-11-22 (meeting)"),
        "{}",
        run.err
    );
    let logged = [["2026-11-22", "meeting", text].map(str::to_owned)];
    assert_eq!(contacts(&world, "mira-example"), logged);
    assert_eq!(contacts(&world, "jon-sample-93b0c4"), logged);
    // One entry, one step.
    world.run(&["undo"]).ok();
    assert_eq!(contacts(&world, "mira-example"), [[""; 3]; 0]);
    // Whole names stand anywhere, and what is said by a flag counts more.
    world
        .run(&[
            "log",
            "Ruth Stub called, mail follows",
            "--by",
            "other",
            "--on",
            "friday",
        ])
        .ok();
    let logged = ["2026-11-20", "other", "Ruth Stub called, mail follows"];
    assert_eq!(contacts(&world, "ruth-stub"), [logged]);
    // People named by themselves go before what the text says.
    world
        .run(&["log", "ruth-stub", "eva-model", "lunch with Nina"])
        .ok();
    assert_eq!(contacts(&world, "eva-model").len(), 1);
    assert_eq!(contacts(&world, "nina-instance-77ff01"), [[""; 3]; 0]);
    // Who was only typed here is named like others, and so is who only asked to connect.
    world
        .run(&["add", "Zora Neuling, Acme, met at a fair"])
        .ok();
    world.run(&["log", "coffee with Zora and Sofia"]).ok();
    assert_eq!(contacts(&world, "name:Zora Neuling").len(), 1);
    assert_eq!(contacts(&world, "sofia-probe-2c2c2c").len(), 1);
    let found = world.run(&["people", "zora", "-q"]).ok();
    assert_eq!(found.trim(), "name:Zora Neuling");
    // What was typed about somebody finds them, and stands in the columns.
    let found = world
        .run(&["people", "zora", "acme", "--format", "tsv"])
        .ok();
    assert!(found.contains("Zora Neuling\tAcme"), "{found}");
    // Nobody is made up.
    let nobody = world.run(&["log", "coffee with Zaphod"]).fails(1);
    assert!(nobody.contains("nobody is called"), "{nobody}");
}

#[test]
fn a_name_of_several_people_is_refused_with_the_choices() {
    let world = World::new();
    let connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
        Mira,Example,https://www.linkedin.com/in/mira-example,,Acme,Baker,01 Nov 2026\n\
        Mira,Sample,https://www.linkedin.com/in/mira-sample,,Globex,Baker,02 Nov 2026\n";
    let file = world.home.path().join("Connections.csv");
    fs::write(&file, connections).unwrap();
    world.run(&["import", file.to_str().unwrap()]).ok();
    let refused = world.run(&["log", "coffee with Mira"]).fails(1);
    for word in [
        "2 people are called `Mira`",
        "mira-example",
        "mira-sample",
        "Globex",
    ] {
        assert!(refused.contains(word), "{word}: {refused}");
    }
    world.run(&["log", "coffee with Mira Sample"]).ok();
    assert_eq!(contacts(&world, "mira-sample").len(), 1);
}

#[test]
fn logging_an_older_contact_moves_nothing_back() {
    let world = World::imported();
    world.run(&["circle", "ruth-stub", "close"]).ok();
    world.run(&["log", "ruth-stub", "call"]).ok();
    let due = |world: &World| {
        let all = world.run(&["due", "--all", "--format", "json"]).json();
        let all = all.as_array().unwrap().clone();
        let ruth = all.into_iter().find(|row| row["person"] == "ruth-stub");
        ruth.unwrap()["due"].as_str().unwrap().to_owned()
    };
    let before = due(&world);
    world
        .run(&["log", "ruth-stub", "coffee", "--on", "2026-11-01"])
        .ok();
    assert_eq!(due(&world), before);
}

#[test]
fn circles_say_what_a_week_takes_and_warn_when_it_is_too_much() {
    let world = World::imported();
    config(
        &world,
        "[followups.days]\nmon = 1\ntue = 0\nwed = 0\nthu = 0\nfri = 0\nsat = 0\nsun = 0\n",
    );
    let one = world.run(&["circle", "ruth-stub", "close"]);
    assert!(
        one.err
            .contains("1 person asks for 0.3 messages a week; your days take 1"),
        "{}",
        one.err
    );
    let people = [
        "eva-model",
        "ulla-prototyp",
        "kofi-specimen",
        "leila-nemune",
    ];
    let mut args = vec!["circle"];
    args.extend(people);
    args.push("close");
    let many = world.run(&args);
    assert!(
        many.err.contains("warning: 5 people ask for 1.4"),
        "{}",
        many.err
    );
    let table = world.run(&["circle", "--format", "json"]).json();
    assert_eq!(table[0]["people"], 5, "{table}");
    let fits = world
        .run(&["circle", "ada-sampleton", "--format", "json"])
        .json();
    assert_eq!(fits[0]["suggested"], "active");
    world.run(&["circle", "ada-sampleton", "vip"]).fails(2);
}

#[test]
fn rules_of_the_configuration_choose_circles_and_the_own_word_goes_first() {
    let world = World::imported();
    config(
        &world,
        "[circles]\nactive = [\"company:contoso\"]\nnone = [\"tag:family\"]\n",
    );
    world.run(&["tag", "eva-model", "family"]).ok();
    world.run(&["circle", "ruth-stub", "light"]).ok();
    let of = |slug: &str| {
        let told = world.run(&["circle", slug, "--format", "json"]).json();
        let part = |name: &str| told[0][name].as_str().unwrap_or_default().to_owned();
        format!("{} by {}", part("circle"), part("by"))
    };
    assert_eq!(of("diego-ejemplo"), "active by rule");
    assert_eq!(of("eva-model"), "none by rule");
    assert_eq!(of("ruth-stub"), "light by you");
    let wrong = "[circles]\nactive = [\"vip\"]\n";
    config(&world, wrong);
    let said = world.run(&["circle"]).fails(1);
    assert!(
        said.contains("config.toml:2:10: active: `vip`: a rule is tag:"),
        "{said}"
    );
}

#[test]
fn a_day_that_begins_at_four_is_a_day_everywhere() {
    let world = World::imported();
    config(&world, "[followups]\nday_starts_at = \"04:00\"\n");
    let night = "2026-11-24T03:30:00+01:00";
    world.run_at(night, &["log", "ruth-stub", "call"]).ok();
    assert_eq!(contacts(&world, "ruth-stub")[0][0], "2026-11-23");
    world.run_at(night, &["skip", "lee-testcase"]).ok();
    let dump = world.run(&["dump"]).json();
    let skipped = dump["decisions"]["people"].as_array().unwrap().iter();
    let skipped: Vec<_> = skipped
        .flat_map(|t| t["skipped"].as_array().unwrap())
        .collect();
    assert_eq!(skipped, ["2026-11-23"]);
    let late = world.run_at(night, &["snooze", "eva-model", "--until", "tomorrow"]);
    assert!(late.err.contains("until 2026-11-24"), "{}", late.err);
    world
        .run_at("2026-11-24T04:00:00+01:00", &["log", "ruth-stub", "call"])
        .ok();
    assert_eq!(contacts(&world, "ruth-stub")[1][0], "2026-11-24");
}

#[test]
fn the_forecast_has_thirty_days_and_all_tells_who_waits_and_what_was_done() {
    let world = World::imported();
    let days = world.run(&["due", "--forecast", "--format", "json"]).json();
    let days = days.as_array().unwrap();
    assert_eq!(days.len(), 30);
    assert_eq!(days[0]["day"], "2026-11-23");
    let count = world.run(&["due", "--count"]).ok();
    assert_eq!(days[0]["follow-ups"].to_string(), count.trim());
    let bars = world.run(&["due", "--forecast"]);
    assert!(bars.out.contains("Mon ###"), "{}", bars.out);
    assert!(bars.err.contains("today, "), "{}", bars.err);
    let all = world.run(&["due", "--all"]).ok();
    for words in ["welcome done", "LinkedIn shows you wrote on 31 October"] {
        assert!(all.contains(words), "{words} in\n{all}");
    }
    world.run(&["log", "eva-model", "message"]).ok();
    let all = world.run(&["due", "--all"]).ok();
    assert!(all.contains("no answer since 23 November"), "{all}");
}
