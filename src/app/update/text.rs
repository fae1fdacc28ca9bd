//! Texts of several lines: what writing, keeping and leaving them does.

use super::written::written;
use crate::{
    app::{
        Effect, Model,
        effect::{self, PasteFor},
        key::Key,
        overlay::{
            Overlay, Text,
            text::{Purpose, Wrote},
        },
    },
    domain::{checklist::Passage, step::Step},
    safe,
    text::Safe,
};

/// What a draft of a text of the profile begins as: the one that is kept, else what LinkedIn shows.
fn begun<'a>(model: &'a Model, passage: &Passage) -> &'a str {
    let now = passage.of(model.book.facts().profile()).unwrap_or_default();
    let kept = model.book.profile_drafts().get(passage);
    kept.map_or(now.trim(), |draft| &draft.text)
}

/// Hands a draft of a text of the profile to the person's editor.
pub(crate) fn draft_in_editor(model: &Model, passage: Passage) -> Effect {
    let text = Safe::outgoing(begun(model, &passage));
    let purpose = effect::Purpose::Profile(passage);
    Effect::Edit { purpose, text }
}

/// The step that keeps a draft, with what LinkedIn shows now.
pub(super) fn kept(model: &Model, passage: &Passage, text: &str) -> Step {
    let was = passage.of(model.book.facts().profile());
    Step::ProfileDraft {
        was: was.unwrap_or_default().to_owned(),
        passage: passage.clone(),
        text: text.trim().to_owned(),
    }
}

/// Opens a draft of a text of the profile.
pub(crate) fn draft(model: &mut Model, passage: Passage) {
    let begin = begun(model, &passage);
    let purpose = effect::Purpose::Profile(passage);
    let title = title(model, &purpose);
    let text = Text::new(Purpose::Keep(purpose), title, begin);
    open(model, text);
}

/// What stands above a text.
pub(super) fn title(model: &Model, purpose: &effect::Purpose) -> Safe {
    use effect::Purpose::{Letter, Note, Profile};
    match purpose {
        Note(people) => safe!("Note about {}", model.names(people)),
        Letter(letter) => {
            let name = model.name(&letter.person);
            safe!("To {}: {}", name, letter.occasion.word())
        }
        Profile(passage) => safe!("Draft: {}", Safe::line(&passage.to_string())),
    }
}

/// What the store did not take is on the screen again, to be kept once it does.
pub(super) fn take_back(model: &mut Model) {
    if let Some((purpose, text)) = model.writing.take() {
        let title = title(model, &purpose);
        open(model, Text::unsaved(Purpose::Keep(purpose), title, &text));
    }
}

/// Asks for the page of somebody's profile.
pub(crate) fn page(model: &mut Model) {
    let title = Safe::own("Paste a copied profile page here");
    open(model, Text::new(Purpose::Page, title, ""));
}

pub(super) fn open(model: &mut Model, mut text: Text) {
    look(model, &mut text);
    model.overlays.push(Overlay::Text(text));
}

/// A key went to a text, which is off the stack.
pub(super) fn press(model: &mut Model, mut text: Text, key: Key) -> Vec<Effect> {
    match text.press(key, width(model)) {
        Wrote::Left => return Vec::new(),
        Wrote::Keep => return keep(model, &text),
        Wrote::Changed => look(model, &mut text),
        Wrote::Nothing => {}
    }
    model.overlays.push(Overlay::Text(text));
    Vec::new()
}

/// A text was pasted into it.
pub(super) fn paste(model: &mut Model, mut text: Text, pasted: &str) {
    text.leaving = false;
    text.insert(pasted);
    look(model, &mut text);
    model.overlays.push(Overlay::Text(text));
}

/// How many cells a line of it has on the screen.
pub(crate) fn width(model: &Model) -> usize {
    usize::from(model.size.0.saturating_sub(8).clamp(20, 72))
}

/// Reads it anew: how long it is, and how it would look.
fn look(model: &Model, text: &mut Text) {
    match &text.purpose {
        Purpose::Keep(effect::Purpose::Profile(passage)) => {
            let reading = model.read(passage, text.text());
            (text.counter, text.reading) = (reading.counter, reading.blocks);
        }
        Purpose::Keep(effect::Purpose::Letter(_)) => {
            text.counter = super::letter::counter(text.text());
        }
        Purpose::Keep(effect::Purpose::Note(_)) | Purpose::Page => {
            let lines = text.text().lines().count();
            text.counter = crate::app::pane::count(lines, "line", "lines");
        }
    }
}

fn keep(model: &mut Model, text: &Text) -> Vec<Effect> {
    match &text.purpose {
        Purpose::Keep(purpose) => written(model, purpose.clone(), text.text()),
        Purpose::Page => vec![Effect::ReadPaste(PasteFor::Audit, text.text().to_owned())],
    }
}
