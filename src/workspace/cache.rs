//! The facts as a start needs them, kept beside the store. The cache decides nothing: it names the
//! import files and the program that it was made from, and one that does not fit is none.

mod form;
mod records;

use std::collections::BTreeSet;

use form::{Bytes, Form as _};

use super::facts;
use crate::{
    domain::{book::Book, facts::Facts},
    env,
    store::{Depth, ImportRef, Store},
};

/// The name of the cache of facts.
const FACTS: &str = "facts";

/// The facts of the imports that count, with what could not be read: from the cache, or from the
/// import files, which are then kept in the cache.
pub(super) fn facts(store: &Store, book: &Book) -> (Facts, Vec<String>) {
    let covers = covers(store, book);
    if let Some(facts) = covers.as_ref().and_then(|covers| read(store, covers)) {
        return (facts, Vec::new());
    }
    let (facts, notices) = facts::load(store, book);
    // What was read in part would hide the notice from the next start.
    if let Some(covers) = covers.filter(|_| notices.is_empty()) {
        let mut bytes = Vec::new();
        facts.put(&mut bytes);
        store.write_cache(FACTS, &covers, &bytes);
    }
    (facts, notices)
}

/// Removes the cache: it holds what somebody wants erased.
pub(super) fn forget(store: &Store) {
    store.remove_cache(FACTS);
}

fn read(store: &Store, covers: &str) -> Option<Facts> {
    let cached = store.read_cache(FACTS)?;
    if cached.covers != covers {
        return None;
    }
    let mut from = Bytes::new(&cached.bytes);
    let facts = Facts::take(&mut from);
    facts.filter(|_| from.is_empty())
}

/// What facts are made from: this build of the program, and every section that counts with the
/// date of its archive. `None` where there is nothing to keep, or a file is not as its step says.
fn covers(store: &Store, book: &Book) -> Option<String> {
    let holdings = facts::holdings(book);
    if holdings.is_empty() {
        return None;
    }
    let files: BTreeSet<_> = book
        .imports()
        .flat_map(|import| &import.files)
        .map(|file| (&file.id, file.bytes, &file.sha256))
        .collect();
    for (id, bytes, sha256) in files {
        let file = ImportRef {
            id: id.clone(),
            bytes,
            sha256: sha256.clone(),
        };
        store.verify_import(&file, Depth::Length).ok()?;
    }
    Some(format!("{}\n{}", env::program()?, holdings.join("\n")))
}
