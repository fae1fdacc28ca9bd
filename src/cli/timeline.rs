//! `cordial timeline`: what happened, over all people.

use super::{
    failure::Failure,
    output::{Output, Table},
    people::{Away, select},
    session::Session,
};
use crate::{domain::people, query::Rows};

/// `cordial timeline`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = super::asked::help(Rows::People))]
pub struct TimelineArgs {
    /// Whose; words in any spelling, and terms such as `tag:friend`; --help lists them
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// At most so many, the newest; 0 is all
    #[arg(short = 'n', long, default_value_t = 50, value_name = "N")]
    pub number: usize,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &TimelineArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (_, book) = session.open(output)?;
    let found = select(session, &book, &args.query, Away::Out)?;
    let most = if args.number == 0 {
        usize::MAX
    } else {
        args.number
    };
    let mut table = Table::new(&["day", "person", "name", "what"])
        .hide(&["person"])
        .keep(&["person"]);
    for (person, moment) in people::timeline_of_all(&book, &found, most) {
        table.push(vec![
            moment.day.into(),
            person.as_str().into(),
            people::name(&book, person).into(),
            moment.words().into(),
        ]);
    }
    if table.is_empty() {
        output.say("nothing happened yet with those who match")?;
    }
    output.table(&table)
}
