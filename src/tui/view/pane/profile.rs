//! The pane of the own profile.

use ratatui::layout::Rect;

use super::{
    super::{
        Role, block, chart,
        doc::Doc,
        paint::{Paint, cells},
    },
    PaneView, Shown, hash,
};
use crate::{
    app::{
        Action, Model,
        pane::{
            self,
            profile::{self, View},
        },
        update::key_words,
    },
    domain::checklist::Word,
    safe,
    text::{Safe, width},
};

/// The pane of the own profile.
pub(super) struct Profile;

impl PaneView for Profile {
    fn one(&self) -> &'static str {
        "Check"
    }

    fn words(&self, model: &Model) -> Safe {
        let Some(audit) = &model.profile.audit else {
            return Safe::own("not known yet");
        };
        let score = match audit.score {
            Some(score) => safe!("{} of 100", score),
            None => Safe::own("– of 100"),
        };
        let what = match model.profile.view {
            View::Checks => pane::count(model.profile.counts().0, "gap", "gaps"),
            view => Safe::own(view.words()),
        };
        safe!("{} · {}", score, what)
    }

    fn hint(&self, model: &Model) -> Safe {
        if model.tab == crate::app::model::Tab::Today || model.profile.audit.is_none() {
            return Safe::EMPTY;
        }
        let next = model.profile.view.next();
        let key = key_words(model, Action::NextView);
        safe!("{} {}", key, Safe::own(next.words()))
    }

    fn above(&self, paint: &mut Paint<'_>, area: Rect, model: &Model) -> u16 {
        match &model.profile.audit {
            Some(audit) if area.height > 9 => {
                gauge(paint, area, audit);
                let line = Rect::new(area.x, area.y + 1, area.width, 1);
                if trend(paint, line, model) { 3 } else { 2 }
            }
            _ => 0,
        }
    }

    fn count(&self, model: &Model) -> Safe {
        let audit = model.profile.audit.as_ref();
        audit.map_or(Safe::EMPTY, |audit| {
            audit.score.map_or(Safe::own("–"), Safe::from)
        })
    }

    fn row(&self, paint: &mut Paint<'_>, line: Rect, shown: &mut Shown<'_>, at: usize) {
        let profile = &shown.model.profile;
        let Some(id) = profile.list.rows().get(at) else {
            return;
        };
        if profile.view == View::Checks {
            if let Some(item) = profile.item(id) {
                profile_row(paint, line, item);
            }
        } else if let Some(sheet) = profile.sheet(id) {
            sheet_row(paint, line, sheet);
        }
    }

    fn detail(&self, doc: &mut Doc, model: &Model) -> Option<u64> {
        if let Some(item) = model.profile.selected() {
            check(doc, model, item);
            return Some(hash(&item.id));
        }
        let sheet = model.profile.sheet(model.profile.list.selected()?)?;
        doc.words(0, &sheet.title, Role::Strong);
        if !sheet.words.is_empty() {
            doc.words(0, &sheet.words, Role::Dim);
        }
        block::blocks(doc, &sheet.blocks);
        Some(hash(&sheet.id))
    }

    fn empty(&self, model: &Model) -> Vec<Safe> {
        match model.profile.view {
            View::History if model.profile.pasts == profile::Pasts::Reading => {
                vec![Safe::own("The archives of the past are being read …")]
            }
            View::Words if model.profile.audit.is_some() => vec![
                Safe::own("No words of a wanted job are known."),
                Safe::own("They come from target titles, saved jobs and applications"),
            ],
            _ => vec![
                Safe::own("No archive held your profile yet."),
                safe!("{} imports one", key_words(model, Action::Import)),
            ],
        }
    }
}

/// ` ○ About is 84 of 2,600 characters           missing  +8`
fn profile_row(paint: &mut Paint<'_>, line: Rect, item: &profile::AuditItem) {
    let (sign, role) = sign(item.state);
    paint.put(line.x + 2, line.y, 1, &Safe::own(sign), role);
    let mut end = line.right() - 1;
    let won = item.weight.saturating_sub(item.points);
    let remark = item.state == profile::State::Remark;
    if item.state.is_gap() {
        if won > 0 {
            paint.put_end(end, line.y, 4, &safe!("+{}", won), Role::Points);
        }
        end -= 5;
    } else if line.width >= 50 && !remark {
        end = paint.put_end(end, line.y, 16, &Safe::own(item.state.word()), Role::Dim) - 1;
    }
    let from = line.x + 4;
    let role = if item.state.is_gap() || remark {
        Role::Text
    } else {
        Role::Dim
    };
    let x = paint.put(from, line.y, end.saturating_sub(from), &item.title, role) + 2;
    // What was found, where there is room for more than its beginning.
    let room = end.saturating_sub(x);
    let tells = item.state.is_gap() || remark || item.state == profile::State::NotApplicable;
    if room >= 16 && tells {
        paint.put(x, line.y, room - 1, &item.evidence, Role::Dim);
    }
}

