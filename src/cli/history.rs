//! `cordial history`: what was done, newest first.

use super::{
    failure::Failure,
    output::{Cell, Output, Table},
    session::Session,
};
use crate::domain::{book::Book, describe, step::Stamped};

/// `cordial history`.
#[derive(Clone, Debug, clap::Args)]
pub struct HistoryArgs {
    /// At most so many steps; 0 is all
    #[arg(short = 'n', long, default_value_t = 50, value_name = "N")]
    pub number: usize,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &HistoryArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (_, book) = session.open(output)?;
    let most = if args.number == 0 {
        usize::MAX
    } else {
        args.number
    };
    let mut table = Table::new(&["id", "when", "what", "state", "device"])
        .hide(&["device"])
        .keep(&["id", "when"]);
    for stamped in book.log().rev().take(most) {
        table.push(vec![
            stamped.id.as_str().into(),
            stamped.at.format("%Y-%m-%d %H:%M").to_string().into(),
            sentence(&book, stamped).into(),
            if book.is_undone(&stamped.id) {
                "undone".into()
            } else {
                Cell::Nothing
            },
            stamped.device.as_ref().into(),
        ]);
    }
    if table.is_empty() {
        output.say("nothing was done yet")?;
    }
    output.table(&table)
}

/// A step in words.
pub(super) fn sentence(book: &Book, stamped: &Stamped) -> String {
    describe::step(book, &stamped.step)
}
