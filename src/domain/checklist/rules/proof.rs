//! What others see as proof: people, skills, words of others, activity.

use std::collections::BTreeSet;

use super::{
    super::{source::Source, subject::stems, words::fold},
    Figure, Found, Look, counted, quote,
};
use crate::domain::records::ActivityKind;

/// Rows of connections.
pub(super) fn connections(look: &Look<'_>) -> Found {
    let count = look.subject.connections;
    let text = counted(count, "connection", "connections");
    let mut found = Found::number(count).with(look.from(Source::Connections, text));
    // One archive is no trend.
    if let [_, .., _] = look.subject.growth {
        let points = look.subject.growth.iter();
        let points: Vec<String> = points
            .map(|(day, held)| format!("{held} on {day}"))
            .collect();
        let text = format!("archive by archive: {}", points.join(", "));
        found = found.with(look.from(Source::Connections, text));
    }
    let thresholds = look.list.thresholds.iter();
    let thresholds = thresholds.map(|at| match (*at as usize).saturating_sub(count) {
        0 => format!("{at} reached"),
        missing => format!("{missing} to {at}"),
    });
    let thresholds: Vec<String> = thresholds.collect();
    if !thresholds.is_empty() {
        found = found.with(look.from(Source::Connections, thresholds.join(", ")));
    }
    found
}

/// How many skills are listed.
pub(super) fn skills(look: &Look<'_>) -> Found {
    let skills = &look.subject.profile.skills;
    let mut text = counted(skills.len(), "skill", "skills");
    if !skills.is_empty() {
        let some: Vec<&str> = skills.iter().take(5).map(|s| &**s).collect();
        text = format!("{text}: {}", some.join(", "));
        if skills.len() > some.len() {
            text.push_str(" …");
        }
    }
    Found::number(skills.len()).with(look.from(Source::Skills, text))
}

/// How many skills share a word with the titles that are wanted.
pub(super) fn skills_fit(look: &Look<'_>) -> Found {
    let goal = &look.terms.goal;
    if goal.is_empty() {
        let text = "no target title, saved job or application is known: name a target title";
        return Found::new(Figure::Unknown).with(look.from(Source::Skills, text));
    }
    let fits: Vec<String> = look
        .subject
        .profile
        .skills
        .iter()
        .filter(|skill| {
            stems(look.list, skill)
                .iter()
                .any(|stem| goal.contains_key(stem))
        })
        .map(ToString::to_string)
        .collect();
    let text = format!(
        "{} of {} fit",
        fits.len(),
        counted(look.subject.profile.skills.len(), "skill", "skills")
    );
    let mut found = Found::number(fits.len()).with(look.from(Source::Skills, text));
    if !fits.is_empty() {
        found = found.with(look.private(Source::Skills, fits.join(", ")));
    }
    let from: BTreeSet<_> = goal.values().flat_map(|word| &word.from).collect();
    for place in from {
        let words = goal
            .values()
            .filter(|word| word.from.contains(place))
            .count();
        let text = format!("{} from {}", counted(words, "word", "words"), place.words());
        let mut evidence = look.private(Source::Skills, text);
        evidence.source = place.source();
        evidence.archive = place
            .source()
            .and_then(|s| look.subject.held.get(s).taken());
        found = found.with(evidence);
    }
    found.matching(fits)
}

/// Visible recommendations.
pub(super) fn recommendations(look: &Look<'_>) -> Found {
    let all = &look.subject.profile.recommendations;
    let visible: Vec<_> = all.iter().filter(|r| &*r.status == "VISIBLE").collect();
    let text = counted(
        visible.len(),
        "visible recommendation",
        "visible recommendations",
    );
    let mut found = Found::number(visible.len()).with(look.from(Source::Recommendations, text));
    for one in visible.iter().take(3) {
        let when = one.on.map_or(String::new(), |day| format!(", {day}"));
        let text = format!("by {}{when}", quote(&one.name, 60));
        found = found.with(look.private(Source::Recommendations, text));
    }
    let others = all.len() - visible.len();
    if others > 0 {
        let text = format!("{others} not shown on the profile (hidden or pending)");
        found = found.with(look.from(Source::Recommendations, text));
    }
    found
}

