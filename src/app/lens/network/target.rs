//! A target, in words fit for a screen.

use crate::{
    app::{
        overlay::Choice,
        pane::{
            self,
            block::Block,
            count,
            reach::{Door, NetworkRow},
            thousands,
        },
    },
    domain::{
        book::Book,
        day::Day,
        facts::Person,
        network::{Behind, Next, Wanted, Worth},
        target::TargetKind,
        template::Occasion,
    },
    safe,
    text::{Safe, width},
};

/// How wide the names are in the map of coverage: it fits into 46 columns.
const NAME: usize = 16;

/// How many contacts of a target are listed.
const CONTACTS: usize = 12;

/// A target with the word that stands before its name: `at Acme`, `in Leeds`.
fn at(wanted: &Wanted) -> Safe {
    let word = match wanted.kind {
        TargetKind::Company => "at",
        TargetKind::Role => "as",
        TargetKind::School => "from",
        TargetKind::Place => "in",
    };
    safe!("{} {}", Safe::own(word), Safe::name(&wanted.name))
}

/// The row of a target.
pub(super) fn row(book: &Book, worth: &Worth, today: Day) -> NetworkRow {
    let facts = book.facts();
    let name = |key| Safe::name(facts.name_of(key).unwrap_or_default());
    let (next, person) = match &worth.next {
        Next::Accept(id) => (safe!("accept {}", name(&id.person)), Some(&id.person)),
        Next::WriteTo(key) => (safe!("write to {}", name(key)), Some(key)),
        Next::WriteAgain(key, last) => {
            let ago = pane::distance(*last, today);
            (
                safe!("write to {} again, last {}", name(key), ago),
                Some(key),
            )
        }
        Next::Keep => (Safe::own("you are in touch"), worth.contacts.first()),
        Next::Nobody => (Safe::own("nobody yet"), None),
    };
    let figures = match worth.contacts.len() {
        0 => Safe::EMPTY,
        people => {
            let mut parts = vec![count(people, "contact", "contacts")];
            let more = [
                (worth.talked, "talked"),
                (worth.recruiters, "recruiter"),
                (worth.leaders, "leader"),
            ];
            for (number, word) in more {
                if number > 0 {
                    parts.push(safe!("{} {}", number, word));
                }
            }
            Safe::join(&parts, " · ")
        }
    };
    let mut blocks = vec![
        Block::Words(Safe::line(&worth.wanted.why)),
        Block::Words(figures.clone()),
        Block::Heading(Safe::own("Next step"), Safe::EMPTY),
        Block::Words(next.clone()),
    ];
    let people: Vec<&Person> = worth
        .contacts
        .iter()
        .filter_map(|k| facts.person(k))
        .collect();
    if !people.is_empty() {
        let aside = thousands(people.len());
        blocks.push(Block::Heading(Safe::own("Contacts there"), aside));
    }
    for person in people.iter().take(CONTACTS) {
        blocks.push(contact(person, today));
    }
    NetworkRow {
        id: safe!(
            "{} {}",
            worth.wanted.kind.word(),
            Safe::line(&worth.aim.compared)
        ),
        kind: Some(worth.wanted.kind),
        title: Safe::name(&worth.wanted.name),
        words: next.clone(),
        aside: figures,
        covered: !worth.contacts.is_empty(),
        person: person.cloned(),
        blocks,
        doors: doors(worth, &next),
    }
}

/// What a target opens: the next step, and the people behind each figure.
fn doors(worth: &Worth, next: &Safe) -> Vec<Door> {
    let aim = || worth.aim.clone();
    let step = match &worth.next {
        Next::Accept(id) => Some(Choice::Invitation(id.clone())),
        Next::WriteTo(person) => Some(Choice::Write(person.clone(), Occasion::Welcome)),
        Next::WriteAgain(person, _) => Some(Choice::Write(person.clone(), Occasion::Revive)),
        Next::Nobody => Some(Choice::Look(worth.wanted.name.clone())),
        Next::Keep => None,
    };
    let step = step.map(|choice| Door {
        words: match choice {
            Choice::Look(_) => Safe::own("look for them on LinkedIn"),
            _ => next.clone(),
        },
        aside: Safe::own("the next step"),
        choice,
    });
    let at = at(&worth.wanted);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let figures = [
        Door::behind(
            safe!("contacts {}", at),
            count(worth.contacts.len()),
            Behind::Contacts(aim()),
        ),
        Door::behind(safe!("talked, {}", at), worth.talked, Behind::Talked(aim())),
        Door::behind(
            safe!("recruiters {}", at),
            worth.recruiters,
            Behind::Recruiters(aim()),
        ),
        Door::behind(
            safe!("leaders {}", at),
            worth.leaders,
            Behind::Leaders(aim()),
        ),
        Door::behind(
            safe!("invited you, {}", at),
            count(worth.open.len()),
            Behind::Open(aim()),
        ),
    ];
    step.into_iter()
        .chain(figures.into_iter().flatten())
        .collect()
}

fn contact(person: &Person, today: Day) -> Block {
    let title = Safe::headline(&person.position);
    let last = match person.talk.last() {
        Some(at) => safe!("last words {}", pane::distance(at.date_naive(), today)),
        None => Safe::own("never written"),
    };
    let words = if title.is_empty() {
        last
    } else {
        safe!("{} · {}", title, last)
    };
    Block::Person(Safe::name(&person.name), words)
}

/// All targets at once: how many are known there, and who.
pub(super) fn coverage(all: &[Worth]) -> Option<NetworkRow> {
    all.first()?;
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let figure = |number: u32, wide| {
        let words = match number {
            0 => Safe::own("·"),
            number => thousands(number as usize),
        };
        width::pad_start(&words, wide)
    };
    let head = safe!(
        "{}known talked recruiter leader",
        width::pad(&Safe::EMPTY, NAME)
    );
    let line = |one: &Worth| {
        let name = width::fit(&width::cut(&Safe::name(&one.wanted.name), NAME - 1), NAME);
        Block::Words(safe!(
            "{}{}{}{}{}",
            name,
            figure(number(one.contacts.len()), 5),
            figure(one.talked, 7),
            figure(one.recruiters, 10),
            figure(one.leaders, 7)
        ))
    };
    let map = std::iter::once(Block::Dim(head)).chain(all.iter().map(line));
    let with = |of: fn(&Worth) -> bool| all.iter().filter(|one| of(one)).count();
    let covered = with(|one| !one.contacts.is_empty());
    let figures = safe!(
        "words with {}, a recruiter for {}, a leader for {}",
        with(|one| one.talked > 0),
        with(|one| one.recruiters > 0),
        with(|one| one.leaders > 0)
    );
    let doors = all.iter().map(|one| {
        let at = safe!("contacts {}", at(&one.wanted));
        let what = Behind::Contacts(one.aim.clone());
        Door::behind(at, number(one.contacts.len()), what)
    });
    Some(super::whole(
        "Coverage",
        (safe!("{} of {} targets", covered, all.len()), figures),
        map.collect(),
        doors,
    ))
}
