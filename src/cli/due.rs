//! `cordial due`: the follow-ups of today.

use super::{
    asked::{self, Asked},
    failure::Failure,
    output::{Cell, Format, Output, Table},
    session::Session,
    who,
};
use crate::{
    domain::{
        book::Book,
        day::Day,
        person::PersonKey,
        plan::{self, Agenda, FollowUp, agenda},
    },
    query::{FollowUpRow, Rows},
    text::search::Key,
};

/// `cordial due`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = super::asked::help(Rows::FollowUps))]
pub struct DueArgs {
    /// Words and terms such as `kind:welcome circle:close`; --help lists them
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Start from a saved view of config.toml; QUERY narrows it
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
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
    let config = session.config(output)?;
    let view = asked::view(&config, args.view.as_deref(), Rows::FollowUps)?;
    let (_, book) = session.open(output)?;
    let today = session.clock.today();
    let agenda = agenda(&book, &config.plan().of(&book), today);
    if args.forecast {
        forecast(&agenda, output)?;
        return output.say(&summary(&agenda));
    }
    let mut lines = lines(&book, &agenda, args.all, today);
    let mut asked = Asked::viewed(view, &args.query, Rows::FollowUps, today)?;
    asked.keep(&mut lines, |search, line| {
        let row = FollowUpRow {
            book: &book,
            person: &line.person,
            kind: line.kind,
            due: line.on,
        };
        search.rank(&row, &Key::new(&line.name), &Key::default())
    });
    if args.count {
        output.line(&lines.len().to_string());
        return Ok(());
    }
    let mut table =
        Table::new(&["person", "name", "kind", "due", "why", "first"]).hide(&["person"]);
    for line in lines {
        table.push(line.cells);
    }
    output.table(&table)?;
    if output.format == Format::Table {
        output.say(&summary(&agenda))?;
    }
    Ok(())
}

/// A line of the table, with what a query asks of it.
struct Line {
    person: PersonKey,
    name: String,
    /// The kind of what is planned.
    kind: Option<&'static str>,
    on: Day,
    cells: Vec<Cell>,
}

fn lines(book: &Book, agenda: &Agenda, all: bool, today: Day) -> Vec<Line> {
    if !all {
        return agenda.today.iter().map(planned).collect();
    }
    let waiting = plan::waiting(book, today).into_iter();
    let waiting = waiting.map(|one| told(book, one.person, "no answer", (one.since, &one.why)));
    let settled = plan::settled(book, today).into_iter();
    let settled = settled.map(|one| {
        let kind = format!("{} done", one.kind.word());
        told(book, one.person, &kind, (one.on, &one.why))
    });
    let planned = agenda.today.iter().chain(&agenda.resting).map(planned);
    planned.chain(waiting).chain(settled).collect()
}

fn planned(follow_up: &FollowUp) -> Line {
    Line {
        person: follow_up.person.clone(),
        name: follow_up.name.clone(),
        kind: Some(follow_up.kind.word()),
        on: follow_up.due,
        cells: vec![
            follow_up.person.as_str().into(),
            follow_up.name.as_str().into(),
            follow_up.kind.word().into(),
            follow_up.due.into(),
            follow_up.why.as_str().into(),
            follow_up.first.into(),
        ],
    }
}

/// Something to know about somebody, beside what is planned.
fn told(book: &Book, person: PersonKey, kind: &str, (on, why): (Day, &str)) -> Line {
    let name = who::name(book, &person);
    Line {
        cells: vec![
            person.as_str().into(),
            name.as_str().into(),
            kind.into(),
            on.into(),
            why.into(),
            "".into(),
        ],
        person,
        name,
        kind: None,
        on,
    }
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
