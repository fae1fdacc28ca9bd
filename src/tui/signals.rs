//! Signals, as messages of the one channel.

#[cfg(not(unix))]
mod none;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub(super) use none::{INTERRUPT, QUIT, listen, on_interrupt, stop};
#[cfg(unix)]
pub(super) use unix::{INTERRUPT, QUIT, listen, on_interrupt, stop};
