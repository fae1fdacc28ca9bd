//! Cordial: a keyboard-driven assistant for the networking that LinkedIn leaves undone.
//!
//! Start with `ARCHITECTURE.md`: it has the one-way flow, the layers and what each may name.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod desktop;
pub mod domain;
pub mod drafts;
pub mod env;
pub mod export;
pub mod import;
pub mod portability;
pub mod query;
pub mod store;
pub mod templates;
pub mod text;
pub mod tui;
pub mod workspace;
