//! Ctrl-C in lines: it stops what runs, and ends the session only when nothing does.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use crate::tui::signals;

/// What Ctrl-C means now.
pub(super) struct Interrupt {
    /// Whether it ends the process, as it does by itself.
    ends: Arc<AtomicBool>,
    /// Set by it.
    pressed: Arc<AtomicBool>,
}

impl Interrupt {
    /// Begins to listen; until something runs, nothing is different.
    pub(super) fn new() -> io::Result<Self> {
        let ends = Arc::new(AtomicBool::new(true));
        let pressed = Arc::new(AtomicBool::new(false));
        signals::on_interrupt(&ends, &pressed)?;
        Ok(Self { ends, pressed })
    }

    /// Runs something that Ctrl-C stops, by setting the flag.
    pub(super) fn stops<T>(&self, work: impl FnOnce(&Arc<AtomicBool>) -> T) -> T {
        self.pressed.store(false, Ordering::SeqCst);
        self.ends.store(false, Ordering::SeqCst);
        let done = work(&self.pressed);
        self.ends.store(true, Ordering::SeqCst);
        done
    }
}
