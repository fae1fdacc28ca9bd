//! What the person's own files and wishes say, ready to compare an inviter with.

pub use super::target::Target;

use std::collections::{HashMap, HashSet};

use super::{
    Class,
    batch::{Batches, repeated, twins},
    judge::Subject,
    read::facets,
    rules::{Numbers, Rules},
    titles::words,
};
use crate::{
    domain::{
        day::Day,
        facts::{Facts, Person},
        person::PersonKey,
        reach::{Reach, chance},
        target::{TargetKind, Targets},
    },
    text::fold::{fold, fold_title},
};

/// How far up somebody stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Leads nobody.
    #[default]
    Peer,
    /// Leads people.
    Leader,
    /// Leads or owns a firm.
    Exec,
}

impl Level {
    /// The level of a title's classes.
    pub fn of(classes: impl IntoIterator<Item = Class>) -> Self {
        let levels = classes.into_iter().map(|class| match class {
            Class::Exec => Self::Exec,
            Class::Manager => Self::Leader,
            _ => Self::Peer,
        });
        levels.max().unwrap_or_default()
    }
}

/// What the person said beside the archive.
#[derive(Clone, Copy, Debug)]
pub struct Wishes<'a> {
    /// Today.
    pub today: Day,
    /// What the person said about targets.
    pub targets: &'a Targets,
    /// The work that is looked for; empty for what LinkedIn was told.
    pub role: &'a str,
    /// Town or region; empty for the profile's.
    pub place: &'a str,
    /// Whether the own work is sensitive.
    pub sensitive: bool,
}

/// What an inviter is compared with. The default knows nothing, and brings no points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// Companies that matter, in their compared form.
    pub targets: HashMap<Box<str>, Target>,
    /// The person's employers, now and past, in their compared form.
    pub employers: HashSet<Box<str>>,
    /// The person's schools, folded.
    pub schools: HashSet<Box<str>>,
    /// Words of skills and industry, folded.
    pub fields: HashSet<Box<str>>,
    /// Words of the titles that are looked for, folded.
    pub titles: HashSet<Box<str>>,
    /// Places, folded.
    pub places: HashSet<Box<str>>,
    /// The own level, where known.
    pub level: Option<Level>,
    /// How many connections there are, where known.
    pub connections: Option<u32>,
    /// People with messages both ways, or from the address book.
    pub known: HashSet<PersonKey>,
    /// Names from the address book that link no profile, folded.
    pub known_names: HashSet<Box<str>>,
    /// Words of the own headline, skills and positions, folded.
    pub topics: HashSet<Box<str>>,
    /// Whether the own work is sensitive.
    pub sensitive: bool,
    /// Notes that several people sent within a few days, folded.
    pub repeated: Batches,
    /// Titles at companies of several people with default addresses within a few days.
    pub twins: Batches,
    /// What the network covers, where known.
    pub reach: Option<Reach>,
}

impl Context {
    /// What the archives and the wishes say.
    pub fn of(facts: &Facts, rules: &Rules, wishes: &Wishes<'_>) -> Self {
        let mut context = Self {
            sensitive: wishes.sensitive,
            ..Self::default()
        };
        context.add_targets(facts, rules, wishes);
        context.add_profile(facts, rules, wishes);
        context.add_known(facts);
        context.repeated = repeated(facts, rules, wishes.today);
        if facts.has_kind("connections") {
            context.connections = u32::try_from(facts.counts().connections).ok();
            context.add_reach(facts, rules);
        }
        context
    }

