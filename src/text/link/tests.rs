use super::{LinkRefused as No, *};

mod browser;

/// Addresses that nobody may open, and the first thing that is wrong with them.
#[rustfmt::skip]
const HOSTILE: &[(&str, LinkRefused)] = &[
    // Other schemes, and none.
    ("javascript:alert(1)", No::Scheme),
    ("JaVaScRiPt:alert(document.domain)", No::Scheme),
    ("javascript://www.linkedin.com/%0Aalert(1)", No::Scheme),
    ("data:text/html;base64,PHNjcmlwdD4=", No::Scheme),
    ("vbscript:msgbox(1)", No::Scheme),
    ("file:///etc/passwd", No::Scheme),
    ("file://www.linkedin.com/etc/passwd", No::Scheme),
    ("ftp://www.linkedin.com/", No::Scheme),
    ("ssh://www.linkedin.com", No::Scheme),
    ("smb://www.linkedin.com/share", No::Scheme),
    ("ms-msdt://www.linkedin.com", No::Scheme),
    ("view-source:https://www.linkedin.com/", No::Scheme),
    ("blob:https://www.linkedin.com/1", No::Scheme),
    ("about:blank", No::Scheme),
    ("mailto:mira@example.com", No::Scheme),
    ("tel:+123", No::Scheme),
    ("vscode://file/etc/passwd", No::Scheme),
    ("x-https://www.linkedin.com/", No::Scheme),
    ("httpss://www.linkedin.com/", No::Scheme),
    ("www.linkedin.com/in/mira", No::Scheme),
    ("//www.linkedin.com/in/mira", No::Scheme),
    ("https:www.linkedin.com", No::Scheme),
    ("https:/www.linkedin.com", No::Scheme),
    ("://www.linkedin.com", No::Scheme),
    ("", No::Scheme),
    // Arguments and commands.
    ("--new-window=https://www.linkedin.com/", No::Scheme),
    ("-https://www.linkedin.com/", No::Scheme),
    ("https://www.linkedin.com/ --profile x", No::Character),
    ("https://www.linkedin.com/'; touch x; '", No::Character),
    ("https://www.linkedin.com/\"&calc&\"", No::Character),
    ("https://www.linkedin.com/`id`", No::Character),
    ("https://www.linkedin.com/|id", No::Character),
    ("https://www.linkedin.com/^&calc", No::Character),
    ("https://www.linkedin.com/<script>", No::Character),
    ("https://www.linkedin.com/{a,b}", No::Character),
    ("https://www.linkedin.com/%s%s", No::Escape),
    // Blanks, line breaks, controls, letters that are none.
    (" https://www.linkedin.com/", No::Character),
    ("https://www.linkedin.com/\n", No::Character),
    ("https://www.linkedin.com/\r\nX: y", No::Character),
    ("java\nscript:alert(1)", No::Character),
    ("ht\ttps://www.linkedin.com/", No::Character),
    ("https://www.linkedin.com/\0", No::Character),
    ("https://www.linkedin.com/\x1B]52;c;eA==\x07", No::Character),
    ("https://www.linkedin.com/\u{9B}31m", No::Character),
    ("https://www.linkedin.com/\u{202E}moc.live", No::Character),
    ("https://www.linkedin.com\u{200B}.evil.example/", No::Character),
    ("\u{FEFF}https://www.linkedin.com/", No::Character),
    ("https://www.linkedin.com\u{FF0F}@evil.example/", No::Character),
    ("https://www.linkedın.com/", No::Character),
    ("https://www.linkedin。com/", No::Character),
    ("https://www.linkedin.com/in/müller", No::Character),
    // Backslashes that browsers read as slashes.
    ("https:\\\\www.linkedin.com\\", No::Character),
    ("https://evil.example\\@www.linkedin.com/", No::Character),
    ("https://www.linkedin.com\\.evil.example/", No::Character),
    // Users and passwords.
    ("https://www.linkedin.com@evil.example/", No::User),
    ("https://www.linkedin.com:443@evil.example/", No::User),
    ("https://mira:secret@www.linkedin.com/", No::User),
    ("https://@www.linkedin.com/", No::User),
    ("https://www.linkedin.com%2F@evil.example/", No::User),
    ("https://a@b@www.linkedin.com/", No::User),
    // Ports.
    ("https://www.linkedin.com:8443/", No::Port),
    ("https://www.linkedin.com:80/", No::Port),
    ("http://www.linkedin.com:443/", No::Port),
    ("https://www.linkedin.com:/", No::Port),
    ("https://www.linkedin.com:0443/", No::Port),
    ("https://www.linkedin.com:443:443/", No::Port),
    ("https://www.linkedin.com:99999/", No::Port),
    ("https://www.linkedin.com:-1/", No::Port),
    // Hosts that are none.
    ("https://", No::Host),
    ("https:///in/mira", No::Host),
    ("https://?q", No::Host),
    ("https://.linkedin.com/", No::Host),
    ("https://www..linkedin.com/", No::Host),
    ("https://www.linkedin.com./", No::Host),
    ("https://-www.linkedin.com/", No::Host),
    ("https://www-.linkedin.com/", No::Host),
    ("https://www_x.linkedin.com/", No::Host),
    ("https://www%2elinkedin.com/", No::Host),
    ("https://www.linkedin.com%00.evil.example/", No::Host),
    ("https://www.linkedin.com;.evil.example/", No::Host),
    ("https://$(id).linkedin.com/", No::Host),
    // Hosts by number, and this machine.
    ("http://127.0.0.1/", No::Number),
    ("http://127.1/", No::Number),
    ("http://2130706433/", No::Number),
    ("http://0x7f000001/", No::Number),
    ("http://0177.0.0.01/", No::Number),
    ("http://169.254.169.254/latest/meta-data/", No::Number),
    ("http://[::1]/", No::Number),
    ("http://[::ffff:127.0.0.1]:80/", No::Number),
    ("http://localhost/", No::Local),
    ("http://LOCALHOST:80/", No::Local),
    ("http://app.localhost/", No::Local),
    ("http://router/", No::Local),
    ("http://printer.local/", No::Local),
    ("http://metadata.google.internal/", No::Local),
    // Names in other alphabets, encoded.
    ("https://www.xn--linkedn-6fb.com/", No::International),
    ("https://XN--LINKEDN-6FB.com/", No::International),
    // Ways back, and what hides behind a percent sign.
    ("https://www.linkedin.com/in/../redir", No::Path),
    ("https://www.linkedin.com/./in/mira", No::Path),
    ("https://www.linkedin.com/in/%2e%2E/redir", No::Path),
    ("https://www.linkedin.com/in/.%2e", No::Path),
    ("https://www.linkedin.com/in/mira%0d%0aX:%20y", No::Escape),
    ("https://www.linkedin.com/in/mira%00", No::Escape),
    ("https://www.linkedin.com/in/mira%1b[2J", No::Escape),
    ("https://www.linkedin.com/in/mira%7F", No::Escape),
    ("https://www.linkedin.com/in/mira%", No::Escape),
    ("https://www.linkedin.com/in/mira%2", No::Escape),
    ("https://www.linkedin.com/in/mira%zz", No::Escape),
    ("https://www.linkedin.com/in/mira%7g", No::Escape),
    ("https://www.linkedin.com/in/mira%g7", No::Escape),
];

