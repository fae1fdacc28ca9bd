//! The pane of people: everyone, found while somebody types.

pub(crate) mod columns;
pub(crate) mod erase;
mod lately;
pub(crate) mod merge;

use std::collections::HashSet;

use super::super::{
    action::Action,
    effect::Effect,
    list::List,
    model::{Model, Rows},
    pane::Board,
};
use crate::{
    domain::{
        book::Book,
        day::Day,
        late::Late,
        people::{Column, Everyone},
        person::PersonKey,
        step::Step,
        triage::Rules,
    },
    query,
    text::Safe,
};

/// What the pane holds.
#[derive(Debug, Default)]
pub struct People {
    /// Everyone, folded for the search; made when the pane is first shown.
    everyone: Option<Everyone>,
    /// The people who are shown.
    pub(crate) list: List<PersonKey>,
    /// The order.
    sort: Column,
    /// What tells the class of a title.
    pub(crate) rules: Option<Late<Rules>>,
    /// Today; ages are counted from it.
    pub(crate) today: Day,
    /// Whether those who were put away are shown, instead of the others.
    pub(crate) archived: bool,
    /// Whether something was decided that is not taken in yet.
    stale: bool,
    /// Who was put away.
    away: HashSet<PersonKey>,
    /// The only ones who are shown: those behind a figure, and what it says.
    among: Option<(Safe, HashSet<PersonKey>)>,
}

impl People {
    /// Other facts: everyone is folded anew when the pane is shown next.
    pub(crate) fn forget(&mut self) {
        self.everyone = None;
    }

    /// Something was decided: it is taken in when the pane is shown next, as it costs what there is.
    pub(crate) fn decided(&mut self) {
        self.stale = true;
    }

    /// Folds everyone, or takes in what was decided since; nothing if all is as it was.
    pub(crate) fn look(&mut self, book: &Book) {
        let stale = std::mem::take(&mut self.stale);
        let known = match &mut self.everyone {
            Some(_) if !stale => return,
            // Who is new in the notes is not among them.
            Some(everyone) => everyone.refresh(book),
            None => false,
        };
        if !known {
            self.everyone = Some(Everyone::new(book));
        }
        self.take_away(book);
        self.sort_all(book);
    }

    /// Orders everyone anew.
    fn sort_all(&mut self, book: &Book) {
        if let Some(everyone) = &mut self.everyone {
            everyone.arrange(book, self.sort);
        }
        self.arrange(book);
    }

    /// Shows only these, whatever was shown before.
    pub(crate) fn show_among(&mut self, book: &Book, title: Safe, people: Vec<PersonKey>) {
        self.list.filter.clear();
        self.archived = false;
        self.among = Some((title, people.into_iter().collect()));
        self.list.unmark();
        self.arrange(book);
        self.list.go(0);
    }

    /// What those say who are the only ones shown.
    pub(crate) fn among(&self) -> Option<&Safe> {
        self.among.as_ref().map(|(title, _)| title)
    }

    /// Shows all again; whether it did not.
    pub(crate) fn show_all(&mut self, book: &Book) -> bool {
        let narrowed = self.among.take().is_some();
        if narrowed {
            self.arrange(book);
        }
        narrowed
    }

    /// Puts the cursor on somebody, without the filter if that hides them; whether they are there.
    pub(crate) fn reveal(&mut self, book: &Book, person: &PersonKey) -> bool {
        self.list.select(person);
        if self.list.selected() != Some(person) {
            self.list.filter.clear();
            self.among = None;
            self.archived = self.away.contains(person);
            self.arrange(book);
            self.list.select(person);
        }
        self.list.selected() == Some(person)
    }

    fn take_away(&mut self, book: &Book) {
        let away = book.touched().filter(|(_, touch)| touch.archived.is_some());
        self.away = away.map(|(person, _)| person.clone()).collect();
    }

    /// Those who fit what was typed, the best first.
    fn matching(&self, book: &Book, typed: &str) -> Vec<PersonKey> {
        let Some(everyone) = &self.everyone else {
            return Vec::new();
        };
        let query = query::parse(typed, query::Rows::People).query;
        let rules = self.rules.as_ref();
        let mut found = query::find_people(everyone, &query, (book, self.today), rules);
        if let Some((_, people)) = &self.among {
            // Who was put away is counted in the figure, too.
            found.retain(|person| people.contains(person));
        } else if self.archived || !self.away.is_empty() {
            found.retain(|person| self.away.contains(person) == self.archived);
        }
        found
    }
}

impl Board for People {
    fn list(&self) -> &dyn Rows {
        &self.list
    }

    fn list_mut(&mut self) -> &mut dyn Rows {
        &mut self.list
    }

    fn arrange(&mut self, book: &Book) {
        let found = self.matching(book, &self.list.filter.clone());
        if let Some(everyone) = &self.everyone {
            self.list.set(found, |person| everyone.has(book, person));
        }
    }

    fn set_filter(&mut self, typed: String, book: &Book) {
        let cleared = typed.is_empty();
        self.list.filter = typed;
        let kept = self.list.selected().cloned().filter(|_| cleared);
        // The best hit is under the cursor while one types.
        self.list.go(0);
        self.list.set(Vec::new(), |_| true);
        self.arrange(book);
        if let Some(person) = kept {
            self.list.select(&person);
        }
    }

    fn mark_matching(&mut self, typed: &str, book: &Book) {
        let found = self.matching(book, typed).into_iter().collect();
        self.list.mark_shown(&found);
    }

    fn order(&self) -> Option<usize> {
        Column::ALL
            .iter()
            .position(|(column, ..)| *column == self.sort)
    }

    fn set_order(&mut self, at: usize, book: &Book) {
        let column = Column::ALL.get(at).map(|(column, ..)| *column);
        self.sort = column.unwrap_or_default();
        self.sort_all(book);
    }

    /// Everyone, and those who were put away.
    fn views(&self) -> usize {
        2
    }

    fn view(&self) -> usize {
        usize::from(self.archived)
    }

    fn set_view(&mut self, at: usize, book: &Book) {
        self.archived = at == 1;
        self.among = None;
        self.arrange(book);
    }
}

/// Does one of the pane's own actions.
pub(crate) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    // Asked for by those who need them alone: all may be marked.
    let targets = |model: &Model| model.people.list.targets();
    match action {
        Action::Archive => {
            let people = targets(model);
            let on = !model.people.archived;
            Some(vec![Effect::Commit(Step::Archive { people, on })])
        }
        Action::NoContact => {
            let people = targets(model);
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
        Action::Columns => {
            columns::menu(model);
            Some(Vec::new())
        }
        Action::Merge => {
            let people = targets(model);
            merge::ask(model, &people);
            Some(Vec::new())
        }
        _ => None,
    }
}
