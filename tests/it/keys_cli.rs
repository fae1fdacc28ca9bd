//! Keys and configuration from the command line.

use std::fs;

use crate::support::world::World;

fn configured(text: &str) -> World {
    let world = World::imported();
    fs::create_dir_all(world.config()).unwrap();
    fs::write(world.config().join("config.toml"), text).unwrap();
    world
}

fn keys(world: &World, action: &str) -> (String, String) {
    let table = world.run(&["config", "keys", "--format", "json"]).json();
    let mut rows = table.as_array().unwrap().iter();
    let row = rows.find(|row| row["action"] == action).unwrap();
    let keys = row["keys"].as_array().unwrap().iter();
    let keys: Vec<&str> = keys.map(|key| key.as_str().unwrap()).collect();
    (keys.join(" "), row["from"].as_str().unwrap().to_owned())
}

#[test]
fn the_effective_keys_are_listed_with_where_they_come_from() {
    let world = configured("[interface]\nkeys = \"taskwarrior\"\n[keys]\naccept = \"A\"\n");
    let own = |keys: &str, from: &str| (keys.to_owned(), from.to_owned());
    assert_eq!(keys(&world, "accept"), own("A", "config.toml"));
    assert_eq!(keys(&world, "decline"), own("x", "preset"));
    assert_eq!(keys(&world, "undo"), own("u", "default"));
    world.run(&["config", "check"]).ok();
}

#[test]
fn every_fault_of_the_keys_is_told_at_once_with_its_place() {
    let world = configured(
        "[interface]\nkeys = \"mutt\"\n\n[keys]\nzoom = [\"g g\", \"Z\"]\ndecline = \"j\"\nacept = \"a\"\n\
         draft = \"\"\nask = [\"Hyper-r\"]\nlater = \"l\"\nlog = \"n\"\nnote = \"n q\"\ntag = true\n\
         mark = { on = 1 }\nundo = [\"u\", 1.5]\n",
    );
    for command in [["config", "check"], ["config", "keys"]] {
        let told = world.run(&command).fails(1);
        let places: Vec<&str> = told
            .lines()
            .filter_map(|line| line.split_once("config.toml:"))
            .map(|(_, fault)| fault)
            .collect();
        assert_eq!(
            places,
            [
                "5:1: 'g g' cannot mean zoom: its beginning 'g' means top already",
                "6:1: 'j' cannot mean both decline and down",
                "7:1: keys.acept: there is no such action; did you mean `accept`?",
                "8:1: keys.draft: '' is no key; [] takes its keys away",
                "9:1: keys.ask: 'Hyper-r' is no key; keys are written like a, Ctrl-a, F5, Space or 'g g'",
                "10:1: 'l' cannot mean both later and filter",
                "12:1: 'n q' cannot mean note: its beginning 'n' means log already",
                "13:1: keys.tag: 'true' is no key; keys are written like a, Ctrl-a, F5, Space or 'g g'",
                "14:1: keys.mark: '{on=1}' is no key; keys are written like a, Ctrl-a, F5, Space or 'g g'",
                "15:1: keys.undo: '1.5' is no key; keys are written like a, Ctrl-a, F5, Space or 'g g'",
            ],
            "{told}"
        );
    }
    let told = configured("[interface]\nkeys = \"emacs\"\n")
        .run(&["config", "check"])
        .fails(1);
    assert!(
        told.contains("config.toml:2:8: keys: ") && told.contains("lazygit"),
        "{told}"
    );
}

/// Own roles lie over the theme of their file's name; everything else of it stays.
#[cfg(unix)]
#[test]
fn colours_of_the_own_lie_over_a_theme_and_their_faults_have_a_place() {
    use crate::tui_pty::Terminal;

    let world = configured("[interface]\ntheme = \"dark\"\n");
    let variables = [("TERM", "xterm-256color"), ("COLORTERM", "truecolor")];
    let colours = |variables: &[(&str, &str)]| {
        let mut terminal = Terminal::at_home(world.home.path(), variables);
        let colours = terminal.colours();
        terminal.keys("q");
        terminal.left();
        colours
    };
    let themes = world.config().join("themes");
    fs::create_dir_all(&themes).unwrap();
    let before = colours(&variables);
    fs::write(themes.join("light.toml"), "header_on = '#ff0000'\n").unwrap();
    assert_eq!(colours(&variables), before, "another theme");
    fs::write(
        themes.join("dark.toml"),
        "header_on = '#010203 on #0a0b0c'\n",
    )
    .unwrap();
    let after = colours(&variables);
    let own = "Rgb(1, 2, 3) on Rgb(10, 11, 12)";
    assert!(after.iter().any(|cell| cell == own), "{after:?}");
    let others = after.iter().zip(&before).filter(|(new, _)| *new != own);
    assert!(others.clone().count() > 20 && others.clone().all(|(new, old)| new == old));
    let plain = colours(&[variables.as_slice(), &[("NO_COLOR", "1")]].concat());
    assert!(plain.iter().all(|cell| !cell.contains("Rgb")), "{plain:?}");
    world.run(&["config", "check"]).ok();

    for (text, place, words) in [
        (
            "text = ''\nheder = 'red'\n",
            ":2:1: ",
            "there is no role 'heder'; the roles are text, ",
        ),
        (
            "header = 'rde'\n",
            ":1:1: ",
            "header: 'rde' is neither a colour",
        ),
        ("header = 7\n", ":1:1: ", "header: '7' is neither a colour"),
        ("header = \n", ":1:10: ", "header: "),
    ] {
        fs::write(themes.join("dark.toml"), text).unwrap();
        let told = world.run(&["config", "check"]).fails(1);
        assert!(
            told.contains(&format!("themes/dark.toml{place}{words}")),
            "{text}: {told}"
        );
    }
}

#[cfg(unix)]
#[test]
fn the_configuration_is_edited_in_place_and_checked() {
    use std::os::unix::fs::PermissionsExt as _;

    let world = World::imported();
    let file = world.config().join("config.toml");
    let editor = world.home.path().join("ed.sh");
    fs::write(
        &editor,
        "#!/bin/sh\nsed -i 's/^cap = 3 /cap = 3x /' \"$1\"\n",
    )
    .unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let editor = editor.to_str().unwrap();
    let told = world
        .run_with(&[("EDITOR", editor)], &["config", "edit"])
        .fails(1);
    assert!(told.contains("config.toml:"), "{told}");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("cap = 3x"), "what was typed is not lost");
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let told = world.run(&["config", "edit"]).fails(1);
    assert!(told.contains("EDITOR"), "{told}");
}
