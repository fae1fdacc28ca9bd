//! The pane of people: everyone, found while somebody types.

pub(crate) mod erase;
mod lately;
pub(crate) mod merge;

use std::collections::HashSet;

use super::super::{
    action::Action,
    effect::Effect,
    list::List,
    model::{Model, Rows},
    overlay::{
        Overlay, Picker,
        picker::{Choice, Row},
    },
    pane::Board,
};
use crate::{
    domain::{
        book::Book,
        people::{self, Column, Everyone},
        person::PersonKey,
        step::Step,
    },
    safe,
    text::{Safe, search::Query},
};

/// What the pane holds.
#[derive(Debug, Default)]
pub struct People {
    /// Everyone, folded for the search; made when the pane is first shown.
    everyone: Option<Everyone>,
    /// The people who are shown.
    pub(crate) list: List<PersonKey>,
    /// The filter.
    pub(crate) filter: String,
    /// The order.
    pub(crate) sort: Column,
    /// Whether those who were put away are shown, instead of the others.
    pub(crate) archived: bool,
    /// Who was put away.
    away: HashSet<PersonKey>,
    /// The only ones who are shown: those behind a figure, and what it says.
    among: Option<(Safe, HashSet<PersonKey>)>,
}

impl People {
    /// Whether everyone was folded since the last import.
    pub(crate) fn is_known(&self) -> bool {
        self.everyone.is_some()
    }

    /// Other facts: everyone is folded anew when the pane is shown next.
    pub(crate) fn forget(&mut self) {
        self.everyone = None;
    }

    /// Folds everyone.
    pub(crate) fn look(&mut self, book: &Book) {
        self.everyone = Some(Everyone::new(book));
        self.take_away(book);
        self.order(book);
    }

    /// Takes in what was decided. Who is new in the notes is folded in when the pane is shown.
    pub(crate) fn refresh(&mut self, book: &Book) {
        if let Some(everyone) = &mut self.everyone {
            if everyone.refresh(book) {
                self.take_away(book);
                self.order(book);
            } else {
                self.forget();
            }
        }
    }

    /// Orders everyone anew.
    pub(crate) fn order(&mut self, book: &Book) {
        if let Some(everyone) = &mut self.everyone {
            everyone.arrange(book, self.sort);
        }
        self.arrange();
    }

    /// Shows only these, whatever was shown before.
    pub(crate) fn show_among(&mut self, title: Safe, people: Vec<PersonKey>) {
        self.filter.clear();
        self.archived = false;
        self.among = Some((title, people.into_iter().collect()));
        self.list.unmark();
        self.arrange();
        self.list.go(0);
    }

    /// What those say who are the only ones shown.
    pub(crate) fn among(&self) -> Option<&Safe> {
        self.among.as_ref().map(|(title, _)| title)
    }

    /// Shows all again; whether it did not.
    pub(crate) fn show_all(&mut self) -> bool {
        let narrowed = self.among.take().is_some();
        if narrowed {
            self.arrange();
        }
        narrowed
    }

    /// Puts the cursor on somebody, without the filter if that hides them; whether they are there.
    pub(crate) fn reveal(&mut self, person: &PersonKey) -> bool {
        self.list.select(person);
        if self.list.selected() != Some(person) {
            self.filter.clear();
            self.among = None;
            self.archived = self.away.contains(person);
            self.arrange();
            self.list.select(person);
        }
        self.list.selected() == Some(person)
    }

    fn take_away(&mut self, book: &Book) {
        let away = book.touched().filter(|(_, touch)| touch.archived.is_some());
        self.away = away.map(|(person, _)| person.clone()).collect();
    }

    fn arrange(&mut self) {
        let Some(everyone) = &mut self.everyone else {
            return;
        };
        let mut found = everyone.find(&self.filter);
        if let Some((_, people)) = &self.among {
            // Who was put away is counted in the figure, too.
            found.retain(|person| people.contains(person));
        } else if self.archived || !self.away.is_empty() {
            found.retain(|person| self.away.contains(person) == self.archived);
        }
        self.list.set(found, |person| everyone.has(person));
    }
}

impl Board for People {
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
        let cleared = typed.is_empty();
        self.filter = typed;
        let kept = self.list.selected().cloned().filter(|_| cleared);
        // The best hit is under the cursor while one types.
        self.list.go(0);
        self.list.set(Vec::new(), |_| true);
        self.arrange();
        if let Some(person) = kept {
            self.list.select(&person);
        }
    }

    fn mark_matching(&mut self, typed: &str, book: &Book) {
        let mut query = Query::new(typed);
        let rows = self.list.rows().iter();
        let named = rows.filter(|person| {
            let name = people::name(book, person);
            query.score(&crate::text::search::Key::new(name)).is_some()
        });
        let found: Vec<PersonKey> = named.cloned().collect();
        self.list.mark(found);
    }

    fn people(&self) -> Vec<PersonKey> {
        self.list.targets()
    }

    fn person(&self) -> Option<&PersonKey> {
        self.list.selected()
    }
}

/// Does one of the pane's own actions.
pub(crate) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let people = model.people.list.targets();
    match action {
        Action::Archive => {
            let on = !model.people.archived;
            Some(vec![Effect::Commit(Step::Archive { people, on })])
        }
        Action::NoContact => {
            let may = |person| {
                model
                    .book
                    .touch(person)
                    .is_none_or(|touch| !touch.no_contact)
            };
            let on = people.iter().any(may);
            Some(vec![Effect::Commit(Step::NoContact { people, on })])
        }
        Action::Erase => {
            erase::ask(model);
            Some(Vec::new())
        }
        Action::NextView | Action::PreviousView => {
            let pane = &mut model.people;
            pane.archived = pane.among.take().is_none() && !pane.archived;
            pane.list.unmark();
            pane.arrange();
            pane.list.go(0);
            Some(Vec::new())
        }
        Action::Duplicates => {
            merge::duplicates(model);
            Some(Vec::new())
        }
        Action::News => {
            lately::news(model);
            Some(Vec::new())
        }
        Action::Lately => {
            lately::happened(model);
            Some(Vec::new())
        }
        Action::Merge => {
            merge::ask(model, &people);
            Some(Vec::new())
        }
        Action::Sort => {
            sort_menu(model);
            Some(Vec::new())
        }
        _ => None,
    }
}

fn sort_menu(model: &mut Model) {
    let now = model.people.sort;
    let keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let rows = Column::ALL.into_iter().zip(keys);
    let rows = rows
        .map(|((column, _, title), key)| Row {
            key: Safe::own(key),
            words: Safe::own(title),
            aside: Safe::own(if column == now { "now" } else { "" }),
            choice: Choice::Column(column),
            hot: key.chars().next(),
        })
        .collect();
    let picker = Picker::new(Safe::own("Order"), rows);
    model.overlays.push(Overlay::Picker(picker));
}

/// A column was chosen to order by.
pub(crate) fn sort_by(model: &mut Model, column: Column) {
    model.people.sort = column;
    model.people.order(&model.book);
    model.say(safe!("order: {}", column.title()));
}
