//! A journal of very many steps, and one very long step: what a decade of use, or a mistake, leaves.

use std::{fmt::Write as _, fs, path::PathBuf, process::Command};

use crate::{
    store::number,
    support::world::{NOW, World},
};

/// The journal of a store that has one.
fn journal(world: &World) -> PathBuf {
    let files = fs::read_dir(world.data().join("journal")).unwrap();
    let files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    let [file] = &files[..] else {
        panic!("{files:?}");
    };
    file.clone()
}

/// Puts further steps behind those of a journal, as a program writes them.
fn grow(world: &World, steps: impl Iterator<Item = String>) {
    let file = journal(world);
    let mut text = fs::read_to_string(&file).unwrap();
    let last: serde_json::Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    let (device, first) = (&last["device"], last["seq"].as_u64().unwrap() + 1);
    for (seq, step) in (first..).zip(steps) {
        let body = format!(
            r#"{{"v":1,"device":{device},"epoch":1,"seq":{seq},"clock":{seq},"id":"{seq:08}","at":"{NOW}","tz":"Europe/Berlin","step":{step}"#
        );
        let crc = crc32c::crc32c(body.as_bytes());
        writeln!(text, "{body},\"crc\":\"{crc:08x}\"}}").unwrap();
    }
    fs::write(&file, text).unwrap();
}

/// A step of everyday use.
fn step(number: u64) -> String {
    let people = ["mira-example", "jon-sample-93b0c4", "lee-testcase"];
    let who = people[usize::try_from(number / 4 % 3).unwrap()];
    match number % 4 {
        0 => format!(r#"{{"note":{{"people":["{who}"],"text":"note number {number}"}}}}"#),
        1 => format!(
            r#"{{"tag":{{"people":["{who}"],"tag":"t{}","on":true}}}}"#,
            number % 9
        ),
        2 => format!(r#"{{"skip":{{"people":["{who}"]}}}}"#),
        _ => format!(r#"{{"note":{{"people":["{who}"],"text":"a longer note, {number}"}}}}"#),
    }
}

/// Runs a command; gives what it printed and the seconds of processor time that it took.
fn timed(world: &World, args: &[&str]) -> (String, f64) {
    let output = Command::new("sh")
        .args([
            "-c",
            "\"$@\" || exit; times",
            "sh",
            env!("CARGO_BIN_EXE_cordial"),
        ])
        .args(args)
        .env_clear()
        .env("HOME", world.home.path())
        .env("CORDIAL_NOW", NOW)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let out = String::from_utf8(output.stdout).unwrap();
    let (told, times) = out.trim_end().rsplit_once('\n').unwrap();
    let seconds = times.split_whitespace().map(|time| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
        60.0 * minutes.parse::<f64>().unwrap() + seconds.parse::<f64>().unwrap()
    });
    (told.to_owned(), seconds.sum())
}

/// A long run: `CORDIAL_STEPS=1000000 cargo test --release --test it -- --nocapture very_many_steps`
/// makes a journal of 210 MB, and says what a start takes without the cache and with it.
#[cfg(unix)]
#[test]
#[expect(clippy::print_stdout, reason = "a long run says what it took")]
fn very_many_steps_are_read_whole_and_soon() {
    let asked = number("CORDIAL_STEPS");
    let steps = asked.unwrap_or(2_000);
    let world = World::imported();
    grow(&world, (0..steps).map(step));
    let (_, without) = timed(&world, &["status"]);
    let (_, with) = timed(&world, &["status"]);
    let newest = world.run(&["history", "-q", "-n", "1"]).ok();
    assert_eq!(newest.trim(), format!("{:08}", steps + 1));
    let doctor = world.run(&["doctor"]).ok();
    let all = steps + 1;
    assert!(doctor.contains("all sound"), "{doctor}");
    assert!(doctor.contains(&format!("{all} steps")), "{doctor}");
    world.run(&["note", "mira-example", "one more"]).ok();
    world.run(&["undo"]).ok();
    if asked.is_some() {
        println!(
            "{steps} steps: {without:.2} s without the cache, {with:.2} s with it, of CPU time"
        );
        assert!(cfg!(debug_assertions) || without < 10.0, "{without}");
    }
}

#[test]
fn a_step_of_a_megabyte_is_taken_shown_and_taken_back() {
    let world = World::imported();
    let text = "long words ".repeat(100_000);
    let long = format!(r#"{{"note":{{"people":["mira-example"],"text":"{text}"}}}}"#);
    grow(&world, std::iter::once(long));
    let shown = || world.run(&["people", "show", "mira-example"]).ok();
    let cut = shown();
    assert!(cut.contains("long words") && cut.len() < text.len());
    assert!(world.run(&["dump"]).ok().len() > text.len());
    world.run(&["undo"]).ok();
    assert!(!shown().contains("long words"));
    world.run(&["doctor"]).ok();
}
