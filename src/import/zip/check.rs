//! The directory of a zip, held against everything else in the file.

use rawzip::{
    CompressionMethod, FileReader, ZipArchive, ZipFileHeaderRecord,
    extra_fields::{ExtraFieldId, ExtraFields},
    time::ZipDateTimeKind,
};

use super::{
    Entry, damaged,
    end::{End, bytes, number},
};
use crate::{
    domain::day::{Day, Instant},
    import::error::{Fault, ImportError},
};

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const DESCRIPTOR: [u8; 4] = *b"PK\x07\x08";
/// The fixed part of a record of the directory.
const RECORD_BYTES: u64 = 46;
/// Where the lengths of name, extra fields and comment stand in it.
const LENGTHS: [usize; 3] = [28, 30, 32];
/// Where the number of the disk stands in it.
const DISK: usize = 34;
/// Where the sizes, unpacked and packed, and the offset stand in it, in the order of zip64.
const WIDE: [usize; 3] = [24, 20, 42];

/// The bits of Unix's mode that tell files, folders, links and devices apart.
const FILE_TYPE: u32 = 0o170_000;
/// The bit of DOS's attributes that says folder.
const DOS_FOLDER: u32 = 0x10;

/// The bytes that an entry takes, local header and descriptor included.
struct Span {
    begin: u64,
    end: u64,
    path: String,
}

/// Reads the whole directory; refuses an archive that does not agree with itself.
pub(super) fn directory(
    archive: &ZipArchive<FileReader>,
    end: &End,
    buffer: &mut [u8],
    place: &str,
) -> Result<Vec<Entry>, ImportError> {
    let whole = |fault| ImportError::new(place, fault);
    let mut local = vec![0; 2 * usize::from(u16::MAX)];
    let mut entries = Vec::new();
    let mut spans = Vec::new();
    let mut behind = end.directory;
    let mut count = 0;
    let mut records = archive.entries(buffer);
    while let Some(record) = records.next_entry().map_err(|e| whole(damaged(e)))? {
        count += 1;
        if count > end.entries || record.central_directory_offset() != behind {
            return Err(whole(Fault::EndDisagrees { what: "count" }));
        }
        let fixed = bytes(archive.get_ref(), behind, RECORD_BYTES).map_err(whole)?;
        behind += RECORD_BYTES;
        behind += LENGTHS.iter().map(|at| number(&fixed, *at, 2)).sum::<u64>();
        let path = String::from_utf8_lossy(record.file_path().as_bytes()).into_owned();
        let at = |fault| ImportError::new(format!("{place}: {path}"), fault);
        if !matches!(number(&fixed, DISK, 2), 0 | 0xffff) {
            return Err(at(Fault::ManyDisks));
        }
        zip64_agrees(&record, &fixed).map_err(at)?;
        record_alone(&record).map_err(at)?;
        let (begin, end) = record_and_local(archive, &record, &mut local).map_err(at)?;
        spans.push(Span {
            begin,
            end,
            path: path.clone(),
        });
        if !record.is_dir() {
            entries.push(entry(&record, path));
        }
    }
    if count != end.entries || behind != end.behind {
        return Err(whole(Fault::EndDisagrees { what: "count" }));
    }
    layout(archive, spans, end.directory, place)?;
    Ok(entries)
}

fn entry(record: &ZipFileHeaderRecord<'_>, path: String) -> Entry {
    Entry {
        path,
        modified: modified(&record.last_modified()),
        bytes: record.uncompressed_size_hint(),
        packed: record.compressed_size_hint(),
        crc: record.crc32(),
        stored: record.compression_method() == CompressionMethod::STORE,
        way: record.wayfinder(),
    }
}

fn modified(time: &ZipDateTimeKind) -> Option<Instant> {
    Day::from_ymd_opt(time.year().into(), time.month().into(), time.day().into())?
        .and_hms_opt(
            time.hour().into(),
            time.minute().into(),
            time.second().into(),
        )
        .map(|wall| wall.and_utc())
}

/// What a record of the directory must not say.
fn record_alone(record: &ZipFileHeaderRecord<'_>) -> Result<(), Fault> {
    let flags = record.flags();
    if flags.is_encrypted() || flags.has_strong_encryption() || flags.is_masked() {
        return Err(Fault::Encrypted);
    }
    let method = record.compression_method();
    if method != CompressionMethod::STORE && method != CompressionMethod::DEFLATE {
        return Err(Fault::Method {
            method: method.as_u16(),
        });
    }
    let name = record.file_path();
    if name.as_bytes().contains(&0) {
        return Err(Fault::NulInName);
    }
    names_agree(record.extra_fields(), name.as_bytes())?;
    // The high half holds Unix's mode, the low one DOS's, whatever system the record names: some
    // readers look at the one, some at the other, some at the name.
    let attributes = record.external_attributes();
    let empty = record.uncompressed_size_hint() == 0;
    match (attributes >> 16) & FILE_TYPE {
        0o040_000 | 0 if record.is_dir() && empty => Ok(()),
        0o100_000 | 0 if !record.is_dir() && attributes & DOS_FOLDER == 0 => Ok(()),
        _ => Err(Fault::SpecialFile),
    }
}

