//! The strict patterns of file names. What fails them is litter of a sync tool, and never read.

use std::fmt;

/// The highest epoch that a journal's file name has room for (four digits).
pub const MAX_EPOCH: u32 = 9999;

/// The name of a journal file, taken apart: `<device>-<epoch>.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JournalName {
    /// Who writes the file.
    pub device: String,
    /// The how many-th file of this device it is, from 1.
    pub epoch: u32,
}

impl JournalName {
    /// The name, if it is exactly `[a-z0-9]{8,26}-[0-9]{4}.jsonl`.
    pub fn parse(name: &str) -> Option<Self> {
        let (device, epoch) = name.strip_suffix(".jsonl")?.split_once('-')?;
        let digits = epoch.len() == 4 && epoch.bytes().all(|byte| byte.is_ascii_digit());
        (digits && is_device(device))
            .then(|| epoch.parse().ok())
            .flatten()
            .map(|epoch| Self {
                device: device.to_owned(),
                epoch,
            })
    }
}

impl fmt::Display for JournalName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}.jsonl", self.device, self.epoch)
    }
}

/// Whether the text is a device id: `[a-z0-9]{8,26}`.
pub fn is_device(text: &str) -> bool {
    plain(text, 8, 26)
}

/// The id in the name of an import file, if the name is `[a-z0-9]{8,64}.jsonl`.
pub fn import_id(name: &str) -> Option<&str> {
    name.strip_suffix(".jsonl").filter(|id| is_import(id))
}

/// Whether the text is an import's id: `[a-z0-9]{8,64}`.
pub fn is_import(text: &str) -> bool {
    plain(text, 8, 64)
}

fn plain(text: &str, min: usize, max: usize) -> bool {
    (min..=max).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_strict_names_are_journals() {
        let name = JournalName::parse("k3f9x2m7-0012.jsonl").unwrap();
        assert_eq!((name.device.as_str(), name.epoch), ("k3f9x2m7", 12));
        assert_eq!(name.to_string(), "k3f9x2m7-0012.jsonl");
        for litter in [
            "k3f9x2m7-0001.sync-conflict-20261123-101112-ABCDEFG.jsonl",
            "k3f9x2m7-0001 (Mira's conflicted copy 2026-11-23).jsonl",
            "k3f9x2m7-0001 2.jsonl",
            ".syncthing.k3f9x2m7-0001.jsonl.tmp",
            "~syncthing~k3f9x2m7-0001.jsonl.tmp",
            "k3f9x2m7-0001.jsonl~",
            ".k3f9x2m7-0001.jsonl.swp",
            ".k3f9x2m7-0001.jsonl.icloud",
            "._k3f9x2m7-0001.jsonl",
            "K3F9X2M7-0001.jsonl",
            "k3f9x2m7-+001.jsonl",
            "k3f9x2m7-00001.jsonl",
            "short-0001.jsonl",
            "-0001.jsonl",
            "",
        ] {
            assert_eq!(JournalName::parse(litter), None, "{litter}");
        }
        assert_eq!(
            import_id("0123456789abcdef.jsonl"),
            Some("0123456789abcdef")
        );
        assert_eq!(import_id("../../../etc/passwd.jsonl"), None);
    }
}
