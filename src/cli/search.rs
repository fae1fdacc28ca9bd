//! `cordial search`: full text over notes, logs and messages.

use clap::ValueEnum;

use super::{
    failure::Failure,
    output::{Cell, Output, Table},
    session::Session,
    who,
};
use crate::{
    domain::{
        book::Book,
        find::{self, Kind, Newest},
    },
    text::seek::Seek,
};

/// `cordial search`.
#[derive(Clone, Debug, clap::Args)]
pub struct SearchArgs {
    /// Words that must all be there, in any case, with or without accents; `"two words"` together
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// Only in these texts
    #[arg(long, value_name = "WHERE")]
    pub only: Option<Where>,
    /// At most so many, the newest; 0 is all
    #[arg(short = 'n', long, default_value_t = 50, value_name = "N")]
    pub number: usize,
}

/// Which texts are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Where {
    /// What you wrote here: notes, logs, plans, reasons
    Mine,
    /// Messages, both ways
    Messages,
    /// The notes of invitations
    Invitations,
}

impl Where {
    const fn has(self, kind: Kind) -> bool {
        match kind {
            Kind::Note | Kind::Log | Kind::Plan | Kind::Reason => matches!(self, Self::Mine),
            Kind::Invitation => matches!(self, Self::Invitations),
            Kind::Sent | Kind::Received => matches!(self, Self::Messages),
        }
    }
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &SearchArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (workspace, book) = session.open(output)?;
    let seek = Seek::new(&args.words.join(" "));
    if seek.is_empty() {
        return Err(Failure::usage("there are no words to search for"));
    }
    let wanted = |kind| args.only.is_none_or(|only| only.has(kind));
    let mut newest = Newest::new(args.number);
    for found in find::in_book(&book, &seek) {
        if wanted(found.kind) {
            newest.take(found);
        }
    }
    if wanted(Kind::Sent)
        && let Some(texts) = workspace.texts(&book)
    {
        let searched = texts.and_then(|mut texts| {
            let search = texts.search(book.facts(), &seek, |hit| {
                if let Some(hit) = hit {
                    newest.take_hit(hit);
                }
                true
            });
            search.map_err(|error| error.to_string())
        });
        if let Err(why) = searched {
            output.warn(&format!("the messages could not be searched: {why}"))?;
        }
    }
    print(&book, &newest, output)
}

fn print(book: &Book, newest: &Newest, output: &mut Output<'_>) -> Result<(), Failure> {
    let mut table = Table::new(&["person", "day", "name", "what", "text", "matched"])
        .hide(&["person", "matched"]);
    for found in newest.iter() {
        let matched = found.hits.iter();
        let matched = matched.filter_map(|hit| found.text.get(hit.clone()));
        let person = found.person.as_ref();
        table.push(vec![
            person.map(|key| key.as_str().to_owned()).into(),
            found.day.into(),
            person
                .map_or_else(|| "a group".to_owned(), |key| who::name(book, key))
                .into(),
            found.kind.word().into(),
            found.text.as_str().into(),
            Cell::List(matched.map(str::to_owned).collect()),
        ]);
    }
    let (shown, all) = (newest.iter().len(), newest.all());
    if all == 0 {
        output.say("nothing matches")?;
    } else if shown < all {
        output.say(&format!("the newest {shown} of {all}; -n 0 prints all"))?;
    }
    output.table(&table)
}
