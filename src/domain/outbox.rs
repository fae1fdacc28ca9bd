//! The outbox: what was decided and must still be done on LinkedIn, by hand.

use std::{fmt, str::FromStr};

use super::{
    book::Book,
    day::Day,
    invitation::{Answer, InvitationId},
};

/// Something to do on LinkedIn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Press Accept.
    Accept,
    /// Reply with the question, without accepting yet.
    Reply,
    /// Press Ignore. Optional: an ignored invitation costs nobody anything.
    Ignore,
}

impl Act {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Accept, "accept"),
        (Self::Reply, "reply"),
        (Self::Ignore, "ignore"),
    ];

    /// The word of the journal, the screen and the command line.
    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(act, _)| *act == self)
            .map_or("accept", |(_, word)| word)
    }

    /// What an answer asks for on LinkedIn. `Later` asks for nothing.
    pub const fn of(answer: Answer) -> Option<Self> {
        match answer {
            Answer::Accept => Some(Self::Accept),
            Answer::Ask => Some(Self::Reply),
            Answer::Decline => Some(Self::Ignore),
            Answer::Later(_) => None,
        }
    }
}

/// One line of the outbox.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutboxId {
    /// What is to be done.
    pub act: Act,
    /// With which invitation.
    pub invitation: InvitationId,
}

impl fmt::Display for OutboxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.act.word(), self.invitation)
    }
}

/// The text is not `<act>:<invitation>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnOutboxId;

impl FromStr for OutboxId {
    type Err = NotAnOutboxId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (act, invitation) = text.split_once(':').ok_or(NotAnOutboxId)?;
        let (act, _) = Act::ALL
            .iter()
            .find(|(_, word)| *word == act)
            .ok_or(NotAnOutboxId)?;
        Ok(Self {
            act: *act,
            invitation: invitation.parse().map_err(|_| NotAnOutboxId)?,
        })
    }
}

/// How far a line of the outbox is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Still to be done on LinkedIn.
    ToDo,
    /// Ticked by hand on this day. The archive cannot confirm a declined one.
    Ticked(Day),
    /// A later archive shows it; the day is LinkedIn's.
    Confirmed(Day),
}

/// A line of the outbox with all that the screen and the command line show.
#[derive(Clone, Debug, PartialEq)]
pub struct OutboxItem {
    /// Which line.
    pub id: OutboxId,
    /// The name as LinkedIn gives it; hostile until cleaned.
    pub name: String,
    /// The day of the decision.
    pub decided: Day,
    /// How far it is.
    pub progress: Progress,
}

/// The outbox: lines to do first, accepts before replies before ignores (the order of the pages
/// on LinkedIn), each in the order of the decisions.
pub fn outbox(book: &Book) -> Vec<OutboxItem> {
    let mut items: Vec<OutboxItem> = book
        .answered()
        .filter_map(|(id, answered)| {
            let act = Act::of(answered.answer)?;
            let item = OutboxId {
                act,
                invitation: id.clone(),
            };
            let progress = progress(book, &item, answered.day);
            let name = book
                .facts()
                .name_of(&id.person)
                .unwrap_or(id.person.as_str())
                .to_owned();
            Some(OutboxItem {
                id: item,
                name,
                decided: answered.day,
                progress,
            })
        })
        .collect();
    items.sort_by(|a, b| {
        let rank = |item: &OutboxItem| (item.progress != Progress::ToDo, item.id.act, item.decided);
        rank(a).cmp(&rank(b)).then_with(|| a.id.cmp(&b.id))
    });
    items
}

fn progress(book: &Book, item: &OutboxId, decided: Day) -> Progress {
    let facts = book.facts();
    let person = &item.invitation.person;
    let confirmed = match item.act {
        Act::Accept => facts.connected_on(person),
        Act::Reply => facts.last_written_to(person).filter(|day| *day >= decided),
        Act::Ignore => None,
    };
    match (confirmed, book.ticked(item)) {
        (Some(day), _) => Progress::Confirmed(day),
        (None, Some(day)) => Progress::Ticked(day),
        (None, None) => Progress::ToDo,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        for text in [
            "accept:mira-example@2026-11-20T17:04Z",
            "ignore:row:00ff@",
            "reply:x@",
        ] {
            assert_eq!(text.parse::<OutboxId>().unwrap().to_string(), text);
        }
        assert!("later:x@".parse::<OutboxId>().is_err());
        assert!("accept".parse::<OutboxId>().is_err());
    }
}
