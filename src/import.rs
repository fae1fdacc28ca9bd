//! Bytes of an archive to rows and warnings, and rows to facts.
//!
//! ```text
//! paths ──► place (zip, folder, csv) ──► decode ──► records ──► read ──► SectionSink
//!                                                                            │ section::Encoder
//! Archive ◄── interpret ◄────────────── section::Decoder ◄── import file ◄───┘
//! ```

pub mod dates;
mod decode;
mod error;
mod header;
pub mod interpret;
mod kind;
mod limits;
pub mod mail;
mod meter;
pub mod paste;
mod place;
pub mod profile_url;
mod read;
mod records;
mod repair;
mod report;
pub mod section;
pub mod source;
pub mod trace;
mod zip;

pub use self::{
    decode::Encoding,
    error::{Fault, ImportError},
    kind::Kind,
    limits::Limits,
    meter::{OnProgress, Progress},
    read::{SectionEnd, SectionSink, read, read_within},
    report::{FileReport, Lines, Reason, Report},
};
