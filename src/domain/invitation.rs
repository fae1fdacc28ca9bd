//! Invitations: which one is meant, how it was answered, where it stands.

use std::{fmt, str::FromStr};

use super::{
    day::{Day, Instant},
    person::PersonKey,
};

/// How long an asked question rests before the invitation comes back to the queue, in days.
/// Source: design.md, "What the words mean".
pub const ASK_RESTS_DAYS: i64 = 14;

/// One invitation: who sent it and when. The same person may ask again after a refusal; that is
/// another invitation, and an old answer does not count for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InvitationId {
    /// The other side: the inviter of a received one.
    pub person: PersonKey,
    /// When it was sent; `None` where the archive's date could not be read.
    pub sent: Option<Instant>,
}

const SENT_FORM: &str = "%Y-%m-%dT%H:%MZ";

impl fmt::Display for InvitationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sent {
            Some(sent) => write!(f, "{}@{}", self.person, sent.format(SENT_FORM)),
            None => write!(f, "{}@", self.person),
        }
    }
}

/// The text is not `<person>@<date>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnInvitationId;

impl FromStr for InvitationId {
    type Err = NotAnInvitationId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (person, sent) = text.rsplit_once('@').ok_or(NotAnInvitationId)?;
        if person.is_empty() {
            return Err(NotAnInvitationId);
        }
        let sent = match sent {
            "" => None,
            _ => Some(
                chrono::NaiveDateTime::parse_from_str(sent, SENT_FORM)
                    .map_err(|_| NotAnInvitationId)?
                    .and_utc(),
            ),
        };
        Ok(Self {
            person: PersonKey::from_text(person),
            sent,
        })
    }
}

/// What the person decided about an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Accept it on LinkedIn, and welcome them.
    Accept,
    /// Leave the queue; ignoring it on LinkedIn is optional.
    Decline,
    /// Reply with a question first; it stays open.
    Ask,
    /// Comes back by itself on this day; nothing to do on LinkedIn.
    Later(Day),
}

impl Answer {
    /// The word of the command line, the screen and the journal.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::Ask => "ask",
            Self::Later(_) => "later",
        }
    }
}

/// Where a received, open invitation stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was decided.
    Undecided,
    /// Put off until this day, which has not come.
    Resting(Day),
    /// Put off, and the day has come.
    Back(Day),
    /// Asked on this day; neither answered nor old enough to come back.
    Asked(Day),
    /// Asked on this day, and they wrote since.
    Replied(Day),
    /// Asked on this day, and [`ASK_RESTS_DAYS`] passed in silence.
    Silent(Day),
    /// Accepted here on this day; the archive does not show it yet.
    Accepted(Day),
    /// Declined here on this day.
    Declined(Day),
}

impl Standing {
    /// Whether it waits for a decision: the queue, the number on the tab.
    pub const fn in_queue(self) -> bool {
        matches!(
            self,
            Self::Undecided | Self::Back(_) | Self::Replied(_) | Self::Silent(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        for text in [
            "mira-example@2026-11-20T17:04Z",
            "row:00ff@",
            "in:row:x@2026-01-02T03:04Z",
        ] {
            assert_eq!(text.parse::<InvitationId>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["mira-example", "@2026-11-20T17:04Z", "mira@yesterday", ""] {
            assert!(text.parse::<InvitationId>().is_err(), "{text}");
        }
    }
}
