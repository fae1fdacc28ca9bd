//! The guide says what the program does: its commands, keys, links and examples.

use std::{collections::HashMap, fs, path::Path};

use cordial::{app::action::ACTIONS, query};

use crate::support::world::World;

fn pages() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "md") {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            pages.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    pages.sort();
    pages
}

/// Subcommands of subcommands, with options of their own.
const SUBCOMMANDS: &[&str] = &[
    "add", "check", "try", "path", "edit", "example", "vcard", "csv", "ics", "json",
];

fn page(name: &str) -> String {
    let found = pages().into_iter().find(|(known, _)| known == name);
    found.unwrap().1
}

#[test]
fn every_command_and_option_of_the_guide_exists() {
    let world = World::new();
    let main = world.run(&["--help"]).ok();
    let mut helps: HashMap<String, String> = HashMap::new();
    let line = regex::Regex::new(r"(?m)(?:^ {4,}|`|\| )cordial ([^`\n]*)").unwrap();
    let option = regex::Regex::new(r"(?:^|\s)(--[a-z][a-z-]+)").unwrap();
    let mut seen = 0;
    for (name, text) in pages() {
        for found in line.captures_iter(&text) {
            let words = found[1].split('#').next().unwrap();
            let words = words.split(" | ").next().unwrap();
            let mut all = words.split_whitespace();
            let Some(command) = all
                .next()
                .filter(|word| word.chars().all(|c| c.is_lowercase() || c == '-'))
            else {
                continue;
            };
            if command.starts_with('-') {
                continue;
            }
            assert!(
                main.contains(&format!("\n  {command} ")),
                "{name}: `cordial {command}`"
            );
            let sub = all.next().filter(|word| SUBCOMMANDS.contains(word));
            let mut arguments = vec![command];
            arguments.extend(
                sub.filter(|_| ["rules", "config", "targets", "export"].contains(&command)),
            );
            let key = arguments.join(" ");
            let help = helps.entry(key).or_insert_with(|| {
                arguments.push("--help");
                world.run(&arguments).ok()
            });
            for option in option.captures_iter(words) {
                let shown = format!("{} ", &option[1]);
                let there = help.lines().any(|line| format!("{line} ").contains(&shown));
                assert!(there, "{name}: `{}` of `cordial {words}`", &option[1]);
            }
            seen += 1;
        }
    }
    assert!(seen >= 60, "{seen} commands");
}

#[test]
fn every_key_of_the_guide_does_something() {
    let mut seen = 0;
    for (name, text) in pages() {
        let mut keys = false;
        for row in text.lines() {
            if !row.starts_with('|') {
                keys = false;
            }
            keys |= row.starts_with("| key |");
            let first = row.trim_start_matches('|').split('|').next().unwrap();
            for key in first.split('`').skip(1).step_by(2).filter(|_| keys) {
                let named = key.strip_prefix(':');
                let bound = ACTIONS
                    .iter()
                    .any(|action| action.keys.contains(&key) || named == Some(action.name));
                assert!(bound, "{name}: `{key}` does nothing");
                seen += 1;
            }
        }
    }
    assert!(seen >= 25, "{seen} keys");
}

#[test]
fn every_action_of_the_guide_has_its_name_and_every_link_its_page() {
    let action = regex::Regex::new(r"`:([a-z-]+)`").unwrap();
    let link = regex::Regex::new(r"\]\(([a-z-]+\.md)\)").unwrap();
    let all = pages();
    for (name, text) in &all {
        for found in action.captures_iter(text) {
            let there = ACTIONS.iter().any(|row| row.name == &found[1]);
            assert!(there, "{name}: `:{}`", &found[1]);
        }
        for found in link.captures_iter(text) {
            assert!(
                all.iter().any(|(page, _)| *page == found[1]),
                "{name}: {}",
                &found[1]
            );
        }
    }
    let index = page("README.md");
    for (name, _) in all.iter().filter(|(name, _)| name != "README.md") {
        assert!(
            index.contains(&format!("({name})")),
            "{name} is not in the index"
        );
    }
}

#[test]
fn the_page_of_queries_is_the_table_and_its_examples_work() {
    let text = page("queries.md");
    assert!(
        text.contains(&query::markdown()),
        "the chapter is not:\n{}",
        query::markdown()
    );
    let world = World::imported();
    let list = text.split("## A few to keep").nth(1).unwrap();
    let list = list.split("##").next().unwrap();
    let mut seen = 0;
    for row in list.lines().filter(|row| row.contains("| `")) {
        let query = row.split('`').nth(1).unwrap();
        let command = match query {
            _ if query.contains("do:") => "outbox",
            _ if query.contains("verdict:") || query.contains("warn:") => "invitations",
            _ => "people",
        };
        world.run(&[command, query]).ok();
        seen += 1;
    }
    assert_eq!(seen, 5);
}

#[test]
fn the_rules_of_the_guide_are_sound() {
    let world = World::new();
    let text = page("rules.md");
    let example = text.split("```toml\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    fs::create_dir_all(world.config()).unwrap();
    fs::write(world.config().join("rules.toml"), example).unwrap();
    world.run(&["rules", "check"]).ok();
    let rules = world.run(&["rules", "--format", "json"]).json();
    let points = |id: &str| {
        let mut all = rules.as_array().unwrap().iter();
        all.find(|rule| rule["id"] == id)
            .map(|rule| &rule["points"])
    };
    for (id, wanted) in [("GOLF", "-9"), ("V2", "+3"), ("P_CTA", "off")] {
        assert_eq!(points(id), Some(&wanted.into()), "{id}");
    }
    let hooks = page("hooks.md");
    let options = hooks.split("    [hooks]\n").nth(1).unwrap();
    let options = options.split("\n\n").next().unwrap();
    fs::write(
        world.config().join("config.toml"),
        format!("[hooks]\n{options}"),
    )
    .unwrap();
    let checked = world.run(&["config", "check"]);
    assert!(
        checked.code == 0 && !checked.err.contains("unknown"),
        "{}",
        checked.err
    );
}

#[test]
fn every_picture_is_there_and_is_of_the_demo() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("docs/pictures");
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let named = regex::Regex::new(r"pictures/([a-z-]+\.(?:svg|cast))").unwrap();
    let mut seen = 0;
    for text in pages().into_iter().map(|(_, text)| text).chain([readme]) {
        for found in named.captures_iter(&text) {
            let picture = fs::read_to_string(folder.join(&found[1]));
            let picture = picture.unwrap_or_else(|error| panic!("{}: {error}", &found[1]));
            assert!(
                !picture.contains("/home/") && !picture.contains("/tmp/"),
                "{}",
                &found[1]
            );
            seen += 1;
        }
    }
    assert!(seen >= 8, "{seen} pictures");
    let cast = fs::read_to_string(folder.join("demo.cast")).unwrap();
    let mut before = 0.0;
    for line in cast.lines().skip(1) {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        let at = event[0].as_f64().unwrap();
        assert!(at >= before && event[1] == "o", "{line}");
        before = at;
    }
    assert!(cast.contains("Mira Example") && before > 20.0);
}
