//! `cordial plan`, `snooze`, `skip`, `pause`, `tag`, `away`, `fresh-start`: what the person decides
//! about follow-ups. Each is one step.

use super::{
    failure::Failure,
    output::Output,
    session::{Session, failure},
    who,
};
use crate::domain::{
    book::Book,
    day::Day,
    describe,
    person::PersonKey,
    step::Step,
    when::{self, NotADay},
};

/// The commands about follow-ups.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum FollowUpCommand {
    /// Plan a follow-up on a day
    Plan {
        /// With whom
        person: String,
        /// On which day: `+3w`, `next tue`, `2026-12-24`
        #[arg(long, alias = "in", value_name = "DATE")]
        on: String,
        /// About what
        what: Vec<String>,
    },
    /// Put follow-ups off until a day
    Snooze {
        /// Whose
        #[arg(required = true, value_name = "PERSON")]
        people: Vec<String>,
        /// Until when
        #[arg(long, value_name = "DATE")]
        until: String,
    },
    /// Skip the follow-up that is due, without claiming contact
    Skip {
        /// Whose
        #[arg(required = true, value_name = "PERSON")]
        people: Vec<String>,
    },
    /// Plan nothing with people before a day
    Pause {
        /// With whom
        #[arg(required = true, value_name = "PERSON")]
        people: Vec<String>,
        /// Until when
        #[arg(long, value_name = "DATE")]
        until: String,
    },
    /// Tag people
    Tag {
        /// Whom
        #[arg(required = true, value_name = "PERSON")]
        people: Vec<String>,
        /// The tag
        #[arg(required = true)]
        tag: String,
        /// Take the tag away
        #[arg(long)]
        off: bool,
    },
    /// Plan nothing at all before a day
    Away {
        /// Until when
        until: String,
    },
    /// Let go of what waits: late welcomes drop out, the rest is spread anew
    FreshStart,
}

pub(super) fn run(
    session: &mut Session<'_>,
    command: &FollowUpCommand,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let today = session.clock.today();
    let (mut workspace, mut book) = session.open(output)?;
    let step = step(&book, command, today)?;
    let id = workspace.commit(&mut book, &step).map_err(failure)?;
    let words = describe::step(&book, &step);
    output.say(&format!("{words}; `cordial undo {id}` takes it back"))
}

fn step(book: &Book, command: &FollowUpCommand, today: Day) -> Result<Step, Failure> {
    let people =
        |names: &[String]| -> People { names.iter().map(|name| who::known(book, name)).collect() };
    let future = |flag: &str, text: &str| day(flag, text, when::parse(text, today));
    Ok(match command {
        FollowUpCommand::Plan { person, on, what } => Step::Plan {
            people: vec![who::known(book, person)?],
            on: future("--on", on)?,
            what: what.join(" "),
        },
        FollowUpCommand::Snooze {
            people: names,
            until,
        } => Step::Snooze {
            people: people(names)?,
            until: future("--until", until)?,
        },
        FollowUpCommand::Skip { people: names } => Step::Skip {
            people: people(names)?,
        },
        FollowUpCommand::Pause {
            people: names,
            until,
        } => Step::Pause {
            people: people(names)?,
            until: future("--until", until)?,
        },
        FollowUpCommand::Tag {
            people: names,
            tag,
            off,
        } => Step::Tag {
            people: people(names)?,
            tag: tag.clone(),
            on: !off,
        },
        FollowUpCommand::Away { until } => Step::Away {
            until: future("UNTIL", until)?,
        },
        FollowUpCommand::FreshStart => Step::FreshStart,
    })
}

pub(super) fn day(flag: &str, text: &str, read: Result<Day, NotADay>) -> Result<Day, Failure> {
    read.map_err(|error| Failure::usage(format!("{flag} `{text}` {error}")))
}

type People = Result<Vec<PersonKey>, Failure>;
