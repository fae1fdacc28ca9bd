//! The input thread: what the terminal says, as keys, pastes and clicks.

#[cfg(unix)]
mod background;
#[cfg(unix)]
mod codes;
#[cfg(not(unix))]
mod console;
#[cfg(unix)]
mod parse;
#[cfg(unix)]
mod unix;

use std::{
    io,
    sync::mpsc::{self, Receiver, Sender},
    thread,
};

#[cfg(not(unix))]
use self::console as system;
#[cfg(unix)]
use self::unix as system;
use super::runner::Event;
use crate::app::key::Key;

/// Asks the terminal for its background (OSC 11). The answer, if one ever comes, is an event as any
/// other: nobody waits for it.
pub(super) const ASK_BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";

/// Something that the terminal said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// A key.
    Key(Key),
    /// A pasted text.
    Paste(String),
    /// The left button, at a column and a row from 0.
    Click(u16, u16),
    /// The wheel at a column and a row; negative is up.
    Wheel(u16, u16, i8),
    /// The background of the terminal is light, or dark: the answer to [`ASK_BACKGROUND`].
    #[cfg_attr(not(unix), expect(dead_code, reason = "it is asked on Unix only"))]
    Background {
        /// Whether it is light.
        light: bool,
    },
    /// The terminal is looked at again.
    FocusGained,
}

/// Begins to read. The thread ends with the terminal, after it said so.
pub(super) fn listen(to: Sender<Event>) -> io::Result<Listener> {
    let (wake, woken) = system::wake()?;
    let (says_parked, parked) = mpsc::channel();
    let (go, goes_on) = mpsc::channel();
    let gate = Gate {
        woken,
        says_parked,
        goes_on,
    };
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            system::read_all(&to, &gate);
            let _unsent = to.send(Event::HungUp);
        })?;
    Ok(Listener { wake, parked, go })
}

/// The thread that reads, seen from outside.
#[derive(Debug)]
pub(super) struct Listener {
    wake: system::Wake,
    parked: Receiver<()>,
    go: Sender<()>,
}

impl Listener {
    /// Keeps the thread from reading until the answer is dropped; returns when it stands still.
    pub(super) fn park(&self) -> Parked {
        // A thread that ended reads nothing, either.
        if self.wake.wake() {
            let _ended = self.parked.recv();
        }
        Parked(self.go.clone())
    }
}

/// For as long as it lives, nobody reads the terminal.
#[derive(Debug)]
pub(super) struct Parked(Sender<()>);

impl Drop for Parked {
    fn drop(&mut self) {
        let _ended = self.0.send(());
    }
}

/// The same, seen from the thread.
struct Gate {
    woken: system::Woken,
    says_parked: Sender<()>,
    goes_on: Receiver<()>,
}

impl Gate {
    /// Stands still until it may go on; `false` if nobody is there any more.
    fn stand_still(&self) -> bool {
        self.says_parked.send(()).is_ok() && self.goes_on.recv().is_ok()
    }
}
