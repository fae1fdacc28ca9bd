//! A key: to the overlay on top, else through the keymap to an action.

use super::{export, give, go, menu, run, seek, text, typed};
use crate::{
    app::{
        Action, Effect, Model,
        key::{Code, Key},
        keymap::Found,
        model::Tab,
        overlay::{Confirm, Overlay, picker::Picked},
        pane::Pane,
        update::import,
    },
    safe,
    text::Safe,
};

/// A key was pressed.
pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    if let Some(action) = model.keymap.always(key) {
        return run::run(model, action);
    }
    if model.is_too_small() {
        return unseen(model, key);
    }
    if let Some(overlay) = model.overlays.pop() {
        return to_overlay(model, overlay, key);
    }
    let had_notice = model.hear();
    model.pressed.push(key);
    match model.keymap.find(model.place(), &model.pressed) {
        Found::Begun => Vec::new(),
        Found::Action(action) => {
            model.pressed.clear();
            run::run(model, action)
        }
        Found::Nothing => {
            let begun = model.pressed.len() > 1;
            model.pressed.clear();
            if !had_notice && !begun {
                model.unchanged();
            }
            Vec::new()
        }
    }
}

/// A key while nothing is shown: nobody sees what it would do, so it may only leave.
fn unseen(model: &mut Model, key: Key) -> Vec<Effect> {
    let found = model.keymap.find(model.place(), &[key]);
    if model.overlays.is_empty() && found == Found::Action(Action::Quit) {
        return quit(model);
    }
    model.unchanged();
    Vec::new()
}

/// How many rows a page has in a list or a text over the panes, about.
const PAGE: usize = 10;

/// What the person's own keys do to an overlay.
enum Moved {
    /// It stays, and has moved.
    Stays,
    /// It closes.
    Closes,
    /// Nothing: the key is for the overlay itself.
    No,
}

/// Overlays that are not typed into move, filter and close by the keys that do so in the panes.
fn moved(model: &mut Model, overlay: &mut Overlay, key: Key) -> Moved {
    let own = match overlay {
        Overlay::Picker(picker) => !picker.takes(key),
        Overlay::Words(_) | Overlay::Sheet(_) | Overlay::Capture(_) | Overlay::Export(_) => true,
        _ => false,
    };
    if !own || matches!(key.code, Code::Enter | Code::Esc) {
        model.pressed.clear();
        return Moved::No;
    }
    model.pressed.push(key);
    let found = model.keymap.find_in_overlay(&model.pressed);
    let begun = model.pressed.len() > 1;
    if found != Found::Begun {
        model.pressed.clear();
    }
    let action = match found {
        Found::Action(action) => action,
        Found::Nothing if !begun => match everywhere(key) {
            Some(action) => action,
            None => return Moved::No,
        },
        // The wrong key ends a sequence, and does nothing else.
        Found::Begun | Found::Nothing => return Moved::Stays,
    };
    if let Some(rows) = go::rows(action, PAGE) {
        match overlay {
            Overlay::Picker(picker) => picker.step(rows),
            _ => model.scrolled += i64::try_from(rows).unwrap_or_default(),
        }
        return Moved::Stays;
    }
    match (action, overlay) {
        (Action::Filter, Overlay::Picker(picker)) => {
            picker.begin_filter();
            Moved::Stays
        }
        (Action::Quit, _) | (Action::Help, Overlay::Picker(_)) => Moved::Closes,
        _ => Moved::No,
    }
}

/// What moves in every list, whatever it does in the panes.
const fn everywhere(key: Key) -> Option<Action> {
    match key.code {
        Code::Down => Some(Action::Down),
        Code::Up => Some(Action::Up),
        Code::PageDown => Some(Action::PageDown),
        Code::PageUp => Some(Action::PageUp),
        Code::Home => Some(Action::Top),
        Code::End => Some(Action::Bottom),
        _ => None,
    }
}

/// The overlay is off the stack; it is put back unless the key closes it.
fn to_overlay(model: &mut Model, mut overlay: Overlay, key: Key) -> Vec<Effect> {
    match moved(model, &mut overlay, key) {
        Moved::No => {}
        Moved::Closes => return Vec::new(),
        Moved::Stays => {
            model.overlays.push(overlay);
            return Vec::new();
        }
    }
    match &mut overlay {
        Overlay::Picker(picker) => match picker.press(key) {
            Picked::Stay => {}
            Picked::Close => return Vec::new(),
            Picked::Chose(choice) => return menu::choose(model, choice),
        },
        Overlay::Prompt(prompt) => {
            let history = model.history.get(prompt.ask.history());
            let typed = prompt.press(key, history.map_or(&[], Vec::as_slice));
            let Overlay::Prompt(prompt) = overlay else {
                return Vec::new();
            };
            return typed::typed(model, prompt, typed);
        }
        Overlay::Text(_) => {
            let Overlay::Text(text) = overlay else {
                return Vec::new();
            };
            return text::press(model, text, key);
        }
        Overlay::Seek(_) => {
            let Overlay::Seek(view) = overlay else {
                return Vec::new();
            };
            return seek::press(model, view, key);
        }
        Overlay::Form(_) | Overlay::Capture(_) | Overlay::Export(_) => {
            return filled(model, overlay, key);
        }
        Overlay::Import(_) => return import::press(model, overlay, key),
        Overlay::Confirm(confirm) => match key.code {
            Code::Char('y' | 'Y') | Code::Enter => return std::mem::take(&mut confirm.yes),
            Code::Char('n' | 'N' | 'q') | Code::Esc => return Vec::new(),
            _ => {}
        },
        Overlay::Words(_) | Overlay::Sheet(_) => return Vec::new(),
    }
    model.overlays.push(overlay);
    Vec::new()
}

/// A form or a preview is off the stack.
fn filled(model: &mut Model, overlay: Overlay, key: Key) -> Vec<Effect> {
    match overlay {
        Overlay::Form(form) => give::press(model, form, key),
        Overlay::Capture(view) => give::press_capture(model, view, key),
        Overlay::Export(view) => export::press(model, view, key),
        _ => Vec::new(),
    }
}

/// Leaves the program; asks first while an import runs or somebody is erased.
pub(super) fn quit(model: &mut Model) -> Vec<Effect> {
    let asked = matches!(model.overlays.last(), Some(Overlay::Confirm(_)));
    let why = if model.working {
        "An import is running. Leave, and import nothing?"
    } else {
        "Somebody is being erased. Leave? The next start finishes it."
    };
    if (model.working || model.erasing) && !asked {
        model.overlays.push(Overlay::Confirm(Confirm {
            question: safe!(
                "{} {} again leaves, too.",
                Safe::own(why),
                super::key_words(model, Action::QuitNow)
            ),
            yes: vec![Effect::Cancel, Effect::Quit],
        }));
        return Vec::new();
    }
    if model.working {
        return vec![Effect::Cancel, Effect::Quit];
    }
    vec![Effect::Quit]
}

/// Esc: ends what is under way, step by step; it never quits.
pub(super) fn back(model: &mut Model) {
    let pane = model.pane();
    if !model.filter(pane).is_empty() {
        model.set_filter(pane, String::new());
    } else if pane == Pane::People && model.people.show_all(&model.book) {
        // It was opened from there.
        go::go(model, Tab::Full(Pane::Reach));
    } else if model.list_mut(pane).unmark() {
        model.say(Safe::own("no marks"));
    } else {
        go::leave(model);
    }
}
