//! The network in words fit for a screen.

mod target;

use super::rules::Rules;
use crate::{
    app::pane::{
        block::Block,
        count,
        reach::{Door, Network, NetworkRow},
        thousands,
    },
    domain::{
        book::Book,
        day::Day,
        facts::Facts,
        network::{self, Behind, Employer, Month},
    },
    safe,
    text::Safe,
};

/// How many employers are shown.
const EMPLOYERS: usize = 15;

/// The network as it is on a day.
pub(super) fn shown(book: &Book, rules: &Rules, today: Day) -> Network {
    let facts = book.facts();
    if facts.is_empty() {
        return Network::default();
    }
    let wanted = network::wanted(book, today);
    let worth = network::targets(book, &rules.triage, &wanted, today);
    let covered = worth.iter().filter(|one| !one.contacts.is_empty()).count();
    let targets = worth.iter().map(|one| target::row(book, one, today));
    let whole = [
        target::coverage(&worth),
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

/// A row about the whole, whose detail begins with a chart.
fn whole(
    id: &'static str,
    (words, aside): (Safe, Safe),
    blocks: Vec<Block>,
    doors: impl IntoIterator<Item = Option<Door>>,
) -> NetworkRow {
    NetworkRow {
        id: Safe::own(id),
        title: Safe::own(id),
        kind: None,
        words,
        aside,
        covered: true,
        person: None,
        blocks,
        doors: doors.into_iter().flatten().collect(),
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
    let since = months.iter().rev().take(12).next_back();
    let since = since.and_then(|(month, _)| month.first());
    let columns = |values: Vec<u64>, grows| Block::Columns {
        values,
        grows,
        from: ends.0.clone(),
        to: ends.1.clone(),
    };
    let total = usize::try_from(sum).unwrap_or(usize::MAX);
    let year = usize::try_from(year).unwrap_or(usize::MAX);
    let words = safe!("{} in the last 12 months", thousands(year));
    let recent = u32::try_from(year).unwrap_or(u32::MAX);
    let door = since.and_then(|day| {
        let title = Safe::own("connected in the last 12 months");
        Door::behind(title, recent, Behind::Since(day))
    });
    Some(whole(
        "Growth",
        (count(total, "connection", "connections"), words.clone()),
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
        [door],
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
    let sum = |of: fn(&network::Traffic) -> u32| months.iter().map(|(_, t)| of(t)).sum::<u32>();
    let (received, sent) = (sum(|t| t.incoming), sum(|t| t.outgoing));
    let accepted = sum(|t| t.accepted);
    let words = |number: u32| thousands(number as usize);
    let figures = safe!("{} received, {} sent", words(received), words(sent));
    let columns = |values| Block::Columns {
        values,
        grows: false,
        from: ends.0.clone(),
        to: ends.1.clone(),
    };
    Some(whole(
        "Invitations",
        (
            figures,
            safe!("{} of those received are connections", words(accepted)),
        ),
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
        [
            Door::behind(Safe::own("invited you"), received, Behind::Received),
            Door::behind(
                Safe::own("invited you, and connections now"),
                accepted,
                Behind::Accepted,
            ),
            Door::behind(Safe::own("invited by you"), sent, Behind::Sent),
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
    let door = |words, number, what| Door::behind(Safe::own(words), number, what);
    Some(whole(
        "Words",
        (
            safe!("{} with words both ways", percent(share.both_ways)),
            safe!("{} ever written to", percent(share.written)),
        ),
        vec![
            part("ever written to", share.written),
            part("words both ways", share.both_ways),
            part("this year", share.this_year),
            Block::Words(safe!("{}.", network::WORDS_ARE)),
        ],
        [
            door("ever written to", share.written, Behind::Written),
            door(
                "never written to",
                share.all.saturating_sub(share.written),
                Behind::Unwritten,
            ),
            door("words both ways", share.both_ways, Behind::BothWays),
            door("words this year", share.this_year, Behind::ThisYear),
        ],
    ))
}

fn percent(part: u32, all: u32) -> String {
    if all == 0 {
        return "–".to_owned();
    }
    format!("{:.1} %", network::percent(part, all))
}

fn employers(facts: &Facts, rules: &Rules) -> Option<NetworkRow> {
    let employers = network::employers(facts, &rules.triage, EMPLOYERS);
    let first = employers.first()?;
    let leans = first.leans();
    let next = if leans {
        Safe::own("much of your network is one employer")
    } else {
        Safe::EMPTY
    };
    let most = u64::from(first.people);
    let share = |employer: &Employer| Safe::line(&percent(employer.people, employer.of));
    let mut blocks: Vec<Block> = employers
        .iter()
        .map(|employer| {
            Block::Part(
                Safe::name(&employer.name),
                u64::from(employer.people),
                most,
                safe!("{} · {}", employer.people, share(employer)),
            )
        })
        .collect();
    if leans {
        let words = "Much of your network is one employer: people elsewhere widen it more.";
        blocks.push(Block::Words(Safe::own(words)));
    }
    let doors = employers.iter().map(|employer| {
        let words = Safe::name(&employer.name);
        let what = Behind::Employer(employer.compared.clone());
        Door::behind(words, employer.people, what)
    });
    Some(whole(
        "Employers",
        (safe!("{}: {}", Safe::name(&first.name), share(first)), next),
        blocks,
        doors,
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
    let classes = levels.classes.iter();
    let classes =
        classes.map(|(c, number)| Door::behind(Safe::own(c.word()), *number, Behind::Class(*c)));
    let others = [
        Door::behind(Safe::own("none of these"), levels.other, Behind::Other),
        Door::behind(Safe::own("no title"), levels.unknown, Behind::NoTitle),
    ];
    Some(whole(
        "Levels",
        (
            count(recruiters as usize, "recruiter", "recruiters"),
            Safe::EMPTY,
        ),
        blocks,
        classes.chain(others),
    ))
}
