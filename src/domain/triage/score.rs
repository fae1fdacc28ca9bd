//! The value score: rules with their points, reasons that can be read.

use std::ops::Range;

use super::{
    context::{Level, terms_of},
    judge::{Reason, Subject},
    read::{Read, is_term_of},
    rules::Kind,
    titles::Class,
};
use crate::domain::reach::{Reach, second_degree_words};

struct Reasons<'r, 'a> {
    read: &'r Read<'a>,
    list: Vec<Reason>,
}

impl Reasons<'_, '_> {
    /// The rule's points, if it is not taken out.
    fn add(&mut self, id: &str, matched: impl Into<String>) {
        let points = self.read.rules.row(id).map_or(0, |row| row.points);
        self.add_points(id, points, matched);
    }

    fn add_step(&mut self, id: &str, count: u32, matched: impl Into<String>) {
        let points = self.read.rules.row(id).map_or(0, |row| row.step(count));
        self.add_points(id, points, matched);
    }

    fn add_points(&mut self, id: &str, points: i32, matched: impl Into<String>) {
        let Some(row) = self.read.rules.row(id) else {
            return;
        };
        if points != 0 {
            self.list.push(Reason {
                id: id.to_owned(),
                points,
                words: row.title.to_string(),
                matched: matched.into(),
            });
        }
    }
}

/// All reasons within their limits: the largest first, and last what is the same for everybody.
pub(super) fn reasons(read: &Read<'_>) -> Vec<Reason> {
    let mut reasons = Reasons {
        read,
        list: Vec::new(),
    };
    company(&mut reasons);
    title(&mut reasons);
    person(&mut reasons);
    note(&mut reasons);
    let mut list = reasons.list;
    limit(read, &mut list);
    list.retain(|reason| reason.points != 0);
    list.sort_by_key(|reason| (reason.is_for_everybody(), -reason.points.abs()));
    list
}

fn company(reasons: &mut Reasons<'_, '_>) {
    let read = reasons.read;
    let Some((name, written)) = &read.company else {
        return;
    };
    if let Some(target) = read.context.targets.get(name) {
        reasons.add(target.rule(), format!("{written}: {}", target.words()));
        let above = read.context.level.is_some_and(|own| read.level() > own);
        if target.rule() == "V1" && above {
            reasons.add("V3c", *written);
        }
    }
    if read.context.employers.contains(name) {
        reasons.add("V4", *written);
    }
}

fn title(reasons: &mut Reasons<'_, '_>) {
    let read = reasons.read;
    let context = read.context;
    if let Some(found) = read.class(Class::Recruiter) {
        reasons.add("V2", &*found.matched);
        let in_note = terms_of(read.rules, &read.note);
        let sets = [&context.titles, &context.fields];
        let note = in_note
            .iter()
            .find(|t| sets.iter().any(|set| is_term_of(t, set)));
        let shared = read.shared(&sets).first().map(|word| (*word).to_owned());
        if let Some(word) = shared.or_else(|| note.map(ToString::to_string)) {
            reasons.add("V2b", read.as_written(&word));
        }
    } else if let Some(found) = read.class(Class::Hr) {
        reasons.add("V2c", &*found.matched);
    }
    if read.level() > Level::Peer {
        let found = read
            .class(Class::Exec)
            .or_else(|| read.class(Class::Manager));
        let matched = found.map_or_else(String::new, |found| found.matched.clone());
        let function = !read.shared(&[&context.titles]).is_empty();
        reasons.add(if function { "V3" } else { "V3b" }, matched);
    }
    if let Some(found) = read.class(Class::Mentor) {
        reasons.add("V11", &*found.matched);
    }
    let school = context
        .schools
        .iter()
        .find(|school| says(&read.headline, school) || says(&read.note, school));
    if let Some(school) = school {
        reasons.add("V5", read.as_written(school));
    }
    let sets = [&context.titles, &context.fields];
    let shared = read.shared(&sets);
    if let (false, Some(row)) = (shared.is_empty(), read.rules.row("V6")) {
        let full = i32::try_from(read.rules.numbers.hits_full.max(1)).unwrap_or(1);
        let hits = i32::try_from(shared.len()).unwrap_or(full).min(full);
        // Rounded to the nearest point.
        let points = (2 * row.points * hits + full) / (2 * full);
        let shared: Vec<String> = shared.iter().map(|word| read.as_written(word)).collect();
        reasons.add_points("V6", points, shared.join(", "));
    }
}

