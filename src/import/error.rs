//! What stops an import, and what to do about it.

use std::{error::Error, fmt, io};

use crate::domain::describe::count;

/// Why nothing was imported: where, and what was wrong there.
#[derive(Debug)]
pub struct ImportError {
    /// The path, and the file inside the archive.
    pub place: String,
    /// What is wrong.
    pub fault: Fault,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.fault)
    }
}

/// The fault is in the sentence already: the cause is what is behind it.
impl Error for ImportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.fault.source()
    }
}

impl ImportError {
    pub(super) fn new(place: impl Into<String>, fault: impl Into<Fault>) -> Self {
        Self {
            place: place.into(),
            fault: fault.into(),
        }
    }

    /// The way out, where there is one to tell.
    pub fn hint(&self) -> Option<&'static str> {
        self.fault.hint()
    }

    /// Whether the person stopped it.
    pub fn is_cancelled(&self) -> bool {
        matches!(self.fault, Fault::Cancelled)
    }
}

/// What is wrong with an archive. Nothing of it is imported then.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each variant's sentence says it")]
pub enum Fault {
    // What was given.
    #[error("nothing to import was named")]
    NothingNamed,
    #[error("cannot be read")]
    Io(#[source] io::Error),
    #[error("is neither a file nor a folder")]
    NotAFile,
    #[error("is empty")]
    Empty,
    #[error("is neither a zip archive nor a csv file")]
    NotAnArchive,
    #[error("is a spreadsheet file, not csv")]
    Spreadsheet,
    #[error("holds no file that LinkedIn's archives hold")]
    NothingKnown,
    #[error("holds another archive ({name}) and no file of LinkedIn's")]
    Nested { name: String },
    #[error("has none of the headers that LinkedIn's files have")]
    UnknownHeader,
    #[error("lacks the columns of a {kind} file")]
    MissingColumns { kind: super::Kind },
    #[error("stands for the same file as {other}")]
    TwoOfOne { other: String },

    // The zip's frame.
    #[error("is cut off: the directory at its end is missing")]
    NoEnd,
    #[error("has {} behind its end", count(*bytes, "byte", "bytes"))]
    BytesBehindEnd { bytes: usize },
    #[error("its end says other things than its directory ({what})")]
    EndDisagrees { what: &'static str },
    #[error("its two end records disagree")]
    Zip64Disagrees,
    #[error("is one part of an archive in several parts")]
    ManyDisks,
    #[error("its directory is damaged")]
    DirectoryDamaged,
    #[error("holds files that its directory does not list")]
    Unlisted,

    // Its entries.
    #[error("is encrypted")]
    Encrypted,
    #[error("is packed with a method other than deflate ({method})")]
    Method { method: u16 },
    #[error("is a link or a device, not a file")]
    SpecialFile,
    #[error("has a name with a NUL character")]
    NulInName,
    #[error("has two names")]
    TwoNames,
    #[error("is described differently in front of its data than in the directory ({what})")]
    LocalDisagrees { what: &'static str },
    #[error("shares its bytes with another file of the archive")]
    Overlap,
    #[error("its packed data is damaged")]
    Inflate(#[source] io::Error),
    #[error("does not have the size that the directory says")]
    SizeDisagrees,
    #[error("is damaged: its checksum does not fit")]
    Checksum,

    // Limits.
    #[error("is larger than {limit} bytes")]
    TooLarge { limit: u64 },
    #[error("has more than {limit} entries")]
    TooManyEntries { limit: u64 },
    #[error("its directory is larger than {limit} bytes")]
    DirectoryTooLarge { limit: u64 },
    #[error("the files together are larger than {limit} bytes")]
    TotalTooLarge { limit: u64 },
    #[error("unpacks to more than {limit} times its size")]
    Bomb { limit: u64 },
    #[error("the files together have more than {limit} rows")]
    TooManyRows { limit: u64 },
    #[error("line {line} has more than {limit} fields")]
    TooManyFields { line: u64, limit: usize },
    #[error("line {line} has a field of more than {limit} bytes")]
    FieldTooLong { line: u64, limit: usize },
    #[error("takes longer than {seconds} seconds")]
    TooSlow { seconds: u64 },

    // Its rows.
    #[error("line {line} begins a quote that never ends")]
    OpenQuote { line: u64 },

    // The other end.
    #[error("cannot be kept")]
    Sink(#[source] io::Error),
    #[error("stopped")]
    Cancelled,
}

impl Fault {
    /// The way out, where there is one to tell.
    pub fn hint(&self) -> Option<&'static str> {
        const AGAIN: &str = "download the archive again; if it stays so, do not trust it";
        const NOT_LINKEDINS: &str = "LinkedIn's own archives are never like that: use the file \
                                     that LinkedIn gave you, not one from elsewhere";
        Some(match self {
            Self::NothingNamed | Self::NotAFile | Self::NotAnArchive | Self::NothingKnown => {
                "name the zip that LinkedIn sent, the folder it was unpacked to, or csv files of it"
            }
            Self::Nested { .. } => "unpack it, then name the archive inside",
            Self::Spreadsheet => "save it as csv (UTF-8), or use LinkedIn's own file",
            Self::UnknownHeader | Self::MissingColumns { .. } => {
                "the file may have been edited: use LinkedIn's own file"
            }
            Self::TwoOfOne { .. } => "keep one of the two",
            Self::Empty
            | Self::NoEnd
            | Self::DirectoryDamaged
            | Self::Inflate(_)
            | Self::Checksum
            | Self::OpenQuote { .. } => AGAIN,
            Self::Encrypted => "unpack it with its password, then name the folder",
            Self::Method { .. } | Self::ManyDisks => {
                "unpack it with another program, then name the folder"
            }
            Self::BytesBehindEnd { .. }
            | Self::EndDisagrees { .. }
            | Self::Zip64Disagrees
            | Self::Unlisted
            | Self::SpecialFile
            | Self::NulInName
            | Self::TwoNames
            | Self::LocalDisagrees { .. }
            | Self::Overlap
            | Self::SizeDisagrees
            | Self::Bomb { .. } => NOT_LINKEDINS,
            Self::TooLarge { .. }
            | Self::TooManyEntries { .. }
            | Self::DirectoryTooLarge { .. }
            | Self::TotalTooLarge { .. }
            | Self::TooManyRows { .. }
            | Self::TooManyFields { .. }
            | Self::FieldTooLong { .. }
            | Self::TooSlow { .. } => "import the csv files that matter one by one",
            Self::Io(_) | Self::Sink(_) | Self::Cancelled => return None,
        })
    }
}

/// A fault on its way through a reader.
impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        Self::other(fault)
    }
}

/// A fault that came through a reader, or the reader's own.
impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        error.downcast().unwrap_or_else(Self::Io)
    }
}
