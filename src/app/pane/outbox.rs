//! The outbox: what was decided, and must still be done on LinkedIn by hand.

use super::super::{
    action::Action,
    effect::Effect,
    list::List,
    model::{Deed, Model, Rows},
    pane::Board,
};
use crate::{
    domain::{
        book::Book,
        day::Day,
        outbox::{OutboxId, OutboxItem, Page, outbox},
    },
    query::{self, OutboxOrder, OutboxRow},
    text::{Safe, search::Key},
};

/// What the pane holds.
#[derive(Debug, Default)]
pub struct Outbox {
    items: Vec<OutboxItem>,
    /// The lines that are shown.
    pub(crate) list: List<OutboxId>,
    /// In which order.
    sort: OutboxOrder,
    /// At which rows the pages of LinkedIn begin. What was searched for comes in its own order.
    pub(crate) pages: Vec<(usize, Page)>,
    today: Day,
}

impl Outbox {
    /// How many lines are to do.
    pub(crate) fn to_do(&self) -> usize {
        self.items.iter().filter(|i| i.progress.is_open()).count()
    }

    /// The line with this id.
    pub(crate) fn find(&self, id: &OutboxId) -> Option<&OutboxItem> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// Takes the lines from the book.
    pub(crate) fn refresh(&mut self, book: &Book, today: Day) {
        self.items = outbox(book);
        self.today = today;
        self.arrange(book);
    }

    /// The lines that match what was typed, the best first.
    fn matching(&self, book: &Book, typed: &str) -> Vec<OutboxId> {
        let mut items: Vec<&OutboxItem> = self.items.iter().collect();
        match self.sort {
            OutboxOrder::Page => {}
            OutboxOrder::Name => items.sort_by_cached_key(|item| Key::new(&item.name)),
            OutboxOrder::Newest => items.sort_by_key(|item| std::cmp::Reverse(item.decided)),
            OutboxOrder::Oldest => items.sort_by_key(|item| item.decided),
        }
        let asked = items.into_iter().map(|item| {
            (
                item.id.clone(),
                item.name.as_str(),
                OutboxRow { book, item },
            )
        });
        super::chosen(typed, query::Rows::Outbox, self.today, asked)
    }
}

impl Board for Outbox {
    fn list(&self) -> &dyn Rows {
        &self.list
    }

    fn list_mut(&mut self) -> &mut dyn Rows {
        &mut self.list
    }

    fn arrange(&mut self, book: &Book) {
        let ids = self.matching(book, &self.list.filter);
        self.pages.clear();
        if self.list.filter.is_empty() && self.sort == OutboxOrder::Page {
            let mut before = None;
            let pages = self.items.iter().map(OutboxItem::page).enumerate();
            self.pages
                .extend(pages.filter(|(_, page)| before.replace(*page) != Some(*page)));
        }
        let items = &self.items;
        self.list
            .set(ids, |id| items.iter().any(|item| item.id == *id));
    }

    fn mark_matching(&mut self, typed: &str, book: &Book) {
        let found = self.matching(book, typed).into_iter().collect();
        self.list.mark_shown(&found);
    }

    fn order(&self) -> Option<usize> {
        Some(self.sort as usize)
    }

    fn set_order(&mut self, at: usize, book: &Book) {
        self.sort = OutboxOrder::at(at);
        self.arrange(book);
    }
}

/// Does one of the pane's own actions.
pub(crate) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let Action::Done = action else { return None };
    let ids = model.outbox.list.targets();
    let to_do = |id: &&OutboxId| {
        let item = model.outbox.find(id);
        item.is_some_and(|item| item.progress.is_open())
    };
    if ids.iter().any(|id| to_do(&id)) {
        Some(model.deed(Deed::Done))
    } else {
        model.say(Safe::own("that is done already"));
        Some(Vec::new())
    }
}
