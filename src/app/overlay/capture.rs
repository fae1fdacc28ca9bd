//! The preview of what was pasted, a page or e-mails: what goes to whom.

use crate::{
    domain::{capture::Captured, received::Preview},
    text::Safe,
};

/// What was found in what was pasted, before it is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaptureView {
    /// The invitations, where it was e-mails.
    pub mails: Vec<Preview>,
    /// The cards, where it was a page.
    pub captured: Vec<Captured>,
    /// How many invitations the page says there are.
    pub listed: Option<u32>,
    /// Who was left out because they were erased before, in words.
    pub erased: Option<Safe>,
    /// Lines that were not understood.
    pub unread: u32,
    /// Whether the end was left out.
    pub too_long: bool,
}
