//! `cordial draft`: a text for somebody, from a template or by the person's own program. `cordial
//! sent`: it was sent.

use std::sync::{Arc, atomic::AtomicBool};

#[cfg(unix)]
use signal_hook::consts::{SIGINT, SIGTERM};

use super::{
    failure::Failure,
    output::Output,
    session::{Session, failure},
    templates::{find, warned},
    who,
};
use crate::{
    desktop::program::ProgramError,
    domain::{
        book::{Book, OwnWords},
        day::Day,
        describe::characters,
        person::PersonKey,
        plan,
        step::Step,
        template::{self, Form, Occasion, Template},
    },
    drafts::{
        self, Request, Writer,
        program::{Brief, NoDraft},
    },
    templates::{Draft, Refused, Values},
    text::Safe,
    workspace::Workspace,
};

/// `cordial draft`.
#[derive(Clone, Debug, clap::Args)]
pub struct DraftArgs {
    /// Which text
    #[command(flatten)]
    pub text: TextArgs,
    /// Print what the program of --command would be told, as JSON
    #[arg(long, conflicts_with_all = ["command", "template"])]
    pub brief: bool,
}

/// A text for somebody.
#[derive(Clone, Debug, clap::Args)]
pub struct TextArgs {
    /// For whom: a slug, a profile URL or a name
    pub person: String,
    /// What for: welcome, note, question, revive, nudge, congratulation, invitation, ask or decline;
    /// without it what their card is for: a welcome to who is new or no connection yet, else a note
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// This text and no other, as `cordial templates` names it
    #[arg(long, value_name = "ID")]
    pub template: Option<String>,
    /// The draft of your own program: `command` under [drafts] in config.toml
    #[arg(long, conflicts_with = "template")]
    pub command: bool,
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

/// What makes drafts: all texts, and what they say about the person.
pub(super) fn writer(session: &Session<'_>, output: &mut Output<'_>) -> Result<Writer, Failure> {
    let config = session.config(output)?;
    Ok(Writer {
        library: warned(session, output)?,
        program: config.drafts.program(),
        me: config.me,
    })
}

pub(super) fn draft(
    session: &mut Session<'_>,
    args: &DraftArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    if args.brief {
        let asked = Asked::new(session, &args.text, output)?;
        let brief = asked.brief()?;
        output.json(&brief.told);
        return Ok(());
    }
    let ready = ready(session, &args.text, output)?;
    output.line(ready.text.as_str());
    output.say(&ready.about)
}

/// A text for somebody that can be copied as it is.
pub(super) struct Ready {
    /// For whom.
    pub(super) person: PersonKey,
    /// The words.
    pub(super) text: Safe,
    /// The template they are made from.
    pub(super) template: Option<String>,
    /// Which text it is, and how long.
    pub(super) about: String,
}

/// What was asked for, with all that it needs.
struct Asked {
    workspace: Workspace,
    book: Book,
    writer: Writer,
    person: PersonKey,
    occasion: Occasion,
    set: Values,
    today: Day,
    lang: Option<String>,
    template: Option<String>,
}

impl Asked {
    fn new(
        session: &Session<'_>,
        args: &TextArgs,
        output: &mut Output<'_>,
    ) -> Result<Self, Failure> {
        let asked = args.kind.as_deref().map(kind).transpose()?;
        let set = args.set.iter().map(|pair| set(pair));
        let set = set.collect::<Result<Values, Failure>>()?;
        let writer = writer(session, output)?;
        if let Some(id) = &args.template {
            let language = args.lang.as_deref().unwrap_or(template::FALLBACK_LANGUAGE);
            find(&writer.library, id, language)?;
        }
        let (workspace, book) = session.open(output)?;
        let person = who::known(&book, &args.person)?;
        let today = session.clock.today();
        let next = || plan::next_words(&book, &person, today);
        Ok(Self {
            occasion: asked.or_else(next).unwrap_or(Occasion::Welcome),
            person,
            workspace,
            book,
            writer,
            set,
            today,
            lang: args.lang.clone(),
            template: args.template.clone(),
        })
    }

    fn request(&self) -> Request<'_> {
        Request {
            person: &self.person,
            occasion: self.occasion,
            language: self.lang.as_deref(),
            template: self.template.as_deref(),
            values: &self.set,
            today: self.today,
        }
    }

    fn name(&self) -> String {
        who::name(&self.book, &self.person)
    }

    fn remember(&mut self) -> Result<(), Failure> {
        for (variable, value) in &self.set {
            let step = Step::Fill {
                person: self.person.clone(),
                variable: variable.clone(),
                value: value.clone(),
            };
            let done = self.workspace.commit(&mut self.book, &step);
            done.map_err(failure)?;
        }
        Ok(())
    }

