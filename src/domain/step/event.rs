//! Steps that others want to know of.

use super::Step;
use crate::domain::invitation::Answer;

/// A step that programs of the person's own can be told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// Invitations were accepted.
    Accept,
    /// The person was in touch with somebody: logged, or a text sent.
    Contacted,
    /// An archive was taken in.
    Import,
}

impl Event {
    /// All, with the word of the configuration and of what is told.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Accept, "accept"),
        (Self::Contacted, "contacted"),
        (Self::Import, "import"),
    ];

    /// The word of what is told.
    pub fn word(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(event, _)| *event == self)
            .map_or("", |(_, word)| word)
    }

    /// The event that a step is, if any. Undo and redo are none.
    pub const fn of(step: &Step) -> Option<Self> {
        match step {
            Step::Answer {
                answer: Answer::Accept,
                ..
            } => Some(Self::Accept),
            Step::Contact { .. } | Step::Sent { .. } => Some(Self::Contacted),
            Step::Import(_) => Some(Self::Import),
            _ => None,
        }
    }
}
