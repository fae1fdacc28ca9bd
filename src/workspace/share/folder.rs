//! The share folder as it lies there: strict names only, every line checked, nothing followed.

use std::{
    collections::BTreeMap,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::ShareError;
use crate::{
    domain::step::Step,
    store::{
        Disk, JournalName, Line, Store,
        disk::{self, Hard, Kind, Stat},
        import_id, is_device, is_import, sift, wire,
    },
};

pub(super) const JOURNAL: &str = "journal";
pub(super) const RELAY: &str = "relay";
pub(super) const IMPORTS: &str = "imports";
/// What a share folder holds beside them.
const OURS: &[&str] = &[
    JOURNAL,
    RELAY,
    IMPORTS,
    "README.txt",
    ".stignore",
    ".gitattributes",
];
/// The most bytes of lines that are read of one file.
const MAX_FILE: u64 = 1 << 30;
/// The letters of a step's id (Crockford's base 32), and how many there are.
const ID: (usize, &str) = (8, "0123456789abcdefghjkmnpqrstvwxyz");

/// The folder, there.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) disk: Arc<dyn Disk>,
    pub(super) path: PathBuf,
}

/// What a file of lines holds of ours.
#[derive(Debug, Default)]
pub(super) struct Sound {
    pub(super) lines: Vec<Line>,
    /// How many lines are none.
    pub(super) bad: usize,
    /// The lines that only a newer program understands, or nobody, as they stand.
    pub(super) unknown: Vec<Vec<u8>>,
}

/// What was found in it.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// What each device says of itself.
    pub(super) journals: BTreeMap<JournalName, Sound>,
    /// What each device passes on of others.
    pub(super) relays: BTreeMap<String, Sound>,
    /// Import files and their lengths.
    pub(super) imports: BTreeMap<String, u64>,
    /// Names that are none of ours, as paths in the folder.
    pub(super) ignored: Vec<String>,
    /// Sound that only a newer program understands, or nobody.
    pub(super) unknown: usize,
}

impl Look {
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        let files = self.journals.values().chain(self.relays.values());
        files.flat_map(|file| &file.lines)
    }
}

