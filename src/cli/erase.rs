//! `cordial erase`: takes somebody's data away for good.

use std::io::BufRead as _;

use super::{
    failure::Failure,
    output::Output,
    session::{Session, failure},
    who,
};
use crate::domain::person::PersonKey;

/// `cordial erase`.
#[derive(Clone, Debug, clap::Args)]
pub struct EraseArgs {
    /// Whom: a slug, a profile URL or a name
    pub person: String,
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &EraseArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (mut workspace, mut book) = session.open(output)?;
    let mut person = who::find(&book, &args.person)?;
    // Nobody in the facts of today may still stand in an import that was taken back.
    if person.as_name().is_some() && !args.person.trim().contains(' ') {
        person = PersonKey::slug(args.person.trim()).unwrap_or(person);
    }
    let name = who::name(&book, &person);
    let is_here = who::is_known(&book, &person) || book.named().any(|named| *named == person);
    if !args.yes && !is_here {
        let hint = "`cordial people QUERY` searches in any spelling; --yes erases what stands in \
                    imports that were taken back, and keeps a slug out of later ones";
        return Err(Failure::user(format!("nobody is called `{}`", args.person.trim())).hint(hint));
    }
    if !args.yes && !asked(session, &name, output)? {
        return Err(Failure::user("nothing was erased"));
    }
    let removed = workspace
        .erase(&mut book, &person, &mut |_, _| {})
        .map_err(failure)?;
    output.say(&removed.sentence(&name))?;
    for line in removed.lines() {
        output.say(&format!("  {line}"))?;
    }
    output.say("What Cordial cannot reach:")?;
    for line in removed.out_of_reach() {
        output.say(&format!("  {line}"))?;
    }
    Ok(())
}

/// Asks on a terminal; elsewhere `--yes` is needed, so that no script waits or erases by a slip.
fn asked(session: &Session<'_>, name: &str, output: &mut Output<'_>) -> Result<bool, Failure> {
    if !session.env.stdin_is_terminal {
        return Err(
            Failure::usage("erasing cannot be undone, and nobody can be asked here")
                .hint("--yes erases without a question"),
        );
    }
    output.say(&format!(
        "Erase all data about {name}? It cannot be undone, also by `cordial undo`. Type yes:"
    ))?;
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    Ok(read.is_ok() && answer.trim().eq_ignore_ascii_case("yes"))
}
