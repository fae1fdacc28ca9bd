//! The sections of a whole profile.

use super::{
    invitation::cut,
    line::Line,
    person::{Header, is_school},
    words,
};
use crate::domain::paste::{Card, Count, PastedEducation, PastedPosition, PastedProfile, Section};

/// Reads the sections behind the top of a profile. The first line is a heading.
pub(super) fn profile(header: &Header, lines: &[Line], unread: &mut u32) -> PastedProfile {
    let mut profile = PastedProfile {
        top: header.card.clone(),
        followers: header.followers,
        about: String::new(),
        positions: Vec::new(),
        educations: Vec::new(),
        skills: Vec::new(),
        sections: Vec::new(),
        cut: lines.iter().any(is_cut),
    };
    let starts: Vec<(usize, Section)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, line.heading()?)))
        .collect();
    for (nth, (at, section)) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).map_or(lines.len(), |(next, _)| *next);
        let body = lines.get(at + 1..end).unwrap_or_default();
        if profile.has(*section) {
            // The word stands somewhere in another section: nothing is taken twice.
            *unread = unread.saturating_add(super::count(body.len()));
            continue;
        }
        profile.sections.push(*section);
        take(&mut profile, *section, body);
        if *section == Section::Beside {
            break;
        }
    }
    fill_top(&mut profile);
    profile
}

fn take(profile: &mut PastedProfile, section: Section, body: &[Line]) {
    match section {
        Section::About => about(profile, body),
        Section::Experience => profile.positions = positions(body),
        Section::Education => profile.educations = educations(body),
        Section::Skills => {
            for line in body.iter().filter(|line| is_skill(line)) {
                if !profile.skills.contains(&line.text) {
                    profile.skills.push(line.text.clone());
                }
            }
        }
        Section::Activity => {
            let followers = body.first().and_then(Line::followers);
            profile.followers = profile.followers.or(followers);
        }
        _ => {}
    }
}

/// Company and title of the top, from the only position that lasts.
fn fill_top(profile: &mut PastedProfile) {
    let mut current = profile.positions.iter().filter(|position| position.current);
    if let (Some(position), None) = (current.next(), current.next()) {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let Card { title, company, .. } = &mut profile.top;
        *title = title.take().or_else(|| some(&position.title));
        *company = company.take().or_else(|| some(&position.company));
    }
}

fn is_cut(line: &Line) -> bool {
    let bare = line.folded.trim_start_matches(['.', '…', ' ']);
    words::MORE.contains(&bare) && bare != line.folded || cut(&line.text).is_some()
}

fn about(profile: &mut PastedProfile, body: &[Line]) {
    let mut lines: Vec<&str> = Vec::new();
    let mut rest = body.iter();
    for line in rest.by_ref() {
        if matches!(
            line.folded.as_str(),
            "top skills" | "top-kenntnisse" | "principales competences" | "aptitudes principales"
        ) {
            break;
        }
        if !line.is_fold() {
            lines.push(cut(&line.text).unwrap_or(&line.text));
        }
    }
    profile.about = lines.join("\n");
    let skills = rest
        .next()
        .into_iter()
        .flat_map(|line| line.text.split('•'));
    let skills = skills.map(|skill| skill.trim().to_owned());
    profile.skills = skills.filter(|skill| !skill.is_empty()).collect();
}

/// A line with a year, and a way from or to it: `Jan 2020 - Present · 4 yrs`.
fn is_dates(line: &Line) -> bool {
    let folded = &line.folded;
    if folded.len() > 80 {
        return false;
    }
    let years = folded
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| {
            digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
        })
        .count();
    let spans = folded.contains(['-', '–', '—'])
        || [" to ", " bis ", " a ", " au "]
            .iter()
            .any(|to| folded.contains(to));
    let words = folded.split_whitespace().count();
    years > 0
        && words <= 12
        && (spans && (years > 1 || lasts(folded)) || folded.contains(" · ") || words <= 2)
}

fn lasts(folded: &str) -> bool {
    words::PRESENT.iter().any(|word| folded.contains(word))
}

/// `Full-time · 5 yrs 2 mos` or `5 yrs 2 mos`: the line under a company with several positions.
fn is_duration(line: &Line) -> bool {
    let last = line.folded.rsplit(" · ").next().unwrap_or_default();
    let mut words = last.split_whitespace();
    let all = words.all(|word| {
        word.bytes().all(|byte| byte.is_ascii_digit()) || words::DURATIONS.contains(&word)
    });
    all && last.contains(|c: char| c.is_ascii_digit())
}

fn is_employment(line: &Line) -> bool {
    words::EMPLOYMENT.contains(&line.folded.as_str())
}

