//! The cache: bytes under a header that names what they were made from. It decides nothing: a
//! missing, torn or foreign one is the same as none, and nothing here is an error.

use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;

use super::Store;
use super::disk::{self, Hard, Source};

/// A cache larger than this is not read.
const MAX_BYTES: u64 = 1 << 30;
const MAGIC: &str = "cordial-cache-1";

/// What was found in the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cached {
    /// What the bytes were made from, as it was given to [`Store::write_cache`].
    pub covers: String,
    /// The whole file.
    bytes: Vec<u8>,
    start: usize,
}

impl Cached {
    /// What was kept.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }

    /// The file, and where what was kept begins in it: behind the header.
    pub fn whole(self) -> (Vec<u8>, usize) {
        (self.bytes, self.start)
    }
}

/// A cache that is too large to be held: it stays open, and is read in pieces. What replaces or
/// removes it meanwhile does not change what is read.
#[expect(
    missing_debug_implementations,
    reason = "an open file has nothing to show"
)]
pub struct Pieces {
    /// What it was made from, as it was given to [`Store::write_cache`].
    pub covers: String,
    source: Box<dyn Source>,
    begin: u64,
    len: u64,
}

impl Pieces {
    /// How many bytes there are.
    pub const fn size(&self) -> u64 {
        self.len
    }

    /// Some of the bytes; `None` where they are not all there, or cannot be read any more.
    pub fn read(&mut self, range: Range<u64>) -> Option<Vec<u8>> {
        let size = range.end.checked_sub(range.start);
        let size = size.filter(|_| range.end <= self.len)?;
        let mut bytes = vec![0; usize::try_from(size).ok()?];
        self.source
            .seek(SeekFrom::Start(self.begin + range.start))
            .ok()?;
        self.source.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }
}

impl Store {
    /// The cache of this name, to be read in pieces, or nothing. It is read once, to see that it is
    /// whole.
    pub fn open_cache(&self, name: &str) -> Option<Pieces> {
        let source = self.disk.open(&self.cache_path(name)).ok()?;
        let mut source = BufReader::with_capacity(1 << 16, source).take(MAX_BYTES);
        let mut line = String::new();
        source.read_line(&mut line).ok()?;
        let header = Header::of(line.strip_suffix('\n')?)?;
        let mut covers = Vec::new();
        let mut rest = source.by_ref().take(header.covers);
        rest.read_to_end(&mut covers).ok()?;
        let (mut crc, mut len) = (crc32c::crc32c(&covers), 0);
        loop {
            let piece = source.fill_buf().ok()?;
            if piece.is_empty() {
                break;
            }
            crc = crc32c::crc32c_append(crc, piece);
            let read = piece.len();
            source.consume(read);
            len += read as u64;
        }
        let whole = crc == header.crc && len == header.len;
        whole.then_some(Pieces {
            begin: (line.len() + covers.len()) as u64,
            covers: String::from_utf8(covers).ok()?,
            source: source.into_inner().into_inner(),
            len,
        })
    }

    /// The cache of this name, whole, or nothing. Whether it still fits is for the caller to tell
    /// by what it covers.
    pub fn read_cache(&self, name: &str) -> Option<Cached> {
        let bytes = disk::read_small(&*self.disk, &self.cache_path(name), MAX_BYTES).ok()??;
        let head = bytes.iter().position(|&byte| byte == b'\n')?;
        let header = Header::of(std::str::from_utf8(bytes.get(..head)?).ok()?)?;
        let start = head + 1 + usize::try_from(header.covers).ok()?;
        let covers = String::from_utf8(bytes.get(head + 1..start)?.to_vec()).ok()?;
        let crc = crc32c::crc32c(bytes.get(head + 1..)?);
        if crc != header.crc || (bytes.len() - start) as u64 != header.len {
            return None;
        }
        Some(Cached {
            covers,
            bytes,
            start,
        })
    }

    /// Replaces the cache of this name, if it can. `covers` says what the bytes were made from.
    pub fn write_cache(&self, name: &str, covers: &str, bytes: &[u8]) {
        let path = self.cache_path(name);
        let crc = crc32c::crc32c_append(crc32c::crc32c(covers.as_bytes()), bytes);
        let mut whole = format!(
            "{MAGIC} {} {} {crc:08x}\n{covers}",
            covers.len(),
            bytes.len()
        )
        .into_bytes();
        whole.extend_from_slice(bytes);
        let written = disk::create_folders(&*self.disk, &self.place.cache)
            .and_then(|()| disk::replace(&*self.disk, &path, &whole, Hard::No));
        drop(written);
    }

    /// Removes the cache of this name, if there is one.
    pub fn remove_cache(&self, name: &str) {
        // A store without a cache is whole.
        drop(self.disk.remove(&self.cache_path(name)));
    }

    /// Several stores may use one cache directory.
    fn cache_path(&self, name: &str) -> PathBuf {
        self.place.cache.join(format!("{}-{name}", self.place.key))
    }
}

/// The header: lengths of the two parts behind it, and their checksum.
struct Header {
    covers: u64,
    len: u64,
    crc: u32,
}

impl Header {
    fn of(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix(MAGIC)?.strip_prefix(' ')?.split(' ');
        let header = Self {
            covers: words.next()?.parse().ok()?,
            len: words.next()?.parse().ok()?,
            crc: u32::from_str_radix(words.next()?, 16).ok()?,
        };
        words.next().is_none().then_some(header)
    }
}
