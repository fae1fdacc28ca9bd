//! Where panes stand: the desk with three of them, or one with list and detail.
//!
//! ```text
//!  wide ┌ 1 ──────┐┌ 2 ─────┐   stacked ┌ 1 ──────┐   full ┌ list ──┐┌ detail ─┐
//!       │         ││        │           │         │        │        ││         │
//!       │         │├ 3 ─────┤           ├ 2 ──────┤        │        ││         │
//!       │         ││        │           ├ 3 ──────┤        │        ││         │
//!       └─────────┘└────────┘           └─────────┘        └────────┘└─────────┘
//! ```

use ratatui::layout::Rect;

use super::{
    NARROW, Role, WIDE,
    boxes::{self, Labels, inside},
    paint::Paint,
    pane,
};
use crate::{
    app::{
        Model,
        model::{Side, Split},
        msg::Spot,
        pane::{
            Pane,
            arrange::{order_words, saved},
            thousands,
        },
    },
    safe,
    text::Safe,
};

/// Today: three panes at once.
pub(super) fn draw(paint: &mut Paint<'_>, body: Rect, model: &Model) {
    let places = if body.width >= WIDE {
        wide(body)
    } else if body.width >= NARROW && body.height >= 14 {
        stacked(body, model.focus)
    } else {
        vec![(model.focus, body, false)]
    };
    let boxes: Vec<(Rect, Labels)> = places
        .iter()
        .map(|(pane, area, joined)| {
            let labels = Labels {
                title: title(model, *pane),
                aside: aside(model, *pane, *area),
                joined: *joined,
                focus: *pane == model.focus,
            };
            (*area, labels)
        })
        .collect();
    boxes::draw(paint, &boxes);
    for (pane, area, _) in places {
        list(paint, area, model, pane, pane == model.focus);
    }
}

/// Side by side: the queue on the left, the other two on the right.
fn wide(body: Rect) -> Vec<(Pane, Rect, bool)> {
    let left = body.width * 11 / 20;
    let right = body.width - left;
    let upper = body.height.div_ceil(2);
    let column = body.x + left;
    // The lower box shares its upper line with the one above.
    let lower = Rect::new(column, body.y + upper - 1, right, body.height - upper + 1);
    vec![
        (
            Pane::Invitations,
            Rect::new(body.x, body.y, left, body.height),
            false,
        ),
        (
            Pane::Profile,
            Rect::new(column, body.y, right, upper),
            false,
        ),
        (Pane::Followups, lower, true),
    ]
}

/// One below the other; the one that has the keys gets what the others leave.
fn stacked(body: Rect, focus: Pane) -> Vec<(Pane, Rect, bool)> {
    let rest = if body.height >= 20 { 6 } else { 4 };
    let mut y = body.y;
    let mut places = Vec::new();
    // Each further box shares a line with the one above.
    let total = body.height + 2;
    for (at, pane) in Pane::DESK.into_iter().enumerate() {
        let height = if pane == focus {
            total - 2 * rest
        } else {
            rest
        };
        places.push((pane, Rect::new(body.x, y, body.width, height), at > 0));
        y += height - 1;
    }
    places
}

/// One pane at full size.
pub(super) fn full(paint: &mut Paint<'_>, body: Rect, model: &Model, pane: Pane) {
    let beside = model.split == Split::Both && !model.list_of(pane).is_empty();
    let zoomed = model.split == Split::Detail;
    let only_detail = zoomed || (model.side == Side::Detail && !beside);
    let (list_area, detail_area) = if only_detail {
        (None, Some(body))
    } else if beside && body.width >= WIDE {
        let left = body.width * 9 / 20;
        let (list, detail) = columns(body, left);
        (Some(list), Some(detail))
    } else if beside && body.width >= NARROW && body.height >= 16 {
        let upper = body.height * 2 / 5;
        let list = Rect::new(body.x, body.y, body.width, upper);
        let below = body.height - upper + 1;
        let detail = Rect::new(body.x, body.y + upper - 1, body.width, below);
        (Some(list), Some(detail))
    } else if model.side == Side::Detail {
        (None, Some(body))
    } else {
        (Some(body), None)
    };
    let on_list = model.side == Side::List && !zoomed;
    let mut boxes = Vec::new();
    if let Some(area) = list_area {
        let labels = Labels {
            title: title(model, pane),
            aside: aside(model, pane, area),
            joined: false,
            focus: on_list,
        };
        boxes.push((area, labels));
    }
    if let Some(area) = detail_area {
        let below = list_area.is_some_and(|list| list.y != area.y);
        let labels = Labels {
            title: pane::title(model, pane),
            aside: Safe::EMPTY,
            joined: below,
            focus: !on_list,
        };
        boxes.push((area, labels));
    }
    boxes::draw(paint, &boxes);
    if let Some(area) = list_area {
        list(paint, area, model, pane, on_list);
    }
    if let Some(area) = detail_area {
        paint.memory.drew(area, Spot::Detail(pane));
        let inner = inside(area);
        let text = Rect::new(
            inner.x + 1,
            inner.y,
            inner.width.saturating_sub(2),
            inner.height,
        );
        pane::detail(paint, text, model, pane);
    }
}

