//! The texts that `y` copies: our own words with the other side's first name in them.

use crate::{
    domain::{invitation::InvitationId, outbox::Act},
    safe,
    text::Safe,
};

/// A text to send, which the person copies and sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it is: `question`.
    pub title: &'static str,
    /// The text, as it is shown.
    pub text: Safe,
    /// The text, as it is copied.
    pub outgoing: Safe,
}

/// The text that goes with something to do on LinkedIn.
pub fn for_act(act: Act, first: &str) -> Draft {
    let title = match act {
        Act::Accept => "welcome",
        Act::Reply => "question",
        Act::Ignore => "polite no",
    };
    let fill = |name: Safe| match act {
        Act::Accept => safe!(
            "Hi {},\n\nthank you for connecting, I am glad to have you in my network. What are you \
             working on at the moment that you enjoy most?",
            name
        ),
        Act::Reply => safe!(
            "Hi {},\n\nthank you for your invitation. I like to know a little about the people I \
             connect with: what made you think of me?",
            name
        ),
        Act::Ignore => safe!(
            "Hi {},\n\nthank you for your invitation. I keep my network to people I have worked \
             with, so I will not accept it, and I wish you all the best.",
            name
        ),
    };
    Draft {
        title,
        text: fill(Safe::name(first)),
        outgoing: fill(Safe::outgoing_line(first)),
    }
}

/// The first word of a name; what LinkedIn gives if there is none.
pub fn first_name<'a>(name: &'a str, id: &'a InvitationId) -> &'a str {
    name.split_whitespace()
        .next()
        .unwrap_or_else(|| id.person.as_str())
}
