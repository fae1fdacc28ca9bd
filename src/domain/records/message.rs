//! Messages without their texts, small enough to hold half a million.

use std::{borrow::Cow, ops::Range};

use super::super::{late::Runs, person::PersonKey};

/// Facts about one message, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(pub u8);

impl Traits {
    /// The owner wrote it.
    pub const MINE: Self = Self(1);
    /// It was never sent.
    pub const DRAFT: Self = Self(2);
    /// It is in a conversation of more than two.
    pub const GROUP: Self = Self(4);
    /// Advertising.
    pub const SPONSORED: Self = Self(8);
    /// A one-click congratulation.
    pub const CONGRATS: Self = Self(16);
    /// It has no text: an attachment, a shared post, a reaction.
    pub const EMPTY: Self = Self(32);
    /// It is the note of an accepted invitation, dated with the moment of acceptance.
    pub const NOTE: Self = Self(64);

    /// Whether all of these hold.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// These, and others.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// Seconds since 1970, UTC; 0 where the date could not be read.
    pub at: i64,
    /// Where its line begins in the file of texts, in bytes.
    pub text_at: u64,
    /// The length of that line, in bytes.
    pub text_bytes: u32,
    /// The hash of its text without white space: an invitation's note is found again by it.
    pub text_hash: u32,
    /// Its conversation: an index into [`Messages::conversations`].
    pub conversation: u32,
    /// What kind of message it is.
    pub traits: Traits,
}

/// A thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// The other side of a conversation of two, an index into [`Messages::parties`]. `None` for
    /// groups and for senders whom nothing identifies.
    pub with: Option<u32>,
    /// Its messages: a range of [`Messages::list`], oldest first.
    pub messages: Range<u32>,
}

/// Somebody who wrote or was written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Who.
    pub key: PersonKey,
    /// The name in the messages.
    pub name: Box<str>,
}

/// All messages of the newest archive that held any.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Messages {
    /// The people in them, without the owner.
    pub parties: Vec<Party>,
    /// The threads.
    pub conversations: Vec<Conversation>,
    /// The messages, thread by thread, oldest first in each.
    pub list: Runs<Message>,
}

impl Messages {
    /// The messages of a conversation, oldest first.
    pub fn of(&self, conversation: &Conversation) -> Cow<'_, [Message]> {
        let range = conversation.messages.start as usize..conversation.messages.end as usize;
        self.list.run(range)
    }
}
