//! `cordial news`: what changed between archives.

use super::{
    failure::Failure,
    output::{Output, Table},
    session::Session,
};
use crate::domain::{news::Event, people};

/// `cordial news`.
#[derive(Clone, Debug, clap::Args)]
pub struct NewsArgs {
    /// At most so many, the newest; 0 is all
    #[arg(short = 'n', long, default_value_t = 50, value_name = "N")]
    pub number: usize,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &NewsArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (_, book) = session.open(output)?;
    let mut table = Table::new(&["seen", "person", "name", "what", "detail"]).keep(&["person"]);
    let most = if args.number == 0 {
        usize::MAX
    } else {
        args.number
    };
    for news in book.facts().news().iter().rev().take(most) {
        let (what, detail) = match &news.event {
            Event::Connected(Some(day)) => ("new", format!("connected on {day}")),
            Event::Connected(None) => ("new", String::new()),
            Event::Gone => ("gone", String::new()),
            Event::JobChanged { before, now } => (
                "job",
                format!("now {}, before {}", people::job(now), people::job(before)),
            ),
        };
        table.push(vec![
            news.seen.map(|at| at.date_naive()).into(),
            news.person.as_str().into(),
            news.name.as_ref().into(),
            what.into(),
            detail.into(),
        ]);
    }
    if table.is_empty() {
        output.say("no news yet: they are what changed between two archives")?;
    }
    output.table(&table)
}
