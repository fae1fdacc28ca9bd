//! What the network brings at the targets, and the next step there.

use super::{
    aim::{Aim, Aims},
    mix::level_of,
};
use crate::domain::{
    book::Book,
    day::Day,
    facts::Person,
    invitation::InvitationId,
    person::PersonKey,
    target::TargetKind,
    triage::{Class, Rules},
};

/// After so many days without a word somebody is worth writing to again (domain.md 10.1: a light
/// circle).
const SILENT_DAYS: i64 = 180;

/// The classes of those who lead people or the firm.
pub(super) const LEADERS: [Class; 2] = [Class::Exec, Class::Manager];

/// A target: a company, a role, a school, a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What kind.
    pub kind: TargetKind,
    /// As it is written; hostile until cleaned.
    pub name: Box<str>,
    /// How much it matters, 1 to 5.
    pub weight: u8,
    /// Why it matters, in words.
    pub why: String,
}

/// What the network brings at a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// The target.
    pub wanted: Wanted,
    /// The form that is compared.
    pub aim: Aim,
    /// Connections there, those with the most words first.
    pub contacts: Vec<PersonKey>,
    /// How many of them words went both ways with.
    pub talked: u32,
    /// How many of them find people for jobs.
    pub recruiters: u32,
    /// How many of them lead people or the firm.
    pub leaders: u32,
    /// Invitations from there that wait for an answer.
    pub open: Vec<InvitationId>,
    /// What to do next.
    pub next: Next,
}

/// The next best step at a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Somebody from there asks to connect.
    Accept(InvitationId),
    /// A connection there was never written to.
    WriteTo(PersonKey),
    /// The last words with a connection there are old.
    WriteAgain(PersonKey, Day),
    /// Words go both ways.
    Keep,
    /// Nobody yet.
    Nobody,
}

/// The targets of a day: the person's own, and what the archive proposes.
pub fn wanted(book: &Book, today: Day) -> Vec<Wanted> {
    let targets = book.targets().effective(book.facts().profile(), today);
    targets
        .iter()
        .map(|target| Wanted {
            kind: target.kind,
            name: target.name.as_ref().into(),
            weight: target.weight.get(),
            why: target.source.words(),
        })
        .collect()
}

/// What the network brings at each of these targets, in their order. A target that is written in
/// two ways stands there once.
pub fn targets(book: &Book, rules: &Rules, wanted: &[Wanted], today: Day) -> Vec<Worth> {
    let facts = book.facts();
    let mut all: Vec<(&Wanted, Aim, Vec<&Person>, Vec<InvitationId>)> = Vec::new();
    for one in wanted {
        if let Some(aim) = Aim::new(rules, one.kind, &one.name)
            && !all.iter().any(|(_, known, ..)| *known == aim)
        {
            all.push((one, aim, Vec::new(), Vec::new()));
        }
    }
    let mut aims = Aims::new(rules, all.iter().map(|(_, aim, ..)| aim.clone()).collect());
    for person in facts.people().iter().filter(|person| person.connection) {
        for at in aims.of(book, &person.key) {
            if let Some((_, _, contacts, _)) = all.get_mut(at) {
                contacts.push(person);
            }
        }
    }
    for invitation in book.queue(today) {
        for at in aims.of(book, &invitation.id.person) {
            if let Some((_, _, _, open)) = all.get_mut(at) {
                open.push(invitation.id.clone());
            }
        }
    }
    all.into_iter()
        .map(|(wanted, aim, contacts, open)| worth(rules, wanted, aim, contacts, open, today))
        .collect()
}

fn worth(
    rules: &Rules,
    wanted: &Wanted,
    aim: Aim,
    mut contacts: Vec<&Person>,
    open: Vec<InvitationId>,
    today: Day,
) -> Worth {
    // The most words first; ties keep the archive's order.
    contacts.sort_by_key(|person| {
        let talk = &person.talk;
        std::cmp::Reverse((
            talk.two_way(),
            u64::from(talk.sent) + u64::from(talk.received),
        ))
    });
    let mut counts = (0, 0, 0);
    let mut best: Option<(u8, &Person)> = None;
    for person in &contacts {
        let classes = level_of(rules, &person.position);
        let recruiter = classes.contains(&Class::Recruiter);
        let leader = classes.iter().any(|class| LEADERS.contains(class));
        counts.0 += u32::from(person.talk.two_way());
        counts.1 += u32::from(recruiter);
        counts.2 += u32::from(leader);
        // Principle 8 of domain.md: a recruiter or somebody above is worth more than a peer.
        let rank = u8::from(recruiter) + u8::from(leader) + 1;
        if person.talk.sent == 0 && best.is_none_or(|(other, _)| rank > other) {
            best = Some((rank, person));
        }
    }
    let silent = contacts.iter().filter_map(|person| {
        let last = person.talk.last()?.date_naive();
        ((today - last).num_days() >= SILENT_DAYS).then_some((last, *person))
    });
    let longest = silent.min_by_key(|(last, _)| *last);
    let next = match (open.first(), best, longest) {
        (Some(id), _, _) => Next::Accept(id.clone()),
        (None, Some((_, person)), _) => Next::WriteTo(person.key.clone()),
        (None, None, Some((last, person))) => Next::WriteAgain(person.key.clone(), last),
        (None, None, None) if contacts.is_empty() => Next::Nobody,
        (None, None, None) => Next::Keep,
    };
    Worth {
        wanted: wanted.clone(),
        aim,
        contacts: contacts.iter().map(|person| person.key.clone()).collect(),
        talked: counts.0,
        recruiters: counts.1,
        leaders: counts.2,
        open,
        next,
    }
}
