//! How two people were in touch.

use crate::domain::words::words;

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

words! {
    Channel:
    Message "message",
    Call "call",
    Meeting "meeting",
    Other "other",
}
