//! Queries on the command line.

use super::failure::Failure;
use crate::{
    config::{Config, place::near_miss},
    domain::{
        book::Book, day::Day, late::Late, people::Everyone, person::PersonKey, triage::Rules,
    },
    query::{self, Query, Rank, Rows, Search, View},
};

/// A query that was typed.
pub(super) struct Asked {
    query: Query,
    today: Day,
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
        Ok(Self::of(parsed.query, today))
    }

    fn of(query: Query, today: Day) -> Self {
        Self {
            search: Search::new(&query, today),
            query,
            today,
        }
    }

    /// Reads a query that goes on from a saved view, if one is named.
    ///
    /// # Errors
    /// Those of [`Self::new`]; a usage error where no view has that name.
    pub(super) fn viewed(
        view: Option<&View>,
        args: &[String],
        rows: Rows,
        today: Day,
    ) -> Result<Self, Failure> {
        let typed = Self::new(args, rows, today)?;
        let Some(view) = view else { return Ok(typed) };
        let text = format!("{} {}", view.query, query::from_args(args));
        Ok(Self::of(query::parse(&text, rows).query, today))
    }

    /// The people who fit, the best first.
    pub(super) fn people(
        &self,
        everyone: &Everyone,
        book: &Book,
        rules: &Late<Rules>,
    ) -> Vec<PersonKey> {
        query::find_people(everyone, &self.query, (book, self.today), Some(rules))
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

/// The saved view of this name; nothing if none is named.
///
/// # Errors
/// A usage error with the names there are.
pub(super) fn view<'a>(
    config: &'a Config,
    name: Option<&str>,
    rows: Rows,
) -> Result<Option<&'a View>, Failure> {
    let Some(name) = name else { return Ok(None) };
    let known = || config.views.iter().filter(|view| view.rows == rows);
    let found = known().find(|view| view.name == name);
    if found.is_some() {
        return Ok(found);
    }
    let failure = Failure::usage(format!("no view `{name}` of {}", rows.word()));
    let names: Vec<&str> = known().map(|view| view.name.as_str()).collect();
    let hint = match near_miss(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names.is_empty() => {
            "`[[views]]` in config.toml saves one: `cordial config example` shows how".to_owned()
        }
        None => format!("there are {}", names.join(", ")),
    };
    Err(failure.hint(hint))
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
