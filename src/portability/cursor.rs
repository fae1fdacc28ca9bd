//! Up to where the changes were told, on this machine: beside the store, not in it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{SyncError, kept};
use crate::env::private_folder;

/// The file in the folder of the state.
const FILE: &str = "sync.json";

/// Up to where the changes of a member were told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Whose: a hash of the member's number at LinkedIn.
    pub member: String,
    /// The time of the newest event that was told, in milliseconds since 1970.
    pub processed_at: i64,
}

/// The cursor, if there is a sound one: without it, all changes that LinkedIn has are told.
pub fn read(state: &Path) -> Option<Cursor> {
    let text = fs::read_to_string(path(state)).ok()?;
    serde_json::from_str(&text).ok()
}

/// Keeps the cursor.
pub fn write(state: &Path, cursor: &Cursor) -> Result<(), SyncError> {
    let path = path(state);
    let written = serde_json::to_vec(cursor).map_err(io::Error::from);
    written
        .and_then(|bytes| {
            private_folder(state)?;
            kept::replace(&path, &bytes)
        })
        .map_err(|source| SyncError::Kept { path, source })
}

fn path(state: &Path) -> PathBuf {
    state.join(FILE)
}
