//! The preview of an export: what would be written, and where.

use std::path::PathBuf;

use crate::{domain::person::PersonKey, export::made::Form, text::Safe};

/// What shall be exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// In which form.
    pub form: Form,
    /// Whom, where the form is one of people.
    pub people: Vec<PersonKey>,
    /// Whether with notes, how they met and what was logged.
    pub private: bool,
    /// The file, as it was typed.
    pub path: String,
}

/// An export before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportView {
    /// What was asked for.
    pub wanted: Wanted,
    /// What is in it: `12 people`.
    pub what: Safe,
    /// The file.
    pub file: PathBuf,
    /// Whether a file of this name is there, and would be replaced.
    pub replaces: bool,
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Its first lines.
    pub lines: Vec<Safe>,
    /// How many lines come behind them.
    pub rest: usize,
}
