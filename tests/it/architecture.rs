//! The layers are law: who may name whom, files that stay readable, nothing forgotten.

use std::{fs, path::Path};

/// A layer: its files, and what they must not name, as the beginning of a path.
struct Layer {
    module: &'static str,
    must_not_name: &'static [&'static str],
}

const OUTER: &[&str] = &["crate::cli", "crate::tui", "crate::app", "crate::workspace"];
const TERMINAL: &[&str] = &["ratatui", "crossterm"];
const FORMATS: &[&str] = &["serde", "serde_json", "toml", "csv", "rawzip", "flate2"];
const WORLD: &[&str] = &["std::fs", "std::net", "std::process", "std::env", "std::io"];

const LAYERS: &[(Layer, &[&[&str]])] = &[
    (
        Layer {
            module: "domain",
            must_not_name: &[
                "crate::import",
                "crate::store",
                "crate::env",
                "crate::clock",
                "crate::config",
                "crate::export",
                "clap",
            ],
        },
        &[OUTER, TERMINAL, FORMATS, WORLD],
    ),
    (
        Layer {
            module: "text",
            must_not_name: &["crate::domain", "crate::import", "crate::store", "clap"],
        },
        &[OUTER, TERMINAL, FORMATS, WORLD],
    ),
    (
        Layer {
            module: "query",
            must_not_name: &[
                "crate::import",
                "crate::store",
                "crate::env",
                "crate::clock",
                "crate::config",
                "crate::export",
                "clap",
            ],
        },
        &[OUTER, TERMINAL, FORMATS, WORLD],
    ),
    (
        Layer {
            module: "import",
            must_not_name: &[
                "crate::store",
                "crate::export",
                "crate::clock",
                "crate::env",
                "clap",
            ],
        },
        &[OUTER, TERMINAL],
    ),
    (
        Layer {
            module: "store",
            must_not_name: &[
                "crate::import",
                "crate::export",
                "crate::clock",
                "crate::env",
                "crate::text",
                "csv",
                "clap",
            ],
        },
        &[OUTER, TERMINAL],
    ),
    (
        Layer {
            module: "app",
            must_not_name: &[
                "crate::cli",
                "crate::tui",
                "crate::workspace",
                "crate::store",
                "crate::import",
                "crate::env",
                "crate::clock",
                "chrono",
                "regex",
                "clap",
            ],
        },
        &[TERMINAL, FORMATS, WORLD],
    ),
    (
        Layer {
            module: "workspace",
            must_not_name: &["crate::cli", "crate::tui", "crate::app", "clap"],
        },
        &[TERMINAL],
    ),
    (
        Layer {
            module: "export",
            must_not_name: &["clap"],
        },
        &[OUTER, TERMINAL],
    ),
    (
        Layer {
            module: "portability",
            must_not_name: &[
                "crate::store",
                "crate::export",
                "crate::config",
                "crate::clock",
                "clap",
            ],
        },
        &[OUTER, TERMINAL],
    ),
    (
        Layer {
            module: "config",
            must_not_name: &["crate::store", "crate::import", "clap"],
        },
        &[OUTER, TERMINAL],
    ),
    (
        Layer {
            module: "cli",
            must_not_name: &["crate::app"],
        },
        &[TERMINAL],
    ),
    (
        Layer {
            module: "tui",
            must_not_name: &["crate::cli", "crate::store", "clap"],
        },
        &[],
    ),
];

/// What a layer may name although it is forbidden otherwise, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    // The one subcommand that opens the interface hands it over.
    ("src/cli/interface.rs", "crate::tui"),
];

