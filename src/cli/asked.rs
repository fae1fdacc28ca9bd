//! Queries on the command line.

use super::failure::Failure;
use crate::{
    domain::day::Day,
    query::{self, Rank, Rows, Search},
};

/// A query that was typed.
pub(super) struct Asked {
    search: Search,
}

impl Asked {
    /// Reads a query.
    ///
    /// # Errors
    /// A usage error with the column of the first thing that is not understood.
    pub(super) fn new(args: &[String], rows: Rows, today: Day) -> Result<Self, Failure> {
        let text = query::from_args(args);
        let parsed = query::parse(&text, rows);
        if let Some(fault) = parsed.faults.first() {
            let hint = format!("`cordial {} --help` lists what can be asked", command(rows));
            return Err(Failure::usage(fault.to_string())
                .because(format!("{text}\n  {}", fault.carets(&text)))
                .hint(hint));
        }
        Ok(Self {
            search: Search::new(&parsed.query, today),
        })
    }

    /// Keeps the rows that fit; those that only have scattered letters of a name go when others
    /// have the words in one piece.
    pub(super) fn keep<T>(
        &mut self,
        rows: &mut Vec<T>,
        rank: impl Fn(&mut Search, &T) -> Option<Rank>,
    ) {
        if self.search.is_empty() {
            return;
        }
        let all = std::mem::take(rows).into_iter();
        let hits = all.filter_map(|row| Some((rank(&mut self.search, &row)?, row)));
        *rows = query::best(hits.collect());
    }
}

fn command(rows: Rows) -> &'static str {
    match rows {
        Rows::FollowUps => "due",
        Rows::Profile => "audit",
        rows => rows.word(),
    }
}

/// What can be asked, below a command's own help.
pub(super) fn help(rows: Rows) -> String {
    let lines = query::help(rows);
    let wide = lines
        .iter()
        .map(|(example, _)| example.len())
        .max()
        .unwrap_or_default();
    let mut text = String::from("Queries:\n");
    for (example, means) in lines {
        text += &format!("  {example:wide$}  {means}\n");
    }
    text += "\nA query that begins with `-` goes behind `--`: `-- -has:note`.\n";
    text
}
