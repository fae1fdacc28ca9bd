//! The fold: what each step changes.

use super::{Answered, Contact, Decisions, Given, Note, Planned, Touch};
use crate::domain::{
    checklist::{Confirmation, Draft},
    day::{Day, DayStart},
    edit::{Edit, Field},
    invitation::InvitationId,
    outbox::OutboxId,
    person::PersonKey,
    step::{Stamped, Step, StepId},
};

impl Decisions {
    pub(super) fn apply(&mut self, stamped: &Stamped, start: DayStart) {
        let (day, id) = (stamped.day(start), &stamped.id);
        match stamped.step.what() {
            Step::Answer {
                invitations,
                answer,
                reason,
            } => {
                let answered = Answered {
                    answer: *answer,
                    day,
                    reason: reason.as_deref().map(Into::into),
                    step: id.clone(),
                };
                self.answer(invitations, &answered);
            }
            Step::Done { items } => self.tick(items, day, id),
            Step::Note { people, text } => self.note(people, text, day, id),
            Step::Contact {
                people,
                on,
                channel,
                text,
            } => {
                let contact = Contact {
                    on: *on,
                    channel: *channel,
                    text: text.as_deref().map(Into::into),
                    step: id.clone(),
                };
                for person in people {
                    self.touch(person).contact(contact.clone());
                }
            }
            Step::Sent {
                person,
                template,
                text,
            } => self.touch(person).send(template, text, (day, id.clone())),
            Step::Draft {
                person,
                occasion,
                template,
                text,
            } => self.touch(person).draft(*occasion, template, text, day),
            Step::Fill {
                person,
                variable,
                value,
            } => self.touch(person).fill(variable, value),
            Step::Away { until } => self.away = Some((day, *until)),
            Step::FreshStart => self.fresh = Some(day),
            step @ (Step::Check { .. } | Step::ProfileDraft { .. }) => self.profile(step, day),
            Step::Targets { changes } => self.targets.apply(changes, day),
            step @ (Step::Edit { .. }
            | Step::Received { .. }
            | Step::Add { .. }
            | Step::SenderCheck { .. }
            | Step::Seen { .. }) => self.learn(step, day, id),
            Step::NotSame { people } => self.same.part(people),
            Step::Merge { .. } // read before all others
            | Step::Import(_)
            | Step::Undo { .. }
            | Step::Redo { .. }
            | Step::Repair { .. }
            | Step::Erase { .. }
            | Step::Erased { .. } => {}
            step @ (Step::Snooze { .. }
            | Step::Skip { .. }
            | Step::Circle { .. }
            | Step::Tag { .. }
            | Step::Pause { .. }
            | Step::Archive { .. }
            | Step::NoContact { .. }
            | Step::Plan { .. }) => self.plan(step, day),
        }
    }

    /// Lines of the outbox are done on LinkedIn. Words that are done are words that were sent.
    fn tick(&mut self, items: &[OutboxId], day: Day, step: &StepId) {
        for item in items {
            if let OutboxId::Words(person, occasion) = item {
                let touch = self.touch(person);
                if let Some(words) = touch.drafts.get(occasion).cloned() {
                    touch.send(&words.template, &words.text, (day, step.clone()));
                }
            }
            let item = self.same.item(item).into_owned();
            self.ticked.insert(item, day);
        }
    }

    /// Steps about the own profile.
    fn profile(&mut self, step: &Step, day: Day) {
        match step {
            Step::Check { item, said, reason } => self.checks.say(
                item,
                Confirmation {
                    word: *said,
                    reason: reason.as_deref().map(Into::into),
                    day,
                },
            ),
            Step::ProfileDraft { passage, text, was } => {
                self.drafts.remove(passage);
                if !text.trim().is_empty() {
                    let draft = Draft {
                        text: text.as_str().into(),
                        was: was.as_str().into(),
                        day,
                    };
                    self.drafts.insert(passage.clone(), draft);
                }
            }
            _ => {}
        }
    }

    fn note(&mut self, people: &[PersonKey], text: &str, day: Day, step: &StepId) {
        let note = Note {
            day,
            text: text.into(),
            step: step.clone(),
        };
        for person in people {
            let person = self.same.of(person).clone();
            let notes = self.notes.entry(person).or_default();
            notes.push(note.clone());
        }
    }

    /// Steps about what the person knows.
    fn learn(&mut self, step: &Step, day: Day, id: &StepId) {
        match step {
            Step::Edit { edits } => {
                for edit in edits {
                    self.give(edit, day, id);
                }
            }
            Step::Received { invitations } => {
                for one in invitations {
                    self.give_all(&one.id.person, &one.facts, day, id);
                }
            }
            Step::Add { person, facts, on } => {
                let key = self.same.of(person).clone();
                self.given.entry(key).or_default();
                self.give_all(person, facts, day, id);
                if let Some(on) = on {
                    self.touch(person).planned.push(Planned {
                        on: *on,
                        what: "".into(),
                        since: day,
                    });
                }
            }
            Step::SenderCheck { invitation, check } => {
                let invitation = self.same.invitation(invitation).clone();
                self.senders.insert(invitation, *check);
            }
            Step::Seen { what } => {
                self.seen.insert(what.as_str().into());
            }
            _ => {}
        }
    }

    fn give_all(&mut self, whom: &PersonKey, facts: &[(Field, String)], day: Day, id: &StepId) {
        for (field, value) in facts {
            let edit = Edit {
                person: whom.clone(),
                field: *field,
                value: value.clone(),
            };
            self.give(&edit, day, id);
        }
    }

    /// A fact that the person gave; an empty one takes it away.
    fn give(&mut self, edit: &Edit, day: Day, step: &StepId) {
        let person = self.same.of(&edit.person).clone();
        let facts = self.given.entry(person).or_default();
        if edit.value.is_empty() {
            facts.remove(&edit.field);
        } else {
            let given = Given {
                value: edit.value.as_str().into(),
                day,
                step: step.clone(),
            };
            facts.insert(edit.field, given);
        }
    }

    fn answer(&mut self, invitations: &[InvitationId], answered: &Answered) {
        for invitation in invitations {
            let invitation = self.same.invitation(invitation).clone();
            let answers = self.answers.entry(invitation).or_default();
            answers.push(answered.clone());
        }
    }

    /// Steps that say the same about several people's follow-ups.
    fn plan(&mut self, step: &Step, day: Day) {
        let (people, change): (_, &dyn Fn(&mut Touch)) = match step {
            Step::Snooze { people, until } => (people, &|touch| touch.snoozed = Some(*until)),
            Step::Skip { people } => (people, &|touch| touch.skip(day)),
            Step::Circle { people, circle } => (people, &|t| t.circle = Some((*circle, day))),
            Step::Tag { people, tag, on } => (people, &|touch| touch.tag(tag, *on)),
            Step::Archive { people, on } => (people, &|touch| touch.archived = on.then_some(day)),
            Step::NoContact { people, on } => (people, &|touch| touch.no_contact = *on),
            Step::Pause { people, until } => (people, &|touch| touch.paused = Some(*until)),
            Step::Plan { people, on, what } => (people, &|touch| {
                touch.planned.push(Planned {
                    on: *on,
                    what: what.as_str().into(),
                    since: day,
                });
            }),
            _ => return,
        };
        for person in people {
            change(self.touch(person));
        }
    }

    fn touch(&mut self, person: &PersonKey) -> &mut Touch {
        let person = self.same.of(person).clone();
        self.touches.entry(person).or_default()
    }
}
