//! One exchange: in, then out.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::{
    ShareError,
    folder::{Folder, JOURNAL, Look, RELAY},
    imports,
    merge::{self, Pool},
};
use crate::{
    domain::describe::count,
    store::{ImportRef, Line, Renewed, Store},
};

/// An exchange under way: [`take`](Self::take), then [`give`](Self::give).
#[derive(Debug)]
pub struct Exchange {
    folder: Folder,
    device: String,
    look: Look,
    lines: Vec<Line>,
    done: Exchanged,
}

/// What an exchange did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchanged {
    /// Steps that were taken in.
    pub taken: usize,
    /// Steps of which something was erased elsewhere, and so here.
    pub erased: usize,
    /// Import files that were taken in.
    pub imports_taken: usize,
    /// Steps that were put into the folder.
    pub given: usize,
    /// Import files that were put into the folder.
    pub imports_given: usize,
    /// Steps in the folder that wait for those before them.
    pub waiting: usize,
    /// Import files that steps name and that are not here yet.
    pub imports_waiting: usize,
    /// Lines of the folder that only a newer program understands, or nobody.
    pub unknown: usize,
    /// What this device had to begin anew.
    pub renewed: Option<Renewed>,
}

impl Exchanged {
    /// Whether nothing moved.
    pub fn is_nothing(&self) -> bool {
        let moved = [
            self.taken,
            self.erased,
            self.imports_taken,
            self.given,
            self.imports_given,
        ];
        moved.iter().all(|&number| number == 0)
    }

    /// What happened, in a sentence.
    pub fn sentence(&self) -> String {
        let steps = |number| count(number, "step", "steps");
        let imports = |number| count(number, "import file", "import files");
        let side = |verb: &str, number, files| match (number, files) {
            (0, 0) => None,
            (number, 0) => Some(format!("{verb} {}", steps(number))),
            (0, files) => Some(format!("{verb} {}", imports(files))),
            (number, files) => Some(format!("{verb} {} and {}", steps(number), imports(files))),
        };
        let parts: Vec<String> = [
            side("took in", self.taken, self.imports_taken),
            side("erased parts of", self.erased, 0),
            side("put there", self.given, self.imports_given),
        ]
        .into_iter()
        .flatten()
        .collect();
        if parts.is_empty() {
            return "nothing new on either side".to_owned();
        }
        parts.join(", ")
    }

    /// What the person should know, each in a line.
    pub fn notices(&self) -> Vec<String> {
        let mut notices = waiting(self.waiting, self.imports_waiting, self.unknown);
        notices.extend(self.renewed.map(|renewed| {
            match renewed {
                Renewed::Epoch => {
                    "the folder had steps of this device that its store lacked (a backup \
                               was restored): they are back, and a new file was begun"
                        .to_owned()
                }
                Renewed::Device => {
                    "somebody else wrote under the id of this device (a copy of its store, \
                                or a backup): both are kept, and this device has a new id"
                        .to_owned()
                }
            }
        }));
        notices
    }
}

/// What waits, in words.
fn waiting(steps: usize, imports: usize, unknown: usize) -> Vec<String> {
    let mut words = Vec::new();
    if steps > 0 {
        let steps = count(steps, "step waits", "steps wait");
        words.push(format!(
            "{steps} in the folder for those before them, which are not there yet"
        ));
    }
    if imports > 0 {
        let files = count(imports, "import file is", "import files are");
        words.push(format!(
            "{files} not here yet; the next exchange looks again"
        ));
    }
    if unknown > 0 {
        let lines = count(unknown, "line", "lines");
        words.push(format!(
            "{lines} of the folder are not understood and were not taken in: a newer cordial wrote \
             them, or nobody"
        ));
    }
    words
}

impl Exchange {
    /// Looks at both sides. The caller holds the lock of the share.
    pub fn begin(store: &mut Store, folder: &Path) -> Result<Self, ShareError> {
        let folder = Folder::open(store.disk(), folder)?;
        let look = folder.look()?;
        Ok(Self {
            device: store.settle_device()?,
            done: Exchanged {
                unknown: look.unknown,
                ..Exchanged::default()
            },
            folder,
            look,
            lines: Vec::new(),
        })
    }

