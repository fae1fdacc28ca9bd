//! The input thread: bytes of the terminal to keys, pastes and clicks.
//!
//! crossterm's own reader is not used: it spins when the terminal goes away, and can keep the rest
//! of a long paste to itself until the next key.

pub(super) mod parse;

use std::{io, os::fd::AsFd as _, sync::mpsc::Sender, thread};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, read},
};

use self::parse::Parser;
use super::runner::Event;

/// How long the rest of a sequence may take before a lone Esc is a key, in nanoseconds: 25 ms.
const ESC_NANOS: i64 = 25_000_000;

/// Begins to read. The thread waits without waking up; it ends with the terminal, after it said so.
pub(super) fn listen(to: Sender<Event>) -> io::Result<()> {
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            let mut parser = Parser::default();
            while step(&mut parser, &to) {}
            let _unsent = to.send(Event::HungUp);
        })?;
    Ok(())
}

/// Reads once; `false` if the terminal is gone, or nobody listens.
fn step(parser: &mut Parser, to: &Sender<Event>) -> bool {
    let stdin = io::stdin();
    let mut fds = [PollFd::from_borrowed_fd(stdin.as_fd(), PollFlags::IN)];
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
    let events = if ready == 0 {
        parser.flush()
    } else {
        let [fd] = &fds;
        let flags = fd.revents();
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
