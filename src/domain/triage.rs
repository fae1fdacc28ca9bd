//! Judging an invitation: reasons, warnings, what cannot be known.
//!
//! ```text
//! assets/{rules,notes,titles}.toml ─► Rules ───┐
//! facts of the archives, wishes ────► Context ─┼─► judge ─► Judgement: verdict, reasons, warnings
//! what is known of the inviter ─────► Subject ─┘
//! ```
//!
//! Three things are kept apart and never blended: warnings, the value score with its reasons, and
//! what could not be seen. Unknown is worth nothing, neither way. Every number stands in a table.

mod batch;
mod company;
mod context;
mod finder;
mod judge;
mod letters;
mod many;
mod matcher;
mod name;
mod needles;
mod note;
mod pattern;
mod read;
mod rules;
mod score;
mod target;
mod titles;
mod verdict;
mod warn;

pub use batch::Batches;
pub use company::{Companies, split};
pub use context::{Context, Level, Target, Wishes};
pub(super) use context::{title_words, town};
pub use judge::{Judgement, Mark, Reason, Subject, Verdict, Warning, judge, warned, with_matched};
pub use many::judge_all;
pub use name::NameSign;
pub use note::{Near, NoteRule, Sign};
pub use pattern::Pattern;
pub(super) use read::is_term_of;
pub use rules::{Kind, Limit, Numbers, Origin, Row, Rules, Severity};
pub use titles::{Class, TitleClass, Titles};
