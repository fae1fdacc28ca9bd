//! One line of a journal: the frozen envelope around a step.
//!
//! ```text
//! {"v":1,"device":"k3f9x2m7","epoch":1,"seq":17,"clock":412,"id":"…","at":"…","tz":"…","step":{…},"crc":"<8 hex digits>"}
//! ```
//!
//! Frozen for ever, so that an older program can check a newer line: `v`, `device`, `epoch`, `seq`,
//! `crc`, and that `crc` is the CRC-32C of all bytes before `,"crc":`. What the step means is known
//! one layer above.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::names::JournalName;

/// The version of the line format that this program writes, and the newest that it understands.
pub const VERSION: u32 = 1;
/// The longest line that is read or written, without its line end.
pub const MAX_LINE: usize = 4 * 1024 * 1024;
/// What is said of a longer one.
pub(super) const TOO_LONG: &str = "it is longer than 4 MiB";
/// How deep the JSON of a line may nest; the step itself is one level down.
pub const MAX_DEPTH: usize = 32;
/// The length of the end of every line, `,"crc":"xxxxxxxx"}`.
const TAIL: usize = 18;
/// The letters of ids: Crockford's base 32, so no `i`, `l`, `o`, `u` that could be mistyped.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// One acknowledged step, as it stands in a journal.
#[derive(Clone, Debug)]
pub struct Line {
    /// The version of the format.
    pub version: u32,
    /// Who wrote it.
    pub device: String,
    /// Which file of that device.
    pub epoch: u32,
    /// The number in that file, from 1 without gaps.
    pub seq: u64,
    /// The logical (Lamport) time: above every value that the writer had seen.
    pub clock: u64,
    /// What a person types to name this step: eight letters and digits.
    pub id: String,
    /// When, as RFC 3339 with offset. For showing only: nothing is ordered by it.
    pub at: String,
    /// The IANA name of the person's time zone then.
    pub tz: String,
    /// What was done, as it stands in the file.
    pub step: Box<RawValue>,
    /// The checksum, which also tells whether two lines have one content.
    pub crc: u32,
}

impl Line {
    /// Whether content was erased: the step begins with `{"erased":true`. What a step said about
    /// other people may follow.
    pub fn is_erased(&self) -> bool {
        self.step.get().starts_with(r#"{"erased":true"#)
    }

    /// What names this line on every device.
    pub fn key(&self) -> (&str, u32, u64) {
        (&self.device, self.epoch, self.seq)
    }

    /// The file that it stands in, on every device.
    pub fn file(&self) -> JournalName {
        JournalName {
            device: self.device.clone(),
            epoch: self.epoch,
        }
    }

    /// The line as it stands in that file, without a line end. `None` for one that this program
    /// would have written otherwise: its checksum would be another one.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let bytes = with_step(self, self.step.get()).ok()?;
        (checksum(&bytes) == Ok(self.crc)).then_some(bytes)
    }

    /// The order in which lines are folded, the same on every device.
    pub fn fold_order(&self, other: &Self) -> Ordering {
        self.clock
            .cmp(&other.clock)
            .then_with(|| self.key().cmp(&other.key()))
            .then_with(|| self.id.cmp(&other.id))
            .then_with(|| self.crc.cmp(&other.crc))
    }
}

impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key() && self.crc == other.crc && self.step.get() == other.step.get()
    }
}

impl Eq for Line {}

/// A line before it is written.
#[derive(Debug, Serialize)]
pub(super) struct Draft<'a> {
    v: u32,
    pub(super) device: &'a str,
    pub(super) epoch: u32,
    pub(super) seq: u64,
    pub(super) clock: u64,
    id: String,
    pub(super) at: &'a str,
    pub(super) tz: &'a str,
    step: &'a RawValue,
}

impl<'a> Draft<'a> {
    /// A draft of the present version; its id follows from its content.
    pub(super) fn new(
        name: &'a JournalName,
        seq: u64,
        clock: u64,
        (at, tz): (&'a str, &'a str),
        step: &'a RawValue,
    ) -> Self {
        let (device, epoch) = (name.device.as_str(), name.epoch);
        let id = id_of(device, epoch, seq, clock, step.get());
        Self {
            v: VERSION,
            device,
            epoch,
            seq,
            clock,
            id,
            at,
            tz,
            step,
        }
    }

