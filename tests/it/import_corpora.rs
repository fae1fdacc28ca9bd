//! Archives that other programs wrote, honest and broken: `tests/corpora/README.md` says where they
//! come from. No LinkedIn file is in them, so that the honest ones get as far as to that.

use std::{collections::BTreeMap, fs};

use cordial::import::ImportError;

use crate::support;

/// What is said about those that are refused for their form.
const REFUSED: &[(&str, &str)] = &[
    ("readme.zip", "has 1 byte behind its end"),
    ("symlink.zip", "symlink: is a link or a device, not a file"),
    (
        "test-baddirsz.zip",
        "its end says other things than its directory (size or offset)",
    ),
    ("test-prefix.zip", "has 14 bytes behind its end"),
    ("test-trailing-junk.zip", "has 14 bytes behind its end"),
];

#[test]
fn what_finder_explorer_and_all_the_others_pack_is_read_and_what_is_broken_is_refused() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpora/zip");
    let refused: BTreeMap<&str, &str> = REFUSED.iter().copied().collect();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let error: ImportError = support::read(std::slice::from_ref(&path)).err().unwrap();
        let words = refused
            .get(name)
            .unwrap_or(&"holds no file that LinkedIn's archives hold");
        assert!(error.to_string().ends_with(words), "{name}: {error}");
        count += 1;
    }
    assert_eq!(count, 28);
}
