//! Erasing somebody: the one thing that takes data away for good.
//!
//! ```text
//! 1  imports without their rows are written under their new names        (nothing changed yet)
//! 2  the step `erase` with the keyed hash: from here on it is decided
//! 3  every journal, copies too: lines about them become `{"erased":true}`, the rest of a step
//!    about several people stays; steps of imports name the new files
//! 4  the old import files go
//! ```
//!
//! A program that dies on the way leaves a note of it in the store (`erasing`): the next one that
//! opens the store finishes it. Where that cannot write, `doctor` says so.

mod imports;
mod lines;
mod meter;

use std::collections::HashMap;

use meter::Meter;
pub use meter::OnErasing;

use super::{Workspace, WorkspaceError, cache};
use crate::{
    domain::{
        book::Book,
        describe::count,
        person::PersonKey,
        step::{ImportFile, Step},
    },
    import::trace::{Erased, Trace, hash},
    store::entropy,
};

/// What erasing somebody removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Rows of import files, by kind.
    pub rows: Vec<(String, u64)>,
    /// Steps of the journals, in whole or part.
    pub steps: usize,
    /// Whether a share folder is set up, whose tool may keep old versions.
    pub shared: bool,
    /// Own notes and logs about others that name them: nothing can tell what of these is about
    /// whom, so they stay.
    pub mentions: usize,
}

impl Removed {
    /// Adds what erasing the same person under another key removed.
    fn add(&mut self, other: Self) {
        for (kind, rows) in other.rows {
            match self.rows.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, sum)) => *sum += rows,
                None => self.rows.push((kind, rows)),
            }
        }
        self.steps += other.steps;
        self.mentions += other.mentions;
    }

    /// Whether there was nothing.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.steps == 0
    }

    /// What happened, in a sentence.
    pub fn sentence(&self, name: &str) -> String {
        if self.is_empty() {
            format!("nothing was kept about {name}; later imports leave them out")
        } else {
            format!("{name} was erased, and later imports leave them out. Removed:")
        }
    }

    /// What was removed, each kind in a line.
    pub fn lines(&self) -> Vec<String> {
        let rows = self.rows.iter().map(|(kind, rows)| {
            let rows = usize::try_from(*rows).unwrap_or(usize::MAX);
            format!(
                "{} of {}",
                count(rows, "row", "rows"),
                kind.replace('_', " ")
            )
        });
        let steps = (self.steps > 0).then(|| {
            let steps = count(self.steps, "step", "steps");
            format!("{steps} of the journal, in whole or in part")
        });
        rows.chain(steps).collect()
    }

    /// What no erasing here can reach, each in a line.
    pub fn out_of_reach(&self) -> Vec<String> {
        let texts = (self.mentions > 0).then(|| {
            let texts = count(self.mentions, "own text", "own texts");
            format!("{texts} about others with this name in: `cordial search` finds them")
        });
        let always = [
            "LinkedIn itself, and the archives that you downloaded",
            "backups, exports and copies that you made of the store",
            "a hash of their address stays: who knows the address can test it",
        ];
        let shared = self.shared.then(|| {
            "the share folder, until `cordial share now` runs here, then other devices, until they \
             exchange, and old versions that the tool of that folder keeps"
                .to_owned()
        });
        texts
            .into_iter()
            .chain(shared)
            .chain(always.map(str::to_owned))
            .collect()
    }
}

impl Workspace {
    /// Erases somebody's data, under every key that was merged into theirs, and keeps them out of
    /// later imports. It cannot be undone. Where it takes long, it says how far it is.
    pub fn erase(
        &mut self,
        book: &mut Book,
        who: &PersonKey,
        heard: &mut OnErasing<'_>,
    ) -> Result<Removed, WorkspaceError> {
        let mut keys: Vec<PersonKey> = book.same().others(who).cloned().collect();
        keys.push(who.clone());
        let mut removed = Removed {
            shared: self.shares(),
            ..Removed::default()
        };
        let all = imports::bytes(book) * keys.len() as u64;
        let meter = Meter::new(all, heard);
        for key in keys {
            removed.add(self.erase_key(book, &key, &meter)?);
        }
        Ok(removed)
    }

