//! What is known about the rows under the cursor: people, names, pages, texts.

use super::Model;
use crate::{
    app::pane::Pane,
    domain::{checklist::Passage, person::PersonKey},
    safe,
    text::{Link, Safe},
};

impl Model {
    /// The people whom an action is for.
    pub(crate) fn people(&self) -> Vec<PersonKey> {
        let mut people = self.board(self.pane()).people();
        let mut seen = std::collections::HashSet::new();
        people.retain(|person| seen.insert(person.clone()));
        people
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
