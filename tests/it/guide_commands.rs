//! Each command of the README and of the guide, run as it is written, by a shell, in a home that has what
//! they speak of.
#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
    process::{Command, Stdio},
};

use crate::support::{
    world::{NOW, World},
    zip::Zip,
};

/// What is not run, and why not.
const LEFT_OUT: &[(&str, &str)] = &[
    ("cordial sync", "it needs the network"),
    ("cordial share off", "what stands below it goes on sharing"),
    ("cordial share init /media", "there is no such stick"),
];

/// What ends otherwise than well, as the text around it says.
const ENDS: &[(&str, i32)] = &[
    // It asks, and nobody is there.
    ("cordial erase mira-example", 2),
    ("cordial audit --fail-under 65", 1),
];

/// Programs of the desktop that do nothing, and a clipboard with a page on it.
const PROGRAMS: &[(&str, &str)] = &[
    ("xdg-open", "exit 0"),
    ("wl-copy", "cat >/dev/null"),
    ("wl-paste", "cat \"$HOME/page.txt\""),
    ("notify-send", "exit 0"),
    ("systemctl", "exit 0"),
];

const MAIL: &str = "From: Jo Maker <invitations@linkedin.com>\nTo: robin@example.com\n\
    Subject: Jo Maker wants to connect\nDate: Mon, 23 Nov 2026 08:00:00 +0100\n\
    Content-Type: text/plain\n\nJo Maker\nDesigner at Northwind\n\n\
    https://www.linkedin.com/comm/in/jo-maker-1?midToken=secret\n";

fn write(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn program(path: &Path, script: &str) {
    write(path, format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
}

/// A home with the archive, mails, texts and options that the guide speaks of.
fn home() -> World {
    let world = World::imported();
    let home = world.home.path();
    let mut files: Vec<(String, String)> = Vec::new();
    for entry in fs::read_dir(world.archive()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        files.push((name, fs::read_to_string(path).unwrap()));
    }
    let files: Vec<_> = files
        .iter()
        .map(|(n, t)| (n.as_str(), t.as_str()))
        .collect();
    let name = "Downloads/Basic_LinkedInDataExport_11-23-2026.zip";
    write(&home.join(name), Zip::new(&files).bytes);
    write(&home.join("invitation.eml"), MAIL);
    write(&home.join("Mail/LinkedIn/new/1.host"), MAIL);
    let mbox = format!("From x Mon Nov 23 08:00:00 2026\n{MAIL}\n");
    write(&home.join("Mail/linkedin.mbox"), mbox);
    write(&home.join("about.txt"), "I build calm systems in Rust.\n");
    let page = include_str!("../fixtures/profile_page.txt");
    write(&home.join("page.txt"), page);
    fs::create_dir(home.join("Sync")).unwrap();
    let config = "[me]\ntopic = \"Rust\"\n[drafts]\ncommand = \"echo Hi Lee\"\n\
        [[views]]\nname = \"Recruiters with a note\"\npane = \"invitations\"\nquery = \"has:note\"\n";
    write(&world.config().join("config.toml"), config);
    // The page's own table of checks, which one of its commands is about.
    let page = include_str!("../../docs/guide/profile.md").split_once("    [[item]]");
    let rows = page.unwrap().1.lines();
    let rows = rows.take_while(|line| line.is_empty() || line.starts_with(' '));
    let checks = rows.collect::<Vec<_>>().join("\n");
    write(
        &world.config().join("checklist.toml"),
        format!("[[item]]{checks}\n"),
    );
    for (name, script) in PROGRAMS {
        program(&home.join("bin").join(name), script);
    }
    symlink(env!("CARGO_BIN_EXE_cordial"), home.join("bin/cordial")).unwrap();
    // Where the machine has none.
    program(&home.join("last/jq"), "cat >/dev/null");
    world
}

/// The lines of a page that are commands: indented, in a block for a shell, or inside a sentence.
fn commands(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut shell = false;
    for line in page.lines() {
        if line.starts_with("```") {
            shell = line == "```sh";
        }
        let indented = line.strip_prefix("    ").map(str::trim_start);
        let block = if shell { Some(line) } else { indented };
        let block = block.filter(|line| line.starts_with("cordial") || line.starts_with("echo '"));
        if let Some(command) = block {
            found.push(command.to_owned());
            continue;
        }
        let inside = line.split('`').skip(1).step_by(2);
        // One word is the name of a command; capitals stand for something.
        let stands_for = |word: &str| word.len() > 1 && word.chars().all(char::is_uppercase);
        let whole = inside.filter(|words| {
            let mut words = words.split(' ');
            words.next() == Some("cordial") && words.clone().count() > 1 && !words.any(stands_for)
        });
        found.extend(whole.map(str::to_owned));
    }
    found
}

/// Runs the commands of a page one after the other. Gives how many, and what did not end as it should.
fn run(name: &str, page: &str) -> (usize, Vec<String>) {
    let world = home();
    let home = world.home.path();
    let path = format!("{0}/bin:/usr/bin:/bin:{0}/last", home.display());
    let (mut ran, mut faults) = (0, Vec::new());
    for command in commands(page) {
        let bare = command == "cordial";
        if bare || LEFT_OUT.iter().any(|(left, _)| command.starts_with(left)) {
            continue;
        }
        let output = Command::new("/bin/sh")
            .args(["-c", &command])
            .current_dir(home)
            .env_clear()
            .envs([
                ("CORDIAL_NOW", NOW),
                ("TZ", "Europe/Berlin"),
                ("EDITOR", "true"),
            ])
            .envs([("HOME", home.to_str().unwrap()), ("PATH", &path)])
            .env("WAYLAND_DISPLAY", "wayland-0")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let ends = ENDS.iter().find(|(start, _)| command.starts_with(start));
        let wanted = ends.map_or(0, |(_, code)| *code);
        let said = String::from_utf8_lossy(&output.stderr);
        let failed = wanted == 0 && said.contains("error:");
        if failed || output.status.code() != Some(wanted) {
            faults.push(format!("{name}: {command}\n{said}"));
        }
        ran += 1;
    }
    (ran, faults)
}

#[test]
fn every_command_of_the_guide_does_what_it_says_when_it_is_typed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md")];
    let guide = fs::read_dir(root.join("docs/guide")).unwrap();
    pages.extend(guide.map(|entry| entry.unwrap().path()));
    let (mut all, mut wrong) = (0, Vec::new());
    for page in pages {
        let name = page.file_name().unwrap().to_str().unwrap();
        let (ran, faults) = run(name, &fs::read_to_string(&page).unwrap());
        all += ran;
        wrong.extend(faults);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(all >= 100, "{all} commands");
}
