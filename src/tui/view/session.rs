//! A session: one card and nothing else, and at the end what was done.

use ratatui::layout::Rect;

use super::{
    Role,
    boxes::{self, Labels, inside},
    desk,
    doc::Doc,
    paint::{Paint, cells},
    pane,
};
use crate::{
    app::{
        Action, Model,
        pane::{Pane, count},
        session::Session,
        update::key_words,
    },
    domain::session::Sum,
    safe,
    text::Safe,
};

/// Lines are easier to read when they are not longer.
const WIDEST: u16 = 96;

/// ` Session   5 of 40 invitations · 2 welcomes · 1 profile gap        4 minutes left`
pub(super) fn header(paint: &mut Paint<'_>, area: Rect, session: &Session) {
    let clock = clock(session);
    let room = area.width.saturating_sub(cells(&clock) + 4);
    let words = session.left.words();
    let all = Safe::join(&words, " · ");
    let left = if words.is_empty() {
        Safe::own("done for today")
    } else {
        safe!(
            "{} · left: {}",
            count(session.left.cards(), "card", "cards"),
            all
        )
    };
    let name = Safe::own(" Session ");
    let x = paint.put(area.x, area.y, area.width, &name, Role::HeaderOn);
    let room = room.saturating_sub(cells(&name));
    let short = count(session.left.cards(), "card left", "cards left");
    let left = if cells(&left) <= room { left } else { short };
    paint.put(x + 1, area.y, room, &left, Role::Header);
    paint.put_end(
        area.right().saturating_sub(1),
        area.y,
        cells(&clock),
        &clock,
        Role::Header,
    );
}

fn clock(session: &Session) -> Safe {
    match session.minutes_left() {
        None => Safe::EMPTY,
        Some(0) => Safe::own("the time is over"),
        Some(1) => Safe::own("1 minute left"),
        Some(minutes) => safe!("{} minutes left", minutes),
    }
}

/// The card, or the end.
pub(super) fn draw(paint: &mut Paint<'_>, body: Rect, model: &Model, pane: Pane) {
    let Some(session) = model.sitting() else {
        return;
    };
    if session.shown.is_none() {
        return end(paint, body, model, session);
    }
    let labels = Labels {
        title: Safe::own(pane::of(pane).one()),
        aside: Safe::EMPTY,
        joined: false,
        focus: true,
    };
    boxes::draw(paint, &[(body, labels)]);
    let inner = inside(body);
    let text = Rect::new(
        inner.x + 1,
        inner.y,
        inner.width.saturating_sub(2).min(WIDEST),
        inner.height,
    );
    paint.memory.drew(body, crate::app::msg::Spot::Detail(pane));
    pane::detail(paint, text, model, pane);
}

/// What was done, what is left, and the outbox.
fn end(paint: &mut Paint<'_>, body: Rect, model: &Model, session: &Session) {
    let mut doc = Doc::new(body.width.saturating_sub(4).min(WIDEST));
    words(&mut doc, model, session);
    let most = (body.height * 2 / 3).max(4);
    let height = u16::try_from(doc.len()).unwrap_or(most).min(most) + 2;
    let upper = Rect::new(body.x, body.y, body.width, height.min(body.height));
    let title = if session.is_over() && session.left.cards() > 0 {
        "The time is over"
    } else {
        "Enough for today"
    };
    let labels = Labels {
        title: Safe::own(title),
        aside: Safe::EMPTY,
        joined: false,
        focus: false,
    };
    let lower = Rect::new(
        body.x,
        upper.bottom() - 1,
        body.width,
        body.bottom() - upper.bottom() + 1,
    );
    let outbox = Labels {
        title: safe!("On LinkedIn · {} to do", model.outbox.to_do()),
        aside: Safe::EMPTY,
        joined: true,
        focus: true,
    };
    if lower.height < 3 {
        boxes::draw(paint, &[(body, labels)]);
    } else {
        boxes::draw(paint, &[(upper, labels), (lower, outbox)]);
        desk::list(paint, lower, model, Pane::Outbox, true);
    }
    let inner = inside(upper);
    let text = Rect::new(
        inner.x + 1,
        inner.y,
        inner.width.saturating_sub(2).min(WIDEST),
        inner.height,
    );
    doc.lines_to(paint, text);
}

fn words(doc: &mut Doc, model: &Model, session: &Session) {
    let Some(end) = &session.end else {
        return;
    };
    let line = |sum: Sum| Safe::line(&sum.words());
    doc.words(
        0,
        &safe!("In this session: {}.", line(end.done)),
        Role::Strong,
    );
    let left = &session.left;
    let more = key_words(model, Action::Session);
    let rest = if left.cards() > 0 {
        let words = Safe::join(&left.words(), ", ");
        safe!("Left for another time: {}. {} goes on.", words, more)
    } else if left.waiting > 0 {
        safe!(
            "{} can wait until tomorrow. {} takes some of them now.",
            count(left.waiting, "invitation", "invitations"),
            more
        )
    } else {
        Safe::own("Nothing else waits.")
    };
    doc.words(0, &rest, Role::Text);
    let resting = model.followups.agenda.resting;
    if resting > 0 {
        let words = safe!(
            "{} rest, and come by themselves.",
            count(resting, "follow-up", "follow-ups")
        );
        doc.words(0, &words, Role::Dim);
    }
    if doc.width() >= 60 {
        doc.blank();
    }
    doc.words(0, &safe!("Seven days: {}.", line(end.week)), Role::Dim);
    if end.month != end.week {
        doc.words(0, &safe!("Four weeks: {}.", line(end.month)), Role::Dim);
    }
    if let Some(words) = &end.mirror {
        doc.words(0, &safe!("{}.", Safe::line(words)), Role::Dim);
    }
}
