//! What is done to rows, as steps of the journal.

use super::{Effect, Model};
use crate::{
    app::pane::Pane,
    domain::{
        day::Day,
        invitation::Answer,
        outbox::{OutboxId, Progress},
        step::{Channel, Step},
    },
};

/// Something done to rows, that `.` does again.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Answers invitations.
    Answer(Answer),
    /// Writes a note about people.
    Note(String),
    /// Skips follow-ups.
    Skip,
    /// Lets follow-ups rest.
    Snooze(Day),
    /// Logs a contact.
    Contact(Option<String>),
    /// Ticks lines of the outbox.
    Done,
}

impl Model {
    /// Does something with the marked rows, or the one under the cursor.
    pub(crate) fn deed(&mut self, deed: Deed) -> Vec<Effect> {
        let step = self.step(deed.clone());
        self.last = Some(deed);
        step.map(Effect::Commit).into_iter().collect()
    }

    fn step(&self, deed: Deed) -> Option<Step> {
        let people = self.people();
        let step = match (deed, self.pane()) {
            (Deed::Answer(answer), Pane::Invitations) => Step::Answer {
                invitations: self.invitations.list.targets(),
                answer,
                reason: None,
            },
            (Deed::Done, Pane::Outbox) => {
                let to_do = |id: &OutboxId| {
                    let item = self.outbox.find(id);
                    item.is_some_and(|i| i.progress == Progress::ToDo)
                };
                let mut items = self.outbox.list.targets();
                items.retain(to_do);
                Step::Done { items }
            }
            (Deed::Skip, Pane::Followups) => Step::Skip { people },
            (Deed::Snooze(until), Pane::Followups) => Step::Snooze { people, until },
            (Deed::Contact(text), Pane::Followups) => Step::Contact {
                people,
                on: self.today,
                channel: Channel::Message,
                text,
            },
            (Deed::Note(text), _) if !people.is_empty() => Step::Note { people, text },
            _ => return None,
        };
        Some(step)
    }
}
