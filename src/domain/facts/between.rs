//! What archives say one after the other: what changed, and who was a connection once.

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use super::Facts;
use crate::domain::{
    news::{Event, News, moves},
    person::PersonKey,
    records::Connection,
};

/// What is known of somebody who is no connection: they were one in an older archive, or stand in
/// the address book that LinkedIn was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Former {
    /// Their company then.
    pub company: Box<str>,
    /// Their position then.
    pub position: Box<str>,
    /// E-mail.
    pub email: Box<str>,
}

impl Facts {
    /// With what changed between the archives, oldest first. Who is gone stays somebody to look at
    /// and to write to; an address that another one took the place of does not.
    #[must_use]
    pub fn with_news(mut self, news: Vec<News>) -> Self {
        let moved: HashSet<&PersonKey> = moves(&news).into_iter().map(|(old, _)| old).collect();
        let gone = news.iter().filter(|news| news.event == Event::Gone);
        for news in gone.filter(|news| !moved.contains(&news.person)) {
            self.add_named(&news.person, &news.name);
        }
        self.counts.people = self.people.len();
        self.news = news;
        self.about = super::about::About::default();
        self.readings = OnceLock::new();
        self.folded = OnceLock::new();
        self
    }

    /// With the connections of older archives, oldest first: what is known of those who are none
    /// any more.
    #[must_use]
    pub fn with_former(mut self, older: impl IntoIterator<Item = Connection>) -> Self {
        let mut known = HashMap::clone(&self.former);
        for was in older {
            if !self
                .person(&was.key)
                .is_some_and(|person| person.connection)
            {
                let former = Former {
                    company: was.company,
                    position: was.position,
                    email: was.email,
                };
                known.insert(was.key, former);
            }
        }
        self.former = known.into();
        self
    }

    /// What is known of somebody who is no connection.
    pub fn former(&self, key: &PersonKey) -> Option<&Former> {
        self.former.get(key)
    }

    /// What changed between the archives, oldest first.
    pub fn news(&self) -> &[News] {
        &self.news
    }
}
