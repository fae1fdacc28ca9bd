//! The pane of reach: the seam to the network of the domain.

use super::super::{action::Action, effect::Effect, list::List, model::Model};
use crate::{
    app::{
        model::Rows,
        pane::{Board, block::Block},
    },
    domain::{book::Book, person::PersonKey},
    text::Safe,
};

/// The network as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// Companies that matter, then charts of the whole.
    pub rows: Vec<NetworkRow>,
    /// How many of the companies are covered, and how many there are.
    pub covered: (usize, usize),
}

/// One row: a company that matters, or a chart of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkRow {
    /// What tells it from the others.
    pub id: Safe,
    /// The company's name, or what the chart is about.
    pub title: Safe,
    /// The next best step, or the most telling figure.
    pub words: Safe,
    /// More figures, for where there is room.
    pub aside: Safe,
    /// Whether somebody is known there.
    pub covered: bool,
    /// Whom the next step is about.
    pub person: Option<PersonKey>,
    /// The detail.
    pub blocks: Vec<Block>,
}

/// What the pane holds.
#[derive(Debug, Default)]
pub struct Reach {
    network: Option<Network>,
    /// The rows that are shown.
    pub(crate) list: List<Safe>,
    /// The filter.
    pub(crate) filter: String,
}

impl Reach {
    /// Whether the network was computed since the last change.
    pub(crate) fn is_known(&self) -> bool {
        self.network.is_some()
    }

    /// Something changed: the network is computed anew when it is shown next.
    pub(crate) fn forget(&mut self) {
        self.network = None;
    }

    /// Takes the network.
    pub(crate) fn take(&mut self, network: Network) {
        self.network = Some(network);
        self.arrange();
    }

    /// How many of the companies that matter are covered, and how many there are.
    pub(crate) fn covered(&self) -> Option<(usize, usize)> {
        self.network.as_ref().map(|network| network.covered)
    }

    /// The row with this id.
    pub(crate) fn find(&self, id: &Safe) -> Option<&NetworkRow> {
        let rows = &self.network.as_ref()?.rows;
        rows.iter().find(|row| row.id == *id)
    }

    /// The row under the cursor.
    pub(crate) fn selected(&self) -> Option<&NetworkRow> {
        self.find(self.list.selected()?)
    }

    fn arrange(&mut self) {
        let matching = super::super::update::matcher(&self.filter);
        let rows = self.network.iter().flat_map(|network| &network.rows);
        let ids = matching(rows.map(|row| (row.id.clone(), row.title.as_str())));
        self.list.set(ids, |_| true);
    }
}

impl Board for Reach {
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

    fn people(&self) -> Vec<PersonKey> {
        self.person().into_iter().cloned().collect()
    }

    fn person(&self) -> Option<&PersonKey> {
        self.selected()?.person.as_ref()
    }
}

/// The pane has no actions of its own yet: it shows.
pub(crate) fn act(_: &mut Model, _: Action) -> Option<Vec<Effect>> {
    None
}
