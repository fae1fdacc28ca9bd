//! Backups, told as stories: made, carried to another machine, taken back, broken, refused.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use sha2::{Digest as _, Sha256};

use crate::support::{
    world::{NOW, Run, World},
    zip::Zip,
};

/// A home with an archive, a note, and some configuration.
fn lived_in() -> World {
    let world = World::imported();
    world.run(&["note", "mira-example", "owes me a book"]).ok();
    fs::create_dir_all(world.config().join("templates/en")).unwrap();
    fs::write(world.config().join("linkedin-token"), "secret\n").unwrap();
    fs::write(world.config().join("config.toml"), "[followups]\ncap = 2\n").unwrap();
    let own = "+++\nid = \"own\"\nname = \"short\"\nuse = \"note\"\nkind = \"message\"\nlimit = 90\n+++\nHello {{ first }}\n";
    fs::write(world.config().join("templates/en/own.txt"), own).unwrap();
    world
}

fn saved(world: &World) -> PathBuf {
    let file = world.home.path().join("backup.zip");
    world.run(&["backup", file.to_str().unwrap()]).ok();
    file
}

fn dump(world: &World) -> String {
    world.run(&["dump"]).ok()
}

fn restore(world: &World, file: &Path, flags: &[&str]) -> Run {
    world.run(&[&["restore", file.to_str().unwrap()], flags].concat())
}

/// What a run that succeeded said beside its data.
fn said(run: Run) -> String {
    assert_eq!(run.code, 0, "{}", run.err);
    run.err
}

