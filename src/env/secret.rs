//! A text that must not be seen: a token.

use std::fmt;

/// The variable that may hold the token of the API. It never reaches another program.
pub const TOKEN_VARIABLE: &str = "CORDIAL_TOKEN";
/// The longest token that is believed, in bytes. LinkedIn's have some hundred; chosen here.
const MOST_BYTES: usize = 8 * 1024;
/// What stands in its place.
const HIDDEN: &str = "[token]";

/// A token. It is in no `Debug`, no error and no file: only [`Secret::expose`] gives it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A text as somebody gave it.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Its first line, if that can be a token: visible ASCII, not too long.
    pub fn token(&self) -> Option<Self> {
        let line = self.0.trim().lines().next().unwrap_or_default().trim();
        let visible = line.bytes().all(|byte| byte.is_ascii_graphic());
        let fits = (1..=MOST_BYTES).contains(&line.len());
        (visible && fits).then(|| Self::new(line))
    }

    /// The token itself, for the one header that it goes into.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// A text of somebody else's without the token, should it repeat it.
    pub fn hidden_in(&self, text: &str) -> String {
        text.replace(&self.0, HIDDEN)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_not_seen() {
        let secret = Secret::new("  AQX-invented\nuser: mira\n").token().unwrap();
        assert_eq!(secret.expose(), "AQX-invented");
        assert!(!format!("{secret:?}").contains("AQX"));
        assert_eq!(secret.hidden_in("no AQX-invented!"), "no [token]!");
    }

    #[test]
    fn what_cannot_stand_in_a_header_is_no_token() {
        for text in ["", " \n", "two words", "tök", "a\u{1b}b", &"x".repeat(9000)] {
            assert_eq!(Secret::new(text).token(), None, "{text}");
        }
    }
}
