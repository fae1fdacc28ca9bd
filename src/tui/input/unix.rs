//! Bytes of a terminal.
//!
//! crossterm's own reader is not used: it spins when the terminal goes away, and can keep the rest
//! of a long paste to itself until the next key.

use std::{
    io::{self, PipeReader, PipeWriter, Read as _, Write as _},
    os::fd::AsFd as _,
    sync::mpsc::Sender,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, read},
};

use super::{Gate, parse::Parser};
use crate::tui::runner::Event;

/// How long the rest of a sequence may take before a lone Esc is a key, in nanoseconds: 25 ms.
const ESC_NANOS: i64 = 25_000_000;

/// Reads until the terminal is gone or nobody listens. Waits without waking up.
pub(super) fn read_all(to: &Sender<Event>, gate: &Gate) {
    let mut parser = Parser::default();
    while step(&mut parser, to, gate) {}
}

/// Says that the thread should stand still.
#[derive(Debug)]
pub(super) struct Wake(PipeWriter);

/// The same, seen from the thread.
pub(super) struct Woken(PipeReader);

/// Both ends.
pub(super) fn wake() -> io::Result<(Wake, Woken)> {
    let (reader, writer) = io::pipe()?;
    Ok((Wake(writer), Woken(reader)))
}

impl Wake {
    /// Whether somebody hears it.
    pub(super) fn wake(&self) -> bool {
        (&self.0).write_all(b"p").is_ok()
    }
}

impl Woken {
    fn hear(&self) -> bool {
        (&self.0).read_exact(&mut [0]).is_ok()
    }
}

/// Reads once; `false` if the terminal is gone, or nobody listens.
fn step(parser: &mut Parser, to: &Sender<Event>, gate: &Gate) -> bool {
    let stdin = io::stdin();
    let mut fds = [
        PollFd::from_borrowed_fd(stdin.as_fd(), PollFlags::IN),
        PollFd::from_borrowed_fd(gate.woken.0.as_fd(), PollFlags::IN),
    ];
    let patience = Timespec {
        tv_sec: 0,
        tv_nsec: ESC_NANOS,
    };
    let waiting = parser.is_waiting().then_some(&patience);
    let ready = match poll(&mut fds, waiting) {
        Err(Errno::INTR) => return true,
        Err(_) => return false,
        Ok(ready) => ready,
    };
    let [typed, wanted] = &fds;
    if !wanted.revents().is_empty() {
        return gate.woken.hear() && gate.stand_still();
    }
    let events = if ready == 0 {
        parser.flush()
    } else {
        let flags = typed.revents();
        // A terminal may hang up with bytes left to read: those are read first.
        if !flags.contains(PollFlags::IN) {
            return false;
        }
        let mut bytes = [0; 4096];
        match read(stdin.as_fd(), &mut bytes) {
            Ok(0) => return false,
            Ok(count) => parser.feed(bytes.get(..count).unwrap_or_default()),
            Err(Errno::INTR | Errno::AGAIN) => return true,
            Err(_) => return false,
        }
    };
    events
        .into_iter()
        .all(|event| to.send(Event::Input(event)).is_ok())
}
