//! Steps that others want to know of.

use super::Step;
use crate::domain::{invitation::Answer, outbox::OutboxId, words::words};

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

words! {
    Event:
    Accept "accept",
    Contacted "contacted",
    Import "import",
}

impl Event {
    /// The event that a step is, if any. Undo and redo are none.
    pub fn of(step: &Step) -> Option<Self> {
        match step {
            Step::Answer {
                answer: Answer::Accept,
                ..
            } => Some(Self::Accept),
            Step::Contact { .. } | Step::Sent { .. } => Some(Self::Contacted),
            // Words of one's own that are done are words that were sent.
            Step::Done { items } => items
                .iter()
                .any(OutboxId::is_words)
                .then_some(Self::Contacted),
            Step::Import(_) => Some(Self::Import),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_were_ticked_as_sent_are_a_contact_and_other_ticks_are_none() {
        let done = |line: &str| Step::Done {
            items: vec![line.parse().unwrap()],
        };
        assert_eq!(
            Event::of(&done("write:welcome:mira")),
            Some(Event::Contacted)
        );
        for other in ["accept:mira@2026-11-20T17:04Z", "update:about"] {
            assert_eq!(Event::of(&done(other)), None, "{other}");
        }
    }
}
