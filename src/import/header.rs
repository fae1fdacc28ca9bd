//! The header row of a csv file: which row it is, what separates the fields, which columns it has.

use std::io::BufRead;

use super::{
    error::Fault,
    limits::Limits,
    records,
    source::{self, Source},
};

/// How far down the header is looked for.
const RECORDS: usize = 20;

/// A header that was found.
#[derive(Debug)]
pub(super) struct Header {
    /// What the file is.
    pub(super) source: &'static Source,
    /// What separates the fields.
    pub(super) delimiter: u8,
    /// The line on which it begins.
    pub(super) line: u64,
    /// The place of each of the source's columns.
    pub(super) columns: Vec<Option<usize>>,
    /// Fields of the header; a row with more that are filled is ragged.
    pub(super) width: usize,
    /// Fields up to the last with a name; a row with fewer is ragged.
    pub(super) named: usize,
    /// A spreadsheet program put a `;` behind each row: it does not belong to the last field.
    pub(super) stray_semicolon: bool,
    /// It is the first row, and has the source's columns and no others, in order, with commas.
    pub(super) as_linkedin_writes: bool,
}

impl Header {
    /// Looks for the header of this source, or of any, in the beginning of a file.
    pub(super) fn find(
        source: &mut impl BufRead,
        wanted: Option<&'static Source>,
        limits: &Limits,
    ) -> Result<Option<Self>, Fault> {
        let chunk = source.fill_buf()?;
        for delimiter in *b",\t;" {
            for (line, fields) in records::first_records(chunk, delimiter, RECORDS, limits) {
                let reduced: Vec<String> = fields.iter().map(|f| source::reduce(f)).collect();
                let found = match wanted {
                    Some(wanted) => source::columns(wanted, &reduced).map(|c| (wanted, c)),
                    None => source::by_header(&reduced),
                };
                if let Some((source, columns)) = found {
                    let in_order = (0..source.columns.len()).map(Some);
                    return Ok(Some(Self {
                        source,
                        delimiter,
                        line,
                        as_linkedin_writes: (delimiter, line) == (b',', 1)
                            && fields.len() == source.columns.len()
                            && columns.iter().copied().eq(in_order),
                        columns,
                        width: fields.len(),
                        named: fields
                            .iter()
                            .rposition(|f| !f.is_empty())
                            .map_or(0, |at| at + 1),
                        stray_semicolon: fields.last().is_some_and(|f| f.ends_with(';')),
                    }));
                }
            }
        }
        Ok(None)
    }

    /// Whether a file does not look like text at all.
    pub(super) fn is_binary(source: &mut impl BufRead) -> bool {
        source.fill_buf().is_ok_and(|chunk| chunk.contains(&0))
    }
}
