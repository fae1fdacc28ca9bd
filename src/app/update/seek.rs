//! Full text: what is typed is looked for at once, in messages on a thread; newer words win.

use super::go;
use crate::{
    app::{
        Effect, Model,
        key::Key,
        msg::Sought,
        overlay::{
            Overlay, SeekView,
            seek::{MOST, Seeked},
        },
    },
    domain::find::{self, Newest},
    text::{Safe, seek::Seek},
};

/// Opens it with what was left last.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let view = model.sought.take().unwrap_or_default();
    look(model, view)
}

/// A key went to it; it is off the stack.
pub(super) fn press(model: &mut Model, mut view: SeekView, key: Key) -> Vec<Effect> {
    model.hear();
    match view.press(key) {
        Seeked::Stay => model.overlays.push(Overlay::Seek(view)),
        Seeked::Changed => return look(model, view),
        Seeked::Close => return leave(model, view),
        Seeked::Open => {
            let found = view.selected();
            if let Some(person) = found.and_then(|found| found.person.clone()) {
                let effects = leave(model, view);
                go::to_person(model, &person);
                return effects;
            }
            if found.is_some() {
                let words = "a message of a group: it belongs to nobody's card";
                model.say(Safe::own(words));
            }
            model.overlays.push(Overlay::Seek(view));
        }
    }
    Vec::new()
}

/// A text was pasted into it.
pub(super) fn paste(model: &mut Model, mut view: SeekView, text: &str) -> Vec<Effect> {
    view.line.insert(text.trim_end_matches(['\r', '\n']));
    look(model, view)
}

/// Messages were looked through, as far as it says; answers about older words come too late.
pub(super) fn sought(model: &mut Model, sought: Sought) {
    match model.overlays.last_mut() {
        Some(Overlay::Seek(view)) if view.number == sought.number => view.take(sought),
        _ => model.unchanged(),
    }
}

/// Looks for what is typed now.
fn look(model: &mut Model, mut view: SeekView) -> Vec<Effect> {
    let words = view.line.text();
    view.seek = Seek::new(&words);
    let mut newest = Newest::new(MOST);
    if !view.seek.is_empty() {
        for found in find::in_book(&model.book, &view.seek) {
            newest.take(found);
        }
    }
    let own = newest.iter().cloned().collect();
    view.begin(view.number + 1, own, newest.all());
    let effect = Effect::Seek(view.number, words);
    model.overlays.push(Overlay::Seek(view));
    vec![effect]
}

fn leave(model: &mut Model, view: SeekView) -> Vec<Effect> {
    let stop = Effect::Seek(view.number, String::new());
    model.sought = Some(view);
    vec![stop]
}
