//! The pane as a board: rows, filter, orders, views.

use super::{AuditItem, Profile, State, View};
use crate::{
    app::{
        list::List,
        model::Rows,
        pane::{self, Board},
    },
    domain::{book::Book, day::Day},
    query::{self, CheckOrder},
    text::{Link, search},
};

impl Board for Profile {
    fn list(&self) -> &dyn Rows {
        &self.list
    }

    fn list_mut(&mut self) -> &mut dyn Rows {
        &mut self.list
    }

    fn arrange(&mut self, _: &Book) {
        let items = self.audit.iter().filter(|_| self.view == View::Checks);
        let mut items: Vec<&AuditItem> = items.flat_map(|audit| &audit.items).collect();
        match self.sort {
            CheckOrder::Usual => {}
            CheckOrder::Gain => {
                items.sort_by_key(|item| std::cmp::Reverse(item.weight - item.points));
            }
            CheckOrder::Weight => items.sort_by_key(|item| std::cmp::Reverse(item.weight)),
            CheckOrder::Name => items.sort_by_cached_key(|item| search::Key::new(&item.title)),
        }
        let checks = items.into_iter().map(|item| {
            let check = query::Check {
                id: &item.id,
                state: item.state.query(),
                weight: item.weight,
                points: item.points,
            };
            (item.id.clone(), item.title.as_str(), check)
        });
        let sheets = self.sheets().iter().map(|sheet| {
            let (id, state) = (&sheet.id, State::Full.query());
            let check = query::Check {
                id,
                state,
                weight: 0,
                points: 0,
            };
            (sheet.id.clone(), sheet.title.as_str(), check)
        });
        // No field of a check is a day.
        let (asked, day) = (checks.chain(sheets), Day::default());
        let ids = pane::chosen(&self.list.filter, query::Rows::Profile, day, asked);
        self.list.set(ids, |_| true);
    }

    /// Only checks can be ordered; what stands in the other views has an order of its own.
    fn order(&self) -> Option<usize> {
        (self.view == View::Checks).then_some(self.sort as usize)
    }

    fn set_order(&mut self, at: usize, book: &Book) {
        self.sort = CheckOrder::at(at);
        self.arrange(book);
    }

    fn views(&self) -> usize {
        View::ALL.len()
    }

    fn view(&self) -> usize {
        self.view as usize
    }

    fn set_view(&mut self, at: usize, book: &Book) {
        self.view = View::ALL.get(at).copied().unwrap_or_default();
        self.list = List::default();
        self.arrange(book);
    }

    fn page(&self) -> Option<Link> {
        let id = self.list.selected()?;
        match self.view {
            View::Checks => self.item(id)?.link.clone(),
            _ => self.sheet(id)?.link.clone(),
        }
    }
}
