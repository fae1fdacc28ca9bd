//! One language to choose rows with, for every pane, saved views and the command line.
//!
//! ```text
//!  mira class:recruiter|hr mutual>5 -tag:colleague "north sea" last>90d or circle:none
//! ```
//!
//! Terms all have to hold; `or` joins its two neighbours, `-` turns a term over. Words are found in
//! any spelling, in names also by scattered letters. Fields stand in one table, [`FIELDS`], from
//! which help, completion and messages are made. What is not understood filters nothing and is a
//! [`Fault`] with its column. What is not known of a row, such as the last contact with somebody
//! who never wrote, fits no comparison; the turned term, `-last<90d`, finds it.

mod complete;
mod fault;
mod field;
mod find;
mod help;
mod order;
mod parse;
mod search;
mod subject;

use std::fmt;

pub use complete::{Completion, complete};
pub use fault::Fault;
pub use field::{Choice, FIELDS, Field, FieldRow, Kind, Rows, fields};
pub(crate) use find::Find;
pub use find::{Rank, best};
pub use help::{aside, help, markdown};
pub use order::{CheckOrder, FollowUpOrder, InvitationOrder, Order, OutboxOrder, View, orders};
pub use parse::parse;
pub use search::{Search, Subject, Value};
pub use subject::{Check, FollowUpRow, InvitationRow, OutboxRow, find_people};

use crate::domain::day::Day;

/// What was read, and what was not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What was understood.
    pub query: Query,
    /// What was not.
    pub faults: Vec<Fault>,
}

impl Parsed {
    /// The first thing that is wrong, unless it may only be unfinished.
    pub fn complaint(&self) -> Option<&Fault> {
        self.faults.iter().find(|fault| !fault.begun)
    }
}

/// A query that was understood. It prints as text that reads back the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    clauses: Vec<Clause>,
}

impl Query {
    /// Whether nothing is asked: then every row fits.
    pub const fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// The words to find in names, as one text; to highlight them.
    pub fn words(&self) -> String {
        let plain = |clause: &Clause| match clause.0.as_slice() {
            [
                Term {
                    not: false,
                    what: What::Word(word),
                },
            ] => Some(word.clone()),
            _ => None,
        };
        let words: Vec<String> = self.clauses.iter().filter_map(plain).collect();
        words.join(" ")
    }
}

/// Terms of which one has to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Clause(Vec<Term>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    /// Whether it must not hold.
    not: bool,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Word(String),
    Phrase(String),
    Field(Field, Test),
}

/// What a field is compared with; one of several has to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Test {
    Text(Vec<String>),
    Word(Vec<&'static str>),
    Amount(Op, Vec<Amount>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Op {
    Is,
    Less,
    AtMost,
    More,
    AtLeast,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Amount {
    Number(i64),
    /// Days ago.
    Ago(i64),
    /// The first and the last day.
    Period(Day, Day),
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, clause) in self.clauses.iter().enumerate() {
            let space = if at > 0 { " " } else { "" };
            write!(f, "{space}")?;
            for (at, term) in clause.0.iter().enumerate() {
                let or = if at > 0 { " or " } else { "" };
                write!(f, "{or}{term}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.not {
            f.write_str("-")?;
        }
        match &self.what {
            What::Word(word) => f.write_str(word),
            What::Phrase(text) => f.write_str(&quote(text)),
            What::Field(field, test) => {
                let name = field.row().map_or("", |row| row.name);
                write!(f, "{name}{test}")
            }
        }
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(texts) => {
                let texts: Vec<String> = texts.iter().map(|text| bare_or_quoted(text)).collect();
                write!(f, ":{}", texts.join("|"))
            }
            Self::Word(words) => write!(f, ":{}", words.join("|")),
            Self::Amount(op, amounts) => {
                let amounts: Vec<String> = amounts.iter().map(ToString::to_string).collect();
                write!(f, "{op}{}", amounts.join("|"))
            }
        }
    }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Is => ":",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Ago(days) => write!(f, "{days}d"),
            Self::Period(from, to) if from == to => write!(f, "{from}"),
            Self::Period(from, to) if (*to - *from).num_days() < 31 => {
                write!(f, "{}", from.format("%Y-%m"))
            }
            Self::Period(from, _) => write!(f, "{}", from.format("%Y")),
        }
    }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn bare_or_quoted(text: &str) -> String {
    let odd = |c: char| c.is_whitespace() || matches!(c, '"' | '|');
    if text.contains(odd) || text.starts_with(['<', '>', '=']) {
        quote(text)
    } else {
        text.to_owned()
    }
}

/// The arguments of a command line as one query. The shell took the quotes of
/// `company:"north wind"`; they come back where an argument holds several words.
pub fn from_args(args: &[String]) -> String {
    let [_, _, ..] = args else {
        return args.concat();
    };
    let again = |arg: &String| {
        if !arg.contains(char::is_whitespace) || arg.contains('"') {
            return arg.clone();
        }
        match arg.split_once(':') {
            Some((name, value)) if !name.contains(char::is_whitespace) => {
                format!("{name}:{}", quote(value))
            }
            _ => quote(arg),
        }
    };
    args.iter().map(again).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
