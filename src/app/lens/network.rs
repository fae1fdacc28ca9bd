//! The network in words fit for a screen.

use super::rules::Rules;
use crate::{
    app::pane::{
        self,
        block::Block,
        count,
        reach::{Network, NetworkRow},
        thousands,
    },
    domain::{
        book::Book,
        day::Day,
        edit::Field,
        facts::{Facts, Person},
        network::{self, Month, Next, Wanted, Worth},
        target::TargetKind,
    },
    safe,
    text::Safe,
};

/// From this share of one employer on, the network leans on it. Judgement, domain.md 11.3.
const CONCENTRATED: u32 = 25;

/// How many employers are shown.
const EMPLOYERS: usize = 15;

/// How many contacts of a company are listed.
const CONTACTS: usize = 12;

/// The network as it is on a day.
pub(super) fn shown(book: &Book, rules: &Rules, today: Day) -> Network {
    let facts = book.facts();
    if facts.is_empty() {
        return Network::default();
    }
    let targets = book.targets().effective(facts.profile(), today);
    let companies = targets
        .iter()
        .filter(|target| target.kind == TargetKind::Company);
    let wanted: Vec<Wanted> = companies
        .map(|target| Wanted {
            name: target.name.as_ref().into(),
            weight: target.weight.get(),
            why: target.source.words(),
        })
        .collect();
    let worth = network::targets(book, &rules.triage, &wanted, today, |person| {
        let known = book.known(&person.key, Field::Company);
        known.value().unwrap_or_default()
    });
    let covered = worth.iter().filter(|one| !one.contacts.is_empty()).count();
    let targets = worth.iter().map(|one| company(book, one, today));
    let whole = [
        growth(facts, today),
        traffic(facts, today),
        words(facts, today),
        employers(facts, rules),
        levels(facts, rules),
    ];
    Network {
        covered: (covered, worth.len()),
        rows: targets.chain(whole.into_iter().flatten()).collect(),
    }
}

fn company(book: &Book, worth: &Worth, today: Day) -> NetworkRow {
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
        id: safe!("company {}", Safe::line(&worth.compared)),
        title: Safe::name(&worth.wanted.name),
        words: next,
        aside: figures,
        covered: !worth.contacts.is_empty(),
        person: person.cloned(),
        blocks,
    }
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

/// A row about the whole, whose detail begins with a chart.
fn whole(id: &'static str, words: Safe, aside: Safe, blocks: Vec<Block>) -> NetworkRow {
    NetworkRow {
        id: Safe::own(id),
        title: Safe::own(id),
        words,
        aside,
        covered: true,
        person: None,
        blocks,
    }
}

/// The highest of the values, which the tallest column stands for.
fn most(values: &[u64]) -> Safe {
    let most = values.iter().max().copied().unwrap_or(0);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    safe!("at most {} in a month", thousands(most))
}

fn month(month: Month) -> Safe {
    let day = month.first().map(|day| day.format("%b %Y").to_string());
    Safe::line(&day.unwrap_or_default())
}

fn growth(facts: &Facts, today: Day) -> Option<NetworkRow> {
    let months = network::by_month(facts, today);
    let (first, last) = (months.first()?, months.last()?);
    let ends = (month(first.0), month(last.0));
    let mut sum = 0_u64;
    let totals: Vec<u64> = months
        .iter()
        .map(|(_, made)| {
            sum += u64::from(*made);
            sum
        })
        .collect();
    let made: Vec<u64> = months.iter().map(|(_, made)| u64::from(*made)).collect();
    let year: u64 = made.iter().rev().take(12).sum();
    let columns = |values: Vec<u64>, grows| Block::Columns {
        values,
        grows,
        from: ends.0.clone(),
        to: ends.1.clone(),
    };
    let total = usize::try_from(sum).unwrap_or(usize::MAX);
    let year = usize::try_from(year).unwrap_or(usize::MAX);
    let words = safe!("{} in the last 12 months", thousands(year));
    Some(whole(
        "Growth",
        count(total, "connection", "connections"),
        words.clone(),
        vec![
            Block::Words(safe!(
                "{} with a date; {}.",
                count(total, "connection", "connections"),
                words
            )),
            Block::Heading(Safe::own("In all"), safe!("{} now", thousands(total))),
            columns(totals, true),
            Block::Heading(Safe::own("New in each month"), most(&made)),
            columns(made, false),
        ],
    ))
}

