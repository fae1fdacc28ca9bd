//! Which circle somebody is in: the person's own choice for them, else the first rule that fits.

use std::str::FromStr;

use super::{
    Circle, Settings, Somebody,
    words::{HIGHER, MENTOR, RECRUITER, found, same_name},
};
use crate::domain::{
    book::Book, day::Day, facts::Person, late::LateList, person::PersonKey, words::words,
};

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
    /// Connections whose position is that of a class.
    Class(Class),
    /// Connections at a company that the person looks at: one of the dreams, or followed.
    Target,
}

/// A class of positions, by the words that suggest circles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Finds people for positions.
    Recruiter,
    /// May hire: leads something.
    Hiring,
    /// Helps others along.
    Mentor,
}

words! {
    Class:
    Recruiter "recruiter",
    Hiring "hiring",
    Mentor "mentor",
}

impl Class {
    /// The word of a position that puts it into the class, as it stands there.
    pub(super) fn word_in(self, position: &str) -> Option<&str> {
        match self {
            Self::Recruiter => found(position, &RECRUITER),
            Self::Hiring => found(position, &HIGHER),
            Self::Mentor => found(position, &MENTOR),
        }
    }
}

impl FromStr for Whom {
    type Err = String;

    /// `tag:mentor`, `company:Acme`, `position:recruit*`, `class:recruiter`, `target`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, word) = text.split_once(':').unwrap_or((text, ""));
        let (kind, word) = (kind.trim(), word.trim());
        if word.is_empty() != (kind == "target") {
            return Err(format!("`{text}`: {WHOM}"));
        }
        Ok(match kind {
            "tag" => Self::Tag(word.to_owned()),
            "company" => Self::Company(word.to_owned()),
            "position" => Self::Position(word.to_lowercase()),
            "target" => Self::Target,
            "class" => {
                let class = Class::from_word(word).ok_or_else(|| {
                    let known: Vec<&str> = Class::ALL.iter().map(|(_, word)| *word).collect();
                    format!("no class `{word}`: one of {}", known.join(", "))
                })?;
                Self::Class(class)
            }
            _ => return Err(format!("`{text}`: {WHOM}")),
        })
    }
}

/// What can be said about whom a rule is for.
const WHOM: &str = "a rule is tag:, company:, position: or class: with a word behind it, or target";

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
    fn fits(&self, settings: &Settings, who: &Somebody<'_>) -> bool {
        if let Whom::Tag(tag) = &self.whom {
            let mut tags = who.touch.into_iter().flat_map(|touch| &touch.tags);
            return tags.any(|own| same_name(own, tag));
        }
        who.person.is_some_and(|person| self.says(settings, person))
    }

    /// Whether a rule about what LinkedIn says fits a connection.
    fn says(&self, settings: &Settings, person: &Person) -> bool {
        person.connection
            && match &self.whom {
                Whom::Tag(_) => false,
                Whom::Company(name) => same_name(name, &person.company),
                Whom::Position(word) => found(&person.position, &[word]).is_some(),
                Whom::Class(class) => class.word_in(&person.position).is_some(),
                Whom::Target => settings.is_target(&person.company),
            }
    }
}

/// The circle that somebody is in, by choice or by rule.
pub fn chosen<'a>(book: &Book, settings: &'a Settings, person: &PersonKey) -> Option<Chosen<'a>> {
    chosen_for(book, settings, &Somebody::of(book, person))
}

pub(super) fn chosen_for<'a>(
    book: &Book,
    settings: &'a Settings,
    who: &Somebody<'_>,
) -> Option<Chosen<'a>> {
    if let Some((circle, since)) = who.touch.and_then(|touch| touch.circle) {
        let by = None;
        return Some(Chosen { circle, since, by });
    }
    let mut rules = settings.circles.iter();
    let rule = rules.find(|rule| rule.fits(settings, who))?;
    let since = book
        .first_import()
        .max(who.connected_on())
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
    let all = Some(book.facts().people()).filter(|_| !rules.is_empty());
    all.into_iter()
        .flat_map(LateList::iter)
        .filter(move |person| rules.iter().any(|rule| rule.says(settings, person)))
        .map(|person| &person.key)
}
