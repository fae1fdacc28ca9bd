//! The words that choices have in the journal, in the configuration and on the command line.

/// Gives each variant of an enum its word, in the order of display. The word is looked for in one
/// table, so that what is written can be read again; a variant without one does not compile.
macro_rules! words {
    ($choice:ident: $($variant:ident $word:literal,)+) => {
        impl $choice {
            /// All of them with their words, in the order of display.
            pub const ALL: [(Self, &'static str); [$($word),+].len()] =
                [$((Self::$variant, $word)),+];

            /// Its word.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The one with this word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use words;
