//! The lock around each append: a file of its own, held for a moment, never for reading.

use std::fmt::Debug;
use std::io;
use std::path::Path;
use std::time::Duration;

use super::disk::{Attempt, Guard};
use super::fault::{Result, StoreError};
use super::{Access, Store};

/// How long to wait for the holder of a lock.
pub trait Wait: Debug + Send + Sync {
    /// Waits a moment after the `tries`-th refusal (from 0); `false` when patience has ended.
    fn wait(&self, tries: u32) -> bool;
}

/// Five seconds of patience, in naps of 5 ms.
#[derive(Clone, Copy, Debug, Default)]
pub struct FiveSeconds;

impl FiveSeconds {
    const NAP: Duration = Duration::from_millis(5);
    const TRIES: u32 = 1000;
}

impl Wait for FiveSeconds {
    fn wait(&self, tries: u32) -> bool {
        let is_patient = tries < Self::TRIES;
        if is_patient {
            std::thread::sleep(Self::NAP);
        }
        is_patient
    }
}

/// No lock at all, where the person said that one program alone writes.
struct Nobody;

impl Guard for Nobody {}

/// While it lives, no other program writes a step or an import.
#[expect(missing_debug_implementations, reason = "there is nothing to see")]
pub struct Alone(
    #[expect(dead_code, reason = "held, and unlocked by its drop")] [Box<dyn Guard>; 2],
);

impl Store {
    /// Keeps other programs from writing, for what changes the store as a whole.
    pub fn alone(&mut self) -> Result<Alone> {
        let steps = self.begin()?;
        let imports = self.lock(&self.place.import_lock)?;
        Ok(Alone([steps, imports]))
    }

    /// Takes one of the store's locks, or says who has it.
    pub(super) fn lock(&self, path: &Path) -> Result<Box<dyn Guard>> {
        let holder = format!("process {} on {}", self.info.pid, self.info.host);
        let mut tries = 0;
        loop {
            match self.disk.try_lock(path, &holder) {
                Ok(Attempt::Taken(guard)) => return Ok(guard),
                Ok(Attempt::Held(_)) if self.wait.wait(tries) => tries += 1,
                Ok(Attempt::Held(holder)) => {
                    let holder = if holder.is_empty() {
                        "another program".to_owned()
                    } else {
                        holder
                    };
                    return Err(StoreError::Locked {
                        path: path.to_owned(),
                        holder,
                    });
                }
                Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                    if self.access == Access::WriteAlone {
                        return Ok(Box::new(Nobody));
                    }
                    return Err(self.read_only(
                        "its file system has no locks, so two programs could overwrite each other",
                    ));
                }
                Err(error) => return Err(self.cannot(path)(error)),
            }
        }
    }

    /// The error for a store that takes no steps.
    pub(super) fn read_only(&self, why: impl Into<String>) -> StoreError {
        StoreError::ReadOnly {
            path: self.place.data.clone(),
            why: why.into(),
        }
    }

    /// The error for file work that failed: a refusal of the whole store where nothing may be
    /// written here.
    pub(super) fn cannot(&self, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
        move |error| match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                self.read_only(format!("{}: {error}", path.display()))
            }
            _ => StoreError::io(path)(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_is_asked_for_a_thousand_times_with_a_nap_between() {
        let now = std::time::Instant::now();
        assert!(FiveSeconds.wait(0) && FiveSeconds.wait(999));
        assert!(now.elapsed() >= Duration::from_millis(10));
        assert!(!FiveSeconds.wait(1000));
    }
}
