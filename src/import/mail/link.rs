//! Links in e-mails: whose profile they name, and what of them is secret.

use crate::{domain::person::PersonKey, import::profile_url, text::fold::fold};

/// What the links of an e-mail tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// Whether one accepts an invitation.
    pub(super) accept: bool,
    /// The profiles that links lead to, each once.
    profiles: Vec<PersonKey>,
}

/// Letters of a name that are too few to tell it in a link.
const FEW: usize = 3;

impl Links {
    pub(super) fn new(texts: &[&str]) -> Self {
        let mut links = Self::default();
        for url in texts.iter().flat_map(|text| urls(text)) {
            links.accept |= url.contains("invite-accept") || url.contains("invite_single");
            if let Some(key) = profile_url::key(url)
                && !links.profiles.contains(&key)
            {
                links.profiles.push(key);
            }
        }
        links
    }

    /// The profile of the inviter: one whose address has a word of the name, else the only one.
    /// The member's own profile and those of others may be linked, too.
    pub(super) fn profile_of(&self, name: &str) -> Option<PersonKey> {
        let name = fold(name);
        let words = || name.split(' ').filter(|word| word.chars().count() >= FEW);
        let named = |key: &&PersonKey| {
            let slug = fold(key.as_str());
            words().any(|word| slug.contains(word))
        };
        let mut fitting = self.profiles.iter().filter(named);
        match (fitting.next(), self.profiles.as_slice()) {
            (Some(key), _) => Some(key.clone()),
            (None, [only]) => Some(only.clone()),
            _ => None,
        }
    }
}

/// The addresses in a text or a page.
fn urls(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices("http").map(|(at, _)| at);
    starts.filter_map(|at| {
        let rest = text.get(at..)?;
        let web = rest.starts_with("https://") || rest.starts_with("http://");
        web.then(|| rest.get(..end(rest)).unwrap_or(rest))
    })
}

/// Where an address ends.
fn end(text: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "\"'<>()[]{}`\\|^".contains(c);
    text.find(ends).unwrap_or(text.len())
}

/// A text whose addresses are cut where secrets can stand: at the query, the fragment and
/// `sharedKey`.
pub(super) fn without_secrets(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let address = word.contains("://") || word.contains("linkedin.com/");
        let cuts = [word.find(['?', '#']), word.find("/sharedKey")];
        let cut = cuts.into_iter().flatten().min().filter(|_| address);
        let (kept, gone) = word
            .split_at_checked(cut.unwrap_or(word.len()))
            .unwrap_or((word, ""));
        clean.push_str(kept);
        clean.push_str(gone.get(end(gone)..).unwrap_or_default());
    }
    clean
}
