//! The pane of reach.

use ratatui::layout::Rect;

use super::{
    super::{Role, block, doc::Doc, paint::Paint},
    PaneView, Shown, hash, name, name_width,
};
use crate::{
    app::{Action, Model, update::key_words},
    domain::target::TargetKind,
    safe,
    text::Safe,
};

/// The pane of reach.
pub(super) struct Reach;

/// What stands above the targets of a kind, and above the charts.
const fn heading(kind: Option<TargetKind>) -> &'static str {
    match kind {
        Some(TargetKind::Company) => "Companies",
        Some(TargetKind::Role) => "Roles",
        Some(TargetKind::School) => "Schools",
        Some(TargetKind::Place) => "Places",
        None => "The whole",
    }
}

impl PaneView for Reach {
    fn one(&self) -> &'static str {
        "Behind it"
    }

    fn words(&self, model: &Model) -> Safe {
        match model.reach.covered() {
            Some((_, 0)) | None => Safe::own("your network"),
            Some((covered, all)) => safe!("somebody for {} of {} targets", covered, all),
        }
    }

    fn headings(&self, model: &Model) -> Vec<(usize, Safe)> {
        let rows = model.reach.list.rows().iter();
        let kinds = rows.map(|id| model.reach.find(id).and_then(|row| row.kind));
        let mut headings: Vec<(usize, Safe)> = Vec::new();
        let mut before = None;
        for (at, kind) in kinds.enumerate() {
            if before != Some(kind) {
                headings.push((at, Safe::own(heading(kind))));
            }
            before = Some(kind);
        }
        headings
    }

    fn row(&self, paint: &mut Paint<'_>, line: Rect, shown: &mut Shown<'_>, at: usize) {
        let row = shown.model.reach.list.rows().get(at);
        let Some(row) = row.and_then(|id| shown.model.reach.find(id)) else {
            return;
        };
        let (sign, role) = if row.covered {
            ("✓", Role::Good)
        } else {
            ("○", Role::Warn)
        };
        if row.kind.is_some() {
            paint.put(line.x + 2, line.y, 1, &Safe::own(sign), role);
        }
        let wide = name_width(line);
        let from = (line.x + 4, line.y, wide);
        name(paint, from, &row.title, Role::Strong, shown.query.as_mut());
        let end = line.right() - 1;
        let x = line.x + 4 + wide + 1;
        let x = paint.put(x, line.y, end.saturating_sub(x), &row.words, Role::Text) + 2;
        paint.put(x, line.y, end.saturating_sub(x), &row.aside, Role::Dim);
    }

    fn detail(&self, doc: &mut Doc, model: &Model) -> Option<u64> {
        let row = model.reach.selected()?;
        doc.words(0, &row.title, Role::Strong);
        doc.blank();
        block::blocks(doc, &row.blocks);
        Some(hash(&row.id))
    }

    fn empty(&self, model: &Model) -> Vec<Safe> {
        vec![
            Safe::own("No archive held your connections yet."),
            safe!("{} imports one", key_words(model, Action::Import)),
        ]
    }
}
