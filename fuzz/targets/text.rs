//! What strangers wrote: cleaned, measured, searched, judged.

use std::sync::LazyLock;

use cordial::{
    config,
    domain::triage::{self, Context, Rules},
    import::{paste, profile_url},
    text::{Link, Safe, clean, fold, formula, language, search, seek::Seek, width},
};

use super::{parts, words};
use crate::engine::{Target, outcome};

/// Cleaned text holds nothing that a terminal obeys, stays as it is when it is cleaned again, and
/// takes the cells that were counted.
pub(crate) const CLEAN: Target = Target::new(
    cleaned,
    &[
        "\u{1b}",
        "\u{90}",
        "\u{301}",
        "🏴\u{e0067}\u{e0062}\u{e007f}",
        "👩\u{200d}💻",
    ],
);

fn cleaned(input: &[u8]) -> u64 {
    let text = words(input);
    for safe in [
        Safe::line(&text),
        Safe::name(&text),
        Safe::headline(&text),
        Safe::text(&text),
        Safe::outgoing(&text),
        Safe::outgoing_line(&text),
    ] {
        for c in safe.chars() {
            let harmless = c == '\n' || !c.is_control() && !is_bidi(c);
            assert!(harmless, "{c:?} in {safe:?}");
        }
    }
    for line in [
        Safe::line(&text),
        Safe::name(&text),
        Safe::outgoing_line(&text),
    ] {
        assert!(!line.contains('\n'));
        let again = Safe::line(&line);
        assert_eq!(*again, *line, "cleaned twice");
        for most in [0, 1, 2, 7, 40] {
            let cut = width::cut(&line, most);
            assert!(width::cells(&cut) <= most, "{cut:?} is wider than {most}");
            assert_eq!(width::cells(&width::fit(&line, most)), most);
        }
    }
    let shown = Safe::text(&text);
    assert_eq!(*Safe::text(&shown), *shown, "cleaned twice");
    for line in width::wrap(&shown, 20) {
        assert!(width::cells(&line) <= 20, "{line:?}");
    }
    let removed = clean::removed(&text);
    for one in &removed {
        assert!(!one.words().chars().any(char::is_control));
    }
    let why: Vec<_> = removed.iter().map(|one| one.why).collect();
    outcome(&(shown.is_marked(), shown.more(), why))
}

const fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What passes is an address of a named host to every other reader, too.
pub(crate) const ADDRESS: Target = Target::new(
    address,
    &[
        "https://",
        "http://",
        "linkedin.com",
        "www.",
        "/in/",
        "@",
        ":443",
        ":80",
        "?",
        "#",
        "%2e",
        "%00",
        "[::1]",
        "127.0.0.1",
        "xn--",
        "localhost",
        "javascript:",
        "file:",
        "\\",
    ],
);

fn address(input: &[u8]) -> u64 {
    let text = words(input);
    let web = Link::web(&text);
    for link in [&web, &Link::linkedin(&text)].into_iter().flatten() {
        let theirs = url::Url::parse(link.as_str()).unwrap();
        assert_eq!(theirs.host_str(), Some(link.host()), "{link}");
        assert!(matches!(theirs.scheme(), "http" | "https"), "{link}");
        assert!(
            theirs.username().is_empty() && theirs.password().is_none(),
            "{link}"
        );
        assert_eq!(theirs.port(), None, "{link}");
        assert_eq!(
            theirs.as_str(),
            link.as_str(),
            "what was judged is what is opened"
        );
        assert_eq!(Link::web(link.as_str()).as_ref(), Ok(link));
    }
    if let Ok(link) = Link::linkedin(&text) {
        assert!(link.is_linkedin() && link.as_str().starts_with("https://"));
    }
    let profile = Link::profile(&text);
    if let Ok(link) = &profile {
        assert!(link.as_str().starts_with("https://www.linkedin.com/in/"));
    }
    assert!(Link::people_search(&text).is_linkedin());
    let key = profile_url::key(&text);
    let parts = profile_url::split(&text).count();
    outcome(&(web.map(drop), profile.map(drop), key.is_some(), parts > 1))
}

