//! Profile URLs, in any of the forms that LinkedIn's files have, to the key of the person.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::domain::person::PersonKey;

/// The most characters of a slug, decoded: twice the 100 that members may choose, for what LinkedIn makes
/// of long names itself. A longer one would only spoil tables.
const LONGEST: usize = 200;

/// The person behind a URL: `https://www.linkedin.com/in/mira-example`, with or without scheme and
/// host, of an e-mail (`/comm/in/`), raw or percent-encoded; or `urn:li:member:<digits>`.
///
/// `None` for everything else: for the bare `…/in` that one year's files have in every row, and for
/// what LinkedIn gives nobody, such as a slug with a line end or an escape in it.
pub fn key(url: &str) -> Option<PersonKey> {
    let url = url.trim();
    if let Some(id) = strip_prefix(url, "urn:li:member:") {
        let digits = id.bytes().all(|byte| byte.is_ascii_digit());
        return id.parse().ok().filter(|_| digits).map(PersonKey::member);
    }
    let (path, _) = url.split_once(['?', '#']).unwrap_or((url, ""));
    let path = strip_prefix(path, "https://")
        .or_else(|| strip_prefix(path, "http://"))
        .unwrap_or(path);
    let (host, path) = path.split_once('/')?;
    let linkedin = host.is_empty()
        || host.eq_ignore_ascii_case("linkedin.com")
        || ends_with(host, ".linkedin.com");
    if !linkedin {
        return None;
    }
    let path = strip_prefix(path, "comm/").unwrap_or(path);
    let slug = strip_prefix(path, "in/")?.split('/').next()?;
    let slug = normal(slug);
    // A browser takes these for the way to another page.
    let is_way = matches!(&*slug, "." | "..");
    let is_slug = !is_way && slug.chars().take(LONGEST + 1).count() <= LONGEST;
    PersonKey::slug(&slug).filter(|_| is_slug && !slug.contains(char::is_control))
}

/// The URLs of a cell that joins several with commas. Names may hold commas, addresses do not.
pub fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(',').map(str::trim).filter(|url| !url.is_empty())
}

/// Percent-decoded once, NFC, lower case.
fn normal(slug: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'%';
    if slug.bytes().all(plain) {
        return Cow::Borrowed(slug);
    }
    let slug = decode(slug);
    let slug = if is_nfc(&slug) {
        slug
    } else {
        slug.nfc().collect()
    };
    Cow::Owned(slug.to_lowercase())
}

/// Decodes each run of `%XX` that is UTF-8; leaves the others as they are.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((front, back)) = rest.split_once('%') {
        decoded.push_str(front);
        let from = rest.get(front.len()..).unwrap_or_default();
        let bytes = run(from.as_bytes());
        if bytes.is_empty() {
            decoded.push('%');
            rest = back;
            continue;
        }
        let (run, behind) = from.split_at_checked(3 * bytes.len()).unwrap_or((from, ""));
        match String::from_utf8(bytes) {
            Ok(text) => decoded.push_str(&text),
            Err(_) => decoded.push_str(run),
        }
        rest = behind;
    }
    decoded.push_str(rest);
    decoded
}

/// The bytes of the `%XX` with which a text begins.
fn run(text: &[u8]) -> Vec<u8> {
    let hex = |byte: u8| char::from(byte).to_digit(16);
    text.chunks_exact(3)
        .map_while(|chunk| match chunk {
            [b'%', high, low] => u8::try_from(hex(*high)? * 16 + hex(*low)?).ok(),
            _ => None,
        })
        .collect()
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (front, rest) = text.split_at_checked(prefix.len())?;
    front.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn ends_with(text: &str, suffix: &str) -> bool {
    text.len()
        .checked_sub(suffix.len())
        .and_then(|at| text.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(suffix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn all_forms_of_one_person_are_one_key() {
        for url in [
            "https://www.linkedin.com/in/jos%C3%A9-example",
            "https://www.linkedin.com/in/josé-example",
            "https://www.linkedin.com/in/jose\u{301}-example",
            "www.linkedin.com/in/josé-example",
            "http://de.linkedin.com/in/Jos%c3%a9-Example/",
            "https://www.linkedin.com/comm/in/jos%C3%A9-example?midToken=x#y",
            " HTTPS://WWW.LINKEDIN.COM/IN/JOSÉ-EXAMPLE ",
            "/in/josé-example",
        ] {
            assert_eq!(key(url).unwrap().as_str(), "josé-example", "{url}");
        }
    }

    #[test]
    fn what_names_nobody_is_none() {
        for url in [
            "",
            "https://www.linkedin.com/in",
            "https://www.linkedin.com/in/",
            "https://www.linkedin.com/in/?x",
            "https://www.linkedin.com/in/../../company/northwind",
            "https://www.linkedin.com/in/%2E%2e/",
            "https://www.linkedin.com/in/mira%0D%0Aexample",
            "https://www.linkedin.com/in/mira\u{1b}[31mexample",
            "https://www.linkedin.com/in/mira\u{9b}31mexample",
            "https://www.linkedin.com/company/northwind",
            "https://evil.example/in/mira",
            "https://evillinkedin.com/in/mira",
            "urn:li:member:",
            "urn:li:member:1x",
            "urn:li:member:+1",
            "urn:li:person:abc",
        ] {
            assert_eq!(key(url), None, "{url}");
        }
    }

    #[test]
    fn nobody_has_an_address_of_any_length() {
        let slug = |length| "é".repeat(length);
        let url = |length| format!("https://www.linkedin.com/in/{}", slug(length));
        assert_eq!(key(&url(LONGEST)).unwrap().as_str(), slug(LONGEST));
        assert_eq!(key(&url(LONGEST + 1)), None);
    }

    #[test]
    fn decoding_happens_once_and_leaves_what_is_no_text() {
        let slug = |url: &str| key(url).unwrap().as_str().to_owned();
        assert_eq!(slug("/in/a%2541"), "a%41");
        assert_eq!(slug("/in/a%FFb%"), "a%ffb%");
        assert_eq!(slug("/in/%zz"), "%zz");
        assert_eq!(key("urn:li:member:42").unwrap().as_str(), "member:42");
        assert_eq!(slug("/in/member%3A42"), "in:member:42");
    }

    proptest! {
        #[test]
        fn any_text_is_somebody_or_nobody(text in ".{0,30}|[/%0-9a-fin]{0,20}") {
            drop(key(&text));
            prop_assert!(split(&text).count() <= text.len() + 1);
            if let Some(again) = key(&format!("/in/{text}")).and_then(|k| k.as_slug().map(str::to_owned)) {
                prop_assert_eq!(again.to_lowercase(), again);
            }
        }
    }
}
