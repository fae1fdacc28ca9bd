//! The guard of the terminal: whatever happens, it is given back as it was.

use std::{
    fs::File,
    io::{self, Write as _},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// Alternate screen, no cursor, pasting in brackets, word of focus.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?1004h";
/// Clicks and the wheel, in the form without limits.
const ENTER_MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
/// The same backwards.
const LEAVE: &[u8] = b"\x1b[?1006l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l";

static ENTERED: AtomicBool = AtomicBool::new(false);

/// Holds the terminal; dropping it gives the terminal back.
#[derive(Debug)]
pub(super) struct Guard {
    output: File,
    mouse: bool,
}

impl Guard {
    /// Takes the terminal. The hook for panics stands before.
    pub(super) fn enter(output: File, mouse: bool) -> io::Result<Self> {
        install_hook();
        let mut guard = Self { output, mouse };
        guard.resume()?;
        Ok(guard)
    }

    /// Takes the terminal again.
    pub(super) fn resume(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        let mut bytes = ENTER.to_vec();
        if self.mouse {
            bytes.extend_from_slice(ENTER_MOUSE);
        }
        self.output.write_all(&bytes)
    }

    /// Gives the terminal back for a while.
    #[expect(
        clippy::unused_self,
        reason = "only who holds the terminal gives it back"
    )]
    pub(super) fn pause(&mut self) {
        leave();
    }

    /// Where to write.
    pub(super) fn output(&mut self) -> &mut File {
        &mut self.output
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// Gives the terminal back, once. A terminal that went away takes nothing any more.
fn leave() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        let mut output = io::stdout();
        let _refused = output.write_all(LEAVE).and_then(|()| output.flush());
        let _refused = disable_raw_mode();
    }
}

/// A panic of this thread gives the terminal back before its message is printed; one of a thread
/// that works in the background stays silent, as its answer says what happened.
fn install_hook() {
    static INSTALLED: AtomicBool = AtomicBool::new(false);
    if INSTALLED.swap(true, Ordering::SeqCst) {
        return;
    }
    let owner = thread::current().id();
    let previous = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if thread::current().id() == owner {
            leave();
            previous(info);
        } else if !ENTERED.load(Ordering::SeqCst) {
            previous(info);
        }
    }));
}