    /// The bytes of the line, with its checksum and without a line end.
    pub(super) fn encode(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec(self)?;
        bytes.pop();
        let crc = crc32c::crc32c(&bytes);
        bytes.extend_from_slice(format!(",\"crc\":\"{crc:08x}\"}}").as_bytes());
        Ok(bytes)
    }
}

/// The bytes of a line with another step, without a line end: erasing is the one reason.
pub(super) fn with_step(line: &Line, json: &str) -> Result<Vec<u8>, String> {
    let step = step(json)?;
    let draft = Draft {
        v: line.version,
        device: &line.device,
        epoch: line.epoch,
        seq: line.seq,
        clock: line.clock,
        id: line.id.clone(),
        at: &line.at,
        tz: &line.tz,
        step: &step,
    };
    draft.encode().map_err(|error| error.to_string())
}

/// What the bytes between two line ends turned out to be.
#[derive(Debug)]
pub(super) enum Parsed {
    /// A line of a version that is understood.
    Good(Line),
    /// A line of a newer version: whole, but not understood.
    Newer { version: u32, seq: u64, crc: u32 },
    /// No valid line, and why.
    Bad(String),
}

#[derive(Deserialize)]
struct Frozen {
    v: u32,
    device: String,
    epoch: u32,
    seq: u64,
}

/// A line of the present version: read in one go, as a start reads very many of them.
#[derive(Deserialize)]
struct Whole {
    v: u32,
    device: String,
    epoch: u32,
    seq: u64,
    clock: u64,
    id: String,
    at: String,
    tz: String,
    step: Box<RawValue>,
}

/// The file that a line says it belongs to, where lines of several stand together.
pub(super) fn file_of(bytes: &[u8]) -> Option<JournalName> {
    let Frozen { device, epoch, .. } = serde_json::from_slice(bytes).ok()?;
    JournalName::parse(&JournalName { device, epoch }.to_string())
}

/// Reads one line, without its line end, out of the file with this name.
pub(super) fn parse(bytes: &[u8], name: &JournalName) -> Parsed {
    match check(bytes, name) {
        Ok(parsed) => parsed,
        Err(why) => Parsed::Bad(why),
    }
}

fn check(bytes: &[u8], name: &JournalName) -> Result<Parsed, String> {
    if bytes.len() > MAX_LINE {
        return Err(TOO_LONG.to_owned());
    }
    let crc = checksum(bytes)?;
    let line: Whole = match serde_json::from_slice(bytes) {
        Ok(line) => line,
        // Of a newer version no more is known than what is frozen.
        Err(error) => {
            let Frozen {
                v,
                device,
                epoch,
                seq,
            } = serde_json::from_slice(bytes).map_err(|error| words(&error))?;
            return match newer((v, seq, crc), (&device, epoch), name)? {
                Some(newer) => Ok(newer),
                None => Err(words(&error)),
            };
        }
    };
    if let Some(newer) = newer((line.v, line.seq, crc), (&line.device, line.epoch), name)? {
        return Ok(newer);
    }
    if depth(bytes) > MAX_DEPTH {
        return Err(format!("it nests deeper than {MAX_DEPTH} levels"));
    }
    if !line.step.get().starts_with('{') {
        return Err("its step is no object".to_owned());
    }
    let Whole {
        v: version,
        device,
        epoch,
        seq,
        clock,
        id,
        at,
        tz,
        step,
    } = line;
    Ok(Parsed::Good(Line {
        version,
        device,
        epoch,
        seq,
        clock,
        id,
        at,
        tz,
        step,
        crc,
    }))
}

