//! The pane of follow-ups: the seam to the plan of the domain.

use super::super::{
    action::Action,
    effect::Effect,
    list::List,
    model::{Deed, Model, Rows},
    overlay::{Overlay, Picker, Prompt, picker::Choice, prompt::Ask},
    pane::Board,
    update::menu_row,
};
use crate::{
    domain::{
        book::{Book, Touch},
        day::Day,
        person::PersonKey,
        plan::Circle,
    },
    safe,
    text::{Link, Safe},
};

/// The follow-ups of a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// Today's few.
    pub today: Vec<FollowUp>,
    /// How many rest.
    pub resting: usize,
    /// How many come on which day.
    pub forecast: Vec<(Day, usize)>,
}

/// Somebody to write to.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowUp {
    /// Who.
    pub person: PersonKey,
    /// The name.
    pub name: Safe,
    /// What for, in a word: `welcome`.
    pub kind: Safe,
    /// Since when or why now, in a few words: `connected yesterday`.
    pub due: Safe,
    /// Since when it is due: `since 12 Nov`.
    pub since: Safe,
    /// A circle that asks less often, proposed after several skips: `light`.
    pub propose: Option<Safe>,
    /// The reason, as a sentence.
    pub why: Safe,
    /// The last words exchanged.
    pub last: Option<Safe>,
    /// A text to copy.
    pub draft: Option<Safe>,
    /// Their page.
    pub link: Option<Link>,
}

/// What the pane holds.
#[derive(Debug, Default)]
pub struct Followups {
    /// The follow-ups.
    pub(crate) agenda: Agenda,
    /// The people who are shown.
    pub(crate) list: List<PersonKey>,
    /// The filter.
    pub(crate) filter: String,
}

impl Followups {
    /// The follow-up of a person.
    pub(crate) fn find(&self, person: &PersonKey) -> Option<&FollowUp> {
        self.agenda.today.iter().find(|item| item.person == *person)
    }

    /// The follow-up under the cursor.
    pub(crate) fn selected(&self) -> Option<&FollowUp> {
        self.find(self.list.selected()?)
    }

    /// Orders and filters anew.
    pub(crate) fn arrange(&mut self) {
        let matching = super::super::update::matcher(&self.filter);
        let items = self.agenda.today.iter();
        let people = matching(items.map(|item| (item.person.clone(), item.name.as_str())));
        let agenda = &self.agenda;
        self.list.set(people, |person| {
            agenda.today.iter().any(|item| item.person == *person)
        });
    }
}

impl Board for Followups {
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
        self.list.targets()
    }

    fn person(&self) -> Option<&PersonKey> {
        self.list.selected()
    }
}

/// Does one of the pane's own actions.
pub(crate) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let people = model.followups.list.targets();
    match action {
        Action::Contacted => {
            let label = safe!("about what? {}", model.names(&people));
            let prompt = Prompt::new(Ask::Contact(people), label)
                .with_aside("Enter to leave it empty, Esc leaves");
            model.overlays.push(Overlay::Prompt(prompt));
            Some(Vec::new())
        }
        Action::Circle => {
            circle_menu(model, &people);
            Some(Vec::new())
        }
        Action::Pause => {
            let label = safe!("pause until? {}", model.names(&people));
            let mut prompt = Prompt::new(Ask::PauseDay(people), label);
            prompt.explain_day(model.today);
            model.overlays.push(Overlay::Prompt(prompt));
            Some(Vec::new())
        }
        Action::Skip => Some(model.deed(Deed::Skip)),
        _ => None,
    }
}

fn circle_menu(model: &mut Model, people: &[PersonKey]) {
    let circle = |person: &PersonKey| model.book.touch(person).map(Touch::circle);
    let now = match people {
        [one] => circle(one),
        _ => None,
    };
    let rows = Circle::ALL
        .into_iter()
        .zip(["1", "2", "3", "4", "5"])
        .map(|((circle, word), key)| {
            let often = match circle.interval() {
                Some(days) => safe!("every {} days", days),
                None => Safe::own("not on a plan"),
            };
            let aside = if now == Some(circle) {
                safe!("now · {}", often)
            } else {
                often
            };
            menu_row(key, word, aside, Choice::Circle(circle))
        })
        .collect();
    let title = safe!("Circle: {}", model.names(people));
    model
        .overlays
        .push(Overlay::Picker(Picker::new(title, rows)));
}