/// ` ◐ Headline                  46 of 220 characters`
fn sheet_row(paint: &mut Paint<'_>, line: Rect, sheet: &profile::Sheet) {
    let (sign, role) = sign(sheet.state);
    paint.put(line.x + 2, line.y, 1, &Safe::own(sign), role);
    let end = line.right() - 1;
    let from = line.x + 4;
    if let Some(bar) = sheet.bar {
        let x = paint
            .put(from, line.y, 14, &sheet.title, Role::Text)
            .max(from + 13);
        let x = paint.put_end(x + 4, line.y, 4, &sheet.words, Role::Strong) + cells(&sheet.words);
        let room = end.saturating_sub(x + 2).min(40);
        for (at, words, role) in chart::bar(bar, 100, room) {
            paint.put(x + 2 + at, line.y, room, &words, role);
        }
        return;
    }
    let room = (line.width / 2).min(cells(&sheet.words));
    let begin = paint.put_end(end, line.y, room, &sheet.words, Role::Dim);
    paint.put(
        from,
        line.y,
        begin.saturating_sub(from + 1),
        &sheet.title,
        Role::Text,
    );
}

/// The score as a bar: `━━━━━━━━━━────  good, 50 of 93 points`.
fn gauge(paint: &mut Paint<'_>, area: Rect, audit: &profile::Audit) {
    let room = area.width.saturating_sub(6);
    let words = width::cut(&audit.level, usize::from(room.saturating_sub(12)));
    let room = room.saturating_sub(cells(&words)).min(40);
    let score = u16::try_from(audit.score.unwrap_or(0).min(100)).unwrap_or(100);
    let filled = u16::try_from(u32::from(room) * u32::from(score) / 100).unwrap_or(room);
    for at in 0..room {
        let (sign, role) = if at < filled {
            ("━", Role::Gauge)
        } else {
            ("─", Role::GaugeRest)
        };
        paint.put(area.x + 2 + at, area.y, 1, &Safe::own(sign), role);
    }
    paint.put(area.x + 4 + room, area.y, area.width, &words, Role::Dim);
}

/// The score through the archives: `▂▄▆  41 → 58 → 71 since 3 Mar`. Whether there was a trend.
fn trend(paint: &mut Paint<'_>, line: Rect, model: &Model) -> bool {
    let scores: Vec<&profile::Sheet> = model.profile.history.iter().rev().collect();
    let [first, .., _] = scores.as_slice() else {
        return false;
    };
    let values: Vec<u64> = scores.iter().filter_map(|sheet| sheet.bar).collect();
    let last = |group: &[u64]| group.last().copied().unwrap_or(0);
    let mut x = line.x + 2;
    for row in chart::columns(&values, (12, 1), last) {
        for (_, words, role) in row {
            x = paint.put(line.x + 2, line.y, 12, &words, role) + 2;
        }
    }
    let few = scores.iter().skip(scores.len().saturating_sub(4));
    let few: Vec<Safe> = few.map(|sheet| sheet.words.clone()).collect();
    let words = safe!("{} since {}", Safe::join(&few, " → "), first.title);
    paint.put(
        x,
        line.y,
        line.right().saturating_sub(x + 1),
        &words,
        Role::Dim,
    );
    true
}

/// The sign of a state, which says the same without colour.
const fn sign(state: profile::State) -> (&'static str, Role) {
    match state {
        profile::State::Full => ("✓", Role::Good),
        profile::State::Part => ("◐", Role::Warn),
        profile::State::Missing => ("○", Role::Warn),
        profile::State::AskYou => ("?", Role::Key),
        profile::State::NotApplicable | profile::State::Remark => ("·", Role::Dim),
    }
}

fn check(doc: &mut Doc, model: &Model, item: &profile::AuditItem) {
    doc.words(0, &item.title, Role::Strong);
    if item.state == profile::State::Remark {
        doc.words(0, &item.evidence, Role::Dim);
    } else {
        let (sign, role) = sign(item.state);
        let points = safe!("{} of {} points", item.points, item.weight);
        let state = safe!("{} {} · {}", sign, item.state.word(), points);
        doc.words(0, &state, role);
        said(doc, model, &item.id);
    }
    let key = key_words(model, Action::OpenPage);
    let section = |doc: &mut Doc, name: &'static str, aside: &Safe, text: &Safe| {
        if !text.is_empty() {
            doc.heading(&Safe::own(name), aside);
            doc.words(2, text, Role::Text);
        }
    };
    section(doc, "Why it counts", &Safe::EMPTY, &item.why);
    let opens = match item.link {
        Some(_) => safe!("{} opens the page", key),
        None => Safe::EMPTY,
    };
    section(doc, "Next step", &opens, &item.fix);
    block::blocks(doc, &item.blocks);
}

/// What the person said about a check, and how to take it back.
fn said(doc: &mut Doc, model: &Model, id: &Safe) {
    let Some(said) = model.book.checks().of(id) else {
        return;
    };
    let word = match said.word {
        Word::Confirmed => "you said that it is so",
        Word::Denied => "you said that it is not so",
        Word::NotApplicable => "you said that it does not apply",
        Word::Open => return,
    };
    let mut words = safe!("{}, {}", word, pane::distance(said.day, model.today));
    if let Some(reason) = &said.reason {
        words = safe!("{}: {}", words, Safe::line(reason));
    }
    doc.words(0, &words, Role::Dim);
    let key = key_words(model, Action::Confirm);
    doc.words(0, &safe!("{} opens it again", key), Role::Dim);
}
