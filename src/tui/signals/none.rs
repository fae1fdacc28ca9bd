//! A system without signals: Ctrl-C is a key, and sizes come with the keys.

use std::{
    io,
    sync::{Arc, atomic::AtomicBool, mpsc::Sender},
};

use crate::tui::runner::Event;

/// The number that shells give an interrupt.
pub(in crate::tui) const INTERRUPT: i32 = 2;
/// The number that shells give a quit.
pub(in crate::tui) const QUIT: i32 = 3;

/// There is nothing to listen to.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(in crate::tui) fn listen(_to: Sender<Event>) -> io::Result<()> {
    Ok(())
}

/// Nothing stops a process here.
pub(in crate::tui) fn stop() {}

/// Ctrl-C ends the process, whatever runs: what is acknowledged is safe.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(in crate::tui) fn on_interrupt(
    _ends: &Arc<AtomicBool>,
    _pressed: &Arc<AtomicBool>,
) -> io::Result<()> {
    Ok(())
}
