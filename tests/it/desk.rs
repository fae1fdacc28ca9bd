//! At home among other programs: status lines for bars and prompts, notifications.

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

/// A program of the system that writes down how it is called.
#[cfg(unix)]
fn stand_in(world: &World, name: &str, rest: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = world.home.path().join("bin");
    fs::create_dir_all(&folder).unwrap();
    let log = world.home.path().join(name);
    let text = format!(
        "#!/bin/sh\nfor word; do printf '<%s>' \"$word\"; done >> '{}'\necho >> '{0}'\n{rest}\n",
        log.display()
    );
    fs::write(folder.join(name), text).unwrap();
    fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
fn run(world: &World, args: &[&str]) -> crate::support::world::Run {
    let path = format!("{}/bin:/usr/bin:/bin", world.home.path().display());
    world.run_with(&[("PATH", &path)], args)
}

#[cfg(unix)]
fn called(world: &World, name: &str) -> String {
    fs::read_to_string(world.home.path().join(name)).unwrap_or_default()
}

#[cfg(target_os = "linux")]
#[test]
fn a_notification_tells_numbers_and_a_quiet_day_none() {
    let world = World::imported();
    stand_in(&world, "notify-send", "");
    run(&world, &["notify"]).ok();
    let told = called(&world, "notify-send");
    assert!(
        told.starts_with("<--app-name=Cordial><--><Cordial><"),
        "{told}"
    );
    assert!(
        told.contains("follow-up") && told.contains("invitation"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1);
    let dry = run(&world, &["notify", "-n", "[{due} due]"]).ok();
    assert!(dry.ends_with(" due\n"), "{dry}");
    assert_eq!(
        called(&world, "notify-send").lines().count(),
        1,
        "--dry-run says nothing"
    );

    let quiet = World::new();
    stand_in(&quiet, "notify-send", "");
    assert_eq!(run(&quiet, &["notify"]).ok(), "");
    assert_eq!(called(&quiet, "notify-send"), "");
    assert!(!quiet.data().exists());

    stand_in(&world, "notify-send", "echo 'no bus' >&2; exit 4");
    let failed = run(&world, &["notify"]).fails(1);
    assert!(
        failed.contains("no bus") && failed.contains("libnotify"),
        "{failed}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn the_timer_is_installed_and_taken_away_and_no_other_file_is_touched() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::imported();
    stand_in(&world, "systemctl", "");
    let folder = world.home.path().join(".config/systemd/user");
    let run_of = |args: &[&str]| run(&world, args);
    assert!(
        run_of(&["notify", "--uninstall"])
            .err
            .contains("no timer is installed")
    );
    let said = run_of(&["notify", "--install", "--at", "18:30"]).err;
    assert!(
        said.contains("wrote ") && said.contains("every day at 18:30"),
        "{said}"
    );
    let timer = fs::read_to_string(folder.join("cordial-notify.timer")).unwrap();
    assert!(timer.contains("OnCalendar=*-*-* 18:30:00"), "{timer}");
    let mode = fs::metadata(&folder).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "others could add services of their own");
    let service = fs::read_to_string(folder.join("cordial-notify.service")).unwrap();
    assert!(service.contains("cordial\" \"notify\"\n"), "{service}");
    assert!(called(&world, "systemctl").contains("<--user><enable><--now><cordial-notify.timer>"));
    // Again, with another time: its own files are replaced.
    run_of(&["notify", "--install"]).ok();
    let timer = fs::read_to_string(folder.join("cordial-notify.timer")).unwrap();
    assert!(timer.contains("09:00"), "{timer}");

    fs::write(folder.join("cordial-notify.timer"), "[Timer]\n").unwrap();
    for what in ["--install", "--uninstall"] {
        let said = run_of(&["notify", what]).fails(1);
        assert!(
            said.contains("cordial-notify.timer is not of this program"),
            "{said}"
        );
    }
    let kept = fs::read_to_string(folder.join("cordial-notify.timer")).unwrap();
    assert_eq!(kept, "[Timer]\n");
    fs::write(folder.join("cordial-notify.timer"), &timer).unwrap();
    // The files go also where the system's program fails.
    stand_in(&world, "systemctl", "exit 1");
    let said = run_of(&["notify", "--uninstall"]);
    assert!(said.err.contains("removed "), "{}", said.err);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    let said = run_of(&["notify", "--install"]).fails(1);
    assert!(said.contains("daemon-reload` failed"), "{said}");
    for time in ["24:00", "9:00", "noon"] {
        run_of(&["notify", "--install", "--at", time]).fails(2);
    }
}
