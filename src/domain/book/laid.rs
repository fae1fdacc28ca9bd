//! Facts as the book shows them: what was taken in lies over the archives, and merges over both.

use std::sync::Arc;

use super::Book;
use crate::domain::{
    facts::{Facts, Merged, Met},
    received::Received,
};

/// The facts with the invitations that no archive lists yet, and those that one lists by now.
pub(super) fn listed(said: &Arc<Facts>, received: &[Received]) -> (Arc<Facts>, Vec<Met>) {
    if received.is_empty() {
        return (Arc::clone(said), Vec::new());
    }
    let (facts, met) = said.with_received(received);
    (Arc::new(facts), met)
}

impl Book {
    /// Puts the facts of the imports that count into the book.
    pub fn set_facts(&mut self, facts: Arc<Facts>) {
        (self.listed, self.met) = listed(&facts, &self.received);
        self.said = facts;
        if !self.received.is_empty() {
            // Decisions are about the invitations as they are called now.
            self.refold();
        }
        self.merge();
    }

    /// Makes those who are one person one.
    pub(super) fn merge(&mut self) {
        let merges: Vec<&Merged> = self.decisions.same.merges().map(|(_, m)| m).collect();
        self.facts = if merges.is_empty() {
            Arc::clone(&self.listed)
        } else {
            Arc::new(self.listed.merged(&merges))
        };
    }
}
