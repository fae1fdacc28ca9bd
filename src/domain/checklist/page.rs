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
        id: row.id,
        title: row.title,
        weight: row.weight,
        points: Points::default(),
        state: State::Unanswerable,
        basis: row.basis,
        to_confirm: false,
        evidence: vec![said_of(page)],
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

fn said_of(page: &PastedProfile) -> Evidence {
    let text = if page.cut {
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

/// One of the five questions to ask about a sender, as far as a page answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The question.
    pub question: &'static str,
    /// Yes, no, or not to be told from the page.
    pub answer: Option<bool>,
    /// What the page says, or how to find out.
    pub words: Arc<str>,
}

/// What a page says to the five questions about a sender. It judges nobody.
pub fn looks(page: &PastedProfile) -> Vec<Look> {
    let look = |question, answer, words: String| Look {
        question,
        answer,
        words: words.into(),
    };
    let positions = page.positions.len();
    let history = page.has(Section::Experience).then_some(positions > 0);
    let connections = page.top.connections;
    vec![
        look(
            "a photo of a person?",
            None,
            "a copied page has no pictures: look, and search for the picture elsewhere".to_owned(),
        ),
        look(
            "a history of work?",
            history,
            match history {
                Some(_) => format!("positions on the page: {positions}"),
                None => "the page shows no Experience: scroll down before copying".to_owned(),
            },
        ),
        look(
            "a fair number of connections?",
            connections.map(|count| count.number >= 50),
            match connections {
                Some(count) => format!("{count} connections"),
                None => "the page does not say".to_owned(),
            },
        ),
        look(
            "people that you both know?",
            page.top.mutual.map(|mutual| mutual > 0),
            match page.top.mutual {
                Some(mutual) => format!("mutual connections: {mutual}"),
                None => "the page does not say".to_owned(),
            },
        ),
        look(
            "verified, and here for some time?",
            None,
            "on the profile: More → About this profile".to_owned(),
        ),
    ]
}
