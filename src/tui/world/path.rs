//! Paths that were typed or pasted: where they lie, and how they can go on. Runs on a thread.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::env::Env;

/// Where an archive lies. A path that is not there as it stands is read as a shell would: file managers
/// and shells give it with a backslash before spaces.
pub(super) fn archive(env: &Env, typed: &Path) -> PathBuf {
    let Some(text) = typed.to_str() else {
        return typed.to_owned();
    };
    let plain = env.typed_path(text);
    let words = shell_words::split(text).unwrap_or_default();
    match words.as_slice() {
        [word] if !plain.exists() => {
            let other = env.typed_path(word);
            if other.exists() { other } else { plain }
        }
        _ => plain,
    }
}

/// What is there that goes on as a typed path does, whatever its case; a folder ends with a separator.
/// Hidden files are for those who type their dot.
pub(super) fn find(env: &Env, typed: &str, archives: bool) -> Vec<String> {
    if typed == "~" {
        return vec![format!("~{}", std::path::MAIN_SEPARATOR)];
    }
    let start = typed.rfind(std::path::is_separator).map_or(0, |at| at + 1);
    let (folder, begun) = typed.split_at(start);
    let begun = begun.to_lowercase();
    let place = env.typed_path(if folder.is_empty() { "." } else { folder });
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    let mut found: Vec<String> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let fits = name.to_lowercase().starts_with(&begun)
                && (begun.starts_with('.') || !name.starts_with('.'))
                && !name.contains(char::is_control);
            // What a link leads to counts.
            let is_folder = fits && fs::metadata(entry.path()).is_ok_and(|meta| meta.is_dir());
            let wanted = fits && (is_folder || !archives || may_be_archive(&name));
            let end = if is_folder {
                std::path::MAIN_SEPARATOR_STR
            } else {
                ""
            };
            wanted.then(|| format!("{folder}{name}{end}"))
        })
        .collect();
    found.sort();
    found
}

/// Whether a name is that of an archive, or of one of its files.
fn may_be_archive(name: &str) -> bool {
    let end = Path::new(name).extension();
    end.is_some_and(|end| end.eq_ignore_ascii_case("zip") || end.eq_ignore_ascii_case("csv"))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_go_on_with_what_is_there() {
        let home = tempfile::tempdir().unwrap();
        for folder in ["Downloads", "Documents", ".hidden"] {
            fs::create_dir(home.path().join(folder)).unwrap();
        }
        for file in ["Basic.zip", "basic notes.txt", "Basic two.ZIP"] {
            fs::write(home.path().join("Downloads").join(file), "").unwrap();
        }
        let env = Env {
            vars: [("HOME".into(), home.path().into())].into(),
            ..Env::default()
        };
        let at_home = |typed: &str, archives| find(&env, typed, archives);
        assert_eq!(at_home("~", true), ["~/"]);
        assert_eq!(at_home("~/", true), ["~/Documents/", "~/Downloads/"]);
        assert_eq!(at_home("~/down", true), ["~/Downloads/"]);
        assert_eq!(at_home("~/.h", true), ["~/.hidden/"]);
        assert_eq!(
            at_home("~/Downloads/b", true),
            ["~/Downloads/Basic two.ZIP", "~/Downloads/Basic.zip"]
        );
        assert_eq!(at_home("~/Downloads/b", false).len(), 3);
        assert!(at_home("~/nowhere/x", false).is_empty());

        let lies = home.path().join("Downloads/Basic two.ZIP");
        for typed in [r"~/Downloads/Basic\ two.ZIP", "~/Downloads/Basic two.ZIP"] {
            assert_eq!(archive(&env, Path::new(typed)), lies);
        }
        assert_eq!(
            archive(&env, Path::new("~/it's not there.zip")),
            home.path().join("it's not there.zip")
        );
    }
}
