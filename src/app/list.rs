//! A list with a cursor and marks, both by id: rows may come, go and change places.

use std::{collections::HashSet, hash::Hash};

/// Rows in the order in which they are shown.
#[derive(Clone, Debug)]
pub struct List<Id> {
    rows: Vec<Id>,
    at: usize,
    marks: HashSet<Id>,
    range: Option<Range<Id>>,
    /// What was typed to choose among them.
    pub filter: String,
}

/// Marking while moving: where it began, and what was marked before.
#[derive(Clone, Debug)]
struct Range<Id> {
    from: usize,
    before: HashSet<Id>,
}

impl<Id> Default for List<Id> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            at: 0,
            marks: HashSet::new(),
            range: None,
            filter: String::new(),
        }
    }
}

impl<Id: Clone + Eq + Hash> List<Id> {
    /// Takes new rows. The cursor stays on its row; if that is gone, it is on the one that came
    /// next. `known` says which marked rows still exist, shown or not.
    pub fn set(&mut self, rows: Vec<Id>, known: impl Fn(&Id) -> bool) {
        let next = self.rows.get(self.at..).unwrap_or_default();
        let same = rows.get(self.at) == next.first();
        if !same && !rows.is_empty() && !self.rows.is_empty() {
            let at = self.find_again(&rows);
            self.at = at;
        }
        self.rows = rows;
        self.at = self.at.min(self.rows.len().saturating_sub(1));
        self.marks.retain(known);
        self.range = None;
    }

    /// Where the row under the cursor is now, else the nearest row behind it, else before it.
    fn find_again(&self, rows: &[Id]) -> usize {
        let places: std::collections::HashMap<&Id, usize> =
            rows.iter().enumerate().map(|(at, id)| (id, at)).collect();
        let (before, behind) = self.rows.split_at_checked(self.at).unwrap_or_default();
        let mut nearest = behind.iter().chain(before.iter().rev());
        nearest
            .find_map(|id| places.get(id).copied())
            .unwrap_or_default()
    }

    /// All rows, in order.
    pub fn rows(&self) -> &[Id] {
        &self.rows
    }

