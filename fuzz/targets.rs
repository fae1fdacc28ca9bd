//! The targets: where bytes of others, or of the person, come in or go out.

pub(crate) mod files;
pub(crate) mod outgoing;
pub(crate) mod stores;
pub(crate) mod tables;
pub(crate) mod text;
pub(crate) mod typed;

use std::borrow::Cow;

use cordial::domain::day::Day;

/// The day on which everything happens.
fn today() -> Day {
    Day::from_ymd_opt(2026, 11, 23).unwrap()
}

/// The input as text.
fn words(input: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(input)
}

/// A line of a journal with its right checksum behind it, unless it brings one: else nothing that was
/// changed would be read.
fn sealed(line: &[u8]) -> Vec<u8> {
    let mut whole = line.to_vec();
    let mark = b",\"crc\":";
    if line.starts_with(b"{") && !line.windows(mark.len()).any(|part| part == mark) {
        whole.extend(format!(",\"crc\":\"{:08x}\"}}", crc32c::crc32c(line)).bytes());
    }
    whole.push(b'\n');
    whole
}

/// The input as a text of several parts, between zeros, as many as are asked for.
fn parts<const COUNT: usize>(input: &[u8]) -> [String; COUNT] {
    let text = words(input);
    let mut parts = text.split('\0');
    std::array::from_fn(|_| parts.next().unwrap_or_default().to_owned())
}
