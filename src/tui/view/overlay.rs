//! Boxes over the panes: pickers, imports, words, questions.

use ratatui::layout::{Position, Rect};

use super::{
    Role, block,
    boxes::{self, Labels, inside},
    doc::Doc,
    give,
    memory::Layer,
    paint::{Paint, cells},
    prompt, seek,
};
use crate::{
    app::{
        Model,
        msg::{Plan, Progress, Spot},
        overlay::{ExportView, ImportView, Overlay, Picker, picker::Choice},
        pane,
        update::export_rest,
    },
    safe,
    text::Safe,
};

/// Draws an overlay; gives the place of the cursor, where something is typed.
pub(super) fn draw(
    paint: &mut Paint<'_>,
    body: Rect,
    overlay: &Overlay,
    model: &Model,
) -> Option<Position> {
    match overlay {
        Overlay::Picker(picker) => return self::picker(paint, body, picker),
        Overlay::Prompt(_) => {}
        Overlay::Seek(view) => return Some(seek::draw(paint, body, view, model)),
        Overlay::Form(form) => return give::form(paint, body, form),
        Overlay::Capture(view) => {
            let doc = give::capture(body, view);
            text(
                paint,
                body,
                &Safe::own("Pasted · nothing is changed yet"),
                &doc,
                model.scrolled,
            );
        }
        Overlay::Words(words) => {
            let mut doc = Doc::new(body.width.saturating_sub(8).min(72));
            for line in &words.lines {
                doc.blank();
                doc.words(0, line, Role::Text);
            }
            text(paint, body, &words.title, &doc, model.scrolled);
        }
        Overlay::Confirm(confirm) => {
            let mut doc = Doc::new(body.width.saturating_sub(8).min(60));
            doc.words(0, &confirm.question, Role::Strong);
            doc.blank();
            doc.words(0, &Safe::own("y yes · n no"), Role::Dim);
            text(paint, body, &Safe::own("Sure?"), &doc, model.scrolled);
        }
        Overlay::Text(writing) => return super::text::draw(paint, body, writing, model),
        Overlay::Sheet(sheet) => {
            let mut doc = Doc::new(body.width.saturating_sub(8).min(72));
            block::blocks(&mut doc, &sheet.blocks);
            text(paint, body, &sheet.title, &doc, model.scrolled);
        }
        Overlay::Export(view) => export(paint, body, view, model),
        Overlay::Import(view) => import(paint, body, view, model),
    }
    None
}

/// A box in the middle, with room for so many columns and rows of content; gives its inside.
pub(super) fn open(
    paint: &mut Paint<'_>,
    body: Rect,
    title: Safe,
    columns: u16,
    rows: u16,
) -> Rect {
    let width = (columns + 4).min(body.width.saturating_sub(4));
    let height = (rows + 2).min(body.height.saturating_sub(2)).max(3);
    let area = Rect::new(
        body.x + (body.width.saturating_sub(width)) / 2,
        body.y + (body.height.saturating_sub(height)) / 3,
        width,
        height,
    );
    paint.clear(area, Role::Overlay);
    paint.memory.drew(area, Spot::Overlay);
    let labels = Labels {
        title,
        focus: true,
        ..Labels::default()
    };
    boxes::draw(paint, &[(area, labels)]);
    let inner = inside(area);
    Rect::new(
        inner.x + 1,
        inner.y,
        inner.width.saturating_sub(2),
        inner.height,
    )
}

fn text(paint: &mut Paint<'_>, body: Rect, title: &Safe, doc: &Doc, scrolled: i64) {
    let rows = u16::try_from(doc.len()).unwrap_or(u16::MAX - 2);
    let area = open(paint, body, title.clone(), doc.width(), rows);
    let about = u64::try_from(title.len()).unwrap_or_default() + 1;
    doc.draw(paint, area, (Layer::Overlay, about), scrolled);
}

/// What to know before choosing, below the rows, where there is room for it.
fn about_picker(paint: &mut Paint<'_>, area: Rect, about: &Doc, below: u16) {
    if below > 0 {
        let y = area.bottom() - below + 1;
        let lines = Rect::new(area.x, y, area.width, below - 1);
        about.draw(paint, lines, (Layer::Overlay, 0), 0);
    }
}

