//! Import files on their way: named by steps, whole or not at all, known by their hash.

use std::{
    collections::BTreeMap,
    io::{self, Read as _, Write},
};

use sha2::{Digest as _, Sha256};

use super::{super::survey::hex, ShareError, folder::Folder};
use crate::{
    domain::step::{Import, ImportFile, Step},
    store::{Depth, ImportBatch, ImportRef, Line, Store, StoreError, is_import, wire},
};

/// The import that a line tells of.
fn of(line: &Line) -> Option<Import> {
    // Most lines are no imports: to find that out costs nothing.
    line.step.get().contains("\"import\"").then_some(())?;
    match wire::decode(line.step.get()).ok()?.what() {
        Step::Import(import) => Some(import.clone()),
        _ => None,
    }
}

/// How many rows the import of a line holds.
pub(super) fn rows(line: &Line) -> u64 {
    let files = of(line).map(|import| import.files).unwrap_or_default();
    let sections = files.iter().flat_map(|file| &file.sections);
    sections.map(|section| section.rows).sum()
}

/// The files that lines name.
pub(super) fn named<'a>(lines: impl IntoIterator<Item = &'a Line>) -> BTreeMap<String, ImportRef> {
    let imports = lines.into_iter().filter_map(of);
    let files = imports.flat_map(|import| import.files);
    let files = files.filter(|file| is_import(&file.id));
    let named = files.map(|file| {
        let (id, bytes, sha256) = (file.id, file.bytes, file.sha256);
        (id.clone(), ImportRef { id, bytes, sha256 })
    });
    named.collect()
}

/// Whether a store has a file.
pub(super) fn has(store: &Store, file: &ImportRef) -> bool {
    store.verify_import(file, Depth::Length).is_ok()
}

/// Whether a file is not there at all.
pub(super) fn is_missing(store: &Store, file: &ImportFile) -> bool {
    let opened = store.open_import(&file.id);
    matches!(opened, Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound)
}

/// Takes a file out of the folder, if it is whole there. Says whether it was.
pub(super) fn take(
    store: &mut Store,
    folder: &Folder,
    batch: &mut Option<ImportBatch>,
    file: &ImportRef,
) -> Result<bool, ShareError> {
    // What a tool is still copying is left alone.
    let Ok(source) = folder.import(&file.id) else {
        return Ok(false);
    };
    let batch = match batch {
        Some(batch) => batch,
        None => batch.insert(store.begin_import()?),
    };
    let mut writer = batch.writer()?;
    let copied = io::copy(&mut source.take(file.bytes + 1), &mut writer);
    copied.map_err(ShareError::io(&folder.path))?;
    if writer.bytes() != file.bytes || writer.digest() != file.sha256 {
        return Ok(false);
    }
    writer.finish()?;
    Ok(true)
}

/// Puts a file into the folder, if the store's own is whole. Says whether it was.
pub(super) fn put(store: &Store, folder: &Folder, file: &ImportRef) -> Result<bool, ShareError> {
    let Ok(mut source) = store.open_import(&file.id) else {
        return Ok(false);
    };
    folder.put_import(&file.id, |to: &mut dyn Write| {
        let mut hash = Sha256::new();
        let mut chunk = vec![0; 1 << 18];
        loop {
            match source.read(&mut chunk)? {
                0 => return Ok(hex(&hash.finalize()) == file.sha256),
                read => {
                    let bytes = chunk.get(..read).unwrap_or_default();
                    hash.update(bytes);
                    to.write_all(bytes)?;
                }
            }
        }
    })
}
