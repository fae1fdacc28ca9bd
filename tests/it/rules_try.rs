//! `cordial rules try`: what scripts may rely on.

use std::{
    fs,
    io::Write as _,
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::support::world::World;

/// The lines that come out for these bytes, and the exit code.
fn tried(input: &[u8]) -> (Vec<Value>, i32) {
    let home = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cordial"))
        .args(["rules", "try", "--format", "json"])
        .env_clear()
        .env("HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines();
    let lines = lines.map(|line| serde_json::from_str(line).unwrap());
    (lines.collect(), output.status.code().unwrap())
}

#[test]
fn a_table_that_nothing_reads_is_named() {
    let world = World::new();
    fs::create_dir_all(world.config()).unwrap();
    for (file, out) in [
        ("notes.toml", "go into rules.toml"),
        ("rule.toml", "did you mean `rules.toml`?"),
        (
            "mine.toml",
            "there are config.toml, rules.toml, checklist.toml",
        ),
    ] {
        let path = world.config().join(file);
        fs::write(&path, "[words]\ntrust = [\"faithful\"]\n").unwrap();
        for args in [
            ["rules", "check"],
            ["config", "check"],
            ["session", "--plain"],
        ] {
            let said = world.run(&args).err;
            let wanted = format!("{}: nothing reads this file; {out}", path.display());
            assert!(
                said.contains("nothing reads this file") && said.contains(out),
                "{args:?}: {said}\nnot {wanted}"
            );
        }
        fs::remove_file(path).unwrap();
    }
    fs::write(world.config().join("rules.toml"), "[words]\ntrusst = []\n").unwrap();
    let said = world.run(&["rules", "check"]).fails(1);
    assert!(said.contains("no rule reads the words `trusst`"), "{said}");
}

#[test]
fn one_line_comes_out_for_each_line_that_goes_in() {
    let long = format!("{{\"note\":\"{}\"}}", "a".repeat(2 * 1024 * 1024));
    let input = [
        r#"{"headline":"Recruiter at Acme","unknown":[1]}"#,
        "",
        "no json",
        r#"{"mutual":"many"}"#,
        &long,
        r#"{"note":"Passive income, write me on Telegram."}"#,
    ]
    .join("\n");
    let (lines, code) = tried(input.as_bytes());
    assert_eq!(lines.len(), 6);
    assert_eq!(lines[0]["classes"][0]["class"], "recruiter");
    assert_eq!(lines[1]["known"], 1);
    for at in [2, 3, 4] {
        assert_eq!(lines[at]["line"], at + 1);
        assert!(lines[at]["error"].is_string() && lines[at]["verdict"].is_null());
    }
    assert_eq!(lines[5]["warnings"][0]["severity"], "stop");
    assert_eq!(code, 1);
}

#[test]
fn what_can_be_read_is_a_success_and_bytes_of_any_kind_are_no_crash() {
    let (lines, code) = tried("\u{feff}{\"name\":null}\r\n{\"slug\":\"a\"}\n".as_bytes());
    assert_eq!((lines.len(), code), (2, 0));
    let (lines, code) = tried(b"{\"note\":\"\xff\xfe\"}\n\x00\n");
    assert_eq!((lines.len(), code), (2, 1));
    assert_eq!(tried(b""), (Vec::new(), 0));
}

#[test]
fn the_words_that_matched_are_those_that_were_written() {
    let (lines, _) = tried(
        "{\"headline\":\"Personalberaterin, RECRUITER\",\"note\":\"Passive Income! Write me on WhatsÄpp, Télégram\"}\n"
            .as_bytes(),
    );
    let all = |list: &Value| {
        let matched = list.as_array().unwrap().iter();
        let matched = matched.map(|one| one["matched"].as_str().unwrap().to_owned());
        matched.collect::<Vec<_>>().join(" · ")
    };
    let warnings = all(&lines[0]["warnings"]);
    assert!(warnings.contains("Passive Income"), "{warnings}");
    assert!(warnings.contains("Write me"), "{warnings}");
    let classes = all(&lines[0]["classes"]);
    assert!(
        classes.contains("RECRUITER") || classes.contains("Personalberater"),
        "{classes}"
    );
}

#[test]
fn a_note_of_many_words_is_read_in_time() {
    let note = "send passport deposit 50 euro fee invest bitcoin profit ".repeat(8_000);
    let start = std::time::Instant::now();
    let (lines, _) = tried(format!("{{\"note\":\"{note}\"}}").as_bytes());
    assert_eq!(lines.len(), 1);
    assert!(start.elapsed().as_secs() < 60);
}
