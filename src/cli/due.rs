//! `cordial due`: the follow-ups of today.

use super::{
    failure::Failure,
    output::{Format, Output, Table},
    session::Session,
};
use crate::domain::plan::{Agenda, FollowUp, agenda};

/// `cordial due`.
#[derive(Clone, Debug, clap::Args)]
pub struct DueArgs {
    /// Only the number
    #[arg(long)]
    pub count: bool,
    /// Also what rests
    #[arg(long)]
    pub all: bool,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &DueArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (_, book) = session.open(output)?;
    let agenda = agenda(
        &book,
        &session.plan(output)?.of(&book),
        session.clock.today(),
    );
    if args.count {
        output.line(&agenda.today.len().to_string());
        return Ok(());
    }
    let mut table =
        Table::new(&["person", "name", "kind", "due", "why", "first"]).hide(&["person"]);
    let resting = agenda.resting.iter().filter(|_| args.all);
    for follow_up in agenda.today.iter().chain(resting) {
        table.push(row(follow_up));
    }
    output.table(&table)?;
    if output.format == Format::Table {
        output.say(&summary(&agenda))?;
    }
    Ok(())
}

fn row(follow_up: &FollowUp) -> Vec<super::output::Cell> {
    vec![
        follow_up.person.as_str().into(),
        follow_up.name.as_str().into(),
        follow_up.kind.word().into(),
        follow_up.due.into(),
        follow_up.why.as_str().into(),
        follow_up.first.into(),
    ]
}

fn summary(agenda: &Agenda) -> String {
    format!(
        "{} today, {} resting",
        agenda.today.len(),
        agenda.resting.len() + agenda.beyond
    )
}
