//! The audit of the own profile: what is there, what is missing, and why anybody should care.
//!
//! ```text
//! assets/checklist.toml ─► Checklist ─┐
//! facts of the archives ─► Subject ───┼─► audit ─► Audit: items with points and evidence
//! what the person said ───────────────┘             │
//!                                two of them ─► compare ─► what changed
//! ```
//!
//! A row of the table names a rule; the rule brings a figure with its evidence; the row's grades
//! say what the figure is worth. Points are exact: hundredths, in whole numbers.

mod audit;
mod change;
mod confirm;
mod draft;
mod item;
mod lens;
mod page;
mod rules;
mod source;
mod subject;
mod table;
mod text;
mod words;

pub use audit::{Audit, Growth, Star, Threshold, audit};
pub use change::{Change, Entry, Past, PastAudit, Reminder, compare, history, reminder};
pub use confirm::{Confirmation, Confirmations, Word};
pub use draft::{Draft, Drafts, Passage, Shown, same};
pub use item::{Item, Points, State};
pub use lens::{Lens, LensWord};
pub use page::{Look, audit_page, looks};
pub use rules::{Evidence, Figure, Found, Rule};
pub use source::{Held, Presence, Source, growth};
pub use subject::{GoalFrom, GoalWord, Subject, Terms};
pub use table::{Basis, Checklist, Grade, How, Level, Link, Numbers, Row, StarRow};
pub use text::{Field, Hint, HintKind, Reading, read};
pub use words::{Language, Match, Phrase, Words, units};

use super::day::Day;
