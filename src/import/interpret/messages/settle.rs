//! When all is read: who the owner is, and who is at the other side of each conversation.

use std::collections::{HashMap, HashSet};

use super::{NOBODY, Reading, Somebody, index, low_half};
use crate::{
    domain::{
        person::PersonKey,
        records::{Archive, Conversation, Message, Messages, Party, Traits},
    },
    import::{
        interpret::network::{Names, fold},
        section::text_hash,
    },
};

/// How LinkedIn names hidden and closed accounts: different people.
const MEMBER: &str = "LinkedIn Member";

/// The other side of a conversation, as far as it was looked through.
#[derive(Clone, Copy)]
struct Side {
    /// Who wrote, beside the owner, or was written to by URL.
    with: u32,
    /// Who was written to, by name only.
    named: u32,
    mine: bool,
    many: bool,
}

impl Reading {
    /// Decides who the owner is, what they wrote, and with whom each conversation is.
    pub(in crate::import::interpret) fn finish(mut self, archive: &mut Archive, names: &Names) {
        self.thread_ids = HashMap::new();
        self.by_url = HashMap::new();
        // A member id, which is all that one year's invitations give, matches no address.
        let known = archive.owner.key.take();
        archive.owner.key = match known {
            Some(key) if key.as_slug().is_some() => Some(key),
            other => self.find_owner(&archive.owner.name).or(other),
        };
        let owner = archive.owner.key.as_ref();
        let own_name = fold(&archive.owner.name);
        let own: Vec<bool> = self
            .people
            .iter()
            .map(|who| match &who.key {
                Some(key) => Some(key) == owner,
                None => !own_name.is_empty() && fold(&who.name) == own_name,
            })
            .collect();
        let is_own = |who: u32| own.get(who as usize).copied().unwrap_or(false);
        let sides = self.sides(is_own);
        for (message, (sender, _)) in self.list.iter_mut().zip(&self.sides) {
            if is_own(*sender) {
                message.traits = message.traits.with(Traits::MINE);
            }
        }
        self.sides = Vec::new();
        let mut parties = Parties::default();
        let mut conversations = Vec::with_capacity(self.threads.len());
        let mut common = Vec::with_capacity(self.threads.len());
        for (thread, side) in self.threads.iter().zip(sides) {
            let group = thread.group || side.many;
            let with = if side.with == NOBODY {
                side.named
            } else {
                side.with
            };
            let person = self.people.get(with as usize).filter(|_| !group);
            let party = person.and_then(|person| parties.number(person, names));
            let advert = thread.subject
                && !side.mine
                && !party
                    .and_then(|p| parties.list.get(p as usize))
                    .is_some_and(|p| names.connected(&p.key));
            let mut traits = Traits::default();
            if group {
                traits = traits.with(Traits::GROUP);
            }
            if advert {
                traits = traits.with(Traits::SPONSORED);
            }
            common.push(traits);
            conversations.push(Conversation {
                with: party,
                messages: 0..0,
            });
        }
        let mut list = self.list;
        for message in &mut list {
            let common = common.get(message.conversation as usize).copied();
            message.traits = message.traits.with(common.unwrap_or_default());
        }
        place(&mut list, &mut conversations);
        let mut messages = Messages {
            parties: parties.list,
            conversations,
            list: list.into(),
        };
        mark_notes(&mut messages, archive);
        archive.messages = messages.into();
    }

    /// Looks through all messages for the other side of each conversation.
    fn sides(&self, is_own: impl Fn(u32) -> bool) -> Vec<Side> {
        let fresh = Side {
            with: NOBODY,
            named: NOBODY,
            mine: false,
            many: false,
        };
        let mut sides = vec![fresh; self.threads.len()];
        for (message, (sender, recipient)) in self.list.iter().zip(&self.sides) {
            let Some(side) = sides.get_mut(message.conversation as usize) else {
                continue;
            };
            let mine = is_own(*sender) || message.traits.has(Traits::MINE);
            side.mine |= mine;
            let others = [(*sender, false), (*recipient, true)];
            for (who, is_recipient) in others {
                let Some(person) = self.people.get(who as usize) else {
                    continue;
                };
                if is_own(who) || (mine && !is_recipient) {
                    continue;
                }
                if person.key.is_none() && is_recipient {
                    // A name may join several; it counts only for want of something better.
                    if side.named == NOBODY {
                        side.named = who;
                    }
                } else if side.with == NOBODY {
                    side.with = who;
                } else {
                    side.many |= side.with != who;
                }
            }
        }
        sides
    }

