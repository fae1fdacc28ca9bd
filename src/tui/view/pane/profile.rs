//! The pane of the own profile.

use ratatui::layout::Rect;

use super::{
    super::{
        Role,
        doc::Doc,
        paint::{Paint, cells},
    },
    PaneView, Shown, hash,
};
use crate::{
    app::{
        Action, Model,
        pane::{self, profile},
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
        let (gaps, _) = model.profile.counts();
        let score = match audit.score {
            Some(score) => safe!("{} of 100", score),
            None => Safe::own("– of 100"),
        };
        safe!("{} · {}", score, pane::count(gaps, "gap", "gaps"))
    }

    fn above(&self, paint: &mut Paint<'_>, area: Rect, model: &Model) -> u16 {
        match &model.profile.audit {
            Some(audit) if area.height > 9 => {
                gauge(paint, area, audit);
                2
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
        let item = shown.model.profile.list.rows().get(at);
        if let Some(item) = item.and_then(|id| shown.model.profile.item(id)) {
            profile_row(paint, line, item);
        }
    }

    fn detail(&self, doc: &mut Doc, model: &Model) -> Option<u64> {
        let item = model.profile.selected()?;
        check(doc, model, item);
        Some(hash(&item.id))
    }

    fn empty(&self, model: &Model) -> Vec<Safe> {
        vec![
            Safe::own("No archive held your profile yet."),
            safe!("{} imports one", key_words(model, Action::Import)),
        ]
    }
}

/// ` ○ About is 84 of 2,600 characters           missing  +8`
fn profile_row(paint: &mut Paint<'_>, line: Rect, item: &profile::AuditItem) {
    let (sign, role) = sign(item.state);
    paint.put(line.x + 2, line.y, 1, &Safe::own(sign), role);
    let mut end = line.right() - 1;
    let won = item.weight.saturating_sub(item.points);
    if item.state.is_gap() {
        if won > 0 {
            paint.put_end(end, line.y, 4, &safe!("+{}", won), Role::Points);
        }
        end -= 5;
    } else if line.width >= 50 {
        end = paint.put_end(end, line.y, 16, &Safe::own(item.state.word()), Role::Dim) - 1;
    }
    let from = line.x + 4;
    let role = if item.state.is_gap() {
        Role::Text
    } else {
        Role::Dim
    };
    let x = paint.put(from, line.y, end.saturating_sub(from), &item.title, role) + 2;
    // What was found, where there is room for more than its beginning.
    let room = end.saturating_sub(x);
    if room >= 16 && item.state.is_gap() {
        paint.put(x, line.y, room - 1, &item.evidence, Role::Dim);
    }
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

/// The sign of a state, which says the same without colour.
const fn sign(state: profile::State) -> (&'static str, Role) {
    match state {
        profile::State::Full => ("✓", Role::Good),
        profile::State::Part => ("◐", Role::Warn),
        profile::State::Missing => ("○", Role::Warn),
        profile::State::AskYou => ("?", Role::Key),
        profile::State::NotApplicable => ("·", Role::Dim),
    }
}

fn check(doc: &mut Doc, model: &Model, item: &profile::AuditItem) {
    let (sign, role) = sign(item.state);
    doc.words(0, &item.title, Role::Strong);
    let points = safe!("{} of {} points", item.points, item.weight);
    doc.words(
        0,
        &safe!("{} {} · {}", sign, item.state.word(), points),
        role,
    );
    said(doc, model, &item.id);
    let key = key_words(model, Action::OpenPage);
    let section = |doc: &mut Doc, name: &'static str, aside: &Safe, text: &Safe| {
        if !text.is_empty() {
            doc.heading(&Safe::own(name), aside);
            doc.words(2, text, Role::Text);
        }
    };
    section(doc, "Seen in the archive", &Safe::EMPTY, &item.evidence);
    section(doc, "Why it counts", &Safe::EMPTY, &item.why);
    let opens = match item.link {
        Some(_) => safe!("{} opens the page", key),
        None => Safe::EMPTY,
    };
    section(doc, "Next step", &opens, &item.fix);
}

/// What the person said about a check.
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
}
