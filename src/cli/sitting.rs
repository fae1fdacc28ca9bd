//! `cordial session` and `cordial review`: the day one card at a time, on the screen or in lines.

use std::io::stdin;

use super::{
    failure::Failure,
    interface,
    output::{Cell, Output, Table},
    session::Session,
};
use crate::{
    domain::session::{self, Mirror},
    tui::Wish,
};

/// `cordial session`.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct SessionArgs {
    /// End after so many minutes; the card on the screen may be finished
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=600))]
    pub minutes: Option<u32>,
    /// Line by line: for screen readers, terminals without a screen, and pipes
    #[arg(long)]
    pub plain: bool,
    /// Only count what was done in the last seven days, and in the last twenty-eight
    #[arg(long, conflicts_with_all = ["minutes", "plain"])]
    pub stats: bool,
    /// List the strangers you accepted, and who of them answered
    #[arg(long, conflicts_with_all = ["minutes", "plain", "stats"])]
    pub answered: bool,
}

/// `cordial review`.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct ReviewArgs {
    /// End after so many minutes; the card on the screen may be finished
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=600))]
    pub minutes: Option<u32>,
    /// Line by line: for screen readers, terminals without a screen, and pipes
    #[arg(long)]
    pub plain: bool,
}

pub(super) fn run(
    context: &mut Session<'_>,
    args: SessionArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    if args.stats {
        return statistics(context, output);
    }
    if args.answered {
        return answered(context, output);
    }
    let wish = Wish {
        minutes: args.minutes,
        only_invitations: false,
        alone: true,
    };
    sit(context, wish, args.plain, output)
}

pub(super) fn review(
    context: &mut Session<'_>,
    args: ReviewArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let wish = Wish {
        minutes: args.minutes,
        only_invitations: true,
        alone: true,
    };
    sit(context, wish, args.plain, output)
}

fn sit(
    context: &mut Session<'_>,
    wish: Wish,
    plain: bool,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let env = context.env;
    let screen = env.stdin_is_terminal && env.stdout_is_terminal;
    if plain || !screen || env.var("TERM") == Some("dumb") {
        let refused = interface::plain(context, wish, &mut stdin().lock(), output)?;
        // Who types sees what was refused; a script has to be told.
        if refused > 0 && !env.stdin_is_terminal {
            let lines = crate::domain::describe::count(refused, "line was", "lines were");
            return Err(Failure::user(format!("{lines} not understood or not done")));
        }
        return Ok(());
    }
    interface::session(context, wish, output)
}

fn statistics(context: &mut Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let today = context.clock.today();
    let (_, book) = context.open(output)?;
    let (week, month) = session::statistics(&book, today);
    let mut table = Table::new(&["what", "seven_days", "four_weeks"]);
    for ((week, _, words), (month, ..)) in week.parts().into_iter().zip(month.parts()) {
        table.push(vec![Cell::from(words), Cell::from(week), Cell::from(month)]);
    }
    output.table(&table)?;
    tell(&Mirror::new(&book), output)
}

/// The strangers who were accepted, each with what became of it.
fn answered(context: &mut Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let (_, book) = context.open(output)?;
    let mirror = Mirror::new(&book);
    let mut table = Table::new(&["id", "name", "connected", "note", "outcome"]).hide(&["id"]);
    for one in &mirror.strangers {
        let name = book.facts().name_of(&one.person);
        let note = one.note.map_or("", |note| if note { "yes" } else { "no" });
        table.push(vec![
            Cell::from(one.person.as_str()),
            name.unwrap_or(one.person.as_str()).into(),
            one.connected.into(),
            note.into(),
            one.outcome.word().into(),
        ]);
    }
    output.table(&table)?;
    tell(&mirror, output)
}

/// What the acceptances came to, in sentences.
fn tell(mirror: &Mirror, output: &mut Output<'_>) -> Result<(), Failure> {
    let Some(words) = mirror.words() else {
        return output.say("no stranger was accepted yet");
    };
    output.say(&format!("{words}; `cordial session --answered` lists them"))?;
    if let Some(rates) = mirror.rate_words() {
        output.say(&rates)?;
    }
    output.say(&mirror.limits())
}
