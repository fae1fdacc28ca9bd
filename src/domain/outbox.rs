//! The outbox: what was decided and must still be done on LinkedIn, by hand.

use std::{collections::HashMap, fmt, str::FromStr};

use super::{
    book::Book,
    day::Day,
    invitation::{Answer, InvitationId},
    news::Event,
    person::PersonKey,
    plan::spoken,
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

    /// The same once it is done: `accepted`.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Accept => "accepted",
            Self::Reply => "replied",
            Self::Ignore => "ignored",
        }
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

/// An archive shows what was done at least so many days before it was made. Chosen here: a tick is
/// of the person's day, an archive of UTC's, and LinkedIn takes up to a day to make it.
const SHOWN_AFTER_DAYS: i64 = 2;

/// How far a line of the outbox is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Still to be done on LinkedIn.
    ToDo,
    /// Ticked by hand on this day. The archive cannot confirm a declined one.
    Ticked(Day),
    /// A later archive shows it; the day is LinkedIn's.
    Confirmed(Day),
    /// An archive shows something else. Nothing is changed for that; a new tick says that the
    /// person knows.
    Contradicted(Contradiction),
}

impl Progress {
    /// Whether the person has something to do about it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::ToDo | Self::Contradicted(_))
    }
}

/// How an archive contradicts what was decided or ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Declined here, and connected on LinkedIn, since a day where that is known.
    Connected(Option<Day>),
    /// Ticked as done; an archive made well after it does not show it.
    NotShown {
        /// When it was ticked.
        ticked: Day,
        /// When the archive was made, in UTC.
        archive: Day,
    },
    /// They were a connection, and are none in the archive of this day.
    Gone(Day),
}

/// Where a line is done: the pages of LinkedIn, in the order in which they are gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// First what an archive contradicts: on their profile.
    Contradicted,
    /// The page of invitations.
    Invitations,
    /// The page of messages.
    Messages,
    /// Nowhere any more: it is done.
    Done,
}

impl Page {
    /// Its heading.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Contradicted => "An archive says otherwise",
            Self::Invitations => "Page of invitations",
            Self::Messages => "Page of messages",
            Self::Done => "Done",
        }
    }
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

impl OutboxItem {
    /// Where it is done.
    pub const fn page(&self) -> Page {
        match (self.progress, self.id.act) {
            (Progress::Contradicted(_), _) => Page::Contradicted,
            (Progress::Ticked(_) | Progress::Confirmed(_), _) => Page::Done,
            (Progress::ToDo, Act::Accept | Act::Ignore) => Page::Invitations,
            (Progress::ToDo, Act::Reply) => Page::Messages,
        }
    }

    /// What an archive contradicts, and what can be done about it: two sentences.
    pub fn contradiction(&self, today: Day) -> Option<(String, &'static str)> {
        let Progress::Contradicted(contradiction) = self.progress else {
            return None;
        };
        let said = |day: Day| spoken(day, today);
        let decided = match self.id.act {
            Act::Accept => "Accepted",
            Act::Reply => "Asked first",
            Act::Ignore => "Declined",
        };
        let decided = format!("{decided} here on {}", said(self.decided));
        Some(match contradiction {
            Contradiction::Connected(since) => {
                let since = since.map_or_else(String::new, |on| format!(" since {}", said(on)));
                (
                    format!("{decided}, but LinkedIn shows a connection{since}."),
                    "Keep it, or remove it on their page; nobody is told. Then tick this line.",
                )
            }
            Contradiction::NotShown { ticked, archive } => {
                let (what, way) = if self.id.act == Act::Accept {
                    (
                        "no connection",
                        "Withdrawn, closed, or the click did not arrive: look at their page, \
                         and tick this line again.",
                    )
                } else {
                    (
                        "no message from you",
                        "Look at the conversation, and tick this line again.",
                    )
                };
                let (ticked, archive) = (said(ticked), said(archive));
                (
                    format!("Ticked on {ticked}, but the archive of {archive} shows {what}."),
                    way,
                )
            }
            Contradiction::Gone(archive) => (
                format!(
                    "{decided}, and connected then; the archive of {} has no connection any more.",
                    said(archive)
                ),
                "Removed by one of you, or a closed account: LinkedIn does not say which. \
                 Tick this line to let it be.",
            ),
        })
    }
}

