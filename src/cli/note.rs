//! `cordial note`: a private note about somebody.

use super::{
    args::NoteArgs,
    failure::Failure,
    output::Output,
    session::{Session, failure},
    who,
};
use crate::domain::step::Step;

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
