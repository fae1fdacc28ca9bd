//! What leaves the program by a key: a page that is opened, a text that is copied.

use crate::{
    app::{Action, Effect, Model, draft::Draft},
    safe,
    text::{Link, Safe, link::ARCHIVE_PAGE},
};

pub(super) fn open(model: &mut Model, action: Action) -> Vec<Effect> {
    let link = match action {
        Action::ArchivePage => Link::linkedin(ARCHIVE_PAGE).ok(),
        _ => model.link(),
    };
    if link.is_none() {
        model.say(Safe::own("no page is known for this"));
    }
    if link.is_some() && action == Action::OpenPage {
        super::letter::ask_sent(model, Action::OpenPage);
    }
    link.map(Effect::Open).into_iter().collect()
}

pub(super) fn copy(model: &mut Model, action: Action) -> Vec<Effect> {
    if action == Action::CopyAddress {
        let link = model.link().map(|link| link.shown());
        return out(model, link, Safe::own("the address"));
    }
    let draft = model.draft();
    let Some(passage) = model.passage().cloned() else {
        return copy_draft(model, draft);
    };
    let text = draft.as_ref().map_or("", |draft| &draft.text);
    let reading = model.read(&passage, text);
    if reading.over {
        model.say(safe!("{}: LinkedIn would not take it", reading.counter));
        return Vec::new();
    }
    let what = safe!("{}, {}", Safe::line(&passage.to_string()), reading.counter);
    let text = draft.filter(|draft| !draft.text.trim().is_empty());
    out(model, text.map(|draft| draft.outgoing), what)
}

/// Copies the text of a card. What is missing in it is asked for first, one after the other.
pub(super) fn copy_draft(model: &mut Model, draft: Option<Draft>) -> Vec<Effect> {
    model.desk.copies = None;
    let Some(draft) = draft else {
        let key = super::key_words(model, Action::WriteText);
        let words = match model.occasion() {
            Some(_) => safe!("no text is made for this; {} writes one", key),
            None => Safe::own("there is no text to copy here"),
        };
        model.say(words);
        return Vec::new();
    };
    if let Some((variable, words)) = draft.missing.first() {
        if model.is_read_only() {
            model.tell_store();
        } else {
            super::letter::ask_value(model, variable, words, true);
        }
        return Vec::new();
    }
    if let Some(why) = draft.refused {
        model.say(why);
        return Vec::new();
    }
    let effects = out(
        model,
        Some(draft.outgoing),
        safe!("the text: {}", draft.title),
    );
    super::letter::ask_sent(model, Action::Copy);
    effects
}

fn out(model: &mut Model, text: Option<Safe>, what: Safe) -> Vec<Effect> {
    if text.is_none() {
        model.say(Safe::own("there is no text to copy here"));
    }
    let copy = text.map(|text| Effect::Copy { text, what });
    copy.into_iter().collect()
}