fn picker(paint: &mut Paint<'_>, body: Rect, picker: &Picker) -> Option<Position> {
    let widest = |of: fn(&crate::app::overlay::picker::Row) -> &Safe| {
        picker.all().map(|row| cells(of(row))).max().unwrap_or(0)
    };
    let (keys, words, aside) = (
        widest(|row| &row.key),
        widest(|row| &row.words),
        widest(|row| &row.aside),
    );
    let beside = if aside > 0 { aside + 2 } else { 0 };
    let nothing = match picker.all().len() {
        0 => cells(&picker.empty) + 4,
        _ => 0,
    };
    let columns = (keys + 2 + words + beside + 2).max(nothing).clamp(36, 76);
    let typing = u16::from(picker.filter.is_some());
    let most = if typing > 0 { 12 } else { u16::MAX - 4 };
    let rows = u16::try_from(picker.all().len().max(1)).map_or(most, |rows| rows.min(most));
    let mut about = Doc::new(columns.min(body.width.saturating_sub(8)));
    for line in &picker.about {
        about.words(0, line, Role::Dim);
    }
    let below = u16::try_from(about.len()).map_or(0, |lines| lines + u16::from(lines > 0));
    let room = body.height.saturating_sub(4 + typing);
    let below = below.min(room.saturating_sub(rows));
    let rows = rows + typing + below;
    let area = open(paint, body, picker.title.clone(), columns, rows);
    about_picker(paint, area, &about, below);
    let cursor = picker.filter.as_ref().map(|line| {
        let x = paint.put(area.x, area.y, 2, &Safe::own("› "), Role::Key);
        prompt::line(paint, (x, area.y, area.right() - x), line)
    });
    let list = Rect::new(
        area.x,
        area.y + typing,
        area.width,
        area.height.saturating_sub(typing + below),
    );
    let rows = picker.rows();
    if rows.len() == 0 {
        paint.put(list.x + 2, list.y, list.width, &picker.empty, Role::Dim);
        return cursor;
    }
    let height = usize::from(list.height);
    let first = paint.memory.picker(picker.at(), rows.len(), height);
    let shown = u16::try_from(height.min(rows.len() - first)).unwrap_or(list.height);
    let lines = Rect {
        height: shown,
        ..list
    };
    paint.memory.drew(lines, Spot::Picker(first));
    // Half of the row, or what the longest words leave.
    let most_aside = (list.width / 2).max(list.width.saturating_sub(keys + words + 6));
    for ((at, row), y) in rows.enumerate().skip(first).zip(list.y..list.bottom()) {
        if row.choice == Choice::Heading {
            paint.put(list.x, y, list.width, &row.words, Role::Heading);
            continue;
        }
        let end = list.right();
        paint.put(list.x + 2, y, keys, &row.key, Role::Key);
        let aside = paint.put_end(end, y, most_aside, &row.aside, Role::Dim);
        let from = list.x + 4 + keys;
        let room = aside.saturating_sub(from + u16::from(!row.aside.is_empty()));
        paint.put(from, y, room, &row.words, Role::Text);
        if at == picker.at() {
            paint.put(list.x, y, 1, &Safe::own("▸"), Role::Key);
            paint.tint(Rect::new(list.x, y, list.width, 1), Role::Cursor);
        }
    }
    cursor
}

/// What would be written, from its beginning.
fn export(paint: &mut Paint<'_>, body: Rect, view: &ExportView, model: &Model) {
    let mut doc = Doc::new(body.width.saturating_sub(8).min(76));
    let file = Safe::line(&view.file.to_string_lossy());
    doc.words(0, &safe!("{} → {}", view.what, file), Role::Strong);
    if view.replaces {
        let words = "! a file of this name is there: Enter replaces it";
        doc.words(0, &Safe::own(words), Role::Warn);
    }
    if view.wanted.private {
        let words = "! with your notes, how you met, and what you logged";
        doc.words(0, &Safe::own(words), Role::Warn);
    }
    doc.blank();
    for line in &view.lines {
        doc.words(0, line, Role::Text);
    }
    if let Some(rest) = export_rest(view) {
        doc.words(0, &rest, Role::Dim);
    }
    let title = Safe::own("Export · nothing is written yet");
    text(paint, body, &title, &doc, model.scrolled);
}

fn import(paint: &mut Paint<'_>, body: Rect, view: &ImportView, model: &Model) {
    let mut doc = Doc::new(body.width.saturating_sub(8).min(68));
    let title = match view {
        ImportView::Reading(path) => {
            let path = Safe::line(&path.to_string_lossy());
            doc.words(0, &safe!("reading {} …", path), Role::Text);
            "Import"
        }
        ImportView::Preview(plan) => {
            preview(&mut doc, plan);
            "Import · nothing is changed yet"
        }
        ImportView::Running(progress) => {
            running(&mut doc, progress.as_ref());
            "Importing"
        }
    };
    text(paint, body, &Safe::own(title), &doc, model.scrolled);
}

fn preview(doc: &mut Doc, plan: &Plan) {
    doc.words(0, &plan.source, Role::Strong);
    if let Some(day) = plan.taken {
        doc.words(
            0,
            &safe!("made by LinkedIn on {}", pane::full_day(day)),
            Role::Dim,
        );
    }
    doc.blank();
    for row in &plan.rows {
        doc.columns(
            &pane::thousands(usize::try_from(row.rows).unwrap_or(usize::MAX)),
            &row.what,
            &row.news,
        );
    }
    if !plan.warnings.is_empty() {
        doc.blank();
    }
    for warning in &plan.warnings {
        doc.words(0, &safe!("! {}", warning), Role::Warn);
    }
    doc.blank();
    let words = if plan.nothing_new {
        "Everything in it is known already; there is nothing to import."
    } else {
        "Your own decisions stay as they are, and the import can be undone."
    };
    doc.words(0, &Safe::own(words), Role::Dim);
}

fn running(doc: &mut Doc, progress: Option<&Progress>) {
    let Some(progress) = progress else {
        doc.words(0, &Safe::own("beginning …"), Role::Text);
        return;
    };
    doc.words(0, &progress.what, Role::Text);
    if progress.total > 0 {
        doc.bar(progress.done, progress.total, 30);
    }
}
