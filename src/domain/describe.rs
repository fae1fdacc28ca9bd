//! Steps in words: for the history, the message line and undo. One place, so that the interface
//! and the command line say the same.

use super::{
    book::Book,
    checklist::units,
    edit::Field,
    invitation::Answer,
    outbox::OutboxId,
    person::PersonKey,
    step::{Import, Step},
    target::TargetChange,
};

/// A number with its noun, in the plural where it must be.
pub fn count(number: usize, singular: &str, plural: &str) -> String {
    format!("{number} {}", if number == 1 { singular } else { plural })
}

/// A number with commas: `1,204`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut words = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// How long a text is, out of what LinkedIn takes: `182 of 8,000 characters`, and how many are too
/// many.
pub fn characters(units: usize, most: usize) -> String {
    let counted = format!("{} of {} characters", thousands(units), thousands(most));
    match units.saturating_sub(most) {
        0 => counted,
        over => format!("{counted}, {} too many", thousands(over)),
    }
}

/// What a step did. Names are LinkedIn's: hostile until cleaned.
#[expect(
    clippy::too_many_lines,
    reason = "one arm for each, so that the compiler finds a forgotten one"
)]
pub fn step(book: &Book, step: &Step) -> String {
    match step {
        Step::Import(import) => imported(import),
        Step::Answer {
            invitations,
            answer,
            reason,
        } => {
            let people: Vec<&PersonKey> = invitations.iter().map(|id| &id.person).collect();
            let mut words = format!("{} {}", answer.word(), names(book, &people));
            if let Answer::Later(until) = answer {
                words += &format!(", back on {until}");
            }
            if let Some(reason) = reason {
                words += &format!(" ({reason})");
            }
            words
        }
        Step::Done { items } => {
            let people: Vec<&PersonKey> = items.iter().filter_map(OutboxId::person).collect();
            let texts = items.iter().filter_map(OutboxId::passage);
            let mut done: Vec<String> = texts.map(ToString::to_string).collect();
            if !people.is_empty() {
                done.insert(0, names(book, &people));
            }
            format!("done on LinkedIn: {}", done.join(", "))
        }
        Step::Note { people, text } => format!("note about {}: {text}", of(book, people)),
        Step::Contact {
            people,
            on,
            channel,
            text,
        } => {
            let about = text
                .as_ref()
                .map(|text| format!(": {text}"))
                .unwrap_or_default();
            format!(
                "contact with {} on {on} ({}){about}",
                of(book, people),
                channel.word()
            )
        }
        Step::Snooze { people, until } => format!("{} rests until {until}", of(book, people)),
        Step::Skip { people } => format!("skip {}", of(book, people)),
        step @ (Step::Merge { .. }
        | Step::NotSame { .. }
        | Step::Archive { .. }
        | Step::NoContact { .. }) => known(book, step),
        step @ (Step::Circle { .. }
        | Step::Tag { .. }
        | Step::Plan { .. }
        | Step::Pause { .. }
        | Step::Away { .. }
        | Step::FreshStart
        | Step::Sent { .. }
        | Step::Draft { .. }
        | Step::Fill { .. }) => planned(book, step),
        Step::Check { item, said, reason } => {
            let why = reason.as_ref().map(|reason| format!(" ({reason})"));
            format!(
                "audit: {item} is {}{}",
                said.word(),
                why.unwrap_or_default()
            )
        }
        Step::Targets { changes } => targets(changes),
        Step::ProfileDraft { passage, text, .. } => match units(text) {
            0 => format!("no draft any more: {passage}"),
            units => format!("draft: {passage} ({units} characters)"),
        },
        step @ (Step::Edit { .. }
        | Step::Received { .. }
        | Step::Add { .. }
        | Step::SenderCheck { .. }
        | Step::Seen { .. }) => given(book, step),
        Step::Undo { id } => format!("undo {id}"),
        Step::Redo { id } => format!("redo {id}"),
        Step::Repair { missing } => {
            format!(
                "went on after damage: {}",
                count(missing.len(), "gap", "gaps")
            )
        }
        Step::Erased { rest: None } => "erased".to_owned(),
        Step::Erased { rest: Some(rest) } => {
            format!("{}; somebody was erased from it", self::step(book, rest))
        }
        Step::Erase { .. } => "erased somebody's data".to_owned(),
    }
}

/// Steps about follow-ups in words.
fn planned(book: &Book, step: &Step) -> String {
    match step {
        Step::Circle { people, circle } => format!("{} in {}", of(book, people), circle.words()),
        Step::Tag { people, tag, on } => {
            let put = if *on { "tag" } else { "untag" };
            format!("{put} {}: {tag}", of(book, people))
        }
        Step::Plan { people, on, what } => {
            let about = Some(what).filter(|what| !what.is_empty());
            let about = about.map(|what| format!(": {what}")).unwrap_or_default();
            format!("plan {} on {on}{about}", of(book, people))
        }
        Step::Pause { people, until } => format!("pause {} until {until}", of(book, people)),
        Step::Away { until } => format!("away until {until}"),
        Step::FreshStart => "fresh start".to_owned(),
        Step::Sent {
            person, template, ..
        } => format!("sent {template} to {}", names(book, &[person])),
        Step::Draft {
            person,
            occasion,
            text,
            ..
        } => {
            let kept = if text.trim().is_empty() { "no " } else { "" };
            let whom = names(book, &[person]);
            format!("{kept}words of your own for {whom} ({})", occasion.word())
        }
        Step::Fill {
            person,
            variable,
            value,
        } => format!("fill in {variable} for {}: {value}", names(book, &[person])),
        _ => String::new(),
    }
}

