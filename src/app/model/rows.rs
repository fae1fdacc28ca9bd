//! Lists, whatever their rows are.

use std::hash::Hash;

use super::super::{action::Action, list::List};

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
}

impl<Id: Clone + Eq + Hash> Rows for List<Id> {
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
}
