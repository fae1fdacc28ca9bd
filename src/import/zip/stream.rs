//! The bytes of one entry as they come out, counted and checked.

use std::io::{self, BufReader, Read};

use flate2::bufread::DeflateDecoder;
use rawzip::{Crc32, FileReader, ZipReader};

use super::Entry;
use crate::import::{error::Fault, limits::Limits};

/// Unpacks an entry. The last read checks its size and checksum: what was read before is worth
/// nothing if that fails.
pub(in crate::import) struct Unpack<'a> {
    data: Data<'a>,
    crc: Crc32,
    out: u64,
    packed: u64,
    expected: (u64, u32),
    limits: Limits,
}

enum Data<'a> {
    Stored(ZipReader<&'a FileReader>),
    Deflated(DeflateDecoder<BufReader<ZipReader<&'a FileReader>>>),
}

impl<'a> Unpack<'a> {
    pub(super) fn new(packed: ZipReader<&'a FileReader>, entry: &Entry, limits: &Limits) -> Self {
        Self {
            data: if entry.stored {
                Data::Stored(packed)
            } else {
                Data::Deflated(DeflateDecoder::new(BufReader::with_capacity(
                    1 << 16,
                    packed,
                )))
            },
            crc: Crc32::new(),
            out: 0,
            packed: entry.packed,
            expected: (entry.bytes, entry.crc),
            limits: *limits,
        }
    }

    fn check_end(&self) -> Result<(), Fault> {
        let all_used = match &self.data {
            Data::Stored(_) => true,
            Data::Deflated(decoder) => decoder.total_in() == self.packed,
        };
        let (bytes, crc) = self.expected;
        if self.out != bytes || !all_used {
            Err(Fault::SizeDisagrees)
        } else if self.crc.checksum() != crc {
            Err(Fault::Checksum)
        } else {
            Ok(())
        }
    }
}

impl Read for Unpack<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.data {
            Data::Stored(reader) => reader.read(buffer)?,
            Data::Deflated(decoder) => decoder.read(buffer).map_err(Fault::Inflate)?,
        };
        if read == 0 && !buffer.is_empty() {
            self.check_end()?;
            return Ok(0);
        }
        self.crc.update(buffer.get(..read).unwrap_or_default());
        self.out += read as u64;
        let limit = self.limits.ratio;
        if self.out > self.expected.0 {
            return Err(Fault::SizeDisagrees.into());
        }
        if self.out > self.limits.free && self.out > self.packed.saturating_mul(limit) {
            return Err(Fault::Bomb { limit }.into());
        }
        Ok(read)
    }
}
