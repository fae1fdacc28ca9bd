//! Who is behind a figure.

use std::collections::{HashMap, HashSet};

use super::{
    aim::{Aim, Aims},
    mix::level_of,
    target::LEADERS,
};
use crate::domain::{
    book::Book,
    day::Day,
    facts::Person,
    person::PersonKey,
    records::Direction,
    triage::{Class, Rules},
};

/// The people that a figure of the network counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    /// Connections made on this day or later.
    Since(Day),
    /// Those who invited the owner.
    Received,
    /// Those of them who are connections now.
    Accepted,
    /// Those whom the owner invited.
    Sent,
    /// Connections whom the owner ever wrote to.
    Written,
    /// Connections whom the owner never wrote to.
    Unwritten,
    /// Connections with words both ways.
    BothWays,
    /// Connections with words either way in the last 365 days.
    ThisYear,
    /// Connections at an employer as the archive has it, by the form that is compared.
    Employer(Box<str>),
    /// Connections at a target.
    Contacts(Aim),
    /// Of these, those with words both ways.
    Talked(Aim),
    /// Of these, those who find people for jobs.
    Recruiters(Aim),
    /// Of these, those who lead people or the firm.
    Leaders(Aim),
    /// Those from there who wait for an answer.
    Open(Aim),
    /// All connections whose title is of this class.
    Class(Class),
    /// Connections whose title is of no class.
    Other,
    /// Connections without a title.
    NoTitle,
}

impl Behind {
    /// The target whose people they are.
    fn aim(&self) -> Option<&Aim> {
        match self {
            Self::Contacts(aim)
            | Self::Talked(aim)
            | Self::Recruiters(aim)
            | Self::Leaders(aim)
            | Self::Open(aim) => Some(aim),
            _ => None,
        }
    }
}

/// The people behind a figure, in the archive's order.
pub fn behind<'a>(book: &'a Book, rules: &'a Rules, what: &Behind, today: Day) -> Vec<PersonKey> {
    let facts = book.facts();
    let mut aims = Aims::new(rules, what.aim().into_iter().cloned().collect());
    // Few ways to write a company, many people there: each way is compared once.
    let mut compared: HashMap<&str, bool> = HashMap::new();
    let mut writes = |written: &'a str, employer: &str| {
        let same = || rules.companies.name(written).as_deref() == Some(employer);
        *compared.entry(written).or_insert_with(same)
    };
    let invited = |direction: Direction, connected: bool| -> HashSet<&PersonKey> {
        let all = facts.invitations().iter();
        let these = all.filter(|i| i.direction == direction && (i.connected || !connected));
        these.map(|invitation| &invitation.id.person).collect()
    };
    let among = match what {
        Behind::Received => Some(invited(Direction::Incoming, false)),
        Behind::Accepted => Some(invited(Direction::Incoming, true)),
        Behind::Sent => Some(invited(Direction::Outgoing, false)),
        Behind::Open(_) => {
            let queue = book.queue(today).map(|invitation| &invitation.id.person);
            Some(queue.collect())
        }
        _ => None,
    };
    let levels = |person: &Person| level_of(rules, &person.position);
    let mut counts = |person: &'a Person| {
        let talk = &person.talk;
        match what {
            Behind::Since(day) => person
                .connected_on
                .is_some_and(|on| on >= *day && on <= today),
            Behind::Received
            | Behind::Accepted
            | Behind::Sent
            | Behind::Contacts(_)
            | Behind::Open(_) => true,
            Behind::Written => talk.sent > 0,
            Behind::Unwritten => talk.sent == 0,
            Behind::BothWays | Behind::Talked(_) => talk.two_way(),
            Behind::ThisYear => talk
                .last()
                .is_some_and(|at| (today - at.date_naive()).num_days() <= 365),
            Behind::Recruiters(_) => levels(person).contains(&Class::Recruiter),
            Behind::Leaders(_) => {
                let leads = |class: &Class| LEADERS.contains(class);
                levels(person).iter().any(leads)
            }
            Behind::Employer(name) => writes(person.company.trim(), name),
            Behind::Class(class) => levels(person).contains(class),
            Behind::Other => !person.position.trim().is_empty() && levels(person).is_empty(),
            Behind::NoTitle => person.position.trim().is_empty(),
        }
    };
    let people = facts.people().iter().filter(|person| match &among {
        Some(among) => among.contains(&person.key),
        None => person.connection,
    });
    let people = people.filter(|person| {
        let there = what.aim().is_none() || !aims.of(book, &person.key).is_empty();
        there && counts(person)
    });
    people.map(|person| person.key.clone()).collect()
}
