//! Companies' names brought to one form, and found in headlines.

use std::collections::HashSet;

use super::titles::words;
use crate::text::fold::fold;

/// What is left out of a company's name before it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Companies {
    /// Legal forms and words like `group`, folded.
    pub legal: HashSet<Box<str>>,
    /// Words at the end that only say where, folded.
    pub places: HashSet<Box<str>>,
    /// Names that mean no company, folded.
    pub none: HashSet<Box<str>>,
    /// Very large brands, in the form of [`Companies::name`].
    pub brands: HashSet<Box<str>>,
}

impl Companies {
    /// The name in the form that is compared: `Acme Holding GmbH (Berlin)` is `acme`. `None` if it
    /// means no company.
    pub fn name(&self, company: &str) -> Option<String> {
        let folded = fold(company);
        let mut name = folded.as_str();
        for end in ["|", " - ", " – ", "(", ","] {
            let cut = name.split(end).next().unwrap_or(name);
            if !cut.trim().is_empty() {
                name = cut;
            }
        }
        let all: Vec<&str> = words(name)
            .into_iter()
            .filter_map(|range| name.get(range))
            .filter(|word| word.chars().all(|c| c.is_alphanumeric() || c == '&'))
            .collect();
        let joined = all.join(" ");
        if joined.is_empty() || self.none.contains(&*joined) {
            return None;
        }
        let mut kept: Vec<&str> = all.clone();
        while kept.len() > 1
            && kept.last().is_some_and(|last| {
                self.legal.contains(*last) || self.places.contains(*last) || *last == "&"
            })
        {
            kept.pop();
        }
        // `s.r.o.` and `sp. z o.o.` come as single letters.
        for form in [
            &["s", "r", "o"][..],
            &["sp", "z", "o", "o"],
            &["s", "p", "a"],
            &["s", "a"],
        ] {
            if kept.len() > form.len() && kept.ends_with(form) {
                kept.truncate(kept.len() - form.len());
            }
        }
        let kept = kept.join(" ");
        let stealth = kept.starts_with("stealth ") || self.none.contains(&*kept);
        (!stealth).then_some(kept)
    }
}

/// The words between a title and a company.
const AT: [&str; 9] = [
    " at ", " @ ", " @", " bei ", " chez ", " presso ", " bij ", " hos ", " en ",
];

/// Title and company of a headline such as `Recruiter at Acme | Hiring in Leeds`.
pub fn split(headline: &str) -> (&str, Option<&str>) {
    // Each of them begins with a space.
    if !headline.contains(' ') {
        return (headline, None);
    }
    // ASCII case only: a change of length would shift the place.
    let lower = headline.to_ascii_lowercase();
    for at in AT {
        let Some((title, _)) = lower.split_once(at) else {
            continue;
        };
        let company = headline.get(title.len() + at.len()..).unwrap_or_default();
        let company = company.split(['|', '•', '·']).next().unwrap_or_default();
        let company = company.split(" - ").next().unwrap_or_default().trim();
        // Spanish and French `en` is more often "in": only a name with a capital is one.
        let named = at != " en " || company.chars().next().is_some_and(char::is_uppercase);
        if !company.is_empty() && named {
            return (
                headline.get(..title.len()).unwrap_or_default(),
                Some(company),
            );
        }
    }
    (headline, None)
}
