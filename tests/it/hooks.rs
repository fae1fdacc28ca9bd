//! Programs of the person's own that are told of steps: through the real program, and beside the
//! interface.

#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    time::{Duration, Instant},
};

use serde_json::Value;

use cordial::{app::Msg, text::Safe};

use crate::{
    support::world::{Run, World},
    tui_story::Story,
};

/// A program that writes down what it is told, and does something more.
fn hook(world: &World, name: &str, more: &str) {
    let folder = world.home.path().join("bin");
    fs::create_dir_all(&folder).unwrap();
    let log = world.home.path().join(name);
    let text = format!("#!/bin/sh\ncat >> '{}'\n{more}\n", log.display());
    fs::write(folder.join(name), text).unwrap();
    fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o755)).unwrap();
}

fn config(world: &World, text: &str) {
    fs::create_dir_all(world.config()).unwrap();
    fs::write(
        world.config().join("config.toml"),
        format!("[hooks]\n{text}\n"),
    )
    .unwrap();
}

fn run(world: &World, args: &[&str]) -> Run {
    let path = format!("{}/bin:/usr/bin:/bin", world.home.path().display());
    world.run_with(&[("PATH", &path), ("API_TOKEN", "secret")], args)
}

fn told(world: &World, name: &str) -> Vec<Value> {
    let text = fs::read_to_string(world.home.path().join(name)).unwrap_or_default();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn each_hook_is_told_of_its_own_steps() {
    let world = World::new();
    hook(&world, "accepted", "");
    hook(&world, "contacted", "");
    hook(&world, "imported", "echo this is forgotten");
    config(
        &world,
        "on_accept = \"accepted --short\"\non_contacted = [\"contacted\"]\non_import = \"imported\"",
    );
    let archive = world.archive();
    let out = run(&world, &["import", archive.to_str().unwrap()]).ok();
    assert!(!out.contains("forgotten"), "{out}");
    assert_eq!(told(&world, "imported")[0]["event"], "import");
    assert_eq!(
        told(&world, "imported")[0]["step"]["import"]["source"],
        "archive"
    );

    run(&world, &["decide", "mira-example", "accept"]).ok();
    let others = world.run(&["invitations", "-q"]).ok();
    let other = others.lines().next().unwrap();
    run(&world, &["decide", other, "decline"]).ok();
    run(
        &world,
        &["log", "lee-testcase", "coffee", "--by", "meeting"],
    )
    .ok();
    run(&world, &["note", "lee-testcase", "private"]).ok();
    let accepted = told(&world, "accepted");
    let mira = &accepted.last().unwrap()["people"][0];
    assert_eq!(mira["key"], "mira-example");
    assert_eq!(mira["name"], "Mira Example");
    assert_eq!(mira["page"], "https://www.linkedin.com/in/mira-example");
    assert_eq!(
        accepted.last().unwrap()["step"]["answer"]["answer"],
        "accept"
    );
    let contacted = told(&world, "contacted");
    assert_eq!(
        contacted.len(),
        1,
        "a note is no contact, a refusal no accept"
    );
    assert_eq!(contacted[0]["step"]["contact"]["text"], "coffee");
    assert_eq!(contacted[0]["day"], "2026-11-23");
    let ids: Vec<&Value> = accepted.iter().map(|one| &one["id"]).collect();
    let history = world.run(&["history", "--format", "json"]).ok();
    assert!(history.contains(ids[0].as_str().unwrap()), "{history}");
    // Taking a step back tells nobody.
    run(&world, &["undo"]).ok();
    assert_eq!(told(&world, "contacted").len(), 1);
}

#[test]
fn a_hook_that_fails_is_told_and_the_step_counts() {
    let world = World::imported();
    hook(&world, "accepted", "echo 'the CRM is away' >&2; exit 3");
    config(
        &world,
        "on_accept = \"accepted\"\non_contacted = \"no-such-program\"",
    );
    let failed = run(&world, &["decide", "mira-example", "accept"]);
    assert_eq!(failed.code, 0, "{}", failed.err);
    assert!(
        failed
            .err
            .contains("the hook on_accept: accepted ended with"),
        "{}",
        failed.err
    );
    assert!(failed.err.contains("the CRM is away"), "{}", failed.err);
    let failed = run(&world, &["log", "lee-testcase", "coffee"]);
    assert!(
        failed.err.contains("no-such-program cannot be started"),
        "{}",
        failed.err
    );
    assert!(world.run(&["outbox"]).ok().contains("Mira Example"));
}

#[test]
fn a_hook_that_hangs_is_ended_with_all_that_it_started_and_sees_no_token() {
    let world = World::imported();
    hook(
        &world,
        "accepted",
        "env >> \"$HOME/env\"; sleep 300 & sleep 300",
    );
    config(&world, "on_accept = \"accepted\"\nseconds = 1");
    let begun = Instant::now();
    let run = run(&world, &["decide", "mira-example", "accept"]);
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert!(
        run.err.contains("1 s") && run.err.contains("ended"),
        "{}",
        run.err
    );
    let env = fs::read_to_string(world.home.path().join("env")).unwrap();
    assert!(env.contains("PATH=") && !env.contains("secret"), "{env}");
}

#[test]
fn the_demo_tells_nobody_and_no_config_has_no_hooks() {
    let world = World::imported();
    hook(&world, "told", "");
    config(&world, "on_accept = \"told\"\non_import = \"told\"");
    run(&world, &["demo"]).ok();
    run(&world, &["--no-config", "decide", "mira-example", "accept"]).ok();
    assert!(told(&world, "told").is_empty());
}

#[test]
fn beside_the_interface_a_failure_is_a_line_that_comes_in_nobodys_way() {
    let mut story = Story::new();
    story.keys("/mi");
    let words = format!(
        "the hook on_accept: crm ended with exit status: 2: {}",
        "x".repeat(200)
    );
    story.send(Msg::HookFailed(Safe::line(&words)));
    story.keys("ra<Enter>");
    assert!(story.screen().contains("Mira Example"), "typing went on");
    story.send(Msg::HookFailed(Safe::line(&words)));
    assert!(
        story.footer().contains("the hook on_accept"),
        "{}",
        story.footer()
    );
    story.keys("a");
    assert!(
        !story.screen().contains("the hook on_accept"),
        "a key takes it away"
    );
}
