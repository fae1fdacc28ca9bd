//! The outbox: what was decided and must still be done on LinkedIn, by hand.

mod id;

pub use id::{Act, NotAnOutboxId, OutboxId};

use std::collections::HashMap;

use super::{
    book::Book,
    checklist::{Passage, Shown},
    day::Day,
    invitation::{Answer, InvitationId},
    news::Event,
    person::PersonKey,
    plan::spoken,
};

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
    /// The profile shows neither the draft nor what it replaces, in the archive of this day.
    OtherText(Day),
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
    /// The own profile.
    Profile,
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
            Self::Profile => "Your profile",
            Self::Done => "Done",
        }
    }
}

/// A line of the outbox with all that the screen and the command line show.
#[derive(Clone, Debug, PartialEq)]
pub struct OutboxItem {
    /// Which line.
    pub id: OutboxId,
    /// The name as LinkedIn gives it, or which text of the profile; hostile until cleaned.
    pub name: String,
    /// The day of the decision, or of the draft.
    pub decided: Day,
    /// How far it is.
    pub progress: Progress,
}

impl OutboxItem {
    /// Where it is done.
    pub const fn page(&self) -> Page {
        match (self.progress, self.id.act()) {
            (Progress::Contradicted(_), _) => Page::Contradicted,
            (Progress::Ticked(_) | Progress::Confirmed(_), _) => Page::Done,
            (Progress::ToDo, Act::Accept | Act::Ignore) => Page::Invitations,
            (Progress::ToDo, Act::Reply | Act::Write) => Page::Messages,
            (Progress::ToDo, Act::Update) => Page::Profile,
        }
    }

    /// What an archive contradicts, and what can be done about it: two sentences.
    pub fn contradiction(&self, today: Day) -> Option<(String, &'static str)> {
        let Progress::Contradicted(contradiction) = self.progress else {
            return None;
        };
        let said = |day: Day| spoken(day, today);
        let decided = match self.id.act() {
            Act::Accept => "Accepted",
            Act::Reply => "Asked first",
            Act::Ignore => "Declined",
            Act::Write => "Written",
            Act::Update => "Drafted",
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
                let (what, way) = match self.id.act() {
                    Act::Accept => (
                        "no connection",
                        "Withdrawn, closed, or the click did not arrive: look at their page, \
                         and tick this line again.",
                    ),
                    Act::Update => (
                        "the old text",
                        "Look whether it was saved, and tick this line again.",
                    ),
                    _ => (
                        "no message from you",
                        "Look at the conversation, and tick this line again.",
                    ),
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
            Contradiction::OtherText(archive) => (
                format!(
                    "{decided}, but the archive of {} shows a different text.",
                    said(archive)
                ),
                "Keep what LinkedIn shows, or copy the draft again. Tick this line to let it be.",
            ),
        })
    }
}

/// The outbox: what an archive contradicts, then what is to do in the order of LinkedIn's pages
/// (accepts before ignores), each in the order of the decisions; what is done comes last.
pub fn outbox(book: &Book) -> Vec<OutboxItem> {
    let archives = Archives::new(book);
    let answers = book.answered().filter_map(|(id, answered)| {
        let act = Act::of(answered.answer)?;
        let progress = archives.of_answer(act, id, answered.day);
        let id = OutboxId::Answer(act, id.clone());
        Some((id, answered.day, progress))
    });
    // Words that belong to an answer go with its line; words that were sent are kept no longer.
    let words = book.touched().flat_map(|(person, touch)| {
        let own = touch.drafts.iter();
        let own = own.filter(|(occasion, _)| !occasion.is_answer());
        own.map(|(occasion, words)| {
            let id = OutboxId::Words(person.clone(), *occasion);
            (id, words.day, archives.of_words(person, words.day))
        })
    });
    let held = book.held();
    let texts = book.profile_drafts().iter().map(|(passage, draft)| {
        let shown = draft.shown(passage, book.facts().profile(), held.get(passage.source()));
        let id = OutboxId::Text(passage.clone());
        let progress = of_text(shown, draft.day, book.ticked(&id));
        (id, draft.day, progress)
    });
    let all = answers.chain(words).chain(texts);
    let mut items: Vec<OutboxItem> = all
        .map(|(id, decided, progress)| OutboxItem {
            name: named(book, &id),
            id,
            decided,
            progress,
        })
        .collect();
    items.sort_by(|a, b| {
        let rank = |item: &OutboxItem| (item.page(), item.id.act(), item.decided);
        rank(a).cmp(&rank(b)).then_with(|| a.id.cmp(&b.id))
    });
    items
}

