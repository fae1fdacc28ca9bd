//! What leaves the program by a key: a page that is opened, a text that is copied.

use crate::{
    app::{Action, Effect, Model, pane::Pane},
    domain::checklist::Passage,
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
    link.map(Effect::Open).into_iter().collect()
}

pub(super) fn copy(model: &mut Model, action: Action) -> Vec<Effect> {
    let (text, what) = if action == Action::CopyAddress {
        let link = model.link().map(|link| link.shown());
        (link, Safe::own("the address"))
    } else if let Some(passage) = passage(model) {
        let draft = model.draft();
        let text = draft.as_ref().map_or("", |draft| &draft.text);
        let reading = model.read(&passage, text);
        if reading.over {
            model.say(safe!("{}: LinkedIn would not take it", reading.counter));
            return Vec::new();
        }
        let what = safe!("{}, {}", Safe::line(&passage.to_string()), reading.counter);
        let text = draft.filter(|draft| !draft.text.trim().is_empty());
        (text.map(|draft| draft.outgoing), what)
    } else {
        match model.draft() {
            Some(draft) => (Some(draft.outgoing), safe!("the {}", draft.title)),
            None => (None, Safe::EMPTY),
        }
    };
    if text.is_none() {
        model.say(Safe::own("there is no text to copy here"));
    }
    let copy = text.map(|text| Effect::Copy { text, what });
    copy.into_iter().collect()
}

/// The text of the own profile under the cursor.
fn passage(model: &Model) -> Option<Passage> {
    let shown = model.pane() == Pane::Profile;
    shown.then(|| model.profile.passage().cloned()).flatten()
}
