//! `cordial audit --pasted FILE`: somebody's profile, as far as its copied page shows it.

use serde_json::json;

use super::{draft, items};
use crate::{
    cli::{
        failure::Failure,
        output::{Format, Output},
    },
    domain::{
        checklist::{Checklist, audit_page, looks},
        day::Day,
    },
    export::audit,
    import::paste,
    text::clean::Safe,
};

pub(super) fn run(
    list: &Checklist,
    file: &str,
    today: Day,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let pasted = paste::read(&draft::text_of(file, paste::MOST_BYTES as u64)?);
    let page = pasted.profile.ok_or_else(|| {
        Failure::user(format!("{file}: this is not the copied page of a profile"))
            .hint("open the profile, scroll to its end, select all and copy")
    })?;
    let seen = audit_page(list, &page, today);
    let looks = looks(&page);
    if output.format == Format::Json && !output.quiet {
        let mut value = audit::audit(&seen);
        let questions = looks.iter().map(|look| {
            json!({ "question": look.question.words, "answer": look.answer.word(), "words": &*look.words })
        });
        if let Some(map) = value.as_object_mut() {
            map.insert("name".to_owned(), json!(page.top.name));
            map.insert("questions".to_owned(), questions.collect());
        }
        output.json(&value);
        return Ok(());
    }
    items(&seen, output)?;
    if let Some(score) = seen.score {
        output.say(&format!(
            "{}: {score} of 100 for what the page shows, {} of {} points",
            Safe::name(&page.top.name),
            seen.got,
            seen.answerable
        ))?;
    }
    for look in looks {
        let answer = look.answer.word();
        output.say(&format!(
            "{}? {answer} ({})",
            look.question.words, look.words
        ))?;
    }
    Ok(())
}
