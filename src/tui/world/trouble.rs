//! What went wrong, in words for a line of the screen.

use std::{
    collections::HashSet,
    error::Error as _,
    path::{Path, PathBuf},
};

use crate::{
    app::msg::{StoreTrouble, Trouble},
    domain::book::Book,
    env::Folders,
    safe,
    text::Safe,
    workspace::{StoreState, Workspace, WorkspaceError},
};

/// How many faults of the store are told one by one; `cordial doctor` tells all.
const TOLD: usize = 5;

/// What went wrong. Long folders would push the reason off the line: names of files are enough.
pub(super) fn trouble(error: &WorkspaceError, folders: &Folders, path: Option<&Path>) -> Trouble {
    let trouble = Trouble::new(&without_folders(&with_causes(error), folders, path));
    match error.hint() {
        Some(hint) => trouble.hint(&hint),
        None => trouble,
    }
}

/// An error with its causes, as far as it does not say them itself.
fn with_causes(error: &WorkspaceError) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let why = error.to_string();
        if !words.contains(&why) {
            words = format!("{words}: {why}");
        }
        cause = error.source();
    }
    words
}

fn without_folders(words: &str, folders: &Folders, path: Option<&Path>) -> String {
    let own = [&folders.data, &folders.state, &folders.cache];
    let mut known: Vec<&Path> = own.into_iter().map(PathBuf::as_path).collect();
    known.extend(path.and_then(Path::parent));
    known.retain(|folder| folder.components().count() > 1);
    known.sort_by_key(|folder| std::cmp::Reverse(folder.as_os_str().len()));
    known.iter().fold(words.to_owned(), |words, folder| {
        words.replace(&format!("{}/", folder.display()), "")
    })
}

/// What is wrong with the store, with the way out.
pub(super) fn store_trouble(
    workspace: &Workspace,
    folders: &Folders,
    book: &Book,
) -> Option<StoreTrouble> {
    let state = workspace.store().state();
    let mut notices = workspace.notices().to_vec();
    // Lines that nobody can read, and no other ones: not a store where nothing was done yet.
    if notices.is_empty() && book.log().next().is_none() {
        let faults = workspace.store().faults();
        notices.extend(faults.iter().map(ToString::to_string));
    }
    if state == StoreState::Writable && notices.is_empty() {
        return None;
    }
    let mut words: Vec<Safe> = notices
        .iter()
        .map(|words| Safe::line(&without_folders(words, folders, None)))
        .collect();
    // Each reading of the facts notes anew what is missing.
    let mut seen = HashSet::new();
    words.retain(|line| seen.insert(line.clone()));
    let more = words.len().saturating_sub(TOLD);
    words.truncate(TOLD);
    if more > 0 {
        words.push(safe!("and {} more", more));
    }
    let newer = matches!(state, StoreState::NewerFormat(_)) || workspace.has_newer_steps();
    let (short, remedy) = match &state {
        StoreState::Damaged => (
            "store damaged",
            "`cordial doctor` says how, `cordial doctor --repair` goes on",
        ),
        _ if newer => (
            "store of a newer cordial",
            "update cordial; here it is read-only until then",
        ),
        StoreState::ReadOnly(why) => {
            if words.is_empty() {
                words.push(Safe::line(&without_folders(why, folders, None)));
            }
            ("store read-only", "`cordial doctor` says more")
        }
        _ => ("store incomplete", "`cordial doctor` says more"),
    };
    Some(StoreTrouble {
        short: Safe::own(short),
        remedy: match (&state, words.first()) {
            (StoreState::ReadOnly(_), Some(why)) => safe!("{} ({})", Safe::own(remedy), why),
            _ => Safe::own(remedy),
        },
        words,
        read_only: newer || state != StoreState::Writable,
    })
}
