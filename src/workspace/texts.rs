//! The texts of messages: they lie in a file of their own that no start reads.

use std::{
    borrow::Cow,
    io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom},
};

use crate::{
    domain::{
        book::Book,
        day::{Day, Instant},
        facts::Facts,
        find::Hit,
        person::PersonKey,
        records::{Message, Messages, Traits},
    },
    import::section::{decode_text, plain_text},
    store::{Source, Store},
    text::seek::Seek,
};

/// The longest line that is read: a message of more is no message.
const LONGEST: u64 = 4 << 20;

/// After so many lines a search asks whether to go on: less than a millisecond of work.
const HEARD: usize = 512;

/// The file of the messages' texts.
pub struct Texts {
    source: BufReader<Box<dyn Source>>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

/// A message with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What is known of it.
    pub message: Message,
    /// Its text; hostile until cleaned.
    pub text: String,
}

impl Said {
    /// The day, in UTC; `None` where the date could not be read.
    pub fn day(&self) -> Option<Day> {
        let at = Instant::from_timestamp(self.message.at, 0);
        at.filter(|_| self.message.at != 0)
            .map(|at| at.date_naive())
    }

    /// Whether the owner wrote it.
    pub const fn is_mine(&self) -> bool {
        self.message.traits.has(Traits::MINE)
    }
}

impl Texts {
    /// Opens the texts that count now; `None` where no archive held messages.
    pub(super) fn open(store: &Store, book: &Book) -> Option<Result<Self, String>> {
        let file = book.facts().archive().texts.as_deref()?;
        let source = store.open_import(file).map_err(|error| error.to_string());
        Some(source.map(|source| Self {
            source: BufReader::with_capacity(1 << 18, source),
        }))
    }

    /// The text of a message.
    pub fn text(&mut self, message: &Message) -> io::Result<String> {
        let bytes = u64::from(message.text_bytes).min(LONGEST);
        self.source.seek(SeekFrom::Start(message.text_at))?;
        let mut line = String::new();
        (&mut self.source).take(bytes).read_to_string(&mut line)?;
        decode_text(&line).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))
    }

    /// The last messages of two with a person, the newest first. Drafts, advertising and the notes
    /// of invitations are left out, as in [`Talk`](crate::domain::facts::Talk).
    pub fn last(&mut self, book: &Book, with: &PersonKey, most: usize) -> io::Result<Vec<Said>> {
        let list = talk(book, with);
        let newest = list.into_iter().take(most);
        newest.map(|message| self.said(message)).collect()
    }

    /// The last words of each side with a person, the newest first. What has no words is left out.
    pub fn last_of_each(&mut self, book: &Book, with: &PersonKey) -> io::Result<Vec<Said>> {
        let mut list = talk(book, with);
        let mut told = [false; 2];
        list.retain(|message| {
            let side = told.get_mut(usize::from(message.traits.has(Traits::MINE)));
            !message.traits.has(Traits::EMPTY)
                && side.is_some_and(|told| !std::mem::replace(told, true))
        });
        list.into_iter().map(|message| self.said(message)).collect()
    }

    fn said(&mut self, message: Message) -> io::Result<Said> {
        let text = self.text(&message)?;
        Ok(Said { message, text })
    }

    /// Looks through all messages but advertising and notes of invitations, in the order of the
    /// file. `take` gets the hits, and nothing every now and then; it says whether to go on.
    pub fn search(
        &mut self,
        facts: &Facts,
        seek: &Seek,
        mut take: impl FnMut(Option<&Hit<'_>>) -> bool,
    ) -> io::Result<()> {
        let messages = &facts.archive().messages;
        let mut lines = 0_usize;
        let mut places: Vec<Message> = Vec::new();
        let mut place = 0;
        self.source.seek(SeekFrom::Start(0))?;
        let (mut at, mut line) = (0_u64, String::new());
        loop {
            line.clear();
            let bytes = (&mut self.source).take(LONGEST).read_line(&mut line)?;
            if bytes == 0 {
                return Ok(());
            }
            let begins = at;
            at += bytes as u64;
            lines += 1;
            if lines.is_multiple_of(HEARD) && !take(None) {
                return Ok(());
            }
            let Some(text) = having(seek, &line) else {
                continue;
            };
            // Which message a line belongs to is asked for hits only, which come in order.
            if places.is_empty() {
                places = in_file(messages);
            }
            let behind = places.iter().skip(place);
            place += behind
                .take_while(|message| message.text_at < begins)
                .count();
            let message = places.get(place).filter(|m| m.text_at == begins);
            // The note of an invitation is found with the invitation.
            let wanted = |message: &&Message| {
                !message.traits.has(Traits::SPONSORED) && !message.traits.has(Traits::NOTE)
            };
            let Some(message) = message.filter(wanted) else {
                continue;
            };
            let conversation = messages.conversations.get(message.conversation as usize);
            let with = conversation.and_then(|conversation| conversation.with);
            let hit = Hit {
                seek,
                message,
                with: with.and_then(|with| messages.parties.get(with as usize)),
                text: &text,
            };
            if !take(Some(&hit)) {
                return Ok(());
            }
        }
    }
}

/// The text of a line, if it has the words.
fn having<'a>(seek: &Seek, line: &'a str) -> Option<Cow<'a, str>> {
    let text = match plain_text(line) {
        Some(text) => Cow::Borrowed(text),
        None if seek.may_be_in(line) => Cow::Owned(decode_text(line).ok()?),
        None => return None,
    };
    seek.is_in(&text).then_some(text)
}

/// The messages in the order of their texts.
fn in_file(messages: &Messages) -> Vec<Message> {
    let mut places = messages.list.all().into_owned();
    // A file mostly has one conversation after the other, the newest first in each: then this is
    // their order, and sorting only looks.
    for conversation in &messages.conversations {
        let range = conversation.messages.start as usize..conversation.messages.end as usize;
        places.get_mut(range).unwrap_or_default().reverse();
    }
    places.sort_by_key(|message| message.text_at);
    places
}

/// The messages of two with a person, the newest first.
fn talk(book: &Book, with: &PersonKey) -> Vec<Message> {
    const NO_TALK: [Traits; 4] = [
        Traits::DRAFT,
        Traits::GROUP,
        Traits::SPONSORED,
        Traits::NOTE,
    ];
    let mut list = book.facts().messages_with(with);
    list.retain(|message| !NO_TALK.iter().any(|not| message.traits.has(*not)));
    list.sort_by_key(|message| std::cmp::Reverse(message.at));
    list
}
