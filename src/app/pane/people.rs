//! The pane of people: everyone, found while somebody types.

use super::super::{
    action::Action,
    effect::Effect,
    list::List,
    model::{Model, Rows},
    overlay::{
        Overlay, Picker, Prompt,
        picker::{Choice, Row},
        prompt::Ask,
    },
    pane::Board,
};
use crate::{
    domain::{
        book::Book,
        people::{Column, Everyone},
        person::PersonKey,
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
        self.order(book);
    }

    /// Takes in what was decided. Who is new in the notes is folded in when the pane is shown.
    pub(crate) fn refresh(&mut self, book: &Book) {
        if let Some(everyone) = &mut self.everyone {
            if everyone.refresh(book) {
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

    fn arrange(&mut self) {
        let Some(everyone) = &mut self.everyone else {
            return;
        };
        let found = everyone.find(&self.filter);
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
            let name = crate::domain::people::name(book, person);
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
        Action::Contacted => {
            let label = safe!("about what? {}", model.names(&people));
            let prompt = Prompt::new(Ask::Contact(people), label)
                .with_aside("Enter to leave it empty, Esc leaves");
            model.overlays.push(Overlay::Prompt(prompt));
            Some(Vec::new())
        }
        Action::Circle => {
            super::followups::circle_menu(model, &people);
            Some(Vec::new())
        }
        Action::Pause => {
            let label = safe!("pause until? {}", model.names(&people));
            let mut prompt = Prompt::new(Ask::PauseDay(people), label);
            prompt.explain_day(model.today);
            model.overlays.push(Overlay::Prompt(prompt));
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
