//! The pane as a board: rows, filter, orders, views.

use super::{Profile, View};
use crate::{
    app::{model::Rows, pane::Board},
    domain::book::Book,
    query::CheckOrder,
    text::Link,
};

impl Board for Profile {
    fn list(&self) -> &dyn Rows {
        &self.list
    }

    fn list_mut(&mut self) -> &mut dyn Rows {
        &mut self.list
    }

    fn filter(&self) -> &str {
        &self.filter
    }

    fn set_filter(&mut self, typed: String, _: &Book) {
        self.filter = typed;
        self.arrange();
    }

    /// Only checks can be ordered; what stands in the other views has an order of its own.
    fn order(&self) -> Option<usize> {
        (self.view == View::Checks).then_some(self.sort as usize)
    }

    fn set_order(&mut self, at: usize, _: &Book) {
        self.sort = CheckOrder::at(at);
        self.arrange();
    }

    fn views(&self) -> usize {
        View::ALL.len()
    }

    fn view(&self) -> usize {
        self.view as usize
    }

    fn set_view(&mut self, at: usize, _: &Book) {
        self.show(View::ALL.get(at).copied().unwrap_or_default());
    }

    fn page(&self) -> Option<Link> {
        let id = self.list.selected()?;
        match self.view {
            View::Checks => self.item(id)?.link.clone(),
            _ => self.sheet(id)?.link.clone(),
        }
    }
}
