//! What is done to rows, as steps of the journal.

use super::{Effect, Model};
use crate::{
    app::pane::{self, Pane},
    domain::{
        day::Day,
        edit::{Edit, Field},
        entry::Entry,
        invitation::{Answer, InvitationId, Standing},
        outbox::OutboxId,
        plan::Circle,
        step::Step,
    },
    safe,
    text::Safe,
};

/// Something done to rows, that `.` does again.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Answers invitations.
    Answer(Answer),
    /// Types the number of mutual connections.
    Mutual(String),
    /// Writes a note about people.
    Note(String),
    /// Skips follow-ups.
    Skip,
    /// Lets follow-ups rest.
    Snooze(Day),
    /// Sets how often to be in touch.
    Circle(Circle),
    /// Pauses people.
    Pause(Day),
    /// Logs a contact.
    Contact(Entry),
    /// Puts a tag on people, or takes it off.
    Tag(String, bool),
    /// Ticks lines of the outbox.
    Done,
}

impl Model {
    /// Does something with the marked rows, or the one under the cursor.
    pub(crate) fn deed(&mut self, deed: Deed) -> Vec<Effect> {
        if let Deed::Answer(answer) = deed
            && self.pane() == Pane::Invitations
        {
            return self.answer(self.invitations.list.targets(), answer);
        }
        let step = self.step(deed.clone());
        self.last = Some(deed);
        step.map(Effect::Commit).into_iter().collect()
    }

    /// Answers invitations; those that have this answer already are left out.
    pub(crate) fn answer(
        &mut self,
        mut invitations: Vec<InvitationId>,
        answer: Answer,
    ) -> Vec<Effect> {
        self.last = Some(Deed::Answer(answer));
        invitations.retain(|id| !self.is_answered(id, answer));
        if invitations.is_empty() {
            self.say(match answer {
                Answer::Accept => Safe::own("already accepted"),
                Answer::Decline => Safe::own("already declined"),
                Answer::Ask => Safe::own("already asked"),
                Answer::Later(day) => safe!("already put off until {}", pane::day(day)),
            });
            return Vec::new();
        }
        vec![Effect::Commit(Step::Answer {
            invitations,
            answer,
            reason: None,
        })]
    }

    /// Whether an answer would change nothing. To ask again after a long silence does.
    fn is_answered(&self, id: &InvitationId, answer: Answer) -> bool {
        match self.book.standing(id, self.today) {
            Standing::Accepted(_) => answer == Answer::Accept,
            Standing::Declined(_) => answer == Answer::Decline,
            Standing::Asked(_) => answer == Answer::Ask,
            Standing::Resting(until) => answer == Answer::Later(until),
            _ => false,
        }
    }

    fn step(&self, deed: Deed) -> Option<Step> {
        let people = self.people();
        let step = match (deed, self.pane()) {
            (Deed::Done, Pane::Outbox) => {
                let to_do = |id: &OutboxId| {
                    let item = self.outbox.find(id);
                    item.is_some_and(|i| i.progress.is_open())
                };
                let mut items = self.outbox.list.targets();
                items.retain(to_do);
                Step::Done { items }
            }
            (Deed::Skip, Pane::Followups) => Step::Skip { people },
            (Deed::Circle(circle), Pane::Followups | Pane::People) => {
                Step::Circle { people, circle }
            }
            (Deed::Pause(until), Pane::Followups | Pane::People) => Step::Pause { people, until },
            (Deed::Snooze(until), Pane::Followups) => Step::Snooze { people, until },
            (Deed::Contact(entry), _) if !people.is_empty() => entry.step(people),
            (Deed::Tag(tag, on), _) if !people.is_empty() => Step::Tag { people, tag, on },
            (Deed::Mutual(value), Pane::Invitations) => Step::Edit {
                edits: people
                    .into_iter()
                    .map(|person| Edit {
                        person,
                        field: Field::Mutual,
                        value: value.clone(),
                    })
                    .collect(),
            },
            (Deed::Note(text), _) if !people.is_empty() => Step::Note { people, text },
            _ => return None,
        };
        Some(step)
    }
}