/// Whether a folded text holds a name as whole words: `mit` is no school in a German note.
pub(super) fn says(text: &str, name: &str) -> bool {
    place_of(text, name).is_some()
}

/// Where a folded text holds a name as whole words.
pub(super) fn place_of(text: &str, name: &str) -> Option<Range<usize>> {
    let within = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut places = text.match_indices(name).map(|(at, _)| at..at + name.len());
    places.find(|place| {
        let before = text.get(..place.start);
        let before = before.and_then(|front| front.chars().next_back());
        let behind = text.get(place.end..).and_then(|end| end.chars().next());
        !within(before) && !within(behind)
    })
}

fn person(reasons: &mut Reasons<'_, '_>) {
    let read = reasons.read;
    if let Some(mutual) = read.subject.mutual {
        reasons.add_step("V7", mutual, format!("{mutual} mutual"));
    }
    if read.is_known() {
        reasons.add("V9", "");
    }
    if let Some(place) = read.subject.place
        && super::context::town(place).is_some_and(|town| read.context.places.contains(&town))
    {
        reasons.add("V10", place);
    }
    if let Some(own) = read.context.connections {
        reasons.add_step("V12", own, format!("you have {own} connections"));
    }
    if let (Some(reach), Some(row)) = (&read.context.reach, read.rules.row("R")) {
        let points = reach.points(&read.rules.weights(), &read.facets(), row.points);
        let words = read
            .company
            .as_ref()
            .map_or_else(String::new, |(name, written)| {
                let recruiter = read.class(Class::Recruiter).is_some();
                reach.company_words(name, written, recruiter)
            });
        reasons.add_points("R", points, words);
    }
}

fn note(reasons: &mut Reasons<'_, '_>) {
    let read = reasons.read;
    for hit in &read.hits {
        if matches!(hit.row.kind, Kind::Good | Kind::Pitch) {
            reasons.add(&hit.row.id, &*hit.shown);
        }
    }
    let sells = read.hits.iter().any(|hit| hit.row.kind == Kind::Pitch);
    if let (true, Some(found)) = (sells, read.class(Class::Sales)) {
        reasons.add("P6", &*found.matched);
    }
}

/// What more can be said about the reach, worth nothing by itself: what it stands for, and the words.
pub(super) fn reach_words<'s>(read: &Read<'_>) -> impl Iterator<Item = (&'s str, String)> {
    let Subject {
        connections,
        mutual,
        ..
    } = *read.subject;
    let second = connections.zip(mutual);
    let second = second.map(|(all, mutual)| ("second degree", second_degree_words(all, mutual)));
    let reach = read.context.reach.as_ref();
    let recruiters = reach.filter(|_| read.is_field_recruiter());
    let recruiters = recruiters.and_then(Reach::recruiter_words);
    second
        .into_iter()
        .chain(recruiters.map(|words| ("recruiters", words)))
}

/// What the rules of a limit bring beyond it is taken from the last of them.
fn limit(read: &Read<'_>, list: &mut [Reason]) {
    for limit in &read.rules.limits {
        let mut sum = 0;
        for reason in list.iter_mut() {
            let kind = read.rules.row(&reason.id).map(|row| row.kind);
            let named = limit.rules.iter().any(|id| **id == *reason.id);
            if named || limit.kind.is_some_and(|of| kind == Some(of)) {
                let room = (sum + reason.points).clamp(limit.least, limit.most);
                reason.points = room - sum;
                sum = room;
            }
        }
    }
}
