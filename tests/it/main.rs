//! One test binary: the list of modules says what goes where.
mod width;

mod tui_keys;
mod tui_screens;
mod tui_story;
