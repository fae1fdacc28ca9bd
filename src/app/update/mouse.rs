//! The mouse: everything that it does, keys do as well.

use super::{menu, run};
use crate::app::{
    Action, Effect, Model,
    model::{Side, Tab},
    msg::{Mouse, Spot},
    overlay::{Overlay, picker::Picked},
    pane::Pane,
};

/// The mouse did something.
pub(super) fn mouse(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    if model.is_too_small() {
        model.unchanged();
        return Vec::new();
    }
    match (mouse, model.overlays.last_mut()) {
        (Mouse::Click(Spot::Picker(at)), Some(Overlay::Picker(picker))) => {
            if let Picked::Chose(choice) = picker.choose(at) {
                model.overlays.pop();
                return menu::choose(model, choice);
            }
        }
        (Mouse::Click(Spot::Picker(at)), Some(Overlay::Seek(view))) => view.go(at),
        (Mouse::Wheel(_, rows), Some(Overlay::Seek(view))) => view.step(rows.into()),
        (Mouse::Click(Spot::Overlay), Some(_)) => {}
        // A click beside an overlay leaves it, as long as nothing is being typed or done.
        (
            Mouse::Click(_),
            Some(Overlay::Picker(_) | Overlay::Words(_) | Overlay::Confirm(_) | Overlay::Sheet(_)),
        ) => {
            model.overlays.pop();
        }
        (Mouse::Wheel(_, rows), Some(Overlay::Picker(picker))) => picker.step(rows.into()),
        (Mouse::Wheel(_, rows), Some(Overlay::Words(_) | Overlay::Sheet(_))) => {
            model.scrolled += i64::from(rows);
        }
        (_, Some(_)) => model.unchanged(),
        (Mouse::Click(spot), None) => return click(model, spot),
        (Mouse::Wheel(spot, rows), None) => wheel(model, spot, rows),
    }
    Vec::new()
}

fn click(model: &mut Model, spot: Spot) -> Vec<Effect> {
    model.hear();
    match spot {
        Spot::Action(action) => return run::run(model, action),
        Spot::Row(pane, at) => {
            let again = model.pane() == pane && model.list_of(pane).at() == at;
            focus(model, pane, Side::List);
            if again && model.tab == Tab::Today {
                return run::run(model, Action::Enter);
            }
            model.list_mut(pane).go(at);
        }
        Spot::Pane(pane) => focus(model, pane, Side::List),
        Spot::Detail(pane) => focus(model, pane, Side::Detail),
        Spot::Picker(_) | Spot::Overlay => {}
    }
    Vec::new()
}

fn focus(model: &mut Model, pane: Pane, side: Side) {
    match model.tab {
        Tab::Today => model.focus = pane,
        Tab::Full(_) => model.side = side,
        Tab::Session(_) => {}
    }
}

fn wheel(model: &mut Model, spot: Option<Spot>, rows: i8) {
    match spot {
        Some(Spot::Row(pane, _) | Spot::Pane(pane)) => {
            focus(model, pane, Side::List);
            model.list_mut(pane).step(rows.into());
        }
        Some(Spot::Detail(pane)) => {
            focus(model, pane, Side::Detail);
            model.scrolled += i64::from(rows);
        }
        _ => model.unchanged(),
    }
}