    /// The same, with what the open invitations share: all that is known of who sent each, and who
    /// that is. A headline is mostly typed or pasted, so no archive has it.
    #[must_use]
    pub fn with_open<'a>(
        mut self,
        rules: &Rules,
        open: impl Iterator<Item = (Subject<'a>, &'a PersonKey)>,
    ) -> Self {
        self.twins = twins(rules, open);
        self
    }

    fn target(&mut self, rules: &Rules, company: &str, why: Target) {
        if let Some(name) = rules.companies.name(company) {
            let known = self.targets.entry(name.into()).or_insert(why);
            *known = why.min(*known);
        }
    }

    fn add_targets(&mut self, facts: &Facts, rules: &Rules, wishes: &Wishes<'_>) {
        self.add_proposed(facts, rules, wishes);
        for own in wishes.targets.own_of(TargetKind::Company) {
            if let Some(name) = rules.companies.name(&own.name) {
                // The person's own word, whatever the archive says.
                self.targets
                    .insert(name.into(), Target::weighing(own.weight));
            }
        }
        for (kind, name, _) in wishes.targets.refused() {
            if kind == TargetKind::Company
                && let Some(name) = rules.companies.name(name)
            {
                self.targets.remove(&*name);
            }
        }
        let schools = wishes.targets.own_of(TargetKind::School);
        let schools = schools.iter().map(|school| fold(&school.name));
        self.schools.extend(schools.map(String::into_boxed_str));
    }

    /// What the archive proposes.
    fn add_proposed(&mut self, facts: &Facts, rules: &Rules, wishes: &Wishes<'_>) {
        let profile = facts.profile();
        let dreams = profile.preferences.iter().flat_map(|p| &p.dream_companies);
        for company in dreams {
            self.target(rules, company, Target::Listed);
        }
        let Numbers {
            applied_days,
            applied_long_days,
            ..
        } = rules.numbers;
        for application in &profile.applications {
            let Some(on) = application.on else { continue };
            let age = (wishes.today - on).num_days();
            if age <= i64::from(applied_days) {
                self.target(rules, &application.company, Target::Applied);
            } else if age <= i64::from(applied_long_days) {
                self.target(rules, &application.company, Target::AppliedLong);
            }
        }
        for job in &profile.saved_jobs {
            self.target(rules, &job.company, Target::AppliedLong);
        }
        for follow in &profile.follows {
            self.target(rules, &follow.company, Target::Followed);
        }
    }

    fn add_profile(&mut self, facts: &Facts, rules: &Rules, wishes: &Wishes<'_>) {
        let profile = facts.profile();
        let companies = profile.positions.iter().map(|position| &*position.company);
        let names = companies.filter_map(|company| rules.companies.name(company));
        self.employers.extend(names.map(String::into_boxed_str));
        let schools = profile.educations.iter().map(|school| fold(&school.school));
        self.schools
            .extend(schools.filter(|s| s.len() > 2).map(String::into_boxed_str));
        for text in profile.skills.iter().chain([&profile.industry]) {
            self.fields.extend(terms(rules, text));
        }
        let told = profile.preferences.iter().flat_map(|p| &p.titles);
        let told = told.filter(|title| !wishes.targets.is_refused(TargetKind::Role, title));
        let told: Vec<&str> = told.map(|title| &**title).collect();
        let wanted = if wishes.role.is_empty() {
            told
        } else {
            vec![wishes.role]
        };
        let own = wishes.targets.own_of(TargetKind::Role);
        let own = own.iter().map(|role| &*role.name);
        for title in wanted.into_iter().chain(own) {
            self.titles.extend(terms(rules, title));
        }
        let place = match wishes.place {
            "" => &*profile.location,
            place => place,
        };
        let towns = profile.preferences.iter().flat_map(|p| &p.locations);
        let towns = towns.filter(|town| !wishes.targets.is_refused(TargetKind::Place, town));
        let own = wishes.targets.own_of(TargetKind::Place);
        let own = own.iter().map(|place| &*place.name);
        for place in towns.map(|place| &**place).chain([place]).chain(own) {
            self.places.extend(town(place));
        }
        let current = profile.positions.iter().filter(|position| position.current);
        let titles: Vec<String> = current.map(|p| fold_title(&p.title)).collect();
        if !titles.is_empty() {
            let classes = titles.iter().flat_map(|title| rules.titles.classes(title));
            self.level = Some(Level::of(classes.map(|found| found.class)));
        }
        let positions = profile.positions.iter();
        let positions = positions.flat_map(|p| [&p.title, &p.description]);
        for text in positions.chain(&profile.skills).chain([&profile.headline]) {
            self.topics.extend(terms(rules, text));
        }
    }

    fn add_known(&mut self, facts: &Facts) {
        let talked = facts.people().iter().filter(|person| person.talk.two_way());
        self.known.extend(talked.map(|person| person.key.clone()));
        for contact in &facts.archive().contacts {
            match &contact.person {
                Some(key) => {
                    self.known.insert(key.clone());
                }
                // One word is nobody's full name.
                None if contact.name.trim().contains(' ') => {
                    self.known_names.insert(fold(&contact.name).into());
                }
                None => {}
            }
        }
    }

    fn add_reach(&mut self, facts: &Facts, rules: &Rules) {
        let messages = facts.has_kind("messages");
        let (mut talked, mut all) = (0, 0);
        let mut reach = Reach::default();
        let connections = facts.people().iter().filter(|person| person.connection);
        for person in connections {
            all += u32::from(messages);
            talked += u32::from(person.talk.two_way());
            let found = facets(rules, self, &subject(person));
            if found.field_recruiter {
                reach.recruiters += 1;
                reach.silent_recruiters += u32::from(messages && person.talk.sent == 0);
            }
            reach.cover(found.facets);
        }
        let prior = (rules.numbers.prior_talked, rules.numbers.prior_connections);
        reach.p = chance(talked, all, prior);
        reach.rate = (talked, all);
        self.reach = Some(reach);
    }
}

/// What a connection shows of the reach.
fn subject(person: &Person) -> Subject<'_> {
    let some = |text: &'_ str| !text.trim().is_empty();
    Subject {
        headline: Some(&*person.position).filter(|text| some(text)),
        company: Some(&*person.company).filter(|text| some(text)),
        ..Subject::default()
    }
}

/// The words of a text that say something about a field, folded.
fn terms(rules: &Rules, text: &str) -> Vec<Box<str>> {
    terms_of(rules, &fold_title(text))
}

/// The words of a folded text that say something about a field.
pub(super) fn terms_of(rules: &Rules, folded: &str) -> Vec<Box<str>> {
    let mut words = words_of(rules, folded);
    words.retain(|word| !rules.rank_words.contains(word));
    words
}

/// The words of a title that say something about the field or the rank, folded.
pub(in crate::domain) fn title_words(rules: &Rules, title: &str) -> Vec<Box<str>> {
    words_of(rules, &fold_title(title))
}

/// The words of a folded text that say something.
fn words_of(rules: &Rules, folded: &str) -> Vec<Box<str>> {
    let words = words(folded);
    let words = words.iter().filter_map(|range| folded.get(range.clone()));
    let telling = words.filter(|word| {
        word.chars().count() > 1
            && !word.chars().all(|c| c.is_ascii_digit())
            && !rules.empty_words.contains(*word)
    });
    telling.map(Into::into).collect()
}

/// The town of a place such as `Leeds, England, United Kingdom`, folded.
pub(in crate::domain) fn town(place: &str) -> Option<Box<str>> {
    let folded = fold(place);
    let first = folded.split(',').next().unwrap_or_default().trim();
    let first = first.strip_prefix("greater ").unwrap_or(first);
    let first = first.strip_suffix(" area").unwrap_or(first);
    let first = first.strip_suffix(" metropolitan").unwrap_or(first);
    (!first.is_empty()).then(|| first.into())
}
