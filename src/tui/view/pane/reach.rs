//! The pane of reach.

use ratatui::layout::Rect;

use super::{
    super::{Role, chart, doc::Doc, paint::Paint},
    PaneView, Shown, hash, name, name_width,
};
use crate::{
    app::{Action, Model, pane::reach::Block, update::key_words},
    safe,
    text::{Safe, width},
};

/// How many rows a chart of columns has.
const HEIGHT: u16 = 5;

/// The pane of reach.
pub(super) struct Reach;

impl PaneView for Reach {
    fn one(&self) -> &'static str {
        "Behind it"
    }

    fn words(&self, model: &Model) -> Safe {
        match model.reach.covered() {
            Some((_, 0)) | None => Safe::own("your network"),
            Some((covered, all)) => safe!("you know somebody at {} of {}", covered, all),
        }
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
        if row.id.starts_with("company") {
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
        let mut bars = false;
        for block in &row.blocks {
            let bar = matches!(block, Block::Part(..));
            if bars && !bar {
                doc.blank();
            }
            bars = bar;
            self::block(doc, block);
        }
        Some(hash(&row.id))
    }

    fn empty(&self, model: &Model) -> Vec<Safe> {
        vec![
            Safe::own("No archive held your connections yet."),
            safe!("{} imports one", key_words(model, Action::Import)),
        ]
    }
}

fn block(doc: &mut Doc, block: &Block) {
    match block {
        Block::Heading(words, aside) => doc.heading(words, aside),
        Block::Words(words) => doc.words(0, words, Role::Text),
        Block::Columns {
            values,
            grows,
            from,
            to,
        } => {
            let gather: fn(&[u64]) -> u64 = if *grows {
                |group| group.last().copied().unwrap_or(0)
            } else {
                |group| group.iter().sum()
            };
            let room = doc.width().saturating_sub(2).min(60);
            let lines = chart::columns(values, (room, HEIGHT), gather);
            let wide = lines.last().and_then(|line| line.first());
            let wide = wide.map_or(0, |(_, words, _)| width::cells(words));
            doc.chart(2, lines);
            let between = wide.saturating_sub(width::cells(from) + width::cells(to));
            let gap: Vec<Safe> = (0..between.max(2)).map(|_| Safe::own(" ")).collect();
            let axis = safe!("{}{}{}", from, Safe::join(&gap, ""), to);
            doc.chart(2, vec![vec![(0, axis, Role::Dim)]]);
        }
        Block::Part(label, part, of, words) => {
            let room = doc.width().saturating_sub(32).clamp(6, 30);
            let mut line = chart::bar(*part, *of, room);
            for (at, _, _) in &mut line {
                *at += 17;
            }
            line.push((0, width::cut(label, 16), Role::Text));
            line.push((17 + room + 1, words.clone(), Role::Dim));
            doc.chart(0, vec![line]);
        }
        Block::Person(name, words) => {
            doc.words(0, name, Role::Strong);
            doc.words(2, words, Role::Dim);
        }
    }
}
