//! `cordial audit --explain ITEM`: everything about one item.

use crate::{
    cli::{
        failure::Failure,
        output::{Format, Output},
    },
    domain::{
        book::Book,
        checklist::{Audit, Checklist, Item, Passage, State},
    },
    export::audit,
    text::clean::Safe,
};

use super::{draft, unknown};

pub(super) fn run(
    book: &Book,
    list: &Checklist,
    seen: &Audit,
    id: &str,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let Some(item) = seen.item(id) else {
        return Err(unknown(id, seen.items.iter().map(|item| &*item.id)));
    };
    if output.format == Format::Json {
        output.json(&audit::item(item));
        return Ok(());
    }
    explain(item, output);
    let missing: Vec<String> = seen
        .lens
        .missing_for(id)
        .into_iter()
        .take(12)
        .map(|word| format!("{} ({})", word.word, word.places()))
        .collect();
    if !missing.is_empty() {
        line(output, "not in it", &missing.join(", "));
    }
    if item.state == State::Unanswerable {
        return Ok(());
    }
    let passages = Passage::all(book.facts().profile());
    for passage in passages
        .iter()
        .filter(|passage| passage.items().contains(&id))
    {
        draft::show(book, list, seen, passage, output);
    }
    Ok(())
}

pub(super) fn line(output: &mut Output<'_>, what: &str, text: &str) {
    if !text.is_empty() {
        output.line(&format!("{what:<10}{}", Safe::line(text)));
    }
}

fn explain(item: &Item, output: &mut Output<'_>) {
    line(output, "item", &item.title);
    // What cannot be answered counts neither way: no points to tell.
    let state = if item.state == State::Unanswerable {
        item.state.words().to_owned()
    } else {
        format!(
            "{}, {} of {} points",
            item.state.words(),
            item.points,
            item.weight
        )
    };
    line(output, "state", &state);
    for evidence in &item.evidence {
        let from = match (evidence.source, evidence.archive) {
            (Some(source), Some(day)) => format!(" ({source}, archive of {day})"),
            (Some(source), None) => format!(" ({source})"),
            (None, _) => String::new(),
        };
        line(output, "evidence", &format!("{}{from}", evidence.text));
    }
    line(output, "words", &item.matched.join(", "));
    line(output, "why", &item.why);
    if item.state != State::Full {
        line(output, "how", &item.fix);
    }
    if let Some(link) = &item.link {
        line(output, "where", &link.url);
        line(
            output,
            "menu",
            &format!("{} (seen {})", link.path, link.as_of),
        );
    }
    if item.to_confirm || item.state == State::AskYou {
        let say = format!("cordial audit --say {} confirmed (or denied)", item.id);
        line(output, "say", &say);
    } else if item.said.is_some() {
        line(
            output,
            "say",
            &format!("cordial audit --say {} open takes it back", item.id),
        );
    }
}