/// Proper addresses that only look like LinkedIn.
const ELSEWHERE: &[&str] = &[
    "https://linkedin.com.evil.example/in/mira",
    "https://www.linkedin.com.evil.example/",
    "https://evil-linkedin.com/",
    "https://notlinkedin.com/",
    "https://wwwlinkedin.com/",
    "https://linkedin.co/",
    "https://linkedin.com.co/",
    "https://linkedin.org/",
    "https://Iinkedin.com/",
    "https://1inkedin.com/",
    "https://www.linkedln.com/",
    "https://linkedin.com-login.example/",
    "https://evil.example/https://www.linkedin.com/",
    "https://evil.example/?https://www.linkedin.com/",
    "https://evil.example#@www.linkedin.com/",
    "https://evil.example/@www.linkedin.com/",
    "https://lnkd.in/abc",
];

#[test]
fn hostile_addresses_are_refused() {
    for (address, why) in HOSTILE {
        assert_eq!(Link::linkedin(address), Err(*why), "{address:?}");
        assert_eq!(Link::web(address), Err(*why), "{address:?}");
    }
    let long = format!("https://www.linkedin.com/{}", "a".repeat(LINK_BYTES));
    assert_eq!(Link::linkedin(&long), Err(No::TooLong));
    let longest = long.get(..LINK_BYTES).unwrap();
    assert!(Link::linkedin(longest).is_ok() && longest.len() == LINK_BYTES);
    // A name of 253 characters is one, a longer one is none (RFC 1035 3.1).
    let labels = [&*"a".repeat(63), &"b".repeat(63), &"c".repeat(63)].join(".");
    let of_length = |length: usize| format!("https://{labels}.{}.org", "d".repeat(length - 196));
    assert!(Link::web(&of_length(253)).is_ok());
    assert_eq!(Link::web(&of_length(254)), Err(No::Host));
}

