//! How two people were in touch.

/// How two people were in touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A message on LinkedIn.
    Message,
    /// A call.
    Call,
    /// A meeting in person.
    Meeting,
    /// E-mail, letter, anything else.
    Other,
}

impl Channel {
    /// All channels, with the word of the journal and the command line.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Message, "message"),
        (Self::Call, "call"),
        (Self::Meeting, "meeting"),
        (Self::Other, "other"),
    ];

    /// The word of the journal and the command line.
    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(channel, _)| *channel == self)
            .map_or("other", |(_, word)| word)
    }

    /// The channel with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(channel, _)| *channel)
    }
}
