//! Invitations that came by e-mail or from a copied page, before an archive lists them. They lie
//! over the archives: one that an archive lists as well is the same invitation, its row counts, and
//! what was decided about it stays.

use chrono::{Days, TimeDelta};

use super::{
    book::Book,
    capture::Change,
    edit::Field,
    invitation::InvitationId,
    paste::Card,
    person::PersonKey,
    records::{Direction, Invitation},
    step::Step,
};
use crate::{
    domain::day::{Day, Instant},
    text::fold::fold,
};

/// How far apart the e-mail and the archive may date one invitation, in hours: the e-mail comes
/// later, and its sender's clock is another one. Nobody may be invited twice in that time.
const APART_HOURS: i64 = 36;

/// How long an invitation can be open, in days: LinkedIn lets them go after about six months
/// (domain.md 4, unchecked), and a page that tells no age tells no more than that.
const OPEN_DAYS: u64 = 190;

/// A page tells an age in whole units, rounded down: from so many days on it may be so many more.
const ROUNDED: [(u32, u64); 4] = [(365, 366), (30, 31), (7, 7), (0, 1)];

/// What an e-mail says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailed {
    /// Name, headline, note, and who it is, where a link tells.
    pub card: Card,
    /// When the e-mail was sent.
    pub sent: Option<Instant>,
    /// Whether it reminds of an invitation that came before.
    pub reminder: bool,
}

/// An invitation as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Who sent it, and when.
    pub id: InvitationId,
    /// The inviter's name.
    pub name: String,
    /// The note; empty for none.
    pub note: String,
    /// What is known of the inviter beside.
    pub facts: Vec<(Field, String)>,
    /// The first and the last day on which it may have been sent, where a copied page told no more
    /// than its age. `None` where the date is as exact as an e-mail's.
    pub between: Option<(Day, Day)>,
}

impl Received {
    /// The invitation of a card that was copied on a day. It says no more of when it was sent than
    /// the card does.
    pub fn of_card(card: &Card, today: Day) -> Self {
        let before = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
        let (sent, between) = match card.age_days {
            Some(age) => {
                let rounded = ROUNDED.iter().find(|(from, _)| *from <= age);
                let more = rounded.map_or(1, |(_, days)| *days);
                let age = u64::from(age);
                let day = before(age);
                let sent = day.and_hms_opt(0, 0, 0).map(|at| at.and_utc());
                // The archive's day is UTC's, the page's the person's own.
                let last = day.succ_opt().unwrap_or(day);
                (sent, (before(age.saturating_add(more)), last))
            }
            None => (None, (before(OPEN_DAYS), today.succ_opt().unwrap_or(today))),
        };
        let person = card.person.clone();
        Self {
            id: InvitationId {
                person: person.unwrap_or_else(|| PersonKey::name(&card.name)),
                sent,
            },
            name: card.name.clone(),
            note: card.note.clone().unwrap_or_default(),
            facts: card.facts(),
            between: Some(between),
        }
    }

    /// Whether an archive's invitation is this one.
    pub fn is(&self, other: &Invitation) -> bool {
        let dated = match (self.between, self.id.sent, other.id.sent) {
            (Some((from, to)), _, Some(at)) => (from..=to).contains(&at.date_naive()),
            (Some(_), ..) => true,
            (None, Some(here), Some(there)) => {
                (here - there).abs() <= TimeDelta::hours(APART_HOURS)
            }
            (None, here, there) => here == there,
        };
        dated
            && other.direction == Direction::Incoming
            && self.is_from(&other.id.person, &other.name)
    }

    /// Whether another one that no archive has to list is this one.
    pub fn is_same(&self, other: &Self) -> bool {
        let dated = match (self.days(), other.days()) {
            (Some((from, to)), Some((first, last))) => from <= last && first <= to,
            (here, there) => here == there,
        };
        dated
            && (self.is_from(&other.id.person, &other.name)
                || other.is_from(&self.id.person, &self.name))
    }

    /// Whether somebody sent it: by the key, else by the whole name.
    pub fn is_from(&self, person: &PersonKey, name: &str) -> bool {
        let named = self.id.person.as_name().is_some();
        *person == self.id.person || (named && fold(name) == fold(&self.name))
    }