/// The outbox: what an archive contradicts, then what is to do in the order of LinkedIn's pages
/// (accepts before ignores), each in the order of the decisions; what is done comes last.
pub fn outbox(book: &Book) -> Vec<OutboxItem> {
    let archives = Archives::new(book);
    let mut items: Vec<OutboxItem> = book
        .answered()
        .filter_map(|(id, answered)| {
            let act = Act::of(answered.answer)?;
            let item = OutboxId {
                act,
                invitation: id.clone(),
            };
            let progress = archives.progress(&item, answered.day);
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
        let rank = |item: &OutboxItem| (item.page(), item.id.act, item.decided);
        rank(a).cmp(&rank(b)).then_with(|| a.id.cmp(&b.id))
    });
    items
}

/// What the archives can say about lines.
struct Archives<'a> {
    book: &'a Book,
    /// When the newest ones with connections and with messages were made.
    connections: Option<Day>,
    messages: Option<Day>,
    /// Who is no connection any more, and since which archive.
    gone: HashMap<&'a PersonKey, Day>,
}

impl<'a> Archives<'a> {
    fn new(book: &'a Book) -> Self {
        let gone = book.facts().news().iter().filter_map(|news| {
            let seen = news.seen.filter(|_| news.event == Event::Gone)?;
            Some((&news.person, seen.date_naive()))
        });
        Self {
            book,
            connections: book.archive_of("connections"),
            messages: book.archive_of("messages"),
            gone: gone.collect(),
        }
    }

    fn progress(&self, item: &OutboxId, decided: Day) -> Progress {
        let ticked = self.book.ticked(item);
        let facts = self.book.facts();
        let person = facts.person(&item.invitation.person);
        let connected = person
            .filter(|person| person.connection)
            .map(|person| person.connected_on);
        // A connection without a date is one since the archive that shows it, at the latest.
        let since = connected.and_then(|on| on.or(self.connections));
        let written = facts
            .last_written_to(&item.invitation.person)
            .filter(|day| *day >= decided);
        let (confirmed, archive) = match item.act {
            Act::Accept => (since, self.connections),
            // Who accepts after asking need not say so here.
            Act::Reply => (written.or(since), self.messages),
            Act::Ignore => (None, None),
        };
        if let Some(day) = confirmed {
            return Progress::Confirmed(day);
        }
        // A tick that an archive cannot show yet knows better than the archive.
        let against = |archive: Option<Day>| {
            let late = |ticked: Day| {
                archive.is_some_and(|on| (on - ticked).num_days() >= SHOWN_AFTER_DAYS)
            };
            ticked.is_none_or(late)
        };
        let contradiction = match item.act {
            Act::Ignore => connected
                .filter(|_| !self.accepted(&item.invitation.person))
                .map(|on| (Contradiction::Connected(on), self.connections)),
            Act::Accept => self.gone(item, decided),
            Act::Reply => None,
        };
        if let Some((contradiction, archive)) = contradiction
            && against(archive)
        {
            return Progress::Contradicted(contradiction);
        }
        match (ticked, archive) {
            (Some(ticked), Some(archive)) if against(Some(archive)) => {
                Progress::Contradicted(Contradiction::NotShown { ticked, archive })
            }
            (Some(day), _) => Progress::Ticked(day),
            (None, _) => Progress::ToDo,
        }
    }

    /// Whether they were a connection after the decision, and are none any more.
    fn gone(&self, item: &OutboxId, decided: Day) -> Option<(Contradiction, Option<Day>)> {
        let archive = *self.gone.get(&item.invitation.person)?;
        (archive >= decided).then_some((Contradiction::Gone(archive), Some(archive)))
    }

    /// Whether another invitation of theirs was accepted here.
    fn accepted(&self, person: &PersonKey) -> bool {
        let mut answered = self.book.answered();
        answered.any(|(id, last)| id.person == *person && last.answer == Answer::Accept)
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
