//! How long a start takes, step by step: without a cache, with one, the plan, the first look at a
//! message, an import and its undo.
//!
//! `cargo bench --bench start -- ARCHIVE.zip`

use std::{
    error::Error,
    hint::black_box,
    io::{self, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use cordial::{
    clock::Clock,
    domain::{
        book::Book,
        plan::{Settings, agenda},
    },
    env::{Env, Folders},
    workspace::{Origin, Workspace},
};

/// Each figure is the best of so many: the machine only ever adds.
const RUNS: usize = 5;

fn folders(home: &Path) -> Folders {
    Folders {
        data: home.join("data"),
        state: home.join("state"),
        cache: home.join("cache"),
        config: home.join("config"),
        downloads: None,
    }
}

fn open(home: &Path) -> Result<(Workspace, Book), Box<dyn Error>> {
    let env = Env {
        machine: "bench".to_owned(),
        ..Env::default()
    };
    Ok(Workspace::open(&folders(home), &env, Clock::system())?)
}

/// The shortest of several runs, each after a preparation that does not count.
fn best(
    mut before: impl FnMut() -> Result<(), Box<dyn Error>>,
    mut run: impl FnMut() -> Result<(), Box<dyn Error>>,
) -> Result<Duration, Box<dyn Error>> {
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        before()?;
        let begun = Instant::now();
        run()?;
        best = best.min(begun.elapsed());
    }
    Ok(best)
}

fn main() -> Result<(), Box<dyn Error>> {
    let archive = std::env::args_os()
        .skip(1)
        .map(PathBuf::from)
        .find(|path| path.exists())
        .ok_or("name an archive: cargo bench --bench start -- ARCHIVE.zip")?;
    let mut out = io::stdout().lock();
    let mut say = |what: &str, took: Duration| writeln!(out, "{what:<28}{took:>10.1?}");
    let home = tempfile::tempdir()?;
    let home = home.path();

    let (mut workspace, mut book) = open(home)?;
    let begun = Instant::now();
    workspace.import(&mut book, Origin::archive(&[archive]), &mut |_| {
        ControlFlow::Continue(())
    })?;
    say("import, with fsync", begun.elapsed())?;
    let begun = Instant::now();
    workspace.undo(&mut book, None)?;
    say("undo of the import", begun.elapsed())?;
    workspace.redo(&mut book, None)?;

    let forget = || Ok(std::fs::remove_dir_all(home.join("cache"))?);
    let start = || open(home).map(|opened| drop(black_box(opened)));
    say("start without a cache", best(forget, start)?)?;
    say("start with a cache", best(|| Ok(()), start)?)?;

    let (workspace, book) = open(home)?;
    let today = Clock::system().today();
    let plan = || {
        black_box(agenda(&book, &Settings::default(), today));
        Ok(())
    };
    say("plan of the day", best(|| Ok(()), plan)?)?;
    let begun = Instant::now();
    let count = book.facts().archive().messages.list.len();
    say("first look at a message", begun.elapsed())?;
    drop(workspace);
    writeln!(
        out,
        "  {} people, {count} messages; caches of {} KiB",
        book.facts().people().len(),
        size(&home.join("cache"))? >> 10
    )?;
    Ok(())
}

/// The bytes of the files in a folder.
fn size(folder: &Path) -> io::Result<u64> {
    std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.metadata()?.len()))
        .sum()
}
