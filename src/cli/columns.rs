//! Columns for people: aligned by cells, cut to the terminal's width.

use crate::text::{clean::Safe, width};

const GAP: usize = 2;

/// Aligns cells to columns. With a width, the widest column gives way until the rows fit.
pub(super) fn align(lines: &[Vec<Safe>], width: Option<usize>) -> Vec<String> {
    let count = lines.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = vec![0; count];
    for line in lines {
        for (cell, widest) in line.iter().zip(&mut widths) {
            *widest = (*widest).max(width::cells(cell.as_str()));
        }
    }
    if let Some(limit) = width {
        let gaps = GAP * count.saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > limit {
            let Some(widest) = widths.iter_mut().max() else {
                break;
            };
            if *widest <= 8 {
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
            text.push_str("  ");
        }
        let cut = width::cut(cell, *cells);
        text.push_str(cut.as_str());
        let missing = cells.saturating_sub(width::cells(cut.as_str()));
        text.extend(std::iter::repeat_n(' ', missing));
    }
    text.truncate(text.trim_end().len());
    text
}
