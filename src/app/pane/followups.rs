//! The pane of follow-ups: the seam to the plan of the domain.

use std::collections::HashSet;

use super::super::{
    action::Action,
    effect::Effect,
    list::List,
    model::{Deed, Model, Rows},
    overlay::{
        Overlay, Picker,
        picker::{Choice, Row},
    },
    pane::Board,
    update::{key_words, menu_row},
};
use crate::{
    domain::{
        book::{Book, Touch},
        day::Day,
        person::PersonKey,
        plan::{self, Circle},
        template::Occasion,
    },
    query::{self, FollowUpOrder, FollowUpRow},
    safe,
    text::{Link, Safe, search::Key},
};

/// The follow-ups of a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// Today's few.
    pub today: Vec<FollowUp>,
    /// How many rest, also longer than the forecast.
    pub resting: usize,
    /// How many come on each day of the forecast, today's included.
    pub forecast: Vec<(Day, usize)>,
}

/// Which follow-ups are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Today's few.
    #[default]
    Today,
    /// Those who rest.
    Resting,
    /// Those whose answer is waited for.
    Waiting,
    /// What was done by itself.
    Settled,
}

impl View {
    /// All of them, in the order of the keys.
    pub const ALL: [Self; 4] = [Self::Today, Self::Resting, Self::Waiting, Self::Settled];
}

/// What choosing a circle for people means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CircleAdvice {
    /// What the circles ask for now, and what the days take.
    pub now: Safe,
    /// The circle that would fit all of them, with the reason.
    pub suggested: Option<(Circle, Safe)>,
    /// What each circle would make of it: `then 3.2 of 17 a week`.
    pub then: Vec<(Circle, Safe)>,
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
    /// A first circle, or another one than now, with the reason.
    pub propose: Option<(Circle, Safe)>,
    /// The reason, as a sentence.
    pub why: Safe,
    /// Their circle, and who chose it: `active, every 75 days`; empty for none.
    pub circle: Safe,
    /// What is polite while they have not answered; empty where that is no question.
    pub guard: Safe,
    /// The last words exchanged.
    pub last: Option<Safe>,
    /// What a text to them would be for.
    pub occasion: Occasion,
    /// Their page.
    pub link: Option<Link>,
    /// Since which day; for queries.
    pub day: Day,
}

/// What the pane holds.
#[derive(Debug, Default)]
pub struct Followups {
    /// The follow-ups.
    pub(crate) agenda: Agenda,
    /// The rows of the view, where it is another one than today's.
    rows: Vec<FollowUp>,
    /// The people who are shown.
    pub(crate) list: List<PersonKey>,
    /// In which order.
    sort: FollowUpOrder,
    /// Which ones are shown.
    pub(crate) view: View,
    /// Today.
    pub(crate) now: Day,
}

impl Followups {
    /// What the view holds.
    pub(crate) fn in_view(&self) -> &[FollowUp] {
        match self.view {
            View::Today => &self.agenda.today,
            View::Resting | View::Waiting | View::Settled => &self.rows,
        }
    }

    /// Takes the rows of the view.
    pub(crate) fn take(&mut self, rows: Vec<FollowUp>, book: &Book) {
        self.rows = rows;
        self.arrange(book);
    }

    /// What is shown about a person.
    pub(crate) fn find(&self, person: &PersonKey) -> Option<&FollowUp> {
        let mut items = self.in_view().iter();
        items.find(|item| item.person == *person)
    }

    /// The follow-up under the cursor.
    pub(crate) fn selected(&self) -> Option<&FollowUp> {
        self.find(self.list.selected()?)
    }

    /// Those of the view that match what was typed, the best first.
    fn matching(&self, book: &Book, typed: &str) -> Vec<PersonKey> {
        let mut items: Vec<&FollowUp> = self.in_view().iter().collect();
        match self.sort {
            FollowUpOrder::Planned => {}
            FollowUpOrder::Due => items.sort_by_key(|item| item.day),
            FollowUpOrder::Name => items.sort_by_cached_key(|item| Key::new(&item.name)),
            FollowUpOrder::Kind => items.sort_by(|a, b| a.kind.as_str().cmp(b.kind.as_str())),
        }
        let asked = items.into_iter().map(|item| {
            let row = FollowUpRow {
                book,
                person: &item.person,
                kind: plan::Kind::words_of_all().find(|word| *word == &*item.kind),
                due: item.day,
            };
            (item.person.clone(), item.name.as_str(), row)
        });
        super::chosen(typed, query::Rows::FollowUps, self.now, asked)
    }
}

