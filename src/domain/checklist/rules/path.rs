//! The path: positions, schools and what else was learnt and done.

use super::{
    super::{
        source::Source,
        text::{Field, read},
    },
    Evidence, Figure, Found, Look, counted, quote,
};
use crate::domain::describe::thousands;
use crate::domain::{
    day::{Day, MonthYear},
    records::{Education, Position},
};
use chrono::Datelike as _;

/// One if there is a current position, or, for a student, current education.
pub(super) fn current_position(look: &Look<'_>) -> Found {
    let current: Vec<&Position> = current_positions(look).collect();
    if current.is_empty() {
        let none = look.from(Source::Positions, "no position without an end");
        return match studies(look) {
            Some(education) => Found::number(1).with(none).with(look.from(
                Source::Education,
                format!("you study: {} counts", quote(&education.school, 80)),
            )),
            None => Found::number(0).with(none),
        };
    }
    let mut found = Found::number(1);
    for position in current {
        found = found.with(look.from(Source::Positions, named(position)));
    }
    found
}

/// The length of the longest description of a current position, in UTF-16 units.
pub(super) fn current_description(look: &Look<'_>) -> Found {
    let units = |p: &&Position| super::super::words::units(p.description.trim());
    let Some(position) = current_positions(look).max_by_key(units) else {
        let studies = studies(look).is_some();
        let figure = if studies {
            Figure::Exempt
        } else {
            Figure::Number(0)
        };
        let says = if studies {
            "you study: no position to describe"
        } else {
            "no current position"
        };
        return Found::new(figure).with(look.from(Source::Positions, says));
    };
    let text = position.description.trim();
    let reading = read(look.list, look.terms, Field::Description, text);
    let mut found = Found::number(reading.units);
    let says = if reading.units == 0 {
        format!("{}: no description", named(position))
    } else {
        let quoted = quote(text, 100);
        format!(
            "{}: {quoted}, {} of {} characters",
            named(position),
            thousands(reading.units),
            thousands(reading.most)
        )
    };
    found = found.with(look.from(Source::Positions, says));
    for hint in &reading.hints {
        found = found
            .with(look.from(Source::Positions, hint.text.clone()))
            .matching(hint.matched.iter().map(|m| m.words.clone()));
    }
    found
}

/// How many positions have ended. Where there are fewer than two, volunteering counts too.
pub(super) fn past_positions(look: &Look<'_>) -> Found {
    let profile = look.subject.profile;
    let past: Vec<&Position> = profile.positions.iter().filter(|p| !p.current).collect();
    let helps = if past.len() < 2 {
        profile.volunteering.len()
    } else {
        0
    };
    let text = counted(past.len(), "past position", "past positions");
    let mut found = Found::number(past.len() + helps).with(look.from(Source::Positions, text));
    for position in past.iter().take(3) {
        found = found.with(look.from(Source::Positions, named(position)));
    }
    if helps > 0 {
        let text = format!(
            "{}, which count for a first job",
            counted(helps, "volunteering entry", "volunteering entries")
        );
        found = found.with(look.from(Source::Volunteering, text));
    }
    for position in past {
        let reading = read(
            look.list,
            look.terms,
            Field::Description,
            position.description.trim(),
        );
        if let Some(hint) = reading.hint(super::super::text::HintKind::NoResult) {
            let text = format!("{}: {} in the description", named(position), hint.text);
            found = found.with(look.from(Source::Positions, text));
        }
    }
    found
}

/// Full when every position has a start, and none ends before it.
pub(super) fn position_dates(look: &Look<'_>) -> Found {
    let positions = &look.subject.profile.positions;
    if positions.is_empty() && studies(look).is_some() {
        let text = "you study: no position to date";
        return Found::new(Figure::Exempt).with(look.from(Source::Positions, text));
    }
    if positions.is_empty() {
        return Found::share(0).with(look.from(Source::Positions, "no position"));
    }
    let mut faults: Vec<Evidence> = Vec::new();
    for position in positions {
        let fault = match (position.started, position.finished) {
            (None, _) => "no start",
            (Some(start), Some(end)) if ends_before(start, end) => "it ends before it starts",
            (_, None) if !position.current => "an end that could not be read",
            _ => continue,
        };
        faults.push(look.from(Source::Positions, format!("{}: {fault}", named(position))));
    }
    let good = positions.len() - faults.len();
    let share = match (faults.is_empty(), good) {
        (true, _) => 100,
        (false, 0) => 0,
        (false, _) => 50,
    };
    let text = format!(
        "{good} of {} with good dates",
        counted(positions.len(), "position", "positions")
    );
    let mut found = Found::share(share).with(look.from(Source::Positions, text));
    found.evidence.extend(faults);
    for (from, to) in gaps(look) {
        let text = format!("a gap from {from} to {to}; it costs nothing, but is seen");
        found = found.with(look.from(Source::Positions, text));
    }
    found
}

/// Full for a school with degree and dates, half for its name alone.
pub(super) fn education(look: &Look<'_>) -> Found {
    let educations = &look.subject.profile.educations;
    let whole = |e: &&Education| {
        !e.school.trim().is_empty()
            && !e.degree.trim().is_empty()
            && (e.started.is_some() || e.finished.is_some())
    };
    let complete = educations.iter().find(whole);
    let Some(education) = complete.or(educations.first()) else {
        return Found::share(0).with(look.from(Source::Education, "no school"));
    };
    let mut text = quote(&education.school, 80);
    if complete.is_some() {
        text = format!("{text}, {}", quote(&education.degree, 80));
    } else {
        text = format!("{text}: degree or dates are missing");
    }
    Found::share(if complete.is_some() { 100 } else { 50 }).with(look.from(Source::Education, text))
}

