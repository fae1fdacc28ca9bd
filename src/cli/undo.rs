//! `cordial undo` and `cordial redo`.

use super::{
    failure::Failure,
    history::sentence,
    output::Output,
    session::{Session, failure},
};
use crate::domain::step::StepId;

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
    let (mut workspace, mut book) = session.open(output)?;
    let id = args.id.as_deref().map(StepId::new);
    let step = workspace.undo(&mut book, id.as_ref()).map_err(failure)?;
    let what = book
        .find(&step)
        .map(|stamped| sentence(&book, stamped))
        .unwrap_or_default();
    output.say(&format!("undone: {what}; `cordial redo` brings it back"))
}

pub(super) fn redo(
    session: &mut Session<'_>,
    args: &UndoArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (mut workspace, mut book) = session.open(output)?;
    let id = args.id.as_deref().map(StepId::new);
    let step = workspace.redo(&mut book, id.as_ref()).map_err(failure)?;
    let what = book
        .find(&step)
        .map(|stamped| sentence(&book, stamped))
        .unwrap_or_default();
    output.say(&format!("counts again: {what}"))
}
