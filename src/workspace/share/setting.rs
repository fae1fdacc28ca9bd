//! Which folder is shared: `share.toml` in the data directory, of this device alone.

use std::{
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    ShareError,
    folder::{Folder, IMPORTS, JOURNAL},
};
use crate::store::{
    Store,
    disk::{self, Hard},
};

const FILE: &str = "share.toml";
const MAX_BYTES: u64 = 64 * 1024;
const HEAD: &str = "# Where this device meets the others; written by `cordial share init`.\n";

/// What is written into a new share folder, for people and for the tools that carry it.
const FILES: &[(&str, &str)] = &[
    (
        "README.txt",
        include_str!("../../../assets/share/README.txt"),
    ),
    (".stignore", include_str!("../../../assets/share/stignore")),
    (
        ".gitattributes",
        include_str!("../../../assets/share/gitattributes"),
    ),
];

#[derive(Serialize, Deserialize)]
struct Setting {
    folder: PathBuf,
}

fn file(store: &Store) -> PathBuf {
    store.data_dir().join(FILE)
}

/// The share folder that is set up, if one is.
pub fn folder_of(store: &Store) -> Result<Option<PathBuf>, ShareError> {
    let file = file(store);
    let bytes = disk::read_small(&*store.disk(), &file, MAX_BYTES);
    let Some(bytes) = bytes.map_err(ShareError::io(&file))? else {
        return Ok(None);
    };
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned());
    let setting = text.and_then(|text| {
        toml::from_str::<Setting>(&text).map_err(|error| error.message().to_owned())
    });
    match setting {
        Ok(setting) => Ok(Some(setting.folder)),
        Err(why) => Err(ShareError::Setting { file, why }),
    }
}

/// Sets a share folder up: makes it where it is not, writes what people and tools need to know into
/// it, and remembers it. Gives its path without links.
pub fn init(store: &Store, folder: &Path) -> Result<PathBuf, ShareError> {
    let disk = store.disk();
    let failed = |error| ShareError::io(folder)(error);
    let absolute = std::path::absolute(folder).map_err(failed)?;
    let unfit = |why| {
        let folder = absolute.clone();
        Err(ShareError::Unfit { folder, why })
    };
    let data = store.data_dir();
    if absolute.starts_with(data) || data.starts_with(&absolute) {
        return unfit("it and the data folder lie in one another");
    }
    disk::create_folders(&*disk, &absolute).map_err(failed)?;
    let absolute = disk.canonical(&absolute).map_err(failed)?;
    if absolute.starts_with(data) || data.starts_with(&absolute) {
        return unfit("it and the data folder lie in one another");
    }
    let there = disk.list(&absolute).map_err(failed)?;
    let has = |name: &str| there.iter().any(|there| there.to_str() == Some(name));
    if has("device.toml") {
        return unfit("it is a data folder: that one must not be shared");
    }
    if there.len() > 20 && !has(JOURNAL) && !has(IMPORTS) {
        return unfit("it is full of other things");
    }
    let shared = Folder::open(disk.clone(), &absolute)?;
    shared.make()?;
    for (name, text) in FILES {
        let path = absolute.join(name);
        let written = disk.create(&path, disk::FILE_MODE).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync()
        });
        match written {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                return Err(ShareError::io(&path)(error));
            }
            _ => {}
        }
    }
    let file = file(store);
    let setting = Setting {
        folder: absolute.clone(),
    };
    let text = toml::to_string(&setting).map_err(|error| ShareError::Setting {
        file: file.clone(),
        why: error.to_string(),
    })?;
    let write = || {
        disk::create_folders(&*disk, store.data_dir())?;
        disk::replace(&*disk, &file, format!("{HEAD}{text}").as_bytes(), Hard::Yes)
    };
    write().map_err(ShareError::io(&file))?;
    Ok(absolute)
}

/// Forgets the share folder; what is in it stays. Gives which one it was.
pub fn off(store: &Store) -> Result<Option<PathBuf>, ShareError> {
    let was = folder_of(store).unwrap_or_default();
    let file = file(store);
    match store.disk().remove(&file) {
        Ok(()) => Ok(was),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ShareError::io(&file)(error)),
    }
}