fn columns(body: Rect, left: u16) -> (Rect, Rect) {
    (
        Rect::new(body.x, body.y, left, body.height),
        Rect::new(body.x + left, body.y, body.width - left, body.height),
    )
}

/// The rows of a pane that are on the screen; what to press if there are none.
pub(super) fn list(paint: &mut Paint<'_>, area: Rect, model: &Model, pane: Pane, focus: bool) {
    paint.memory.drew(area, Spot::Pane(pane));
    let mut inner = inside(area);
    let rows = model.list_of(pane);
    let above = pane::of(pane).above(paint, inner, model);
    inner = below(inner, above);
    if rows.is_empty() {
        let lines = pane::empty(paint, inner, model, pane);
        pane::of(pane).below(paint, below(inner, lines), model);
        return;
    }
    let headings = headings(model, pane, inner);
    let height = usize::from(inner.height) - headings.len();
    let first = paint.memory.list(pane, rows.at(), rows.len(), height);
    let shown = height.min(rows.len() - first);
    let mut lines: Vec<u16> = Vec::with_capacity(shown);
    let mut y = inner.y;
    for at in first..first + shown {
        // The rows at the top keep the heading that was scrolled away.
        let begun = headings.iter().rfind(|(from, _)| *from <= at);
        if let Some((from, words)) = begun
            && (*from == at || at == first)
        {
            paint.put(
                inner.x + 2,
                y,
                inner.width.saturating_sub(3),
                words,
                Role::Heading,
            );
            y += 1;
        }
        paint
            .memory
            .drew(Rect::new(inner.x, y, inner.width, 1), Spot::Row(pane, at));
        lines.push(y);
        y += 1;
    }
    pane::rows(
        paint,
        inner,
        model,
        pane,
        (first..).zip(lines.iter().copied()),
    );
    pane::of(pane).below(paint, below(inner, y - inner.y), model);
    let cursor = rows.at().checked_sub(first);
    if let Some(y) = cursor.and_then(|at| lines.get(at)) {
        let line = Rect::new(inner.x, *y, inner.width, 1);
        let role = if focus {
            Role::Cursor
        } else {
            Role::CursorIdle
        };
        // Also while the detail beside it has the keys.
        if pane == model.pane() {
            let sign = if focus { Role::Key } else { Role::Dim };
            paint.put(line.x, line.y, 1, &Safe::own("▸"), sign);
        }
        paint.tint(line, role);
    }
}

/// The headings of a list, where there is room for them beside its rows.
fn headings(model: &Model, pane: Pane, inner: Rect) -> Vec<(usize, Safe)> {
    let mut headings = pane::of(pane).headings(model);
    if headings.len() * 3 > usize::from(inner.height) {
        headings.clear();
    }
    headings
}

/// What is left of an area below so many lines.
fn below(area: Rect, lines: u16) -> Rect {
    let lines = lines.min(area.height);
    Rect::new(area.x, area.y + lines, area.width, area.height - lines)
}

/// `1 Invitations · 12 open or declined`.
fn title(model: &Model, pane: Pane) -> Safe {
    let name = safe!("{} {}", pane.number(), pane.title());
    let rows = model.list_of(pane);
    let filter = model.filter(pane);
    let mut title = safe!("{} · {}", name, pane::of(pane).words(model));
    if let Some(view) = saved(model, pane) {
        let number = thousands(rows.len());
        title = safe!("{} · {}: {}", name, Safe::line(&view.name), number);
    } else if !filter.is_empty() {
        title = safe!(
            "{} · {} match '{}'",
            name,
            thousands(rows.len()),
            Safe::line(filter)
        );
    }
    if rows.marked() > 0 || rows.in_range() {
        let moving = if rows.in_range() { " …" } else { "" };
        title = safe!("{} · {} marked{}", title, thousands(rows.marked()), moving);
    }
    title
}

/// Where the cursor is, if not all rows are on the screen; and how they are ordered, if that was
/// changed.
fn aside(model: &Model, pane: Pane, area: Rect) -> Safe {
    let rows = model.list_of(pane);
    let mut order = order_words(model, pane);
    if order.is_empty() {
        order = pane::of(pane).hint(model);
    }
    if rows.len() <= usize::from(inside(area).height) {
        return order;
    }
    let place = safe!("{} of {}", thousands(rows.at() + 1), thousands(rows.len()));
    if order.is_empty() {
        place
    } else {
        safe!("{} · {}", order, place)
    }
}
