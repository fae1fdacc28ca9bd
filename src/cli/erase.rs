//! `cordial erase`: takes somebody's data away for good.

use std::io::BufRead as _;

use super::{
    failure::Failure,
    output::Output,
    session::{Session, failure},
    who,
};
use crate::{
    domain::{describe::count, person::PersonKey},
    workspace::Removed,
};

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
    if !args.yes && !asked(session, &name, output)? {
        return Err(Failure::user("nothing was erased"));
    }
    // Somebody who was merged stands under several keys.
    let mut keys: Vec<PersonKey> = book.same().others(&person).cloned().collect();
    keys.push(person);
    let mut removed = Removed::default();
    for key in keys {
        removed.add(workspace.erase(&mut book, &key).map_err(failure)?);
    }
    output.say(&if removed.is_empty() {
        format!("nothing was kept about {name}; later imports leave them out")
    } else {
        format!("{name} was erased, and later imports leave them out. Removed:")
    })?;
    for (kind, rows) in &removed.rows {
        let kind = kind.replace('_', " ");
        output.say(&format!(
            "  {} of {kind}",
            count(many(*rows), "row", "rows")
        ))?;
    }
    if removed.steps > 0 {
        let steps = count(removed.steps, "step", "steps");
        output.say(&format!("  {steps} of the journal, in whole or in part"))?;
    }
    output.say("What Cordial cannot reach:")?;
    if removed.mentions > 0 {
        let texts = count(removed.mentions, "own text", "own texts");
        output.say(&format!(
            "  {texts} about others with this name in: `cordial search` finds them"
        ))?;
    }
    output.say("  LinkedIn itself, and the archives that you downloaded")?;
    output.say("  backups, exports and copies that you made of the store")?;
    output.say("  a hash of their address stays: who knows the address can test it")
}

fn many(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
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
