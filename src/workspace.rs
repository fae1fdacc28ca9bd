//! Open, commit, undo, redo, import: shared by `cli` and `tui`.
