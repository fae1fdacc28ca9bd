//! The seam to the rules of the domain: what the panes ask about the book, and get in words that
//! are fit to be shown. A lens decides nothing.

mod draft;
mod history;
mod network;
mod page;
mod plan;
mod profile;
mod rules;

pub(crate) use draft::counter;
pub use rules::Rules;

use std::{collections::HashMap, fmt};

use super::{
    draft::{Draft, Request, TextId},
    pane::{
        block::Block,
        followups::{Agenda, CircleAdvice, FollowUp, View},
        profile::{Audit, Sheet},
        reach::Network,
    },
};
use crate::{
    domain::{
        book::Book,
        checklist::{Passage, Past},
        day::Day,
        invitation::InvitationId,
        late::Late,
        network::Behind,
        paste::Pasted,
        person::PersonKey,
        triage::{self, Class, Verdict},
    },
    text::Safe,
};

/// What is advised about an invitation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// The verdict, as a sentence.
    pub verdict: Safe,
    /// The value score, 0 to 100.
    pub score: i32,
    /// What to check first, if anything.
    pub warning: Option<Warning>,
    /// The reasons with their points, the largest first.
    pub reasons: Vec<Reason>,
    /// Worth no points, and good to know: how the name is written, a long wait, a bound of the reach.
    pub info: Vec<Safe>,
    /// Whether it has waited so long that an answer may look odd: such come later.
    pub late: bool,
    /// What could not be seen: "4 of 9 known".
    pub unknown: Safe,
    /// The verdict, for order and queries.
    pub group: Option<Verdict>,
    /// What the title says today, for queries.
    pub classes: Vec<Class>,
}

/// Something to check before accepting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// A few words for the list: `asks to move to Telegram`.
    pub short: Safe,
    /// Whether not to accept before it was checked (STOP), else only to check first (CHECK).
    pub stop: bool,
    /// The words that matched, and how to check.
    pub advice: Vec<Safe>,
}

/// Why a score is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub rule: Box<str>,
    /// How many points it adds or takes.
    pub points: i32,
    /// Whether every inviter has it alike: it tells nobody from another.
    pub for_everybody: bool,
    /// The reason, with the words that matched.
    pub words: Safe,
}

/// How a text of the profile reads while it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Writing {
    /// How long it is, and out of how much.
    pub counter: Safe,
    /// Whether LinkedIn would not take it.
    pub over: bool,
    /// How it looks, and what to look at.
    pub blocks: Vec<Block>,
}

/// Looks at the book with the rules of the domain.
pub trait Lens: Send {
    /// The audit of the own profile; `None` when no archive held one.
    fn audit(&self, book: &Book, today: Day) -> Option<Audit>;

    /// The score over time, the newest first. `pasts`: all archives but the newest, oldest first.
    fn history(&self, _book: &Book, _pasts: &[Past], _today: Day) -> Vec<Sheet> {
        Vec::new()
    }

    /// How a text of the profile reads: its length, how it looks, what to look at.
    fn reading(&self, _book: &Book, _passage: &Passage, _text: &str) -> Writing {
        Writing::default()
    }

    /// What somebody's copied page says, with a title.
    fn page(&self, _pasted: &Pasted, _today: Day) -> (Safe, Vec<Block>) {
        Default::default()
    }

    /// What tells the class of a title, for queries.
    fn titles(&self) -> Option<Late<triage::Rules>> {
        None
    }

    /// The follow-ups of a day, and what the view holds, where it is another than today's: one plan
    /// tells both.
    fn agenda(&self, book: &Book, view: View, today: Day) -> (Agenda, Vec<FollowUp>);

    /// What another view than today's holds: asked when it is turned to.
    fn followups(&self, _book: &Book, _view: View, _today: Day) -> Vec<FollowUp> {
        Vec::new()
    }

    /// The text to send for a request; `None` where only the person can write it.
    fn draft(&self, _book: &Book, _asked: &Request) -> Option<Draft> {
        None
    }

    /// Whether a program of the person's own writes texts, too.
    fn has_program(&self) -> bool {
        false
    }

    /// The templates that fit a request, the next one first.
    fn texts(&self, _book: &Book, _asked: &Request) -> Vec<TextId> {
        Vec::new()
    }

    /// What choosing a circle for people means, on a day.
    fn circles(&self, _: &Book, _: &[PersonKey], _: Day) -> CircleAdvice {
        CircleAdvice::default()
    }

    /// What is advised about the open invitations, on a day.
    fn judge(&self, book: &Book, today: Day) -> HashMap<InvitationId, Judged>;

    /// What a message warns of, read as the note of an invitation is; nothing where it warns of nothing.
    fn warned(&self, _message: &str) -> Option<Safe> {
        None
    }

    /// What a thread may make ahead of [`Self::warned`].
    fn ahead(&self) -> Option<Box<dyn FnOnce() + Send>> {
        None
    }

    /// For each rule, how the person answered where it spoke: `you accepted 9 of 12`; nothing before
    /// there are enough decisions. It judges all that was answered: asked once for each visit.
    fn learned(&self, _book: &Book, _today: Day) -> HashMap<Box<str>, Safe> {
        HashMap::new()
    }

    /// The network as it is on a day. It looks at everyone: asked only when it is shown.
    fn network(&self, _book: &Book, _today: Day) -> Network {
        Network::default()
    }

    /// The people behind a figure of the network.
    fn behind(&self, _book: &Book, _what: &Behind, _today: Day) -> Vec<PersonKey> {
        Vec::new()
    }
}

impl fmt::Debug for dyn Lens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lens")
    }
}

/// Sees nothing: panes without rules behind them.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoLens;

impl Lens for NoLens {
    fn audit(&self, _: &Book, _: Day) -> Option<Audit> {
        None
    }

    fn agenda(&self, _: &Book, _: View, _: Day) -> (Agenda, Vec<FollowUp>) {
        Default::default()
    }

    fn judge(&self, _: &Book, _: Day) -> HashMap<InvitationId, Judged> {
        HashMap::new()
    }
}
