//! From what the person named to the files that are read.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs::{self, File},
    io::{self, Read, Seek},
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{
    decode::Decoded,
    error::{Fault, ImportError},
    header::Header,
    limits::Limits,
    source::{self, Source},
    zip::{Entry, Zip},
};
use crate::domain::day::Instant;

/// What was found under the paths.
#[derive(Default)]
pub(super) struct Found {
    /// Archives that members point into.
    pub(super) zips: Vec<Zip>,
    /// Files to read, in order.
    pub(super) members: Vec<Member>,
    /// Names of all other files.
    pub(super) ignored: Vec<String>,
}

/// A file to read.
pub(super) struct Member {
    /// The place, for messages: the path, and the name in the archive.
    pub(super) place: String,
    /// The name in the archive, or the file's name.
    pub(super) name: String,
    /// What it is.
    pub(super) source: &'static Source,
    /// What distinguishes it from the other files of its source: a name, and the number behind it.
    part: (String, String),
    /// When it was written.
    pub(super) modified: Option<Instant>,
    /// Bytes, as far as that is told.
    pub(super) bytes: u64,
    /// Where its bytes are.
    pub(super) data: Data,
}

/// Where the bytes of a member are.
pub(super) enum Data {
    /// In an archive of [`Found::zips`].
    Zip(usize, Entry),
    /// In a file of a folder.
    Path(PathBuf),
    /// In an open file, at its beginning.
    File(File),
}

/// Finds the files to read under all paths.
pub(super) fn find(paths: &[PathBuf], limits: &Limits) -> Result<Found, ImportError> {
    let mut found = Found::default();
    for path in paths {
        let place = path.display().to_string();
        let at = |error: io::Error| ImportError::new(&*place, error);
        // Looked at before it is opened: opening a pipe would wait for a writer.
        let named = fs::metadata(path).map_err(at)?;
        if named.is_dir() {
            found.folder(path, limits)?;
        } else if named.is_file() {
            let file = File::open(path).map_err(at)?;
            let meta = file.metadata().map_err(at)?;
            found.file(path, file, &meta, limits)?;
        } else {
            return Err(ImportError::new(place, Fault::NotAFile));
        }
    }
    found.members.sort_by(|a, b| a.order().cmp(&b.order()));
    for pair in found.members.windows(2) {
        if let [first, second] = pair
            && first.source == second.source
            && first.part == second.part
        {
            let other = first.place.clone();
            return Err(ImportError::new(&*second.place, Fault::TwoOfOne { other }));
        }
    }
    if found.members.is_empty() {
        return Err(found.nothing(paths));
    }
    Ok(found)
}

impl Found {
    fn nothing(&self, paths: &[PathBuf]) -> ImportError {
        let nested = |name: &&String| {
            let ending = Path::new(name).extension().map(OsStr::to_ascii_lowercase);
            ending.is_some_and(|ending| ending == "zip")
        };
        let Some(path) = paths.first() else {
            return ImportError::new("import", Fault::NothingNamed);
        };
        let fault = match self.ignored.iter().find(nested) {
            Some(name) => Fault::Nested { name: name.clone() },
            None => Fault::NothingKnown,
        };
        ImportError::new(path.display().to_string(), fault)
    }

    /// A file that was named: an archive or a csv file, whatever its ending.
    fn file(
        &mut self,
        path: &Path,
        mut file: File,
        meta: &fs::Metadata,
        limits: &Limits,
    ) -> Result<(), ImportError> {
        let place = path.display().to_string();
        let at = |fault: Fault| ImportError::new(&*place, fault);
        if meta.len() == 0 {
            return Err(at(Fault::Empty));
        }
        if meta.len() > limits.container {
            let limit = limits.container;
            return Err(at(Fault::TooLarge { limit }));
        }
        let mut front = [0; 4];
        let read = file.read(&mut front).map_err(|error| at(error.into()))?;
        file.rewind().map_err(|error| at(error.into()))?;
        let front = front.get(..read).unwrap_or_default();
        let ending = path.extension().map(OsStr::to_ascii_lowercase);
        let named_zip = ending.is_some_and(|ending| ending == "zip");
        if front.starts_with(b"PK") || named_zip {
            return match Zip::open(file, meta.len(), &place, limits) {
                Ok(zip) => self.archive(zip, &place),
                Err(ImportError {
                    fault: Fault::NoEnd,
                    ..
                }) if !front.starts_with(b"PK") => Err(at(Fault::NotAnArchive)),
                Err(error) => Err(error),
            };
        }
        self.csv(path, file, meta, limits)
    }

