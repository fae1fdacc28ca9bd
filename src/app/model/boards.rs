//! The panes as boards: what all of them have.

use super::{Model, Rows};
use crate::{
    app::pane::{Board, Pane, arrange},
    domain::book::Book,
    query::View,
};

impl Model {
    /// A pane.
    pub(crate) fn board(&self, pane: Pane) -> &dyn Board {
        match pane {
            Pane::Invitations => &self.invitations,
            Pane::Profile => &self.profile,
            Pane::Followups => &self.followups,
            Pane::Outbox => &self.outbox,
            Pane::Reach => &self.reach,
            Pane::People => &self.people,
        }
    }

    /// A pane to change, with the book that it looks into.
    pub(crate) fn board_mut(&mut self, pane: Pane) -> (&mut dyn Board, &Book) {
        let board: &mut dyn Board = match pane {
            Pane::Invitations => &mut self.invitations,
            Pane::Profile => &mut self.profile,
            Pane::Followups => &mut self.followups,
            Pane::Outbox => &mut self.outbox,
            Pane::Reach => &mut self.reach,
            Pane::People => &mut self.people,
        };
        (board, &self.book)
    }

    /// With these saved views.
    #[must_use]
    pub fn with_views(mut self, views: Vec<View>) -> Self {
        self.saved.views = views;
        self
    }

    /// Shows one of a pane's own views.
    pub(crate) fn set_view(&mut self, pane: Pane, at: usize) {
        let (board, book) = self.board_mut(pane);
        board.set_view(at, book);
        if pane == Pane::Followups {
            self.take_rows();
        }
    }

    /// The list that has the keys.
    pub(crate) fn list(&self) -> Option<&dyn Rows> {
        (!self.is_first_run()).then(|| self.list_of(self.pane()))
    }

    /// The list of a pane.
    pub(crate) fn list_of(&self, pane: Pane) -> &dyn Rows {
        self.board(pane).list()
    }

    /// The list of a pane, to move in.
    pub(crate) fn list_mut(&mut self, pane: Pane) -> &mut dyn Rows {
        self.board_mut(pane).0.list_mut()
    }

    /// The filter of a pane.
    pub(crate) fn filter(&self, pane: Pane) -> &str {
        self.board(pane).list().filter()
    }

    /// Sets the filter of a pane.
    pub(crate) fn set_filter(&mut self, pane: Pane, typed: String) {
        arrange::leave(self, pane);
        let (board, book) = self.board_mut(pane);
        board.set_filter(typed, book);
    }
}