fn positions(body: &[Line]) -> Vec<PastedPosition> {
    let mut positions: Vec<PastedPosition> = Vec::new();
    let mut group: Option<String> = None;
    let mut from = 0;
    for (at, line) in body.iter().enumerate() {
        if !is_dates(line) {
            continue;
        }
        let block = body.get(from..at).unwrap_or_default();
        from = at + 1;
        if block.is_empty() {
            // The same span again, as it is read aloud: `Jan 2020 to Present`.
            continue;
        }
        let (title, company, taken) = head(block, &mut group);
        let rest = block.len().saturating_sub(taken);
        describe(positions.last_mut(), block.get(..rest).unwrap_or_default());
        let dates = line.text.split(" · ").next().unwrap_or_default();
        positions.push(PastedPosition {
            title,
            company,
            dates: dates.trim().to_owned(),
            current: lasts(&line.folded),
            description: String::new(),
        });
    }
    describe(positions.last_mut(), body.get(from..).unwrap_or_default());
    positions
}

/// Title and company above a line of dates, and how many lines they take.
fn head(block: &[Line], group: &mut Option<String>) -> (String, String, usize) {
    let from_end = |nth: usize| block.len().checked_sub(nth).and_then(|at| block.get(at));
    let text = |line: Option<&Line>| line.map(|line| line.text.clone()).unwrap_or_default();
    // Company, how long in all, title: a company with several positions.
    for (title, duration, company, taken) in [(1, 2, 3, 3), (2, 3, 4, 4)] {
        let apart = taken == 3 || from_end(1).is_some_and(is_employment);
        if apart && from_end(duration).is_some_and(is_duration) && from_end(company).is_some() {
            let company = text(from_end(company));
            *group = Some(company.clone());
            return (text(from_end(title)), company, taken);
        }
    }
    let last = text(from_end(1));
    let (company, kind) = last.split_once(" · ").unwrap_or((&last, ""));
    let typed = words::EMPLOYMENT.contains(&crate::text::fold::fold(kind).as_str());
    if let Some(company) = group.clone().filter(|_| !typed) {
        return match from_end(1) {
            Some(line) if is_employment(line) => (text(from_end(2)), company, 2),
            _ => (last, company, 1),
        };
    }
    *group = None;
    match from_end(2) {
        Some(title) => (title.text.clone(), company.trim().to_owned(), 2),
        None => (last, String::new(), 1),
    }
}

fn describe(position: Option<&mut PastedPosition>, lines: &[Line]) {
    let Some(position) = position else { return };
    let lines: Vec<&str> = lines
        .iter()
        .filter(|line| !line.is_fold() && !is_dates(line))
        .map(|line| cut(&line.text).unwrap_or(&line.text))
        .collect();
    position.description = lines.join("\n");
}

/// Schools: each ends with its dates. Without any dates the first line is the school.
fn educations(body: &[Line]) -> Vec<PastedEducation> {
    let mut found: Vec<PastedEducation> = Vec::new();
    let mut from = 0;
    for (at, line) in body.iter().enumerate() {
        if !is_dates(line) {
            continue;
        }
        let block = body.get(from..at).unwrap_or_default();
        from = at + 1;
        if block.is_empty() {
            continue;
        }
        let school_at = block.iter().rposition(is_school);
        let start = school_at.unwrap_or(block.len().saturating_sub(2));
        let mut lines = block.get(start..).unwrap_or_default().iter();
        found.push(PastedEducation {
            school: lines
                .next()
                .map(|line| line.text.clone())
                .unwrap_or_default(),
            degree: lines
                .next()
                .map(|line| line.text.clone())
                .unwrap_or_default(),
            dates: line.text.clone(),
        });
    }
    if found.is_empty() {
        let mut lines = body.iter().filter(|line| !line.is_silent());
        found.extend(lines.next().map(|school| {
            PastedEducation {
                school: school.text.clone(),
                degree: lines
                    .next()
                    .map(|line| line.text.clone())
                    .unwrap_or_default(),
                dates: String::new(),
            }
        }));
    }
    found
}

/// A skill is a short line that counts nothing and names no place where it was used.
fn is_skill(line: &Line) -> bool {
    let told = [
        "endorse",
        "endorsed",
        " at ",
        "show all",
        "experiences",
        "passed linkedin",
        "bestatig",
        "recommandation",
        "validacion",
        "alle ",
    ];
    !line.is_silent()
        && line.text.chars().count() <= 80
        && !told.iter().any(|word| line.folded.contains(word))
        && Count::from_words(&line.folded).is_none()
}

impl Count {
    /// A number at the beginning of a line: `23 endorsements`.
    fn from_words(folded: &str) -> Option<Self> {
        folded.split(' ').next()?.parse().ok()
    }
}
