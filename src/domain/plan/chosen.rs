//! Which circle somebody is in: the person's own choice for them, else the first rule that fits.

use super::{
    Circle, Settings,
    words::{found, same_name},
};
use crate::domain::{book::Book, day::Day, facts::Person, person::PersonKey};

/// Whom a rule is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Everybody with a tag.
    Tag(String),
    /// Connections at a company, whatever the case of its name.
    Company(String),
    /// Connections with a word in their position, in lower case; a star before or behind it lets
    /// the word go on there.
    Position(String),
}

/// A rule of the person's own that puts people into a circle. A circle chosen for one person goes
/// before all rules, also that of none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CircleRule {
    /// Whom it is about.
    pub whom: Whom,
    /// How often to be in touch with them.
    pub circle: Circle,
}

/// The circle that somebody is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen<'a> {
    /// Which one.
    pub circle: Circle,
    /// Since which day, or the first import for a rule: who was silent longer comes round later.
    pub since: Day,
    /// The rule that put them there; `None` for a choice for this person.
    pub by: Option<&'a CircleRule>,
}

impl CircleRule {
    fn fits(&self, book: &Book, key: &PersonKey) -> bool {
        match &self.whom {
            Whom::Tag(tag) => book.touch(key).is_some_and(|touch| {
                let mut tags = touch.tags.iter();
                tags.any(|own| same_name(own, tag))
            }),
            _ => book.facts().person(key).is_some_and(|p| self.says(p)),
        }
    }

    /// Whether a rule about what LinkedIn says fits a connection.
    fn says(&self, person: &Person) -> bool {
        person.connection
            && match &self.whom {
                Whom::Tag(_) => false,
                Whom::Company(name) => same_name(name, &person.company),
                Whom::Position(word) => found(&person.position, &[word]).is_some(),
            }
    }
}

/// The circle that somebody is in, by choice or by rule.
pub fn chosen<'a>(book: &Book, settings: &'a Settings, person: &PersonKey) -> Option<Chosen<'a>> {
    if let Some((circle, since)) = book.touch(person).and_then(|touch| touch.circle) {
        let by = None;
        return Some(Chosen { circle, since, by });
    }
    let rule = settings.circles.iter().find(|r| r.fits(book, person))?;
    let since = book
        .first_import()
        .max(book.facts().connected_on(person))
        .unwrap_or_default();
    Some(Chosen {
        circle: rule.circle,
        since,
        by: Some(rule),
    })
}

/// Connections that rules about companies and positions fit. Tags and choices are among the
/// touched people.
pub(super) fn ruled<'a>(
    book: &'a Book,
    settings: &Settings,
) -> impl Iterator<Item = &'a PersonKey> {
    let rules: Vec<&CircleRule> = settings
        .circles
        .iter()
        .filter(|rule| !matches!(rule.whom, Whom::Tag(_)))
        .collect();
    let people = if rules.is_empty() {
        &[]
    } else {
        book.facts().people()
    };
    people
        .iter()
        .filter(move |person| rules.iter().any(|rule| rule.says(person)))
        .map(|person| &person.key)
}
