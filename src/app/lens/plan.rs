//! The plan of follow-ups in words that are fit to be shown.

use std::collections::HashSet;

use crate::{
    app::pane::{
        self,
        followups::{Agenda, CircleAdvice, FollowUp, View},
    },
    domain::{
        book::Book,
        day::Day,
        person::PersonKey,
        plan::{self, Capacity, Circle, Settings},
        template::Occasion,
    },
    safe,
    text::{Link, Safe},
};

/// The follow-ups of a day.
pub(super) fn agenda(
    book: &Book,
    settings: &Settings,
    view: View,
    today: Day,
) -> (Agenda, Vec<FollowUp>) {
    let plan = plan::agenda(book, settings, today);
    let planned = |one: &plan::FollowUp| follow_up(book, settings, one, today);
    let agenda = Agenda {
        today: plan.today.iter().map(planned).collect(),
        resting: plan.resting.len() + plan.beyond,
        forecast: plan.forecast.clone(),
    };
    let rows = match view {
        View::Resting => resting(book, settings, &plan, today),
        view => followups(book, settings, view, today),
    };
    (agenda, rows)
}

/// What another view than today's holds.
pub(super) fn followups(book: &Book, settings: &Settings, view: View, today: Day) -> Vec<FollowUp> {
    match view {
        View::Today => Vec::new(),
        View::Resting => {
            let plan = plan::agenda(book, settings, today);
            resting(book, settings, &plan, today)
        }
        View::Waiting => waiting(book, settings, today),
        View::Settled => settled(book, settings, today),
    }
}

/// Those who rest until a day of the forecast.
fn resting(book: &Book, settings: &Settings, plan: &plan::Agenda, today: Day) -> Vec<FollowUp> {
    let rests = |one: &plan::FollowUp| FollowUp {
        due: safe!(
            "{}: {}",
            pane::short_day(one.on, today),
            why(&one.why, today)
        ),
        since: safe!("on {}", pane::short_day(one.on, today)),
        ..follow_up(book, settings, one, today)
    };
    plan.resting.iter().map(rests).collect()
}

/// Those to whom the person wrote last.
fn waiting(book: &Book, settings: &Settings, today: Day) -> Vec<FollowUp> {
    let waits = |one: plan::Waiting| {
        let kind = Safe::own(if one.silences > 1 { "rests" } else { "waits" });
        let suggestion = plan::suggest(book, settings, &one.person, today);
        FollowUp {
            propose: suggestion.as_ref().map(proposed),
            occasion: Occasion::Nudge,
            ..about(
                (book, settings),
                &one.person,
                kind,
                (&one.why, one.since, today),
            )
        }
    };
    plan::waiting(book, today).into_iter().map(waits).collect()
}

/// What dropped out by itself, as LinkedIn shows that it was done.
fn settled(book: &Book, settings: &Settings, today: Day) -> Vec<FollowUp> {
    let settled = |one: plan::Settled| {
        let kind = Safe::own(one.kind.word());
        about(
            (book, settings),
            &one.person,
            kind,
            (&one.why, one.on, today),
        )
    };
    // The newest of each person: rows are people.
    let mut told = HashSet::new();
    plan::settled(book, today)
        .into_iter()
        .filter(|one| told.insert(one.person.clone()))
        .map(settled)
        .collect()
}

/// What choosing a circle for people means.
pub(super) fn circles(
    book: &Book,
    settings: &Settings,
    people: &[PersonKey],
    today: Day,
) -> CircleAdvice {
    let now = Capacity::of(book, settings);
    let from: Vec<Option<Circle>> = people
        .iter()
        .map(|person| plan::chosen(book, settings, person).map(|chosen| chosen.circle))
        .collect();
    let suggested: Option<Vec<(Circle, Safe)>> = people
        .iter()
        .map(|person| {
            plan::suggest(book, settings, person, today)
                .as_ref()
                .map(proposed)
        })
        .collect();
    let first = suggested.as_ref().and_then(|all| all.first());
    let all = |circle: Circle| suggested.iter().flatten().all(|(one, _)| *one == circle);
    let then = |(circle, _): (Circle, &str)| {
        let then = now.moved(&from, circle);
        let more = if then.is_too_much() { ", too many" } else { "" };
        let week = Safe::line(&format!("{:.1} of {}", then.a_week, then.limit));
        (circle, safe!("then {} a week{}", week, more))
    };
    CircleAdvice {
        now: Safe::line(&now.words()),
        suggested: first.filter(|(circle, _)| all(*circle)).cloned(),
        then: Circle::ALL.into_iter().map(then).collect(),
    }
}

fn proposed(suggestion: &plan::Suggestion) -> (Circle, Safe) {
    (suggestion.circle, Safe::line(&suggestion.why))
}

fn why(words: &str, today: Day) -> Safe {
    pane::short_dates(&Safe::line(words), today)
}

/// A circle, with who chose it.
fn circle(chosen: Option<plan::Chosen<'_>>) -> Safe {
    let Some(chosen) = chosen else {
        return Safe::EMPTY;
    };
    let by = if chosen.by.is_some() {
        ", by your rule"
    } else {
        ""
    };
    let word = chosen.circle.word();
    let often = chosen.circle.interval();
    let often = often.map_or(Safe::EMPTY, |days| safe!(", every {} days", days));
    safe!("{}{}{}", word, often, by)
}

/// What is polite while they have not answered: an old silence binds nobody.
fn guard(book: &Book, person: &PersonKey, today: Day) -> Safe {
    let waiting = plan::Waiting::of(book, person, today);
    let recent = waiting.filter(|one| (today - one.since).num_days() < plan::OWED_DAYS);
    recent.map_or(Safe::EMPTY, |one| why(&one.why, today))
}

/// Somebody about whom there is something to say.
fn about(
    (book, settings): (&Book, &Settings),
    person: &PersonKey,
    kind: Safe,
    (words, since, today): (&str, Day, Day),
) -> FollowUp {
    let facts = book.facts();
    let name = facts.name_of(person).or_else(|| person.as_name());
    let known = facts.person(person);
    let last = known.and_then(|known| known.talk.last());
    FollowUp {
        person: person.clone(),
        name: Safe::name(name.unwrap_or(person.as_str())),
        kind,
        due: why(words, today),
        since: if since < today {
            safe!("since {}", pane::short_day(since, today))
        } else {
            Safe::own("today")
        },
        propose: None,
        why: why(words, today),
        circle: circle(plan::chosen(book, settings, person)),
        guard: guard(book, person, today),
        last: last.map(|at| safe!("last words on {}", pane::full_day(at.date_naive()))),
        occasion: Occasion::Note,
        link: person.as_slug().and_then(|slug| Link::profile(slug).ok()),
        day: since,
    }
}

fn follow_up(book: &Book, settings: &Settings, one: &plan::FollowUp, today: Day) -> FollowUp {
    let kind = Safe::own(one.kind.word());
    let mut shown = about(
        (book, settings),
        &one.person,
        kind,
        (&one.why, one.due, today),
    );
    if let Some(first) = one.first.map(Safe::own) {
        shown.due = first.clone();
        shown.why = safe!("{}: {}", shown.why, first);
    }
    shown.propose = one.propose.as_ref().map(proposed);
    shown.occasion = super::draft::occasion(one.kind);
    shown
}
