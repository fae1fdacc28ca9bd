//! A zip writer that knows where each byte is, so that tests can put wrong ones there.

use std::io::Write;

use flate2::{Compression, write::DeflateEncoder};

/// A zip, and where its records begin.
#[derive(Clone)]
pub(crate) struct Zip {
    pub(crate) bytes: Vec<u8>,
    /// Local headers.
    pub(crate) locals: Vec<usize>,
    /// Records of the directory.
    pub(crate) records: Vec<usize>,
    /// The end record.
    pub(crate) end: usize,
}

/// How the writer writes.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    /// Sizes and checksum behind the data, as LinkedIn does.
    pub(crate) streamed: bool,
    /// Deflate, or stored.
    pub(crate) packed: bool,
    /// With zip64 records.
    pub(crate) zip64: bool,
    /// Bytes before the first entry, which all offsets respect.
    pub(crate) front: &'static [u8],
    /// The comment at the end.
    pub(crate) comment: &'static [u8],
}

pub(crate) const LINKEDINS: Form = Form {
    streamed: true,
    packed: true,
    zip64: false,
    front: b"",
    comment: b"",
};

/// Sizes in front, and nothing packed.
pub(crate) const STORED: Form = Form {
    streamed: false,
    packed: false,
    ..LINKEDINS
};

/// 2024-01-09 15:45:12.
const TIME: [u8; 4] = [0xa6, 0x7d, 0x29, 0x58];

impl Zip {
    /// An archive as LinkedIn writes it.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        Self::with(LINKEDINS, files)
    }

    pub(crate) fn with(form: Form, files: &[(&str, &str)]) -> Self {
        let files: Vec<_> = files.iter().map(|(n, t)| (*n, t.as_bytes())).collect();
        Self::of_bytes(form, &files)
    }

    pub(crate) fn of_bytes(form: Form, files: &[(&str, &[u8])]) -> Self {
        let mut zip = Self {
            bytes: form.front.to_vec(),
            locals: Vec::new(),
            records: Vec::new(),
            end: 0,
        };
        let mut directory = Vec::new();
        let mut record_places = Vec::new();
        for (name, data) in files {
            let packed = if form.packed {
                deflate(data)
            } else {
                data.to_vec()
            };
            let flags: u16 = if form.streamed { 0x808 } else { 0x800 };
            let method: u16 = if form.packed { 8 } else { 0 };
            let mut sums = rawzip::crc32(data).to_le_bytes().to_vec();
            sums.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
            sums.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
            let offset = u32::try_from(zip.bytes.len()).unwrap();
            let length = u16::try_from(name.len()).unwrap().to_le_bytes();
            zip.locals.push(zip.bytes.len());
            let front = [&flags.to_le_bytes()[..], &method.to_le_bytes(), &TIME].concat();
            zip.bytes.extend([b"PK\x03\x04\x14\0", &front[..]].concat());
            zip.bytes.extend(if form.streamed {
                vec![0; 12]
            } else {
                sums.clone()
            });
            zip.bytes
                .extend([&length[..], &[0, 0], name.as_bytes()].concat());
            zip.bytes.extend(&packed);
            if form.streamed {
                zip.bytes.extend([b"PK\x07\x08", &sums[..]].concat());
            }
            record_places.push(directory.len());
            directory.extend([b"PK\x01\x02\x14\0\x14\0", &front[..], &sums, &length].concat());
            directory.extend([0; 12]);
            directory.extend([&offset.to_le_bytes()[..], name.as_bytes()].concat());
        }
        let at = zip.bytes.len();
        zip.records = record_places.into_iter().map(|place| at + place).collect();
        zip.bytes.extend(&directory);
        zip.finish(form, files.len(), at, directory.len());
        zip
    }

    fn finish(&mut self, form: Form, count: usize, at: usize, size: usize) {
        let long = |number: usize| (number as u64).to_le_bytes();
        if form.zip64 {
            let record = self.bytes.len();
            self.bytes.extend(b"PK\x06\x06");
            self.bytes.extend(long(44));
            self.bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            self.bytes
                .extend([long(count), long(count), long(size), long(at)].concat());
            self.bytes
                .extend([&b"PK\x06\x07\0\0\0\0"[..], &long(record), &[1, 0, 0, 0]].concat());
        }
        self.end = self.bytes.len();
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        if form.zip64 {
            self.bytes.extend([0xff; 12]);
        } else {
            let count = u16::try_from(count).unwrap().to_le_bytes();
            self.bytes.extend([count, count].concat());
            self.bytes
                .extend(u32::try_from(size).unwrap().to_le_bytes());
            self.bytes.extend(u32::try_from(at).unwrap().to_le_bytes());
        }
        self.bytes
            .extend(u16::try_from(form.comment.len()).unwrap().to_le_bytes());
        self.bytes.extend(form.comment);
    }

    /// Puts bytes in the place of others.
    pub(crate) fn put(&mut self, at: usize, bytes: &[u8]) {
        self.bytes[at..at + bytes.len()].copy_from_slice(bytes);
    }

    /// Puts bytes into the local header and the directory's record of an entry.
    pub(crate) fn put_both(&mut self, entry: usize, at: usize, bytes: &[u8]) {
        self.put(self.locals[entry] + at, bytes);
        // The record has one more field in front.
        self.put(self.records[entry] + at + 2, bytes);
    }
}

pub(crate) fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}
