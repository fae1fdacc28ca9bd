//! `cordial audit --draft`: writes a text of the profile before LinkedIn has it, and shows it.

use std::{fs, io::Read as _};

use super::explain::line;
use crate::{
    cli::{
        failure::Failure,
        output::Output,
        session::{Session, failure},
    },
    config::place::near_miss,
    domain::{
        book::Book,
        checklist::{Audit, Checklist, Passage, Reading, read},
        describe::{characters, thousands},
        step::Step,
    },
    text::clean::Safe,
    workspace::Workspace,
};

/// The most that a draft may have, in bytes: some times what LinkedIn takes anywhere.
const MOST: u64 = 64 * 1024;

pub(super) fn run(
    session: &Session<'_>,
    (workspace, book): (&mut Workspace, &mut Book),
    list: &Checklist,
    words: &[String],
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let [name, rest @ ..] = words else {
        return Ok(());
    };
    let passage = find(book, name)?;
    if let Some(file) = rest.first() {
        let text = text_of(file, MOST)?;
        let step = Step::ProfileDraft {
            was: passage
                .of(book.facts().profile())
                .unwrap_or_default()
                .to_owned(),
            passage: passage.clone(),
            text: text.trim().to_owned(),
        };
        let id = workspace.commit(book, &step).map_err(failure)?;
        output.say(&format!("kept; `cordial undo {id}` takes it back"))?;
    }
    let seen = book.audit(list, &session.targets(output)?, session.clock.today());
    show(book, list, &seen, &passage, output);
    Ok(())
}

/// A text of the profile by its name: `headline`, `about`, `Title at Company`.
fn find(book: &Book, name: &str) -> Result<Passage, Failure> {
    let all = Passage::all(book.facts().profile());
    let wanted = name.trim().to_lowercase();
    let names: Vec<String> = all.iter().map(ToString::to_string).collect();
    if let Some(found) = all.iter().find(|p| p.to_string().to_lowercase() == wanted) {
        return Ok(found.clone());
    }
    let failure = Failure::user(format!("the profile has no text `{name}`"));
    Err(match near_miss(&wanted, names.iter().map(String::as_str)) {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint(format!("one of: {}", names.join(", "))),
    })
}

/// The text of a file, or of standard input for `-`.
pub(super) fn text_of(file: &str, most: u64) -> Result<String, Failure> {
    let failed = |error: std::io::Error| Failure::user(format!("{file}: {error}"));
    let mut text = String::new();
    if file == "-" {
        std::io::stdin()
            .take(most + 1)
            .read_to_string(&mut text)
            .map_err(failed)?;
    } else {
        let opened = fs::File::open(file).map_err(failed)?;
        opened
            .take(most + 1)
            .read_to_string(&mut text)
            .map_err(failed)?;
    }
    if text.len() as u64 > most {
        let most = most / 1024;
        return Err(Failure::user(format!("{file}: longer than {most} kB")));
    }
    Ok(text)
}

/// A text as LinkedIn has it and as it is drafted, each with its counter and what to look at.
pub(super) fn show(
    book: &Book,
    list: &Checklist,
    seen: &Audit,
    passage: &Passage,
    output: &mut Output<'_>,
) {
    let profile = book.facts().profile();
    let field = passage.field();
    let now = passage.of(profile).unwrap_or_default().trim();
    let reading = read(list, &seen.terms, field, now);
    output.line("");
    line(output, "text", &format!("{passage}: {}", counter(&reading)));
    body(output, now, &reading);
    let Some(draft) = book.profile_drafts().get(passage) else {
        return;
    };
    let presence = book.held().get(passage.source());
    let shown = draft.shown(passage, profile, presence);
    let reading = read(list, &seen.terms, field, &draft.text);
    output.line("");
    line(output, "draft", &counter(&reading));
    line(output, "", &shown.words(draft, |day| day.to_string()));
    body(output, &draft.text, &reading);
}

fn body(output: &mut Output<'_>, text: &str, reading: &Reading) {
    for paragraph in Safe::text(text).lines() {
        output.line(&format!("          {paragraph}"));
    }
    if let Some(shown) = reading.cut.and_then(|cut| text.get(..cut)) {
        let words = match reading.field {
            crate::domain::checklist::Field::Headline => "a list may show only",
            _ => "before \"see more\"",
        };
        line(output, "shown", &format!("{words}: {shown} …"));
    }
    for hint in &reading.hints {
        line(output, "look at", &hint.text);
    }
}

/// `84 of 2,600 characters, 2,516 left`.
fn counter(reading: &Reading) -> String {
    let counted = characters(reading.units, reading.most);
    match usize::try_from(reading.left()) {
        Ok(left) => format!("{counted}, {} left", thousands(left)),
        Err(_) => counted,
    }
}
