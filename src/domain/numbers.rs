//! The numbers that a table sets by name.

/// A struct of whole numbers that a file sets by their names.
macro_rules! numbers {
    ($(#[$doc:meta])* $numbers:ident: $($(#[$of:meta])* $name:ident,)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $numbers {
            $($(#[$of])* pub $name: u32,)*
        }

        impl $numbers {
            /// Their names in files.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// Sets one; `false` for a name that is none.
            pub fn set(&mut self, name: &str, value: u32) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)*
                    _ => return false,
                }
                true
            }
        }
    };
}

pub(crate) use numbers;