fn traffic(facts: &Facts, today: Day) -> Option<NetworkRow> {
    let months = network::traffic(facts, today);
    let (first, last) = (months.first()?, months.last()?);
    let ends = (month(first.0), month(last.0));
    let values = |of: fn(&network::Traffic) -> u32| -> Vec<u64> {
        months.iter().map(|(_, t)| u64::from(of(t))).collect()
    };
    let (incoming, outgoing) = (values(|t| t.incoming), values(|t| t.outgoing));
    let sum = |values: &[u64]| {
        let sum: u64 = values.iter().sum();
        thousands(usize::try_from(sum).unwrap_or(usize::MAX))
    };
    let accepted = sum(&values(|t| t.accepted));
    let figures = safe!("{} received, {} sent", sum(&incoming), sum(&outgoing));
    let columns = |values| Block::Columns {
        values,
        grows: false,
        from: ends.0.clone(),
        to: ends.1.clone(),
    };
    Some(whole(
        "Invitations",
        figures,
        safe!("{} of those received are connections", accepted),
        vec![
            Block::Words(Safe::own(
                "The archive holds those that are open or declined, and those accepted in about \
                 the last half year.",
            )),
            Block::Heading(Safe::own("Received"), most(&incoming)),
            columns(incoming),
            Block::Heading(Safe::own("Sent"), most(&outgoing)),
            columns(outgoing),
        ],
    ))
}

fn words(facts: &Facts, today: Day) -> Option<NetworkRow> {
    let share = network::share(facts, today)?;
    let part = |label: &'static str, number: u32| {
        Block::Part(
            Safe::own(label),
            u64::from(number),
            u64::from(share.all),
            safe!("{} of {}", number, share.all),
        )
    };
    let percent = |number: u32| Safe::line(&percent(number, share.all));
    Some(whole(
        "Words",
        safe!("{} with words both ways", percent(share.both_ways)),
        safe!("{} ever written to", percent(share.written)),
        vec![
            part("ever written to", share.written),
            part("words both ways", share.both_ways),
            part("this year", share.this_year),
            Block::Words(Safe::own(
                "Counted from one-to-one messages; groups, advertising and the notes of \
                 invitations are left out.",
            )),
        ],
    ))
}

fn percent(part: u32, all: u32) -> String {
    if all == 0 {
        return "–".to_owned();
    }
    format!("{:.1} %", f64::from(part) * 100.0 / f64::from(all))
}

fn employers(facts: &Facts, rules: &Rules) -> Option<NetworkRow> {
    let employers = network::employers(facts, &rules.triage, EMPLOYERS);
    let first = employers.first()?;
    let leans = first.percent > CONCENTRATED;
    let next = if leans {
        Safe::own("much of your network is one employer")
    } else {
        Safe::EMPTY
    };
    let most = u64::from(first.people);
    let mut blocks: Vec<Block> = employers
        .iter()
        .map(|employer| {
            Block::Part(
                Safe::name(&employer.name),
                u64::from(employer.people),
                most,
                safe!("{} · {} %", employer.people, employer.percent),
            )
        })
        .collect();
    if leans {
        let words = "Much of your network is one employer: people elsewhere widen it more.";
        blocks.push(Block::Words(Safe::own(words)));
    }
    Some(whole(
        "Employers",
        safe!("{}: {} %", Safe::name(&first.name), first.percent),
        next,
        blocks,
    ))
}

fn levels(facts: &Facts, rules: &Rules) -> Option<NetworkRow> {
    let levels = network::levels(facts, &rules.triage);
    let all = u64::from(levels.all);
    (all > 0).then_some(())?;
    let part = |word: Safe, number: u32| {
        Block::Part(
            word,
            u64::from(number),
            all,
            Safe::line(&percent(number, levels.all)),
        )
    };
    let of = levels.classes.iter();
    let mut blocks: Vec<Block> = of.map(|(c, n)| part(Safe::own(c.word()), *n)).collect();
    blocks.push(part(Safe::own("none of these"), levels.other));
    blocks.push(part(Safe::own("no title"), levels.unknown));
    blocks.push(Block::Words(Safe::own(
        "By the words of the title, as it stands on LinkedIn; a title may count more than once.",
    )));
    let recruiters = levels.classes.first().map_or(0, |(_, number)| *number);
    Some(whole(
        "Levels",
        count(recruiters as usize, "recruiter", "recruiters"),
        Safe::EMPTY,
        blocks,
    ))
}
