//! Columns for people: aligned by cells, cut to the terminal's width.

use crate::text::{clean::Safe, width};

const GAP: usize = 2;
/// A column gives way down to this many cells, and no further.
const LEAST: usize = 8;
/// No cell is wider than this in a pipe: one name of ten thousand letters must not pad every row.
const MOST: usize = 120;

/// Aligns cells to columns. With a width, the widest column that may be cut gives way until the
/// rows fit.
pub(super) fn align(lines: &[Vec<Safe>], kept: &[bool], width: Option<usize>) -> Vec<String> {
    let count = lines.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = vec![0; count];
    for line in lines {
        for (cell, widest) in line.iter().zip(&mut widths) {
            *widest = (*widest).max(width::cells(cell.as_str()));
        }
    }
    let may_cut = |index: usize| !kept.get(index).copied().unwrap_or(false);
    for (index, cells) in widths.iter_mut().enumerate() {
        if may_cut(index) {
            *cells = (*cells).min(MOST);
        }
    }
    if let Some(limit) = width {
        let gaps = GAP * count.saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > limit {
            let cut = widths
                .iter_mut()
                .enumerate()
                .filter(|(index, _)| may_cut(*index));
            let Some((_, widest)) = cut.max_by_key(|(_, cells)| **cells) else {
                break;
            };
            if *widest <= LEAST {
                break;
            }
            *widest -= 1;
        }
    }
    lines.iter().map(|line| row(line, &widths)).collect()
}

fn row(line: &[Safe], widths: &[usize]) -> String {
    let mut text = String::new();
    for (index, (cell, cells)) in line.iter().zip(widths).enumerate() {
        if index > 0 {
            text.extend(std::iter::repeat_n(' ', GAP));
        }
        text.push_str(width::fit(cell, *cells).as_str());
    }
    text.truncate(text.trim_end().len());
    text
}
