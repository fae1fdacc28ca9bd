//! Signals of Unix.

use std::{
    io,
    sync::{Arc, atomic::AtomicBool, mpsc::Sender},
    thread,
};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    flag,
    iterator::Signals,
};

pub(in crate::tui) use signal_hook::consts::{SIGINT as INTERRUPT, SIGQUIT as QUIT};

use crate::tui::runner::Event;

/// Begins to listen. The thread waits without waking up, and ends with the process.
pub(in crate::tui) fn listen(to: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let event = match signal {
                    SIGWINCH => Event::Resized,
                    SIGTSTP => Event::Stop,
                    SIGCONT => Event::Continued,
                    signal => Event::Signal(signal),
                };
                if to.send(event).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Stops the process as Ctrl-Z does; returns when it goes on.
pub(in crate::tui) fn stop() {
    let _refused = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}

/// From now on an interrupt ends the process only if `ends` is set, and sets `pressed`.
pub(in crate::tui) fn on_interrupt(
    ends: &Arc<AtomicBool>,
    pressed: &Arc<AtomicBool>,
) -> io::Result<()> {
    flag::register_conditional_default(SIGINT, Arc::clone(ends))?;
    flag::register(SIGINT, Arc::clone(pressed))?;
    Ok(())
}
