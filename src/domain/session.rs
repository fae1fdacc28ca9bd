//! A session: the day's cards, one at a time. What was done stands in the journal; a session only
//! knows which cards it has, which of them were passed, and where in the journal it began.

mod deck;
mod mirror;
mod portion;
mod summary;

use std::{fmt, str::FromStr};

pub use deck::Deck;
pub use mirror::{ANSWER_DAYS, Accepted, Mirror, Outcome};
pub use portion::{PORTION, Portion, Seen};
pub use summary::{End, Sum, since, statistics};

use super::{
    book::Book,
    day::{Day, Instant},
    invitation::InvitationId,
    person::PersonKey,
    step::{Step, StepId},
};

/// One thing to decide.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Card {
    /// An invitation.
    Invitation(InvitationId),
    /// A follow-up, by its person.
    FollowUp(PersonKey),
    /// A gap of the own profile, by the id of its check.
    Gap(String),
}

impl Card {
    /// The card that a step was about, in a session. A step for many rows is about the first.
    pub fn of(step: &Step) -> Option<Self> {
        Some(match step {
            Step::Answer { invitations, .. } => Self::Invitation(invitations.first()?.clone()),
            Step::Contact { people, .. }
            | Step::Snooze { people, .. }
            | Step::Skip { people }
            | Step::Circle { people, .. }
            | Step::Pause { people, .. } => Self::FollowUp(people.first()?.clone()),
            Step::Sent { person, .. } => Self::FollowUp(person.clone()),
            Step::Check { item, .. } => Self::Gap(item.clone()),
            _ => return None,
        })
    }
}

impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invitation(id) => write!(f, "invitation:{id}"),
            Self::FollowUp(person) => write!(f, "follow-up:{}", person.as_str()),
            Self::Gap(item) => write!(f, "gap:{item}"),
        }
    }
}

/// The text names no card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACard;

impl FromStr for Card {
    type Err = NotACard;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, rest) = text.split_once(':').ok_or(NotACard)?;
        match kind {
            "invitation" => Ok(Self::Invitation(rest.parse().map_err(|_| NotACard)?)),
            "follow-up" => Ok(Self::FollowUp(PersonKey::from_text(rest))),
            "gap" => Ok(Self::Gap(rest.to_owned())),
            _ => Err(NotACard),
        }
    }
}

/// What is kept of a session between two starts of the program, beside the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The day of the session; on another day it is over.
    pub day: Day,
    /// The last step before it began; `None` if there was none.
    pub since: Option<StepId>,
    /// When it began.
    pub started: Instant,
    /// Its length in minutes, where one was wanted.
    pub minutes: Option<u32>,
    /// Whether it is about invitations only.
    pub only_invitations: bool,
    /// How many invitations were asked for beyond the day's portion.
    pub extra: usize,
    /// Cards that were passed once and come again at the end.
    pub passed: Vec<Card>,
    /// Cards that were passed twice and come on another day.
    pub resting: Vec<Card>,
}

/// Whether something was said about any item of the audit on a day: one gap a day is enough.
pub fn gap_seen(book: &Book, today: Day) -> bool {
    let mut said = book.checks().all();
    said.any(|(_, words)| words.iter().any(|word| word.day == today))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_reads_back_as_it_was_written() {
        for text in [
            "invitation:mira-example@2026-11-20T17:04Z",
            "follow-up:lee-testcase",
            "follow-up:row:00ff",
            "gap:about",
        ] {
            assert_eq!(text.parse::<Card>().unwrap().to_string(), text);
        }
        for text in ["", "gap", "invitation:x", "card:y"] {
            assert_eq!(text.parse::<Card>(), Err(NotACard), "{text}");
        }
    }
}
