//! The terminal: guard, input, runner, view, theme.
