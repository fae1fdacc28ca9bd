//! Signals, as messages of the one channel.

use std::{io, sync::mpsc::Sender, thread};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
};

use super::runner::Event;

/// Begins to listen. The thread waits without waking up, and ends with the process.
pub(super) fn listen(to: Sender<Event>) -> io::Result<()> {
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
pub(super) fn stop() {
    let _refused = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}
