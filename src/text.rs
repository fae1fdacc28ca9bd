//! Strangers' text made fit for a terminal, and folded for comparison.
//!
//! Everything that is shown, printed, logged, copied or opened passes one of the types made here:
//! [`Safe`] for text and [`Link`] for addresses. Nothing else can make them from strangers' words.

pub mod clean;
pub mod fold;
pub mod formula;
pub mod language;
pub mod link;
pub mod near;
pub mod search;
pub mod seek;
pub mod width;

pub use clean::Safe;
pub use link::Link;
