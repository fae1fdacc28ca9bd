//! `cordial log`, `plan`, `snooze`, `skip`, `pause`, `circle`, `tag`, `away`, `fresh-start`: what the
//! person decides about follow-ups. Each is one step.

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
    plan::Circle,
    step::{Channel, Step},
    when::{self, NotADay},
};

/// The commands about follow-ups.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum FollowUpCommand {
    /// You were in touch with people: `log mira-example "coffee, talked about Rust" --on yesterday`
    Log {
        /// Whom, and last what it was about
        #[arg(required = true, value_name = "PERSON… [WHAT]")]
        who: Vec<String>,
        /// On which day; today if not said
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// How: message, call, meeting or other
        #[arg(long, value_name = "HOW", default_value = "message")]
        by: String,
    },
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
    /// How often to be in touch: close, active, light, yearly or none
    Circle {
        /// With whom
        #[arg(required = true, value_name = "PERSON")]
        people: Vec<String>,
        /// The circle
        #[arg(required = true)]
        circle: String,
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
        FollowUpCommand::Log { who, on, by } => {
            // The last argument is what was said; the ones before it are the people.
            let (text, names) = who
                .split_last()
                .ok_or_else(|| Failure::usage("log whom?"))?;
            let (names, text) = if names.is_empty() {
                (who.as_slice(), None)
            } else {
                (names, Some(text))
            };
            let on = match on {
                Some(text) => day("--on", text, when::parse_past(text, today))?,
                None => today,
            };
            let channel = Channel::from_word(by).ok_or_else(|| {
                let words: Vec<&str> = Channel::ALL.iter().map(|(_, word)| *word).collect();
                Failure::usage(format!("--by `{by}`: one of {}", words.join(", ")))
            })?;
            Step::Contact {
                people: people(names)?,
                on,
                channel,
                text: text.cloned(),
            }
        }
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
        FollowUpCommand::Circle {
            people: names,
            circle,
        } => {
            let circle = Circle::from_word(circle).ok_or_else(|| {
                let words: Vec<&str> = Circle::ALL.iter().map(|(_, word)| *word).collect();
                Failure::usage(format!("no circle `{circle}`: one of {}", words.join(", ")))
            })?;
            Step::Circle {
                people: people(names)?,
                circle,
            }
        }
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

fn day(flag: &str, text: &str, read: Result<Day, NotADay>) -> Result<Day, Failure> {
    read.map_err(|error| Failure::usage(format!("{flag} `{text}` {error}")))
}

type People = Result<Vec<PersonKey>, Failure>;
