//! Import files without somebody's rows: for erasing.

use std::io::{self, BufRead, Write};

use super::{Decoder, Encoder, Line, MessageEncoder, decode_text};
use crate::import::{
    Kind, source,
    trace::{Fate, RECIPIENTS, Who, fate},
};

/// A section that was written again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The kind.
    pub kind: String,
    /// Rows that are left.
    pub rows: u64,
    /// Rows that were dropped or changed.
    pub gone: u64,
    /// The bytes of the section.
    pub bytes: Vec<u8>,
}

fn bad(_: super::BadLine) -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

/// The sections of a file of records without somebody's rows.
pub fn records(file: &mut dyn BufRead, who: &mut dyn Who) -> io::Result<Vec<Left>> {
    let (mut sections, mut decoder) = (Vec::new(), Decoder::new());
    let mut open: Option<(Left, Encoder<Vec<u8>>)> = None;
    let mut line = String::new();
    let mut close = |open: Option<(Left, Encoder<Vec<u8>>)>| {
        if let Some((left, encoder)) = open {
            let bytes = encoder.into_inner();
            sections.push(Left { bytes, ..left });
        }
    };
    loop {
        line.clear();
        if file.read_line(&mut line)? == 0 {
            break;
        }
        match decoder.line(&line).map_err(bad)? {
            Line::Begin { kind, columns } => {
                let mut encoder = Encoder::new(Vec::new());
                let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
                encoder.begin(kind, &columns)?;
                let left = Left {
                    kind: kind.to_owned(),
                    rows: 0,
                    gone: 0,
                    bytes: Vec::new(),
                };
                close(open.replace((left, encoder)));
            }
            Line::Row(cells) => {
                let Some((left, encoder)) = &mut open else {
                    continue;
                };
                let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
                if fate(who, &texts, None) == Fate::Keep {
                    encoder.row(cells)?;
                    left.rows += 1;
                } else {
                    left.gone += 1;
                }
            }
            Line::Blank => {}
        }
    }
    close(open);
    Ok(sections)
}

/// Messages without somebody's, rows and texts together. Gives how many are left, and how many
/// were dropped or changed.
pub fn messages<W: Write, T: Write>(
    rows: &mut dyn BufRead,
    texts: &mut dyn BufRead,
    who: &mut dyn Who,
    to: &mut MessageEncoder<W, T>,
) -> io::Result<(u64, u64)> {
    let own = source::of(Kind::Messages).map_or(&[][..], |source| source.columns);
    let place = |name| own.iter().position(|column| column.name == name);
    let content = place("CONTENT").unwrap_or_default();
    let [recipients, names] = RECIPIENTS.map(place);
    let mut decoder = Decoder::new();
    let (mut row, mut text) = (String::new(), String::new());
    texts.read_line(&mut text)?;
    let (mut left, mut gone) = (0, 0);
    loop {
        row.clear();
        if rows.read_line(&mut row)? == 0 {
            return Ok((left, gone));
        }
        let Line::Row(cells) = decoder.line(&row).map_err(bad)? else {
            continue;
        };
        text.clear();
        texts.read_line(&mut text)?;
        let text = decode_text(&text).map_err(bad)?;
        let mut cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        cells.truncate(own.len().saturating_sub(1));
        cells.insert(content.min(cells.len()), &text);
        let others;
        match fate(who, &cells, recipients) {
            Fate::Drop => {
                gone += 1;
                continue;
            }
            Fate::Keep => {}
            Fate::Without(left) => {
                gone += 1;
                others = left;
                for (place, cell) in [(recipients, others.as_str()), (names, "")] {
                    if let Some(old) = place.and_then(|place| cells.get_mut(place)) {
                        *old = cell;
                    }
                }
            }
        }
        to.row(&cells)?;
        left += 1;
    }
}