    /// Takes in what the store lacks: import files first, then lines.
    pub fn take(&mut self, store: &mut Store) -> Result<(), ShareError> {
        let held = store.every_line()?;
        let held = Pool::of(&held);
        let (mut wanted, waiting) = merge::wanted(&held, &Pool::of(self.look.lines()));
        let known = held.clone().settled();
        let files = imports::named(known.lines().chain(wanted.iter().copied()));
        let mut batch = None;
        let lacks = |file: &&ImportRef| self.is_there(file) && !imports::has(store, file);
        let lacks: Vec<&ImportRef> = files.values().filter(lacks).collect();
        for file in lacks {
            let taken = imports::take(store, &self.folder, &mut batch, file)?;
            self.done.imports_taken += usize::from(taken);
        }
        drop(batch);
        // An import without somebody's rows takes the place of the whole one once its files are
        // here.
        wanted.retain(|line| {
            let here = || {
                imports::named([*line])
                    .values()
                    .all(|file| imports::has(store, file))
            };
            !line.is_erased() || held.left(line).is_empty() || here()
        });
        let replaced: Vec<&Line> = wanted
            .iter()
            .flat_map(|line| held.left(line))
            .copied()
            .collect();
        let old: BTreeSet<String> = imports::named(replaced).into_keys().collect();
        let wanted: Vec<Line> = wanted.into_iter().cloned().collect();
        let adopted = store.adopt(&wanted)?;
        self.done.waiting = waiting;
        self.done.taken = adopted.new;
        self.done.erased = adopted.replaced;
        self.done.renewed = adopted.renewed;
        self.lines = adopted.taken;
        if adopted.renewed.is_some() {
            self.device = store.settle_device()?;
        }
        if !old.is_empty() {
            let left = store.every_line()?;
            let named = imports::named(&left);
            for id in old.iter().filter(|id| !named.contains_key(*id)) {
                store.remove_import(id)?;
            }
        }
        Ok(())
    }

    /// The lines that came, in fold order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Whether import files came.
    pub const fn brought_imports(&self) -> bool {
        self.done.imports_taken > 0
    }

    fn is_there(&self, file: &ImportRef) -> bool {
        self.look.imports.get(&file.id) == Some(&file.bytes)
    }

    /// Puts there what the folder lacks: import files first, then lines.
    pub fn give(mut self, store: &mut Store) -> Result<Exchanged, ShareError> {
        let held = store.every_line()?;
        let held = Pool::of(&held).settled();
        self.folder.make()?;
        let named = imports::named(held.lines());
        for file in named.values() {
            if !imports::has(store, file) {
                self.done.imports_waiting += 1;
            } else if !self.is_there(file) && imports::put(store, &self.folder, file)? {
                self.done.imports_given += 1;
            }
        }
        let erased = self.look.lines().filter(|line| held.outranks(line));
        for id in imports::named(erased)
            .keys()
            .filter(|id| !named.contains_key(*id))
        {
            if self.look.imports.contains_key(id) {
                self.folder.remove_import(id);
            }
        }
        self.own(&held)?;
        self.relay(&held)?;
        self.erase(&held)?;
        Ok(self.done)
    }

    /// Puts this device's own files there. What they hold already stays in them, also what could
    /// not be taken in yet, or is not understood: neither may keep this device's steps out.
    fn own(&mut self, held: &Pool<'_>) -> Result<(), ShareError> {
        for (name, lines) in held.files_of(&self.device) {
            let file = self.look.journals.get(name);
            let there = Pool::of(file.into_iter().flat_map(|file| &file.lines));
            self.done.given += lines.iter().filter(|line| !there.holds(line)).count();
            let mut all = Pool::of(lines);
            for line in there.lines().filter(|line| !held.outranks(line)) {
                all.add(line);
            }
            let unknown = file.map_or(&[][..], |file| &file.unknown);
            self.folder
                .put(JOURNAL, &name.to_string(), all.lines(), unknown)?;
        }
        Ok(())
    }

