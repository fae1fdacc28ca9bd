//! Where the person is: the cursor, the pane, and how it shares the screen.

use crate::{
    app::{
        Action, Model,
        model::{Rows, Side, Split, Tab},
        pane::{Pane, invitations::View},
    },
    domain::{invitation::InvitationId, person::PersonKey, template::Occasion},
    safe,
};

/// How many rows an action goes down, or up where it is negative.
pub(super) fn rows(action: Action, page: usize) -> Option<isize> {
    let page = isize::try_from(page).unwrap_or(10);
    Some(match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::HalfDown => page / 2,
        Action::HalfUp => -page / 2,
        Action::PageDown => page,
        Action::PageUp => -page,
        Action::Top => -1_000_000_000,
        Action::Bottom => 1_000_000_000,
        _ => return None,
    })
}

/// Moves the cursor, or scrolls the detail.
pub(super) fn travel(model: &mut Model, action: Action) {
    if matches!(action, Action::Left | Action::Right) {
        return sideways(model, action == Action::Right);
    }
    let Some(rows) = rows(action, page(model)) else {
        return;
    };
    let card = model
        .sitting()
        .is_some_and(|session| session.shown.is_some());
    if card
        || model.tab != Tab::Today && (model.side == Side::Detail || model.split == Split::Detail)
    {
        model.scrolled += i64::try_from(rows).unwrap_or_default();
    } else {
        model.list_mut(model.pane()).step(rows);
    }
}

/// How many rows a page has, about: the boxes and the lines around them are not in it.
fn page(model: &Model) -> usize {
    let (columns, rows) = model.size;
    let rows = usize::from(rows).saturating_sub(4);
    let split = columns < 100 || (model.tab == Tab::Today && model.focus != Pane::Invitations);
    (if split { rows / 2 } else { rows }).max(2)
}

fn sideways(model: &mut Model, right: bool) {
    match model.tab {
        Tab::Today => turn(model, !right),
        Tab::Full(_) => model.side = if right { Side::Detail } else { Side::List },
        Tab::Session(_) => {}
    }
}

pub(super) fn turn(model: &mut Model, back: bool) {
    let panes = match model.tab {
        Tab::Today => &Pane::DESK[..],
        Tab::Full(_) | Tab::Session(_) => &Pane::TABS[..],
    };
    let by = if back { panes.len() - 1 } else { 1 };
    let at = panes.iter().position(|pane| *pane == model.pane());
    let next = at.map_or(0, |at| (at + by) % panes.len());
    let pane = panes.get(next).copied().unwrap_or(Pane::Invitations);
    show(model, pane);
}

/// A pane's number: on the desk it gets the keys, else it fills the screen.
pub(super) fn show(model: &mut Model, pane: Pane) {
    let on_desk = Pane::DESK.contains(&pane);
    if on_desk {
        model.focus = pane;
    }
    if model.tab != Tab::Today || !on_desk {
        go(model, Tab::Full(pane));
    }
}

pub(super) fn go(model: &mut Model, tab: Tab) {
    model.tab = tab;
    model.side = Side::List;
    unzoom(model);
    model.look();
}

pub(super) fn enter(model: &mut Model) {
    match model.tab {
        Tab::Today => {
            go(model, Tab::Full(model.focus));
            // The list alone would look as before.
            let alone = model.is_narrow() && model.list().is_some_and(|list| !list.is_empty());
            if alone {
                model.side = Side::Detail;
            }
        }
        Tab::Full(_) if model.list().is_some_and(Rows::is_empty) => {}
        Tab::Full(_) => model.side = Side::Detail,
        Tab::Session(_) => {}
    }
}

/// Turns a way to share the screen on or off.
pub(super) fn split(model: &mut Model, way: Split) {
    model.split = if model.split == way { Split::Both } else { way };
}

/// Shows the list again, if only the detail was shown; whether it was.
fn unzoom(model: &mut Model) -> bool {
    let zoomed = model.split == Split::Detail;
    if zoomed {
        model.split = Split::Both;
    }
    zoomed
}

/// One step back towards the desk; `false` if that is where we are.
pub(super) fn leave(model: &mut Model) -> bool {
    if model.tab == Tab::Today {
        return false;
    }
    if unzoom(model) {
        return true;
    }
    if model.side == Side::Detail {
        model.side = Side::List;
    } else {
        go(model, Tab::Today);
    }
    true
}

/// Shows the card of a person, wherever they stand among the people.
pub(super) fn to_person(model: &mut Model, person: &PersonKey) {
    let person = model.book.same().of(person).clone();
    go(model, Tab::Full(Pane::People));
    if model.people.reveal(&model.book, &person) {
        model.side = Side::Detail;
    } else {
        let words = safe!("{} is not among the people", model.name(&person));
        model.say(words);
    }
}

/// Shows the card of a person with words to them for an occasion.
pub(super) fn to_write(model: &mut Model, person: &PersonKey, occasion: Occasion) {
    let person = model.book.same().of(person).clone();
    to_person(model, &person);
    model.desk.write(person, occasion);
}

/// Shows an invitation, wherever it stands among them.
pub(super) fn to_invitation(model: &mut Model, id: &InvitationId) {
    go(model, Tab::Full(Pane::Invitations));
    model.invitations.view = View::Queue;
    model.set_filter(Pane::Invitations, String::new());
    model.invitations.list.select(id);
}
