//! Rows to print, whatever the format.

use serde_json::Value;

use crate::domain::day::Day;

/// A value in a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text; hostile until it is printed.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// A number.
    Number(i64),
    /// A day.
    Day(Day),
    /// Yes or no.
    Flag(bool),
    /// Unknown or absent.
    Nothing,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

impl Cell {
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List(texts) => texts.join(", "),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Flag(true) => "yes".to_owned(),
            Self::Flag(false) => "no".to_owned(),
            Self::Nothing => String::new(),
        }
    }

    pub(super) fn json(&self) -> Value {
        match self {
            Self::Text(text) => Value::from(text.as_str()),
            Self::List(texts) => texts.iter().map(String::as_str).collect(),
            Self::Number(number) => Value::from(*number),
            Self::Day(day) => Value::from(day.to_string()),
            Self::Flag(flag) => Value::from(*flag),
            Self::Nothing => Value::Null,
        }
    }
}

/// Rows to print. The first column is the id: `-q` prints it alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub(super) columns: &'static [&'static str],
    /// Columns that only programs get: too long, or of no use to a person.
    pub(super) hidden: &'static [&'static str],
    /// Columns that are never cut: what is typed again.
    pub(super) keep: &'static [&'static str],
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table with these columns.
    pub const fn new(columns: &'static [&'static str]) -> Self {
        Self {
            columns,
            hidden: &[],
            keep: &[],
            rows: Vec::new(),
        }
    }

    /// Leaves columns out of the table for people.
    #[must_use]
    pub const fn hide(mut self, hidden: &'static [&'static str]) -> Self {
        self.hidden = hidden;
        self
    }

    /// Never cuts these columns.
    #[must_use]
    pub const fn keep(mut self, keep: &'static [&'static str]) -> Self {
        self.keep = keep;
        self
    }

    /// Adds a row, one cell for each column.
    pub fn push(&mut self, row: Vec<Cell>) {
        debug_assert_eq!(row.len(), self.columns.len());
        self.rows.push(row);
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
