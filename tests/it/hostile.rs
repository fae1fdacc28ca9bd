//! Exports that are correct, and hostile in every text: what anybody on LinkedIn could write, in each field
//! they may fill. The whole program reads them, and a strict reader watches every byte that comes out.

mod sets;
#[cfg(unix)]
mod wire;

use std::fs;

use serde_json::Value;

use crate::support::world::World;
use sets::{Set, all};

/// What a terminal would obey, what turns a line round, and what hides.
fn is_bad(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
                | '\u{E000}'..='\u{F8FF}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{F0000}'..
        )
}

/// Everything that is printed, for a person and for a program.
const COMMANDS: &[&[&str]] = &[
    &["invitations"],
    &["people"],
    &["due"],
    &["audit"],
    &["status"],
    &["news"],
    &["timeline"],
    &["reach"],
    &["search", "the"],
    &["merge"],
    &["history"],
    &["outbox"],
    &["doctor"],
    &["people", "show", "p0"],
    &["people", "show", "p3"],
    &["draft", "p1"],
    &["draft", "p2"],
    &["export", "vcard", "-"],
    &["export", "csv", "-"],
    &["export", "ics", "-"],
];

#[test]
fn what_anybody_writes_is_counted_kept_and_never_obeyed() {
    for set in all() {
        let world = World::new();
        let folder = world.home.path().join("hostile");
        set.write(&folder);
        let report = world.run(&["import", folder.to_str().unwrap()]);
        assert_eq!(report.code, 0, "{}: {report:?}", set.name);
        judge(&set, "import", &report.out, &report.err);
        for (noun, count) in [
            ("connections", set.texts.len()),
            ("invitations", set.texts.len()),
            ("messages", set.texts.len()),
        ] {
            assert_eq!(
                world.run(&["count", noun]).ok().trim(),
                count.to_string(),
                "{}: {noun}",
                set.name
            );
        }
        for command in COMMANDS {
            let run = world.run(command);
            assert_ne!(run.code, 101, "{}: {command:?}: {}", set.name, run.err);
            judge(&set, &command.join(" "), &run.out, &run.err);
        }
        let dump = world.run(&["dump"]).ok();
        assert!(dump.is_ascii(), "{}", set.name);
        let dump: Value = serde_json::from_str(&dump).unwrap();
        let mut there = Vec::new();
        strings(&dump, &mut there);
        for text in set.kept() {
            assert!(
                there.iter().any(|found| found.contains(&text)),
                "{}: {text:?} is lost",
                set.name
            );
        }
    }
}

fn judge(set: &Set, command: &str, out: &str, err: &str) {
    for text in [out, err] {
        // An address book and a calendar have the line ends that their forms ask for.
        let text = if command.starts_with("export") {
            text.replace("\r\n", "\n")
        } else {
            text.to_owned()
        };
        let found = text.chars().find(|c| *c != '\n' && is_bad(*c));
        assert_eq!(found, None, "{}: {command}: {text:?}", set.name);
    }
}

/// All texts in a value.
fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| strings(value, found)),
        Value::Object(map) => map.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}

#[test]
fn names_of_honest_people_are_shown_letter_by_letter() {
    let set = all().into_iter().find(|set| set.name == "honest").unwrap();
    let world = World::new();
    let folder = world.home.path().join("hostile");
    set.write(&folder);
    world.run(&["import", folder.to_str().unwrap()]).ok();
    let people = world.run(&["people", "--format", "json"]).json();
    let mut there = Vec::new();
    strings(&people, &mut there);
    let shown = world.run(&["people"]).ok();
    for name in &set.texts {
        assert!(
            there.iter().any(|text| text.contains(name.as_str())),
            "{name} is not as it was"
        );
        assert!(shown.contains(name.as_str()), "{name} is shown otherwise");
    }
    drop(fs::remove_dir_all(folder));
}
