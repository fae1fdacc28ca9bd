//! Drafts by a program of the person's own, such as a model on this machine: what it is told, and
//! what is taken from it.
//!
//! Strangers' text goes in cleaned, as values of one JSON object, and nowhere else; what comes back
//! is one more draft, which the person reads, copies and sends, or not. Rules: safety.md 5.4.

use std::sync::atomic::AtomicBool;

use serde_json::{Map, Value, json};

use super::{Request, Writer, language};
use crate::{
    desktop::program::{Program, ProgramError},
    domain::{
        book::Book,
        day::Instant,
        edit::Field,
        records::{Direction, Traits},
    },
    env::Env,
    templates::Draft,
    text::{Safe, language::guess},
    workspace::{Said, Workspace},
};

/// How many of the last messages are told. Chosen here.
const MESSAGES: usize = 6;
/// The version of what is told: a program can refuse another one.
const VERSION: u32 = 1;
/// Facts about somebody that a draft has no use for.
const PRIVATE: [Field; 1] = [Field::Email];

/// Why a program gave no draft.
#[derive(Debug, thiserror::Error)]
pub enum NoDraft {
    /// The last messages could not be read.
    #[error("the last messages cannot be read: {0}")]
    Messages(String),
    /// The program gave nothing.
    #[error(transparent)]
    Program(#[from] ProgramError),
}

/// What a program is told, and how long its draft may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The JSON object.
    pub told: Value,
    limit: usize,
}

impl Brief {
    /// What a program is told about a request. Reads the last messages from the store; the person's
    /// private notes and e-mail addresses are not among it.
    pub fn new(
        workspace: &Workspace,
        book: &Book,
        writer: &Writer,
        request: Request<'_>,
    ) -> Result<Self, NoDraft> {
        let said = match workspace.texts(book) {
            None => Vec::new(),
            Some(texts) => texts
                .and_then(|mut texts| {
                    let said = texts.last(book, request.person, MESSAGES);
                    said.map_err(|error| error.to_string())
                })
                .map_err(NoDraft::Messages)?,
        };
        let limit = writer.limit(book, request);
        // What was said between the two tells more than the note that they once invited with.
        let all: Vec<&str> = said.iter().map(|said| &*said.text).collect();
        let language = request
            .language
            .or_else(|| guess(&all.join("\n")))
            .unwrap_or_else(|| language(book, request.person));
        let mut values = writer.values(book, request.person);
        values.extend(request.values.clone());
        let values = values
            .iter()
            .map(|(name, value)| (clean(name), text(value)));
        let told = json!({
            "version": VERSION,
            "purpose": request.occasion.word(),
            "language": language,
            "limit": limit,
            "today": request.today.to_string(),
            "person": person(book, request),
            "values": values.collect::<Map<_, _>>(),
            "last_words": said.iter().rev().map(words).collect::<Vec<_>>(),
        });
        Ok(Self { told, limit })
    }

    /// What the program makes of it. Takes as long as the program does: for a thread, or for a
    /// command that waits.
    pub fn ask(&self, program: &Program, env: &Env, stop: &AtomicBool) -> Result<Draft, NoDraft> {
        let told = format!("{}\n", self.told);
        let text = program.run(told, env, stop)?;
        let text = Safe::outgoing(&text).as_str().trim().to_owned();
        Ok(Draft {
            missing: Vec::new(),
            units: text.encode_utf16().count(),
            limit: self.limit,
            text,
        })
    }
}

/// What is known about somebody, without what is private.
fn person(book: &Book, request: Request<'_>) -> Map<String, Value> {
    let key = request.person;
    let mut known = Map::new();
    let name = book.facts().name_of(key).or_else(|| key.as_name());
    known.extend(name.map(|name| ("name".to_owned(), text(name))));
    for (field, word, _) in Field::ALL {
        let value = book.known(key, field).value();
        let value = value.filter(|_| !PRIVATE.contains(&field));
        known.extend(value.map(|value| (word.to_owned(), text(value))));
    }
    let connected = book.facts().connected_on(key);
    known.extend(connected.map(|day| ("connected_on".to_owned(), day.to_string().into())));
    let invitations = book.facts().invitations().iter();
    let notes = invitations
        .filter(|one| one.id.person == *key && !one.note.trim().is_empty())
        .max_by_key(|one| one.id.sent);
    known.extend(notes.map(|one| {
        let note =
            json!({"from": from(one.direction == Direction::Outgoing), "text": text(&one.note)});
        ("invitation".to_owned(), note)
    }));
    known
}

fn words(said: &Said) -> Value {
    let at = Instant::from_timestamp(said.message.at, 0).filter(|_| said.message.at != 0);
    json!({
        "from": from(said.message.traits.has(Traits::MINE)),
        "on": at.map(|at| at.date_naive().to_string()),
        "text": text(&said.text),
    })
}

const fn from(mine: bool) -> &'static str {
    if mine { "me" } else { "them" }
}

fn text(hostile: &str) -> Value {
    clean(hostile).into()
}

fn clean(hostile: &str) -> String {
    Safe::outgoing(hostile).to_string()
}
