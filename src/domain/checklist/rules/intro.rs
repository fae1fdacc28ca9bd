//! What stands at the top of a profile.

use super::{
    super::{
        source::Source,
        text::{Field, HintKind, Reading, read},
        words::tokens,
    },
    Figure, Found, Look, counted, quote,
};
use crate::domain::describe::thousands;
use crate::domain::person::default_ending;
use crate::domain::records::MediaKind;

/// The age of the newest photo in days.
pub(super) fn photo(look: &Look<'_>) -> Found {
    picture(look, MediaKind::Photo, "profile photo")
}

/// The age of the newest background picture in days.
pub(super) fn background(look: &Look<'_>) -> Found {
    picture(look, MediaKind::Background, "background picture")
}

fn picture(look: &Look<'_>, kind: MediaKind, name: &str) -> Found {
    let media = look.subject.profile.media.iter();
    let mut days: Vec<_> = media.filter(|m| m.kind == kind).map(|m| m.on).collect();
    days.sort_unstable();
    let Some(newest) = days.last() else {
        let text = format!("no upload of a {name} is listed; it may be older than the list");
        return Found::new(Figure::Unknown).with(look.from(Source::RichMedia, text));
    };
    let Some(day) = newest else {
        let text = format!("a {name} was uploaded, on a day that could not be read");
        return Found::number(0).with(look.from(Source::RichMedia, text));
    };
    let age = (look.today - *day).num_days().max(0);
    let text = format!("a {name} was uploaded on {day}, {} ago", long(age));
    Found::number(usize::try_from(age).unwrap_or(0)).with(look.from(Source::RichMedia, text))
}

/// Days in words: `45 days`, `8 years`.
fn long(days: i64) -> String {
    match days / 365 {
        0 | 1 => format!("{days} days"),
        years => format!("{years} years"),
    }
}

/// Full when it is of good length, more than "title at company" and says what is wanted.
pub(super) fn headline(look: &Look<'_>) -> Found {
    let text = &look.subject.profile.headline;
    let reading = read(look.list, look.terms, Field::Headline, text.trim());
    if reading.units == 0 {
        return Found::share(0).with(look.from(Source::Profile, "no headline"));
    }
    let weak = [
        HintKind::Short,
        HintKind::Long,
        HintKind::Default,
        HintKind::NoTerm,
    ];
    let share = if weak.iter().any(|kind| reading.hint(*kind).is_some()) {
        50
    } else {
        100
    };
    let mut found = Found::share(share).with(look.from(
        Source::Profile,
        format!(
            "{}, {} of {} characters",
            quote(text, 220),
            thousands(reading.units),
            thousands(reading.most)
        ),
    ));
    if let Some(shown) = reading.cut.and_then(|cut| text.trim().get(..cut)) {
        let shown = format!("a list may show only {}", quote(shown, 220));
        found = found.with(look.from(Source::Profile, shown));
    }
    hinted(look, Source::Profile, found, &reading)
}

/// The length of About in UTF-16 units.
pub(super) fn about(look: &Look<'_>) -> Found {
    let (source, text) = about_text(look);
    let reading = read(look.list, look.terms, Field::About, text);
    let mut found = Found::number(reading.units);
    if reading.units == 0 {
        return found.with(look.from(source, "no About"));
    }
    if source == Source::ProfileSummary {
        let text =
            "the profile's own field is empty; this is a summary that LinkedIn's machine wrote";
        found = found.with(look.from(source, text));
    }
    found = found.with(look.from(
        source,
        format!(
            "{}, {} of {} characters",
            quote(text, 100),
            thousands(reading.units),
            thousands(reading.most)
        ),
    ));
    let own = |kind| matches!(kind, HintKind::NoTerm | HintKind::ThroatClearing);
    let rest = Reading {
        hints: reading
            .hints
            .iter()
            .filter(|hint| !own(hint.kind))
            .cloned()
            .collect(),
        ..reading
    };
    hinted(look, source, found, &rest)
}

/// Full when a role or skill is named before "see more", half when something stands before it that
/// delays it.
pub(super) fn about_opening(look: &Look<'_>) -> Found {
    let (source, text) = about_text(look);
    let reading = read(look.list, look.terms, Field::About, text);
    if reading.units == 0 {
        return Found::share(0).with(look.from(source, "no About"));
    }
    let opening = reading.cut.and_then(|cut| text.get(..cut)).unwrap_or(text);
    let mut found = Found::new(Figure::Unknown).with(look.from(
        source,
        format!("before \"see more\": {}", quote(opening, 300)),
    ));
    let named = !reading.terms.is_empty();
    if named {
        let words = reading.terms.iter().map(|m| m.words.clone());
        found = found.matching(words);
        let text = format!("names {}", super::super::text::listed(&reading.terms));
        found = found.with(look.from(source, text));
    }
    let share = match (
        reading.hint(HintKind::NoTerm),
        reading.hint(HintKind::ThroatClearing),
    ) {
        (Some(_), _) => 0,
        (None, Some(_)) => 50,
        (None, None) => 100,
    };
    for kind in [HintKind::NoTerm, HintKind::ThroatClearing] {
        if let Some(hint) = reading.hint(kind) {
            found = found
                .with(look.from(source, hint.text.clone()))
                .matching(hint.matched.iter().map(|m| m.words.clone()));
        }
    }
    Found {
        figure: Figure::Share(share),
        ..found
    }
}

/// About stands in the profile; some archives have it in a file of its own.
fn about_text<'a>(look: &Look<'a>) -> (Source, &'a str) {
    let profile = look.subject.profile;
    let (own, machine) = (profile.summary.trim(), profile.generated_summary.trim());
    if own.is_empty() && !machine.is_empty() {
        (Source::ProfileSummary, machine)
    } else {
        (Source::Profile, own)
    }
}

