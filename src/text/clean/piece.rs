//! Sentences made of our words and safe pieces.

use std::fmt::Write as _;

use super::Safe;

/// What may fill a `{}` of [`safe!`](crate::safe): safe text, our own words, numbers.
///
/// Strangers' text is none of these, and no other type can become one.
pub trait Piece: sealed::Sealed {
    /// Appends it to a text.
    fn write(&self, text: &mut String);

    /// Whether cleaning took something out of it.
    fn is_marked(&self) -> bool {
        false
    }
}

mod sealed {
    pub trait Sealed {}
}

impl sealed::Sealed for Safe {}
impl Piece for Safe {
    fn write(&self, text: &mut String) {
        text.push_str(self);
    }

    fn is_marked(&self) -> bool {
        Self::is_marked(self)
    }
}

impl sealed::Sealed for &Safe {}
impl Piece for &Safe {
    fn write(&self, text: &mut String) {
        text.push_str(self);
    }

    fn is_marked(&self) -> bool {
        Safe::is_marked(self)
    }
}

impl sealed::Sealed for &'static str {}
impl Piece for &'static str {
    fn write(&self, text: &mut String) {
        text.push_str(self);
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl sealed::Sealed for $number {}
        impl Piece for $number {
            fn write(&self, text: &mut String) {
                // Writing to a `String` cannot fail.
                let _ = write!(text, "{self}");
            }
        }

        impl From<$number> for Safe {
            fn from(number: $number) -> Self {
                Self::made(number.to_string())
            }
        }
    )*};
}

numbers!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

/// How many `{}` a template has; what [`safe!`](crate::safe) counts with, at compile time.
///
/// # Panics
///
/// On a brace of any other kind, so that `{name}` does not compile.
pub const fn holes(template: &str) -> usize {
    let mut rest = template.as_bytes();
    let mut holes = 0;
    loop {
        match rest {
            [b'{', b'}', after @ ..] => {
                holes += 1;
                rest = after;
            }
            [b'{' | b'}', ..] => panic!("a template has no braces but {{}}"),
            [_, after @ ..] => rest = after,
            [] => return holes,
        }
    }
}

/// A sentence of our words with safe pieces in it: `safe!("{} of {} open", 3, total)`.
///
/// Each `{}` takes the next argument, which must be a [`Piece`](crate::text::clean::Piece): a
/// [`Safe`](crate::text::Safe), one of our own `&'static str`, or a whole number. A raw string does
/// not compile, neither does a wrong number of arguments, nor `{name}` or `{:>3}`.
#[macro_export]
macro_rules! safe {
    ($template:literal $(, $piece:expr)* $(,)?) => {{
        const TEMPLATE: &str = $template;
        const PIECES: usize = 0 $(+ { let _ = stringify!($piece); 1 })*;
        const _: () = assert!($crate::text::clean::holes(TEMPLATE) == PIECES, "as many pieces as holes");
        $crate::text::Safe::fill(TEMPLATE, &[$(&$piece as &dyn $crate::text::clean::Piece),*])
    }};
}
