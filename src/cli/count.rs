//! `cordial count`: how much the archives hold.

use clap::ValueEnum as _;
use serde_json::{Map, Value};

use super::{
    failure::Failure,
    output::{Format, Output, Table},
    session::Session,
};
use crate::domain::facts::Counts;

/// `cordial count`.
#[derive(Clone, Debug, clap::Args)]
pub struct CountArgs {
    /// One number only
    pub noun: Option<Noun>,
}

/// What can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Noun {
    /// Rows of connections, with those that hold only a date
    Connections,
    /// Connections that hold only a date: hidden or closed members
    DateOnly,
    /// Invitations, sent and received
    Invitations,
    /// Invitations received
    Incoming,
    /// Received and open, or declined
    OpenIncoming,
    /// Sent and open
    OpenSent,
    /// Messages
    Messages,
    /// Distinct people
    People,
}

fn number(counts: &Counts, noun: Noun) -> usize {
    match noun {
        Noun::Connections => counts.connections,
        Noun::DateOnly => counts.date_only,
        Noun::Invitations => counts.invitations,
        Noun::Incoming => counts.incoming,
        Noun::OpenIncoming => counts.open_incoming,
        Noun::OpenSent => counts.open_sent,
        Noun::Messages => counts.messages,
        Noun::People => counts.people,
    }
}

fn word(noun: Noun) -> String {
    noun.to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &CountArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (_, book) = session.open(output)?;
    let counts = book.facts().counts();
    if let Some(noun) = args.noun {
        output.line(&number(&counts, noun).to_string());
        return Ok(());
    }
    let all = Noun::value_variants()
        .iter()
        .map(|noun| (word(*noun), number(&counts, *noun)));
    if output.format == Format::Json {
        let object: Map<String, Value> = all.map(|(word, n)| (word, Value::from(n))).collect();
        output.json(&Value::Object(object));
        return Ok(());
    }
    let mut table = Table::new(&["what", "count"]);
    for (word, number) in all {
        table.push(vec![word.into(), number.into()]);
    }
    output.table(&table)
}
