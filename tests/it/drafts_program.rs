//! Drafts by the person's own program; texts copied and pages opened from the command line.

#![cfg(unix)]

use std::{
    fs,
    io::Write as _,
    os::unix::fs::PermissionsExt as _,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use cordial::{
    app::{Msg, lens::Rules, msg::Trouble},
    config::Me,
    desktop::program::{Program, Variables},
    domain::{person::PersonKey, step::Step, template::Occasion},
    drafts::Writer,
    templates::Library,
    text::Safe,
};
use serde_json::Value;

use crate::{
    support::world::{Run, World},
    tui_followups::{archive, story_by},
    tui_keys::last_step,
    tui_story::{Story, rules},
};

/// A script in a folder of its own, first in `PATH`.
fn script(world: &World, name: &str, text: &str) {
    let folder = world.home.path().join("bin");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn config(world: &World, text: &str) {
    fs::create_dir_all(world.config()).unwrap();
    fs::write(world.config().join("config.toml"), text).unwrap();
}

fn run(world: &World, variables: &[(&str, &str)], args: &[&str]) -> Run {
    let path = world.home.path().join("bin").display().to_string();
    let path = format!("{path}:/usr/bin:/bin");
    let variables = [variables, &[("PATH", path.as_str())]].concat();
    world.run_with(&variables, args)
}

/// What a program that nobody waits for left behind.
fn left(world: &World, name: &str) -> String {
    let begun = Instant::now();
    loop {
        match fs::read_to_string(world.home.path().join(name)) {
            Ok(text) if text.ends_with('.') => return text,
            found => assert!(begun.elapsed() < Duration::from_secs(20), "{found:?}"),
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_program_is_told_whom_and_what_for_and_its_draft_is_cleaned() {
    let world = World::imported();
    world.run(&["note", "ines-muster", "a private note"]).ok();
    script(
        &world,
        "my-model",
        "cat > \"$HOME/told\"; env > \"$HOME/env\"\n\
         printf 'Hi Ines,\\n\\nhow is the \\033[31mcompiler?\\342\\200\\256\\n'; echo \"$1\"",
    );
    config(
        &world,
        "[drafts]\ncommand = \"my-model 'short and warm'\"\n[me]\ntopic = \"parsers\"\n",
    );
    let draft = ["draft", "ines-muster", "--kind", "note"];
    let command = [&draft[..], &["--command", "--set", "event=RustConf"]].concat();
    let made = run(&world, &[("TOKEN", "secret")], &command);
    assert!(
        made.err.contains("your program to Ines Muster: "),
        "{}",
        made.err
    );
    let text = "Hi Ines,\n\nhow is the \u{241b}[31mcompiler?\nshort and warm\n";
    assert_eq!(made.ok(), text);

    let told = fs::read_to_string(world.home.path().join("told")).unwrap();
    assert_eq!(told.lines().count(), 1);
    assert!(
        !told.contains("a private note") && !told.contains('@'),
        "{told}"
    );
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["version"], 1);
    assert_eq!(told["purpose"], "note");
    assert_eq!(told["limit"], 8000);
    assert_eq!(told["person"]["name"], "Ines Muster");
    assert_eq!(told["values"]["my_topic"], "parsers");
    assert_eq!(told["values"]["event"], "RustConf");
    let last = told["last_words"].as_array().unwrap();
    let from: Vec<_> = last.iter().map(|one| &one["from"]).collect();
    assert_eq!(from, ["me", "them"], "{last:?}");
    assert!(
        last[1]["text"]
            .as_str()
            .unwrap()
            .ends_with("in the new year?")
    );
    let brief = [&draft[..], &["--brief", "--set", "event=RustConf"]].concat();
    assert_eq!(
        run(&world, &[], &brief).json(),
        told,
        "it can be looked at before"
    );
    let env = fs::read_to_string(world.home.path().join("env")).unwrap();
    assert!(!env.contains("secret"), "{env}");
    let german = run(&world, &[], &["draft", "Jürgen Beispiel", "--brief"]);
    assert_eq!(
        german.json()["language"],
        "de",
        "the language they wrote in"
    );
}

#[test]
fn a_program_that_gives_no_draft_says_why_with_the_way_out() {
    let world = World::imported();
    let ask = ["draft", "lee-testcase", "--command"];
    let none = world.run(&ask).fails(1);
    assert!(none.contains("[drafts] in config.toml"), "{none}");
    let fails = |script_text: &str| {
        script(&world, "my-model", script_text);
        config(&world, "[drafts]\ncommand = [\"my-model\"]\nseconds = 1\n");
        let run = run(&world, &[], &ask);
        assert_eq!(run.out, "");
        run.fails(1)
    };
    let failed = fails("echo half a draft; echo 'no model \u{1b}[31m' >&2; exit 7");
    assert!(
        failed.contains("exit status: 7: no model \u{241b}[31m"),
        "{failed}"
    );
    assert!(failed.contains("--brief"), "{failed}");
    assert!(fails("sleep 60").contains("`seconds` under [drafts]"));
    assert!(fails("yes").contains("more than 64 KiB"));
    assert!(fails("head -c 9000 /dev/zero | tr '\\0' x").contains("9,000 of 8,000 characters"));
    config(&world, "[drafts]\ncommand = \"there-is-none\"\n");
    let none = run(&world, &[], &ask).fails(1);
    assert!(none.contains("there-is-none cannot be started"), "{none}");
}

#[test]
fn a_text_is_copied_without_being_sent_and_what_is_unfilled_is_not() {
    let world = World::imported();
    script(&world, "wl-copy", "{ cat; printf .; } > \"$HOME/copied\"");
    let desktop = [("WAYLAND_DISPLAY", "wayland-0")];
    let copy = ["copy", "lee-testcase", "--kind", "note", "--template", "O4"];
    let refused = run(&world, &desktop, &copy).fails(1);
    assert!(refused.contains("--set topic=…"), "{refused}");
    assert!(!world.home.path().join("copied").exists());
    let copy = [&copy[..], &["--set", "topic=Rust"]].concat();
    let printed = run(&world, &desktop, &[&copy[..], &["--print"]].concat());
    assert!(
        printed.err.contains("would be copied: O4"),
        "{}",
        printed.err
    );
    let text = printed.ok();
    assert!(!world.home.path().join("copied").exists());

    let copied = run(&world, &desktop, &copy);
    assert!(
        copied.err.contains("copied: O4 to Lee Testcase"),
        "{}",
        copied.err
    );
    assert!(
        copied
            .err
            .contains("cordial sent lee-testcase --template O4")
    );
    assert_eq!(copied.ok(), "");
    assert_eq!(left(&world, "copied"), format!("{}.", text.trim_end()));
    assert!(
        !world.run(&["history"]).out.contains("sent"),
        "only the person sends"
    );
    // Over SSH the clipboard would be the wrong machine's.
    let far = [desktop[0], ("SSH_TTY", "/dev/pts/1")];
    assert!(run(&world, &far, &copy).fails(1).contains("--print"));
    // But tmux there hands it on to the terminal here.
    script(
        &world,
        "tmux",
        "{ echo \"$@\"; cat; printf .; } > \"$HOME/handed\"",
    );
    let far = [far[0], far[1], ("TMUX", "/tmp/tmux/default,1,0")];
    run(&world, &far, &copy).ok();
    let handed = left(&world, "handed");
    assert!(handed.starts_with("load-buffer -w -\nHi Lee"), "{handed}");
    // A display that is gone: the next program is asked.
    script(
        &world,
        "wl-copy",
        "cat > /dev/null; echo 'no display' >&2; exit 1",
    );
    script(&world, "xclip", "{ cat; printf .; } > \"$HOME/by-xclip\"");
    run(&world, &[desktop[0], ("DISPLAY", ":9")], &copy).ok();
    assert_eq!(left(&world, "by-xclip"), format!("{}.", text.trim_end()));
    let none = run(&world, &desktop, &copy).fails(1);
    assert!(none.contains("nothing here takes what is copied"), "{none}");
}

#[test]
fn a_page_is_opened_as_one_argument() {
    let world = World::imported();
    script(
        &world,
        "my-browser",
        "printf '%s|%s.' \"$1\" \"$2\" > \"$HOME/opened\"",
    );
    let print = ["open", "lee-testcase", "--print"];
    let page = "https://www.linkedin.com/in/lee-testcase";
    assert_eq!(run(&world, &[], &print).ok(), format!("{page}\n"));
    let browser = [("BROWSER", "my-browser --new")];
    let opened = run(&world, &browser, &["open", "Lee Testcase"]);
    assert!(
        opened.err.contains(&format!("opened {page}")),
        "{}",
        opened.err
    );
    opened.ok();
    assert_eq!(left(&world, "opened"), format!("--new|{page}."));
    run(&world, &browser, &["open", "nobody-known"]).fails(1);
    // What a shell would run is a word like any other.
    fs::remove_file(world.home.path().join("opened")).unwrap();
    let browser = [("BROWSER", "my-browser '$(touch \"$HOME/evil\")'")];
    run(&world, &browser, &["open", "Lee Testcase"]).ok();
    let opened = left(&world, "opened");
    assert_eq!(opened, format!("$(touch \"$HOME/evil\")|{page}."));
    assert!(!world.home.path().join("evil").exists());
}

/// Presses `m` until the person's program is asked; for whom.
fn ask(story: &mut Story) -> PersonKey {
    for _ in 0..40 {
        story.keys("m");
        if story
            .did
            .last()
            .is_some_and(|did| did.starts_with("AskProgram"))
        {
            story.did.clear();
            return PersonKey::slug("mira-example").unwrap();
        }
    }
    panic!("never asked");
}

#[test]
fn the_program_is_one_more_text_of_a_card() {
    let program = Program {
        argv: vec!["my-model".to_owned()],
        limit: Duration::from_secs(1),
        variables: Variables::Few,
    };
    let writer = Writer {
        library: Library::load([]).0.into(),
        me: Me::default(),
        program: Some(program),
    };
    let with_program = Rules {
        writer: Arc::new(writer),
        ..rules()
    };
    let mut story = story_by(archive(), with_program);
    story.keys("jj");
    let person = ask(&mut story);
    assert!(
        story
            .footer()
            .contains("your program writes to Mira Example"),
        "{}",
        story.footer()
    );
    // Meanwhile the others can be looked at, and it is not asked twice.
    story.keys("mmmmmmmmmm");
    assert!(story.did.is_empty(), "{:?}", story.did);
    let before = story.screen();
    let answer = |text| Msg::Drafted {
        person: person.clone(),
        occasion: Occasion::Welcome,
        text,
    };
    let trouble = Trouble::new("my-model took longer than 1 s and was ended");
    story.send(answer(Err(trouble)));
    assert!(
        story.footer().contains("longer than 1 s"),
        "{}",
        story.footer()
    );
    let draft = before
        .lines()
        .find(|line| line.contains("Draft: "))
        .unwrap();
    assert!(
        story.screen().contains(draft.trim_end()),
        "the old text stays"
    );

    ask(&mut story);
    story.keys("k");
    story.send(answer(Ok(Safe::outgoing("Hi Mira, and welcome!"))));
    assert!(!story.screen().contains("and welcome!"), "it is not theirs");
    story.keys("j");
    let screen = story.screen();
    for words in [
        "Draft: by your program",
        "and welcome!",
        "21 of 8,000",
        "read it before",
    ] {
        assert!(screen.contains(words), "{words} in\n{screen}");
    }
    story.keys("y");
    assert_eq!(
        story.did,
        ["copy the text: by your program: Hi Mira, and welcome!"]
    );
    story.keys("y");
    assert!(
        matches!(last_step(&story), Step::Contact { text: Some(text), .. } if text.contains("welcome!")),
        "{:?}",
        last_step(&story)
    );
}

#[test]
fn the_program_is_asked_in_plain_mode_too() {
    let world = World::imported();
    script(
        &world,
        "my-model",
        "cat > /dev/null; echo 'May I ask how you found me?'",
    );
    config(&world, "[drafts]\ncommand = \"my-model\"\n");
    let path = world.home.path().join("bin").display().to_string();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cordial"))
        .args(["session", "--plain"])
        .env_clear()
        .env("HOME", world.home.path())
        .env("PATH", format!("{path}:/usr/bin:/bin"))
        .env("CORDIAL_NOW", crate::support::world::NOW)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all("m\n".repeat(8).as_bytes()).unwrap();
    drop(stdin);
    let said = child.wait_with_output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.contains("Your program writes"), "{said}");
    assert!(
        said.contains("Draft, by your program, once you accepted: May I ask how you found me?"),
        "{said}"
    );
}