impl Board for Followups {
    fn list(&self) -> &dyn Rows {
        &self.list
    }

    fn list_mut(&mut self) -> &mut dyn Rows {
        &mut self.list
    }

    fn arrange(&mut self, book: &Book) {
        let people = self.matching(book, &self.list.filter);
        // A mark stays while a filter hides its row.
        let items = self.in_view().iter();
        let known: HashSet<PersonKey> = items.map(|item| item.person.clone()).collect();
        self.list.set(people, |person| known.contains(person));
    }

    fn mark_matching(&mut self, typed: &str, book: &Book) {
        let found = self.matching(book, typed).into_iter().collect();
        self.list.mark_shown(&found);
    }

    fn order(&self) -> Option<usize> {
        Some(self.sort as usize)
    }

    fn set_order(&mut self, at: usize, book: &Book) {
        self.sort = FollowUpOrder::at(at);
        self.arrange(book);
    }

    fn views(&self) -> usize {
        View::ALL.len()
    }

    fn view(&self) -> usize {
        self.view as usize
    }

    /// The rows of the view are asked for and taken, then: see `Model::set_view`.
    fn set_view(&mut self, at: usize, _: &Book) {
        self.view = View::ALL.get(at).copied().unwrap_or_default();
    }
}

/// Does one of the pane's own actions.
pub(crate) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Skip => Some(model.deed(Deed::Skip)),
        Action::TakeCircle => Some(take_circle(model, &model.followups.list.targets())),
        _ => None,
    }
}

/// Takes the circle that is proposed, if it is one for all of them.
fn take_circle(model: &mut Model, people: &[PersonKey]) -> Vec<Effect> {
    let proposed = |person: &PersonKey| model.followups.find(person)?.propose.as_ref();
    let mut circles: Vec<Option<Circle>> = people
        .iter()
        .map(|person| proposed(person).map(|(circle, _)| *circle))
        .collect();
    circles.dedup();
    if let [Some(circle)] = circles.as_slice() {
        return model.deed(Deed::Circle(*circle));
    }
    let key = key_words(model, Action::Circle);
    model.say(if people.len() == 1 {
        safe!("nothing is suggested for them; {} chooses a circle", key)
    } else {
        safe!("they have no suggestion in common; {} chooses one", key)
    });
    Vec::new()
}

pub(crate) fn circle_menu(model: &mut Model, people: &[PersonKey]) {
    let circle = |person: &PersonKey| model.book.touch(person).map(Touch::circle);
    let now = match people {
        [one] => circle(one),
        _ => None,
    };
    let advice = model.circle_advice(people);
    let rows: Vec<Row> = Circle::ALL
        .into_iter()
        .zip(["1", "2", "3", "4", "5"])
        .map(|((circle, word), key)| {
            let often = match circle.interval() {
                Some(days) => safe!("every {} days", days),
                None => Safe::own("not on a plan"),
            };
            let mut words = vec![often];
            if now == Some(circle) {
                words.insert(0, Safe::own("now"));
            }
            let then = advice.then.iter().find(|(of, _)| *of == circle);
            words.extend(then.map(|(_, then)| then.clone()));
            let aside = Safe::join(&words, " · ");
            menu_row(key, word, aside, Choice::Circle(circle))
        })
        .collect();
    let title = safe!("Circle: {}", model.names(people));
    let mut picker = Picker::new(title, rows);
    if let Some((circle, why)) = advice.suggested {
        picker.start_on(&Choice::Circle(circle));
        picker
            .about
            .push(safe!("suggested {}: {}", circle.word(), why));
    }
    picker.about.push(advice.now);
    model.overlays.push(Overlay::Picker(picker));
}
