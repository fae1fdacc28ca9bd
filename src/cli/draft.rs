//! `cordial draft`: a text for somebody, filled in. `cordial sent`: it was sent. `cordial
//! templates`: which texts there are.

use super::{
    failure::Failure,
    output::{Output, Table},
    session::{Session, failure},
    who,
};
use crate::{
    config::place::Fault,
    domain::{
        person::PersonKey,
        step::Step,
        template::{self, Form, Occasion, Template, Use},
    },
    drafts::{Request, Writer},
    templates::{Library, Refused, Values},
    text::Safe,
};

/// `cordial templates`.
#[derive(Clone, Debug, clap::Args)]
pub struct TemplatesArgs {
    /// What to do; nothing lists them
    #[command(subcommand)]
    pub command: Option<TemplatesCommand>,
    /// Print the words of one
    #[arg(long, value_name = "ID")]
    pub show: Option<String>,
    /// Only in this language; for --show, which one
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
}

/// `cordial templates …`.
#[derive(Clone, Copy, Debug, clap::Subcommand)]
pub enum TemplatesCommand {
    /// Check the own ones in the configuration folder
    Check,
}

/// `cordial draft`.
#[derive(Clone, Debug, clap::Args)]
pub struct DraftArgs {
    /// For whom: a slug, a profile URL or a name
    pub person: String,
    /// What for: welcome, note, question, revive, nudge, invitation, ask or decline
    #[arg(long, value_name = "KIND", default_value = "welcome")]
    pub kind: String,
    /// This text and no other, as `cordial templates` names it
    #[arg(long, value_name = "ID")]
    pub template: Option<String>,
    /// In which language; without it the one they wrote in, where that is clear, else English
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
    /// Fill in a variable: `--set topic=Rust`
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// Remember what is filled in here for this person
    #[arg(long)]
    pub remember: bool,
}

/// `cordial sent`.
#[derive(Clone, Debug, clap::Args)]
pub struct SentArgs {
    /// To whom: a slug, a profile URL or a name
    pub person: String,
    /// Which text, as `cordial templates` names it
    #[arg(long, value_name = "ID")]
    pub template: String,
}

/// The occasions that a text is made for, by the words of `--kind`.
fn kind(word: &str) -> Result<Occasion, Failure> {
    let made = |occasion: &Occasion| occasion.wants().is_some();
    Occasion::from_word(word).filter(made).ok_or_else(|| {
        let all = Occasion::ALL
            .iter()
            .filter(|(_, _, used, _)| used.is_some());
        let all: Vec<&str> = all.map(|(_, word, ..)| *word).collect();
        Failure::usage(format!("`{word}` is no kind of text"))
            .hint(format!("there are {}", all.join(", ")))
    })
}

fn library(session: &Session<'_>) -> Result<(Library, Vec<Fault>), Failure> {
    let own = session.own_templates()?;
    let own = own
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    Ok(Library::load(own))
}

/// The library; faults of own texts are warned of, the rest goes on.
fn warned(session: &Session<'_>, output: &mut Output<'_>) -> Result<Library, Failure> {
    let (library, faults) = library(session)?;
    for fault in &faults {
        output.warn(&fault.to_string())?;
    }
    Ok(library)
}

/// What makes drafts: all texts, and what they say about the person.
pub(super) fn writer(session: &Session<'_>, output: &mut Output<'_>) -> Result<Writer, Failure> {
    Ok(Writer {
        library: warned(session, output)?,
        me: session.config(output)?.me,
    })
}

pub(super) fn templates(
    session: &mut Session<'_>,
    args: &TemplatesArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    if let Some(TemplatesCommand::Check) = args.command {
        return check(session, output);
    }
    let library = warned(session, output)?;
    if let Some(id) = &args.show {
        let language = args.lang.as_deref().unwrap_or(template::FALLBACK_LANGUAGE);
        let template = find(&library, id, language)?;
        // What is to be filled in shows in its place.
        let draft = library
            .render(template, &Values::new())
            .map_err(|error| Failure::user(error.to_string()))?;
        output.line(&draft.text);
        return Ok(());
    }
    let mut table = Table::new(&["id", "language", "kind", "name", "fill in", "own"]);
    let wanted = |template: &&Template| {
        args.lang
            .as_deref()
            .is_none_or(|l| l == &*template.language)
    };
    for template in library.list().iter().filter(wanted) {
        let needed = template.variables.difference(&template.optional);
        let needed: Vec<&str> = needed.map(String::as_str).collect();
        let used = Use::ALL.iter().find(|(used, _)| *used == template.used_for);
        table.push(vec![
            (&*template.id).into(),
            (&*template.language).into(),
            used.map_or("", |(_, word)| *word).into(),
            template.name.as_str().into(),
            needed.join(", ").into(),
            template.own.into(),
        ]);
    }
    output.table(&table)
}

