//! `cordial due`: the follow-ups of today.

use super::{
    failure::Failure,
    output::{Cell, Format, Output, Table},
    session::Session,
    who,
};
use crate::domain::{
    book::Book,
    day::Day,
    person::PersonKey,
    plan::{self, Agenda, FollowUp, agenda},
};

/// `cordial due`.
#[derive(Clone, Debug, clap::Args)]
pub struct DueArgs {
    /// Only the number
    #[arg(long)]
    pub count: bool,
    /// Also what rests, who has not answered yet, and what LinkedIn shows as done
    #[arg(long)]
    pub all: bool,
    /// How many come on each of the next thirty days, as bars
    #[arg(long, conflicts_with_all = ["all", "count"])]
    pub forecast: bool,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &DueArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (_, book) = session.open(output)?;
    let today = session.clock.today();
    let agenda = agenda(&book, &session.plan(output)?.of(&book), today);
    if args.count {
        output.line(&agenda.today.len().to_string());
        return Ok(());
    }
    if args.forecast {
        forecast(&agenda, output)?;
        return output.say(&summary(&agenda));
    }
    let mut table =
        Table::new(&["person", "name", "kind", "due", "why", "first"]).hide(&["person"]);
    let resting = agenda.resting.iter().filter(|_| args.all);
    for follow_up in agenda.today.iter().chain(resting) {
        table.push(row(follow_up));
    }
    if args.all {
        for waiting in plan::waiting(&book, today) {
            let said = (waiting.since, waiting.why.as_str());
            table.push(told(&book, &waiting.person, "no answer", said));
        }
        for settled in plan::settled(&book, today) {
            let kind = format!("{} done", settled.kind.word());
            let said = (settled.on, settled.why.as_str());
            table.push(told(&book, &settled.person, &kind, said));
        }
    }
    output.table(&table)?;
    if output.format == Format::Table {
        output.say(&summary(&agenda))?;
    }
    Ok(())
}

fn row(follow_up: &FollowUp) -> Vec<Cell> {
    vec![
        follow_up.person.as_str().into(),
        follow_up.name.as_str().into(),
        follow_up.kind.word().into(),
        follow_up.due.into(),
        follow_up.why.as_str().into(),
        follow_up.first.into(),
    ]
}

/// Something to know about somebody, beside what is planned.
fn told(book: &Book, person: &PersonKey, kind: &str, (on, why): (Day, &str)) -> Vec<Cell> {
    vec![
        person.as_str().into(),
        who::name(book, person).into(),
        kind.into(),
        on.into(),
        why.into(),
        "".into(),
    ]
}

/// The days of the forecast; for people with a bar, for programs with the number alone.
fn forecast(agenda: &Agenda, output: &mut Output<'_>) -> Result<(), Failure> {
    let bars = output.format == Format::Table;
    let mut table = Table::new(if bars {
        &["day", "follow-ups", ""]
    } else {
        &["day", "follow-ups"]
    });
    for (day, number) in &agenda.forecast {
        let mut row: Vec<Cell> = vec![(*day).into(), (*number).into()];
        if bars {
            let weekday = day.format("%a").to_string();
            row.push(format!("{weekday} {}", "#".repeat(*number)).into());
        }
        table.push(row);
    }
    output.table(&table)
}

fn summary(agenda: &Agenda) -> String {
    format!(
        "{} today, {} resting",
        agenda.today.len(),
        agenda.resting.len() + agenda.beyond
    )
}
