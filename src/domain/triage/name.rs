//! What a name's writing shows. Odd signs are rare; how somebody likes to write is not judged.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript as _};

use super::{rules::Rules, titles::words};
use crate::text::fold::{fold, written};

/// Something odd in a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameSign {
    /// The rule.
    pub id: &'static str,
    /// The words, or signs made visible.
    pub matched: String,
}

/// What is odd in a name and, with `I1`, what is only information.
pub(super) fn signs(rules: &Rules, name: &str, slug: Option<&str>) -> Vec<NameSign> {
    let mut found = Vec::new();
    let mut add = |id, matched: String| found.push(NameSign { id, matched });
    if name.bytes().any(|b| matches!(b, b'@' | b'.' | b'0'..=b'9')) || !name.is_ascii() {
        let contact = name.split_whitespace().find(|word| is_contact(word));
        let digits = name.chars().filter(char::is_ascii_digit).count();
        if let Some(word) = contact {
            add("W_NAME_CONTACT", word.to_owned());
        } else if digits >= PHONE_DIGITS {
            add("W_NAME_CONTACT", name.trim().to_owned());
        } else if let Some(word) = odd_digit(rules, name) {
            add("W_NAME_DIGIT", word);
        }
    }
    if !name.is_ascii() {
        if let Some(style) = imitated(name) {
            add("W_NAME_STYLE", style);
        }
        let mut words = name.split(|c: char| c.is_whitespace() || c == '-');
        if let Some(word) = words.find(|word| mixes(word)) {
            add("W_NAME_SCRIPTS", word.to_owned());
        }
    }
    let folded = fold(name);
    let ranges = words(&folded);
    let mut parts = ranges.into_iter();
    let firm = |range: &Range<usize>| {
        let word = folded.get(range.clone()).unwrap_or_default();
        rules.firm_words.contains(word)
    };
    if let Some(range) = parts.find(firm) {
        let word = written(name, &folded, range.clone(), fold);
        let word = word.or_else(|| folded.get(range)).unwrap_or_default();
        add("W_NAME_COMPANY", word.to_owned());
    }
    if let Some(matched) = information(name, &folded, slug) {
        add("I1", matched);
    }
    found
}

/// A name with this many digits holds a phone number. Judgement.
const PHONE_DIGITS: usize = 7;

fn is_contact(word: &str) -> bool {
    let lower = word.to_lowercase();
    let host = [".com", ".net", ".org", ".io", ".xyz", "www.", "://"];
    lower.contains('@') || host.iter().any(|part| lower.contains(part))
}

/// A word with a digit that is no ordinal (`2nd`) and no certificate.
fn odd_digit(rules: &Rules, name: &str) -> Option<String> {
    let folded = fold(name);
    let mut words = folded.split([' ', ',', '(', ')', '/', '|']);
    let odd = words.find(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let ordinal = ["1st", "2nd", "3rd", "4th", "5th", "6th"].contains(&word);
        let known = rules
            .name_digits
            .iter()
            .any(|cert| word.starts_with(&**cert));
        word.contains(|c: char| c.is_ascii_digit()) && !ordinal && !known
    })?;
    Some(odd.to_owned())
}

/// Letters imitated by mathematical ones, and invisible signs, written out. A joiner is no sign
/// by itself: emoji and several scripts need it.
fn imitated(name: &str) -> Option<String> {
    let math = name
        .chars()
        .any(|c| matches!(c, '\u{1D400}'..='\u{1D7FF}' | '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}'));
    if math {
        return Some(fold(name));
    }
    let hidden = name.chars().find(|c| {
        matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}'
            | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    })?;
    Some(format!("U+{:04X}", u32::from(hidden)))
}

/// Whether one word mixes Latin with letters of the alphabets that look like it.
fn mixes(word: &str) -> bool {
    let has = |script: &[Script]| word.chars().any(|c| script.contains(&c.script()));
    !word.is_ascii() && has(&[Script::Latin]) && has(&[Script::Cyrillic, Script::Greek])
}

/// What is too common to warn about.
fn information(name: &str, folded: &str, slug: Option<&str>) -> Option<String> {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let cased = letters().any(|c| c.is_lowercase() || c.is_uppercase());
    if cased && !letters().any(char::is_uppercase) {
        return Some("all small letters".to_owned());
    }
    if letters().count() > 3 && cased && !letters().any(char::is_lowercase) {
        return Some("all capitals".to_owned());
    }
    let last = folded.split(' ').next_back().unwrap_or_default();
    if folded.contains(' ') && last.trim_end_matches('.').chars().count() == 1 {
        return Some("surname is an initial".to_owned());
    }
    if name
        .chars()
        .any(|c| matches!(u32::from(c), 0x1F300..=0x1FAFF | 0x2600..=0x27BF))
    {
        return Some("emoji in the name".to_owned());
    }
    let slug = fold(slug?);
    let mut words = folded.split(' ').filter(|word| word.len() > 1);
    let alike = !folded.is_ascii() || !slug.is_ascii() || words.any(|word| slug.contains(word));
    (!alike).then(|| "address unlike the name".to_owned())
}
