//! What is known about the rows under the cursor: people, names, pages, texts.

use super::Model;
use crate::{
    app::pane::Pane,
    domain::{
        checklist::Passage,
        day::Day,
        news::{Event, Job},
        person::PersonKey,
    },
    safe,
    text::{Link, Safe},
};

impl Model {
    /// The people whom an action is for.
    pub(crate) fn people(&self) -> Vec<PersonKey> {
        once(self.board(self.pane()).people())
    }

    /// The people who are marked, else all who are shown.
    pub(crate) fn shown_people(&self) -> Vec<PersonKey> {
        once(self.board(self.pane()).shown_people())
    }

    /// The name of a person.
    pub(crate) fn name(&self, person: &PersonKey) -> Safe {
        let known = self.book.facts().name_of(person);
        Safe::name(
            known
                .or_else(|| person.as_name())
                .unwrap_or(person.as_str()),
        )
    }

    /// The names of people, in a few words.
    pub(crate) fn names(&self, people: &[PersonKey]) -> Safe {
        match people {
            [] => Safe::own("nobody"),
            [one] => self.name(one),
            [one, other] => safe!("{} and {}", self.name(one), self.name(other)),
            [one, rest @ ..] => safe!("{} and {} others", self.name(one), rest.len()),
        }
    }

    /// What changed in somebody's work from archive to archive, the newest first, with the day of
    /// the archive that showed it.
    pub(crate) fn jobs(&self, person: &PersonKey) -> Vec<(Option<Day>, Safe)> {
        let job = |job: &Job| {
            let (position, company) = (Safe::headline(&job.position), Safe::name(&job.company));
            let parts = [position, company].into_iter();
            let known: Vec<Safe> = parts.filter(|part| !part.is_empty()).collect();
            Safe::join(&known, ", ")
        };
        let news = self.book.facts().news().iter().rev();
        let own = news.filter(|news| news.person == *person);
        own.filter_map(|news| match &news.event {
            Event::JobChanged { before, now } => {
                let words = safe!("now {}; before {}", job(now), job(before));
                Some((news.seen.map(|at| at.date_naive()), words))
            }
            _ => None,
        })
        .collect()
    }

    /// The text of the own profile under the cursor.
    pub(crate) fn passage(&self) -> Option<&Passage> {
        match self.pane() {
            Pane::Profile => self.profile.passage(),
            Pane::Outbox => self.outbox.list.selected()?.passage(),
            _ => None,
        }
    }

    /// The page of what is under the cursor.
    pub(crate) fn link(&self) -> Option<Link> {
        let board = self.board(self.pane());
        if let Some(page) = board.page() {
            return Some(page);
        }
        if let Some(passage) = self.passage() {
            return self.profile.page_of(passage);
        }
        let person = board.person()?;
        let profile = person.as_slug().and_then(|slug| Link::profile(slug).ok());
        profile.or_else(|| {
            let name = self.book.facts().name_of(person)?;
            Some(Link::people_search(name))
        })
    }
}

/// Everybody once, in the order in which they stand.
fn once(mut people: Vec<PersonKey>) -> Vec<PersonKey> {
    let mut seen = std::collections::HashSet::new();
    people.retain(|person| seen.insert(person.clone()));
    people
}
