//! What is known of one journal file: how far it was read and which numbers it holds.

use std::collections::BTreeMap;
use std::mem;

use super::line::{self, Line, MAX_LINE, Parsed};
use super::names::JournalName;

/// Room for what a tool may put around a line: a byte order mark and a carriage return.
pub(super) const SLACK: usize = 16;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Bytes of a file that are no valid line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bad {
    /// Its line in the file, from 1.
    pub(super) line: u64,
    /// Where it begins in the file.
    pub(super) offset: u64,
    /// Bytes, without the line end.
    pub(super) len: u64,
    /// The number of the last valid line before it; 0 for none.
    pub(super) after: u64,
    /// What is wrong with it.
    pub(super) why: String,
}

/// Numbers that a file should hold and does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) from: u64,
    pub(super) to: u64,
    /// The line of the next number that is there.
    pub(super) line: u64,
}

/// A second line for a number that is taken, with other content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Twin {
    pub(super) line: u64,
    pub(super) seq: u64,
    crc: u32,
}

/// One journal file, read as far as it went.
#[derive(Debug)]
pub(super) struct Tracked {
    name: JournalName,
    /// The file behind the name when it was read.
    pub(super) inode: u64,
    /// Bytes read so far.
    pub(super) fed: u64,
    /// Line ends read so far.
    lines: u64,
    /// Where the unfinished last line begins.
    offset: u64,
    /// The bytes after the last line end.
    tail: Vec<u8>,
    /// Bytes of that last line that were not kept, because it is too long anyway.
    dropped: u64,
    /// The checksum of the last line, if it was taken although its line end is still missing.
    tail_taken: Option<u32>,
    /// Checksums of the numbers 1, 2, 3 … as far as none is missing.
    run: Vec<u32>,
    /// Number → checksum and line, of those behind a gap.
    above: BTreeMap<u64, (u32, u64)>,
    /// The last valid line: number and line.
    last: (u64, u64),
    /// Where that line begins.
    pub(super) last_offset: u64,
    bad: Vec<Bad>,
    pub(super) twins: Vec<Twin>,
    /// Lines that are there twice.
    pub(super) doubled: u64,
    /// The first line of a newer version: version and line.
    pub(super) newer: Option<(u32, u64)>,
    /// The highest clock in the file.
    pub(super) clock: u64,
}

impl Tracked {
    pub(super) fn new(name: JournalName, inode: u64) -> Self {
        Self {
            name,
            inode,
            fed: 0,
            lines: 0,
            offset: 0,
            tail: Vec::new(),
            dropped: 0,
            tail_taken: None,
            run: Vec::new(),
            above: BTreeMap::new(),
            last: (0, 0),
            last_offset: 0,
            bad: Vec::new(),
            twins: Vec::new(),
            doubled: 0,
            newer: None,
            clock: 0,
        }
    }

    /// Takes in the next bytes of the file; valid lines that are new go to `out`.
    pub(super) fn feed(&mut self, mut bytes: &[u8], out: &mut Vec<Line>) {
        self.fed += bytes.len() as u64;
        while let Some(end) = bytes.iter().position(|&byte| byte == b'\n') {
            let (head, rest) = bytes.split_at(end);
            bytes = rest.split_first().map_or(&[], |(_, rest)| rest);
            self.lines += 1;
            if self.tail.is_empty() && self.dropped == 0 {
                self.end_line(head, out);
            } else {
                self.hold(head);
                let tail = mem::take(&mut self.tail);
                self.end_line(&tail, out);
            }
        }
        self.hold(bytes);
    }

    /// Takes the last line also without a line end, if it is valid: an editor or a sync tool may
    /// have cut the line end off.
    pub(super) fn take_tail(&mut self, out: &mut Vec<Line>) {
        if self.tail_taken.is_some() {
            return;
        }
        let tail = mem::take(&mut self.tail);
        let parsed = line::parse(trim(&tail), &self.name);
        if let Parsed::Good(Line { crc, .. }) | Parsed::Newer { crc, .. } = parsed {
            self.tail_taken = Some(crc);
            self.accept(self.lines + 1, parsed, out);
        }
        self.tail = tail;
    }

    /// Whether the file ends within a line, so that the next append must end that line first.
    pub(super) fn is_open_ended(&self) -> bool {
        !self.tail.is_empty() || self.dropped > 0
    }

    fn hold(&mut self, bytes: &[u8]) {
        if self.dropped == 0 && self.tail.len() + bytes.len() <= MAX_LINE + SLACK {
            self.tail.extend_from_slice(bytes);
        } else {
            self.dropped += (self.tail.len() + bytes.len()) as u64;
            self.tail.clear();
        }
    }

