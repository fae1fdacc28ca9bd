//! What dropped out of the plan by itself, because LinkedIn's messages show that it was done.

use super::{
    FIRST_WELCOMES_DAYS, Kind,
    candidate::{EARLY_DAYS, accepted, plus},
    conduct::{Last, Origin},
};
use crate::domain::{book::Book, day::Day, person::PersonKey};

/// Something that needs no doing any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// With whom.
    pub person: PersonKey,
    /// What it was.
    pub kind: Kind,
    /// The day that LinkedIn shows.
    pub on: Day,
    /// Why: `LinkedIn shows you wrote on 3 May`.
    pub why: String,
}

/// Welcomes and one-off plans of the last thirty days that LinkedIn's messages settled, the newest
/// first. What was logged here is known already.
pub fn settled(book: &Book, today: Day) -> Vec<Settled> {
    let since = plus(today, -FIRST_WELCOMES_DAYS);
    let accepted = accepted(book);
    let mut all: Vec<Settled> = Vec::new();
    let mut people = book.facts().active_since(since, since);
    people.extend(book.touched().map(|(person, _)| person));
    people.extend(accepted.keys());
    for person in people {
        let Some(reading) = book.facts().reading(person) else {
            continue;
        };
        let tell = |kind: Kind, on: Day, mine: bool| Settled {
            person: person.clone(),
            kind,
            on,
            why: Last {
                on,
                origin: Origin::LinkedIn { mine },
            }
            .words(today),
        };
        let by_hand = |on: Day| {
            book.touch(person)
                .is_some_and(|touch| touch.contacts.iter().any(|contact| contact.on <= on))
        };
        let met = book.facts().connected_on(person);
        let met = met.or(accepted.get(person).map(|accepted| accepted.on));
        let wrote = reading.first_sent_since_connected.or(reading.last_sent);
        if let (Some(met), Some(on)) = (met.filter(|met| *met >= since), wrote)
            && on >= met
            && !by_hand(on)
        {
            all.push(tell(Kind::Welcome, on, true));
        }
        let plans = book.touch(person).into_iter().flat_map(|t| &t.planned);
        for plan in plans.filter(|plan| plan.on >= since) {
            let early = plus(plan.on, -EARLY_DAYS).max(plus(plan.since, 1));
            if let Some(on) = reading.last_sent.filter(|on| *on >= early) {
                all.push(tell(Kind::Dated, on, true));
            }
        }
    }
    all.sort_by(|a, b| (b.on, &a.person, a.kind).cmp(&(a.on, &b.person, b.kind)));
    all
}