    fn archive(&mut self, zip: Zip, place: &str) -> Result<(), ImportError> {
        if zip
            .entries
            .iter()
            .any(|entry| entry.path == "[Content_Types].xml")
        {
            return Err(ImportError::new(place, Fault::Spreadsheet));
        }
        let used = |entry: &&Entry| source::by_path(&entry.path).is_some();
        let used: BTreeMap<String, &str> = zip
            .entries
            .iter()
            .filter(used)
            .map(|entry| (unpacked(&entry.path), &*entry.path))
            .collect();
        for entry in &zip.entries {
            let Some(named) = source::by_path(&entry.path) else {
                // Who unpacks the archive may find this one in the place of the other.
                if let Some(other) = used.get(&unpacked(&entry.path)) {
                    let (place, other) = (format!("{place}: {}", entry.path), (*other).to_owned());
                    return Err(ImportError::new(place, Fault::TwoOfOne { other }));
                }
                self.ignored.push(entry.path.clone());
                continue;
            };
            self.members.push(Member {
                place: format!("{place}: {}", entry.path),
                name: entry.path.clone(),
                source: named.source,
                part: (named.name.to_owned(), named.suffix),
                modified: entry.modified,
                bytes: entry.bytes,
                data: Data::Zip(self.zips.len(), entry.clone()),
            });
        }
        self.zips.push(zip);
        Ok(())
    }

    /// A single csv file, by its name or, under any other name, by its header.
    fn csv(
        &mut self,
        path: &Path,
        mut file: File,
        meta: &fs::Metadata,
        limits: &Limits,
    ) -> Result<(), ImportError> {
        let place = path.display().to_string();
        let at = |fault: Fault| ImportError::new(&*place, fault);
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = name.to_string_lossy().into_owned();
        let named = source::by_file_name(&name);
        let mut decoded = Decoded::new(&mut file);
        let header = Header::find(&mut decoded, named.as_ref().map(|n| n.source), limits)
            .and_then(|header| match header {
                Some(header) => Ok(Some(header)),
                None => Header::find(&mut decoded, None, limits),
            })
            .map_err(at)?;
        let Some(header) = header else {
            return Err(at(match &named {
                Some(named) => Fault::MissingColumns {
                    kind: named.source.kind,
                },
                None if Header::is_binary(&mut decoded) => Fault::NotAnArchive,
                None => Fault::UnknownHeader,
            }));
        };
        file.rewind().map_err(|error| at(error.into()))?;
        let part = match named {
            Some(named) if named.source == header.source => (named.name.to_owned(), named.suffix),
            _ => (name.clone(), String::new()),
        };
        self.members.push(Member {
            place,
            name,
            source: header.source,
            part,
            modified: meta.modified().ok().and_then(instant),
            bytes: meta.len(),
            data: Data::File(file),
        });
        Ok(())
    }

    /// A folder: the files at its root or one folder down, and the export's own sub-folders.
    fn folder(&mut self, root: &Path, limits: &Limits) -> Result<(), ImportError> {
        let mut waiting = vec![(root.to_owned(), String::new(), 0)];
        let mut seen = 0;
        while let Some((folder, front, depth)) = waiting.pop() {
            let at = |error: io::Error| ImportError::new(folder.display().to_string(), error);
            for item in fs::read_dir(&folder).map_err(at)? {
                let item = item.map_err(at)?;
                seen += 1;
                if seen > limits.entries {
                    let limit = limits.entries;
                    let place = root.display().to_string();
                    return Err(ImportError::new(place, Fault::TooManyEntries { limit }));
                }
                // The type of the item itself: links are not followed.
                let kind = item.file_type().map_err(at)?;
                let name = format!("{front}{}", item.file_name().to_string_lossy());
                if kind.is_dir() && depth < 2 {
                    waiting.push((item.path(), name + "/", depth + 1));
                } else if kind.is_file() {
                    self.item(item.path(), name, limits)?;
                }
            }
        }
        Ok(())
    }

    fn item(&mut self, path: PathBuf, name: String, limits: &Limits) -> Result<(), ImportError> {
        let Some(named) = source::by_path(&name) else {
            self.ignored.push(name);
            return Ok(());
        };
        let place = path.display().to_string();
        let meta = fs::symlink_metadata(&path).map_err(|error| ImportError::new(&*place, error))?;
        if meta.len() > limits.file {
            let limit = limits.file;
            return Err(ImportError::new(place, Fault::TooLarge { limit }));
        }
        self.members.push(Member {
            place,
            name,
            source: named.source,
            part: (named.name.to_owned(), named.suffix),
            modified: meta.modified().ok().and_then(instant),
            bytes: meta.len(),
            data: Data::Path(path),
        });
        Ok(())
    }
}

impl Member {
    /// By kind, then name, then number: `_2` before `_10`.
    fn order(&self) -> impl Ord + use<'_> {
        let (name, number) = &self.part;
        (self.source.kind, name, number.len(), number)
    }
}

/// Where a path may lead when it is unpacked, on some system by some program: without its root, dots,
/// blank parts and control characters, and in lower case.
fn unpacked(path: &str) -> String {
    let path: String = path.chars().filter(|c| !c.is_control()).collect();
    let mut parts = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part.to_ascii_lowercase()),
        }
    }
    parts.join("/")
}

fn instant(time: SystemTime) -> Option<Instant> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Instant::from_timestamp(i64::try_from(since.as_secs()).ok()?, 0)
}
