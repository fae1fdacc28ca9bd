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
        outbox::{OutboxId, OutboxItem, Progress, outbox},
        person::PersonKey,
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

impl Board for Outbox {
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

    fn mark_matching(&mut self, typed: &str, _: &Book) {
        let rows = self.list.rows().iter();
        let named = rows.filter_map(|id| Some((id.clone(), self.find(id)?.name.as_str())));
        let found = super::super::update::matcher(typed)(named);
        self.list.mark(found);
    }

    fn people(&self) -> Vec<PersonKey> {
        let targets = self.list.targets().into_iter();
        targets.map(|id| id.invitation.person).collect()
    }

    fn person(&self) -> Option<&PersonKey> {
        self.list.selected().map(|id| &id.invitation.person)
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
