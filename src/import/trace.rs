//! Whom a row of an archive is about: for erasing somebody's rows, and for leaving them out later.

use sha2::{Digest as _, Sha256};

use super::profile_url;
use crate::domain::person::PersonKey;

/// Who is looked for.
pub trait Who {
    /// Whether this is them.
    fn is(&mut self, key: &PersonKey) -> bool;

    /// Whether a row without any address is theirs.
    fn named(&self, _cells: &[&str]) -> bool {
        false
    }
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is about others.
    Keep,
    /// It is about them, or holds their words.
    Drop,
    /// It is a message of somebody else to several: these addresses are left of the recipients.
    Without(String),
}

/// The columns of the recipients: addresses, and their names in another order.
pub const RECIPIENTS: [&str; 2] = ["RECIPIENT PROFILE URLS", "TO"];

/// What becomes of a row. `recipients` is the place of the column of recipients, in messages.
pub fn fate(who: &mut dyn Who, cells: &[&str], recipients: Option<usize>) -> Fate {
    let mut addressed = false;
    for (place, cell) in cells.iter().enumerate() {
        if !cell.contains("/in/") && !cell.starts_with("urn:") {
            continue;
        }
        let all: Vec<&str> = profile_url::split(cell).collect();
        let mut others = all.clone();
        others.retain(|url| {
            let key = profile_url::key(url);
            addressed |= key.is_some();
            !key.is_some_and(|key| who.is(&key))
        });
        match others.len() {
            same if same == all.len() => {}
            // The owner is not among the recipients of own messages: one left is a group, too.
            1.. if recipients == Some(place) => return Fate::Without(others.join(",")),
            _ => return Fate::Drop,
        }
    }
    if !addressed && who.named(cells) {
        return Fate::Drop;
    }
    Fate::Keep
}

/// Somebody to be found in rows.
#[derive(Clone, Debug)]
pub struct Trace {
    key: PersonKey,
    /// The name, where no address tells people apart.
    name: Option<String>,
}

impl Trace {
    /// Somebody with this key. Rows without any address are theirs by the exact name, if they are
    /// known by the name only.
    pub fn new(key: &PersonKey, name: &str) -> Self {
        let by_name = key.as_slug().is_none() && !name.trim().is_empty();
        Self {
            key: key.clone(),
            name: by_name.then(|| name.trim().to_owned()),
        }
    }
}

impl Who for Trace {
    fn is(&mut self, key: &PersonKey) -> bool {
        *key == self.key
    }

    fn named(&self, cells: &[&str]) -> bool {
        self.name
            .as_deref()
            .is_some_and(|name| has_name(cells, name))
    }
}

/// People who were erased: only hashes of their keys are known.
#[derive(Clone, Debug, Default)]
pub struct Erased {
    salt: String,
    hashes: Vec<String>,
    /// The last address that was hashed: neighbours in an archive are often of one person.
    last: Option<(PersonKey, bool)>,
}

impl Erased {
    /// These hashes, all with one salt.
    pub fn new<'a>(erasures: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut erased = Self::default();
        for (salt, hash) in erasures {
            salt.clone_into(&mut erased.salt);
            erased.hashes.push(hash.to_owned());
        }
        erased
    }

    /// Whether nobody was erased.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The key of the hashes, once one was made.
    pub fn salt(&self) -> Option<&str> {
        (!self.is_empty()).then_some(&self.salt)
    }
}

impl Who for Erased {
    fn is(&mut self, key: &PersonKey) -> bool {
        if let Some((last, erased)) = &self.last
            && last == key
        {
            return *erased;
        }
        let erased = self.hashes.contains(&hash(&self.salt, key));
        self.last = Some((key.clone(), erased));
        erased
    }
}

/// The hash that stays of somebody: without the key it names nobody, with the key it can be tested.
pub fn hash(salt: &str, key: &PersonKey) -> String {
    let digest = Sha256::digest(format!("{salt}\n{key}"));
    digest
        .iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// Whether a cell, or two neighbours together, are a name.
fn has_name(cells: &[&str], name: &str) -> bool {
    cells.iter().any(|cell| cell.trim() == name)
        || cells.windows(2).any(|pair| match pair {
            [first, last] => {
                let (first, last) = (first.trim(), last.trim());
                name.strip_prefix(first).map(str::trim) == Some(last) && !first.is_empty()
            }
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(slug: &str) -> PersonKey {
        PersonKey::slug(slug).unwrap()
    }

    fn dropped(who: &mut dyn Who, cells: &[&str]) -> bool {
        fate(who, cells, None) == Fate::Drop
    }

    #[test]
    fn a_row_is_somebodys_by_the_address_not_by_the_name() {
        let mut mira = Trace::new(&slug("mira-example"), "Mira Example");
        let url = "https://www.linkedin.com/in/Mira-Example/";
        assert!(dropped(&mut mira, &["Mira", "Example", url]));
        let other = "https://www.linkedin.com/in/mira-example-2";
        assert!(
            !dropped(&mut mira, &["Mira", "Example", other]),
            "a namesake"
        );
        let none = ["Mira", "Example", "Acme"];
        assert!(!dropped(&mut mira, &none), "nobody knows whose row this is");
        let quoted = format!("have you met {url} yet?");
        assert!(!dropped(&mut mira, &[&quoted]), "words of somebody else");
    }

    #[test]
    fn a_message_of_others_to_several_loses_one_recipient() {
        let mut mira = Trace::new(&slug("mira"), "Mira");
        let url = |slug: &str| format!("https://www.linkedin.com/in/{slug}");
        let both = format!("{},{}", url("jon"), url("mira"));
        let cells = [url("robin"), both];
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let left = fate(&mut mira, &cells, Some(1));
        assert_eq!(left, Fate::Without(url("jon")));
        let alone = [url("robin"), url("mira")];
        let alone: Vec<&str> = alone.iter().map(String::as_str).collect();
        assert_eq!(fate(&mut mira, &alone, Some(1)), Fate::Drop);
    }

    #[test]
    fn who_has_no_address_is_found_by_the_name_in_rows_without_one() {
        let mut mira = Trace::new(&PersonKey::row(7), "Mira Example");
        assert!(dropped(&mut mira, &["Mira", "Example", "Acme"]));
        assert!(dropped(&mut mira, &["Mira Example"]));
        let other = "https://www.linkedin.com/in/mira-example-2";
        assert!(!dropped(&mut mira, &["Mira", "Example", other]));
    }

    #[test]
    fn a_hash_tells_whether_a_row_is_of_somebody_who_was_erased() {
        let (salt, key) = ("00ff", slug("mira-example"));
        let hash = hash(salt, &key);
        assert!(!hash.contains("mira"));
        let mut erased = Erased::new([(salt, hash.as_str())]);
        assert!(dropped(
            &mut erased,
            &["x", "https://www.linkedin.com/in/mira-example"]
        ));
        assert!(!dropped(
            &mut erased,
            &["x", "https://www.linkedin.com/in/jon-sample"]
        ));
        let mut nobody = Erased::default();
        assert!(!dropped(
            &mut nobody,
            &["https://www.linkedin.com/in/mira-example"]
        ));
    }
}
