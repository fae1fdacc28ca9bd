//! LinkedIn's Member Data Portability API, for members in the European Economic Area and in
//! Switzerland: the same facts as in an archive, without asking for one.
//!
//! ```text
//! token ──► client ──► http (the only code that opens a socket) ──► LinkedIn
//!             │ bodies
//!             ▼
//!           kept: pages until all are there ──► page: JSON ──► fetch: files as in an archive ──► import
//! ```
//!
//! Everything but `http` knows nothing of the network. Source of the facts about the API:
//! learn.microsoft.com/linkedin/dma, and reports where that is silent or not so.

pub mod client;
pub mod cursor;
pub mod domain;
mod error;
pub mod fetch;
#[cfg(feature = "online")]
pub mod http;
pub mod kept;
pub mod page;
pub mod talks;
pub mod token;

pub use error::SyncError;
