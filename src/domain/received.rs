//! Invitations that came by e-mail, before an archive lists them. They lie over the archives: one
//! that an archive lists as well is the same invitation, and what was decided about it stays.

use chrono::TimeDelta;

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
use crate::{domain::day::Instant, text::fold::fold};

/// How far apart the e-mail and the archive may date one invitation, in hours: the e-mail comes
/// later, and its sender's clock is another one. Nobody may be invited twice in that time.
const APART_HOURS: i64 = 36;

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
}

impl Received {
    /// Whether an archive's invitation is this one.
    pub fn is(&self, other: &Invitation) -> bool {
        let dated = match (self.id.sent, other.id.sent) {
            (Some(here), Some(there)) => (here - there).abs() <= TimeDelta::hours(APART_HOURS),
            _ => self.id.sent == other.id.sent,
        };
        dated && other.direction == Direction::Incoming && self.is_from(other)
    }

    /// Whether the same person sent another one: by the key, else by the whole name.
    fn is_from(&self, other: &Invitation) -> bool {
        let named = self.id.person.as_name().is_some();
        other.id.person == self.id.person || (named && fold(&other.name) == fold(&self.name))
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
    };
    let is_it = |other: &&Invitation| {
        received.is(other) || (mail.reminder && other.is_open() && received.is_from(other))
    };
    let mut known = book.facts().invitations().iter().filter(is_it);
    let listed = known.next_back();
    let mailed = before.iter().any(|one| {
        let same_day = received.is(&invitation(&one.received, false));
        same_day || (mail.reminder && one.received.id.person == received.id.person)
    });
    let new = listed.is_none() && !mailed;
    if let Some(listed) = listed {
        received.id = listed.id.clone();
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