    /// The first and the last day on which it may have been sent.
    pub fn days(&self) -> Option<(Day, Day)> {
        let apart = TimeDelta::hours(APART_HOURS);
        let exact = || {
            let sent = self.id.sent?;
            Some(((sent - apart).date_naive(), (sent + apart).date_naive()))
        };
        self.between.or_else(exact)
    }
}

/// An e-mail with what it would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What would be kept.
    pub received: Received,
    /// Whether the invitation is new; else only facts about its sender are.
    pub new: bool,
    /// Facts that are new or other than before.
    pub changes: Vec<Change>,
    /// Why nothing of it is taken.
    pub trouble: Option<&'static str>,
}

impl Preview {
    /// Whether anything of it would be kept.
    pub const fn is_kept(&self) -> bool {
        self.trouble.is_none() && (self.new || !self.changes.is_empty())
    }
}

/// What e-mails would change, in the order in which they were sent. `is_erased` tells of whom
/// nothing is taken in any more.
pub fn preview(
    book: &Book,
    mails: &[Mailed],
    is_erased: impl Fn(&PersonKey) -> bool,
) -> Vec<Preview> {
    let mut mails: Vec<&Mailed> = mails.iter().collect();
    mails.sort_by_key(|mail| mail.sent);
    let mut found: Vec<Preview> = Vec::new();
    for mail in mails {
        let mut one = look(book, mail, &found);
        if is_erased(&one.received.id.person) {
            one.trouble = Some("erased before, and not taken in again");
        }
        found.push(one);
    }
    found
}

fn look(book: &Book, mail: &Mailed, before: &[Preview]) -> Preview {
    let card = &mail.card;
    let person = card.person.clone();
    let mut received = Received {
        id: InvitationId {
            person: person.unwrap_or_else(|| PersonKey::name(&card.name)),
            sent: mail.sent,
        },
        name: card.name.clone(),
        note: card.note.clone().unwrap_or_default(),
        facts: card.facts(),
        between: None,
    };
    let is_it = |other: &&Invitation| {
        received.is(other)
            || (mail.reminder && other.is_open() && received.is_from(&other.id.person, &other.name))
    };
    let mut known = book.facts().invitations().iter().filter(is_it);
    let listed = known.next_back().map(|listed| &listed.id);
    // A copied page tells the day less closely.
    let listed = listed.or_else(|| book.received_as(&received));
    let mailed = before.iter().any(|one| {
        received.is_same(&one.received)
            || (mail.reminder && one.received.id.person == received.id.person)
    });
    let new = listed.is_none() && !mailed;
    if let Some(listed) = listed {
        received.id = listed.clone();
    }
    let key = &received.id.person;
    let connected = book.facts().person(key).is_some_and(|p| p.connection);
    let trouble = if connected {
        Some("is a connection already")
    } else if mailed {
        Some("another of these e-mails says the same")
    } else {
        None
    };
    let facts = received.facts.iter().filter_map(|(field, now)| {
        let before = book.known(key, *field).value().map(str::to_owned);
        (before.as_ref() != Some(now)).then(|| Change {
            field: *field,
            before,
            now: now.clone(),
        })
    });
    let changes: Vec<Change> = facts.collect();
    let trouble = trouble.or_else(|| {
        let nothing = !new && changes.is_empty();
        nothing.then_some("all of it is known")
    });
    Preview {
        received,
        new,
        changes,
        trouble,
    }
}

/// The one step that keeps what is new; `None` where nothing is.
pub fn step(found: &[Preview]) -> Option<Step> {
    let kept = found.iter().filter(|one| one.is_kept());
    let invitations: Vec<Received> = kept.map(|one| one.received.clone()).collect();
    (!invitations.is_empty()).then_some(Step::Received { invitations })
}

/// The record of an invitation that no archive lists.
pub(super) fn invitation(received: &Received, connected: bool) -> Invitation {
    Invitation {
        id: received.id.clone(),
        direction: Direction::Incoming,
        name: received.name.as_str().into(),
        note: received.note.as_str().into(),
        connected,
        by_name: false,
    }
}
