//! The `cordial` program: everything is in the library.

fn main() {}
