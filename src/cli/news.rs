//! `cordial news`: what changed between archives.

use super::{
    failure::Failure,
    output::{Output, Table},
    session::Session,
};
use crate::domain::people;

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
    let mut table =
        Table::new(&["seen", "person", "name", "what", "detail", "draft"]).keep(&["person"]);
    let most = if args.number == 0 {
        usize::MAX
    } else {
        args.number
    };
    for told in people::lately(&book).into_iter().take(most) {
        table.push(vec![
            told.day.into(),
            told.person.as_str().into(),
            told.name.into(),
            told.change.word().into(),
            told.change.detail().into(),
            told.change.occasion().word().into(),
        ]);
    }
    if table.is_empty() {
        output.say("no news yet: they are what changed between two archives")?;
    }
    output.table(&table)
}