impl Folder {
    pub(super) fn open(disk: Arc<dyn Disk>, path: &Path) -> Result<Self, ShareError> {
        let found = disk.stat(&disk.canonical(path).unwrap_or_else(|_| path.to_owned()));
        match found {
            Ok(stat) if stat.kind == Kind::Folder => Ok(Self {
                disk,
                path: path.to_owned(),
            }),
            Ok(_) => Err(ShareError::Away(path.to_owned())),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(ShareError::Away(path.to_owned()))
            }
            Err(error) => Err(ShareError::io(path)(error)),
        }
    }

    /// Reads everything that devices put there.
    pub(super) fn look(&self) -> Result<Look, ShareError> {
        let mut look = Look::default();
        for name in self.names("")? {
            if !OURS.contains(&name.as_str()) {
                look.ignored.push(name);
            }
        }
        for name in self.names(JOURNAL)? {
            match JournalName::parse(&name) {
                Some(journal) => {
                    let lines = self.lines(JOURNAL, &name, Some(&journal), &mut look)?;
                    look.journals.insert(journal, lines);
                }
                None => look.ignored.push(format!("{JOURNAL}/{name}")),
            }
        }
        for name in self.names(RELAY)? {
            match name
                .strip_suffix(".jsonl")
                .filter(|device| is_device(device))
            {
                Some(device) => {
                    let lines = self.lines(RELAY, &name, None, &mut look)?;
                    look.relays.insert(device.to_owned(), lines);
                }
                None => look.ignored.push(format!("{RELAY}/{name}")),
            }
        }
        for name in self.names(IMPORTS)? {
            let path = self.path.join(IMPORTS).join(&name);
            let stat = self
                .disk
                .stat(&path)
                .ok()
                .filter(|stat| stat.kind == Kind::File);
            match import_id(&name).zip(stat) {
                Some((id, stat)) => drop(look.imports.insert(id.to_owned(), stat.len)),
                None => look.ignored.push(format!("{IMPORTS}/{name}")),
            }
        }
        Ok(look)
    }

    /// The names in a folder of the folder, in order. A link to a folder is refused: whoever may write
    /// here could lead this device's files to any place, such as its own journal.
    fn names(&self, of: &str) -> Result<Vec<String>, ShareError> {
        let path = self.path.join(of);
        let planted = |stat: Stat| stat.kind != Kind::Folder;
        if !of.is_empty() && self.disk.stat(&path).is_ok_and(planted) {
            return Err(ShareError::Planted(path));
        }
        match self.disk.list(&path) {
            Ok(names) => {
                let names = names.iter().map(|name| name.to_string_lossy().into_owned());
                let mut names: Vec<String> = names.collect();
                names.sort();
                Ok(names)
            }
            Err(error) if error.kind() == ErrorKind::NotFound && !of.is_empty() => Ok(Vec::new()),
            Err(error) => Err(ShareError::io(&path)(error)),
        }
    }

    /// The sound lines of a file. One that is no file of ours, or that goes away while it is read,
    /// holds none.
    fn lines(
        &self,
        of: &str,
        name: &str,
        journal: Option<&JournalName>,
        look: &mut Look,
    ) -> Result<Sound, ShareError> {
        let path = self.path.join(of).join(name);
        let stat = self.disk.stat(&path);
        if !stat.is_ok_and(|stat| stat.kind == Kind::File && stat.len <= MAX_FILE) {
            look.ignored.push(format!("{of}/{name}"));
            return Ok(Sound::default());
        }
        let sifted = match self.disk.open(&path).and_then(|file| sift(file, journal)) {
            Ok(sifted) => sifted,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Sound::default()),
            Err(error) => return Err(ShareError::io(&path)(error)),
        };
        let (lines, odd): (Vec<Line>, Vec<Line>) = sifted.lines.into_iter().partition(is_sound);
        let mut unknown = sifted.newer;
        look.unknown += unknown.len() + odd.len();
        unknown.extend(odd.iter().filter_map(Line::bytes));
        Ok(Sound {
            lines,
            bad: sifted.bad,
            unknown,
        })
    }

    /// Makes the three folders that are not there yet.
    pub(super) fn make(&self) -> Result<(), ShareError> {
        for name in [JOURNAL, RELAY, IMPORTS] {
            let path = self.path.join(name);
            match self.disk.create_folder(&path) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(ShareError::io(&path)(error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Puts lines into a file, with others behind them as they stand, unless these and no others are
    /// there. Says whether it did.
    pub(super) fn put<'a>(
        &self,
        of: &str,
        name: &str,
        lines: impl Iterator<Item = &'a Line>,
        unknown: &[Vec<u8>],
    ) -> Result<bool, ShareError> {
        let path = self.path.join(of).join(name);
        let mut bytes = Vec::new();
        for text in lines.filter_map(Line::bytes).chain(unknown.iter().cloned()) {
            bytes.extend(text);
            bytes.push(b'\n');
        }
        let same = disk::read_small(&*self.disk, &path, bytes.len() as u64);
        if same.is_ok_and(|there| there.unwrap_or_default() == bytes) {
            return Ok(false);
        }
        let put = disk::replace(&*self.disk, &path, &bytes, Hard::Yes);
        put.map(|()| true).map_err(ShareError::io(&path))
    }

    /// Removes an import file that somebody was erased from. One that cannot be removed stays.
    pub(super) fn remove_import(&self, id: &str) -> bool {
        let path = self.path.join(IMPORTS).join(format!("{id}.jsonl"));
        self.disk.remove(&path).is_ok()
    }

    /// Opens an import file.
    pub(super) fn import(&self, id: &str) -> io::Result<Box<dyn disk::Source>> {
        let path = self.path.join(IMPORTS).join(format!("{id}.jsonl"));
        self.disk.open(&path)
    }

    /// Puts an import file there, whole or not at all: `fill` writes it and says whether it is what
    /// it should be.
    pub(super) fn put_import(
        &self,
        id: &str,
        fill: impl FnOnce(&mut dyn io::Write) -> io::Result<bool>,
    ) -> Result<bool, ShareError> {
        let path = self.path.join(IMPORTS).join(format!("{id}.jsonl"));
        let failed = ShareError::io(&path);
        let put = || {
            let mut replacement = disk::Replacement::start(&*self.disk, &path)?;
            let whole = fill(&mut *replacement.file)?;
            if whole {
                replacement.finish(Hard::Yes)?;
            }
            Ok(whole)
        };
        put().map_err(failed)
    }
}

/// Whether a line is one that this program would have written, and understands. Another one is not
/// taken in: it would make the store of an older program read-only.
fn is_sound(line: &Line) -> bool {
    let (letters, alphabet) = ID;
    line.id.len() == letters
        && line.id.chars().all(|letter| alphabet.contains(letter))
        && line.at.len() <= 40
        && chrono::DateTime::parse_from_rfc3339(&line.at).is_ok()
        && line.tz.len() <= 64
        && line.tz.chars().all(|c| c.is_ascii_graphic())
        && wire::decode(line.step.get()).is_ok_and(|step| names_imports(&step))
        && line.bytes().is_some()
}

/// Whether the files of an import have names that files of imports have. With others the store would be
/// damaged for good: no exchange can bring them.
fn names_imports(step: &Step) -> bool {
    match step.what() {
        Step::Import(import) => import.files.iter().all(|file| is_import(&file.id)),
        _ => true,
    }
}

/// The folders in a share folder that devices write to.
pub(super) fn watched(folder: &Path) -> [PathBuf; 3] {
    [JOURNAL, RELAY, IMPORTS].map(|name| folder.join(name))
}

/// A text that changes when either side does: names, lengths and numbers of files.
pub(super) fn fingerprint(store: &Store, folder: &Path) -> Result<String, ShareError> {
    let disk = store.disk();
    let journal = store.data_dir().join(JOURNAL);
    let own = store.fingerprint().map_err(ShareError::io(&journal))?;
    let mut parts = vec![own];
    let folder = Folder::open(disk, folder)?;
    for of in [JOURNAL, RELAY, IMPORTS] {
        for name in folder.names(of)? {
            let stat = folder.disk.stat(&folder.path.join(of).join(&name));
            let stat = stat.map_or((0, 0), |stat| (stat.len, stat.inode));
            parts.push(format!("{of}/{name}:{}:{}", stat.0, stat.1));
        }
    }
    Ok(parts.join("\n"))
}
