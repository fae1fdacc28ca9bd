//! What stands about one person, found without looking through everything.

use std::{collections::HashMap, sync::OnceLock};

use super::{Facts, u32_index};
use crate::domain::{
    news::News,
    person::PersonKey,
    records::{Invitation, Message},
};

/// Where somebody stands: made when it is first asked for, conversations apart, so that the messages
/// are read only for those who ask for them.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    rows: OnceLock<HashMap<usize, Rows>>,
    /// The place of each person with their conversations, in order.
    conversations: OnceLock<Vec<(u32, u32)>>,
}

/// It follows from the rest: two facts are the same whether or not somebody asked.
impl PartialEq for About {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[derive(Clone, Debug, Default)]
struct Rows {
    invitations: Vec<u32>,
    news: Vec<u32>,
}

impl Facts {
    fn rows_of(&self, person: &PersonKey) -> Option<&Rows> {
        let all = self.about.rows.get_or_init(|| self.all_rows());
        all.get(&self.place(person)?)
    }

    fn all_rows(&self) -> HashMap<usize, Rows> {
        let mut all: HashMap<usize, Rows> = HashMap::new();
        for (at, invitation) in self.archive.invitations.iter().enumerate() {
            if let Some(place) = self.place(&invitation.id.person) {
                all.entry(place)
                    .or_default()
                    .invitations
                    .push(u32_index(at));
            }
        }
        for (at, news) in self.news.iter().enumerate() {
            if let Some(place) = self.place(&news.person) {
                all.entry(place).or_default().news.push(u32_index(at));
            }
        }
        all
    }

    fn all_conversations(&self) -> Vec<(u32, u32)> {
        let messages = &self.archive.messages;
        let parties = messages.parties.iter();
        // Of everybody at once: their keys lie together there.
        let place = |key| {
            let keys = || &self.folded().keys;
            self.index
                .find(key, |at| keys().get(at as usize) == Some(key))
        };
        let places: Vec<_> = parties.map(|party| place(&party.key)).collect();
        let conversations = (0..).zip(&messages.conversations);
        let mut all: Vec<(u32, u32)> = conversations
            .filter_map(|(at, conversation)| {
                let place = places.get(conversation.with? as usize)?;
                Some(((*place)?, at))
            })
            .collect();
        all.sort_unstable();
        all
    }

    /// The invitations from and to somebody.
    pub fn invitations_of(&self, person: &PersonKey) -> impl Iterator<Item = &Invitation> {
        let rows = self.rows_of(person).into_iter();
        let places = rows.flat_map(|rows| &rows.invitations);
        places.filter_map(|at| self.archive.invitations.get(*at as usize))
    }

    /// All messages of conversations of two with somebody, drafts and advertising among them.
    pub fn messages_with(&self, person: &PersonKey) -> Vec<Message> {
        let messages = &self.archive.messages;
        let Some(place) = self.place(person).map(u32_index) else {
            return Vec::new();
        };
        let all = &self.about.conversations;
        let all = all.get_or_init(|| self.all_conversations());
        let from = all.partition_point(|(with, _)| *with < place);
        let theirs = all.iter().skip(from).take_while(|(with, _)| *with == place);
        let conversations = theirs.filter_map(|(_, at)| messages.conversations.get(*at as usize));
        conversations
            .flat_map(|conversation| messages.of(conversation).into_owned())
            .collect()
    }

    /// What changed about somebody between archives, oldest first.
    pub fn news_of(&self, person: &PersonKey) -> impl Iterator<Item = &News> {
        let rows = self.rows_of(person).into_iter();
        let places = rows.flat_map(|rows| &rows.news);
        places.filter_map(|at| self.news.get(*at as usize))
    }
}
