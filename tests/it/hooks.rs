//! Programs of the person's own that are told of steps: through the real program, and beside the
//! interface.

#![cfg(unix)]

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpListener,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use cordial::{app::Msg, text::Safe};

use crate::{
    support::world::{Run, World},
    tui_story::Story,
};

/// A program that is found in `PATH`.
fn program(world: &World, name: &str, text: &str) {
    let folder = world.home.path().join("bin");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), text).unwrap();
    fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o755)).unwrap();
}

/// A program that writes down what it is told, and does something more.
fn hook(world: &World, name: &str, more: &str) {
    let log = world.home.path().join(name);
    let text = format!("#!/bin/sh\ncat >> '{}'\n{more}\n", log.display());
    program(world, name, &text);
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

/// The program of a chapter of the guide, as it is printed there.
fn of_the_guide(chapter: &str) -> String {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide/hooks.md");
    let text = fs::read_to_string(guide).unwrap();
    let chapter = text.split("\n## ").find(|part| part.starts_with(chapter));
    let program = chapter.unwrap().split("```python\n").nth(1).unwrap();
    program.split("```").next().unwrap().to_owned()
}

/// The invented archive with another name for somebody, imported.
fn renamed(file: &str, name: &str, other: &str) -> World {
    let world = World::new();
    let file = world.archive().join(file);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(name));
    fs::write(&file, text.replace(name, other)).unwrap();
    world
        .run(&["import", world.archive().to_str().unwrap()])
        .ok();
    world
}

/// Where a program that a test can do without is.
fn installed(name: &str) -> Option<PathBuf> {
    let places = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"];
    let mut places = places
        .map(|folder| Path::new(folder).join(name))
        .into_iter();
    places.find(|path| path.exists())
}

#[test]
fn the_guides_hook_for_taskwarrior_adds_a_task_for_each() {
    if installed("python3").is_none() {
        return;
    }
    let world = renamed(
        "Invitations.csv",
        "Mira Example",
        "+next due:2020 -- 'Mira'",
    );
    program(&world, "cordial-to-task", &of_the_guide("Taskwarrior"));
    config(&world, "on_accept = \"cordial-to-task\"");
    let called = world.home.path().join("called");
    let stand_in = format!(
        "#!/bin/sh\nprintf '<%s>' \"$@\" >> '{}'\n",
        called.display()
    );
    program(&world, "task", &stand_in);
    // What taskwarrior reads as an attribute and a tag stays a part of the name.
    let accepted = run(&world, &["decide", "mira-example", "accept"]);
    assert_eq!(accepted.err.matches("hook").count(), 0, "{}", accepted.err);
    assert_eq!(
        fs::read_to_string(&called).unwrap(),
        "<add><project:network><due:tomorrow><--><Welcome +next due:2020 -- 'Mira'>"
    );
    let Some(task) = installed("task") else {
        return;
    };
    fs::remove_file(world.home.path().join("bin/task")).unwrap();
    let run_task = |args: &[&str]| {
        let out = Command::new(&task)
            .args(args)
            .env("HOME", world.home.path())
            .output();
        String::from_utf8(out.unwrap().stdout).unwrap()
    };
    // Without its settings taskwarrior asks; nobody answers, and the person is told.
    let others = world.run(&["invitations", "-q"]).ok();
    let mut others = others.lines();
    let said = run(&world, &["decide", others.next().unwrap(), "accept"]).err;
    assert!(
        said.contains("the hook on_accept: cordial-to-task ended"),
        "{said}"
    );
    fs::write(world.home.path().join(".taskrc"), "").unwrap();
    run(&world, &["undo"]).ok();
    run(&world, &["undo"]).ok();
    let accepted = run(&world, &["decide", "mira-example", "accept"]);
    assert_eq!(accepted.err.matches("hook").count(), 0, "{}", accepted.err);
    let tasks: Value = serde_json::from_str(&run_task(&[
        "rc.verbose=nothing",
        "rc.json.array=on",
        "export",
    ]))
    .unwrap();
    let tasks = tasks.as_array().unwrap();
    assert_eq!(tasks.len(), 1);
    assert_eq!(tasks[0]["description"], "Welcome +next due:2020 -- 'Mira'");
    assert_eq!(tasks[0]["project"], "network");
    assert!(tasks[0]["tags"].is_null(), "{}", tasks[0]);
}

#[test]
fn the_guides_hook_for_org_writes_a_heading_for_each_whatever_is_in_the_text() {
    if installed("python3").is_none() {
        return;
    }
    let world = renamed("Connections.csv", "Lee,Testcase", "Lee,[PMP]] Testcase");
    program(&world, "to-org", &of_the_guide("Org"));
    config(&world, "on_contacted = \"to-org\"");
    let failed = run(&world, &["log", "lee-testcase", "coffee"]);
    assert!(
        failed.err.contains("org/people.org") && !failed.err.contains("Traceback"),
        "the reason, not the way to it: {}",
        failed.err
    );
    fs::create_dir(world.home.path().join("org")).unwrap();
    run(
        &world,
        &["log", "lee-testcase", "coffee\n* TODO no heading"],
    )
    .ok();
    let org = fs::read_to_string(world.home.path().join("org/people.org")).unwrap();
    assert_eq!(
        org,
        "* [[https://www.linkedin.com/in/lee-testcase][Lee (PMP)) Testcase]]\n  \
         [2026-11-23] contact with Lee [PMP]] Testcase on 2026-11-23 (meeting): coffee * TODO no heading\n"
    );
}

#[test]
fn the_guides_hook_for_a_crm_posts_what_it_says() {
    if installed("python3").is_none() {
        return;
    }
    let world = World::imported();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let text = of_the_guide("A CRM").replace("https://crm.example.org", &address);
    program(&world, "to-crm", &text);
    config(&world, "on_contacted = \"to-crm\"");
    fs::write(world.home.path().join(".config/crm-token"), "t0ken\n").unwrap();
    let server = thread::spawn(move || {
        let mut ends = ["201 Created", "500 Internal Server Error"].into_iter();
        let serve = |end: &str| {
            let mut stream = BufReader::new(listener.accept().unwrap().0);
            let (mut head, mut line) = (String::new(), String::new());
            while stream.read_line(&mut line).unwrap() > 2 {
                head += &line.to_lowercase();
                line.clear();
            }
            let length = head.split("content-length: ").nth(1).unwrap();
            let mut body = vec![0; length.split_whitespace().next().unwrap().parse().unwrap()];
            stream.read_exact(&mut body).unwrap();
            let answer =
                format!("HTTP/1.1 {end}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            stream.get_mut().write_all(answer.as_bytes()).unwrap();
            (head, serde_json::from_slice::<Value>(&body).unwrap())
        };
        let first = serve(ends.next().unwrap());
        serve(ends.next().unwrap());
        first
    });
    let logged = run(&world, &["log", "lee-testcase", "coffee"]);
    assert_eq!(logged.err.matches("hook").count(), 0, "{}", logged.err);
    let failed = run(&world, &["log", "lee-testcase", "tea"]);
    assert!(
        failed.err.contains("HTTP Error 500: Internal Server Error"),
        "{}",
        failed.err
    );
    let (head, body) = server.join().unwrap();
    assert!(head.starts_with("post /api/people http/1.1"), "{head}");
    assert!(head.contains("authorization: bearer t0ken"), "{head}");
    assert_eq!(body["name"], "Lee Testcase");
    assert_eq!(body["last_contact"], "2026-11-23");
}
