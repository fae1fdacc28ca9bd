//! Zip archives, read strictly: an archive that two programs could read differently is refused.
//!
//! The directory is the truth, and everything else must agree with it: the end record to the byte,
//! each local header, each data descriptor, and the space between them. Nothing is ever extracted,
//! and only entries that the caller chose are unpacked.

mod check;
mod end;
mod stream;

use std::fs::File;

use rawzip::{FileReader, ZipArchive, ZipArchiveEntryWayfinder};

pub(super) use self::stream::Unpack;
use super::{
    error::{Fault, ImportError},
    limits::Limits,
};
use crate::domain::day::Instant;

/// An archive that agrees with itself.
pub(super) struct Zip {
    archive: ZipArchive<FileReader>,
    /// Its files, in the order of the directory; folders are left out.
    pub(super) entries: Vec<Entry>,
}

/// A file in an archive.
#[derive(Clone)]
pub(super) struct Entry {
    /// The whole path, decoded.
    pub(super) path: String,
    /// When it was written, where the directory says something possible. LinkedIn writes UTC.
    pub(super) modified: Option<Instant>,
    /// Bytes unpacked, as the directory claims.
    pub(super) bytes: u64,
    packed: u64,
    crc: u32,
    stored: bool,
    way: ZipArchiveEntryWayfinder,
}

impl Zip {
    /// Reads the directory of a file of this length, and checks it and all local headers.
    pub(super) fn open(
        file: File,
        len: u64,
        place: &str,
        limits: &Limits,
    ) -> Result<Self, ImportError> {
        let at = |fault: Fault| ImportError::new(place, fault);
        let reader = FileReader::from(file);
        let end = end::End::find(&reader, len).map_err(at)?;
        end.check(limits).map_err(at)?;
        let mut buffer = vec![0; rawzip::MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
        let archive = rawzip::ZipLocator::new()
            .locate_in_reader(reader, &mut buffer, len)
            .map_err(|(_, error)| at(damaged(error)))?;
        if archive.directory_offset() != end.directory {
            return Err(at(Fault::EndDisagrees { what: "offset" }));
        }
        let entries = check::directory(&archive, &end, &mut buffer, place)?;
        Ok(Self { archive, entries })
    }

    /// Unpacks an entry. The reader checks size, checksum and the limits of one file.
    pub(super) fn unpack(&self, entry: &Entry, limits: &Limits) -> Result<Unpack<'_>, Fault> {
        let packed = self.archive.get_entry(entry.way).map_err(damaged)?.reader();
        Ok(Unpack::new(packed, entry, limits))
    }
}

/// What rawzip's errors mean here.
fn damaged(error: rawzip::Error) -> Fault {
    match error.into_kind() {
        rawzip::ErrorKind::IO(error) => end::unread(error),
        _ => Fault::DirectoryDamaged,
    }
}
