//! Files of the store that other programs may write: a change is a message of the one channel.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::Sender,
};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::runner::Event;

/// Watches as long as it lives.
#[derive(Debug)]
pub(super) struct Watch {
    _watcher: RecommendedWatcher,
}

/// Whether it is a lock of the store: it says who writes, and what is written is told elsewhere.
fn is_lock(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name == "lock" || name.starts_with("lock-")
}

/// Begins to watch folders. Without a watcher (a network mount, no more handles) the person has
/// to reload by key, so that failing is no error.
pub(super) fn watch(folders: &[PathBuf], to: Sender<Event>) -> Option<Watch> {
    if folders.is_empty() {
        return None;
    }
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let wrote = event.is_ok_and(|event| {
            matches!(
                event.kind,
                EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_)
            ) && !event.paths.iter().all(|path| is_lock(path))
        });
        if wrote {
            let _unsent = to.send(Event::Files);
        }
    })
    .ok()?;
    for folder in folders {
        // One that cannot be watched must not make the others unseen.
        drop(watcher.watch(folder, RecursiveMode::NonRecursive));
    }
    Some(Watch { _watcher: watcher })
}
