//! Who writes here: `device.toml` binds a device id to one machine and one path, so that a cloned
//! store gets an id of its own and a copied one an epoch of its own.

use std::fmt::Write as _;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::disk::{self, Disk, Hard};
use super::names::is_device;
use super::{Place, line::short_id};

const MAX_BYTES: u64 = 1024 * 1024;
/// The block of SHA-256, which HMAC pads its key to.
const BLOCK: usize = 64;
const HEAD: &str = "# Which device writes here: one entry for each machine that has used this store.\n\
                    # Keep this file out of shared folders.\n\n";

/// This machine and this process, given from outside.
#[derive(Clone, Debug)]
pub struct DeviceInfo {
    /// What the system calls this machine for ever (`/etc/machine-id`), or any text that differs
    /// between machines. Only a keyed hash of it is stored.
    pub machine: String,
    /// The host's name: the first name of the device, and named in the lock.
    pub host: String,
    /// The process, named in the lock.
    pub pid: u32,
    /// Randomness for a new device id; see [`entropy`].
    pub seed: u64,
}

/// Randomness from the system.
pub fn entropy() -> u64 {
    RandomState::new().hash_one("cordial")
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Devices {
    #[serde(default)]
    device: Vec<Entry>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    id: String,
    name: String,
    /// Keyed hash of the machine's id.
    machine: String,
    path: String,
    /// The first epoch that was written at this path: older ones are not continued.
    epoch: u32,
}

/// This machine's device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Own {
    pub(super) id: String,
    /// The lowest epoch that may be continued; `None` if the store was moved, so that a new epoch
    /// must come.
    pub(super) from: Option<u32>,
}

/// Looks up this machine's device; `None` where it has none yet. Errors are words.
pub(super) fn find(
    disk: &dyn Disk,
    place: &Place,
    info: &DeviceInfo,
) -> Result<Option<Own>, String> {
    let devices = read(disk, &place.device)?;
    Ok(devices.of(info).map(|entry| Own {
        id: entry.id.clone(),
        from: (entry.path == place.data.to_string_lossy()).then_some(entry.epoch),
    }))
}

/// Writes this machine's entry: a new id, or the new path with the epoch that begins there.
pub(super) fn settle(
    disk: &dyn Disk,
    place: &Place,
    info: &DeviceInfo,
    epoch_of: impl Fn(&str) -> u32,
) -> Result<Own, String> {
    let devices = read(disk, &place.device)?;
    let path = place.data.to_string_lossy().into_owned();
    let mut entry = match devices.of(info) {
        Some(entry) => entry.clone(),
        None => devices.new_entry(info, &path, &epoch_of),
    };
    entry.epoch = epoch_of(&entry.id);
    entry.path = path;
    devices.enter(disk, place, entry)
}

/// Writes this machine's entry so that nothing written before is continued: from this epoch on, or
/// for `None` with a new id.
pub(super) fn renew(
    disk: &dyn Disk,
    place: &Place,
    info: &DeviceInfo,
    epoch: Option<u32>,
    epoch_of: impl Fn(&str) -> u32,
) -> Result<Own, String> {
    let devices = read(disk, &place.device)?;
    let path = place.data.to_string_lossy().into_owned();
    let mut entry = match (epoch, devices.of(info)) {
        (Some(epoch), Some(entry)) => Entry {
            epoch,
            ..entry.clone()
        },
        _ => devices.new_entry(info, &path, &epoch_of),
    };
    entry.path = path;
    devices.enter(disk, place, entry)
}

/// Takes the paths out: every machine that writes here next begins a new epoch.
pub(super) fn unplace(disk: &dyn Disk, place: &Place) -> Result<(), String> {
    let mut devices = read(disk, &place.device)?;
    if devices.device.is_empty() {
        return Ok(());
    }
    for entry in &mut devices.device {
        entry.path.clear();
    }
    devices.write(disk, place)
}

impl Devices {
    /// An entry with an id that nobody has, from the first epoch on.
    fn new_entry(&self, info: &DeviceInfo, path: &str, epoch_of: &dyn Fn(&str) -> u32) -> Entry {
        let mut tries = 0;
        let id = loop {
            let id = new_id(info, path, tries);
            if epoch_of(&id) == 1 && self.device.iter().all(|entry| entry.id != id) {
                break id;
            }
            tries += 1;
        };
        Entry {
            id,
            name: info.host.clone(),
            machine: machine_hash(&info.machine),
            path: String::new(),
            epoch: 1,
        }
    }

    /// Makes an entry the one that counts for its machine, durably.
    fn enter(mut self, disk: &dyn Disk, place: &Place, entry: Entry) -> Result<Own, String> {
        let own = Own {
            id: entry.id.clone(),
            from: Some(entry.epoch),
        };
        self.device.retain(|other| other.id != entry.id);
        self.device.push(entry);
        self.write(disk, place)?;
        Ok(own)
    }

    fn write(&self, disk: &dyn Disk, place: &Place) -> Result<(), String> {
        let text = toml::to_string(self).map_err(|error| error.to_string())?;
        let text = format!("{HEAD}{text}");
        disk::replace(disk, &place.device, text.as_bytes(), Hard::Yes)
            .map_err(|error| error.to_string())
    }

    fn of(&self, info: &DeviceInfo) -> Option<&Entry> {
        let machine = machine_hash(&info.machine);
        self.device
            .iter()
            .rev()
            .find(|entry| entry.machine == machine)
    }
}

fn read(disk: &dyn Disk, path: &Path) -> Result<Devices, String> {
    let bytes = disk::read_small(disk, path, MAX_BYTES).map_err(|error| error.to_string())?;
    let Some(bytes) = bytes else {
        return Ok(Devices::default());
    };
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
    let devices: Devices = toml::from_str(&text).map_err(|error| error.message().to_owned())?;
    match devices.device.iter().find(|entry| !is_device(&entry.id)) {
        Some(entry) => Err(format!("`{}` is no device id", entry.id.escape_debug())),
        None => Ok(devices),
    }
}

fn new_id(info: &DeviceInfo, path: &str, tries: u64) -> String {
    short_id(&format!("{:x} {} {path} {tries}", info.seed, info.machine))
}

/// HMAC-SHA-256 of the program's name under the machine's id, 128 bits of it as hex. The id itself
/// must not be shown around (machine-id(5)).
fn machine_hash(machine: &str) -> String {
    let mut key = [0_u8; BLOCK];
    for (to, from) in key.iter_mut().zip(Sha256::digest(machine)) {
        *to = from;
    }
    let inner = Sha256::new()
        .chain_update(key.map(|byte| byte ^ 0x36))
        .chain_update("cordial");
    let outer = Sha256::new().chain_update(key.map(|byte| byte ^ 0x5c));
    hex(outer
        .chain_update(inner.finalize())
        .finalize()
        .iter()
        .take(16))
}

/// Bytes as lower-case hex.
pub fn hex<'a>(bytes: impl IntoIterator<Item = &'a u8>) -> String {
    bytes.into_iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Twelve hex digits that stand for a path, for names in folders that several stores use.
pub(super) fn path_key(path: &Path) -> String {
    hex(Sha256::digest(path.to_string_lossy().as_bytes())
        .iter()
        .take(6))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with Python's `hmac`.
    #[test]
    fn the_machine_is_named_by_a_keyed_hash_that_stays_the_same() {
        assert_eq!(
            machine_hash("0123456789abcdef0123456789abcdef"),
            "13a2b707b257a798cd2c8772e97d0100"
        );
    }
}