    /// The owner's key by the messages alone: who sends under the owner's name, or who is in nearly
    /// every conversation.
    fn find_owner(&self, name: &str) -> Option<PersonKey> {
        let name = fold(name);
        let mut sent: HashMap<u32, u32> = HashMap::new();
        let mut present: HashSet<(u32, u32)> = HashSet::new();
        for (message, (sender, recipient)) in self.list.iter().zip(&self.sides) {
            *sent.entry(*sender).or_default() += 1;
            present.extend([
                (*sender, message.conversation),
                (*recipient, message.conversation),
            ]);
        }
        let key = |who: u32| {
            self.people
                .get(who as usize)
                .and_then(|person| person.key.clone())
        };
        let bears = |who: &u32| {
            self.people
                .get(*who as usize)
                .is_some_and(|p| fold(&p.name) == name)
        };
        if !name.is_empty() {
            let senders = sent
                .into_iter()
                .filter(|(who, _)| bears(who) && key(*who).is_some());
            if let Some((who, _)) = senders.max_by_key(|(who, count)| (*count, u32::MAX - who)) {
                return key(who);
            }
        }
        let mut threads: HashMap<u32, usize> = HashMap::new();
        for (who, _) in present {
            *threads.entry(who).or_default() += 1;
        }
        let keyed = threads.into_iter().filter(|(who, _)| key(*who).is_some());
        let (who, count) = keyed.max_by_key(|(who, count)| (*count, u32::MAX - who))?;
        // Nine of ten, and enough conversations that it means something.
        (count >= 3 && count * 10 >= self.threads.len() * 9)
            .then(|| key(who))
            .flatten()
    }
}

/// The people who end up in the facts.
#[derive(Default)]
struct Parties {
    list: Vec<Party>,
    numbers: HashMap<PersonKey, u32>,
}

impl Parties {
    /// The number of a person with a key of their own or, by a name that one connection bears, a
    /// connection's.
    fn number(&mut self, person: &Somebody, names: &Names) -> Option<u32> {
        let (key, _) = match &*person.name {
            MEMBER => (person.key.clone(), false),
            name => names.resolve(person.key.as_ref(), name),
        };
        let key = key?;
        let new = index(self.list.len());
        let found = *self.numbers.entry(key.clone()).or_insert(new);
        if found == new {
            self.list.push(Party {
                key,
                name: person.name.clone(),
            });
        }
        Some(found)
    }
}

/// Puts the messages thread by thread, oldest first in each. The file has them newest first.
fn place(list: &mut [Message], conversations: &mut [Conversation]) {
    list.reverse();
    list.sort_by_key(|message| (message.conversation, message.at));
    let mut begin = 0;
    for run in list.chunk_by(|a, b| a.conversation == b.conversation) {
        let end = begin + index(run.len());
        let conversation = run
            .first()
            .and_then(|first| conversations.get_mut(first.conversation as usize));
        if let Some(conversation) = conversation {
            conversation.messages = begin..end;
        }
        begin = end;
    }
}

/// The note of an accepted invitation appears as a message of the moment of acceptance.
fn mark_notes(messages: &mut Messages, archive: &Archive) {
    let mut notes: HashMap<&PersonKey, HashSet<u32>> = HashMap::new();
    for invitation in &archive.invitations {
        if invitation.connected && !invitation.note.is_empty() {
            let hash = low_half(text_hash(&invitation.note));
            let of_person = notes.entry(&invitation.id.person).or_default();
            of_person.insert(hash);
        }
    }
    let list = messages.list.held();
    for conversation in &messages.conversations {
        let with = conversation
            .with
            .and_then(|with| messages.parties.get(with as usize));
        let Some(notes) = with.and_then(|party| notes.get(&party.key)) else {
            continue;
        };
        let range = conversation.messages.start as usize..conversation.messages.end as usize;
        let mut marked = HashSet::new();
        for message in list.get_mut(range).unwrap_or_default() {
            if notes.contains(&message.text_hash) && marked.insert(message.text_hash) {
                message.traits = message.traits.with(Traits::NOTE);
            }
        }
    }
}
