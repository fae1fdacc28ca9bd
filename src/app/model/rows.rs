//! Lists, whatever their rows are.

use std::hash::Hash;

use super::super::{action::Action, list::List};
use crate::{
    domain::{invitation::InvitationId, outbox::OutboxId, person::PersonKey},
    text::Safe,
};

/// What tells a row from the others.
pub(crate) trait RowId: Clone + Eq + Hash {
    /// Who stands in it.
    fn person(&self) -> Option<&PersonKey>;
}

impl RowId for PersonKey {
    fn person(&self) -> Option<&PersonKey> {
        Some(self)
    }
}

impl RowId for InvitationId {
    fn person(&self) -> Option<&PersonKey> {
        Some(&self.person)
    }
}

impl RowId for OutboxId {
    fn person(&self) -> Option<&PersonKey> {
        Self::person(self)
    }
}

/// Rows that are about no person, or say about whom in another way.
impl RowId for Safe {
    fn person(&self) -> Option<&PersonKey> {
        None
    }
}

fn people_of<Id: RowId>(rows: &[Id]) -> Vec<PersonKey> {
    rows.iter().filter_map(|id| id.person().cloned()).collect()
}

/// A list, whatever its rows are.
pub(crate) trait Rows {
    fn is_empty(&self) -> bool;
    fn len(&self) -> usize;
    fn at(&self) -> usize;
    fn marked(&self) -> usize;
    /// Whether the row at a place is marked.
    fn is_marked_at(&self, at: usize) -> bool;
    fn in_range(&self) -> bool;
    fn step(&mut self, rows: isize);
    fn go(&mut self, at: usize);
    fn unmark(&mut self) -> bool;
    /// Does one of the actions that mark rows.
    fn mark(&mut self, action: Action);
    /// What was typed to choose among the rows.
    fn filter(&self) -> &str;
    fn set_filter(&mut self, typed: String);
    /// Who stands under the cursor.
    fn person(&self) -> Option<&PersonKey>;
    /// Who stands in the marked rows, else in the one under the cursor.
    fn people(&self) -> Vec<PersonKey>;
    /// Who stands in the marked rows, else in all that are shown.
    fn shown_people(&self) -> Vec<PersonKey>;
}

impl<Id: RowId> Rows for List<Id> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
    fn len(&self) -> usize {
        self.len()
    }
    fn at(&self) -> usize {
        self.at()
    }
    fn marked(&self) -> usize {
        self.marked()
    }
    fn is_marked_at(&self, at: usize) -> bool {
        self.rows().get(at).is_some_and(|id| self.is_marked(id))
    }
    fn in_range(&self) -> bool {
        self.in_range()
    }
    fn step(&mut self, rows: isize) {
        self.step(rows);
    }
    fn go(&mut self, at: usize) {
        self.go(at);
    }
    fn unmark(&mut self) -> bool {
        self.unmark()
    }
    fn mark(&mut self, action: Action) {
        match action {
            Action::Mark => self.toggle(),
            Action::MarkRange => self.toggle_range(),
            Action::MarkInvert => self.invert(),
            Action::MarkAll => self.toggle_all(),
            _ => {}
        }
    }
    fn filter(&self) -> &str {
        &self.filter
    }
    fn set_filter(&mut self, typed: String) {
        self.filter = typed;
    }
    fn person(&self) -> Option<&PersonKey> {
        self.selected()?.person()
    }
    fn people(&self) -> Vec<PersonKey> {
        people_of(&self.targets())
    }
    fn shown_people(&self) -> Vec<PersonKey> {
        people_of(&self.marked_or_all())
    }
}
