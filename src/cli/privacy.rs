//! `cordial privacy`: what is kept where, what can leave the machine, and how to take it away.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    failure::Failure,
    output::{Format, Output, Table},
    session::Session,
};
use crate::{
    portability::token,
    workspace::{Workspace, share},
};

/// How deep a folder is looked into: the store and the configuration lie flat.
const DEPTH: usize = 6;

/// What leaves the machine, and by whose word. Nothing else does.
const LEAVES: [(&str, &str); 8] = [
    (
        "an address, to your browser",
        "when you open a page (`o`, `open`)",
    ),
    (
        "a text, to the clipboard or your editor",
        "when you copy or edit it",
    ),
    (
        "what a text is written about, to a program of yours",
        "when you ask for a draft and `[drafts] command` names one",
    ),
    (
        "a step with the names in it, to a program of yours",
        "when you accept, were in touch or import, and `[hooks]` names one",
    ),
    (
        "how much waits, to the notifications of your system",
        "with `notify`, and daily once `notify --install` was typed",
    ),
    (
        "a file, where you say",
        "with `export`, `backup`, `audit --report` and the like",
    ),
    (
        "steps and imports, into the share folder",
        "after `share init`, until `share off`",
    ),
    (
        "questions, to LinkedIn's official interface",
        "with `sync`, the one command that uses the network",
    ),
];

/// What else there is to say.
const REST: [&str; 6] = [
    "Importing opens and sends nothing. No password, no cookie, no telemetry.",
    "\nTo take it away:",
    "  somebody's data: `cordial erase PERSON`; it reaches the devices that you share with, too",
    "  everything: `cordial notify --uninstall`, then remove the folders above",
    "  out of reach: LinkedIn itself, archives in your downloads, exports, backups, the histories",
    "  of browser and clipboard",
];

/// Something that is kept.
struct Kept {
    what: &'static str,
    path: PathBuf,
}

pub(super) fn run(session: &mut Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let mut table = Table::new(&["what", "files", "KiB", "place"]).keep(&["what", "place"]);
    for kept in kept(session) {
        // One that is not there is said, too: this list is the whole of it.
        let (files, bytes) = weigh(&kept.path, DEPTH).unwrap_or_default();
        let kib = usize::try_from(bytes.div_ceil(1024)).unwrap_or(usize::MAX);
        table.push(vec![
            kept.what.into(),
            files.into(),
            kib.into(),
            kept.path.display().to_string().into(),
        ]);
    }
    output.table(&table)?;
    if output.format != Format::Table || output.quiet {
        return Ok(());
    }
    output.line("\nThat is all, on this machine. What leaves it, and only then:");
    for (what, when) in LEAVES {
        output.line(&format!("  {what}: {when}"));
    }
    for line in REST {
        output.line(line);
    }
    Ok(())
}

/// Everything that the program keeps, whether it is there or not.
fn kept(session: &Session<'_>) -> Vec<Kept> {
    let folders = &session.folders;
    let (data, config) = (&folders.data, &folders.config);
    let row = |what, path: PathBuf| Kept { what, path };
    let mut rows = vec![
        row("your decisions and notes", data.join("journal")),
        row("what LinkedIn's archives say", data.join("imports")),
        row(
            "bad lines moved aside by doctor",
            data.join("rejected.jsonl"),
        ),
        row("names of your devices", data.join("device.toml")),
        row("where the journal ended, sessions", folders.state.clone()),
        row("facts read already; can be deleted", folders.cache.clone()),
        row("configuration, your own texts", config.clone()),
        row("LinkedIn's token", config.join(token::FILE)),
    ];
    let store = Workspace::store_of(folders, session.env);
    if let Ok(Some(folder)) = share::folder_of(&store) {
        rows.push(row("share folder", folder));
    }
    rows.extend(
        asides(data)
            .into_iter()
            .map(|path| row("a store from before a restore", path)),
    );
    rows
}

/// Stores that a restore put aside, and what a killed one left.
fn asides(data: &Path) -> Vec<PathBuf> {
    let name = data.file_name().unwrap_or_default().to_string_lossy();
    let begins = [
        format!("{name}.before-restore-"),
        ".cordial-restore-".to_owned(),
    ];
    let entries = data.parent().and_then(|beside| fs::read_dir(beside).ok());
    let entries = entries.into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            begins.iter().any(|begin| name.starts_with(begin.as_str()))
        })
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

/// How many files lie at a path, and their bytes. A link is not followed.
fn weigh(path: &Path, depth: usize) -> io::Result<(usize, u64)> {
    let there = fs::symlink_metadata(path)?;
    if !there.is_dir() {
        return Ok((1, there.len()));
    }
    let mut sum = (0, 0);
    for entry in fs::read_dir(path)?.take_while(|_| depth > 0) {
        let (files, bytes) = weigh(&entry?.path(), depth - 1)?;
        sum = (sum.0 + files, sum.1 + bytes);
    }
    Ok(sum)
}
