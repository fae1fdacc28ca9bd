//! `cordial targets`: companies, roles, schools and places to come nearer to.

use std::{fs, io::Read as _};

use super::{
    failure::Failure,
    output::{Cell, Output, Table},
    session::{Session, failure},
};
use crate::{
    config::targets,
    domain::{
        book::Book,
        describe::count,
        step::Step,
        target::{LONGEST_NAME, TargetChange, TargetKind, Weight},
    },
};

/// The most bytes of a file of targets.
const FILE_BYTES: u64 = 1024 * 1024;

/// `cordial targets`.
#[derive(Clone, Debug, clap::Args)]
pub struct TargetsArgs {
    /// What to do; nothing lists them
    #[command(subcommand)]
    pub command: Option<TargetsCommand>,
}

/// `cordial targets …`.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum TargetsCommand {
    /// Add targets, or give them another weight
    Add {
        /// What kind
        kind: Kind,
        /// Their names; several words in quotes are one name
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
        /// How much they matter: 5 most, 1 least
        #[arg(long, value_name = "1-5", default_value_t = Weight::USUAL.get(),
              value_parser = clap::value_parser!(u8).range(1..=5))]
        weight: u8,
    },
    /// Say that these are no targets, whatever the archive proposes
    Remove {
        /// What kind
        kind: Kind,
        /// Their names
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// Print them as TOML; what the archive proposes stands there as comments
    Export,
    /// Read them from TOML, in one step: `[company]` and the like, below it `name = weight`
    Import {
        /// A file, or `-` for standard input
        file: String,
    },
}

/// What kind of target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    Company,
    Role,
    School,
    Place,
}

impl From<Kind> for TargetKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Company => Self::Company,
            Kind::Role => Self::Role,
            Kind::School => Self::School,
            Kind::Place => Self::Place,
        }
    }
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &TargetsArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let changes = match &args.command {
        None => return list(session, output),
        Some(TargetsCommand::Export) => {
            let (_, book) = session.open(output)?;
            let effective = effective(session, &book);
            output.line(targets::write(book.targets(), &effective).trim_end());
            return Ok(());
        }
        Some(TargetsCommand::Add {
            kind,
            names,
            weight,
        }) => changes(*kind, names, Weight::new(*weight))?,
        Some(TargetsCommand::Remove { kind, names }) => changes(*kind, names, None)?,
        Some(TargetsCommand::Import { file }) => read(file)?,
    };
    if changes.is_empty() {
        return output.say("no target stands there; nothing was changed");
    }
    let (mut workspace, mut book) = session.open(output)?;
    if let Some(TargetsCommand::Remove { kind, .. }) = args.command {
        let known = effective(session, &book);
        let kind = TargetKind::from(kind);
        let unknown = changes.iter().find(|change| {
            !book.targets().is_said(kind, &change.name)
                && !known.iter().any(|t| t.is(kind, &change.name))
        });
        if let Some(change) = unknown {
            let message = format!("no {} `{}` among the targets", kind.word(), change.name);
            return Err(Failure::user(message).hint("`cordial targets` lists them"));
        }
    }
    let number = changes.len();
    let id = workspace
        .commit(&mut book, &Step::Targets { changes })
        .map_err(failure)?;
    let noun = count(number, "target", "targets");
    output.say(&format!(
        "{noun} changed; `cordial undo {id}` takes it back"
    ))
}

fn effective(session: &Session<'_>, book: &Book) -> Vec<crate::domain::target::Target> {
    let today = session.clock.today();
    book.targets().effective(book.facts().profile(), today)
}

fn changes(
    kind: Kind,
    names: &[String],
    weight: Option<Weight>,
) -> Result<Vec<TargetChange>, Failure> {
    let change = |name: &String| match name.trim() {
        "" => Err(Failure::usage("a target needs a name")),
        name if name.len() > LONGEST_NAME => Err(Failure::usage(format!(
            "the name of a target has at most {LONGEST_NAME} bytes"
        ))),
        name => Ok(TargetChange {
            kind: kind.into(),
            name: name.to_owned(),
            weight,
        }),
    };
    names.iter().map(change).collect()
}

fn read(file: &str) -> Result<Vec<TargetChange>, Failure> {
    let failed = |error: std::io::Error| Failure::user(format!("{file}: {error}"));
    let mut text = String::new();
    let bytes = if file == "-" {
        let stdin = std::io::stdin();
        stdin.lock().take(FILE_BYTES + 1).read_to_string(&mut text)
    } else {
        let opened = fs::File::open(file).map_err(failed)?;
        opened.take(FILE_BYTES + 1).read_to_string(&mut text)
    };
    bytes.map_err(failed)?;
    if text.len() as u64 > FILE_BYTES {
        return Err(Failure::user(format!("{file} is larger than 1 MB")));
    }
    let name = if file == "-" { "standard input" } else { file };
    targets::read(name, &text).map_err(|fault| Failure::user(fault.to_string()))
}

fn list(session: &Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let (_, book) = session.open(output)?;
    let mut table = Table::new(&["kind", "name", "weight", "yours", "from"]);
    for target in effective(session, &book) {
        table.push(vec![
            target.kind.word().into(),
            target.name.as_ref().into(),
            Cell::from(i64::from(target.weight.get())),
            target.source.is_own().into(),
            target.source.words().into(),
        ]);
    }
    if table.is_empty() {
        output.say("no targets yet: `cordial targets add company NAME` adds one")?;
    }
    output.table(&table)
}
