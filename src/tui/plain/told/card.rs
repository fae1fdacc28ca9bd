//! The cards, in sentences: an invitation, a follow-up, a gap of the profile.

use super::sentence;
use crate::{
    app::{Action, Model, draft::Draft, pane, update::key_words},
    domain::{edit::Field, records::Invitation},
    safe,
    text::Safe,
};

pub(super) fn invitation(lines: &mut Vec<Safe>, model: &Model, invitation: &Invitation) {
    let id = &invitation.id;
    let name = Safe::name(&invitation.name);
    let mut who = safe!("Invitation from {}.", name);
    if let Some(day) = id.sent.map(|sent| sent.date_naive()) {
        who = safe!(
            "Invitation from {}, sent {}, {}.",
            name,
            pane::full_day(day),
            pane::distance(day, model.today)
        );
    }
    lines.push(who);
    let judged = model.invitations.judged(id);
    if let Some(judged) = judged {
        if let Some(warning) = &judged.warning {
            let kind = if warning.stop { "Stop" } else { "Check first" };
            lines.push(safe!("{}: {}.", Safe::own(kind), warning.short));
            lines.extend(warning.advice.iter().map(sentence));
        }
        lines.push(safe!("Verdict: {}", sentence(&judged.verdict)));
        let reasons: Vec<Safe> = judged
            .reasons
            .iter()
            .map(|reason| {
                let sign = if reason.points < 0 { "minus" } else { "plus" };
                safe!(
                    "{} {} {}",
                    Safe::own(sign),
                    reason.points.abs(),
                    reason.words
                )
            })
            .collect();
        lines.push(safe!(
            "Score {} of 100: {}.",
            judged.score,
            Safe::join(&reasons, "; ")
        ));
    }
    if invitation.note.is_empty() {
        lines.push(Safe::own("No note."));
    } else {
        lines.push(safe!("Note: {}", Safe::line(&invitation.note)));
    }
    if let Some(judged) = judged.filter(|judged| !judged.unknown.is_empty()) {
        lines.push(safe!("Seen: {}", sentence(&judged.unknown)));
    }
    for info in judged.into_iter().flat_map(|judged| &judged.info) {
        lines.push(safe!("Good to know: {}", sentence(info)));
    }
    known(lines, model);
    notes(lines, model);
}

pub(super) fn followup(lines: &mut Vec<Safe>, model: &Model) {
    let Some(item) = model.followups.selected() else {
        return;
    };
    lines.push(safe!(
        "Follow-up, {}: {}, {}.",
        item.kind,
        item.name,
        item.since
    ));
    lines.push(safe!("Why: {}", sentence(&item.why)));
    if !item.guard.is_empty() && item.guard != item.why {
        lines.push(safe!("You wrote last: {}", sentence(&item.guard)));
    }
    if let Some((circle, why)) = &item.propose {
        let key = key_words(model, Action::TakeCircle);
        let words = safe!("{} The circle {} is proposed", sentence(why), circle.word());
        lines.push(safe!("{}; {} takes it.", words, key));
    }
    let last = model.heard.with(&item.person);
    if last.is_empty() {
        lines.extend(item.last.iter().map(sentence));
    }
    for said in last {
        let day = said.day.map(|day| pane::short_day(day, model.today));
        let who = Safe::own(if said.mine { "You" } else { "They" });
        let day = day.map_or(Safe::EMPTY, |day| safe!(" on {}", day));
        lines.push(safe!("{} wrote{}: {}", who, day, Safe::line(&said.text)));
    }
    let warning = model.heard.warning(&item.person);
    lines.extend(warning.map(|warning| safe!("Check: {}", sentence(warning))));
    for (seen, job) in model.jobs(&item.person) {
        let seen = seen.map(|day| safe!(" of {}", pane::short_day(day, model.today)));
        lines.push(safe!(
            "News{}: {}",
            seen.unwrap_or_default(),
            sentence(&job)
        ));
    }
    known(lines, model);
    if !item.circle.is_empty() {
        lines.push(safe!("Circle: {}", sentence(&item.circle)));
    }
    notes(lines, model);
    if let Some(draft) = model.draft() {
        lines.extend(self::draft(&draft));
    }
}

/// The text of the card, with what to know about it.
pub(in crate::tui::plain) fn draft(draft: &Draft) -> Vec<Safe> {
    let mut lines = vec![safe!("Draft, {}: {}", draft.title, draft.text)];
    lines.extend(draft.about.iter().map(sentence));
    let missing: Vec<&Safe> = draft.missing.iter().map(|(_, words)| words).collect();
    if !missing.is_empty() {
        lines.push(safe!("To fill in: {}.", Safe::join(missing, ", ")));
    }
    lines.extend(draft.refused.iter().map(sentence));
    lines
}

pub(super) fn gap(lines: &mut Vec<Safe>, model: &Model) {
    let Some(item) = model.profile.selected() else {
        return;
    };
    lines.push(safe!(
        "Your profile: {}, {}: {} of {} points.",
        item.title,
        Safe::own(item.state.word()),
        item.points,
        item.weight
    ));
    for (label, words) in [
        ("Why it counts", &item.why),
        ("Next step", &item.fix),
        ("Seen in the archive", &item.evidence),
    ] {
        if !words.is_empty() {
            lines.push(safe!("{}: {}", Safe::own(label), sentence(words)));
        }
    }
}

/// What is known about them, and their tags.
fn known(lines: &mut Vec<Safe>, model: &Model) {
    for person in model.people() {
        let facts = Field::ALL.iter().filter_map(|(field, _, label)| {
            let value = model.book.known(&person, *field).value()?;
            Some(safe!("{} {}", Safe::own(label), Safe::headline(value)))
        });
        let facts: Vec<Safe> = facts.collect();
        if !facts.is_empty() {
            lines.push(safe!("Known: {}.", Safe::join(&facts, "; ")));
        }
        let tags = model.book.touch(&person).into_iter();
        let tags: Vec<Safe> = tags
            .flat_map(|touch| &touch.tags)
            .map(|tag| Safe::line(tag))
            .collect();
        if !tags.is_empty() {
            lines.push(safe!("Tags: {}.", Safe::join(&tags, ", ")));
        }
    }
}

/// The person's own notes, the newest first.
fn notes(lines: &mut Vec<Safe>, model: &Model) {
    for person in model.people() {
        for note in model.book.notes(&person).iter().rev().take(3) {
            let day = pane::short_day(note.day, model.today);
            lines.push(safe!("Your note of {}: {}", day, Safe::line(&note.text)));
        }
    }
}
