//! Cells: how wide a text is on the screen, and how it is cut, padded and wrapped to fit.
//!
//! Counted as the interface's library counts them, cluster by cluster, so that a column that fits
//! here fits there. Characters of ambiguous width count one cell.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::Safe;

/// The cells of one grapheme cluster.
pub fn cluster(cluster: &str) -> usize {
    if cluster.len() == 1 {
        return 1;
    }
    // The half-width sound marks of Japanese are drawn in a cell of their own.
    cluster.width() + cluster.chars().filter(|c| is_sound_mark(*c)).count()
}

/// Whether it is one of the two half-width sound marks of Japanese.
pub(super) fn is_sound_mark(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}')
}

/// Whether each character of a text is a cluster of its own and takes one cell: letters of the
/// alphabets of Western and Central Europe, and our own signs. Nearly all that a frame shows is, and
/// needs no look at the tables of Unicode.
pub fn is_plain(text: &str) -> bool {
    text.chars().all(|c| match c {
        ' '..='~' => true,
        _ => matches!(c, '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{25A0}' | '▸' | '◐' | '○' | '✓'),
    })
}

/// The cells of a text of one line.
pub fn cells(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    if is_plain(text) {
        return text.chars().count();
    }
    text.graphemes(true).map(cluster).sum()
}

/// The text, if it fits; else as much as fits, with `…` as the last cell.
pub fn cut(text: &Safe, most: usize) -> Safe {
    if cells(text) <= most {
        return text.clone();
    }
    if most == 0 {
        return Safe::EMPTY;
    }
    let (end, _) = fitting(text, most - 1);
    let kept = text.get(..end).unwrap_or_default().trim_end();
    text.derive(format!("{kept}…"))
}

/// How many bytes fit into so many cells, and the cells that they take.
fn fitting(text: &str, most: usize) -> (usize, usize) {
    if is_plain(text) {
        return match text.char_indices().nth(most) {
            Some((at, _)) => (at, most),
            None => (text.len(), text.chars().count()),
        };
    }
    let mut used = 0;
    for (at, piece) in text.grapheme_indices(true) {
        let cells = cluster(piece);
        if used + cells > most {
            return (at, used);
        }
        used += cells;
    }
    (text.len(), used)
}

/// The text with spaces behind it, to so many cells; a longer one stays as it is.
pub fn pad(text: &Safe, to: usize) -> Safe {
    match to.saturating_sub(cells(text)) {
        0 => text.clone(),
        missing => text.derive(format!("{}{}", text.as_str(), " ".repeat(missing))),
    }
}

/// The text with spaces before it, to so many cells; a longer one stays as it is.
pub fn pad_start(text: &Safe, to: usize) -> Safe {
    match to.saturating_sub(cells(text)) {
        0 => text.clone(),
        missing => text.derive(format!("{}{}", " ".repeat(missing), text.as_str())),
    }
}

/// The text cut or padded to exactly so many cells.
pub fn fit(text: &Safe, to: usize) -> Safe {
    pad(&cut(text, to), to)
}

/// The text in lines of at most so many cells: broken at spaces, and inside a word only when it
/// is longer than a line. Line breaks stay; no width at all counts as one cell.
pub fn wrap(text: &Safe, most: usize) -> Vec<Safe> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        wrap_line(line, most.max(1), &mut |part| {
            lines.push(text.derive(part.trim_end_matches(' ')));
        });
    }
    lines
}

fn wrap_line(mut line: &str, most: usize, emit: &mut dyn FnMut(&str)) {
    loop {
        let (end, _) = fitting(line, most);
        let Some((head, tail)) = line.split_at_checked(end).filter(|(_, t)| !t.is_empty()) else {
            return emit(line);
        };
        // A space that no longer fits is where the line ends anyway.
        let split = match head.trim_start_matches(' ').rfind(' ') {
            _ if tail.starts_with(' ') => Some((head, tail)),
            Some(_) => head
                .rfind(' ')
                .and_then(|space| line.split_at_checked(space)),
            None if head.is_empty() => {
                // One cluster that is wider than the line: it has to stand somewhere.
                let first = line.graphemes(true).next().map_or(0, str::len);
                line.split_at_checked(first)
            }
            None => Some((head, tail)),
        };
        let Some((head, tail)) = split else {
            return emit(line);
        };
        emit(head);
        line = tail.trim_start_matches(' ');
        if line.is_empty() {
            return;
        }
    }
}

/// The text with each joined emoji reduced to its first picture, for terminals that draw the
/// parts of a family or a profession side by side.
pub fn simple_emoji(text: &Safe) -> Safe {
    if !text.contains('\u{200D}') {
        return text.clone();
    }
    let mut simple = String::with_capacity(text.len());
    for piece in text.graphemes(true) {
        match piece.split_once('\u{200D}') {
            // A joiner after a virama belongs to a syllable.
            Some((first, _)) if cluster(piece) <= 2 && !first.starts_with(char::is_alphabetic) => {
                simple.push_str(first);
            }
            _ => simple.push_str(piece),
        }
    }
    text.derive(simple)
}

#[cfg(test)]
mod tests;
