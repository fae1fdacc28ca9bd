//! `cordial reach`: what the network brings at the targets, and as a whole.

use std::collections::BTreeMap;

use super::{
    failure::Failure,
    output::{Output, Table},
    session::Session,
    who,
};
use crate::domain::{
    book::Book,
    day::Day,
    network::{self, Next, Worth},
    triage::Rules,
};

/// `cordial reach`.
#[derive(Clone, Debug, clap::Args)]
pub struct ReachArgs {
    /// What to print
    #[arg(default_value = "targets")]
    pub what: What,
}

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum What {
    /// The targets: companies, roles, schools, places, each with the next step
    Targets,
    /// The employers with the most connections
    Employers,
    /// Levels, by the words of titles
    Levels,
    /// Connections made in each month, and invitations
    Months,
    /// With how many connections words went
    Words,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &ReachArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (_, book) = session.open(output)?;
    let rules = session.rules()?;
    let today = session.clock.today();
    let table = match args.what {
        What::Targets => targets(&book, &rules, today, output)?,
        What::Employers => employers(&book, &rules, output)?,
        What::Levels => levels(&book, &rules),
        What::Months => months(&book, today),
        What::Words => words(&book, today, output)?,
    };
    output.table(&table)
}

fn targets(
    book: &Book,
    rules: &Rules,
    today: Day,
    output: &mut Output<'_>,
) -> Result<Table, Failure> {
    let wanted = network::wanted(book, today);
    if wanted.is_empty() {
        output.say("nothing is a target; `cordial targets add company NAME` adds one")?;
    }
    let worth = network::targets(book, rules, &wanted, today);
    let mut table = Table::new(&[
        "kind",
        "target",
        "weight",
        "contacts",
        "talked",
        "recruiters",
        "leaders",
        "open",
        "next",
        "person",
    ])
    .keep(&["target"]);
    for one in &worth {
        let (next, person) = next(book, one);
        table.push(vec![
            one.wanted.kind.word().into(),
            one.wanted.name.as_ref().into(),
            usize::from(one.wanted.weight).into(),
            one.contacts.len().into(),
            (one.talked as usize).into(),
            (one.recruiters as usize).into(),
            (one.leaders as usize).into(),
            one.open.len().into(),
            next.into(),
            person.into(),
        ]);
    }
    Ok(table)
}

/// The next step in words, and the key of the person whom it is about.
fn next(book: &Book, worth: &Worth) -> (String, Option<String>) {
    let (words, person) = match &worth.next {
        Next::Accept(id) => ("accept", Some(&id.person)),
        Next::WriteTo(person) => ("write to", Some(person)),
        Next::WriteAgain(person, _) => ("write again to", Some(person)),
        Next::Keep => ("keep in touch", None),
        Next::Nobody => ("nobody yet", None),
    };
    let key = person.map(|person| person.as_str().to_owned());
    let words = person.map_or_else(
        || words.to_owned(),
        |person| format!("{words} {}", who::name(book, person)),
    );
    (words, key)
}

/// How many employers are printed.
const EMPLOYERS: usize = 50;

fn employers(book: &Book, rules: &Rules, output: &mut Output<'_>) -> Result<Table, Failure> {
    let mut table = Table::new(&["employer", "people", "percent"]).keep(&["employer"]);
    let employers = network::employers(book.facts(), rules, EMPLOYERS);
    if let Some(first) = employers.first().filter(|first| first.leans()) {
        output.say(&format!(
            "much of your network is one employer, {}: people elsewhere widen it more",
            first.name
        ))?;
    }
    for employer in employers {
        table.push(vec![
            employer.name.as_ref().into(),
            (employer.people as usize).into(),
            format!("{:.1}", employer.percent()).into(),
        ]);
    }
    Ok(table)
}

fn words(book: &Book, today: Day, output: &mut Output<'_>) -> Result<Table, Failure> {
    let mut table = Table::new(&["words", "people", "percent"]).keep(&["words"]);
    let Some(share) = network::share(book.facts(), today) else {
        output.say("no archive held your messages: ask LinkedIn for the larger one")?;
        return Ok(table);
    };
    let rows = [
        ("ever written to", share.written),
        ("never written to", share.all.saturating_sub(share.written)),
        ("words both ways", share.both_ways),
        ("words this year", share.this_year),
        ("connections", share.all),
    ];
    for (words, people) in rows {
        let percent = network::percent(people, share.all);
        table.push(vec![
            words.into(),
            (people as usize).into(),
            format!("{percent:.1}").into(),
        ]);
    }
    output.say(network::WORDS_ARE)?;
    Ok(table)
}

fn levels(book: &Book, rules: &Rules) -> Table {
    let levels = network::levels(book.facts(), rules);
    let mut table = Table::new(&["level", "people"]);
    let classes = levels.classes.iter();
    let classes = classes.map(|(class, number)| (class.word(), *number));
    let others = [
        ("none of these", levels.other),
        ("no title", levels.unknown),
    ];
    for (word, number) in classes.chain(others) {
        table.push(vec![word.into(), (number as usize).into()]);
    }
    table
}

fn months(book: &Book, today: Day) -> Table {
    let mut table = Table::new(&["month", "connected", "received", "sent"]).keep(&["month"]);
    let mut all: BTreeMap<network::Month, (u32, network::Traffic)> = BTreeMap::new();
    for (month, made) in network::by_month(book.facts(), today) {
        all.entry(month).or_default().0 = made;
    }
    for (month, traffic) in network::traffic(book.facts(), today) {
        all.entry(month).or_default().1 = traffic;
    }
    for (month, (made, traffic)) in all {
        let word = format!("{:04}-{:02}", month.year, month.month);
        table.push(vec![
            word.into(),
            (made as usize).into(),
            (traffic.incoming as usize).into(),
            (traffic.outgoing as usize).into(),
        ]);
    }
    table
}