/// A zip64 field holds what the record cannot say, and nothing else than the record says.
fn zip64_agrees(record: &ZipFileHeaderRecord<'_>, fixed: &[u8]) -> Result<(), Fault> {
    let resolved = [
        record.uncompressed_size_hint(),
        record.compressed_size_hint(),
        record.local_header_offset(),
    ];
    let mut fields = record
        .extra_fields()
        .filter(|(id, _)| *id == ExtraFieldId::ZIP64);
    let (field, second) = (fields.next(), fields.next());
    let data = field.map(|(_, data)| data).unwrap_or_default();
    let is_full = |at: &usize| number(fixed, *at, 4) == u64::from(u32::MAX);
    let needed = 8 * WIDE.iter().filter(|at| is_full(at)).count();
    // Some writers name all of them, needed or not.
    let all = || {
        let (named, _) = data.as_chunks::<8>();
        let mut pairs = named.iter().zip(resolved);
        pairs.all(|(named, resolved)| u64::from_le_bytes(*named) == resolved)
    };
    if second.is_some() || data.len() < needed || (data.len() > needed + 4 && !all()) {
        return Err(Fault::Zip64Disagrees);
    }
    Ok(())
}

/// A second name in an extra field must be the first one again.
fn names_agree(fields: ExtraFields<'_>, name: &[u8]) -> Result<(), Fault> {
    for (id, data) in fields {
        // Version and checksum stand before the name.
        if id == ExtraFieldId::INFO_ZIP_UNICODE_PATH && data.get(5..) != Some(name) {
            return Err(Fault::TwoNames);
        }
    }
    Ok(())
}

/// Holds the local header and the data descriptor against the directory. Gives the bytes they take.
fn record_and_local(
    archive: &ZipArchive<FileReader>,
    record: &ZipFileHeaderRecord<'_>,
    buffer: &mut [u8],
) -> Result<(u64, u64), Fault> {
    let differs = |what| Err(Fault::LocalDisagrees { what });
    let found = archive.get_entry(record.wayfinder()).map_err(damaged)?;
    let local = found.local_header(buffer).map_err(damaged)?;
    let name = record.file_path();
    if local.file_path().as_bytes() != name.as_bytes() {
        return differs("name");
    }
    if local.compression_method() != record.compression_method() {
        return differs("method");
    }
    if local.flags() != record.flags() {
        return differs("flags");
    }
    names_agree(local.extra_fields(), name.as_bytes())?;
    let (sizes, claims) = (
        (local.compressed_size_hint(), local.uncompressed_size_hint()),
        (
            record.compressed_size_hint(),
            record.uncompressed_size_hint(),
        ),
    );
    let streamed = record.flags().has_data_descriptor();
    if local.crc32() != record.crc32() && !(streamed && local.crc32() == 0) {
        return differs("checksum");
    }
    if sizes.0 != claims.0 && !(streamed && sizes.0 == 0)
        || sizes.1 != claims.1 && !(streamed && sizes.1 == 0)
    {
        return differs("size");
    }
    let (_, mut end) = found.compressed_data_range();
    if end > archive.directory_offset() {
        return Err(Fault::Overlap);
    }
    if streamed {
        end += descriptor(archive, record, end)?;
    }
    Ok((record.local_header_offset(), end))
}

/// The length of the data descriptor behind the data, in the one of its four forms that says what
/// the directory says.
fn descriptor(
    archive: &ZipArchive<FileReader>,
    record: &ZipFileHeaderRecord<'_>,
    at: u64,
) -> Result<u64, Fault> {
    let room = archive.directory_offset().saturating_sub(at).min(24);
    let found = bytes(archive.get_ref(), at, room)?;
    let claim = [
        record.crc32().into(),
        record.compressed_size_hint(),
        record.uncompressed_size_hint(),
    ];
    for (signed, width) in [(true, 4), (true, 8), (false, 4), (false, 8)] {
        let front = if signed { DESCRIPTOR.len() } else { 0 };
        let length = front + 4 + 2 * width;
        let says = [
            number(&found, front, 4),
            number(&found, front + 4, width),
            number(&found, front + 4 + width, width),
        ];
        if found.len() >= length && (!signed || found.starts_with(&DESCRIPTOR)) && says == claim {
            return Ok(length as u64);
        }
    }
    Err(Fault::LocalDisagrees {
        what: "data descriptor",
    })
}

/// No two entries share bytes, and the bytes between them hide no further entry.
fn layout(
    archive: &ZipArchive<FileReader>,
    mut spans: Vec<Span>,
    directory: u64,
    place: &str,
) -> Result<(), ImportError> {
    spans.sort_by_key(|span| (span.begin, span.end));
    let mut behind = 0;
    for span in &spans {
        if span.begin < behind {
            let place = format!("{place}: {}", span.path);
            return Err(ImportError::new(place, Fault::Overlap));
        }
        gap(archive, behind, span.begin).map_err(|fault| ImportError::new(place, fault))?;
        behind = span.end;
    }
    if behind > directory {
        return Err(ImportError::new(place, Fault::Overlap));
    }
    gap(archive, behind, directory).map_err(|fault| ImportError::new(place, fault))
}

/// Some tools leave room between entries; a local header in it is an entry that is not listed.
fn gap(archive: &ZipArchive<FileReader>, mut begin: u64, end: u64) -> Result<(), Fault> {
    const STEP: u64 = 1 << 20;
    while begin < end {
        let length = (end - begin).min(STEP);
        let part = bytes(archive.get_ref(), begin, length)?;
        if part.windows(LOCAL.len()).any(|window| window == LOCAL) {
            return Err(Fault::Unlisted);
        }
        // Steps overlap, so that a header across two of them is seen.
        begin += if begin + length < end {
            length - 3
        } else {
            length
        };
    }
    Ok(())
}
