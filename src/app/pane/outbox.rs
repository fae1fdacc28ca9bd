//! The outbox: what was decided, and must still be done on LinkedIn by hand.

use super::super::{
    action::Action,
    effect::Effect,
    list::List,
    model::{Deed, Model},
};
use crate::{
    domain::{
        book::Book,
        outbox::{OutboxId, OutboxItem, Progress, outbox},
    },
    text::Safe,
};

/// What the pane holds.
#[derive(Debug, Default)]
pub struct Outbox {
    items: Vec<OutboxItem>,
    /// The lines that are shown.
    pub(crate) list: List<OutboxId>,
    /// The filter.
    pub(crate) filter: String,
}

impl Outbox {
    /// How many lines are to do.
    pub(crate) fn to_do(&self) -> usize {
        let open = |item: &&OutboxItem| item.progress == Progress::ToDo;
        self.items.iter().filter(open).count()
    }

    /// The line with this id.
    pub(crate) fn find(&self, id: &OutboxId) -> Option<&OutboxItem> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// Takes the lines from the book.
    pub(crate) fn refresh(&mut self, book: &Book) {
        self.items = outbox(book);
        self.arrange();
    }

    /// Orders and filters anew.
    pub(crate) fn arrange(&mut self) {
        let matching = super::super::update::matcher(&self.filter);
        let items = self.items.iter();
        let ids = matching(items.map(|item| (item.id.clone(), item.name.as_str())));
        let items = &self.items;
        self.list
            .set(ids, |id| items.iter().any(|item| item.id == *id));
    }
}

/// Does one of the pane's own actions.
pub(crate) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let Action::Done = action else { return None };
    let ids = model.outbox.list.targets();
    let to_do = |id: &&OutboxId| {
        let item = model.outbox.find(id);
        item.is_some_and(|item| item.progress == Progress::ToDo)
    };
    if ids.iter().any(|id| to_do(&id)) {
        Some(model.deed(Deed::Done))
    } else {
        model.say(Safe::own("that is done already"));
        Some(Vec::new())
    }
}