fn targets(changes: &[TargetChange]) -> String {
    let one = |change: &TargetChange| {
        let (kind, name) = (change.kind.word(), &change.name);
        match change.weight {
            Some(weight) => format!("target {kind} {name}, weight {}", weight.get()),
            None => format!("{kind} {name} is no target"),
        }
    };
    match changes {
        [] => "no target".to_owned(),
        [change] => one(change),
        [first, rest @ ..] => format!(
            "{} and {}",
            one(first),
            count(rest.len(), "other", "others")
        ),
    }
}

/// Steps about who somebody is in words.
fn known(book: &Book, step: &Step) -> String {
    match step {
        Step::Merge { keep, other, .. } => {
            format!("merge {other} into {} ({keep})", names(book, &[keep]))
        }
        Step::NotSame { people } => {
            let keys: Vec<&str> = people.iter().map(PersonKey::as_str).collect();
            format!("not the same: {}", keys.join(", "))
        }
        Step::Archive { people, on } => {
            let what = if *on { "archive" } else { "take back" };
            format!("{what} {}", of(book, people))
        }
        Step::NoContact { people, on: true } => format!("do not contact {}", of(book, people)),
        Step::NoContact { people, .. } => format!("contact {} again", of(book, people)),
        _ => String::new(),
    }
}

/// Steps about what the person knows, in words.
fn given(book: &Book, step: &Step) -> String {
    let facts = |facts: &mut dyn Iterator<Item = (Field, &str)>| {
        let said = facts.map(|(field, value)| match value {
            "" => format!("no {}", field.label()),
            value => format!("{} {value}", field.label()),
        });
        said.collect::<Vec<_>>().join(", ")
    };
    match step {
        Step::Edit { edits } => {
            let mut people: Vec<&PersonKey> = Vec::new();
            for edit in edits {
                if people.last() != Some(&&edit.person) {
                    people.push(&edit.person);
                }
            }
            match people.as_slice() {
                [one] => {
                    let mut said = edits.iter().map(|edit| (edit.field, edit.value.as_str()));
                    format!("about {}: {}", names(book, &[one]), facts(&mut said))
                }
                many => format!(
                    "{} about {}",
                    count(edits.len(), "fact", "facts"),
                    names(book, many)
                ),
            }
        }
        Step::Add {
            person,
            facts: said,
            on,
        } => {
            let mut words = format!("add {}", names(book, &[person]));
            if !said.is_empty() {
                let mut said = said.iter().map(|(field, value)| (*field, value.as_str()));
                words += &format!(": {}", facts(&mut said));
            }
            if let Some(on) = on {
                words += &format!(", follow-up on {on}");
            }
            words
        }
        Step::Received { invitations } => {
            let page = invitations.iter().any(|one| one.between.is_some());
            match (invitations.as_slice(), page) {
                ([one], false) => format!("take the invitation of {} by e-mail", one.name),
                (many, false) => format!("take {} invitations by e-mail", many.len()),
                // A page repeats those that are known, with what is new about them.
                ([one], true) => format!("take {} from a copied page", one.name),
                (many, true) => format!("take {} people from a copied page", many.len()),
            }
        }
        Step::SenderCheck { invitation, check } => format!(
            "sender check of {}: {}",
            names(book, &[&invitation.person]),
            check.summary()
        ),
        Step::Seen { what } => format!("shown: {what}"),
        _ => String::new(),
    }
}

fn imported(import: &Import) -> String {
    let sections = import.files.iter().flat_map(|file| &file.sections);
    let rows: Vec<String> = sections
        .map(|section| format!("{} {}", section.rows, section.kind.replace('_', " ")))
        .collect();
    let mut words = format!("import {}", import.source);
    if !rows.is_empty() {
        let more = rows.len().saturating_sub(3);
        words += &format!(": {}", rows.get(..3).unwrap_or(&rows).join(", "));
        if more > 0 {
            words += &format!(" and {}", count(more, "other kind", "other kinds"));
        }
    }
    words
}

fn of(book: &Book, people: &[PersonKey]) -> String {
    names(book, &people.iter().collect::<Vec<_>>())
}

fn names(book: &Book, people: &[&PersonKey]) -> String {
    let name = |key: &PersonKey| {
        let known = book.facts().name_of(key).or_else(|| key.as_name());
        known.unwrap_or(key.as_str()).to_owned()
    };
    match people {
        [] => "nobody".to_owned(),
        [one] => name(one),
        [one, other] => format!("{} and {}", name(one), name(other)),
        [one, rest @ ..] => format!("{} and {} others", name(one), rest.len()),
    }
}
