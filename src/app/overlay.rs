//! Overlays: a stack of things over the panes. The one on top gets the keys.

pub mod capture;
mod choice;
pub mod export;
pub mod form;
pub mod import;
pub mod picker;
pub mod prompt;
pub mod seek;
pub mod text;

pub use capture::CaptureView;
pub use export::ExportView;
pub use form::Form;
pub use import::ImportView;
pub use picker::{Choice, Picker};
pub use prompt::Prompt;
pub use seek::SeekView;
pub use text::Text;

use super::{effect::Effect, pane::block::Block};
use crate::text::Safe;

/// Something over the panes.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// A list to choose from: help, palette, menus.
    Picker(Picker),
    /// A line to type, at the bottom.
    Prompt(Prompt),
    /// Full text: words to find, and where they are.
    Seek(SeekView),
    /// Fields to fill in.
    Form(Form),
    /// A pasted page: its preview.
    Capture(CaptureView),
    /// An export: its preview.
    Export(Box<ExportView>),
    /// An import: preview and progress.
    Import(ImportView),
    /// Words to read.
    Words(Words),
    /// A question with yes and no.
    Confirm(Confirm),
    /// A text of several lines to write.
    Text(Text),
    /// Blocks to read.
    Sheet(Sheet),
}

/// Blocks to read.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The title of the box.
    pub title: Safe,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// Words to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The title of the box.
    pub title: Safe,
    /// Paragraphs.
    pub lines: Vec<Safe>,
}

/// A question with yes and no.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirm {
    /// The question.
    pub question: Safe,
    /// What `y` does.
    pub yes: Vec<Effect>,
}
