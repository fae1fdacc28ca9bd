//! Manual pages and completions: made from the table of commands, and read by those they are for.

use std::{fs, process::Command};

use crate::support::world::World;

/// The commands of the help.
fn commands(help: &str) -> Vec<String> {
    let list = help.split("\nCommands:\n").nth(1).unwrap();
    let list = list.split("\n\n").next().unwrap();
    let names = list
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_command_has_a_page_and_a_completion_in_every_shell() {
    let world = World::new();
    let names = commands(&world.run(&["--help"]).ok());
    assert!(names.len() > 40, "{names:?}");
    for name in &names {
        let page = world.run(&["man", name]).ok();
        assert!(
            page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"),
            "{name}: {page}"
        );
        assert!(
            page.contains(&format!("cordial\\-{}", name.replace('-', "\\-"))),
            "{name}: {page}"
        );
    }
    for shell in ["bash", "elvish", "fish", "nushell", "powershell", "zsh"] {
        let script = world.run(&["completions", shell]).ok();
        for name in &names {
            assert!(script.contains(name.as_str()), "{name} in {shell}");
        }
    }
    // The place of the date is empty: two versions differ, two days do not.
    let first = format!(
        ".TH cordial 1 \"\" \"Cordial {}\" Cordial\n",
        env!("CARGO_PKG_VERSION")
    );
    assert!(world.run(&["man"]).ok().contains(&first));
    let deep = world.run(&["man", "config", "check"]).ok();
    assert!(deep.contains("cordial\\-config\\-check"), "{deep}");
    let wrong = world.run(&["man", "nonsense"]).fails(2);
    assert!(wrong.contains("no page `cordial-nonsense`"), "{wrong}");
}

#[test]
fn a_page_says_nothing_of_this_machine() {
    let world = World::new();
    let plain = world.run(&["man"]).ok();
    let told = world
        .run_with(&[("CORDIAL_DATA_DIR", "/somewhere/else")], &["man"])
        .ok();
    assert_eq!(plain, told);
    assert!(plain.contains("CORDIAL_DATA_DIR"), "{plain}");
}

#[test]
fn pages_are_written_where_man_looks_and_no_other_programs_page_is_touched() {
    let world = World::new();
    let said = world.run(&["man", "--install"]).err;
    let folder = world.home.path().join(".local/share/man/man1");
    assert!(said.contains(" pages written to "), "{said}");
    let pages = fs::read_dir(&folder).unwrap().count();
    assert!(pages > 50, "{pages}");
    world.run(&["man", "--install"]).ok();
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        pages,
        "again is the same"
    );
    let foreign = folder.join("cordial-import.1");
    fs::write(&foreign, "another").unwrap();
    let said = world
        .run(&["man", "--dir", folder.to_str().unwrap()])
        .fails(1);
    assert!(
        said.contains("cordial-import.1 is not of this program"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&foreign).unwrap(), "another");
}

#[test]
fn shells_take_the_completions() {
    let world = World::new();
    for (shell, program, check) in [
        ("bash", "bash", &["-n"] as &[&str]),
        ("zsh", "zsh", &["-n"]),
        ("fish", "fish", &["--no-execute"]),
        // It has no option that only checks: what it reads are definitions.
        ("nushell", "nu", &["--no-config-file"]),
    ] {
        let file = world.home.path().join(shell);
        fs::write(&file, world.run(&["completions", shell]).ok()).unwrap();
        match Command::new(program).args(check).arg(&file).output() {
            Ok(out) => assert!(
                out.status.success(),
                "{}",
                String::from_utf8_lossy(&out.stderr)
            ),
            Err(error) => assert_ne!(program, "bash", "bash is everywhere: {error}"),
        }
    }
}