fn rust_files(folder: &Path, found: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap();
            found.push((
                name.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
}

fn all(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    rust_files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
        &mut found,
    );
    assert!(!found.is_empty(), "no files in {folder}");
    found.sort();
    found
}

/// The code of a file, without comments and without its tests.
fn code(text: &str) -> String {
    let body = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text);
    body.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Whether code names a path, in a `use` or plainly; nested `use crate::{a, b}` included.
fn names(code: &str, path: &str) -> bool {
    let plain = code.match_indices(path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + path.len()..].chars().next();
        let starts =
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '-');
        let ends = path.contains("::") || after == Some(':');
        starts && ends && !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
    });
    let nested = path.strip_prefix("crate::").is_some_and(|module| {
        code.split("crate::{").skip(1).any(|rest| {
            let group = rest.split("};").next().unwrap_or(rest);
            let mut depth = 0;
            let mut word = String::new();
            for char in group.chars() {
                match char {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ if depth == 0 => word.push(char),
                    _ => {}
                }
            }
            word.split(',')
                .any(|item| item.trim().split("::").next() == Some(module))
        })
    });
    plain || nested
}

#[test]
fn no_layer_names_what_it_must_not() {
    let mut faults = Vec::new();
    for (file, text) in all("src") {
        let module = file
            .trim_start_matches("src/")
            .split(['/', '.'])
            .next()
            .unwrap();
        let tests = file.ends_with("/tests.rs") || file.contains("/tests/");
        let Some((layer, groups)) = LAYERS.iter().find(|(layer, _)| layer.module == module) else {
            continue;
        };
        let code = code(&text);
        let forbidden = groups.iter().flat_map(|group| group.iter());
        for path in forbidden.chain(layer.must_not_name) {
            let own = *path == format!("crate::{module}");
            let excepted = EXCEPTIONS.contains(&(file.as_str(), *path));
            if !own && !tests && !excepted && names(&code, path) {
                faults.push(format!("{file} names {path}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_layer_test_sees_what_it_looks_for() {
    assert!(names(
        "use crate::{domain::day::Day, tui::run};",
        "crate::tui"
    ));
    assert!(names("use ratatui::layout::Rect;", "ratatui"));
    assert!(names("let x = std::fs::read(p);", "std::fs"));
    assert!(!names("use crate::{domain::{tui, day}};", "crate::tui"));
    assert!(!names("let csv = 1;", "csv"));
    assert!(!names("crate::application::x", "crate::app"));
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = all("src")
        .into_iter()
        .filter(|(_, text)| text.lines().count() > 400)
        .map(|(file, text)| format!("{file}: {} lines", text.lines().count()))
        .collect();
    assert!(long.is_empty(), "over 400 lines:\n{}", long.join("\n"));
}

#[test]
fn no_test_file_is_forgotten() {
    let main =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/main.rs")).unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|ending| ending == "rs") && name != "main" {
            assert!(
                main.contains(&format!("mod {name};")),
                "tests/it/{name}.rs is in no list"
            );
        }
    }
}

#[test]
fn the_wall_clock_is_read_in_one_file() {
    for (file, text) in all("src") {
        let code = code(&text);
        let reads = code.contains("Utc::now")
            || code.contains("Local::now")
            || code.contains("SystemTime::now");
        assert!(!reads || file == "src/clock.rs", "{file} reads the clock");
    }
}

#[test]
fn one_file_opens_sockets() {
    const SOCKETS: [&str; 6] = [
        "ureq",
        "std::net",
        "TcpStream",
        "TcpListener",
        "UdpSocket",
        "UnixStream",
    ];
    let mut naming = Vec::new();
    for (file, text) in all("src") {
        let code = code(&text);
        if SOCKETS.iter().any(|name| code.contains(name)) {
            naming.push(file);
        }
    }
    assert_eq!(naming, ["src/portability/http.rs"]);
}

/// Where the token of the API is kept from what is started.
#[test]
fn one_file_starts_programs() {
    let starting = all("src").into_iter().filter(|(file, text)| {
        let tests = file.ends_with("/tests.rs");
        !tests && code(text).contains("Command::new(")
    });
    let starting: Vec<String> = starting.map(|(file, _)| file).collect();
    assert_eq!(starting, ["src/desktop.rs"]);
    let source = include_str!("../../src/desktop.rs");
    for shell in ["\"sh\"", "\"bash\"", "\"/bin/sh\"", "\"-c\"", "\"cmd\""] {
        assert!(!source.contains(shell), "{shell}: nothing goes to a shell");
    }
}
