//! Blocks of a detail, laid out.

use super::{Role, chart, doc::Doc};
use crate::{
    app::pane::block::Block,
    safe,
    text::{Safe, width},
};

/// How many rows a chart of columns has.
const HEIGHT: u16 = 5;

/// All blocks of a detail.
pub(super) fn blocks(doc: &mut Doc, blocks: &[Block]) {
    let mut bars = false;
    for block in blocks {
        let bar = matches!(block, Block::Part(..));
        if bars && !bar {
            doc.blank();
        }
        bars = bar;
        self::block(doc, block);
    }
}

fn block(doc: &mut Doc, block: &Block) {
    match block {
        Block::Heading(words, aside) => doc.heading(words, aside),
        Block::Words(words) => doc.words(0, words, Role::Text),
        Block::Dim(words) => doc.words(0, words, Role::Dim),
        Block::Hint(words) => {
            let first = doc.len();
            doc.words(2, words, Role::Text);
            doc.sign(first, &Safe::own("○"), Role::Warn);
        }
        Block::Marked(text, marks) => doc.marked(2, text, marks),
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
