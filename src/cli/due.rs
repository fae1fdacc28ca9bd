//! `cordial due`.
use super::{args::DueArgs, failure::Failure, output::Output, session::Session};
pub(super) fn run(
    session: &mut Session<'_>,
    _args: &DueArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let _ = session.open(output)?;
    Ok(())
}