    /// The person's own words, unless another text is asked for.
    fn own(&self) -> Option<&OwnWords> {
        let touch = self.book.touch(&self.person)?;
        let own = touch.drafts.get(&self.occasion);
        own.filter(|_| self.template.is_none() && self.set.is_empty())
    }

    fn brief(&self) -> Result<Brief, Failure> {
        Brief::new(&self.workspace, &self.book, &self.writer, self.request())
            .map_err(|error| Failure::user(error.to_string()))
    }
}

/// The text that was asked for: the person's own words, the draft of their program, or one of a
/// template.
pub(super) fn ready(
    session: &Session<'_>,
    args: &TextArgs,
    output: &mut Output<'_>,
) -> Result<Ready, Failure> {
    let mut asked = Asked::new(session, args, output)?;
    if args.remember {
        asked.remember()?;
    }
    if args.command {
        return by_program(session, &asked);
    }
    if let Some(own) = asked.own() {
        let about = format!(
            "your own words of {}; --template ID prints another text",
            own.day
        );
        let hint = "mend them in the card, or name another text with --template ID";
        let draft = drafts::written(own);
        let text = draft
            .to_copy()
            .map_err(|why| Failure::user(format!("your own words: {why}")).hint(hint))?;
        return Ok(Ready {
            text: Safe::outgoing(text),
            template: Some(own.template.to_string()).filter(|id| !id.is_empty()),
            about,
            person: asked.person,
        });
    }
    let drafted = asked
        .writer
        .draft(&asked.book, asked.request())
        .map_err(|error| Failure::user(error.to_string()))?
        .ok_or_else(|| unmade(asked.occasion, &asked.name()))?;
    let (name, id) = (asked.name(), &drafted.template.id);
    if let Some(on) = drafted.sent_on {
        output.warn(&format!("{name} got {id} on {on}"))?;
    }
    if let Some(on) = drafted.same_words_on {
        output.warn(&format!("their company got {id} on {on}; change the words"))?;
    }
    let draft = &drafted.draft;
    let text = draft
        .to_copy()
        .map_err(|why| refused(&why, &drafted.template))?;
    let advice = match drafted.template.form {
        Form::Message => advice(draft),
        Form::InvitationNote => String::new(),
    };
    Ok(Ready {
        text: Safe::outgoing(text),
        about: format!(
            "{id} to {name}: {}{advice}",
            characters(draft.units, draft.limit)
        ),
        template: Some(id.to_string()),
        person: asked.person,
    })
}

fn advice(draft: &Draft) -> String {
    if draft.is_long() {
        format!(" (shorter than {} is read more)", template::ADVISED_UNITS)
    } else {
        String::new()
    }
}

/// The draft of the person's program. Ctrl-C ends that, too.
fn by_program(session: &Session<'_>, asked: &Asked) -> Result<Ready, Failure> {
    let program = asked.writer.program.as_ref().ok_or_else(|| {
        Failure::user("no program is set that writes drafts")
            .hint("name one as `command` under [drafts] in config.toml; `cordial config example`")
    })?;
    let brief = asked.brief()?;
    let stop = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in [SIGINT, SIGTERM] {
        let heard = signal_hook::flag::register(signal, stop.clone());
        heard.map_err(|error| Failure::user(error.to_string()))?;
    }
    let draft = brief.ask(program, session.env, &stop).map_err(|error| {
        let hint = match error {
            NoDraft::Program(ProgramError::Stopped) => return Failure::interrupted(),
            NoDraft::Program(ProgramError::TooSlow { .. }) => {
                "`seconds` under [drafts] in config.toml gives it more time"
            }
            _ => "`cordial draft PERSON --brief` prints what it is told, to try it by hand",
        };
        Failure::user(error.to_string()).hint(hint)
    })?;
    let text = draft.to_copy().map_err(|why| {
        Failure::user(format!("the draft of your program: {why}"))
            .hint("it is told the `limit`; without --command a template is used")
    })?;
    Ok(Ready {
        text: Safe::outgoing(text),
        template: None,
        about: format!(
            "your program to {}: {}{}",
            asked.name(),
            characters(draft.units, draft.limit),
            advice(&draft)
        ),
        person: asked.person.clone(),
    })
}

/// There is no text for this occasion.
fn unmade(occasion: Occasion, name: &str) -> Failure {
    match occasion {
        Occasion::Reply => Failure::user(format!("{name} waits for an answer of your own"))
            .hint("`cordial people show PERSON` has their words; --kind note makes another text"),
        other => Failure::user(format!("no template fits a {}", other.word())),
    }
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
