//! The facts as a start needs them, kept beside the store. The cache decides nothing: it names the
//! import files and the program that it was made from, and one that does not fit is none.
//!
//! Messages, by far the most of it, lie in a file of their own, which is opened when the first one is
//! asked for, and of which those with one person are read: what the plan needs stands with the people.
//! So do the folded texts of people, which are read when somebody searches.

mod form;
mod records;

use std::{collections::BTreeSet, sync::Arc};

use form::{Bytes, Form};

use super::facts::{self, Unread};
use crate::{
    domain::{
        book::{Book, Judged, Said},
        facts::{Facts, Folded},
        late::Late,
        records::Messages,
        step::Step,
        triage::{Rules, Wishes},
    },
    env,
    portability::kept,
    store::{Depth, ImportRef, Store},
};

/// The names of the caches.
const FACTS: &str = "facts";
const MESSAGES: &str = "messages";
const FOLDED: &str = "folded";
const JUDGED: &str = "judged";

/// The facts of the imports that count, with what could not be read: from the cache, or from the
/// import files, which are then kept in the cache.
pub(super) fn facts(store: &Store, book: &Book) -> (Facts, Unread) {
    let Some(covers) = covers(store, book) else {
        return facts::load(store, book);
    };
    let kept = read(store, FACTS, &covers, |from, whole| {
        let apart = (messages(store, book, &covers), folded(store, book, &covers));
        records::take(from, whole, apart)
    });
    match kept {
        Some(facts) => (facts, Unread::default()),
        None => make(store, book, &covers),
    }
}

/// What is said of the open invitations: from the cache, if it was said for the same archives, rules
/// and wishes; else judged now, and kept. `own` is the text of the person's own rules.
pub(super) fn judged(
    store: &Store,
    book: &Book,
    (rules, own): (&Late<Rules>, &str),
    wishes: &Wishes<'_>,
) -> Judged {
    let Some(covers) = covers(store, book) else {
        return Judged::new(book, rules, wishes, None);
    };
    let covers = format!("{covers}\n{}\n{own}", book.judged_by(wishes));
    let kept = read(store, JUDGED, &covers, |from, _| Form::take(from));
    let kept = kept.filter(|said: &Said| said.on.contains(&wishes.today));
    let is_kept = kept.is_some();
    let judged = Judged::new(book, rules, wishes, kept);
    if !is_kept {
        let mut bytes = Vec::new();
        judged.said().put(&mut bytes);
        store.write_cache(JUDGED, &covers, &bytes);
    }
    judged
}

/// Removes the cache, and pages that were fetched and not imported yet: what somebody wants erased
/// stands in both.
pub(super) fn forget(store: &Store) {
    for name in [FACTS, MESSAGES, FOLDED, JUDGED] {
        store.remove_cache(name);
    }
    kept::forget(store.cache_dir());
}

/// Reads the import files, and keeps what they say.
fn make(store: &Store, book: &Book, covers: &str) -> (Facts, Unread) {
    let (facts, unread) = facts::load(store, book);
    // What was read in part would hide the notice from the next start.
    if unread.is_empty() {
        let mut bytes = Vec::new();
        records::put_messages(&facts.archive().messages, &mut bytes);
        store.write_cache(MESSAGES, covers, &bytes);
        bytes.clear();
        Folded::put(facts.folded(), &mut bytes);
        store.write_cache(FOLDED, covers, &bytes);
        bytes.clear();
        records::put(&facts, &mut bytes);
        store.write_cache(FACTS, covers, &bytes);
    }
    (facts, unread)
}

/// The messages, when they are first asked for.
fn messages(store: &Store, book: &Book, covers: &str) -> Late<Messages> {
    let take = |store: &Store, covers: &str| {
        let kept = store.open_cache(MESSAGES)?;
        Some(kept).filter(|kept| kept.covers == covers)
    };
    late(
        (store, book, covers),
        move |store, covers| take(store, covers).and_then(records::take_messages),
        |facts| Messages::clone(&facts.archive().messages),
    )
}

/// What people are found by, when somebody searches.
fn folded(store: &Store, book: &Book, covers: &str) -> Late<Folded> {
    late(
        (store, book, covers),
        |store, covers| read(store, FOLDED, covers, |from, _| Form::take(from)),
        |facts| Folded::clone(facts.folded()),
    )
}

/// What lies in a file of its own, when it is first asked for: from there, else from the facts, which
/// are then made anew.
fn late<T: Send + 'static>(
    (store, book, covers): (&Store, &Book, &str),
    kept: impl FnOnce(&Store, &str) -> Option<T> + Send + 'static,
    made: impl FnOnce(&Facts) -> T + Send + 'static,
) -> Late<T> {
    let imports = book
        .log()
        .filter(|stamped| matches!(stamped.step.what(), Step::Import(_)));
    let imports = imports.filter(|stamped| !book.is_undone(&stamped.id));
    let imports: Vec<_> = imports.cloned().collect();
    let (store, covers) = (store.reader(), covers.to_owned());
    Late::new(move || {
        kept(&store, &covers).unwrap_or_else(|| {
            let (facts, _) = make(&store, &Book::new(imports), &covers);
            made(&facts)
        })
    })
}

/// What a cache holds, if it covers this.
fn read<T>(
    store: &Store,
    name: &str,
    covers: &str,
    take: impl FnOnce(&mut Bytes<'_>, &Arc<Vec<u8>>) -> Option<T>,
) -> Option<T> {
    let cached = store.read_cache(name)?;
    if cached.covers != covers {
        return None;
    }
    let (whole, start) = cached.whole();
    let whole = Arc::new(whole);
    let mut from = Bytes::new(whole.get(start..)?);
    let taken = take(&mut from, &whole);
    taken.filter(|_| from.is_empty())
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
