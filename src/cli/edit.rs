//! `cordial edit`, `cordial add`, `cordial check-sender`: what the person knows beside the archive.

use super::{
    decide,
    failure::Failure,
    output::Output,
    session::{Session, failure},
    who,
};
use crate::domain::{
    added,
    edit::{Edit, Field},
    sender::{QUESTIONS, Said},
    step::Step,
};

/// `cordial edit`.
#[derive(Clone, Debug, clap::Args)]
#[group(id = "facts", multiple = true)]
pub struct EditArgs {
    /// Whom: a slug, a profile URL or a name
    pub person: String,
    /// Their headline; an empty text takes a fact away
    #[arg(long, value_name = "WORDS")]
    pub headline: Option<String>,
    /// Today's company
    #[arg(long, value_name = "NAME")]
    pub company: Option<String>,
    /// Today's title
    #[arg(long, value_name = "WORDS")]
    pub title: Option<String>,
    /// Town or region
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Mutual connections
    #[arg(long, value_name = "N")]
    pub mutual: Option<String>,
    /// How many connections they have: 312, or 500+
    #[arg(long, value_name = "N")]
    pub connections: Option<String>,
    /// How you met
    #[arg(long, value_name = "WORDS")]
    pub met: Option<String>,
    /// E-mail
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &EditArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let typed = [
        (Field::Headline, &args.headline),
        (Field::Company, &args.company),
        (Field::Title, &args.title),
        (Field::Place, &args.place),
        (Field::Mutual, &args.mutual),
        (Field::Connections, &args.connections),
        (Field::Met, &args.met),
        (Field::Email, &args.email),
    ];
    let mut values = Vec::new();
    for (field, text) in typed {
        let Some(text) = text else { continue };
        let value = field
            .read(text)
            .map_err(|error| Failure::usage(format!("--{} `{text}`: {error}", field.word())))?;
        values.push((field, value));
    }
    if values.is_empty() {
        return Err(Failure::usage("there is no fact to keep")
            .hint("for example `--company Northwind`, `--mutual 12`, `--met \"at RustConf\"`"));
    }
    let (mut workspace, mut book) = session.open(output)?;
    let person = who::known(&book, &args.person)?;
    values
        .retain(|(field, value)| book.known(&person, *field).value().unwrap_or_default() != value);
    if values.is_empty() {
        return output.say("all of it is known already: nothing was changed");
    }
    let edit = |(field, value)| Edit {
        person: person.clone(),
        field,
        value,
    };
    let edits: Vec<Edit> = values.into_iter().map(edit).collect();
    let name = who::name(&book, &person);
    let id = workspace
        .commit(&mut book, &Step::Edit { edits })
        .map_err(failure)?;
    output.say(&format!(
        "facts about {name} kept; `cordial undo {id}` takes them back"
    ))
}

/// `cordial add`.
#[derive(Clone, Debug, clap::Args)]
pub struct AddArgs {
    /// One line: who, where they work, how you met, when to write: `Mira Example, Northwind, met at RustConf, +2w`
    #[arg(required = true, value_name = "LINE")]
    pub line: Vec<String>,
}

pub(super) fn add(
    session: &mut Session<'_>,
    args: &AddArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let today = session.clock.today();
    let line = args.line.join(" ");
    let added = added::read(&line, today)
        .map_err(|error| Failure::usage(error.to_string()).hint(added::EXAMPLE))?;
    let (mut workspace, mut book) = session.open(output)?;
    let person = who::find(&book, &added.name)?;
    let name = who::name(&book, &person);
    let when = added.on.map(|day| format!(", follow-up on {day}"));
    let step = added.step(person);
    let last = workspace.commit(&mut book, &step).map_err(failure)?;
    output.say(&format!(
        "{name} added{}; `cordial undo {last}` takes it back",
        when.unwrap_or_default()
    ))
}

/// `cordial check-sender`.
#[derive(Clone, Debug, clap::Args)]
pub struct CheckSenderArgs {
    /// The invitation, by id or by the slug of the inviter
    #[arg(value_name = "ID")]
    pub id: String,
    /// A photo of their own: yes, no or unknown
    #[arg(long, value_name = "ANSWER", value_parser = said)]
    pub photo: Option<Said>,
    /// A work history that fits
    #[arg(long, value_name = "ANSWER", value_parser = said)]
    pub history: Option<Said>,
    /// Connections that fit the history
    #[arg(long, value_name = "ANSWER", value_parser = said)]
    pub connections: Option<Said>,
    /// Mutual connections whom you could ask
    #[arg(long, value_name = "ANSWER", value_parser = said)]
    pub mutuals: Option<Said>,
    /// A reason to write to you
    #[arg(long, value_name = "ANSWER", value_parser = said)]
    pub note: Option<Said>,
}

fn said(text: &str) -> Result<Said, String> {
    Said::from_word(text).ok_or_else(|| "yes, no or unknown".to_owned())
}

pub(super) fn check_sender(
    session: &mut Session<'_>,
    args: &CheckSenderArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (mut workspace, mut book) = session.open(output)?;
    let invitation = decide::find(&book, &args.id)?;
    let before = book.sender_check(&invitation).copied().unwrap_or_default();
    let mut check = before;
    let typed = [
        args.photo,
        args.history,
        args.connections,
        args.mutuals,
        args.note,
    ];
    for (question, said) in QUESTIONS.iter().zip(typed) {
        if let Some(said) = said {
            check.say(question.word, said);
        }
    }
    if check != before {
        let name = who::name(&book, &invitation.person);
        let step = Step::SenderCheck { invitation, check };
        let id = workspace.commit(&mut book, &step).map_err(failure)?;
        output.say(&format!(
            "kept about {name}; `cordial undo {id}` takes it back"
        ))?;
    }
    for (question, said) in check.all() {
        output.line(&format!(
            "{:<8}{:<36}{}",
            said.word(),
            question.words,
            question.hint
        ));
    }
    if check.is_doubtful() {
        output.say("more than three times no: look again before you accept")?;
    }
    Ok(())
}
