//! An archive in parts, each of which can say something else than the others.

use crate::support;

/// What a field of four bytes cannot say.
pub(super) const FULL: u32 = u32::MAX;

/// What a local header or a record of the directory says of a file.
#[derive(Clone)]
pub(super) struct Head {
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed: u32,
    pub(super) size: u32,
    pub(super) name: Vec<u8>,
    pub(super) extra: Vec<u8>,
}

/// A file in an archive, said twice.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) local: Head,
    pub(super) data: Vec<u8>,
    pub(super) descriptor: Vec<u8>,
    pub(super) record: Head,
    pub(super) made_by: u16,
    pub(super) attributes: u32,
    pub(super) comment: Vec<u8>,
    /// Where the record says that the local header is, if not where it is.
    pub(super) elsewhere: Option<u32>,
}

/// The record at the end.
#[derive(Clone, Default)]
pub(super) struct End {
    pub(super) disk: u16,
    pub(super) here: u16,
    pub(super) count: u16,
    pub(super) size: u32,
    pub(super) offset: u32,
    pub(super) comment: Vec<u8>,
    pub(super) comment_length: Option<u16>,
}

pub(super) fn u16s(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

pub(super) fn u32s(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

pub(super) fn u64s(numbers: &[usize]) -> Vec<u8> {
    let long = numbers.iter().map(|n| *n as u64);
    long.flat_map(u64::to_le_bytes).collect()
}

pub(super) fn short(number: usize) -> u16 {
    u16::try_from(number).unwrap()
}

pub(super) fn long(number: usize) -> u32 {
    u32::try_from(number).unwrap()
}

pub(super) fn field(id: u16, data: &[u8]) -> Vec<u8> {
    [u16s(&[id, short(data.len())]), data.to_vec()].concat()
}

/// Info-ZIP's second name of a file.
pub(super) fn unicode_path(version: u8, of: &[u8], name: &str) -> Vec<u8> {
    let crc = rawzip::crc32(of).to_le_bytes();
    field(0x7075, &[&[version], &crc[..], name.as_bytes()].concat())
}

impl Head {
    /// The fields that both headers have, in their order.
    pub(super) fn common(&self) -> Vec<u8> {
        let lengths = [short(self.name.len()), short(self.extra.len())];
        [
            u16s(&[20, self.flags, self.method, 0, 0x21]),
            u32s(&[self.crc, self.packed, self.size]),
            u16s(&lengths),
        ]
        .concat()
    }
}

impl Item {
    pub(super) fn new(name: &str, text: &str) -> Self {
        Self::of(name.as_bytes(), text.as_bytes())
    }

    pub(super) fn of(name: &[u8], data: &[u8]) -> Self {
        let head = Head {
            flags: 0,
            method: 0,
            crc: rawzip::crc32(data),
            packed: long(data.len()),
            size: long(data.len()),
            name: name.to_vec(),
            extra: Vec::new(),
        };
        Self {
            local: head.clone(),
            data: data.to_vec(),
            descriptor: Vec::new(),
            record: head,
            made_by: 20,
            attributes: 0,
            comment: Vec::new(),
            elsewhere: None,
        }
    }

    pub(super) fn deflated(name: &str, text: &str) -> Self {
        let mut item = Self::new(name, text);
        item.data = support::zip::deflate(text.as_bytes());
        for head in [&mut item.local, &mut item.record] {
            (head.method, head.packed) = (8, long(item.data.len()));
        }
        item
    }

    /// The same change in both headers.
    pub(super) fn both(mut self, change: impl Fn(&mut Head)) -> Self {
        change(&mut self.local);
        change(&mut self.record);
        self
    }

    pub(super) fn local(&self) -> Vec<u8> {
        let Head { name, extra, .. } = &self.local;
        [
            b"PK\x03\x04",
            &self.local.common()[..],
            name,
            extra,
            &self.data,
            &self.descriptor,
        ]
        .concat()
    }

    pub(super) fn record(&self, at: usize) -> Vec<u8> {
        let Head { name, extra, .. } = &self.record;
        [
            b"PK\x01\x02",
            &u16s(&[self.made_by])[..],
            &self.record.common(),
            &u16s(&[short(self.comment.len()), 0, 0]),
            &u32s(&[self.attributes, self.elsewhere.unwrap_or(long(at))]),
            name,
            extra,
            &self.comment,
        ]
        .concat()
    }
}

impl End {
    pub(super) fn of(count: usize, size: usize, offset: usize) -> Self {
        Self {
            here: short(count),
            count: short(count),
            size: long(size),
            offset: long(offset),
            ..Self::default()
        }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let length = self.comment_length.unwrap_or(short(self.comment.len()));
        [
            b"PK\x05\x06",
            &u16s(&[self.disk, self.disk, self.here, self.count])[..],
            &u32s(&[self.size, self.offset]),
            &u16s(&[length]),
            &self.comment,
        ]
        .concat()
    }
}

/// The zip64 record that says so, with room for more behind it.
pub(super) fn end64(here: usize, count: usize, size: usize, offset: usize, more: &[u8]) -> Vec<u8> {
    [
        b"PK\x06\x06",
        &u64s(&[44 + more.len()])[..],
        &u16s(&[45, 45]),
        &u32s(&[0, 0]),
        &u64s(&[here, count, size, offset]),
        more,
    ]
    .concat()
}

pub(super) fn locator(at: usize) -> Vec<u8> {
    [b"PK\x06\x07\0\0\0\0", &u64s(&[at])[..], &[1, 0, 0, 0]].concat()
}

/// An archive in the making.
#[derive(Clone, Default)]
pub(super) struct Parts {
    /// Local headers and data.
    pub(super) files: Vec<u8>,
    /// The directory.
    pub(super) records: Vec<u8>,
    pub(super) end: End,
}

impl Parts {
    /// Of these files, behind so many bytes of something else.
    pub(super) fn behind(front: usize, items: &[Item]) -> Self {
        let mut parts = Self::default();
        for item in items {
            parts.records.extend(item.record(front + parts.files.len()));
            parts.files.extend(item.local());
        }
        let at = front + parts.files.len();
        parts.end = End::of(items.len(), parts.records.len(), at);
        parts
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        [&self.files[..], &self.records, &self.end.bytes()].concat()
    }

    /// The same with zip64 records in front of the end.
    pub(super) fn bytes64(&self, end64: &[u8], end: &End) -> Vec<u8> {
        let at = self.files.len() + self.records.len();
        [
            &self.files[..],
            &self.records,
            end64,
            &locator(at),
            &end.bytes(),
        ]
        .concat()
    }
}

pub(super) fn zip(items: &[Item]) -> Vec<u8> {
    Parts::behind(0, items).bytes()
}

/// An end that leaves everything to zip64.
pub(super) fn full() -> End {
    End {
        disk: u16::MAX,
        here: u16::MAX,
        count: u16::MAX,
        size: FULL,
        offset: FULL,
        ..End::default()
    }
}
