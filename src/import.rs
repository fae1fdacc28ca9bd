//! Bytes of an archive to rows and warnings, and rows to facts.

mod decode;
mod error;
mod kind;
mod limits;
mod records;
pub mod section;
pub mod source;
mod zip;

pub use self::{
    decode::Encoding,
    error::{Fault, ImportError},
    kind::Kind,
    limits::Limits,
};
