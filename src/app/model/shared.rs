//! How list and detail share the screen.

/// Which half of a full-size pane has the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The list.
    #[default]
    List,
    /// The detail: moving scrolls it.
    Detail,
}

/// How list and detail share the screen at full size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Both, where there is room.
    Both,
    /// The list alone; the detail when it has the keys.
    List,
    /// The detail alone.
    Detail,
}