#[test]
fn what_looks_like_linkedin_is_not_linkedin() {
    for address in ELSEWHERE {
        assert_eq!(Link::linkedin(address), Err(No::NotLinkedIn), "{address:?}");
        let link = Link::web(address).unwrap();
        assert!(!link.is_linkedin(), "{address:?}");
    }
}

#[test]
fn proper_addresses_are_opened_as_they_were_judged() {
    let escaped = "https://mira.example/%70%2F%7e";
    assert_eq!(
        Link::web(escaped).map(|link| link.as_str().to_owned()),
        Ok(escaped.to_owned())
    );
    #[rustfmt::skip]
    let good = [
        ("https://www.linkedin.com/in/mira-example", "https://www.linkedin.com/in/mira-example"),
        ("http://www.linkedin.com/in/mira-example/", "https://www.linkedin.com/in/mira-example/"),
        ("HTTPS://WWW.LinkedIn.COM/in/Mira", "https://www.linkedin.com/in/Mira"),
        ("https://linkedin.com", "https://linkedin.com/"),
        ("https://linkedin.com?a=b", "https://linkedin.com/?a=b"),
        ("https://de.linkedin.com:443/in/m%C3%BCller#top", "https://de.linkedin.com/in/m%C3%BCller#top"),
        ("http://linkedin.com:80/", "https://linkedin.com/"),
        ("https://www.linkedin.com/search/results/all/?keywords=a%20b&origin=x..y", "https://www.linkedin.com/search/results/all/?keywords=a%20b&origin=x..y"),
        ("https://www.linkedin.com/in/mira?next=https://evil.example/../x@y:80", "https://www.linkedin.com/in/mira?next=https://evil.example/../x@y:80"),
    ];
    for (came, opened) in good {
        let link = Link::linkedin(came).unwrap();
        assert_eq!(link.as_str(), opened);
        assert_eq!(
            (link.to_string(), format!("{link:?}")),
            (opened.to_owned(), format!("{opened:?}"))
        );
    }
    let link = Link::web("http://Mira.Example:80?q").unwrap();
    assert_eq!(
        link.as_str(),
        "http://mira.example/?q",
        "elsewhere, http stays"
    );
    assert_eq!(link.host(), "mira.example");
    assert_eq!(link.shown(), "http://mira.example/?q");
}

#[test]
fn profiles_are_found_by_their_decoded_name() {
    let link = |slug| Link::profile(slug).map(|link| link.as_str().to_owned());
    assert_eq!(
        link("mira-example-1a2b"),
        Ok("https://www.linkedin.com/in/mira-example-1a2b".to_owned())
    );
    assert_eq!(
        link("jana-müller"),
        Ok("https://www.linkedin.com/in/jana-m%C3%BCller".to_owned())
    );
    assert_eq!(
        link("张伟"),
        Ok("https://www.linkedin.com/in/%E5%BC%A0%E4%BC%9F".to_owned())
    );
    // Whatever stands in it stays inside the one segment.
    assert_eq!(
        link("../redir?u=x#y"),
        Ok("https://www.linkedin.com/in/..%2Fredir%3Fu%3Dx%23y".to_owned())
    );
    assert_eq!(
        link("a%2e%2e/b'\""),
        Ok("https://www.linkedin.com/in/a%252e%252e%2Fb%27%22".to_owned())
    );
    for slug in ["", ".", "..", "a\nb", "\x1B[2J", "a\u{9B}"] {
        assert_eq!(link(slug), Err(No::Slug), "{slug:?}");
    }
    assert_eq!(link(&"ü".repeat(400)), Err(No::TooLong));
}

#[test]
fn a_search_is_made_from_any_name() {
    assert_eq!(
        Link::people_search("Jana Müller & Søn").as_str(),
        "https://www.linkedin.com/search/results/people/?keywords=Jana%20M%C3%BCller%20%26%20S%C3%B8n"
    );
    let hostile = Link::people_search(&"\x1B\n\u{202E}💥'\"".repeat(400));
    assert_eq!(Link::linkedin(hostile.as_str()), Ok(hostile.clone()));
}

#[test]
fn a_refusal_says_what_is_wrong() {
    assert_eq!(
        Link::linkedin("https://mira.example/")
            .unwrap_err()
            .to_string(),
        "the address is not on linkedin.com"
    );
    assert_eq!(
        No::TooLong.to_string(),
        "the address is longer than 2048 bytes"
    );
}