    fn end_line(&mut self, bytes: &[u8], out: &mut Vec<Line>) {
        let len = mem::take(&mut self.dropped) + bytes.len() as u64;
        let taken = self.tail_taken.take();
        let trimmed = trim(bytes);
        let parsed = if len > (MAX_LINE + SLACK) as u64 {
            Parsed::Bad(line::TOO_LONG.to_owned())
        } else {
            line::parse(trimmed, &self.name)
        };
        match parsed {
            Parsed::Bad(_) if len == bytes.len() as u64 && is_blank(trimmed) => {}
            Parsed::Bad(why) => {
                let (line, offset, after) = (self.lines, self.offset, self.last.0);
                self.bad.push(Bad {
                    line,
                    offset,
                    len,
                    after,
                    why,
                });
            }
            Parsed::Good(Line { crc, .. }) | Parsed::Newer { crc, .. } if taken == Some(crc) => {}
            other => self.accept(self.lines, other, out),
        }
        self.offset += len + 1;
    }

    fn accept(&mut self, line: u64, parsed: Parsed, out: &mut Vec<Line>) {
        match parsed {
            Parsed::Good(good) => {
                self.clock = self.clock.max(good.clock);
                if self.number(line, good.seq, good.crc) {
                    out.push(good);
                }
            }
            Parsed::Newer { version, seq, crc } => {
                self.newer.get_or_insert((version, line));
                self.number(line, seq, crc);
            }
            Parsed::Bad(_) => {}
        }
    }

    /// Notes a valid line; says whether its content is new.
    fn number(&mut self, line: u64, seq: u64, crc: u32) -> bool {
        self.last = (seq, line);
        self.last_offset = self.offset;
        match self.crc_of(seq) {
            None if seq == self.run.len() as u64 + 1 => {
                self.run.push(crc);
                while let Some((crc, _)) = self.above.remove(&(self.run.len() as u64 + 1)) {
                    self.run.push(crc);
                }
                true
            }
            None => self.above.insert(seq, (crc, line)).is_none(),
            Some(_) if self.holds(seq, crc) => {
                self.doubled += 1;
                false
            }
            Some(_) => {
                self.twins.push(Twin { line, seq, crc });
                true
            }
        }
    }

    fn crc_of(&self, seq: u64) -> Option<u32> {
        let place = usize::try_from(seq.checked_sub(1)?).ok()?;
        self.run
            .get(place)
            .copied()
            .or_else(|| self.above.get(&seq).map(|&(crc, _)| crc))
    }

    /// Whether this number is there with this content.
    pub(super) fn holds(&self, seq: u64, crc: u32) -> bool {
        self.crc_of(seq) == Some(crc)
            || self
                .twins
                .iter()
                .any(|twin| twin.seq == seq && twin.crc == crc)
    }

    /// Whether this number is there, with whatever content.
    pub(super) fn has(&self, seq: u64) -> bool {
        self.crc_of(seq).is_some()
    }

    /// The highest number in the file.
    pub(super) fn max_seq(&self) -> u64 {
        self.above
            .last_key_value()
            .map_or(self.run.len() as u64, |(&seq, _)| seq)
    }

    /// The highest number below which none is missing.
    pub(super) fn run_len(&self) -> u64 {
        self.run.len() as u64
    }

    /// Every stretch of missing numbers below the highest.
    pub(super) fn gaps(&self) -> Vec<Gap> {
        let mut next = self.run.len() as u64 + 1;
        let mut gaps = Vec::new();
        for (&seq, &(_, line)) in &self.above {
            if seq > next {
                gaps.push(Gap {
                    from: next,
                    to: seq - 1,
                    line,
                });
            }
            next = seq.saturating_add(1);
        }
        gaps
    }

    /// Every stretch of bytes that is no valid line, with the unfinished last one.
    pub(super) fn bad(&self) -> Vec<Bad> {
        let mut bad = self.bad.clone();
        let blank = self.dropped == 0 && is_blank(trim(&self.tail));
        if !blank && self.tail_taken.is_none() {
            bad.push(Bad {
                line: self.lines + 1,
                offset: self.offset,
                len: self.dropped + self.tail.len() as u64,
                after: self.last.0,
                why: "it breaks off".to_owned(),
            });
        }
        bad
    }

    /// Whether no valid line follows.
    pub(super) fn is_last(&self, bad: &Bad) -> bool {
        bad.line > self.last.1
    }
}

/// A line without what tools put around it.
pub(super) fn trim(mut bytes: &[u8]) -> &[u8] {
    while let Some(shorter) = bytes
        .strip_prefix(BOM)
        .or_else(|| bytes.strip_suffix(b"\r"))
    {
        bytes = shorter;
    }
    bytes
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.trim_ascii().is_empty()
}
