//! Fuzzing on stable Rust: each target takes any bytes, and panics when a promise is broken.
//!
//! `cargo test --test fuzz` replays the seeds; with `CORDIAL_FUZZ_SECONDS=5` each target then runs
//! so long on inputs changed from them. `fuzz/README.md` tells the rest.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a target that panics has found something"
)]

mod engine;
mod mutate;
mod targets;

#[path = "../tests/it/support/zip.rs"]
#[expect(dead_code, reason = "the tests lie more than the seeds do")]
mod zip;

use targets::{files, outgoing, stores, tables, text, typed};

/// One test for each target: its name is that of its folder of seeds.
macro_rules! targets {
    ($($name:ident: $target:expr),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                engine::fuzz(stringify!($name), &$target);
            }
        )*

        #[test]
        fn every_folder_of_seeds_has_a_target_and_every_target_a_seed() {
            engine::folders(&[$(stringify!($name)),*]);
        }
    };
}

targets! {
    archive: files::ARCHIVE,
    csv: files::CSV,
    section: files::SECTION,
    journal: files::JOURNAL,
    step: files::STEP,
    clean: text::CLEAN,
    address: text::ADDRESS,
    find: text::FIND,
    note: text::NOTE,
    page: text::PAGE,
    mail: files::MAIL,
    answer: files::ANSWER,
    archive_date: typed::ARCHIVE_DATE,
    typed_date: typed::TYPED_DATE,
    entry: typed::ENTRY,
    keys: typed::KEYS,
    query: typed::QUERY,
    config: tables::CONFIG,
    rules: tables::RULES,
    checklist: tables::CHECKLIST,
    wanted: tables::WANTED,
    template: tables::TEMPLATE,
    contact: outgoing::CONTACT,
    calendar: outgoing::CALENDAR,
    share: stores::SHARE,
    cache: stores::CACHE,
}
