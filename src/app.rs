//! The interface as a pure state machine: a message comes in, the model changes, effects go out.
//!
//! ```text
//! Key ─► keymap ─► Action ─► pane or overlay ─► Effect ─► (tui::runner) ─► Msg ─► …
//! ```
//!
//! Nothing here knows a terminal, a file or a clock.

pub mod action;
pub mod draft;
pub mod edit;
pub mod effect;
pub mod key;
pub mod keymap;
pub mod lens;
pub mod list;
pub mod model;
pub mod msg;
pub mod overlay;
pub mod pane;
pub mod session;
pub mod update;

pub use action::Action;
pub use effect::Effect;
pub use model::Model;
pub use msg::Msg;
pub use update::update;