/// How many of the skills were endorsed, the hidden and pending endorsements left out.
pub(super) fn endorsements(look: &Look<'_>) -> Found {
    let profile = look.subject.profile;
    let own: BTreeSet<String> = profile.skills.iter().map(|s| fold(s.trim())).collect();
    let accepted: Vec<_> = profile
        .endorsements
        .iter()
        .filter(|e| matches!(&*e.status, "ACCEPTED" | ""))
        .collect();
    let endorsed: BTreeSet<String> = accepted
        .iter()
        .map(|e| fold(e.skill.trim()))
        .filter(|skill| own.is_empty() || own.contains(skill))
        .collect();
    let text = format!(
        "{} with {}; the archive does not keep the order of skills, so any three count",
        counted(endorsed.len(), "skill", "skills"),
        counted(accepted.len(), "endorsement", "endorsements"),
    );
    Found::number(endorsed.len()).with(look.from(Source::Endorsements, text))
}

/// The days from the newest post, comment or reaction to the archive.
pub(super) fn activity(look: &Look<'_>) -> Found {
    let sources = [Source::Shares, Source::Comments, Source::Reactions];
    let newest = look
        .subject
        .profile
        .activity
        .iter()
        .filter(|a| a.at.is_some())
        .max_by_key(|a| a.at);
    let Some((newest, at)) = newest.and_then(|a| Some((a, a.at?))) else {
        let found = Found::share(0);
        let source = sources
            .into_iter()
            .find(|s| look.subject.held.get(*s).is_known())
            .unwrap_or(Source::Shares);
        return found.with(look.from(source, "no post, comment or reaction"));
    };
    let (source, what) = match newest.kind {
        ActivityKind::Share => (Source::Shares, "post"),
        ActivityKind::Comment => (Source::Comments, "comment"),
        ActivityKind::Reaction => (Source::Reactions, "reaction"),
    };
    let taken = look.as_of(source);
    let age = (taken - at.date_naive()).num_days().max(0);
    let text = format!(
        "the newest is a {what} of {}, {age} days before the archive",
        at.date_naive()
    );
    let mut found = Found::number(usize::try_from(age).unwrap_or(0)).with(look.from(source, text));
    let since = (look.today - taken).num_days();
    if since > i64::from(look.list.numbers.stale_days) {
        let text = format!("the archive is {since} days old and cannot know what you did since");
        found = found.with(look.from(source, text));
    }
    found
}

/// A quarter each for being open to recruiters, titles, places and urgency; only while looking.
pub(super) fn open_to_work(look: &Look<'_>) -> Found {
    match look.subject.looking {
        Some(true) => {}
        Some(false) => {
            let mut said = look.private(Source::JobPreferences, "you are not looking for work");
            (said.source, said.archive) = (None, None);
            return Found::new(Figure::Exempt).with(said);
        }
        None => {
            let text = "say whether you are looking for work; it counts only then";
            return Found::new(Figure::Unknown).with(look.from(Source::JobPreferences, text));
        }
    }
    let Some(wants) = &look.subject.profile.preferences else {
        return Found::share(0).with(look.private(Source::JobPreferences, "no preferences"));
    };
    let urgency = wants.urgency.trim();
    let parts = [
        (
            "open to recruiters",
            wants.open_to_recruiters.trim().eq_ignore_ascii_case("yes"),
        ),
        ("titles", !wants.titles.is_empty()),
        ("places", !wants.locations.is_empty()),
        (
            "urgency",
            !matches!(urgency, "" | "USER_DID_NOT_SPECIFY" | "N/A"),
        ),
    ];
    let mut share = 0;
    let mut found = Found::new(Figure::Unknown);
    for (part, there) in parts {
        share += if there { 25 } else { 0 };
        let text = format!("{part}: {}", if there { "yes" } else { "no" });
        found = found.with(look.private(Source::JobPreferences, text));
    }
    Found {
        figure: Figure::Share(share),
        ..found
    }
}

/// How many verifications are valid.
pub(super) fn verification(look: &Look<'_>) -> Found {
    let all = &look.subject.profile.verifications;
    let text = counted(all.len(), "verification", "verifications");
    let mut found = Found::number(all.len()).with(look.from(Source::Verifications, text));
    for one in all {
        let by = one.organization.trim();
        let mut text = quote(&one.kind, 60);
        if !by.is_empty() && by != "N/A" {
            text = format!("{text} by {}", quote(by, 60));
        }
        if let Some(day) = one.expires {
            text = format!("{text}, until {day}");
        }
        found = found.with(look.private(Source::Verifications, text));
    }
    found
}
