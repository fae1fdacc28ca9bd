//! The checklist over somebody's copied page: what a visitor can see, and nothing else. What the
//! page does not show is unknown, not missing.

use std::sync::Arc;

use super::{
    Audit, Checklist, Confirmations, Day, Evidence, Held, Item, Points, Source, State, Subject,
    audit,
};
use crate::domain::{
    day::MonthYear,
    paste::{PastedProfile, Section},
    records::{Education, Position, Profile},
    sender::{QUESTIONS, Question, Said},
};

/// Audits a copied page.
pub fn audit_page(list: &Checklist, page: &PastedProfile, today: Day) -> Audit {
    let visible = visible(page);
    let (shown, hidden): (Vec<_>, Vec<_>) = list
        .rows
        .iter()
        .cloned()
        .partition(|row| visible.contains(&&*row.id));
    let seen = Checklist {
        rows: shown,
        stars: Vec::new(),
        ..list.clone()
    };
    let (profile, held, said) = (profile(page), held(page), Confirmations::default());
    let subject = Subject {
        profile: &profile,
        held: &held,
        connections: page
            .top
            .connections
            .map_or(0, |count| count.number as usize),
        growth: &[],
        slug: page.top.person.as_ref().and_then(|key| key.as_slug()),
        targets: &[],
        student: None,
        looking: None,
        said: &said,
    };
    let mut found = audit(&seen, &subject, today);
    for item in &mut found.items {
        for evidence in &mut item.evidence {
            // There is no file: it was read off the page.
            evidence.source = None;
            evidence.text = evidence.text.replace("of your ", "of their ");
        }
    }
    found.items.extend(hidden.into_iter().map(|row| Item {
        evidence: vec![said_of(page, &row.id)],
        id: row.id,
        title: row.title,
        weight: row.weight,
        points: Points::default(),
        state: State::Unanswerable,
        basis: row.basis,
        to_confirm: false,
        matched: Vec::new(),
        why: row.why,
        fix: row.fix,
        link: None,
        said: None,
    }));
    for item in &mut found.items {
        item.link = None;
    }
    found
}

/// Items about whole texts, which LinkedIn may have cut.
const TEXTS: [&str; 2] = ["about", "current_description"];

/// Why an item cannot be judged.
fn said_of(page: &PastedProfile, item: &str) -> Evidence {
    let text = if page.cut && TEXTS.contains(&item) {
        "not to be judged by this page: some of its texts end at \"see more\""
    } else {
        "not to be seen on this page"
    };
    Evidence {
        text: text.to_owned(),
        source: None,
        archive: None,
        private: false,
    }
}

/// The items that a page can answer. A text that LinkedIn has cut says nothing about its length.
fn visible(page: &PastedProfile) -> Vec<&'static str> {
    let mut ids = Vec::new();
    let mut when = |there: bool, some: &[&'static str]| {
        if there {
            ids.extend_from_slice(some);
        }
    };
    when(page.top.headline.is_some(), &["headline"]);
    when(page.top.place.is_some(), &["location"]);
    when(page.top.connections.is_some(), &["connections"]);
    when(page.top.person.is_some(), &["custom_url"]);
    when(!page.about.is_empty(), &["about_opening"]);
    when(!page.about.is_empty() && !page.cut, &["about"]);
    let positions = page.has(Section::Experience) && !page.positions.is_empty();
    when(positions, &["current_position", "position_dates"]);
    when(positions && page.positions.len() > 2, &["past_positions"]);
    when(positions && !page.cut, &["current_description"]);
    when(!page.educations.is_empty(), &["education"]);
    ids
}

fn held(page: &PastedProfile) -> Held {
    let mut held = Held::default();
    held.add(Source::Profile, None);
    for (source, there) in [
        (Source::Connections, page.top.connections.is_some()),
        (Source::Positions, !page.positions.is_empty()),
        (Source::Education, !page.educations.is_empty()),
        (Source::Invitations, page.top.person.is_some()),
    ] {
        if there {
            held.add(source, None);
        }
    }
    held
}

fn profile(page: &PastedProfile) -> Profile {
    Profile {
        headline: page.top.headline.as_deref().unwrap_or_default().into(),
        summary: page.about.as_str().into(),
        location: page.top.place.as_deref().unwrap_or_default().into(),
        positions: page
            .positions
            .iter()
            .map(|position| {
                let (started, finished) = years(&position.dates);
                Position {
                    title: position.title.as_str().into(),
                    company: position.company.as_str().into(),
                    description: position.description.as_str().into(),
                    started,
                    finished: finished.filter(|_| !position.current),
                    current: position.current,
                    ..Position::default()
                }
            })
            .collect(),
        educations: page
            .educations
            .iter()
            .map(|school| {
                let (started, finished) = years(&school.dates);
                Education {
                    school: school.school.as_str().into(),
                    degree: school.degree.as_str().into(),
                    started,
                    finished,
                    ..Education::default()
                }
            })
            .collect(),
        ..Profile::default()
    }
}

/// The years of a span as a page writes it: `Jan 2020 - Mar 2022`.
fn years(dates: &str) -> (Option<MonthYear>, Option<MonthYear>) {
    let mut years = dates
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .map(|year| MonthYear { year, month: None });
    (years.next(), years.next())
}

/// One of the five questions of the sender check, as far as a page answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The question.
    pub question: &'static Question,
    /// Yes, no, or not to be told from the page.
    pub answer: Said,
    /// What the page says, or where to look.
    pub words: Arc<str>,
}

/// What a page says to the five questions of the sender check. It judges nobody: what needs a look
/// or a thought stays unknown, with the figures beside it.
pub fn looks(page: &PastedProfile) -> Vec<Look> {
    let positions = page.positions.len();
    let look = |question: &'static Question| {
        let told: Option<(Said, String)> = match question.word {
            "history" if page.has(Section::Experience) => Some((
                if positions == 0 {
                    Said::No
                } else {
                    Said::Unknown
                },
                format!("positions on the page: {positions}"),
            )),
            "connections" => page
                .top
                .connections
                .map(|count| (Said::Unknown, format!("{count} connections"))),
            "mutuals" => page.top.mutual.map(|mutual| {
                let any = if mutual > 0 { Said::Yes } else { Said::No };
                (any, format!("mutual connections: {mutual}"))
            }),
            _ => None,
        };
        let (answer, words) = told.unwrap_or((Said::Unknown, question.hint.to_owned()));
        Look {
            question,
            answer,
            words: words.into(),
        }
    };
    QUESTIONS.iter().map(look).collect()
}
