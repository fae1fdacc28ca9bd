//! The audit's other lists: the score over time, LinkedIn's seven parts, the words of the wanted
//! job, and what the person said.

use crate::{
    cli::{
        failure::Failure,
        output::{Format, Output, Table},
    },
    domain::{
        book::Book,
        checklist::{Audit, Change, Entry, Word},
    },
    export::audit,
};

/// `--history`: the score of each archive, and what changed from one to the next.
pub(super) fn history(entries: &[Entry], output: &mut Output<'_>) -> Result<(), Failure> {
    if output.format == Format::Json && !output.quiet {
        output.json(&audit::history(entries));
        return Ok(());
    }
    let mut table = Table::new(&["day", "score", "points", "archive", "changes"]).keep(&["day"]);
    for entry in entries {
        let changes: Vec<String> = entry.changes.iter().map(Change::words).collect();
        table.push(vec![
            entry.day.into(),
            entry.score.map(i64::from).into(),
            format!("{} of {}", entry.got, entry.answerable).into(),
            entry.source.as_str().into(),
            changes.join("; ").into(),
        ]);
    }
    output.table(&table)?;
    if entries.len() == 1 {
        output.say("one archive is no history yet: the next import adds to it")?;
    }
    Ok(())
}

/// `--all-star`: LinkedIn's old rule, yes or no.
pub(super) fn stars(audit: &Audit, output: &mut Output<'_>) -> Result<(), Failure> {
    let mut table = Table::new(&["part", "met"]).keep(&["part"]);
    for star in &audit.all_star {
        let met = match star.met {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not known",
        };
        table.push(vec![star.title.as_ref().into(), met.into()]);
    }
    output.table(&table)?;
    output.say(&format!(
        "LinkedIn's own \"All-Star\": {} of {} parts",
        audit.stars_met(),
        audit.all_star.len()
    ))
}

/// `--words`: the words of the wanted job, and where they stand.
pub(super) fn words(audit: &Audit, output: &mut Output<'_>) -> Result<(), Failure> {
    let mut table =
        Table::new(&["word", "titles", "headline", "about", "skills", "from"]).keep(&["word"]);
    for word in &audit.lens.words {
        table.push(vec![
            word.word.as_str().into(),
            word.titles.into(),
            word.headline.into(),
            word.about.into(),
            word.skills.into(),
            word.places().into(),
        ]);
    }
    output.table(&table)?;
    if audit.lens.words.is_empty() {
        output.say("no target title, saved job or application is known: `cordial targets add role TITLE` names one")?;
    }
    Ok(())
}

/// `--said`: what was said about items, with the reasons.
pub(super) fn said(book: &Book, output: &mut Output<'_>) -> Result<(), Failure> {
    let mut table = Table::new(&["item", "said", "on", "reason"]).keep(&["item"]);
    for (item, all) in book.checks().all() {
        if let Some(said) = all.last().filter(|said| said.word != Word::Open) {
            table.push(vec![
                item.into(),
                said.word.word().into(),
                said.day.into(),
                said.reason.as_deref().into(),
            ]);
        }
    }
    output.table(&table)
}