    fn erase_key(
        &mut self,
        book: &mut Book,
        who: &PersonKey,
        meter: &Meter<'_>,
    ) -> Result<Removed, WorkspaceError> {
        if self.unknown_steps > 0 {
            return Err(WorkspaceError::Newer);
        }
        // No import may bring the person back meanwhile.
        let batch = self.store.begin_import()?;
        let missed = self.poll();
        self.take(book, missed)?;
        let name = book.facts().name_of(who).unwrap_or_default().to_owned();
        let mut trace = Trace::new(who, &name);
        let (files, rows) = self.without(&batch, book, &mut trace, meter)?;
        let erased = Erased::new(book.erasures());
        let salt = erased.salt().map_or_else(salt, str::to_owned);
        let hash = hash(&salt, who);
        let old: Vec<&str> = files.keys().map(String::as_str).collect();
        self.store.begin_erasing(&old)?;
        if !book.erasures().any(|(_, known)| known == hash) {
            self.commit(book, &Step::Erase { salt, hash })?;
        }
        cache::forget(&self.store);
        let steps = self.rewrite(book, who, &files)?;
        for old in files.keys() {
            self.store.remove_import(old)?;
        }
        self.store.end_erasing()?;
        Ok(Removed {
            rows,
            steps,
            shared: false,
            mentions: mentions(book, &name),
        })
    }

    /// People whose erasure was begun and not finished: steps still name them.
    pub fn unfinished_erasures(&self, book: &Book) -> Vec<PersonKey> {
        if book.erasures().next().is_none() {
            return Vec::new();
        }
        let facts = book.facts().people().iter().map(|person| &person.key);
        let mut people: Vec<PersonKey> = facts
            .chain(book.named())
            .filter(|key| is_erased(book, key))
            .cloned()
            .collect();
        people.sort();
        people.dedup();
        people
    }

    /// Whether an erasure was cut short. Costs a look at one name.
    pub fn has_cut_erasure(&self) -> bool {
        self.store.has_cut_erasing()
    }

    /// Finishes what was begun. Gives how many people that was.
    pub fn finish_erasures(&mut self, book: &mut Book) -> Result<usize, WorkspaceError> {
        let people = self.unfinished_erasures(book);
        let noted = self.store.erasing();
        let mut nobody = |_, _| {};
        let meter = Meter::new(0, &mut nobody);
        for person in &people {
            self.erase_key(book, person, &meter)?;
        }
        let Some(old) = noted else {
            return Ok(people.len());
        };
        // The steps name other files already: only the old ones were left.
        let _batch = self.store.begin_import()?;
        for id in old.iter().filter(|id| !names(book, id)) {
            self.store.remove_import(id)?;
        }
        self.store.end_erasing()?;
        Ok(people.len().max(1))
    }

    /// Rewrites the lines about somebody, and takes in what became of them.
    fn rewrite(
        &mut self,
        book: &mut Book,
        who: &PersonKey,
        files: &HashMap<String, ImportFile>,
    ) -> Result<usize, WorkspaceError> {
        let rewritten = self
            .store
            .rewrite(&|line| lines::without(line.step.get(), who, files))?;
        let steps = self.stamp(rewritten.taken).collect();
        self.take(book, steps)?;
        // Facts that were read before the files changed are of people who are gone.
        let facts = self.facts(book)?;
        book.set_facts(facts);
        Ok(rewritten.lines)
    }
}

/// Whether somebody was erased: then nothing about them is taken in any more.
pub fn is_erased(book: &Book, who: &PersonKey) -> bool {
    let mut erasures = book.erasures();
    erasures.any(|(salt, known)| hash(salt, who) == known)
}

/// Whether a step names an import file.
fn names(book: &Book, id: &str) -> bool {
    imports::imports(book)
        .flat_map(|import| &import.files)
        .any(|file| file.id == id)
}

/// 128 bits that nobody can guess.
fn salt() -> String {
    format!("{:016x}{:016x}", entropy(), entropy())
}

/// How many own texts about others name somebody.
fn mentions(book: &Book, name: &str) -> usize {
    let name = name.trim();
    if name.is_empty() {
        return 0;
    }
    let notes = book.noted().flat_map(|(_, notes)| notes);
    let notes = notes.filter(|note| note.text.contains(name)).count();
    let logs = book.touched().flat_map(|(_, touch)| &touch.contacts);
    let texts = logs.filter_map(|contact| contact.text.as_deref());
    notes + texts.filter(|text| text.contains(name)).count()
}
