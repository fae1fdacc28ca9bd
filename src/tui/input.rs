//! The input thread: bytes of the terminal to keys, pastes and clicks.
//!
//! crossterm's own reader is not used: it spins when the terminal goes away, and can keep the rest
//! of a long paste to itself until the next key.

pub(super) mod parse;

use std::{
    io::{self, PipeReader, PipeWriter, Read as _, Write as _},
    os::fd::AsFd as _,
    sync::mpsc::{self, Receiver, Sender},
    thread,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, read},
};

use self::parse::Parser;
use super::runner::Event;

/// How long the rest of a sequence may take before a lone Esc is a key, in nanoseconds: 25 ms.
const ESC_NANOS: i64 = 25_000_000;

/// Begins to read. The thread waits without waking up; it ends with the terminal, after it said so.
pub(super) fn listen(to: Sender<Event>) -> io::Result<Listener> {
    let (pause, wake) = io::pipe()?;
    let (says_parked, parked) = mpsc::channel();
    let (go, goes_on) = mpsc::channel();
    let gate = Gate {
        pause,
        says_parked,
        goes_on,
    };
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            let mut parser = Parser::default();
            while step(&mut parser, &to, &gate) {}
            let _unsent = to.send(Event::HungUp);
        })?;
    Ok(Listener { wake, parked, go })
}

/// The thread that reads, seen from outside.
#[derive(Debug)]
pub(super) struct Listener {
    wake: PipeWriter,
    parked: Receiver<()>,
    go: Sender<()>,
}

impl Listener {
    /// Keeps the thread from reading until the answer is dropped; returns when it stands still.
    pub(super) fn park(&self) -> Parked {
        // A thread that ended reads nothing, either.
        if (&self.wake).write_all(b"p").is_ok() {
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
    pause: PipeReader,
    says_parked: Sender<()>,
    goes_on: Receiver<()>,
}

impl Gate {
    /// Stands still until it may go on; `false` if nobody is there any more.
    fn stand_still(&self) -> bool {
        let mut byte = [0];
        (&self.pause).read_exact(&mut byte).is_ok()
            && self.says_parked.send(()).is_ok()
            && self.goes_on.recv().is_ok()
    }
}

/// Reads once; `false` if the terminal is gone, or nobody listens.
fn step(parser: &mut Parser, to: &Sender<Event>, gate: &Gate) -> bool {
    let stdin = io::stdin();
    let mut fds = [
        PollFd::from_borrowed_fd(stdin.as_fd(), PollFlags::IN),
        PollFd::from_borrowed_fd(gate.pause.as_fd(), PollFlags::IN),
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
        return gate.stand_still();
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
