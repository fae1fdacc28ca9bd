//! Rows to facts: what LinkedIn's columns mean.
//!
//! Sections come in any order; what needs several of them (who is connected, whose archive it is)
//! is decided when all are there.

mod messages;
mod network;
mod profile;

use std::collections::BTreeMap;

use super::{Kind, report::Lines};
use crate::domain::records::Archive;

/// Something in a row that could not be understood. The rest of the row is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Problem {
    /// A date is written in no known form, or is no date.
    Date,
    /// An invitation is neither `INCOMING` nor `OUTGOING`: it is left out.
    Direction,
    /// Another row before it is about the same person: it is left out.
    SamePerson,
    /// The place of a message's text is no number: the message has none.
    TextPlace,
}

impl Problem {
    /// What the report says.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Date => "date not understood",
            Self::Direction => "neither sent nor received",
            Self::SamePerson => "the same person again",
            Self::TextPlace => "text not found",
        }
    }
}

/// Rows of one kind that have one problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The kind of file.
    pub kind: Kind,
    /// What is wrong.
    pub problem: Problem,
    /// How many rows, and the numbers of the first: the first row of a section is 1.
    pub rows: Lines,
}

/// Takes the rows of all sections, and gives the facts.
#[derive(Debug, Default)]
pub struct Builder {
    archive: Archive,
    kind: Option<Kind>,
    columns: Vec<String>,
    row: u64,
    warnings: Warnings,
    network: network::Network,
    messages: messages::Reading,
}

/// Problems, counted.
#[derive(Debug, Default)]
struct Warnings(BTreeMap<(Kind, Problem), Lines>);

impl Warnings {
    fn add(&mut self, kind: Kind, problem: Problem, row: u64) {
        self.0.entry((kind, problem)).or_default().add(row);
    }
}

/// A row with its columns' names.
struct Row<'a, S> {
    kind: Kind,
    number: u64,
    columns: &'a [String],
    cells: &'a [S],
}

impl<'a, S: AsRef<str>> Row<'a, S> {
    /// The trimmed text of a column, or nothing.
    fn get(&self, name: &str) -> &'a str {
        let at = self.columns.iter().position(|column| column == name);
        at.and_then(|at| self.cells.get(at))
            .map_or("", |cell| cell.as_ref().trim())
    }

    fn text(&self, name: &str) -> Box<str> {
        self.get(name).into()
    }

    /// First and last name, or what there is of them.
    fn name(&self, first: &str, last: &str) -> Box<str> {
        let (first, last) = (self.get(first), self.get(last));
        match (first, last) {
            ("", name) | (name, "") => name.into(),
            _ => format!("{first} {last}").into(),
        }
    }

    /// A date in a form. A filled cell that is in another one is counted.
    fn date<T>(
        &self,
        name: &str,
        read: impl Fn(&str) -> Option<T>,
        warnings: &mut Warnings,
    ) -> Option<T> {
        let text = self.get(name);
        let date = read(text);
        if date.is_none() && !matches!(text, "" | "N/A" | "Not Available") {
            warnings.add(self.kind, Problem::Date, self.number);
        }
        date
    }
}

impl Builder {
    /// Without any facts.
    pub fn new() -> Self {
        Self::default()
    }

    /// A section begins, with these columns. Rows of kinds that are not known are passed over.
    pub fn begin<S: AsRef<str>>(&mut self, kind: &str, columns: &[S]) {
        self.kind = Kind::from_id(kind);
        self.row = 0;
        self.columns = columns
            .iter()
            .map(|column| column.as_ref().to_owned())
            .collect();
        let Some(kind) = self.kind else { return };
        if !self.archive.kinds.contains(&kind.id()) {
            self.archive.kinds.push(kind.id());
        }
        if kind == Kind::Messages {
            self.messages.begin(&self.columns);
        }
    }

    /// A row of the section.
    pub fn row<S: AsRef<str>>(&mut self, cells: &[S]) {
        let Some(kind) = self.kind else { return };
        self.row += 1;
        if kind == Kind::Messages {
            return self.messages.row(cells, self.row, &mut self.warnings);
        }
        let row = Row {
            kind,
            number: self.row,
            columns: &self.columns,
            cells,
        };
        match kind {
            Kind::Connections => self.network.connection(&row, &mut self.warnings),
            Kind::Invitations => self.network.invitation(&row, &mut self.warnings),
            Kind::Notes => self.network.note(&row),
            Kind::Contacts => self.archive.contacts.push(network::contact(&row)),
            _ => profile::row(&row, &mut self.archive.profile, &mut self.warnings),
        }
    }

    /// All sections were given.
    pub fn finish(mut self) -> (Archive, Vec<Warning>) {
        let profile = &mut self.archive.profile;
        profile
            .activity
            .sort_by_key(|done| std::cmp::Reverse(done.at));
        let name = match (&*profile.first, &*profile.last) {
            ("", name) | (name, "") => name.into(),
            (first, last) => format!("{first} {last}").into(),
        };
        self.archive.owner.name = name;
        let names = self.network.finish(&mut self.archive);
        self.messages.finish(&mut self.archive, &names);
        let warnings = self.warnings.0.into_iter();
        let warnings = warnings
            .map(|((kind, problem), rows)| Warning {
                kind,
                problem,
                rows,
            })
            .collect();
        (self.archive, warnings)
    }
}

#[cfg(test)]
mod tests;
