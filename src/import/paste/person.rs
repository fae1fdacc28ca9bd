//! The top of a profile, or a card of a search.

use super::{
    count,
    line::{Line, bare_name},
    words,
};
use crate::domain::paste::{Card, CardKind, Count};

/// What the top of a profile says.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) card: Card,
    pub(super) followers: Option<Count>,
}

/// The most lines of a top that are looked at; a page has some fifteen.
const MOST_LINES: usize = 60;

/// Reads the top of a profile. Gives how many lines were not understood beside it; nothing at all
/// where no line looks like a name.
pub(super) fn header(lines: &[Line]) -> (Option<Header>, u32) {
    let mut unread = count(lines.len().saturating_sub(MOST_LINES));
    let lines = lines.get(..lines.len().min(MOST_LINES)).unwrap_or_default();
    let parts = parts(lines);
    let begins = begin(&parts);
    let mut rest = parts.iter().skip(begins);
    let Some(first) = rest.next() else {
        return (None, unread + count(lines.len()));
    };
    let name = bare_name(&first.text);
    if !is_name(&name) {
        return (None, unread + count(lines.len()));
    }
    let skipped = parts.get(..begins).unwrap_or_default();
    unread += count(skipped.iter().filter(|part| !part.is_silent()).count());
    let mut card = Card::new(CardKind::Person, &name);
    card.person.clone_from(&first.link);
    let mut followers = None;
    let mut plain: Vec<&Line> = Vec::new();
    let mut place_at = None;
    let mut told = false;
    for line in rest {
        card.person = card.person.take().or_else(|| line.link.clone());
        if line.is_contact_info() {
            place_at = plain.len().checked_sub(1).filter(|at| *at > 0);
        } else if let Some(number) = line.mutual() {
            card.mutual = card.mutual.or(Some(number));
        } else if let Some(number) = line.connections() {
            card.connections = card.connections.or(Some(number));
        } else if let Some(number) = line.followers() {
            followers = followers.or(Some(number));
        } else if let Some(job) = current(line) {
            (card.title, card.company) = job;
        } else if line.is_degree() {
            told = true;
        } else if !line.is_silent() && !repeats(line, &name) {
            plain.push(line);
        }
    }
    let evidence = told
        || place_at.is_some()
        || card.person.is_some()
        || card.connections.is_some()
        || followers.is_some()
        || card.mutual.is_some()
        || card.title.is_some();
    let Some(headline) = plain.first().filter(|_| evidence) else {
        // A name alone, or any two lines of a text: nothing says that it is a person's page.
        let known = card.person.is_some() || card.connections.is_some() || card.mutual.is_some();
        let header = known.then_some(Header { card, followers });
        let lost = if header.is_some() {
            plain.len()
        } else {
            lines.len()
        };
        return (header, unread + count(lost));
    };
    card.headline = Some(headline.text.clone());
    unread += fill(&mut card, plain.get(1..).unwrap_or_default(), place_at);
    (Some(Header { card, followers }), unread)
}

/// Company, school and place stand between the headline and the contact data. On a search card
/// there is only the place.
fn fill(card: &mut Card, plain: &[&Line], place_at: Option<usize>) -> u32 {
    let mut unread = 0;
    // `place_at` counts from the headline.
    let place_at = place_at.and_then(|at| at.checked_sub(1));
    for (at, line) in plain.iter().enumerate() {
        let before = place_at.is_some_and(|place| at < place);
        if place_at == Some(at) || place_at.is_none() && at == 0 {
            card.place = Some(line.text.clone());
        } else if before && is_school(line) {
            // A school says nothing that is kept.
        } else if before && card.company.is_none() {
            card.company = Some(line.text.clone());
        } else {
            unread += 1;
        }
    }
    unread
}

/// The lines, taken apart where LinkedIn puts several facts on one: `Leeds · Contact info`.
fn parts(lines: &[Line]) -> Vec<Line> {
    let mut parts = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let known = |part: &Line| {
            part.is_contact_info()
                || part.is_degree()
                || part.connections().is_some()
                || part.followers().is_some()
        };
        let pieces: Vec<Line> = line
            .text
            .split([' ', '\u{a0}'])
            .collect::<Vec<_>>()
            .split(|word| matches!(*word, "·" | "•"))
            .flat_map(|words| super::line::lines(&words.join(" ")))
            .collect();
        let split =
            pieces.len() > 1 && (at == 0 || pieces.iter().any(known) || joins_school(&pieces));
        if split {
            let link = line.link.clone();
            let mut pieces = pieces.into_iter();
            parts.extend(pieces.next().map(|first| Line { link, ..first }));
            parts.extend(pieces);
        } else {
            parts.push(line.clone());
        }
    }
    parts
}

/// `Northwind · University of Somewhere`, the company and the school of a profile.
fn joins_school(pieces: &[Line]) -> bool {
    pieces.len() == 2 && pieces.get(1).is_some_and(is_school)
}

pub(super) fn is_school(line: &Line) -> bool {
    let mut words = line.folded.split(|c: char| !c.is_alphanumeric());
    words.any(|word| words::SCHOOLS.contains(&word))
}

/// Where the name is: the line that links or stands twice, if one of the first does; else the
/// first that is no button.
fn begin(parts: &[Line]) -> usize {
    let early = || parts.iter().enumerate().take(12);
    let silent = |line: &Line| line.is_silent() || line.is_degree();
    let sure = early().find(|(_, line)| (line.doubled || line.link.is_some()) && !silent(line));
    let first = early().find(|(_, line)| !silent(line));
    sure.or(first).map_or(parts.len(), |(at, _)| at)
}

/// Somebody's name has a letter, and is no sentence.
fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
        && text.chars().count() <= 100
        && text.split_whitespace().count() <= 10
        && !text.contains("://")
}

/// `View Mira Example’s profile`, and the name again.
fn repeats(line: &Line, name: &str) -> bool {
    let name = crate::text::fold::fold(name);
    let bare = crate::text::fold::fold(&bare_name(&line.text));
    bare == name || line.folded.contains(&name) && line.folded.len() <= name.len() + 25
}

/// Title and company of `Current: Engineer at Northwind`.
fn current(line: &Line) -> Option<(Option<String>, Option<String>)> {
    let start = words::CURRENT
        .iter()
        .find(|start| line.folded.starts_with(*start))?;
    // The words of the table are as long folded as written, except for accents.
    let (_, job) = line.text.split_once(':')?;
    let job = job.trim();
    debug_assert!(start.ends_with(' '));
    let found = words::AT.iter().find_map(|at| job.split_once(at));
    Some(match found {
        Some((title, company)) => (
            Some(title.trim().to_owned()),
            Some(company.trim().to_owned()),
        ),
        None => (Some(job.to_owned()), None),
    })
}

impl Line {
    /// Whether it says nothing about anybody: buttons, pronouns, keys.
    pub(super) fn is_silent(&self) -> bool {
        self.is_chrome() || self.is_pronouns()
    }
}
