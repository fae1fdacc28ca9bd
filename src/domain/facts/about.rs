//! What stands about one person, found without looking through everything.

use std::{collections::HashMap, sync::OnceLock};

use super::{Facts, u32_index};
use crate::domain::{
    news::News,
    person::PersonKey,
    records::{Invitation, Message},
};

/// Where somebody stands: made when it is first asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct About(OnceLock<HashMap<usize, Places>>);

/// It follows from the rest: two facts are the same whether or not somebody asked.
impl PartialEq for About {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[derive(Clone, Debug, Default)]
struct Places {
    invitations: Vec<u32>,
    conversations: Vec<u32>,
    news: Vec<u32>,
}

impl Facts {
    fn places(&self, person: &PersonKey) -> Option<&Places> {
        let all = self.about.0.get_or_init(|| self.all_places());
        all.get(&self.place(person)?)
    }

    fn all_places(&self) -> HashMap<usize, Places> {
        let mut all: HashMap<usize, Places> = HashMap::new();
        let mut add = |person: &PersonKey, at: usize, list: fn(&mut Places) -> &mut Vec<u32>| {
            if let Some(place) = self.place(person) {
                list(all.entry(place).or_default()).push(u32_index(at));
            }
        };
        for (at, invitation) in self.archive.invitations.iter().enumerate() {
            add(&invitation.id.person, at, |places| &mut places.invitations);
        }
        let messages = &self.archive.messages;
        for (at, conversation) in messages.conversations.iter().enumerate() {
            let with = conversation.with.map(|with| with as usize);
            if let Some(party) = with.and_then(|with| messages.parties.get(with)) {
                add(&party.key, at, |places| &mut places.conversations);
            }
        }
        for (at, news) in self.news.iter().enumerate() {
            add(&news.person, at, |places| &mut places.news);
        }
        all
    }

    /// The invitations from and to somebody.
    pub fn invitations_of(&self, person: &PersonKey) -> impl Iterator<Item = &Invitation> {
        let places = self.places(person).into_iter();
        let places = places.flat_map(|places| &places.invitations);
        places.filter_map(|at| self.archive.invitations.get(*at as usize))
    }

    /// All messages of conversations of two with somebody, drafts and advertising among them.
    pub fn messages_with(&self, person: &PersonKey) -> impl Iterator<Item = &Message> {
        let messages = &self.archive.messages;
        let places = self.places(person).into_iter();
        let places = places.flat_map(|places| &places.conversations);
        let conversations = places.filter_map(|at| messages.conversations.get(*at as usize));
        conversations.flat_map(|conversation| messages.of(conversation))
    }

    /// What changed about somebody between archives, oldest first.
    pub fn news_of(&self, person: &PersonKey) -> impl Iterator<Item = &News> {
        let places = self.places(person).into_iter();
        let places = places.flat_map(|places| &places.news);
        places.filter_map(|at| self.news.get(*at as usize))
    }
}
