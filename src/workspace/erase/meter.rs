//! How far an erasing is, by the bytes of the import files that it looks through.

use std::{
    cell::{Cell, RefCell},
    io::{self, Read},
};

/// Hears how many bytes of how many were looked through.
pub type OnErasing<'a> = dyn FnMut(u64, u64) + 'a;

/// Counts what is read.
pub(super) struct Meter<'a> {
    heard: RefCell<&'a mut OnErasing<'a>>,
    done: Cell<u64>,
    total: u64,
}

impl<'a> Meter<'a> {
    pub(super) fn new(total: u64, heard: &'a mut OnErasing<'a>) -> Self {
        Self {
            heard: RefCell::new(heard),
            done: Cell::new(0),
            total,
        }
    }

    /// A source whose bytes count.
    pub(super) fn count<R: Read>(&self, source: R) -> Counted<'_, 'a, R> {
        Counted {
            source,
            meter: self,
        }
    }
}

/// A source whose bytes count.
pub(super) struct Counted<'m, 'a, R> {
    source: R,
    meter: &'m Meter<'a>,
}

impl<R: Read> Read for Counted<'_, '_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.source.read(into)?;
        let done = self.meter.done.get() + bytes as u64;
        self.meter.done.set(done);
        (self.meter.heard.borrow_mut())(done, self.meter.total);
        Ok(bytes)
    }
}
