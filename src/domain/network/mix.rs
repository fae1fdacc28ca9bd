//! Who the network is made of: employers, levels, and with whom words went.

use std::collections::HashMap;

use crate::{
    domain::{
        day::Day,
        facts::Facts,
        triage::{Class, Rules},
    },
    text::fold::fold_title,
};

/// An employer, and how many connections it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employer {
    /// The form that is compared.
    pub compared: Box<str>,
    /// As most of its people write it; hostile until cleaned.
    pub name: Box<str>,
    /// How many connections work there.
    pub people: u32,
    /// How many connections have a company.
    pub of: u32,
}

/// From this share of one employer on, in percent, the network leans on it. Judgement, domain.md
/// 11.3.
const CONCENTRATED: u32 = 25;

impl Employer {
    /// Whether much of the network is this one employer.
    pub fn leans(&self) -> bool {
        self.percent() > f64::from(CONCENTRATED)
    }

    /// In percent of the connections with a company.
    pub fn percent(&self) -> f64 {
        percent(self.people, self.of)
    }
}

/// How many connections stand at which level. A title may count more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// The counts, in the order of [`Class::ALL`].
    pub classes: Vec<(Class, u32)>,
    /// Titles of none of these classes.
    pub other: u32,
    /// Connections without a title.
    pub unknown: u32,
    /// All connections.
    pub all: u32,
}

/// Where the figures about words come from.
pub const WORDS_ARE: &str = "counted from one-to-one messages; groups, advertising and the notes of \
                             invitations are left out";

/// With how many connections words went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Connections.
    pub all: u32,
    /// Those whom the person ever wrote to.
    pub written: u32,
    /// Those with words both ways.
    pub both_ways: u32,
    /// Those with words either way in the last 365 days.
    pub this_year: u32,
}

/// The classes of a title that hold today: none of the past, none that is only wished for.
pub fn level_of(rules: &Rules, title: &str) -> Vec<Class> {
    let found = rules.titles.classes(&fold_title(title)).into_iter();
    found
        .filter(|found| !found.past_or_aspiring)
        .map(|found| found.class)
        .collect()
}

/// The employers with the most connections, the largest first; at most so many.
pub fn employers(facts: &Facts, rules: &Rules, most: usize) -> Vec<Employer> {
    let mut found: HashMap<String, HashMap<&str, u32>> = HashMap::new();
    // Few ways to write a company, many people there: each way is compared once.
    let mut compared: HashMap<&str, Option<String>> = HashMap::new();
    let mut with_company = 0_u32;
    for person in facts.people().iter().filter(|person| person.connection) {
        let written = person.company.trim();
        let name = compared
            .entry(written)
            .or_insert_with(|| rules.companies.name(written));
        if let Some(name) = name {
            with_company += 1;
            let ways = found.entry(name.clone()).or_default();
            *ways.entry(written).or_insert(0) += 1;
        }
    }
    let employer = |(compared, ways): (String, HashMap<&str, u32>)| {
        let people: u32 = ways.values().sum();
        let name = ways
            .into_iter()
            .max_by_key(|(way, count)| (*count, std::cmp::Reverse(*way)));
        Employer {
            compared: compared.into(),
            name: name.map_or("", |(way, _)| way).into(),
            people,
            of: with_company,
        }
    };
    let mut all: Vec<Employer> = found.into_iter().map(employer).collect();
    all.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| a.name.cmp(&b.name)));
    all.truncate(most);
    all
}

/// At which levels the connections stand.
pub fn levels(facts: &Facts, rules: &Rules) -> Levels {
    let mut counts: HashMap<Class, u32> = HashMap::new();
    let mut levels = Levels::default();
    let mut known: HashMap<&str, Vec<Class>> = HashMap::new();
    for person in facts.people().iter().filter(|person| person.connection) {
        levels.all += 1;
        let title = person.position.trim();
        if title.is_empty() {
            levels.unknown += 1;
            continue;
        }
        let classes = known.entry(title).or_insert_with(|| level_of(rules, title));
        levels.other += u32::from(classes.is_empty());
        for class in classes {
            *counts.entry(*class).or_insert(0) += 1;
        }
    }
    let of = |class: Class| (class, counts.get(&class).copied().unwrap_or(0));
    levels.classes = Class::ALL.into_iter().map(|(class, _)| of(class)).collect();
    levels
}

/// With how many connections words went; `None` where no archive held messages.
pub fn share(facts: &Facts, today: Day) -> Option<Share> {
    facts.has_kind("messages").then_some(())?;
    let mut share = Share::default();
    for person in facts.people().iter().filter(|person| person.connection) {
        let talk = &person.talk;
        let recent = talk
            .last()
            .is_some_and(|at| (today - at.date_naive()).num_days() <= 365);
        share.all += 1;
        share.written += u32::from(talk.sent > 0);
        share.both_ways += u32::from(talk.two_way());
        share.this_year += u32::from(recent);
    }
    Some(share)
}

/// A part in percent; of nothing it is none.
pub fn percent(part: u32, all: u32) -> f64 {
    f64::from(part) * 100.0 / f64::from(all.max(1))
}
