//! The cache: bytes under a header that names what they were made from. It decides nothing: a
//! missing, torn or foreign one is the same as none, and nothing here is an error.

use std::path::PathBuf;

use super::Store;
use super::disk::{self, Hard};

/// A cache larger than this is not read.
const MAX_BYTES: u64 = 1 << 30;
const MAGIC: &str = "cordial-cache-1";

/// What was found in the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cached {
    /// What the bytes were made from, as it was given to [`Store::write_cache`].
    pub covers: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Store {
    /// The cache of this name, whole, or nothing. Whether it still fits is for the caller to tell
    /// by what it covers.
    pub fn read_cache(&self, name: &str) -> Option<Cached> {
        let mut bytes = disk::read_small(&*self.disk, &self.cache_path(name), MAX_BYTES).ok()??;
        let head = bytes.iter().position(|&byte| byte == b'\n')?;
        let (covers_len, len) = header(std::str::from_utf8(bytes.get(..head)?).ok()?, &bytes)?;
        let start = head + 1 + covers_len;
        let covers = String::from_utf8(bytes.get(head + 1..start)?.to_vec()).ok()?;
        if bytes.len() != start + len {
            return None;
        }
        bytes.drain(..start);
        Some(Cached { covers, bytes })
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

/// The lengths in the header, if the checksum of what follows holds.
fn header(line: &str, whole: &[u8]) -> Option<(usize, usize)> {
    let mut words = line.strip_prefix(MAGIC)?.strip_prefix(' ')?.split(' ');
    let (covers, len) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let crc = u32::from_str_radix(words.next()?, 16).ok()?;
    let body = whole.get(line.len() + 1..)?;
    (words.next().is_none() && crc32c::crc32c(body) == crc).then_some((covers, len))
}
