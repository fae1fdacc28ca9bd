//! Which circle fits somebody, with the reason: shown on the card, and never chosen by itself.

use super::{
    Chosen, Circle, Settings, Somebody,
    candidate::SKIPS_PROPOSE,
    chosen,
    chosen::Class,
    conduct::{Conduct, spoken},
    reading::QUICK_DAYS,
    words::same_name,
};
use crate::domain::{book::Book, day::Day, facts::Facts, person::PersonKey};

/// So many answers in a row, each within a few days, propose a circle that asks more often. Chosen
/// here: two from each side.
pub const QUICK_ANSWERS: u32 = 4;

/// A circle that would fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Which one.
    pub circle: Circle,
    /// Why, with the words that were matched; those of LinkedIn are hostile until cleaned.
    pub why: String,
}

/// The circle that would fit a connection that is in none, or another one for somebody whose
/// circle does not fit what happens.
pub fn suggest(
    book: &Book,
    settings: &Settings,
    person: &PersonKey,
    today: Day,
) -> Option<Suggestion> {
    match chosen(book, settings, person) {
        Some(chosen) => other(book, chosen, person, today),
        None => first(book, settings, person),
    }
}

/// A first circle. Source: domain.md 10.1.
fn first(book: &Book, settings: &Settings, person: &PersonKey) -> Option<Suggestion> {
    let facts = book.facts();
    let known = facts.person(person).filter(|known| known.connection)?;
    let company = known.company.trim();
    let position = |class: Class| class.word_in(&known.position);
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

/// A longer circle after several skips, a shorter one after quick answers from both. Choosing the
/// same circle again says no, until something else happens.
fn other(book: &Book, now: Chosen<'_>, person: &PersonKey, today: Day) -> Option<Suggestion> {
    now.circle.interval()?;
    let who = Somebody::of(book, person);
    let last = Conduct::new(&who, who.connected_on(), today).last;
    let last = last.map(|last| last.on);
    let skips = who.touch.map_or(0, |touch| {
        touch.skips_since(last.max(now.by.is_none().then_some(now.since)))
    });
    if skips >= SKIPS_PROPOSE {
        return now.circle.longer().map(|circle| Suggestion {
            circle,
            why: format!("skipped {skips} times since the last contact"),
        });
    }
    let reading = who.reading?;
    let (on, _) = reading.last().filter(|(on, _)| *on > now.since)?;
    if reading.quick < QUICK_ANSWERS {
        return None;
    }
    let (quick, on) = (reading.quick, spoken(on, today));
    now.circle.shorter().map(|circle| Suggestion {
        circle,
        why: format!("{quick} answers in a row within {QUICK_DAYS} days, the last on {on}"),
    })
}

fn was_at(facts: &Facts, company: &str) -> bool {
    let mut own = facts.profile().positions.iter();
    own.any(|position| same_name(&position.company, company))
}