/// What is found is there, and a query never panics; the text before a zero is what is sought.
pub(crate) const FIND: Target = Target::new(find, &["\0", "łukasz", "nguyễn", "lukasz", "straße"]);

fn find(input: &[u8]) -> u64 {
    let [sought, text] = parts(input);
    let seek = Seek::new(&sought);
    let found = seek.find(&text);
    for range in &found {
        assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
    }
    if seek.is_in(&text) {
        assert!(
            seek.is_empty() || !found.is_empty(),
            "{sought:?} in {text:?}"
        );
    }
    let mut query = search::Query::new(&sought);
    let score = query.score(&search::Key::new(&text));
    for range in query.indices(&text) {
        assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
    }
    assert!(fold::fold(&text).is_ascii() || !text.is_ascii());
    let disarmed = formula::disarmed(&text);
    assert!(disarmed == text || disarmed.strip_prefix('\'') == Some(&text));
    assert_eq!(formula::disarmed(&disarmed), disarmed);
    outcome(&(found.len().min(3), score.is_some(), language::guess(&text)))
}

static RULES: LazyLock<Rules> = LazyLock::new(|| config::rules::load(None).unwrap());

/// An invitation of any words is judged, with the same findings by the quick way and the slow one.
/// The parts are name, headline, company and note.
pub(crate) const NOTE: Target = Target::new(
    note,
    &[
        "\0",
        "recruiter",
        "ceo",
        "at ",
        " | ",
        "gmbh",
        "hiring",
        "salary",
        "crypto",
        "telegram",
        "whatsapp",
        "https://",
        "@",
        "+49 170",
        "usd",
    ],
);

fn note(input: &[u8]) -> u64 {
    let [name, headline, company, note] = parts(input);
    let start: String = note.chars().take(100).collect();
    let folded = fold::fold(&start);
    let quick = RULES.find_in_note(&folded, true);
    assert_eq!(quick, RULES.find_in_note(&folded, false), "{folded:?}");
    let subject = triage::Subject {
        name: Some(&name),
        headline: Some(&headline),
        company: Some(&company),
        note: Some(&note),
        ..triage::Subject::default()
    };
    let judgement = triage::judge(&RULES, &Context::default(), &subject);
    assert!(judgement.score <= 100);
    let (title, at) = triage::split(&headline);
    assert!(headline.contains(title) && at.is_none_or(|at| headline.contains(at)));
    let warned: Vec<_> = judgement.warnings.iter().map(|w| w.id.clone()).collect();
    outcome(&(judgement.verdict, warned.concat().len(), quick.len()))
}

/// A copied page of any words says what it says, and no control character.
pub(crate) const PAGE: Target = Target::new(
    page,
    &[
        "\n",
        "Accept",
        "Ignore",
        "Experience",
        "Education",
        "About",
        "Skills",
        "connections",
        "500+ connections",
        " · ",
        "1st",
        "2nd",
        "Present",
        "Jan 2020 - Present",
        "yrs",
        "mos",
    ],
);

fn page(input: &[u8]) -> u64 {
    let text = words(input);
    let pasted = paste::read(&text);
    let cards = pasted.cards.iter().flat_map(|card| {
        let texts = [&card.headline, &card.company, &card.place, &card.note];
        texts.into_iter().flatten().chain([&card.name])
    });
    let profile = pasted.profile.iter().flat_map(|profile| {
        let positions = profile.positions.iter().map(|p| &p.description);
        profile
            .skills
            .iter()
            .chain([&profile.about])
            .chain(positions)
    });
    for told in cards.chain(profile) {
        assert!(
            !told.contains(|c: char| c.is_control() && c != '\n'),
            "{told:?}"
        );
    }
    let noted = pasted.cards.iter().map(|card| card.note.is_some());
    outcome(&(
        noted.collect::<Vec<_>>(),
        pasted.profile.is_some(),
        pasted.too_long,
    ))
}
