//! What an import read, and what it did not: every row is accounted for.

use super::{Encoding, Kind};
use crate::domain::day::Instant;

/// How many line numbers are kept of each count.
const KEPT: usize = 20;

/// Rows of a file, counted, the first of them named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// How many.
    pub count: u64,
    /// The lines on which the first twenty begin.
    pub first: Vec<u64>,
}

impl Lines {
    /// Counts one more.
    pub fn add(&mut self, line: u64) {
        self.count += 1;
        if self.first.len() < KEPT {
            self.first.push(line);
        }
    }
}

/// Why a row was not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Nothing stands in it.
    Blank,
    /// The same message stands before it, letter for letter.
    Duplicate,
    /// It does not say whom or what it is about.
    NoIdentity,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 3] = [Self::Blank, Self::Duplicate, Self::NoIdentity];

    /// What the report says.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Duplicate => "exact duplicate",
            Self::NoIdentity => "says not who or what it is about",
        }
    }
}

/// One file that was read. `rows = used + blank + duplicates + without identity`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// The path in the archive, or the file's name.
    pub name: String,
    /// What it is.
    pub kind: Option<Kind>,
    /// How it was encoded.
    pub encoding: Encoding,
    /// The line of the header: behind a preamble, or 1.
    pub header_line: u64,
    /// Rows behind the header, blank lines included.
    pub rows: u64,
    /// Rows that were used.
    pub used: u64,
    /// Rows that were not, by [`Reason::ALL`].
    pub set_aside: [Lines; 3],
    /// Used rows with fewer or more fields than the header.
    pub ragged: Lines,
    /// Used rows that LinkedIn had spread over several lines without quotes, and that were joined.
    pub joined: Lines,
    /// Places that were no text of the encoding, and became U+FFFD.
    pub replaced: u64,
}

impl FileReport {
    /// The rows that were set aside for this reason.
    pub fn set_aside(&self, reason: Reason) -> &Lines {
        let [blank, duplicate, no_identity] = &self.set_aside;
        match reason {
            Reason::Blank => blank,
            Reason::Duplicate => duplicate,
            Reason::NoIdentity => no_identity,
        }
    }

    /// The rows that were set aside, in all.
    pub fn unused(&self) -> u64 {
        self.set_aside.iter().map(|lines| lines.count).sum()
    }

    pub(super) fn put_aside(&mut self, reason: Reason, line: u64) {
        let [blank, duplicate, no_identity] = &mut self.set_aside;
        match reason {
            Reason::Blank => blank,
            Reason::Duplicate => duplicate,
            Reason::NoIdentity => no_identity,
        }
        .add(line);
    }
}

/// What an import read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The files that were read, in the order of reading.
    pub files: Vec<FileReport>,
    /// Files whose name is known and whose header is not: they were left out.
    pub unread: Vec<String>,
    /// Files of which nothing is kept.
    pub ignored: Vec<String>,
    /// The newest time of a file that was read, where it is possible: not before 2003, and not
    /// after now. An archive is no older than the newest date in its rows, which may be newer.
    pub entries_date: Option<Instant>,
}

impl Report {
    /// Rows used of a kind.
    pub fn used(&self, kind: Kind) -> u64 {
        let files = self.files.iter().filter(|file| file.kind == Some(kind));
        files.map(|file| file.used).sum()
    }

    /// Rows that were set aside in all files.
    pub fn unused(&self) -> u64 {
        self.files.iter().map(FileReport::unused).sum()
    }
}
