//! What several modules of tests need.

pub(crate) mod export;
#[cfg(feature = "online")]
pub(crate) mod linkedin;
pub(crate) mod world;
pub(crate) mod zip;

use std::{borrow::Cow, io, ops::ControlFlow, path::PathBuf};

use cordial::{
    domain::{day::Instant, records::Archive},
    import::{
        self, ImportError, Kind, Limits, Report, SectionEnd, SectionSink,
        interpret::{Builder, Warning},
        section::{Decoder, Encoder, Line, MessageEncoder, decode_text},
    },
};

/// A sink that keeps what a store would keep, in memory.
pub(crate) struct Kept {
    kind: Option<Kind>,
    rows: Encoder<Vec<u8>>,
    messages: MessageEncoder<Vec<u8>, Vec<u8>>,
    /// Rows, as the ends of the sections told.
    pub(crate) ends: Vec<(Kind, u64)>,
}

impl Kept {
    pub(crate) fn new() -> Self {
        Self {
            kind: None,
            rows: Encoder::new(Vec::new()),
            messages: MessageEncoder::new(Vec::new(), Vec::new()).unwrap(),
            ends: Vec::new(),
        }
    }

    /// The facts, the warnings, and the texts of the messages.
    pub(crate) fn interpret(self) -> (Archive, Vec<Warning>, Vec<String>) {
        let had_messages = self.ends.iter().any(|(kind, _)| *kind == Kind::Messages);
        let (messages, texts) = self.messages.into_inner();
        let rows = self.rows.into_inner();
        let parts = if had_messages {
            vec![rows, messages]
        } else {
            vec![rows]
        };
        let mut builder = Builder::new();
        for part in parts {
            let mut decoder = Decoder::new();
            for line in String::from_utf8(part).unwrap().lines() {
                match decoder.line(line).unwrap() {
                    Line::Begin { kind, columns } => builder.begin(kind, columns),
                    Line::Row(cells) => builder.row(cells),
                    Line::Blank => panic!("a blank line was written"),
                }
            }
        }
        let texts = String::from_utf8(texts).unwrap();
        let texts = texts.lines().skip(1).map(|line| decode_text(line).unwrap());
        let (archive, warnings) = builder.finish();
        (archive, warnings, texts.collect())
    }
}

impl SectionSink for Kept {
    fn begin(&mut self, kind: Kind, columns: &[&'static str]) -> io::Result<()> {
        self.kind = Some(kind);
        if kind == Kind::Messages {
            return Ok(());
        }
        self.rows.begin(kind.id(), columns)
    }

    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        if self.kind == Some(Kind::Messages) {
            return self.messages.row(cells);
        }
        self.rows.row(cells).map(drop)
    }

    fn end(&mut self, end: SectionEnd) -> io::Result<()> {
        self.ends.push((self.kind.unwrap(), end.rows));
        Ok(())
    }
}

pub(crate) fn now() -> Instant {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

/// Reads paths as one archive.
pub(crate) fn read(paths: &[PathBuf]) -> Result<(Report, Kept), ImportError> {
    read_within(paths, &Limits::default())
}

pub(crate) fn read_within(
    paths: &[PathBuf],
    limits: &Limits,
) -> Result<(Report, Kept), ImportError> {
    let mut kept = Kept::new();
    let mut heard = |_: import::Progress<'_>| ControlFlow::Continue(());
    let report = import::read_within(paths, now(), limits, &mut heard, &mut kept)?;
    Ok((report, kept))
}

/// Writes a file into a folder of its own, and reads it.
pub(crate) fn read_bytes(name: &str, bytes: &[u8]) -> Result<(Report, Kept), ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    read(&[path])
}