fn hinted(look: &Look<'_>, source: Source, mut found: Found, reading: &Reading) -> Found {
    for hint in &reading.hints {
        found = found
            .with(look.from(source, hint.text.clone()))
            .matching(hint.matched.iter().map(|m| m.words.clone()));
    }
    found
}

/// One if an industry is chosen.
pub(super) fn industry(look: &Look<'_>) -> Found {
    let text = look.subject.profile.industry.trim();
    let says = if text.is_empty() {
        "no industry".to_owned()
    } else {
        quote(text, 100)
    };
    Found::number(usize::from(!text.is_empty())).with(look.from(Source::Profile, says))
}

/// Half for a place, full when it is one where work is wanted.
pub(super) fn location(look: &Look<'_>) -> Found {
    let profile = look.subject.profile;
    let place = profile.location.trim();
    if place.is_empty() {
        return Found::share(0).with(look.from(Source::Profile, "no location"));
    }
    let evidence = look.from(Source::Profile, quote(place, 100));
    let wanted = profile
        .preferences
        .as_ref()
        .map_or(&[][..], |p| &p.locations);
    let wanted: Vec<&str> = wanted
        .iter()
        .map(|w| w.trim())
        .filter(|w| !w.is_empty())
        .collect();
    if wanted.is_empty() {
        return Found::share(100).with(evidence);
    }
    let own: Vec<String> = tokens(place).into_iter().map(|t| t.folded).collect();
    // "Berlin, Germany" is met by "Berlin Metropolitan Area"; its first part says which place.
    let meets = |wanted: &&&str| {
        let town = wanted.split(',').next().unwrap_or_default();
        tokens(town)
            .iter()
            .any(|token| !look.list.words.is_of_any_place(token) && own.contains(&token.folded))
    };
    let met = wanted.iter().find(meets);
    let says = match met {
        Some(wanted) => format!("fits {} in your preferences", quote(wanted, 80)),
        None => format!(
            "none of the places in your preferences: {}",
            wanted.join("; ")
        ),
    };
    Found::share(if met.is_some() { 100 } else { 50 })
        .with(evidence)
        .with(look.private(Source::JobPreferences, says))
}

/// Full for a confirmed main address, half for any other way to be reached.
pub(super) fn contact(look: &Look<'_>) -> Found {
    let profile = look.subject.profile;
    let main = profile.emails.iter().find(|e| e.primary && e.confirmed);
    let ways = profile.websites.len() + profile.phone_numbers;
    let share = match (main, ways + profile.emails.len()) {
        (Some(_), _) => 100,
        (None, 0) => 0,
        (None, _) => 50,
    };
    let says = match main {
        Some(_) => "a confirmed main e-mail address",
        None if profile.emails.is_empty() => "no e-mail address",
        None => "no e-mail address that is both confirmed and the main one",
    };
    let mut found = Found::share(share).with(look.private(Source::EmailAddresses, says));
    if let Some(domain) = main.and_then(|e| e.address.split_once('@')).map(|(_, d)| d)
        && let Some(company) = employer_of(look, domain)
    {
        let text = format!("it looks like an address of {company}: it is lost with the job");
        found = found.with(look.private(Source::EmailAddresses, text));
    }
    if ways > 0 {
        let (sites, phones) = (profile.websites.len(), profile.phone_numbers);
        let text = format!(
            "{}, {}",
            counted(sites, "website", "websites"),
            counted(phones, "phone number", "phone numbers")
        );
        found = found.with(look.private(Source::Profile, text));
    }
    found
}

fn employer_of<'a>(look: &Look<'a>, domain: &str) -> Option<&'a str> {
    let name = domain.rsplit('.').nth(1)?.to_lowercase();
    let positions = look.subject.profile.positions.iter();
    positions
        .filter(|p| p.current)
        .find(|p| tokens(&p.company).iter().any(|t| t.folded == name))
        .map(|p| &*p.company)
}

/// Whether the address was chosen, or is the one that LinkedIn made.
pub(super) fn custom_url(look: &Look<'_>) -> Found {
    let Some(slug) = look.subject.slug else {
        return Found::new(Figure::Unknown);
    };
    let default = default_ending(slug);
    let says = match default {
        Some(ending) => format!("/in/{slug} ends as LinkedIn's default addresses do: -{ending}"),
        None => format!("/in/{slug}"),
    };
    let sources = [Source::Invitations, Source::Messages];
    let source = sources
        .into_iter()
        .find(|s| look.subject.held.get(*s).is_known())
        .unwrap_or(Source::Messages);
    Found::share(if default.is_some() { 0 } else { 100 }).with(look.from(source, says))
}

/// Reminds of what should not be public; only the person can look.
pub(super) fn privacy(look: &Look<'_>) -> Found {
    let profile = look.subject.profile;
    let mut found = Found::new(Figure::Unknown);
    for (there, what) in [
        (profile.has_birth_date, "a birth date"),
        (profile.has_address, "an address"),
    ] {
        if there {
            let text = format!("the profile has {what}: see that it is not public");
            found = found.with(look.private(Source::Profile, text));
        }
    }
    if profile.phone_numbers > 0 {
        let text = "the account has a phone number: see that it is not public";
        found = found.with(look.private(Source::PhoneNumbers, text));
    }
    found
}

/// How many websites the profile names.
pub(super) fn websites(look: &Look<'_>) -> Found {
    let sites = look.subject.profile.websites.len();
    Found::number(sites).with(look.from(Source::Profile, counted(sites, "website", "websites")))
}
