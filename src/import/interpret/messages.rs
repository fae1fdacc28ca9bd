//! Messages: who wrote to whom.

mod settle;

use std::collections::HashMap;

use super::{Problem, Warnings, network::fold};
use crate::{
    domain::{
        person::PersonKey,
        records::{Message, Traits},
    },
    import::{Kind, dates, profile_url},
};

const NOBODY: u32 = u32::MAX;

/// The columns that are looked at, in the order of [`Reading::columns`].
const COLUMNS: [&str; 14] = [
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "IS MESSAGE DRAFT",
    "DIRECTION",
    "TEXT AT",
    "TEXT BYTES",
    "TEXT HASH",
    "MARK",
];

/// What was read, until the owner is known.
#[derive(Debug, Default)]
pub(super) struct Reading {
    columns: [Option<usize>; COLUMNS.len()],
    list: Vec<Message>,
    /// Sender and first recipient of each message.
    sides: Vec<(u32, u32)>,
    threads: Vec<Thread>,
    thread_ids: HashMap<Box<str>, u32>,
    people: Vec<Somebody>,
    by_url: HashMap<Box<str>, u32>,
    by_key: HashMap<PersonKey, u32>,
    by_name: HashMap<(u32, Box<str>), u32>,
}

#[derive(Debug)]
struct Thread {
    id: Box<str>,
    /// A message went to several people, told by their URLs.
    group: bool,
    /// A message has a subject: `InMail`.
    subject: bool,
}

#[derive(Debug)]
struct Somebody {
    key: Option<PersonKey>,
    name: Box<str>,
}

impl Reading {
    pub(super) fn begin(&mut self, columns: &[String]) {
        self.columns = COLUMNS.map(|name| columns.iter().position(|column| column == name));
    }

    pub(super) fn row<S: AsRef<str>>(&mut self, cells: &[S], row: u64, warnings: &mut Warnings) {
        let places = self.columns;
        let [
            id,
            title,
            from,
            sender_url,
            to,
            recipient_urls,
            date,
            subject,
            draft,
            direction,
            at,
            bytes,
            hash,
            mark,
        ] = places.map(|at| {
            at.and_then(|at| cells.get(at))
                .map_or("", |cell| cell.as_ref().trim())
        });
        let sent = dates::utc(date).or_else(|| dates::pacific(date));
        if sent.is_none() && !date.is_empty() {
            warnings.add(Kind::Messages, Problem::Date, row);
        }
        let outgoing = direction.eq_ignore_ascii_case("OUTGOING");
        let incoming = direction.eq_ignore_ascii_case("INCOMING");
        let thread = self.thread(id, if incoming { from } else { to });
        let sender = self.somebody(sender_url, from, thread);
        let mut urls = profile_url::split(recipient_urls);
        let recipient = match (urls.next(), urls.next()) {
            (None, _) => self.somebody("", to, thread),
            (Some(url), None) => self.somebody(url, to, thread),
            (Some(url), Some(_)) => {
                self.mark_group(thread);
                self.somebody(url, "", thread)
            }
        };
        if !subject.is_empty()
            && let Some(thread) = self.threads.get_mut(thread as usize)
        {
            thread.subject = true;
        }
        let traits = [
            (Traits::MINE, outgoing),
            (Traits::DRAFT, draft.eq_ignore_ascii_case("yes")),
            (
                Traits::SPONSORED,
                mark == "sponsored" || title == "Sponsored Conversation",
            ),
            (Traits::CONGRATS, mark == "congrats"),
            (Traits::EMPTY, mark == "empty"),
        ];
        let place = at.parse().ok().zip(bytes.parse().ok());
        if place.is_none() {
            warnings.add(Kind::Messages, Problem::TextPlace, row);
        }
        let (text_at, text_bytes) = place.unwrap_or_default();
        self.list.push(Message {
            at: sent.map_or(0, |at| at.timestamp()),
            text_at,
            text_bytes,
            text_hash: u64::from_str_radix(hash, 16).map_or(0, low_half),
            conversation: thread,
            traits: traits
                .iter()
                .filter(|(_, holds)| *holds)
                .fold(Traits::default(), |all, (one, _)| all.with(*one)),
        });
        self.sides.push((sender, recipient));
    }

    /// The number of a conversation. Without an id (2018, drafts) the other side's name stands for it.
    fn thread(&mut self, id: &str, other: &str) -> u32 {
        let last = self.list.last().map(|message| message.conversation);
        if !id.is_empty()
            && let Some(last) = last
            && self
                .threads
                .get(last as usize)
                .is_some_and(|thread| &*thread.id == id)
        {
            return last;
        }
        let known: Box<str> = if id.is_empty() {
            format!("\0{}", fold(other)).into()
        } else {
            id.into()
        };
        let new = index(self.threads.len());
        let found = *self.thread_ids.entry(known).or_insert(new);
        if found == new {
            self.threads.push(Thread {
                id: id.into(),
                group: false,
                subject: false,
            });
        }
        found
    }

    fn mark_group(&mut self, thread: u32) {
        if let Some(thread) = self.threads.get_mut(thread as usize) {
            thread.group = true;
        }
    }

    /// The number of a person: by URL, else by name within one conversation.
    fn somebody(&mut self, url: &str, name: &str, thread: u32) -> u32 {
        if !url.is_empty() {
            if let Some(known) = self.by_url.get(url) {
                let known = *known;
                self.name(known, name);
                return known;
            }
            if let Some(key) = profile_url::key(url) {
                let new = index(self.people.len());
                let found = *self.by_key.entry(key.clone()).or_insert(new);
                if found == new {
                    self.people.push(Somebody {
                        key: Some(key),
                        name: name.into(),
                    });
                }
                self.by_url.insert(url.into(), found);
                self.name(found, name);
                return found;
            }
        }
        if name.is_empty() {
            return NOBODY;
        }
        let new = index(self.people.len());
        let found = *self.by_name.entry((thread, name.into())).or_insert(new);
        if found == new {
            self.people.push(Somebody {
                key: None,
                name: name.into(),
            });
        }
        found
    }

    /// Somebody who was first seen without a name may have one in another row.
    fn name(&mut self, person: u32, name: &str) {
        if let Some(person) = self.people.get_mut(person as usize)
            && person.name.is_empty()
        {
            person.name = name.into();
        }
    }
}

/// Numbers of things of which a file holds at most two million.
fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(NOBODY)
}

/// What a message keeps of the hash of its text.
fn low_half(hash: u64) -> u32 {
    u32::try_from(hash & u64::from(u32::MAX)).unwrap_or_default()
}
