//! The record at the end of a zip, by the byte.

use std::io;

use rawzip::ReaderAt;

use crate::import::{error::Fault, limits::Limits};

const END: [u8; 4] = *b"PK\x05\x06";
const END_BYTES: usize = 22;
const LOCATOR64: [u8; 4] = *b"PK\x06\x07";
const LOCATOR64_BYTES: u64 = 20;
const END64: [u8; 4] = *b"PK\x06\x06";
const END64_BYTES: u64 = 56;
/// The longest comment that a zip can have.
const COMMENT_BYTES: u64 = u16::MAX as u64;
/// Where an end record can stand at most: with the longest comment and a line end behind it.
const TAIL_BYTES: u64 = END_BYTES as u64 + COMMENT_BYTES + 2;

/// Where the directory is and how much it holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct End {
    /// First byte of the directory.
    pub(super) directory: u64,
    /// First byte behind the directory.
    pub(super) behind: u64,
    /// Number of entries.
    pub(super) entries: u64,
}

/// The numbers that a classic and a zip64 end record share.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Numbers {
    disk: u64,
    directory_disk: u64,
    entries_here: u64,
    entries: u64,
    size: u64,
    offset: u64,
}

impl End {
    /// Finds the end record of an archive of this length.
    pub(super) fn find(reader: &impl ReaderAt, len: u64) -> Result<Self, Fault> {
        let tail_at = len.saturating_sub(TAIL_BYTES);
        let tail = bytes(reader, tail_at, len - tail_at)?;
        let found = tail
            .windows(END.len())
            .rposition(|window| window == END)
            .ok_or(Fault::NoEnd)?;
        let at = tail_at + found as u64;
        let record = tail.get(found..).unwrap_or_default();
        let record: &[u8; END_BYTES] = record.first_chunk().ok_or(Fault::NoEnd)?;
        let classic = Numbers {
            disk: number(record, 4, 2),
            directory_disk: number(record, 6, 2),
            entries_here: number(record, 8, 2),
            entries: number(record, 10, 2),
            size: number(record, 12, 4),
            offset: number(record, 16, 4),
        };
        let end = at + END_BYTES as u64 + number(record, 20, 2);
        match len.checked_sub(end) {
            Some(0) => {}
            // A line end that a transfer in text mode left behind.
            Some(2) if tail.ends_with(b"\r\n") => {}
            Some(bytes) => {
                let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
                return Err(Fault::BytesBehindEnd { bytes });
            }
            None => return Err(Fault::EndDisagrees { what: "comment" }),
        }
        let (numbers, behind) = match zip64(reader, at)? {
            Some((wide, wide_at)) if agree(classic, wide) => (wide, wide_at),
            Some(_) => return Err(Fault::Zip64Disagrees),
            None if classic.offset == u64::from(u32::MAX) => return Err(Fault::Zip64Disagrees),
            None => (classic, at),
        };
        if numbers.disk != 0
            || numbers.directory_disk != 0
            || numbers.entries_here != numbers.entries
        {
            return Err(Fault::ManyDisks);
        }
        if numbers.offset.checked_add(numbers.size) != Some(behind) {
            return Err(Fault::EndDisagrees {
                what: "size or offset",
            });
        }
        Ok(Self {
            directory: numbers.offset,
            behind,
            entries: numbers.entries,
        })
    }

    /// Refuses what is too much before it is read.
    pub(super) fn check(&self, limits: &Limits) -> Result<(), Fault> {
        if self.entries > limits.entries {
            return Err(Fault::TooManyEntries {
                limit: limits.entries,
            });
        }
        if self.behind - self.directory > limits.directory {
            return Err(Fault::DirectoryTooLarge {
                limit: limits.directory,
            });
        }
        if self.entries == 0 {
            return Err(Fault::Empty);
        }
        Ok(())
    }
}

