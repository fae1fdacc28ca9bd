//! `cordial dump`: the whole folded state.

use super::{failure::Failure, output::Output, session::Session};
use crate::export::dump;

pub(super) fn run(session: &mut Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let (_, book) = session.open(output)?;
    output.json(&dump::state(&book));
    Ok(())
}
