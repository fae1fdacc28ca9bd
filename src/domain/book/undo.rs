//! Taking steps back. Undo appends a step; nothing is removed.
//!
//! ```text
//!  1 accept Mira      counts      undo      counts no more       undo      counts no more
//!  2 accept Jon       counts    ───────►    ─ undone by 3      ───────►    ─ undone by 3
//!                                 3 undo 2                      3 undo 2
//!                                                               4 undo 1
//!                                                        redo: 5 redo 1, then 6 redo 2
//! ```

use super::{Book, Stamped, Step, StepId};
use crate::domain::outbox::OutboxId;

/// Why a step cannot be taken back or made to count again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotUndo {
    /// No step has this id.
    Unknown,
    /// It is an undo, a redo or a repair.
    NotAStep,
    /// It was taken back already.
    AlreadyUndone,
    /// It counts already.
    NotUndone,
    /// Later steps stand on it: these.
    Needed(Vec<StepId>),
}

impl Book {
    /// The step that `u` takes back: this device's last one that counts.
    pub fn undo_target(&self, device: &str) -> Option<&Stamped> {
        self.log().rev().find(|stamped| {
            &*stamped.device == device
                && stamped.step.can_be_undone()
                && !self.is_undone(&stamped.id)
        })
    }

    /// The step that redo brings back: the one this device undid last, unless it made a new step
    /// since.
    pub fn redo_target(&self, device: &str) -> Option<&Stamped> {
        let mut brought_back = 0_usize;
        for stamped in self
            .log()
            .rev()
            .filter(|stamped| &*stamped.device == device)
        {
            match &stamped.step {
                Step::Redo { .. } => brought_back += 1,
                Step::Undo { .. } if brought_back > 0 => brought_back -= 1,
                Step::Undo { id } => {
                    return self.find(id).filter(|step| self.is_undone(&step.id));
                }
                _ => return None,
            }
        }
        None
    }

    /// The step with this id.
    pub fn find(&self, id: &StepId) -> Option<&Stamped> {
        self.log().find(|stamped| stamped.id == *id)
    }

    /// Whether any step may be taken back by its id.
    pub fn check_undo(&self, id: &StepId) -> Result<&Stamped, CannotUndo> {
        let stamped = self.find(id).ok_or(CannotUndo::Unknown)?;
        if !stamped.step.can_be_undone() {
            return Err(CannotUndo::NotAStep);
        }
        if self.is_undone(id) {
            return Err(CannotUndo::AlreadyUndone);
        }
        let needed = self.dependents(stamped);
        if needed.is_empty() {
            Ok(stamped)
        } else {
            Err(CannotUndo::Needed(needed))
        }
    }

    /// Whether an undone step may be made to count again by its id.
    pub fn check_redo(&self, id: &StepId) -> Result<&Stamped, CannotUndo> {
        let stamped = self.find(id).ok_or(CannotUndo::Unknown)?;
        if self.is_undone(id) {
            Ok(stamped)
        } else {
            Err(CannotUndo::NotUndone)
        }
    }

    /// Steps that make no sense without this one: a tick in the outbox needs the step that put the
    /// line there. Decisions do not need the import that brought the invitation: they sleep until
    /// it comes back.
    fn dependents(&self, stamped: &Stamped) -> Vec<StepId> {
        let in_force = || self.log().filter(|other| !self.is_undone(&other.id));
        let needs_it = |later: &Stamped| {
            let Step::Done { items } = &later.step else {
                return false;
            };
            let mut from_here = items.iter().filter(|item| puts(&stamped.step, item));
            from_here.any(|item| {
                let before = in_force().take_while(|other| other.id != later.id);
                let put = before.filter(|other| puts(&other.step, item)).last();
                put.is_some_and(|put| put.id == stamped.id)
            })
        };
        in_force()
            .skip_while(|later| later.id != stamped.id)
            .skip(1)
            .filter(|later| needs_it(later))
            .map(|later| later.id.clone())
            .collect()
    }
}

/// Whether a step puts a line into the outbox.
fn puts(step: &Step, line: &OutboxId) -> bool {
    match (step, line) {
        (Step::Answer { invitations, .. }, OutboxId::Answer(_, id)) => invitations.contains(id),
        (
            Step::Draft {
                person, occasion, ..
            },
            OutboxId::Words(whom, what),
        ) => person == whom && occasion == what,
        (Step::ProfileDraft { passage, .. }, OutboxId::Text(text)) => passage == text,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{person::PersonKey, template::Occasion};

    #[test]
    fn what_put_a_line_there_is_needed_by_its_tick_and_what_was_replaced_is_not() {
        let draft = |text: &str| Step::Draft {
            person: PersonKey::slug("mira").unwrap(),
            occasion: Occasion::Welcome,
            template: String::new(),
            text: text.to_owned(),
        };
        let done = Step::Done {
            items: vec!["write:welcome:mira".parse().unwrap()],
        };
        let steps = [draft("first"), draft("second"), done, draft("third")];
        let book = Book::new((1..).zip(steps).map(|(clock, step)| Stamped {
            id: StepId::new(&format!("s{clock}")),
            device: "d1".into(),
            clock,
            at: "2026-11-23T09:00:00+01:00".parse().unwrap(),
            step,
        }));
        let check = |id: &str| book.check_undo(&StepId::new(id)).map(drop);
        assert_eq!(
            check("s2"),
            Err(CannotUndo::Needed(vec![StepId::new("s3")]))
        );
        for free in ["s1", "s3", "s4"] {
            assert_eq!(check(free), Ok(()), "{free}");
        }
    }
}