/// Full where one is valid, half where all have expired; having none is fine.
pub(super) fn certifications(look: &Look<'_>) -> Found {
    let all = &look.subject.profile.certifications;
    if all.is_empty() {
        let text = "none, which is fine where your field asks for none";
        return Found::new(Figure::Exempt).with(look.from(Source::Certifications, text));
    }
    let today = month_of(look.as_of(Source::Certifications));
    let over = |end: Option<MonthYear>| end.is_some_and(|end| ends_before(today, end));
    let expired: Vec<_> = all.iter().filter(|c| over(c.finished)).collect();
    let share = if expired.len() == all.len() { 50 } else { 100 };
    let text = counted(all.len(), "certification", "certifications");
    let mut found = Found::share(share).with(look.from(Source::Certifications, text));
    for one in expired {
        let text = format!("{} has expired", quote(&one.name, 80));
        found = found.with(look.from(Source::Certifications, text));
    }
    found
}

/// Full when every language has its level, half when some or none have.
pub(super) fn languages(look: &Look<'_>) -> Found {
    let all = &look.subject.profile.languages;
    let bare: Vec<&str> = all
        .iter()
        .filter(|l| l.proficiency.trim().is_empty())
        .map(|l| &*l.name)
        .collect();
    let share = match (all.is_empty(), bare.is_empty()) {
        (true, _) => 0,
        (false, false) => 50,
        (false, true) => 100,
    };
    let text = counted(all.len(), "language", "languages");
    let found = Found::share(share).with(look.from(Source::Languages, text));
    if bare.is_empty() {
        return found;
    }
    found.with(look.from(
        Source::Languages,
        format!("without a level: {}", bare.join(", ")),
    ))
}

/// How many entries of volunteering, projects, courses and honours there are.
pub(super) fn extras(look: &Look<'_>) -> Found {
    let profile = look.subject.profile;
    let kinds = [
        (
            Source::Volunteering,
            profile.volunteering.len(),
            "volunteering entry",
            "volunteering entries",
        ),
        (
            Source::Projects,
            profile.projects.len(),
            "project",
            "projects",
        ),
        (Source::Courses, profile.courses.len(), "course", "courses"),
        (Source::Honors, profile.honors.len(), "honour", "honours"),
    ];
    let mut found = Found::number(kinds.iter().map(|(_, count, ..)| count).sum());
    for (source, count, one, many) in kinds {
        if count > 0 {
            found = found.with(look.from(source, counted(count, one, many)));
        }
    }
    if found.evidence.is_empty() {
        found = found.with(look.from(Source::Projects, "none of them"));
    }
    found
}

fn current_positions<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a Position> + use<'a> {
    look.subject.profile.positions.iter().filter(|p| p.current)
}

/// The education that a student is in. Whether somebody studies is guessed from it, unless said.
fn studies<'a>(look: &Look<'a>) -> Option<&'a Education> {
    if look.subject.student == Some(false) {
        return None;
    }
    let now = month_of(look.as_of(Source::Education));
    let years = i32::try_from(look.list.numbers.study_years).unwrap_or(i32::MAX);
    look.subject
        .profile
        .educations
        .iter()
        .find(|e| match e.finished {
            Some(end) => !ends_before(now, end),
            None => e
                .started
                .is_some_and(|start| now.year - start.year <= years),
        })
}

/// Times without any position that are longer than the table allows.
fn gaps(look: &Look<'_>) -> Vec<(String, String)> {
    let mut spans: Vec<(i32, i32, Option<MonthYear>)> = Vec::new();
    let now = months(month_of(look.as_of(Source::Positions)), false);
    for p in &look.subject.profile.positions {
        let Some(start) = p.started else { continue };
        let end = p.finished.map_or(now, |end| months(end, true));
        spans.push((months(start, false), end, p.finished));
    }
    spans.sort_by_key(|(start, ..)| *start);
    let most = i32::try_from(look.list.numbers.gap_months).unwrap_or(i32::MAX);
    let mut until: Option<(i32, Option<MonthYear>)> = None;
    let mut gaps = Vec::new();
    for (start, end, finished) in spans {
        if let Some((last, Some(ended))) = until
            && start - last > most
        {
            let from = format!("{}", ShowMonth(ended));
            let month = u32::try_from(start.rem_euclid(12) + 1).ok();
            let to = MonthYear {
                year: start.div_euclid(12),
                month,
            };
            gaps.push((from, format!("{}", ShowMonth(to))));
        }
        if until.is_none_or(|(last, _)| end > last) {
            until = Some((end, finished));
        }
    }
    gaps
}

/// Months since year 0. A year alone is its first month as a start, its last as an end.
fn months(at: MonthYear, end: bool) -> i32 {
    let month = at.month.unwrap_or(if end { 12 } else { 1 });
    at.year * 12 + i32::try_from(month).unwrap_or(1) - 1
}

fn ends_before(start: MonthYear, end: MonthYear) -> bool {
    months(end, true) < months(start, false)
}

fn month_of(day: Day) -> MonthYear {
    MonthYear {
        year: day.year(),
        month: Some(day.month()),
    }
}

struct ShowMonth(MonthYear);

impl std::fmt::Display for ShowMonth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.month {
            Some(month) => write!(f, "{:04}-{month:02}", self.0.year),
            None => write!(f, "{:04}", self.0.year),
        }
    }
}

fn named(position: &Position) -> String {
    match (position.title.trim(), position.company.trim()) {
        ("", company) => quote(company, 80),
        (title, "") => quote(title, 80),
        (title, company) => quote(&format!("{title}, {company}"), 120),
    }
}
