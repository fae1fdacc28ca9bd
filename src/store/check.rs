//! `doctor`: reads everything, changes nothing.

use std::io;
use std::path::{Path, PathBuf};

use super::Store;
use super::disk::{Kind, Stat};
use super::fault::{Fault, FaultKind};
use super::imports::{Depth, ImportRef, strays};
use super::names::{JournalName, import_id};

/// What belongs into the data directory.
const OURS: &[&str] = &[
    "journal",
    "imports",
    "relay",
    "device.toml",
    "lock",
    "lock-imports",
    "erasing",
    "lock-share",
    "share.toml",
    "rejected.jsonl",
];
/// What tells that a sync tool or git works in a folder.
const SYNCED: &[&str] = &[".stfolder", ".stignore", ".stversions", ".git", ".dropbox"];

impl Store {
    /// Reads all files anew and lists everything that is not as it should be. `imports` are the
    /// files that the steps in force name: each is read whole and compared.
    pub fn check(&self, imports: &[ImportRef]) -> Vec<Fault> {
        let mut fresh = Self::open(
            std::sync::Arc::clone(&self.disk),
            self.dirs.clone(),
            self.info.clone(),
            self.access,
        );
        let mut faults = fresh.read().faults;
        for import in imports {
            if let Some((kind, words)) = fresh.import_fault(import, Depth::Full) {
                let file = Path::new("imports").join(format!("{}.jsonl", import.id));
                faults.push(Fault::new(kind, file, None, words));
            }
        }
        let data = &fresh.place.data;
        fresh.check_folder(data, "", |name| OURS.contains(&name), &mut faults);
        let journal = |name: &str| JournalName::parse(name).is_some();
        fresh.check_folder(&fresh.place.journal, "journal", journal, &mut faults);
        let import = |name: &str| import_id(name).is_some();
        fresh.check_folder(&fresh.place.imports, "imports", import, &mut faults);
        faults
    }

    /// Lists what has no place in a folder, and what others may read.
    fn check_folder(
        &self,
        folder: &Path,
        shown: &str,
        ours: impl Fn(&str) -> bool,
        faults: &mut Vec<Fault>,
    ) {
        let names = match self.disk.list(folder) {
            Ok(names) => names,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => {
                let words = format!("it cannot be read: {error}");
                return faults.push(Fault::new(FaultKind::Unreadable, shown, None, words));
            }
        };
        let place = if shown.is_empty() {
            PathBuf::from(".")
        } else {
            PathBuf::from(shown)
        };
        faults.extend(
            self.disk
                .stat(folder)
                .ok()
                .and_then(|stat| loose(place, stat)),
        );
        let strays = strays(&*self.disk, folder);
        let mut names: Vec<_> = names.iter().map(|name| name.to_string_lossy()).collect();
        names.sort();
        for name in names {
            let (path, place) = (folder.join(&*name), Path::new(shown).join(&*name));
            let fault = if strays.contains(&path) {
                Fault::new(
                    FaultKind::Stray,
                    place,
                    None,
                    "an import that did not end left it; the next one removes it",
                )
            } else if !ours(&name) {
                Fault::new(FaultKind::Ignored, place, None, ignored(&name))
            } else {
                match self.disk.stat(&path) {
                    // A folder answers for itself, when it is listed.
                    Ok(stat) if stat.kind == Kind::Folder => continue,
                    Ok(stat) => match loose(place, stat) {
                        Some(fault) => fault,
                        None => continue,
                    },
                    Err(error) => Fault::new(FaultKind::Unreadable, place, None, error.to_string()),
                }
            };
            faults.push(fault);
        }
    }
}

fn ignored(name: &str) -> String {
    if SYNCED.contains(&name) {
        "ignored; it shows that this directory itself is synced, which can bring old states back: \
         keep it out and use a share folder"
            .to_owned()
    } else {
        "ignored: it has no name of ours".to_owned()
    }
}

/// A fault if others than the owner may read or write.
fn loose(place: PathBuf, stat: Stat) -> Option<Fault> {
    let mode = stat
        .mode
        .filter(|mode| mode & 0o077 != 0 && stat.kind != Kind::Other)?;
    let right = if stat.kind == Kind::Folder {
        "700"
    } else {
        "600"
    };
    let words =
        format!("its mode is {mode:03o}, so others can get at it; `chmod {right}` closes it");
    Some(Fault::new(FaultKind::LooseMode, place, None, words))
}
