//! One reading of an archive: small kinds into memory, messages where they belong.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{self, Write},
    path::PathBuf,
};

use sha2::{Digest as _, Sha256};

use super::{Workspace, WorkspaceError};
use crate::{
    domain::book::Book,
    import::{
        self, Kind, OnProgress, Report, SectionEnd, SectionSink,
        section::{Encoder, MessageEncoder},
        trace::{Erased, Fate, RECIPIENTS, fate},
    },
    store::{ImportBatch, ImportWriter},
};

/// Where the messages go: into a file, or nowhere for a plan.
#[derive(Debug)]
pub(super) enum Target {
    File(Box<ImportWriter>),
    Nowhere(Sha256),
}

impl Target {
    fn new(batch: Option<&ImportBatch>) -> io::Result<Self> {
        match batch {
            Some(batch) => {
                let writer = batch
                    .writer()
                    .map_err(|error| io::Error::other(error.to_string()))?;
                Ok(Self::File(Box::new(writer)))
            }
            None => Ok(Self::Nowhere(Sha256::new())),
        }
    }

    pub(super) fn digest(&self) -> String {
        match self {
            Self::File(writer) => writer.digest(),
            Self::Nowhere(hash) => hex(&hash.clone().finalize()),
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::File(writer) => writer.write(bytes),
            Self::Nowhere(hash) => {
                hash.update(bytes);
                Ok(bytes.len())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::File(writer) => writer.flush(),
            Self::Nowhere(_) => Ok(()),
        }
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text += &format!("{byte:02x}");
    }
    text
}

/// What was read of an archive: small kinds in memory, messages where they belong.
pub(super) struct Survey<'a> {
    batch: Option<&'a ImportBatch>,
    open: Option<Encoder<Vec<u8>>>,
    kind: Kind,
    pub(super) small: BTreeMap<Kind, (Vec<u8>, u64)>,
    /// People who stay out.
    erased: Erased,
    /// The columns of recipients, in messages.
    recipients: [Option<usize>; 2],
    /// Rows of this section that stay out.
    left_out: u64,
    streaming: Option<MessageEncoder<io::BufWriter<Target>, io::BufWriter<Target>>>,
    pub(super) messages: Option<(Target, Target, u64)>,
    pub(super) report: Report,
}

impl SectionSink for Survey<'_> {
    fn begin(&mut self, kind: Kind, columns: &[&'static str]) -> io::Result<()> {
        self.kind = kind;
        self.left_out = 0;
        let messages = kind == Kind::Messages;
        self.recipients = RECIPIENTS.map(|column| {
            let place = columns.iter().position(|name| *name == column);
            place.filter(|_| messages)
        });
        if kind == Kind::Messages {
            let buffered = |target| io::BufWriter::with_capacity(1 << 18, target);
            let (rows, texts) = (Target::new(self.batch)?, Target::new(self.batch)?);
            self.streaming = Some(MessageEncoder::new(buffered(rows), buffered(texts))?);
            return Ok(());
        }
        let mut encoder = Encoder::new(Vec::new());
        encoder.begin(kind.id(), columns)?;
        self.open = Some(encoder);
        Ok(())
    }

    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        let mut without: Vec<Cow<'_, str>>;
        let mut cells = cells;
        if !self.erased.is_empty() {
            let texts: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
            match fate(&mut self.erased, &texts, self.recipients[0]) {
                Fate::Keep => {}
                Fate::Drop => {
                    self.left_out += 1;
                    return Ok(());
                }
                Fate::Without(others) => {
                    without = cells.to_vec();
                    for (place, cell) in self.recipients.into_iter().zip([others, String::new()]) {
                        if let Some(old) = place.and_then(|at| without.get_mut(at)) {
                            *old = Cow::Owned(cell);
                        }
                    }
                    cells = &without;
                }
            }
        }
        match (&mut self.streaming, &mut self.open) {
            (Some(messages), _) if self.kind == Kind::Messages => messages.row(cells),
            (_, Some(encoder)) => encoder.row(cells).map(drop),
            _ => Ok(()),
        }
    }

    fn end(&mut self, end: SectionEnd) -> io::Result<()> {
        if let Some(encoder) = self.open.take() {
            self.small
                .insert(self.kind, (encoder.into_inner(), end.rows - self.left_out));
        }
        if let Some(messages) = self.streaming.take() {
            let (rows, texts) = messages.into_inner();
            let done = |writer: io::BufWriter<Target>| writer.into_inner().map_err(io::Error::from);
            self.messages = Some((done(rows)?, done(texts)?, end.rows - self.left_out));
        }
        Ok(())
    }
}

impl<'a> Survey<'a> {
    pub(super) fn run(
        (workspace, book): (&Workspace, &Book),
        paths: &[PathBuf],
        progress: &mut OnProgress<'_>,
        batch: Option<&'a ImportBatch>,
    ) -> Result<Self, WorkspaceError> {
        let mut survey = Self {
            batch,
            open: None,
            kind: Kind::Profile,
            small: BTreeMap::new(),
            erased: Erased::new(book.erasures()),
            recipients: [None; 2],
            left_out: 0,
            streaming: None,
            messages: None,
            report: Report::default(),
        };
        survey.report = import::read(paths, workspace.clock.utc(), progress, &mut survey)?;
        Ok(survey)
    }
}
