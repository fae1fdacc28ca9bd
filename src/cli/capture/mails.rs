//! Invitations from e-mails.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::{
    cli::{
        failure::Failure,
        output::{Cell, Output, Table},
        session::{Session, failure},
    },
    domain::{
        describe::count,
        received::{self, Preview},
    },
    import::mail::{MOST_BYTES_TOGETHER, MOST_MAILS, Mails},
    workspace,
};

/// Shows what the e-mails would change, and takes it in one step.
pub(super) fn run(
    session: &mut Session<'_>,
    mails: &Mails,
    dry_run: bool,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (mut workspace, mut book) = session.open(output)?;
    let found = received::preview(&book, &mails.invitations, |who| {
        workspace::is_erased(&book, who)
    });
    let mut table = Table::new(&["person", "name", "fact", "before", "now", "why not"])
        .keep(&["name", "fact", "now"]);
    for one in &found {
        rows(&mut table, one);
    }
    output.table(&table)?;
    for one in &found {
        if let Some(why) = one.trouble {
            output.say(&format!("{}: {why}", one.received.name))?;
        }
    }
    let number = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    if mails.others > 0 {
        let others = count(number(mails.others), "e-mail is", "e-mails are");
        output.say(&format!("{others} no invitation"))?;
    }
    if mails.too_large > 0 {
        let left = count(number(mails.too_large), "e-mail was", "e-mails were");
        output.say(&format!("{left} not read: larger than 1 MiB, or too many"))?;
    }
    if found.is_empty() {
        return Err(Failure::user("no invitation was found in the e-mails")
            .hint("LinkedIn sends them from invitations@linkedin.com"));
    }
    let Some(step) = received::step(&found) else {
        return output.say("nothing was changed");
    };
    if dry_run {
        return output.say("nothing was changed: without --dry-run it is taken");
    }
    let id = workspace.commit(&mut book, &step).map_err(failure)?;
    let new = found.iter().filter(|one| one.is_kept() && one.new).count();
    let known = found.iter().filter(|one| one.is_kept() && !one.new).count();
    output.say(&super::taken(new, known, &id))
}

fn rows(table: &mut Table, one: &Preview) {
    let received = &one.received;
    let mut row = |fact: Cell, before: Cell, now: Cell, why: Cell| {
        table.push(vec![
            received.id.person.as_str().into(),
            received.name.as_str().into(),
            fact,
            before,
            now,
            why,
        ]);
    };
    if let Some(why) = one.trouble {
        return row(Cell::Nothing, Cell::Nothing, Cell::Nothing, why.into());
    }
    if one.new {
        super::invitation(received, &mut row);
    }
    for change in &one.changes {
        row(
            change.field.word().into(),
            change.before.clone().into(),
            change.now.as_str().into(),
            Cell::Nothing,
        );
    }
}

/// What comes in on standard input.
pub(super) fn standard_input() -> Result<Vec<u8>, Failure> {
    read(&mut io::stdin().lock(), "standard input")
}

/// A file.
pub(super) fn file(path: &Path) -> Result<Vec<u8>, Failure> {
    let name = path.display().to_string();
    match File::open(path) {
        Ok(mut file) => read(&mut file, &name),
        Err(error) => Err(unreadable(&name, &error)),
    }
}

fn read(from: &mut dyn Read, name: &str) -> Result<Vec<u8>, Failure> {
    let most = MOST_BYTES_TOGETHER;
    let mut bytes = Vec::new();
    let mut from = from.take(u64::try_from(most).unwrap_or(u64::MAX) + 1);
    from.read_to_end(&mut bytes)
        .map_err(|error| unreadable(name, &error))?;
    if bytes.len() > most {
        return Err(
            Failure::user(format!("{name} is larger than {} MiB", most >> 20))
                .hint("give a part of it: a folder of the mails from LinkedIn"),
        );
    }
    Ok(bytes)
}

fn unreadable(name: &str, error: &io::Error) -> Failure {
    Failure::user(format!("cannot read {name}")).because(error.to_string())
}

/// All e-mails of files, and of folders: of a Maildir those in `new` and `cur` (one may be missing
/// in a copy), else the folder's own files that end in `.eml`. Links are not followed.
pub(super) fn all(paths: &[&Path]) -> Result<Mails, Failure> {
    let mut mails = Mails::default();
    let mut together = 0;
    for path in paths {
        for path in if path.is_dir() {
            folder(path)?
        } else {
            vec![path.to_path_buf()]
        } {
            let bytes = file(&path)?;
            together += bytes.len();
            if together > MOST_BYTES_TOGETHER {
                return Err(Failure::user(format!(
                    "the e-mails are larger than {} MiB together",
                    MOST_BYTES_TOGETHER >> 20
                ))
                .hint("give a part of them: a folder of the mails from LinkedIn"));
            }
            mails.read(&bytes);
        }
    }
    Ok(mails)
}

fn folder(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut folders = vec![path.join("new"), path.join("cur")];
    folders.retain(|part| part.is_dir());
    let maildir = !folders.is_empty();
    if !maildir {
        folders.push(path.to_path_buf());
    }
    let mut found = Vec::new();
    for folder in folders {
        let name = folder.display().to_string();
        let entries = fs::read_dir(&folder).map_err(|error| unreadable(&name, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(&name, &error))?;
            let path = entry.path();
            let ends = path
                .extension()
                .is_some_and(|end| end.eq_ignore_ascii_case("eml"));
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if is_file && (maildir || ends) {
                found.push(path);
            }
        }
    }
    if found.len() > MOST_MAILS {
        return Err(Failure::user(format!(
            "{} holds more than {MOST_MAILS} e-mails",
            path.display()
        ))
        .hint("give a folder of the mails from LinkedIn"));
    }
    found.sort();
    Ok(found)
}
