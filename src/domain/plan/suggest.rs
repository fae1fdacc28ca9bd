//! Which circle fits somebody, with the reason: shown on the card, and never chosen by itself.

use super::{Circle, Settings, chosen, chosen::Class, words::same_name};
use crate::domain::{book::Book, facts::Facts, person::PersonKey};

/// A circle that would fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Which one.
    pub circle: Circle,
    /// Why, with the words that were matched; those of LinkedIn are hostile until cleaned.
    pub why: String,
}

/// The circle that would fit a connection that is in none. Source: domain.md 10.1.
pub fn suggest(book: &Book, settings: &Settings, person: &PersonKey) -> Option<Suggestion> {
    if chosen(book, settings, person).is_some() {
        return None;
    }
    let facts = book.facts();
    let known = facts.person(person).filter(|known| known.connection)?;
    let company = known.company.trim();
    let position = |class: Class| class.word(&known.position);
    let (circle, why) = if settings.is_target(company) {
        let why = format!("{company} is on your list of targets");
        (Circle::Active, why)
    } else if let Some(word) = position(Class::Recruiter) {
        let why = format!("recruits: \"{word}\" in their position");
        (Circle::Active, why)
    } else if let Some(word) = position(Class::Hiring) {
        let why = format!("may hire: \"{word}\" in their position");
        (Circle::Active, why)
    } else if let Some(word) = position(Class::Mentor) {
        let why = format!("may advise: \"{word}\" in their position");
        (Circle::Active, why)
    } else if !company.is_empty() && was_at(facts, company) {
        let why = format!("{company} stands in your positions, too");
        (Circle::Light, why)
    } else {
        return None;
    };
    Some(Suggestion { circle, why })
}

fn was_at(facts: &Facts, company: &str) -> bool {
    let mut own = facts.profile().positions.iter();
    own.any(|position| same_name(&position.company, company))
}
