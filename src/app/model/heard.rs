//! The last words with the person whom the card is about: read for the card on the screen alone.

use super::{Effect, Model, Tab};
use crate::{
    app::pane::Pane,
    domain::{day::Day, person::PersonKey},
    text::Safe,
};

/// What one side said last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastWords {
    /// On which day, in UTC, where that is known.
    pub day: Option<Day>,
    /// Whether the person said it.
    pub mine: bool,
    /// What.
    pub text: Safe,
}

/// The last words that were read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heard {
    with: Option<PersonKey>,
    words: Vec<LastWords>,
    warning: Option<Safe>,
    /// Whether what messages are judged by was asked for.
    is_ahead: bool,
}

impl Heard {
    /// The last words with somebody, the newest first; none while they are read.
    pub(crate) fn with(&self, person: &PersonKey) -> &[LastWords] {
        if self.with.as_ref() == Some(person) {
            &self.words
        } else {
            &[]
        }
    }

    /// What the first messages of somebody warn of.
    pub(crate) fn warning(&self, person: &PersonKey) -> Option<&Safe> {
        self.warning
            .as_ref()
            .filter(|_| self.with.as_ref() == Some(person))
    }
}

/// The last words were read.
pub(crate) fn take(model: &mut Model, person: &PersonKey, words: Vec<LastWords>) {
    if model.heard.with.as_ref() != Some(person) {
        return;
    }
    let known = model.book.facts().person(person);
    let new = known.is_some_and(|known| known.talk.is_new());
    let mut theirs = words.iter().filter(|said| new && !said.mine);
    model.heard.warning = theirs.find_map(|said| model.lens.warned(&said.text));
    model.heard.words = words;
}

/// What the card on the screen wants to be read, once; with the first one what it will be judged by.
pub(crate) fn wants(model: &mut Model) -> Vec<Effect> {
    let Some(person) = new_card(model) else {
        return Vec::new();
    };
    let known = model.book.facts().person(&person);
    let talked = known.is_some_and(|known| known.talk.last().is_some());
    let is_ahead = model.heard.is_ahead;
    model.heard = Heard {
        with: Some(person.clone()),
        is_ahead: true,
        ..Heard::default()
    };
    let ahead = (!is_ahead).then_some(Effect::MakeAhead);
    let read = talked.then_some(Effect::ReadLast(person));
    ahead.into_iter().chain(read).collect()
}

/// Who is on a card with last words, if they were not asked for yet.
fn new_card(model: &Model) -> Option<PersonKey> {
    let card = match model.tab {
        Tab::Full(pane) | Tab::Session(pane) => matches!(pane, Pane::Followups | Pane::People),
        Tab::Today => false,
    };
    let person = model.board(model.pane()).person().filter(|_| card)?;
    (model.heard.with.as_ref() != Some(person)).then(|| person.clone())
}
