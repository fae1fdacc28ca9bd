//! Patterns over folded text, compiled when they are first used.

use std::{ops::Range, sync::OnceLock};

use regex::Regex;

use crate::text::fold::fold_letters;

/// Regular expressions over folded text, any of which may be found. `\b`, `\w` and `\d` mean ASCII
/// there, which keeps the search linear and quick on notes in any language. Their letters are folded,
/// too: `Gebühr` finds what became `gebuhr`.
#[derive(Clone, Debug)]
pub struct Pattern {
    branches: Box<[Box<str>]>,
    compiled: OnceLock<Option<Regex>>,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.branches == other.branches
    }
}

impl Pattern {
    /// A pattern, not yet looked at: see [`Pattern::check`].
    pub fn new(source: &str) -> Self {
        Self::any([source.into()])
    }

    /// One pattern that finds what any of these does.
    pub fn any(branches: impl IntoIterator<Item = Box<str>>) -> Self {
        let branches = branches.into_iter();
        let folded = branches.map(|branch| {
            if branch.is_ascii() {
                branch
            } else {
                fold_letters(&branch).into()
            }
        });
        Self {
            branches: folded.collect(),
            compiled: OnceLock::new(),
        }
    }

    /// The text of the pattern.
    pub fn text(&self) -> String {
        self.branches.join("|")
    }

    /// The texts, each for itself.
    pub(super) fn branches(&self) -> impl Iterator<Item = &str> {
        self.branches.iter().map(|branch| &**branch)
    }

    /// Whether the pattern can be compiled.
    ///
    /// # Errors
    /// What is wrong with it, in one line.
    pub fn check(&self) -> Result<(), String> {
        match compile(&self.text()) {
            Ok(regex) => {
                self.compiled.get_or_init(|| Some(regex));
                Ok(())
            }
            Err(error) => {
                let text = error.to_string();
                let last = text.lines().last().unwrap_or_default();
                Err(last.trim_start_matches("error: ").to_owned())
            }
        }
    }

    fn regex(&self) -> Option<&Regex> {
        self.compiled
            .get_or_init(|| compile(&self.text()).ok())
            .as_ref()
    }

    /// Whether it is found. A pattern that cannot be compiled finds nothing.
    pub fn is_in(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// Where the words to show are: the group `hit`, else the whole match.
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        let Some(regex) = self.regex() else {
            return Vec::new();
        };
        let found = regex.captures_iter(text);
        let hits = found.filter_map(|c| c.name("hit").or_else(|| c.get(0)).map(|m| m.range()));
        hits.filter(|range| !range.is_empty()).collect()
    }
}

/// The text as it is compiled: `\b`, `\w`, `\d` and their opposites in ASCII.
pub(super) fn ascii(source: &str) -> String {
    source
        .replace(r"\b", r"(?-u:\b)")
        .replace(r"\w", "[0-9a-z_]")
        .replace(r"\W", "[^0-9a-z_]")
        .replace(r"\d", "[0-9]")
        .replace(r"\D", "[^0-9]")
}

fn compile(source: &str) -> Result<Regex, regex::Error> {
    Regex::new(&ascii(source))
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns_are_equal_by_their_text_looked_at_or_not() {
        let one = Pattern::new("geb\u{fc}hr(?:en)?");
        assert!(one.is_in("keine gebuhren") && !one.is_in("gratis"));
        assert_eq!(one, Pattern::new("gebuhr(?:en)?"));
        assert_ne!(one, Pattern::new("gebuhr"));
        assert_ne!(one, Pattern::any(["gebuhr(?:en)?".into(), "fee".into()]));
    }

    #[test]
    fn what_cannot_be_compiled_says_why_and_finds_nothing() {
        let broken = Pattern::new("(gebuhr");
        assert_eq!(broken.check(), Err("unclosed group".to_owned()));
        assert!(!broken.is_in("(gebuhr") && broken.hits("(gebuhr").is_empty());
        assert_eq!(Pattern::new("gebuhr").check(), Ok(()));
    }
}
