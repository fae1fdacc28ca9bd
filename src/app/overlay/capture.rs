//! The preview of a pasted page: what goes to whom.

use crate::domain::capture::Captured;

/// What was found in a pasted page, before it is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureView {
    /// The cards.
    pub captured: Vec<Captured>,
    /// How many invitations the page says there are.
    pub listed: Option<u32>,
    /// Lines that were not understood.
    pub unread: u32,
    /// Whether the end was left out.
    pub too_long: bool,
}
