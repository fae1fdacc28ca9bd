//! Warnings. They stand beside the score and never change it.

use super::{
    batch::twin,
    judge::{Mark, Warning},
    name::signs,
    note::Hit,
    read::Read,
    rules::{Kind, Rules, Severity},
    titles::{Class, words},
};

/// A link that is no warning by itself becomes this one beside another warning or a pitch.
const LINK: (&str, &str) = ("I_LINK", "W_LINK");

/// The warnings, stops first, and what is only information.
pub(super) fn warnings(read: &Read<'_>) -> (Vec<Warning>, Vec<Mark>) {
    let rules = read.rules;
    let mut warnings = Vec::new();
    from_note(read, &mut warnings);
    from_company(read, &mut warnings);
    let mut info = Vec::new();
    let name = read.subject.name.unwrap_or_default();
    for sign in signs(rules, name, read.subject.slug) {
        match rules.row(sign.id) {
            Some(row) if row.kind == Kind::Info => info.push(Mark {
                id: row.id.to_string(),
                words: row.title.to_string(),
                matched: sign.matched,
            }),
            _ => add(rules, &mut warnings, sign.id, sign.matched),
        }
    }
    let old = i64::from(rules.numbers.old_days);
    let is_old = read.subject.sent_days.is_some_and(|days| days > old);
    if let Some(row) = rules.row("I3").filter(|_| is_old) {
        info.push(Mark {
            id: row.id.to_string(),
            words: row.title.to_string(),
            matched: String::new(),
        });
    }
    combine(read, &mut warnings);
    warnings.sort_by_key(|warning| std::cmp::Reverse(warning.severity));
    (warnings, info)
}

fn add(rules: &Rules, warnings: &mut Vec<Warning>, id: &str, matched: impl Into<String>) {
    let Some(row) = rules.row(id) else { return };
    if warnings.iter().any(|warning| warning.id == id) {
        return;
    }
    warnings.push(Warning {
        id: id.to_owned(),
        severity: row.severity.unwrap_or(Severity::Check),
        words: row.title.to_string(),
        advice: row.advice.to_string(),
        matched: matched.into(),
    });
}

fn from_note(read: &Read<'_>, warnings: &mut Vec<Warning>) {
    for hit in read.hits.iter().filter(|hit| hit.row.kind == Kind::Warning) {
        add(read.rules, warnings, &hit.row.id, &*hit.shown);
        if hit.rule.own_topic
            && is_own_topic(read, hit)
            && let Some(warning) = warnings.last_mut()
        {
            warning.severity = Severity::Check;
        }
    }
    let sells = read.hits.iter().any(|hit| hit.row.kind == Kind::Pitch);
    let link = read.hits.iter().find(|hit| *hit.row.id == *LINK.0);
    if let Some(link) = link.filter(|_| sells || !warnings.is_empty()) {
        add(read.rules, warnings, LINK.1, &*link.shown);
    }
    let context = read.context;
    let sent = read.subject.sent_days;
    if context.repeated.has(&read.note, sent) {
        add(read.rules, warnings, "W_DUP_BATCH", "");
    }
    let twin = twin(read.rules, read.subject);
    if twin.is_some_and(|twin| context.twins.has(&twin, sent)) {
        let headline = read.subject.headline.unwrap_or_default();
        add(read.rules, warnings, "W_DUP_BATCH", headline);
    }
}

/// Whether one of the words that were found is a word of the own headline, skills or positions. Two
/// letters are too few: `go` is a skill, and stands in many notes.
fn is_own_topic(read: &Read<'_>, hit: &Hit<'_>) -> bool {
    let found = words(&hit.words);
    let mut found = found
        .iter()
        .filter_map(|range| hit.words.get(range.clone()));
    found.any(|word| word.chars().count() > 2 && read.context.topics.contains(word))
}

fn from_company(read: &Read<'_>, warnings: &mut Vec<Warning>) {
    let (rules, subject) = (read.rules, read.subject);
    let brand = read.company.as_ref();
    let brand = brand.filter(|(name, _)| rules.companies.brands.contains(name));
    if let (Some((_, brand)), Some(exec), Some(0)) =
        (brand, read.class(Class::Exec), subject.mutual)
    {
        let matched = format!("{} at {brand}", exec.matched);
        add(rules, warnings, "W_BIGBRAND_EXEC", matched);
    }
    let job = read.hits.iter().find(|hit| *hit.row.id == *"G_JOB");
    if subject.headline.is_some_and(|text| !text.trim().is_empty()) && read.company.is_none() {
        let recruiter = read.class(Class::Recruiter).map(|found| &*found.matched);
        if let Some(words) = recruiter.or(job.map(|hit| &*hit.shown)) {
            add(rules, warnings, "W_RECRUITER_UNVERIFIED", words);
        }
    }
    if read.context.sensitive {
        let title = rules.sensitive_titles.as_ref();
        let title = title.and_then(|pattern| {
            let range = pattern.hits(&read.headline).into_iter().next()?;
            Some(read.in_headline(range))
        });
        let recruiter = read.class(Class::Recruiter).map(|found| &*found.matched);
        if let Some(words) = recruiter.or(title) {
            add(rules, warnings, "W_MI5", words);
        }
    } else {
        warnings.retain(|warning| warning.id != "W_MI5");
    }
}

/// Some warnings weigh more beside others.
fn combine(read: &Read<'_>, warnings: &mut [Warning]) {
    let ids: Vec<String> = warnings.iter().map(|warning| warning.id.clone()).collect();
    for warning in warnings {
        let row = read.rules.row(&warning.id);
        let with = row.and_then(|row| row.note.as_ref());
        let with = with.map_or(&[][..], |note| &note.stop_with);
        let others = ids.iter().filter(|id| **id != warning.id);
        let mut others =
            others.filter(|other| with.iter().any(|id| **id == *"*" || **id == ***other));
        if others.next().is_some() {
            warning.severity = Severity::Stop;
        }
    }
}
