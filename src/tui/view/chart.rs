//! Charts in text: columns for a line through time, bars for parts. They read without colour, in
//! 80 columns, and in ASCII.

use super::Role;
use crate::text::{Safe, width};

/// Eighths of a cell, from the bottom.
const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// A line of a chart: pieces with their column.
pub(super) type Line = Vec<(u16, Safe, Role)>;

/// Values through time as columns of so many rows, oldest left. More values than columns are
/// gathered by `gather`: the sum of what happened, the last of what grew.
pub(super) fn columns(
    values: &[u64],
    (width, height): (u16, u16),
    gather: fn(&[u64]) -> u64,
) -> Vec<Line> {
    let values = squeeze(values, width.into(), gather);
    let most = values.iter().copied().max().unwrap_or(0).max(1);
    let steps = u64::from(height) * 8;
    let rows = (0..height).rev().map(|row| {
        let below = u64::from(row) * 8;
        let cells = values.iter().map(|value| {
            // What is there shows, however little it is.
            let filled = (value * steps).div_ceil(most);
            match filled.saturating_sub(below) {
                0 => " ",
                eighths => eighth(eighths),
            }
        });
        let cells: Vec<Safe> = cells.map(Safe::own).collect();
        vec![(0, Safe::join(&cells, ""), Role::Gauge)]
    });
    rows.collect()
}

fn eighth(eighths: u64) -> &'static str {
    let at = usize::try_from(eighths.min(8)).unwrap_or(8);
    EIGHTHS.get(at.saturating_sub(1)).copied().unwrap_or("█")
}

/// At most so many values, neighbours gathered.
fn squeeze(values: &[u64], most: usize, gather: fn(&[u64]) -> u64) -> Vec<u64> {
    let each = values.len().div_ceil(most.max(1)).max(1);
    // From the end, so that the newest group is whole.
    let mut groups: Vec<u64> = values.rchunks(each).map(gather).collect();
    groups.reverse();
    groups
}

/// A part as a bar of at most so many cells, with the rest in another sign.
pub(super) fn bar(part: u64, of: u64, cells: u16) -> Line {
    let of = of.max(1);
    let filled = (part.min(of) * u64::from(cells)).div_ceil(of);
    let run = |sign: &'static str, count: u64| {
        let pieces: Vec<Safe> = (0..count).map(|_| Safe::own(sign)).collect();
        Safe::join(&pieces, "")
    };
    let full = run("━", filled);
    let from = u16::try_from(width::cells(&full)).unwrap_or(cells);
    vec![
        (0, full, Role::Gauge),
        (
            from,
            run("─", u64::from(cells).saturating_sub(filled)),
            Role::GaugeRest,
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: Vec<Line>) -> Vec<String> {
        let line = |line: Line| line.iter().map(|(_, words, _)| words.as_str()).collect();
        lines.into_iter().map(line).collect()
    }

    #[test]
    fn columns_fill_from_the_bottom_and_show_the_smallest_value() {
        let sum = |group: &[u64]| group.iter().sum();
        let chart = text(columns(&[0, 1, 8, 16], (8, 2), sum));
        assert_eq!(chart, ["   █", " ▁██"]);
        let squeezed = text(columns(&[1, 1, 1, 1, 4], (3, 1), sum));
        assert_eq!(squeezed, ["▂▄█"], "the newest group is whole");
        assert_eq!(text(columns(&[], (8, 1), sum)), [""]);
    }

    #[test]
    fn a_bar_is_as_wide_as_asked() {
        assert_eq!(text(vec![bar(1, 4, 8)]), ["━━──────"]);
        assert_eq!(text(vec![bar(1, 1_000, 8)]), ["━───────"]);
        assert_eq!(text(vec![bar(9, 4, 4), bar(0, 0, 4)]), ["━━━━", "────"]);
    }
}
