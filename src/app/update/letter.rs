//! Texts to people: what is filled in, what is written by hand, and whether it was sent.

use super::menu_row;
use crate::{
    app::{
        Action, Effect, Model,
        draft::{Draft, Letter},
        effect::Purpose,
        model::Next,
        msg::Trouble,
        overlay::{Overlay, Picker, Prompt, Text, picker::Choice, prompt::Ask, text},
        pane::Pane,
    },
    domain::{
        outbox::OutboxId,
        person::PersonKey,
        step::Step,
        template::{MESSAGE_UNITS, Occasion},
    },
    safe,
    text::Safe,
};

/// The next text for the row under the cursor.
pub(super) fn next(model: &mut Model) -> Vec<Effect> {
    match model.next_text() {
        Next::Shown => {}
        Next::None => {
            let key = super::key_words(model, Action::WriteText);
            model.say(safe!("there is no other text for this; {} writes one", key));
        }
        Next::Busy(person) => {
            let name = model.name(&person);
            model.say(safe!("your program is still writing to {}", name));
        }
        Next::Ask(request) => {
            let name = model.name(&request.person);
            model.say(safe!("your program writes to {}; go on meanwhile", name));
            return vec![Effect::AskProgram(request)];
        }
    }
    Vec::new()
}

/// The person's program wrote a text, or could not.
pub(super) fn drafted(
    model: &mut Model,
    person: PersonKey,
    occasion: Occasion,
    text: Result<Safe, Trouble>,
) {
    let name = model.name(&person);
    match text {
        Ok(text) => {
            model.take_written(person, occasion, Some(text));
            model.say(safe!("your program wrote to {}", name));
        }
        Err(trouble) => {
            model.take_written(person, occasion, None);
            model.fail(trouble);
        }
    }
}

/// The text under the cursor, to be written by hand, and what stands there now.
fn letter(model: &mut Model) -> Option<(Letter, Draft)> {
    let Some((person, occasion)) = model.occasion() else {
        model.say(Safe::own("no text can be written here"));
        return None;
    };
    let draft = model.draft().unwrap_or_default();
    let letter = Letter {
        person,
        occasion,
        template: draft.template.as_ref().map(|(id, _)| id.clone()),
    };
    Some((letter, draft))
}

/// Opens the text under the cursor for changing it here.
pub(super) fn write(model: &mut Model) {
    if let Some((letter, draft)) = letter(model) {
        let purpose = Purpose::Letter(letter);
        let title = super::text::title(model, &purpose);
        let text = Text::new(text::Purpose::Keep(purpose), title, &draft.text);
        super::text::open(model, text);
    }
}

/// Hands the text under the cursor to the person's editor.
pub(super) fn in_editor(model: &mut Model) -> Vec<Effect> {
    let edit = letter(model).map(|(letter, draft)| Effect::Edit {
        purpose: Purpose::Letter(letter),
        text: draft.outgoing,
    });
    edit.into_iter().collect()
}

/// A text to somebody was written, and is to be kept.
pub(super) fn keep(model: &mut Model, letter: Letter, text: &str) -> Vec<Effect> {
    let Letter {
        person,
        occasion,
        template,
    } = letter;
    model.take_own_words(&person, occasion);
    vec![Effect::Commit(Step::Draft {
        person,
        occasion,
        template: template.map_or_else(String::new, |id| id.to_string()),
        text: text.trim().to_owned(),
    })]
}

/// How long a text is, out of what LinkedIn takes.
pub(super) fn counter(text: &str) -> Safe {
    crate::app::lens::counter(text.trim().encode_utf16().count(), MESSAGE_UNITS)
}

/// Asks for what a text needs; `copies`: the text is copied as soon as nothing is missing.
pub(super) fn ask_value(model: &mut Model, variable: &str, words: &Safe, copies: bool) {
    let Some((person, _)) = model.occasion() else {
        return;
    };
    let label = safe!("{}, for {}", words, model.name(&person));
    model.desk.copies = copies.then(|| person.clone());
    let ask = Ask::Fill(person, variable.to_owned());
    let prompt =
        Prompt::new(ask, label).with_aside("the text needs it · kept for them · Esc leaves");
    model.overlays.push(Overlay::Prompt(prompt));
}

/// A step was confirmed: goes on with the copying that it was needed for.
pub(super) fn go_on(model: &mut Model, step: &Step) -> Vec<Effect> {
    let Step::Fill { person, .. } = step else {
        return Vec::new();
    };
    if model.desk.copies.as_ref() != Some(person) {
        return Vec::new();
    }
    model.compose();
    let same = model.occasion().is_some_and(|(shown, _)| shown == *person);
    let draft = model.draft().filter(|_| same);
    match draft {
        Some(draft) => super::out::copy_draft(model, Some(draft)),
        None => Vec::new(),
    }
}

/// After a page was opened or a text copied: was it sent? Asked where sending is the next thing.
pub(super) fn ask_sent(model: &mut Model, after: Action) {
    let Some((person, occasion)) = model.occasion() else {
        return;
    };
    let to_write = match model.pane() {
        Pane::Followups => true,
        // Their page is opened for many reasons.
        Pane::People => after == Action::Copy,
        Pane::Outbox if model.outbox.list.selected().is_some_and(OutboxId::is_words) => true,
        _ => occasion == Occasion::Welcome && after == Action::Copy && !model.is_early(),
    };
    if !to_write || model.is_read_only() || model.is_first_run() {
        return;
    }
    let other = match after {
        Action::Copy => menu_row(
            "o",
            "open their page",
            Safe::EMPTY,
            Choice::Run(Action::OpenPage),
        ),
        _ => menu_row("y", "copy the text", Safe::EMPTY, Choice::Run(Action::Copy)),
    };
    let yes = if after == Action::Copy { "y" } else { "c" };
    let rows = vec![
        menu_row(
            yes,
            "yes, sent",
            Safe::own("a contact; the plan goes on"),
            Choice::Sent,
        ),
        menu_row("n", "no", Safe::own("it stays as it is"), Choice::GoOn),
        other,
    ];
    let title = safe!("Did you send it to {}?", model.name(&person));
    model.overlays.retain(|overlay| !is_question(overlay));
    model
        .overlays
        .push(Overlay::Picker(Picker::new(title, rows)));
}

fn is_question(overlay: &Overlay) -> bool {
    let Overlay::Picker(picker) = overlay else {
        return false;
    };
    picker.all().any(|row| row.choice == Choice::Sent)
}

/// It was sent.
pub(super) fn sent(model: &mut Model) -> Vec<Effect> {
    model.sent().map(Effect::Commit).into_iter().collect()
}
