//! A browser reads an address as we do, or we do not open it.

use proptest::prelude::*;

use super::*;

/// Addresses put together from what breaks parsers.
fn address() -> impl Strategy<Value = String> {
    let scheme = prop::sample::select(vec![
        "https://",
        "http://",
        "HTTPS://",
        "https:",
        "javascript:",
        "//",
        "",
    ]);
    let part = prop::sample::select(vec![
        "www.linkedin.com",
        "linkedin.com",
        "evil.example",
        ".",
        "..",
        "/",
        "//",
        "\\",
        "?",
        "#",
        "@",
        ":",
        ":443",
        ":80",
        "%2e",
        "%2F",
        "%00",
        "%41",
        "%",
        "a",
        "A",
        "-",
        "_",
        "1",
        "0x7f",
        "127.0.0.1",
        "[::1]",
        "xn--a",
        "ü",
        " ",
        "\t",
        "\n",
        "'",
        "localhost",
        "&",
        "=",
        ";",
        "~",
        "!",
        "$",
        "*",
        "(",
        "+",
        ",",
        "[",
        "]",
    ]);
    (scheme, prop::collection::vec(part, 0..10))
        .prop_map(|(scheme, parts)| scheme.to_owned() + &parts.concat())
}

/// A browser's parser agrees with ours about what we accept.
fn judge(text: &str) {
    for link in [Link::web(text), Link::linkedin(text)]
        .into_iter()
        .flatten()
    {
        let theirs = url::Url::parse(text).expect("what we accept, a browser accepts");
        let raised = link
            .as_str()
            .replacen("https:", &format!("{}:", theirs.scheme()), 1);
        assert_eq!(
            theirs.as_str(),
            if link.is_linkedin() {
                &raised
            } else {
                link.as_str()
            },
            "{text:?}"
        );
        let again = url::Url::parse(link.as_str()).expect("and what we open");
        assert_eq!(again.as_str(), link.as_str());
        assert_eq!(again.host_str(), Some(link.host()));
        assert!(matches!(again.host(), Some(url::Host::Domain(_))));
        assert!(
            again.username().is_empty() && again.password().is_none() && again.port().is_none()
        );
        assert_eq!(
            Link::web(link.as_str()),
            Ok(link.clone()),
            "serialising again changes nothing"
        );
        assert!(link.as_str().bytes().all(|b| b.is_ascii_graphic()));
    }
}

/// What browsers are tested with; `tests/corpora/README.md` says where it comes from.
#[test]
fn of_the_addresses_that_browsers_are_tested_with_only_web_addresses_are_opened() {
    let table = include_str!("../../../../tests/corpora/urltestdata.json");
    let rows: Vec<serde_json::Value> = serde_json::from_str(table).unwrap();
    let (mut opened, mut refused) = (0, 0);
    for row in rows {
        let Some(input) = row.get("input").and_then(serde_json::Value::as_str) else {
            continue; // a remark
        };
        let fails = row.get("failure").is_some();
        judge(input);
        match Link::web(input) {
            Ok(link) => {
                assert!(!fails, "a browser refuses {input}, and we open {link}");
                opened += 1;
            }
            Err(_) => refused += 1,
        }
    }
    // Most are odd on purpose: other schemes, no scheme, ports, users, numbers, other alphabets.
    assert_eq!((opened, refused), (19, 800));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_browser_reads_what_we_read(text in address()) {
        judge(&text);
    }

    #[test]
    fn a_browser_reads_what_we_read_in_the_wild(text in r"https?://[a-z0-9.:@-]{0,20}[!-~]{0,30}") {
        judge(&text);
    }

    #[test]
    fn every_slug_makes_a_proper_address_or_none(slug in any::<String>()) {
        if let Ok(link) = Link::profile(&slug) {
            judge(link.as_str());
            prop_assert!(link.is_linkedin());
            let path = link.as_str().strip_prefix("https://www.linkedin.com/in/").unwrap();
            prop_assert!(!path.contains(['/', '?', '#']));
        }
    }

    #[test]
    fn every_name_makes_a_search(name in any::<String>()) {
        let link = Link::people_search(&name);
        prop_assert_eq!(Link::linkedin(link.as_str()), Ok(link));
    }
}
