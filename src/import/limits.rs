//! How much an archive may ask for. Sizes count what comes out, never what headers claim.

use std::time::Duration;

/// Limits of one import. The defaults leave an order of magnitude above the largest archive seen;
/// tests make them small.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a file that is opened.
    pub container: u64,
    /// Entries of an archive or a folder.
    pub entries: u64,
    /// Bytes of a zip's directory.
    pub directory: u64,
    /// Bytes of one used file, unpacked.
    pub file: u64,
    /// Bytes of all used files together, unpacked.
    pub total: u64,
    /// How many times larger a used file may be than its packed form, beyond [`Limits::free`].
    pub ratio: u64,
    /// Bytes of a used file that may come out of any number of packed ones.
    pub free: u64,
    /// Bytes of one field.
    pub field: usize,
    /// Fields of one row.
    pub columns: usize,
    /// Rows of all used files together.
    pub rows: u64,
    /// How long an import may take.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1 << 20;
        Self {
            container: 1024 * MIB,
            entries: 10_000,
            directory: 20 * MIB,
            file: 512 * MIB,
            total: 1024 * MIB,
            ratio: 200,
            free: MIB,
            field: 1 << 20,
            columns: 64,
            rows: 2_000_000,
            time: Duration::from_secs(60),
        }
    }
}