/// The zip64 record in front of a classic one, and where it begins.
fn zip64(reader: &impl ReaderAt, classic_at: u64) -> Result<Option<(Numbers, u64)>, Fault> {
    let Some(locator_at) = classic_at.checked_sub(LOCATOR64_BYTES) else {
        return Ok(None);
    };
    let locator = bytes(reader, locator_at, LOCATOR64_BYTES)?;
    if !locator.starts_with(&LOCATOR64) {
        return Ok(None);
    }
    let at = number(&locator, 8, 8);
    if number(&locator, 4, 4) != 0 || number(&locator, 16, 4) != 1 {
        return Err(Fault::ManyDisks);
    }
    if at
        .checked_add(END64_BYTES)
        .is_none_or(|end| end > locator_at)
    {
        return Err(Fault::Zip64Disagrees);
    }
    let record = bytes(reader, at, END64_BYTES)?;
    let behind = number(&record, 4, 8)
        .checked_add(12)
        .and_then(|length| length.checked_add(at));
    if !record.starts_with(&END64) || behind != Some(locator_at) {
        return Err(Fault::Zip64Disagrees);
    }
    let numbers = Numbers {
        disk: number(&record, 16, 4),
        directory_disk: number(&record, 20, 4),
        entries_here: number(&record, 24, 8),
        entries: number(&record, 32, 8),
        size: number(&record, 40, 8),
        offset: number(&record, 48, 8),
    };
    Ok(Some((numbers, at)))
}

/// Whether a classic record says the same as the zip64 one, or that it cannot say.
fn agree(classic: Numbers, wide: Numbers) -> bool {
    let same = |narrow: u64, wide: u64, full: u64| narrow == wide || narrow == full;
    let (short, long) = (u64::from(u16::MAX), u64::from(u32::MAX));
    same(classic.disk, wide.disk, short)
        && same(classic.directory_disk, wide.directory_disk, short)
        && same(classic.entries_here, wide.entries_here, short)
        && same(classic.entries, wide.entries, short)
        && same(classic.size, wide.size, long)
        && same(classic.offset, wide.offset, long)
}

/// A little-endian number in a record; missing bytes count as zero.
pub(super) fn number(record: &[u8], at: usize, width: usize) -> u64 {
    let field = record.get(at..at + width).unwrap_or_default();
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(field) {
        *to = *from;
    }
    u64::from_le_bytes(bytes)
}

/// Some bytes of the archive. Their number is bounded by the caller.
pub(super) fn bytes(reader: &impl ReaderAt, at: u64, count: u64) -> Result<Vec<u8>, Fault> {
    let mut buffer = vec![0; usize::try_from(count).map_err(|_| Fault::DirectoryDamaged)?];
    reader.read_exact_at(&mut buffer, at).map_err(unread)?;
    Ok(buffer)
}

/// Why bytes of the archive could not be read: it is shorter than it says, or the disk has failed.
pub(super) fn unread(error: io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Fault::DirectoryDamaged,
        _ => Fault::Io(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that cannot be read, for this reason.
    struct Failing(io::ErrorKind);

    impl ReaderAt for Failing {
        fn read_at(&self, _buffer: &mut [u8], _offset: u64) -> io::Result<usize> {
            Err(self.0.into())
        }
    }

    /// The one is mended by a new download, the other is not.
    #[test]
    fn a_file_that_has_become_shorter_is_damaged_and_one_that_cannot_be_read_is_not() {
        let end = b"PK\x05\x06";
        let shorter = End::find(&&end[..], 22);
        assert!(matches!(shorter, Err(Fault::DirectoryDamaged)));
        let refused = End::find(&Failing(io::ErrorKind::PermissionDenied), 22);
        assert!(matches!(refused, Err(Fault::Io(_))), "{refused:?}");
        let told = |kind: io::ErrorKind| super::super::damaged(io::Error::from(kind).into());
        let kind = io::ErrorKind::UnexpectedEof;
        assert!(matches!(told(kind), Fault::DirectoryDamaged));
        let kind = io::ErrorKind::PermissionDenied;
        assert!(matches!(told(kind), Fault::Io(_)));
    }
}