/// A line of a newer version, by what is frozen of it; or why it is no line of this file.
fn newer(
    (version, seq, crc): (u32, u64, u32),
    (device, epoch): (&str, u32),
    name: &JournalName,
) -> Result<Option<Parsed>, String> {
    if device != name.device || epoch != name.epoch {
        return Err(format!(
            "it belongs to {device}-{epoch:04}, not to this file"
        ));
    }
    if version > VERSION {
        return Ok(Some(Parsed::Newer { version, seq, crc }));
    }
    if version == 0 || seq == 0 {
        return Err("its version or number is 0".to_owned());
    }
    Ok(None)
}

/// The checksum that the line ends with, if it is that of the bytes before.
fn checksum(bytes: &[u8]) -> Result<u32, String> {
    let cut = bytes
        .len()
        .checked_sub(TAIL)
        .ok_or("it is too short for a line")?;
    let (body, tail) = bytes.split_at(cut);
    let written = tail
        .strip_prefix(b",\"crc\":\"")
        .and_then(|rest| rest.strip_suffix(b"\"}"))
        .and_then(|hex| std::str::from_utf8(hex).ok())
        .filter(|hex| {
            hex.bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        })
        .and_then(|hex| u32::from_str_radix(hex, 16).ok())
        .ok_or("it does not end in a checksum")?;
    if crc32c::crc32c(body) == written {
        Ok(written)
    } else {
        Err("its checksum does not match".to_owned())
    }
}

/// An error of the JSON parser, without the line number that is always 1.
fn words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or(&text);
    format!("{text} at byte {}", error.column())
}

/// How deep the brackets of a JSON text nest; of one with fewer than [`MAX_DEPTH`], how many it opens.
fn depth(json: &[u8]) -> usize {
    // Most lines have few brackets, and counting them is much quicker than following them.
    let opened = json.iter().filter(|byte| matches!(byte, b'{' | b'['));
    let opened = opened.count();
    if opened < MAX_DEPTH {
        return opened;
    }
    let (mut deep, mut deepest) = (0_usize, 0);
    outside_strings(json, |byte| match byte {
        b'{' | b'[' => {
            deep += 1;
            deepest = deepest.max(deep);
        }
        b'}' | b']' => deep = deep.saturating_sub(1),
        _ => {}
    });
    deepest
}

/// Calls `seen` for every byte of a JSON text that is not in a string.
fn outside_strings(json: &[u8], mut seen: impl FnMut(u8)) {
    let (mut inside, mut escaped) = (false, false);
    for &byte in json {
        if inside {
            inside = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
        } else {
            inside = byte == b'"';
            seen(byte);
        }
    }
}

/// A step as it may stand in a line: one JSON object, not too deep, on one line.
pub(super) fn step(json: &str) -> Result<Box<RawValue>, String> {
    if depth(json.as_bytes()) >= MAX_DEPTH {
        return Err(format!("it nests deeper than {} levels", MAX_DEPTH - 1));
    }
    let raw: Box<RawValue> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    if !raw.get().starts_with('{') {
        return Err("it is no JSON object".to_owned());
    }
    if !raw.get().contains(['\n', '\r']) {
        return Ok(raw);
    }
    // A line break in JSON can only be white space between values: a blank says the same.
    RawValue::from_string(raw.get().replace(['\n', '\r'], " ")).map_err(|error| error.to_string())
}

/// The id of a line. It follows from the key and the content, so that two contents of one key (a
/// backup came back, a store was cloned) have two ids, and `undo ID` means one of them.
fn id_of(device: &str, epoch: u32, seq: u64, clock: u64, step: &str) -> String {
    short_id(&format!("{device}-{epoch}-{seq}-{clock}-{step}"))
}

/// The first 40 bits of the SHA-256 of a text, as eight letters.
pub(super) fn short_id(text: &str) -> String {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().skip(3).zip(Sha256::digest(text)) {
        *to = from;
    }
    base32(u64::from_be_bytes(bytes), 8)
}

/// The lowest `5 * letters` bits as text, highest first.
fn base32(bits: u64, letters: u32) -> String {
    (0..letters)
        .rev()
        .filter_map(|place| LETTERS.get((bits >> (5 * place) & 31) as usize))
        .map(|&letter| char::from(letter))
        .collect()
}

#[cfg(test)]
mod tests;
