//! Who somebody is across files and archives.

use std::{fmt, sync::Arc};

/// The key that stands for one person everywhere: in facts, decisions and the journal.
///
/// Four forms, told apart by their text:
///
/// * a normalised profile slug, `mira-example` (percent-decoded once, NFC, lower case);
/// * `member:<digits>`, the numeric member id of 2023's invitations, which matches no slug;
/// * `row:<hex>`, for rows without any URL: a hash of what the row says, so that the same row of
///   a later archive gets the same key. Such people are never merged by themselves;
/// * `name:<name>`, for somebody of whom only the person knows: nobody in any archive.
///
/// A slug that would read as one of the other forms is written with `in:` before it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey(Arc<str>);

impl PersonKey {
    /// The key of a normalised slug. `None` for an empty one, which means *no URL*.
    pub fn slug(slug: &str) -> Option<Self> {
        if slug.is_empty() {
            return None;
        }
        let reserved = ["member:", "row:", "name:", "in:"]
            .iter()
            .any(|form| slug.starts_with(form));
        Some(if reserved {
            Self(format!("in:{slug}").into())
        } else {
            Self(slug.into())
        })
    }

    /// The key of a numeric member id.
    pub fn member(id: u64) -> Self {
        Self(format!("member:{id}").into())
    }

    /// The key of a row without a URL; `hash` is over what the row says.
    pub fn row(hash: u64) -> Self {
        Self(format!("row:{hash:016x}").into())
    }

    /// The key of somebody whom no archive has.
    pub fn name(name: &str) -> Self {
        Self(format!("name:{name}").into())
    }

    /// The name in the key, for somebody whom no archive has.
    pub fn as_name(&self) -> Option<&str> {
        self.0.strip_prefix("name:")
    }

    /// The key with this text, as it was stored. Every text is some person's key.
    pub fn from_text(text: &str) -> Self {
        Self(text.into())
    }

    /// The text that is stored and typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The profile slug, if this person has one.
    pub fn as_slug(&self) -> Option<&str> {
        match self.0.split_once(':') {
            Some(("in", slug)) => Some(slug),
            Some(("member" | "row" | "name", _)) => None,
            _ => Some(&self.0),
        }
    }
}

/// The hexadecimal ending that LinkedIn gives the address of a profile whose owner chose none:
/// `5b3a81a2` of `mira-example-5b3a81a2`; `None` for an address that was chosen. Source: seen in
/// archives, six to ten digits; 39 % of inviters have one.
pub fn default_ending(slug: &str) -> Option<&str> {
    let (_, ending) = slug.rsplit_once('-')?;
    // A word such as "decade" has the letters too, so one digit is asked for.
    let default = (6..=10).contains(&ending.len())
        && ending.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
        && ending.contains(|c: char| c.is_ascii_digit());
    default.then_some(ending)
}

impl fmt::Display for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
