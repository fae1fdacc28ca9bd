//! The real program where things are odd: closed streams, no folders, hardly any descriptors or
//! memory, clocks at the edges of time. It may refuse, in words; it never panics.
#![cfg(unix)]

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::support::world::World;

const CORDIAL: &str = env!("CARGO_BIN_EXE_cordial");

/// Runs a line of the shell in a home; `$0` in it is the program.
fn shell(home: &Path, line: &str, variables: &[(&str, &str)]) -> Output {
    Command::new("sh")
        .args(["-c", line, CORDIAL])
        .env_clear()
        .env("HOME", home)
        .env("PATH", "/usr/bin:/bin")
        .env("CORDIAL_NOW", crate::support::world::NOW)
        .envs(variables.iter().copied())
        .current_dir(home)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// It ended by itself, with one of its own codes, and without a panic.
#[track_caller]
fn is_civil(output: &Output, what: &str) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!told.contains("panicked"), "{what}: {told}");
    let code = output.status.code();
    assert!(matches!(code, Some(0..=3)), "{what}: {code:?} {told}");
}

#[test]
fn odd_surroundings_bring_a_message_and_no_panic() {
    let world = World::imported();
    let home = world.home.path();
    for line in [
        "\"$0\" dump <&-",
        "\"$0\" <&-",
        "\"$0\" session --plain <&-",
        "\"$0\" dump >&-",
        "\"$0\" note mira-example x 2>&-",
        "\"$0\" people >/dev/full",
        "\"$0\" dump >/dev/full 2>/dev/full",
        "\"$0\" people | head -n 1",
        "unset HOME; \"$0\" doctor",
        "unset HOME; \"$0\" --data-dir ./other note mira-example x",
        "mkdir gone; cd gone; rmdir ../gone; \"$0\" due",
        "mkdir gone; cd gone; rmdir ../gone; \"$0\" backup here.zip",
        "ulimit -n 8; \"$0\" doctor",
        "ulimit -n 4; \"$0\" note mira-example x",
        "ulimit -v 262144; \"$0\" import archive",
        "LANG=C LC_ALL=C TERM=dumb \"$0\" people",
        "TERM= NO_COLOR=1 COLUMNS=1 \"$0\" people",
        "TZ=Nowhere/Land \"$0\" due",
        "\"$0\" note mira-example \"$(printf '\\377\\376')\"",
        "HOME=relative \"$0\" doctor",
        "HOME=/proc/1 \"$0\" note mira-example x",
        "XDG_CACHE_HOME=/dev/null \"$0\" due",
        "XDG_STATE_HOME=/dev/null \"$0\" note mira-example x",
    ] {
        is_civil(&shell(home, line, &[]), line);
    }
    let doctor = world.run(&["doctor"]);
    assert_eq!(doctor.code, 0, "{}{}", doctor.out, doctor.err);
}

#[test]
fn a_home_that_is_no_absolute_path_holds_no_store() {
    let world = World::new();
    for home in ["rel", "./rel", ""] {
        let line = "cd archive; \"$0\" note mira-example x";
        let output = shell(world.home.path(), line, &[("HOME", home)]);
        let told = String::from_utf8_lossy(&output.stderr);
        // An empty one is none: then the system knows where this user is at home.
        if !home.is_empty() {
            assert_eq!(output.status.code(), Some(1), "{told}");
            assert!(told.contains("set HOME to an absolute path"), "{told}");
        }
        assert!(!world.archive().join("rel").exists());
    }
}

#[test]
fn own_files_that_are_no_files_are_refused_and_never_waited_for() {
    let world = World::imported();
    let home = world.home.path();
    for (make, words) in [
        ("mkfifo $c", "it is no regular file"),
        ("ln -s /dev/zero $c", "it is no regular file"),
        ("mkdir $c", "it is no regular file"),
        ("head -c 1048577 /dev/zero >$c", "larger than 1 MiB"),
        ("printf '\\377' >$c", "no text in UTF-8"),
    ] {
        for file in ["config.toml", "rules.toml"] {
            let place = world.config().join(file);
            let line = format!(
                "mkdir -p .config/cordial; c={}; {make} && \"$0\" invitations; s=$?; rm -rf $c; exit $s",
                place.display()
            );
            let output = shell(home, &line, &[]);
            let told = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{make}: {told}");
            assert!(
                told.contains(words) && told.contains(file),
                "{make}: {told}"
            );
        }
    }
    let output = shell(home, "COLUMNS=0 \"$0\" people", &[]);
    let wide = shell(home, "\"$0\" people", &[]);
    assert_eq!(output.stdout, wide.stdout);
}

/// A slip in one option must not take the hooks away without a word.
#[test]
fn a_step_that_no_hook_was_told_of_says_so() {
    let world = World::imported();
    std::fs::create_dir_all(world.config()).unwrap();
    let text = "[interface]\ntheme = \"drak\"\n[hooks]\non_contacted = \"false\"\n";
    std::fs::write(world.config().join("config.toml"), text).unwrap();
    let run = world.run(&["log", "lee-testcase", "coffee"]);
    assert!(
        run.err.contains("config.toml:2:9: theme: ") && run.err.contains("no hook is told"),
        "{}",
        run.err
    );
    run.ok();
    let refused = world.run(&["due"]).fails(1);
    assert!(!refused.contains("no hook"), "{refused}");
}

#[test]
fn steps_keep_their_order_and_undo_its_meaning_whatever_the_clocks_say() {
    let instants = [
        "1969-12-31T23:59:59Z",
        "2000-02-29T12:00:00+14:00",
        "2026-03-29T02:30:00+01:00",
        "2026-10-25T02:30:00+01:00",
        "2038-01-19T03:14:08Z",
        "2026-11-23T09:00:00-12:00",
        "9999-12-31T23:59:59Z",
        "2026-11-23T09:14:05+01:00",
    ];
    let zones = [
        "UTC",
        "Europe/Berlin",
        "America/St_Johns",
        "Pacific/Apia",
        "Asia/Kathmandu",
    ];
    let world = World::imported();
    let home = world.home.path();
    for zone in zones {
        for now in instants {
            let at = |line: &str| {
                let output = shell(home, line, &[("CORDIAL_NOW", now), ("TZ", zone)]);
                is_civil(&output, &format!("{zone} {now} {line}"));
                String::from_utf8(output.stdout).unwrap()
            };
            let before = at("\"$0\" dump");
            at("\"$0\" note mira-example 'of this moment'");
            assert!(at("\"$0\" dump").contains("of this moment"), "{zone} {now}");
            at("\"$0\" due");
            at("\"$0\" skip mira-example");
            at("\"$0\" undo");
            at("\"$0\" undo");
            let after = at("\"$0\" dump");
            assert!(after == before, "undo takes the last step: {zone} {now}");
        }
    }
}
