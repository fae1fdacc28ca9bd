//! `cordial note`: a private note about somebody.

use super::{
    failure::Failure,
    output::Output,
    session::{Session, failure},
    who,
};
use crate::domain::step::Step;

/// `cordial note`.
#[derive(Clone, Debug, clap::Args)]
pub struct NoteArgs {
    /// About whom: a slug, a profile URL or a name
    pub person: String,
    /// The note
    #[arg(required = true)]
    pub text: Vec<String>,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &NoteArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let text = args.text.join(" ");
    if text.trim().is_empty() {
        return Err(Failure::usage("the note is empty"));
    }
    let (mut workspace, mut book) = session.open(output)?;
    let person = who::find(&book, &args.person)?;
    let name = who::name(&book, &person);
    let step = Step::Note {
        people: vec![person],
        text,
    };
    let id = workspace.commit(&mut book, &step).map_err(failure)?;
    output.say(&format!(
        "noted about {name}; `cordial undo {id}` takes it back"
    ))
}
