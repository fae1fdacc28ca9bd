//! `cordial status`: what waits, in one line for bars and prompts.

use serde_json::{Map, Value, json};

use super::{
    failure::Failure,
    output::{Format, Output, Table},
    session::Session,
};
use crate::domain::{
    book::Book,
    status::{Status, Template, USUAL},
};

/// `cordial status`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct StatusArgs {
    /// The line: {due}, {invitations}, {outbox}, {resting}; a part in [brackets] is left out when
    /// its numbers are 0
    #[arg(value_name = "TEMPLATE")]
    pub template: Option<String>,
    /// The JSON object that waybar takes
    #[arg(long, conflicts_with = "format")]
    pub waybar: bool,
}

const EXAMPLES: &str = "\
Examples:
  cordial status                                  3 due · 14 to decide · 2 to do
  cordial status '[{due} due][ · {outbox} to do]'   nothing at all on a quiet day
  cordial status --format json                    all numbers
  cordial status --waybar '[{due}]'               with a tooltip and a class";

pub(super) fn run(
    session: &mut Session<'_>,
    args: &StatusArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let template = args.template.as_deref().unwrap_or(USUAL);
    let template: Template = template
        .parse()
        .map_err(|error| Failure::usage(format!("the template: {error}")))?;
    let (_, book) = session.open(output)?;
    let status = status(session, &book, output)?;
    let line = template.fill(status);
    if args.waybar {
        let words = status.words();
        let class = if words.is_empty() { "none" } else { "due" };
        let tooltip = words.join("\n");
        let told = json!({"text": line, "tooltip": tooltip, "class": class});
        output.line(&crate::export::ascii::line(&told));
        return Ok(());
    }
    match output.format {
        Format::Table => output.line(&line),
        Format::Json => {
            let all = status.all().into_iter();
            let all = all.map(|(word, number)| (word.to_owned(), number.into()));
            output.json(&Value::Object(all.collect::<Map<_, _>>()));
        }
        Format::Csv | Format::Tsv => {
            let mut table = Table::new(&["due", "invitations", "outbox", "resting"]);
            table.push(status.all().map(|(_, number)| number.into()).to_vec());
            output.table(&table)?;
        }
    }
    Ok(())
}

/// What waits today.
pub(super) fn status(
    session: &Session<'_>,
    book: &Book,
    output: &mut Output<'_>,
) -> Result<Status, Failure> {
    let settings = session.plan(output)?.of(book);
    Ok(Status::new(book, &settings, session.clock.today()))
}
