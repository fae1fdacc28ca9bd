//! `cordial audit`.
use super::{failure::Failure, output::Output, session::Session};
pub(super) fn run(session: &mut Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let _ = session.open(output)?;
    Ok(())
}
