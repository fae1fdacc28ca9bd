//! The text that `y` copies: made from a template, or the person's own words.

use std::sync::Arc;

use crate::{
    domain::{day::Day, person::PersonKey, template::Occasion},
    text::Safe,
};

/// A template by its id and language.
pub type TextId = (Arc<str>, Arc<str>);

/// What a text is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// For whom.
    pub person: PersonKey,
    /// What for.
    pub occasion: Occasion,
    /// This template and no other; `None`: the person's own words, else the next one that fits.
    pub template: Option<TextId>,
    /// What the person's own program wrote: this and nothing else.
    pub words: Option<Safe>,
    /// The day it would be sent on.
    pub today: Day,
}

/// A text to somebody that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub person: PersonKey,
    /// What for.
    pub occasion: Occasion,
    /// The template it began as.
    pub template: Option<Arc<str>>,
}

/// A text to send, which the person copies and sends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What it is: `welcome, somebody you asked`.
    pub title: Safe,
    /// The text, as it is shown.
    pub text: Safe,
    /// The text, as it is copied.
    pub outgoing: Safe,
    /// How long it is, and what to know about it, a line each.
    pub about: Vec<Safe>,
    /// The template that it is made from, or began as.
    pub template: Option<TextId>,
    /// Whether these are the person's own words.
    pub own: bool,
    /// Variables that are to be filled in before it is copied, with what they are.
    pub missing: Vec<(String, Safe)>,
    /// Why it is not copied as it is, beside what is missing.
    pub refused: Option<Safe>,
}
