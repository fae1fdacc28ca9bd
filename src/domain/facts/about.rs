//! What stands about one person, found without looking through everything.

use std::sync::OnceLock;

use super::{Facts, u32_index};
use crate::domain::{
    news::News,
    person::PersonKey,
    records::{Invitation, Message},
};

/// Places of people with the rows that are about them, in order.
type Rows = OnceLock<Vec<(u32, u32)>>;

/// Where somebody stands, each list made when it is first asked for: a draft asks for news, and reads
/// neither invitations nor messages.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    invitations: Rows,
    news: Rows,
    conversations: Rows,
}

/// It follows from the rest: two facts are the same whether or not somebody asked.
impl PartialEq for About {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Facts {
    /// The rows about somebody. `places` says where the people of all rows stand, in their order.
    fn rows_of<'a, I: Iterator<Item = Option<usize>>>(
        &'a self,
        rows: &'a Rows,
        person: &PersonKey,
        places: impl FnOnce() -> I,
    ) -> impl Iterator<Item = usize> + 'a {
        let all = rows.get_or_init(|| {
            let places = places().zip(0..);
            let rows = places.filter_map(|(place, at)| Some((u32_index(place?), at)));
            let mut all: Vec<(u32, u32)> = rows.collect();
            all.sort_unstable();
            all
        });
        let place = self.place(person).map(u32_index);
        let from = place.map_or(all.len(), |place| {
            all.partition_point(|(of, _)| *of < place)
        });
        let theirs = all.iter().skip(from);
        theirs
            .take_while(move |(of, _)| Some(*of) == place)
            .map(|(_, at)| *at as usize)
    }

    /// The invitations from and to somebody.
    pub fn invitations_of(&self, person: &PersonKey) -> impl Iterator<Item = &Invitation> {
        let all = &self.archive.invitations;
        let places = || all.iter().map(|one| self.place(&one.id.person));
        let rows = self.rows_of(&self.about.invitations, person, places);
        rows.filter_map(|at| all.get(at))
    }

    /// All messages of conversations of two with somebody, drafts and advertising among them.
    pub fn messages_with(&self, person: &PersonKey) -> Vec<Message> {
        let messages = &self.archive.messages;
        let places = || {
            // Of everybody at once: their keys lie together there.
            let keys = &self.folded().keys;
            let is = |key, at| keys.get(at as usize) == Some(key);
            let place = |key| self.index.find(key, |at| is(key, at));
            let parties = messages.parties.iter();
            let parties: Vec<_> = parties.map(|party| place(&party.key)).collect();
            let all = messages.conversations.iter();
            all.map(move |one| Some((*parties.get(one.with? as usize)?)? as usize))
        };
        let rows = self.rows_of(&self.about.conversations, person, places);
        let conversations = rows.filter_map(|at| messages.conversations.get(at));
        conversations
            .flat_map(|conversation| messages.of(conversation).into_owned())
            .collect()
    }

    /// What changed about somebody between archives, oldest first.
    pub fn news_of(&self, person: &PersonKey) -> impl Iterator<Item = &News> {
        let places = || self.news.iter().map(|news| self.place(&news.person));
        let rows = self.rows_of(&self.about.news, person, places);
        rows.filter_map(|at| self.news.get(at))
    }
}