/// What lies beside the data folder.
fn beside(world: &World) -> Vec<String> {
    let entries = fs::read_dir(world.data().parent().unwrap()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_comes_back_in_another_home() {
    let one = lived_in();
    let file = saved(&one);
    let other = World::new();
    let told = said(restore(&other, &file, &["--check"]));
    assert!(told.contains("sound"), "{told}");
    assert!(!other.data().exists(), "looking changes nothing");
    restore(&other, &file, &[]).ok();
    assert_eq!(dump(&other), dump(&one));
    let config = fs::read_to_string(other.config().join("config.toml")).unwrap();
    assert!(config.contains("cap = 2"));
    assert!(other.config().join("templates/en/own.txt").exists());
    assert!(
        !other.config().join("linkedin-token").exists(),
        "it opens the account"
    );
    other.run(&["note", "jon-sample-93b0c4", "from here"]).ok();
    other.run(&["doctor"]).ok();
    assert_eq!(beside(&other), ["cordial"], "nothing is left over");
}

#[test]
fn newer_steps_are_not_replaced_without_asking_and_are_kept_aside() {
    let world = lived_in();
    let file = saved(&world);
    let then = dump(&world);
    world.run(&["note", "mira-example", "made later"]).ok();
    let now = dump(&world);
    let refused = restore(&world, &file, &[]).fails(2);
    assert!(
        refused.contains("newer") && refused.contains("--yes"),
        "{refused}"
    );
    assert_eq!(dump(&world), now);
    let told = said(restore(&world, &file, &["--yes"]));
    assert!(told.contains("1 step that the backup lacks"), "{told}");
    assert!(told.contains("configuration is left"), "{told}");
    assert_eq!(dump(&world), then);
    let run = world.run(&["doctor"]);
    assert_eq!(run.code, 0, "what was asked for is no damage: {run:?}");
    let aside = format!("{}.before-restore-1", world.data().display());
    let kept = world.run(&["--data-dir", &aside, "dump"]).ok();
    assert_eq!(kept, now, "the store from before is whole");

    // No number is given away twice: what comes next stands in a new file.
    world.run(&["note", "mira-example", "after it"]).ok();
    let files = fs::read_dir(world.data().join("journal")).unwrap();
    let names: Vec<_> = files.map(|f| f.unwrap().file_name()).collect();
    let first = |name: &std::ffi::OsString| name.to_string_lossy().ends_with("-0001.jsonl");
    assert!(!names.iter().all(first), "{names:?}");
    assert!(dump(&world).contains("after it"));
    world.run(&["undo"]).ok();
    assert_eq!(dump(&world), then, "undo takes the own step only");
}

#[test]
fn the_configuration_of_the_backup_is_taken_when_it_is_asked_for() {
    let world = lived_in();
    let file = saved(&world);
    let config = world.config().join("config.toml");
    fs::write(&config, "[followups]\ncap = 5\n").unwrap();
    restore(&world, &file, &[]).ok();
    assert!(fs::read_to_string(&config).unwrap().contains("cap = 5"));
    restore(&world, &file, &["--config"]).ok();
    assert!(fs::read_to_string(&config).unwrap().contains("cap = 2"));
    fs::write(&config, "[followups]\ncap = 7\n").unwrap();
    restore(&world, &file, &["--config"]).ok();
    for (number, kept) in [(1, "cap = 5"), (2, "cap = 7")] {
        let before = format!("{}.before-restore-{number}", config.display());
        let before = fs::read_to_string(before).unwrap();
        assert!(before.contains(kept), "{number}: {before}");
    }
}

#[cfg(unix)]
#[test]
fn a_configuration_of_links_is_in_the_backup_and_what_is_left_out_is_told() {
    let world = lived_in();
    let (config, kept) = (world.config(), world.home.path().join("dotfiles"));
    fs::create_dir(&kept).unwrap();
    let own = kept.join("cordial.toml");
    fs::rename(config.join("config.toml"), &own).unwrap();
    std::os::unix::fs::symlink(&own, config.join("config.toml")).unwrap();
    std::os::unix::fs::symlink(&kept, config.join("elsewhere")).unwrap();
    fs::write(config.join(".hidden"), "x").unwrap();
    let run = world.run(&["backup", world.home.path().join("b.zip").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{run:?}");
    let told: Vec<&str> = run
        .err
        .lines()
        .filter(|l| l.contains("not in it"))
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    for (line, name) in told.iter().zip([".hidden", "elsewhere"]) {
        assert!(
            line.starts_with("warning") && line.ends_with(name),
            "{line}"
        );
    }
    let other = World::new();
    restore(&other, &world.home.path().join("b.zip"), &[]).ok();
    let restored = fs::read_to_string(other.config().join("config.toml")).unwrap();
    assert!(restored.contains("cap = 2"), "{restored}");
    assert!(!other.config().join("elsewhere").exists());
}

#[test]
fn a_damaged_backup_is_refused_and_changes_nothing() {
    let world = lived_in();
    let whole = fs::read(saved(&world)).unwrap();
    let before = dump(&world);
    let broken = world.home.path().join("broken.zip");
    for cut in (0..whole.len()).step_by(whole.len() / 12 + 1) {
        fs::write(&broken, &whole[..cut]).unwrap();
        restore(&world, &broken, &["--yes"]).fails(1);
    }
    for at in (40..whole.len()).step_by(whole.len() / 24 + 1) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        fs::write(&broken, &bytes).unwrap();
        // A bit that says nothing, of a time or a mode, may be another one.
        let run = restore(&world, &broken, &["--yes"]);
        assert!(run.code == 0 || run.code == 1, "{run:?}");
    }
    #[cfg(unix)]
    {
        let pipe = world.home.path().join("pipe.zip");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let refused = restore(&world, &pipe, &["--yes"]).fails(1);
        assert!(refused.contains("no regular file"), "{refused}");
    }
    assert_eq!(dump(&world), before);
    let left = beside(&world);
    assert!(!left.iter().any(|name| name.starts_with('.')), "{left:?}");
}

/// A backup of somebody who wishes ill: one file, and a manifest that fits it.
fn forged(name: &str, content: &str) -> Vec<u8> {
    let hash = cordial::store::hex(&Sha256::digest(content));
    let manifest = serde_json::json!({
        "cordial_backup": 1, "made": NOW, "steps": 1,
        "files": [{"name": name, "bytes": content.len(), "sha256": hash}],
    });
    Zip::new(&[(name, content), ("manifest.json", &manifest.to_string())]).bytes
}

#[test]
fn a_forged_backup_writes_nowhere_else() {
    let world = World::imported();
    let before = dump(&world);
    let file = world.home.path().join("forged.zip");
    for name in [
        "data/../../../x",
        "config/../../x",
        "/tmp/x",
        "config/.profile",
        "data/lock",
        "config/a\\b",
    ] {
        fs::write(&file, forged(name, "x")).unwrap();
        let refused = restore(&world, &file, &["--yes", "--config"]).fails(1);
        assert!(
            refused.contains("which no backup holds"),
            "{name}: {refused}"
        );
    }
    let plain = Zip::new(&[("Skills.csv", "Name\nRust\n")]).bytes;
    fs::write(&file, plain).unwrap();
    restore(&world, &file, &["--yes"]).fails(1);
    assert_eq!(dump(&world), before);
}

#[test]
fn a_backup_of_a_newer_cordial_is_refused() {
    let world = World::imported();
    let before = dump(&world);
    let body = r#"{"v":9,"device":"k3f9x2m7","epoch":1,"seq":1,"later":true"#;
    let line = format!(
        "{body},\"crc\":\"{:08x}\"}}\n",
        crc32c::crc32c(body.as_bytes())
    );
    let file = world.home.path().join("newer.zip");
    fs::write(&file, forged("data/journal/k3f9x2m7-0001.jsonl", &line)).unwrap();
    let refused = restore(&world, &file, &["--yes"]).fails(1);
    assert!(refused.contains("newer cordial"), "{refused}");
    assert_eq!(dump(&world), before);
}

#[test]
fn the_file_is_private_and_replaces_nothing_unasked() {
    let world = lived_in();
    let file = saved(&world);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let link = world.home.path().join("link.zip");
        symlink(&file, &link).unwrap();
        let refused = world.run(&["backup", link.to_str().unwrap(), "--force"]);
        assert!(refused.fails(1).contains("a link"));
    }
    let name = file.to_str().unwrap();
    assert!(world.run(&["backup", name]).fails(1).contains("--force"));
    world.run(&["backup", name, "--force"]).ok();
    let empty = World::new();
    let nothing = empty.home.path().join("nothing.zip");
    let refused = empty.run(&["backup", nothing.to_str().unwrap()]).fails(1);
    assert!(refused.contains("nothing to back up"), "{refused}");
    assert!(!nothing.exists() && !empty.data().exists());
}

#[test]
fn a_kill_at_any_time_of_a_restore_leaves_the_store_before_or_after() {
    let world = lived_in();
    let file = saved(&world);
    let then = dump(&world);
    world.run(&["note", "mira-example", "made later"]).ok();
    let now = dump(&world);
    let mut seen = [0, 0];
    for tenth in 0..12 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cordial"))
            .args(["restore", file.to_str().unwrap(), "--yes"])
            .env_clear()
            .env("HOME", world.home.path())
            .env("CORDIAL_NOW", NOW)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(tenth * 6));
        drop(child.kill());
        child.wait().unwrap();
        let found = dump(&world);
        let after = found == then;
        assert!(after || found == now, "half a store");
        seen[usize::from(after)] += 1;
        if after {
            world.run(&["note", "mira-example", "made later"]).ok();
            let text = dump(&world);
            assert_eq!(
                text.matches("made later").count(),
                now.matches("made later").count()
            );
            // Ids and clocks differ in the new epoch: begin again from the first state.
            fs::remove_dir_all(world.data()).unwrap();
            let aside = fs::read_dir(world.data().parent().unwrap()).unwrap();
            let mut aside: Vec<PathBuf> = aside.map(|e| e.unwrap().path()).collect();
            aside.sort();
            let is_old = |path: &&PathBuf| path.to_string_lossy().contains("before-restore-1");
            let old = aside.iter().find(is_old).unwrap();
            fs::rename(old, world.data()).unwrap();
        }
    }
    assert!(seen[0] > 0, "no kill came in time: {seen:?}");
}
