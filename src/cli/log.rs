//! `cordial log`: contacts, of several people in one entry; names are read from the text.

use std::io::BufRead as _;

use super::{
    failure::Failure,
    followup::day,
    output::Output,
    session::{Session, failure},
    who,
};
use crate::domain::{
    book::Book,
    day::Day,
    describe,
    edit::Field,
    entry::Entry,
    mention::{Mention, mentions},
    person::PersonKey,
    step::{Channel, Step},
    when,
};

/// How many of a name are offered.
const OFFERED: usize = 9;

/// `cordial log`.
#[derive(Clone, Debug, clap::Args)]
pub struct LogArgs {
    /// Whom, and last what it was about; or only a text that names them
    #[arg(required = true, value_name = "PERSON… WHAT")]
    pub who: Vec<String>,
    /// On which day; else the text's own, else today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// How: message, call, meeting or other; else as the text tells
    #[arg(long, value_name = "HOW")]
    pub by: Option<String>,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &LogArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let today = session.clock.today();
    let (mut workspace, mut book) = session.open(output)?;
    let (people, line) = whom(&book, &args.who, session, output)?;
    let step = step(args, people, line, today)?;
    let id = workspace.commit(&mut book, &step).map_err(failure)?;
    let words = describe::step(&book, &step);
    output.say(&format!("{words}; `cordial undo {id}` takes it back"))
}

fn step(args: &LogArgs, people: Vec<PersonKey>, line: &str, today: Day) -> Result<Step, Failure> {
    let entry = Entry::read(line, today);
    let on = match &args.on {
        Some(text) => day("--on", text, when::parse_past(text, today))?,
        None => entry.on,
    };
    let channel = match &args.by {
        Some(by) => Channel::from_word(by).ok_or_else(|| {
            let words: Vec<&str> = Channel::ALL.iter().map(|(_, word)| *word).collect();
            Failure::usage(format!("--by `{by}`: one of {}", words.join(", ")))
        })?,
        None => entry.channel,
    };
    Ok(Step::Contact {
        people,
        on,
        channel,
        text: entry.text,
    })
}

/// Whom an entry is about, and what it says.
fn whom<'a>(
    book: &Book,
    who: &'a [String],
    session: &Session<'_>,
    output: &mut Output<'_>,
) -> Result<(Vec<PersonKey>, &'a str), Failure> {
    if let [text] = who {
        // Somebody alone, without a word; else a text that names people.
        return match who::known(book, text) {
            Ok(one) => Ok((vec![one], "")),
            Err(nobody) => {
                let found = mentions(book, text);
                if found.is_empty() {
                    return Err(nobody);
                }
                let people = found
                    .iter()
                    .map(|named| choose(book, named, session, output));
                Ok((people.collect::<Result<_, _>>()?, text))
            }
        };
    }
    let (text, names) = who
        .split_last()
        .ok_or_else(|| Failure::usage("log whom?"))?;
    let people = names.iter().map(|name| who::known(book, name));
    Ok((people.collect::<Result<_, _>>()?, text))
}

/// Who is meant by a name: asked on a terminal, refused with the choices elsewhere.
fn choose(
    book: &Book,
    named: &Mention,
    session: &Session<'_>,
    output: &mut Output<'_>,
) -> Result<PersonKey, Failure> {
    if let [one] = named.people.as_slice() {
        return Ok(one.clone());
    }
    if !session.env.stdin_is_terminal || output.quiet {
        return Err(who::ambiguous(book, &named.name, &named.people));
    }
    let mut people = named.people.clone();
    people.sort_by_key(|person| {
        let facts = book.facts().person(person);
        std::cmp::Reverse(facts.map(|person| (person.talk.last(), person.connected_on)))
    });
    output.say(&format!("who is {}?", named.name))?;
    for (at, person) in people.iter().take(OFFERED).enumerate() {
        let known = |field| book.known(person, field).value().unwrap_or_default();
        output.say(&format!(
            "{} {}, {} {}",
            at + 1,
            who::name(book, person),
            known(Field::Title),
            known(Field::Company)
        ))?;
    }
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    let number = read.ok().and_then(|_| line.trim().parse::<usize>().ok());
    let chosen = number.and_then(|number| people.get(number.checked_sub(1)?));
    chosen
        .cloned()
        .ok_or_else(|| who::ambiguous(book, &named.name, &named.people))
}
