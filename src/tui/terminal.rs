//! The guard of the terminal: whatever happens, it is given back as it was.

use std::{
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

/// Where the screen is written: past the buffer of standard output, which writes line by line.
#[cfg(unix)]
#[derive(Debug)]
pub(super) struct Output(std::fs::File);

#[cfg(unix)]
impl Output {
    fn new() -> io::Result<Self> {
        use std::os::fd::AsFd as _;
        let output = io::stdout().as_fd().try_clone_to_owned()?;
        Ok(Self(output.into()))
    }
}

#[cfg(unix)]
impl io::Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Where the screen is written: standard output, which alone gives a console of Windows its text in
/// the right encoding.
#[cfg(not(unix))]
#[derive(Debug)]
pub(super) struct Output(io::Stdout);

#[cfg(not(unix))]
impl Output {
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    fn new() -> io::Result<Self> {
        Ok(Self(io::stdout()))
    }
}

#[cfg(not(unix))]
impl io::Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.0.write(bytes)?;
        self.0.flush()?;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Holds the terminal; dropping it gives the terminal back.
#[derive(Debug)]
pub(super) struct Guard {
    output: Output,
    mouse: bool,
}

impl Guard {
    /// Takes the terminal. The hook for panics stands before.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        let output = Output::new()?;
        install_hook();
        let mut guard = Self { output, mouse };
        guard.resume()?;
        Ok(guard)
    }

    /// Takes the terminal again.
    pub(super) fn resume(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        #[cfg(windows)]
        console::enter(self.mouse)?;
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
    pub(super) fn output(&mut self) -> &mut Output {
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
        #[cfg(windows)]
        console::leave();
        let _refused = disable_raw_mode();
    }
}

/// What a console of Windows is told by calls instead of sequences.
#[cfg(windows)]
mod console {
    use std::io;

    use ratatui::crossterm::{
        ansi_support::supports_ansi,
        event::{DisableMouseCapture, EnableMouseCapture},
        execute,
    };

    pub(super) fn enter(mouse: bool) -> io::Result<()> {
        if !supports_ansi() {
            return Err(io::Error::other(
                "this console takes no ANSI sequences; Windows 10 and newer do",
            ));
        }
        if mouse {
            execute!(io::stdout(), EnableMouseCapture)?;
        }
        Ok(())
    }

    pub(super) fn leave() {
        let _refused = execute!(io::stdout(), DisableMouseCapture);
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
