//! At home among other programs: status lines for bars and prompts.

use std::fs;

use crate::support::world::World;

fn guide(name: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The arguments of the status lines in a guide: options, then a template in quotes.
fn status_lines(text: &str) -> Vec<Vec<String>> {
    let form = r#"cordial (status(?: --[a-z]+(?: json)?)*)(?: ['"]([^'"]*)['"])?"#;
    let form = regex::Regex::new(form).unwrap();
    let words = |found: regex::Captures<'_>| {
        let options = found[1].split(' ').map(str::to_owned);
        let template = found.get(2).map(|template| template.as_str().to_owned());
        options.chain(template).collect()
    };
    form.captures_iter(text).map(words).collect()
}

#[test]
fn every_status_line_of_the_guide_works_with_and_without_anything_to_do() {
    let (full, empty) = (World::imported(), World::new());
    let mut seen = 0;
    for command in status_lines(&guide("status.md")) {
        let arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        let line = full.run(&arguments).ok();
        assert!(
            line.chars().any(|c| c.is_ascii_digit()),
            "{command:?}: {line}"
        );
        let nothing = empty.run(&arguments).ok();
        let template = command.last().unwrap();
        if template.starts_with('[') && !command.contains(&"--waybar".to_owned()) {
            assert_eq!(
                nothing, "\n",
                "{command:?}: nothing is printed on a quiet day"
            );
        }
        assert!(!empty.data().exists(), "it writes nothing");
        seen += usize::from(command.len() > 1);
    }
    assert!(seen >= 5, "{seen} templates");
}

#[test]
fn the_numbers_are_those_of_the_lists() {
    let world = World::imported();
    world.run(&["decide", "mira-example", "accept"]).ok();
    let all = world.run(&["status", "--format", "json"]).json();
    let rows = |args: &[&str]| world.run(args).json().as_array().unwrap().len();
    assert_eq!(all["due"], rows(&["due", "--format", "json"]));
    assert_eq!(all["outbox"], rows(&["outbox", "--format", "json"]));
    assert_eq!(
        all["invitations"],
        rows(&["invitations", "--format", "json"])
    );
    let count = world.run(&["due", "--count"]).ok();
    assert_eq!(count.trim(), all["due"].to_string());
}

#[test]
fn waybar_gets_one_line_of_json_and_a_wrong_template_names_the_words() {
    let world = World::imported();
    let line = world.run(&["status", "--waybar", "[☎ {due}]"]).ok();
    assert_eq!(line.lines().count(), 1);
    let told: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(told["class"], "due");
    assert!(told["text"].as_str().unwrap().starts_with("☎ "));
    assert!(told["tooltip"].as_str().unwrap().contains("follow-up"));
    let quiet = World::new().run(&["status", "--waybar"]).json();
    assert_eq!(
        (&quiet["class"], &quiet["tooltip"]),
        (&"none".into(), &"".into())
    );
    let wrong = world.run(&["status", "{dew}"]).fails(2);
    assert!(
        wrong.contains("`{dew}` is no number") && wrong.contains("{outbox}"),
        "{wrong}"
    );
}
