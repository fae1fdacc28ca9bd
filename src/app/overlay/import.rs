//! The import on the screen: looking, preview, progress.

use std::path::PathBuf;

use super::super::msg::{Plan, Progress};

/// How far an import is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportView {
    /// The archive is being read for the preview.
    Reading(PathBuf),
    /// What it would bring: Enter imports.
    Preview(Plan),
    /// It is being imported.
    Running(Option<Progress>),
}
