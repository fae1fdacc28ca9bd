//! README, example and help say what the tables say.

use cordial::app::action::ACTIONS;
use std::{fs, path::Path, process::Command};

fn text(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

#[test]
fn every_command_of_the_readme_exists() {
    let help = Command::new(env!("CARGO_BIN_EXE_cordial"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let readme = text("README.md");
    let mut seen = 0;
    for line in readme.lines().filter(|line| line.starts_with("cordial ")) {
        for command in line.split('#').next().unwrap().split(';') {
            let word = command.split_whitespace().nth(1).unwrap();
            assert!(
                help.contains(&format!("\n  {word} ")),
                "`{word}` of the README is no command"
            );
            seen += 1;
        }
    }
    assert!(seen >= 10, "the README shows {seen} commands");
}

#[test]
fn every_hot_path_has_its_count() {
    let (bench, script) = (text("benches/paths.rs"), text(".ci/paths"));
    let table = text("benches/paths.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let paths = rows.map(|row| {
        let [path, count, allowed] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        assert!(count.parse::<u64>().unwrap() > 100_000, "{row}");
        assert!(allowed.parse::<u64>().unwrap() < 20, "{row}");
        assert!(bench.contains(&format!("\"{path}\" =>")), "{path}");
        path
    });
    let paths = paths.collect::<Vec<_>>().join(" ");
    assert!(script.contains(&format!("for path in {paths}; do")));
    assert!(table.contains("\n# rustc 1."));
    assert!(text(".ci/run").contains("bash .ci/paths"));
}

#[test]
fn every_key_of_the_readme_does_what_it_says() {
    let readme = text("README.md");
    let mut seen = 0;
    let keys = readme
        .split("## Keys")
        .nth(1)
        .unwrap()
        .split("\n## ")
        .next()
        .unwrap();
    for row in keys.lines().filter(|line| line.starts_with("| `")) {
        let first = row.trim_start_matches('|').split('|').next().unwrap();
        for key in first.split('`').filter(|part| !part.trim().is_empty()) {
            let bound = ACTIONS.iter().any(|row| row.keys.contains(&key));
            assert!(bound, "`{key}` of the README does nothing");
            seen += 1;
        }
    }
    assert!(seen >= 20, "{seen} keys");
}

#[test]
fn the_two_commands_of_the_readme_are_there() {
    let readme = text("README.md");
    assert!(readme.contains("cargo run --release -- demo"));
    assert!(readme.contains("bash .ci/test"));
    assert!(
        text(".ci/run").contains(".ci/test"),
        "CI runs what the README says"
    );
    for step in [
        "cargo fmt --check",
        "clippy",
        "-D warnings",
        "cargo test",
        "cargo doc",
        "cargo bench",
    ] {
        assert!(text(".ci/test").contains(step), "{step}");
    }
}

#[test]
fn the_map_names_every_module() {
    let map = text("ARCHITECTURE.md");
    for line in text("src/lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod "))
    {
        let module = line.trim_end_matches(';');
        assert!(
            map.contains(&format!("`{module}`")),
            "{module} is not in ARCHITECTURE.md"
        );
    }
}

#[test]
fn what_is_packed_is_there_and_ci_runs_the_one_command() {
    let manifest: toml::Table = text("Cargo.toml").parse().unwrap();
    let deb = &manifest["package"]["metadata"]["deb"];
    let mut seen = 0;
    for asset in deb["assets"].as_array().unwrap() {
        let source = asset[0].as_str().unwrap();
        if let Some(name) = source.strip_prefix("target/completions/") {
            assert!(text(".ci/completions").contains(name), "{name} is not made");
        } else if !source.starts_with("target/") {
            let fixed = source.trim_end_matches("*.md");
            let there = Path::new(env!("CARGO_MANIFEST_DIR")).join(fixed);
            assert!(there.exists(), "{source} is not there");
        }
        seen += 1;
    }
    assert!(seen > 5, "{seen} assets");
    assert!(text(".github/workflows/ci.yml").contains("bash .ci/run"));
    assert!(text(".github/workflows/release.yml").contains("bash .ci/package"));
}

#[test]
fn binstall_asks_for_the_archives_that_a_release_has() {
    let manifest: toml::Table = text("Cargo.toml").parse().unwrap();
    let package = &manifest["package"];
    let binstall = &package["metadata"]["binstall"];
    let (version, script) = (package["version"].as_str().unwrap(), text(".ci/package"));
    let workflow = text(".github/workflows/release.yml");
    let targets = workflow
        .lines()
        .filter_map(|line| line.trim().strip_prefix("target: "));
    let mut seen = 0;
    for target in targets {
        let made = |after: &str| {
            let rest = script.split_once(after).unwrap().1;
            let word = rest.split_whitespace().next().unwrap();
            let filled = word.replace("$version", version);
            filled.replace("$target", target)
        };
        let name = made("\nname=");
        let windows = target.contains("windows");
        let archive = made(if windows {
            "*windows*) archive="
        } else {
            "\n*) archive="
        });
        let archive = archive.replace("$name", &name);
        let own = binstall.get("overrides").and_then(|all| all.get(target));
        let format = own.unwrap_or(binstall)["pkg-fmt"].as_str().unwrap();
        // `tgz` is looked for by both of its endings.
        let ends: &[&str] = if format == "tgz" {
            &["tgz", "tar.gz"]
        } else {
            &[format]
        };
        let asked = |template: &str, end: &str| {
            let template = template
                .replace("{ name }", "cordial")
                .replace("{ bin }", "cordial");
            let template = template
                .replace("{ version }", version)
                .replace("{ target }", target);
            template.replace("{ archive-format }", end)
        };
        let url = binstall["pkg-url"].as_str().unwrap();
        let wanted = format!("{{ repo }}/releases/download/v{version}/{archive}");
        assert!(ends.iter().any(|end| asked(url, end) == wanted), "{wanted}");
        let inside = asked(binstall["bin-dir"].as_str().unwrap(), "");
        assert_eq!(inside, format!("{name}/cordial{{ binary-ext }}"));
        seen += 1;
    }
    assert_eq!(seen, 4);
}

/// The texts in which a test that is named `place::test` may stand: of `src`, of `tests/it`, or the
/// table of the fuzz targets.
fn files_of(place: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = ["src", "tests/it"].map(|folder| root.join(folder).join(format!("{place}.rs")));
    let all = all.iter().filter_map(|file| fs::read_to_string(file).ok());
    match place {
        "fuzz" => vec![text("fuzz/main.rs")],
        _ => all.collect(),
    }
}

#[test]
fn every_threat_and_every_fault_is_held_by_tests_that_exist() {
    let page = text("SECURITY.md");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ")).collect();
    let threats = (1..=26).map(|n| format!("T{n}"));
    for number in threats.chain((1..=20).map(|n| format!("F{n}"))) {
        let start = format!("| {number} |");
        let row = rows.iter().find(|row| row.starts_with(&start));
        let row = row.unwrap_or_else(|| panic!("{number} has no row"));
        let tests: Vec<&str> = row.split('`').filter(|word| word.contains("::")).collect();
        assert!(
            !tests.is_empty() || row.contains("not by a test"),
            "{number}"
        );
        for test in tests {
            let (place, name) = test.rsplit_once("::").unwrap();
            let wanted = match place {
                "fuzz" => format!("    {name}: "),
                _ => format!("fn {name}("),
            };
            let there = files_of(place).iter().any(|file| file.contains(&wanted));
            assert!(there, "{number} names {test}, which is not there");
        }
    }
}
