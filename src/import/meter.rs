//! What flows through an import: progress, the limits of all files together, and the way out.

use std::{
    cell::RefCell,
    io::{self, Read},
    ops::ControlFlow,
    time,
};

use super::{error::Fault, limits::Limits};

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress<'a> {
    /// The file that is being read.
    pub file: &'a str,
    /// Bytes read of all used files, unpacked.
    pub done: u64,
    /// Bytes of all used files, as far as their sizes are told.
    pub total: u64,
}

/// Hears how far an import is. [`ControlFlow::Break`] stops it.
pub type OnProgress<'a> = dyn FnMut(Progress<'_>) -> ControlFlow<()> + 'a;

/// How many bytes pass between two reports.
const STEP: u64 = 1 << 20;

/// Counts what is read.
pub(super) struct Meter<'a> {
    heard: &'a mut OnProgress<'a>,
    limits: Limits,
    begun: time::Instant,
    done: u64,
    total: u64,
    next: u64,
}

impl<'a> Meter<'a> {
    pub(super) fn new(heard: &'a mut OnProgress<'a>, limits: &Limits, total: u64) -> Self {
        Self {
            heard,
            limits: *limits,
            begun: time::Instant::now(),
            done: 0,
            total,
            next: 0,
        }
    }

    /// Takes note of bytes that were read of a file.
    fn read(&mut self, file: &str, bytes: u64) -> Result<(), Fault> {
        self.done += bytes;
        if self.done > self.limits.total {
            return Err(Fault::TotalTooLarge {
                limit: self.limits.total,
            });
        }
        if self.done < self.next && bytes > 0 {
            return Ok(());
        }
        self.next = self.done + STEP;
        if self.begun.elapsed() > self.limits.time {
            return Err(Fault::TooSlow {
                seconds: self.limits.time.as_secs(),
            });
        }
        let progress = Progress {
            file,
            done: self.done,
            total: self.total.max(self.done),
        };
        match (self.heard)(progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Fault::Cancelled),
        }
    }
}

/// A file whose bytes are counted.
pub(super) struct Metered<'m, 'a, R> {
    inner: R,
    meter: &'m RefCell<Meter<'a>>,
    file: String,
    bytes: u64,
    limit: u64,
}

impl<'m, 'a, R> Metered<'m, 'a, R> {
    pub(super) fn new(inner: R, file: &str, meter: &'m RefCell<Meter<'a>>) -> Self {
        Self {
            inner,
            file: file.to_owned(),
            bytes: 0,
            limit: meter.borrow().limits.file,
            meter,
        }
    }
}

impl<R: Read> Read for Metered<'_, '_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes += read as u64;
        if self.bytes > self.limit {
            return Err(Fault::TooLarge { limit: self.limit }.into());
        }
        let mut meter = self.meter.borrow_mut();
        meter.read(&self.file, read as u64)?;
        Ok(read)
    }
}
