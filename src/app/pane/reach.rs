//! The pane of reach: the seam to the network of the domain.

use super::super::{
    action::Action,
    effect::Effect,
    list::List,
    model::{Model, Rows, Side, Tab},
    overlay::{
        Overlay, Picker,
        picker::{Choice, Row},
    },
};
use crate::{
    app::pane::{Board, Pane, block::Block, thousands},
    domain::{book::Book, network::Behind, person::PersonKey, target::TargetKind},
    text::Safe,
};

/// The network as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// Targets, then charts of the whole.
    pub rows: Vec<NetworkRow>,
    /// How many of the targets are covered, and how many there are.
    pub covered: (usize, usize),
}

/// One row: a target, or a chart of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkRow {
    /// What tells it from the others.
    pub id: Safe,
    /// The target's name, or what the chart is about.
    pub title: Safe,
    /// What kind of target; `None` of a chart.
    pub kind: Option<TargetKind>,
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
    /// What opens: the next step first, then the people behind the figures.
    pub doors: Vec<Door>,
}

/// Something behind a row that can be opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Door {
    /// What it is.
    pub words: Safe,
    /// How many, or how much.
    pub aside: Safe,
    /// What opens it.
    pub choice: Choice,
}

impl Door {
    /// The people behind a figure; nothing where there is nobody.
    pub fn behind(words: Safe, number: u32, what: Behind) -> Option<Self> {
        (number > 0).then(|| Self {
            aside: thousands(number as usize),
            choice: Choice::Behind(words.clone(), what),
            words,
        })
    }
}

/// What the pane holds.
#[derive(Debug, Default)]
pub struct Reach {
    network: Option<Network>,
    /// The rows that are shown.
    pub(crate) list: List<Safe>,
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
    pub(crate) fn take(&mut self, network: Network, book: &Book) {
        self.network = Some(network);
        self.arrange(book);
    }

    /// How many of the targets are covered, and how many there are.
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
}

impl Board for Reach {
    fn list(&self) -> &dyn Rows {
        &self.list
    }

    fn list_mut(&mut self) -> &mut dyn Rows {
        &mut self.list
    }

    fn arrange(&mut self, _: &Book) {
        let matching = super::super::update::matcher(&self.list.filter);
        let rows = self.network.iter().flat_map(|network| &network.rows);
        let ids = matching(rows.map(|row| (row.id.clone(), row.title.as_str())));
        self.list.set(ids, |_| true);
    }

    fn people(&self) -> Vec<PersonKey> {
        self.person().into_iter().cloned().collect()
    }

    fn person(&self) -> Option<&PersonKey> {
        self.selected()?.person.as_ref()
    }
}

/// Does one of the pane's own actions: Enter opens what is behind a row.
pub(crate) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    // Where only the list has room, the detail comes first.
    let shown = !model.is_narrow() || model.side == Side::Detail;
    let here = matches!(model.tab, Tab::Full(_)) && shown;
    if action != Action::Enter || !here {
        return None;
    }
    let row = model.reach.selected()?;
    let keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let keys = keys.into_iter().map(Some).chain(std::iter::repeat(None));
    let rows: Vec<Row> = row
        .doors
        .iter()
        .zip(keys)
        .map(|(door, key)| Row {
            key: Safe::own(key.unwrap_or_default()),
            words: door.words.clone(),
            aside: door.aside.clone(),
            choice: door.choice.clone(),
            hot: key.and_then(|key| key.chars().next()),
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let picker = Picker::new(row.title.clone(), rows);
    model.overlays.push(Overlay::Picker(picker));
    Some(Vec::new())
}

/// Shows the people behind a figure.
pub(crate) fn show_behind(model: &mut Model, title: Safe, what: &Behind) {
    let people = model.behind(what);
    model.tab = Tab::Full(Pane::People);
    model.side = Side::List;
    model.look();
    model.people.show_among(&model.book, title, people);
}
