//! `cordial undo` and `cordial redo`.

use super::{
    failure::Failure,
    history::sentence,
    output::Output,
    session::{Session, failure},
};
use crate::{
    domain::{book::Book, step::StepId},
    workspace::{Workspace, WorkspaceError},
};

/// `cordial undo`, `cordial redo`.
#[derive(Clone, Debug, clap::Args)]
pub struct UndoArgs {
    /// A step's id, from `cordial history`
    pub id: Option<String>,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &UndoArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let what = turned(session, args, output, Workspace::undo)?;
    output.say(&format!("undone: {what}; `cordial redo` brings it back"))
}

pub(super) fn redo(
    session: &mut Session<'_>,
    args: &UndoArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let what = turned(session, args, output, Workspace::redo)?;
    output.say(&format!("counts again: {what}"))
}

/// Undoes or redoes a step; says which it was.
fn turned(
    session: &mut Session<'_>,
    args: &UndoArgs,
    output: &mut Output<'_>,
    turn: fn(&mut Workspace, &mut Book, Option<&StepId>) -> Result<StepId, WorkspaceError>,
) -> Result<String, Failure> {
    let (mut workspace, mut book) = session.open(output)?;
    let id = args.id.as_deref().map(StepId::new);
    let step = turn(&mut workspace, &mut book, id.as_ref()).map_err(failure)?;
    let stamped = book.find(&step);
    Ok(stamped.map_or_else(String::new, |stamped| sentence(&book, stamped)))
}