/// Whom or what a line is about.
fn named(book: &Book, id: &OutboxId) -> String {
    match id {
        OutboxId::Answer(_, InvitationId { person, .. }) | OutboxId::Words(person, _) => {
            let known = book.facts().name_of(person).or_else(|| person.as_name());
            known.unwrap_or(person.as_str()).to_owned()
        }
        OutboxId::Text(passage) => match passage {
            Passage::Headline => "Headline".to_owned(),
            Passage::About => "About".to_owned(),
            Passage::Description { .. } => passage.to_string(),
        },
    }
}

/// How far a drafted text of the profile is.
fn of_text(shown: Shown, drafted: Day, ticked: Option<Day>) -> Progress {
    // A tick that an archive cannot show yet knows better than the archive.
    let late = |archive: Day, ticked: Day| (archive - ticked).num_days() >= SHOWN_AFTER_DAYS;
    match (shown, ticked) {
        (Shown::Draft(archive), _) => Progress::Confirmed(archive.unwrap_or(drafted)),
        (Shown::Old(archive), Some(ticked)) if late(archive, ticked) => {
            Progress::Contradicted(Contradiction::NotShown { ticked, archive })
        }
        (Shown::Other(archive), ticked) if ticked.is_none_or(|on| late(archive, on)) => {
            Progress::Contradicted(Contradiction::OtherText(archive))
        }
        (_, Some(ticked)) => Progress::Ticked(ticked),
        (_, None) => Progress::ToDo,
    }
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

    fn of_answer(&self, act: Act, invitation: &InvitationId, decided: Day) -> Progress {
        let ticked = self.book.ticked(&OutboxId::Answer(act, invitation.clone()));
        let facts = self.book.facts();
        let who = &invitation.person;
        let person = facts.person(who);
        let connected = person
            .filter(|person| person.connection)
            .map(|person| person.connected_on);
        // A connection without a date is one since the archive that shows it, at the latest.
        let since = connected.and_then(|on| on.or(self.connections));
        let written = facts.last_written_to(who).filter(|day| *day >= decided);
        let (confirmed, archive) = match act {
            Act::Accept => (since, self.connections),
            // Who accepts after asking need not say so here.
            Act::Reply => (written.or(since), self.messages),
            _ => (None, None),
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
        let contradiction = match act {
            Act::Ignore => connected
                .filter(|_| !self.accepted(who))
                .map(|on| (Contradiction::Connected(on), self.connections)),
            Act::Accept => self.gone(who, decided),
            _ => None,
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

    /// How far words are that were written on a day.
    fn of_words(&self, person: &PersonKey, written: Day) -> Progress {
        let since = self.book.facts().last_written_to(person);
        let sent = since.filter(|day| *day >= written);
        sent.map_or(Progress::ToDo, Progress::Confirmed)
    }

    /// Whether they were a connection after the decision, and are none any more.
    fn gone(&self, who: &PersonKey, decided: Day) -> Option<(Contradiction, Option<Day>)> {
        let archive = *self.gone.get(who)?;
        (archive >= decided).then_some((Contradiction::Gone(archive), Some(archive)))
    }

    /// Whether another invitation of theirs was accepted here.
    fn accepted(&self, person: &PersonKey) -> bool {
        let mut answered = self.book.answered();
        answered.any(|(id, last)| id.person == *person && last.answer == Answer::Accept)
    }
}