    /// Passes on what the folder lacks of others, beside what was passed on before.
    fn relay(&mut self, held: &Pool<'_>) -> Result<(), ShareError> {
        let relayed = self.look.relays.get(&self.device);
        let before = Pool::of(relayed.into_iter().flat_map(|file| &file.lines));
        let mut there = Pool::of(self.look.journals.values().flat_map(|file| &file.lines));
        let others = self
            .look
            .relays
            .iter()
            .filter(|(name, _)| **name != self.device);
        for line in others.flat_map(|(_, file)| &file.lines) {
            there.add(line);
        }
        let lacks = held
            .lines()
            .filter(|line| line.device != self.device && !there.holds(line));
        let lacks: Vec<&Line> = lacks.collect();
        self.done.given += lacks.iter().filter(|line| !before.holds(line)).count();
        let mut relay = Pool::of(lacks);
        for line in before.lines() {
            match held.left(line) {
                [] => relay.add(line),
                left => left.iter().for_each(|line| relay.add(line)),
            }
        }
        let relay: Vec<&Line> = relay.lines().collect();
        if relay.is_empty() && relayed.is_none() {
            return Ok(());
        }
        let name = format!("{}.jsonl", self.device);
        let unknown = relayed.map_or(&[][..], |file| &file.unknown);
        self.folder.put(RELAY, &name, relay.into_iter(), unknown)?;
        Ok(())
    }

    /// Erases in the files of other devices, too: they may not come by for a long time. They would
    /// write the same. A file with lines that are not understood is left to its author.
    fn erase(&self, held: &Pool<'_>) -> Result<(), ShareError> {
        let journals = self
            .look
            .journals
            .iter()
            .filter(|(name, _)| name.device != self.device);
        let journals = journals.map(|(name, file)| (JOURNAL, name.to_string(), file));
        let relays = self
            .look
            .relays
            .iter()
            .filter(|(name, _)| **name != self.device);
        let relays = relays.map(|(name, file)| (RELAY, format!("{name}.jsonl"), file));
        for (of, name, file) in journals.chain(relays) {
            let is_theirs = file.bad > 0 || !file.unknown.is_empty();
            if is_theirs || !file.lines.iter().any(|line| held.outranks(line)) {
                continue;
            }
            let mut left = Pool::default();
            for line in &file.lines {
                if held.outranks(line) {
                    held.left(line).iter().for_each(|line| left.add(line));
                } else {
                    left.add(line);
                }
            }
            self.folder.put(of, &name, left.lines(), &[])?;
        }
        Ok(())
    }
}

/// How things stand with a share folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// The folder.
    pub folder: PathBuf,
    /// Devices that put steps there, and how many.
    pub devices: BTreeMap<String, usize>,
    /// Steps that an exchange would take in.
    pub to_take: usize,
    /// Steps that an exchange would put there.
    pub to_give: usize,
    /// Names in the folder that are none of ours.
    pub ignored: Vec<String>,
    /// What waits, in words.
    pub waiting: Vec<String>,
}

/// Looks at both sides, and changes nothing.
pub fn status(store: &Store, folder: &Path) -> Result<Status, ShareError> {
    let folder = Folder::open(store.disk(), folder)?;
    let look = folder.look()?;
    let held = store.every_line()?;
    let held = Pool::of(&held);
    let offered = Pool::of(look.lines());
    let (wanted, steps) = merge::wanted(&held, &offered);
    let settled = held.clone().settled();
    let named = imports::named(settled.lines());
    let files = named
        .values()
        .filter(|file| !imports::has(store, file))
        .count();
    let mut devices = BTreeMap::new();
    for (name, file) in &look.journals {
        *devices.entry(name.device.clone()).or_default() += file.lines.len();
    }
    Ok(Status {
        to_take: wanted.len(),
        to_give: settled.lines().filter(|line| !offered.holds(line)).count(),
        waiting: waiting(steps, files, look.unknown),
        ignored: look.ignored,
        folder: folder.path,
        devices,
    })
}