    /// Whether no row is shown.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Which row the cursor is on, from 0.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<&Id> {
        self.rows.get(self.at)
    }

    /// Moves the cursor; it stops at both ends.
    pub fn step(&mut self, rows: isize) {
        self.go(self.at.saturating_add_signed(rows));
    }

    /// Puts the cursor on a row, at most the last one.
    pub fn go(&mut self, at: usize) {
        self.at = at.min(self.rows.len().saturating_sub(1));
        if let Some(range) = &self.range {
            let (low, high) = (range.from.min(self.at), range.from.max(self.at));
            self.marks.clone_from(&range.before);
            self.marks.extend(
                self.rows
                    .get(low..=high)
                    .unwrap_or_default()
                    .iter()
                    .cloned(),
            );
        }
    }

    /// Puts the cursor on the row with this id, if it is shown.
    pub fn select(&mut self, id: &Id) {
        if let Some(at) = self.rows.iter().position(|row| row == id) {
            self.go(at);
        }
    }

    /// How many rows are marked.
    pub fn marked(&self) -> usize {
        self.marks.len()
    }

    /// Whether a row is marked.
    pub fn is_marked(&self, id: &Id) -> bool {
        self.marks.contains(id)
    }

    /// Whether moving marks.
    pub fn in_range(&self) -> bool {
        self.range.is_some()
    }

    /// Marks the row under the cursor, or takes its mark, and moves on.
    pub fn toggle(&mut self) {
        let Some(id) = self.selected().cloned() else {
            return;
        };
        self.range = None;
        if !self.marks.remove(&id) {
            self.marks.insert(id);
        }
        self.step(1);
    }

    /// Begins to mark while moving, or ends it.
    pub fn toggle_range(&mut self) {
        self.range = match self.range.take() {
            Some(_) => None,
            None => Some(Range {
                from: self.at,
                before: self.marks.clone(),
            }),
        };
        self.go(self.at);
    }

    /// Marks what was not marked, and the other way round.
    pub fn invert(&mut self) {
        self.range = None;
        for id in &self.rows {
            if !self.marks.remove(id) {
                self.marks.insert(id.clone());
            }
        }
    }

    /// Marks all rows that are shown; if they are marked already, none.
    pub fn toggle_all(&mut self) {
        self.range = None;
        if self.rows.iter().all(|id| self.marks.contains(id)) {
            self.marks.clear();
        } else {
            self.marks.extend(self.rows.iter().cloned());
        }
    }

    /// Marks these rows, too.
    pub fn mark(&mut self, ids: impl IntoIterator<Item = Id>) {
        self.marks.extend(ids);
    }

    /// Marks those of the shown rows that are among these, too.
    pub fn mark_shown(&mut self, found: &HashSet<Id>) {
        let rows = self.rows.iter().filter(|id| found.contains(id));
        self.marks.extend(rows.cloned());
    }

    /// Takes all marks; whether there were any.
    pub fn unmark(&mut self) -> bool {
        let ranging = self.range.take().is_some();
        let had = !self.marks.is_empty() || ranging;
        self.marks.clear();
        had
    }

    /// What an action is for: the marked rows that are shown, in order, else the one under the
    /// cursor.
    pub fn targets(&self) -> Vec<Id> {
        let marked = self.marked_rows();
        if marked.is_empty() {
            self.selected().cloned().into_iter().collect()
        } else {
            marked
        }
    }

    /// The marked rows that are shown, in order, else all rows.
    pub fn marked_or_all(&self) -> Vec<Id> {
        let marked = self.marked_rows();
        if marked.is_empty() {
            self.rows.clone()
        } else {
            marked
        }
    }

    fn marked_rows(&self) -> Vec<Id> {
        let marked = self.rows.iter().filter(|id| self.marks.contains(id));
        marked.cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rows: &[u8]) -> List<u8> {
        let mut list = List::default();
        list.set(rows.to_vec(), |_| true);
        list
    }

    #[test]
    fn the_cursor_follows_its_row_and_moves_on_when_that_goes() {
        let mut list = list(&[1, 2, 3, 4]);
        list.go(1);
        list.set(vec![4, 3, 2, 1], |_| true);
        assert_eq!(list.selected(), Some(&2));
        list.set(vec![4, 3, 1], |_| true);
        assert_eq!(list.selected(), Some(&1), "the next one");
        list.set(vec![4, 3], |_| true);
        assert_eq!(list.selected(), Some(&3), "the last one has none behind it");
        list.set(vec![], |_| true);
        assert_eq!(list.selected(), None);
        list.set(vec![7, 8], |_| true);
        assert_eq!(list.selected(), Some(&7));
    }

    #[test]
    fn several_rows_that_go_together_leave_the_next_one() {
        let mut list = list(&[1, 2, 3, 4, 5]);
        list.go(1);
        list.set(vec![1, 5], |_| true);
        assert_eq!(list.selected(), Some(&5));
    }

    #[test]
    fn a_range_marks_while_moving_and_back() {
        let mut list = list(&[1, 2, 3, 4, 5]);
        list.mark([5]);
        list.go(1);
        list.toggle_range();
        list.step(2);
        assert_eq!(list.targets(), [2, 3, 4, 5]);
        list.step(-1);
        assert_eq!(list.targets(), [2, 3, 5]);
        list.toggle_range();
        list.step(-1);
        assert_eq!(list.targets(), [2, 3, 5], "it ended");
    }

    #[test]
    fn marks_that_are_filtered_away_wait_and_do_not_count() {
        let mut list = list(&[1, 2, 3]);
        list.toggle();
        list.toggle();
        list.set(vec![2, 3], |_| true);
        assert_eq!((list.marked(), list.targets()), (2, vec![2]));
        list.set(vec![2, 3], |id| *id != 1);
        assert_eq!(list.marked(), 1);
        list.invert();
        assert_eq!(list.targets(), [3]);
        list.toggle_all();
        assert_eq!(list.targets(), [2, 3]);
        list.toggle_all();
        assert_eq!(list.targets(), [*list.selected().unwrap()]);
    }
}
