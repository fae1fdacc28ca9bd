//! Import files without somebody's rows, beside the old ones.

use std::{
    collections::{BTreeMap, HashMap},
    io::{self, BufReader, BufWriter, Write as _},
};

use sha2::{Digest as _, Sha256};

use super::{
    super::{Workspace, WorkspaceError, survey::hex},
    meter::Meter,
};
use crate::{
    domain::{
        book::Book,
        step::{Import, ImportFile, ImportSection, Step},
    },
    import::{
        Kind,
        section::{MessageEncoder, TEXTS, filter},
        trace::Who,
    },
    store::{ImportBatch, ImportRef, StoreError},
};

/// The imports of all steps, also those that were taken back.
pub(super) fn imports(book: &Book) -> impl Iterator<Item = &Import> {
    book.log().filter_map(|stamped| match stamped.step.what() {
        Step::Import(import) => Some(import),
        _ => None,
    })
}

/// How many bytes an erasing looks through.
pub(super) fn bytes(book: &Book) -> u64 {
    let files = imports(book).flat_map(|import| &import.files);
    let files: BTreeMap<&str, u64> = files.map(|file| (&*file.id, file.bytes)).collect();
    files.values().sum()
}

/// What takes the place of each old file, and how many rows of each kind are gone.
type Without = (HashMap<String, ImportFile>, Vec<(String, u64)>);

impl Workspace {
    /// Writes every import file that holds somebody's rows again without them. Imports that were
    /// taken back count, too: their files are there.
    pub(super) fn without(
        &self,
        batch: &ImportBatch,
        book: &Book,
        who: &mut dyn Who,
        meter: &Meter<'_>,
    ) -> Result<Without, WorkspaceError> {
        let mut files = HashMap::new();
        let mut gone: BTreeMap<String, u64> = BTreeMap::new();
        for import in imports(book) {
            for file in &import.files {
                let is = |kind: &str| file.sections.iter().any(|s| s.kind == kind);
                if files.contains_key(&file.id) || is(TEXTS) {
                    continue;
                }
                if is(Kind::Messages.id()) {
                    self.messages((batch, meter), (import, file), who, &mut files, &mut gone)?;
                } else {
                    self.records((batch, meter), file, who, &mut files, &mut gone)?;
                }
            }
        }
        Ok((files, gone.into_iter().collect()))
    }

    fn open_file<'m, 'a>(
        &self,
        file: &ImportFile,
        meter: &'m Meter<'a>,
    ) -> Result<Option<impl io::BufRead + use<'m, 'a>>, WorkspaceError> {
        match self.store.open_import(&file.id) {
            Ok(source) => Ok(Some(BufReader::with_capacity(1 << 18, meter.count(source)))),
            // What is missing holds nobody.
            Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn failed(&self, file: &ImportFile, source: io::Error) -> WorkspaceError {
        let path = self.store.data_dir().join("imports");
        let path = path.join(format!("{}.jsonl", file.id));
        WorkspaceError::Store(StoreError::Io { path, source })
    }

    fn records(
        &self,
        (batch, meter): (&ImportBatch, &Meter<'_>),
        file: &ImportFile,
        who: &mut dyn Who,
        files: &mut HashMap<String, ImportFile>,
        gone: &mut BTreeMap<String, u64>,
    ) -> Result<(), WorkspaceError> {
        let Some(mut source) = self.open_file(file, meter)? else {
            return Ok(());
        };
        let failed = |error| self.failed(file, error);
        let sections = filter::records(&mut source, who).map_err(failed)?;
        if sections.iter().all(|section| section.gone == 0) {
            return Ok(());
        }
        let mut writer = batch.writer()?;
        let mut kept = Vec::new();
        for section in sections {
            *gone.entry(section.kind.clone()).or_default() += section.gone;
            writer.write_all(&section.bytes).map_err(failed)?;
            kept.push(ImportSection {
                kind: section.kind,
                rows: section.rows,
                digest: hex(&Sha256::digest(&section.bytes)),
            });
        }
        gone.retain(|_, rows| *rows > 0);
        let new = named(writer.finish()?, kept);
        files.insert(file.id.clone(), new);
        Ok(())
    }

    /// Rows and texts of messages are two files of one import, written together.
    fn messages(
        &self,
        (batch, meter): (&ImportBatch, &Meter<'_>),
        (import, file): (&Import, &ImportFile),
        who: &mut dyn Who,
        files: &mut HashMap<String, ImportFile>,
        gone: &mut BTreeMap<String, u64>,
    ) -> Result<(), WorkspaceError> {
        let holds = |file: &&ImportFile| file.sections.iter().any(|s| s.kind == TEXTS);
        let Some(texts) = import.files.iter().find(holds) else {
            return Ok(());
        };
        let (Some(mut rows), Some(mut lines)) =
            (self.open_file(file, meter)?, self.open_file(texts, meter)?)
        else {
            return Ok(());
        };
        let failed = |error| self.failed(file, error);
        let buffered = |writer| BufWriter::with_capacity(1 << 18, writer);
        let (to_rows, to_texts) = (buffered(batch.writer()?), buffered(batch.writer()?));
        let mut encoder = MessageEncoder::new(to_rows, to_texts).map_err(failed)?;
        let (left, dropped) =
            filter::messages(&mut rows, &mut lines, who, &mut encoder).map_err(failed)?;
        if dropped == 0 {
            return Ok(());
        }
        *gone.entry(Kind::Messages.id().to_owned()).or_default() += dropped;
        let (to_rows, to_texts) = encoder.into_inner();
        for (old, writer, kind) in [
            (file, to_rows, Kind::Messages.id()),
            (texts, to_texts, TEXTS),
        ] {
            let writer = writer
                .into_inner()
                .map_err(|error| failed(error.into_error()))?;
            let section = ImportSection {
                kind: kind.to_owned(),
                rows: left,
                digest: writer.digest(),
            };
            let new = named(writer.finish()?, vec![section]);
            files.insert(old.id.clone(), new);
        }
        Ok(())
    }
}

fn named(import: ImportRef, sections: Vec<ImportSection>) -> ImportFile {
    ImportFile {
        id: import.id,
        bytes: import.bytes,
        sha256: import.sha256,
        sections,
    }
}
