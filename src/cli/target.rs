//! Files that are written for others: whole or not at all, never through a link, for the person
//! alone. Source of the rules: safety.md 5.5.

use std::{fs, io::Write as _, path::Path};

use super::failure::Failure;

/// Writes a file. One that exists is replaced only with `force`.
pub(super) fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::user(format!("cannot write {}", path.display())).because(error.to_string())
    };
    match fs::symlink_metadata(path) {
        Ok(there) if !there.is_file() => {
            let what = if there.is_symlink() {
                "a link"
            } else {
                "no regular file"
            };
            return Err(
                Failure::user(format!("{} is {what}", path.display())).hint("name another file")
            );
        }
        Ok(_) if !force => {
            return Err(
                Failure::user(format!("{} exists", path.display())).hint("--force replaces it")
            );
        }
        _ => {}
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    // tempfile makes it 0600 and refuses to follow a link.
    let mut file = tempfile::Builder::new()
        .prefix(".cordial-")
        .tempfile_in(folder)
        .map_err(failed)?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(failed)
}
