//! The archives of the past, for the history of the score.

use crate::domain::checklist::Past;

/// The archives of the past, which are read when the pane is shown for the first time.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Pasts {
    /// Nobody has asked for them.
    #[default]
    Unread,
    /// A thread reads them.
    Reading,
    /// They are known.
    Known(Vec<Past>),
}