fn check(session: &Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let (library, faults) = library(session)?;
    let Some((first, rest)) = faults.split_first() else {
        let own = library.list().iter().filter(|template| template.own);
        return output.say(&format!("own templates: {}, all sound", own.count()));
    };
    let failed = Failure::user(first.to_string());
    Err(rest
        .iter()
        .fold(failed, |failed, fault| failed.because(fault.to_string())))
}

fn find<'a>(library: &'a Library, id: &str, language: &str) -> Result<&'a Template, Failure> {
    library.find(id, language).ok_or_else(|| {
        Failure::user(format!("there is no template `{id}`")).hint("`cordial templates` lists them")
    })
}

pub(super) fn draft(
    session: &mut Session<'_>,
    args: &DraftArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let occasion = kind(&args.kind)?;
    let set = args.set.iter().map(|pair| set(pair));
    let set = set.collect::<Result<Values, Failure>>()?;
    let writer = writer(session, output)?;
    if let Some(id) = &args.template {
        find(
            &writer.library,
            id,
            args.lang.as_deref().unwrap_or(template::FALLBACK_LANGUAGE),
        )?;
    }
    let (mut workspace, mut book) = session.open(output)?;
    let person = who::known(&book, &args.person)?;
    if args.remember {
        for (variable, value) in &set {
            let step = Step::Fill {
                person: person.clone(),
                variable: variable.clone(),
                value: value.clone(),
            };
            workspace.commit(&mut book, &step).map_err(failure)?;
        }
    }
    let request = Request {
        person: &person,
        occasion,
        language: args.lang.as_deref(),
        template: args.template.as_deref(),
        values: &set,
        today: session.clock.today(),
    };
    let own = book
        .touch(&person)
        .and_then(|touch| touch.drafts.get(&occasion));
    if let Some(own) = own.filter(|_| args.template.is_none() && args.set.is_empty()) {
        output.line(Safe::outgoing(&own.text).as_str());
        return output.say(&format!(
            "your own words of {}; --template ID prints another text",
            own.day
        ));
    }
    let drafted = writer
        .draft(&book, request)
        .map_err(|error| Failure::user(error.to_string()))?
        .ok_or_else(|| Failure::user(format!("no template fits a {}", args.kind)))?;
    let name = who::name(&book, &person);
    if let Some(on) = drafted.sent_on {
        output.warn(&format!("{name} got {} on {on}", drafted.template.id))?;
    }
    if let Some(on) = drafted.same_words_on {
        let id = &drafted.template.id;
        output.warn(&format!("their company got {id} on {on}; change the words"))?;
    }
    let text = drafted
        .draft
        .to_copy()
        .map_err(|why| refused(&why, &drafted.template))?;
    output.line(text);
    let advice = if drafted.draft.is_long() && drafted.template.form == Form::Message {
        format!(" (shorter than {} is read more)", template::ADVISED_UNITS)
    } else {
        String::new()
    };
    output.say(&format!(
        "{} to {name}: {} of {} characters{advice}",
        drafted.template.id, drafted.draft.units, drafted.draft.limit
    ))
}

fn refused(why: &Refused, template: &Template) -> Failure {
    let failed = Failure::user(format!("{}: {why}", template.id));
    match why {
        Refused::Unfilled(missing) => {
            let set = missing.iter().map(|name| format!("--set {name}=…"));
            failed.hint(set.collect::<Vec<_>>().join(" "))
        }
        Refused::TooLong { .. } => failed.hint("another template is shorter: --template ID"),
    }
}

fn set(pair: &str) -> Result<(String, String), Failure> {
    let parted = pair
        .split_once('=')
        .filter(|(name, _)| !name.trim().is_empty());
    let (name, value) = parted.ok_or_else(|| {
        Failure::usage(format!("`{pair}` is no value")).hint("as in --set topic=Rust")
    })?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

pub(super) fn sent(
    session: &mut Session<'_>,
    args: &SentArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let library = warned(session, output)?;
    let template = find(&library, &args.template, template::FALLBACK_LANGUAGE)?;
    let (mut workspace, mut book) = session.open(output)?;
    let person: PersonKey = who::known(&book, &args.person)?;
    let name = who::name(&book, &person);
    let step = Step::Sent {
        person,
        template: template.id.to_string(),
        text: String::new(),
    };
    let id = workspace.commit(&mut book, &step).map_err(failure)?;
    output.say(&format!(
        "sent {} to {name}; `cordial undo {id}` takes it back",
        template.id
    ))
}
