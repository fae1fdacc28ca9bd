//! Orders and views, the same in all panes: the menu of orders, and the way through the built-in
//! views of a pane and then the saved ones.

use crate::{
    app::{
        Model,
        overlay::{
            Overlay, Picker,
            picker::{Choice, Row},
        },
        pane::Pane,
    },
    query::{self, Order, View},
    safe,
    text::Safe,
};

/// The saved views, and which of them are shown.
#[derive(Debug, Default)]
pub(crate) struct Saved {
    /// All of them, in the order of `]`.
    pub(crate) views: Vec<View>,
    shown: Vec<Shown>,
}

/// A saved view on the screen.
#[derive(Debug)]
struct Shown {
    pane: Pane,
    /// Which of the saved ones.
    at: usize,
    /// The order of the pane without it.
    before: usize,
}

/// The orders of a pane.
fn orders(pane: Pane) -> Vec<Order> {
    pane.rows().map(query::orders).unwrap_or_default()
}

/// The order of a pane in words; empty for the usual one.
pub(crate) fn order_words(model: &Model, pane: Pane) -> Safe {
    let Some(at) = model.board(pane).order().filter(|at| *at > 0) else {
        return Safe::EMPTY;
    };
    let order = orders(pane).into_iter().nth(at);
    order.map_or(Safe::EMPTY, |order| Safe::line(&order.title))
}

/// Offers the orders of the pane.
pub(crate) fn order_menu(model: &mut Model) {
    let pane = model.pane();
    let board = model.board(pane);
    let now = board.order();
    let rows = orders(pane)
        .into_iter()
        .enumerate()
        .zip(1..=9_usize)
        .filter(|((at, _), _)| board.has_order(*at))
        .map(|((at, order), key)| Row {
            key: safe!("{}", key),
            words: Safe::line(&order.title),
            aside: Safe::own(if now == Some(at) { "now" } else { "" }),
            choice: Choice::Order(at),
            hot: char::from_digit(u32::try_from(key).unwrap_or_default(), 10),
        });
    let mut picker = Picker::new(Safe::own("Order"), rows.collect());
    picker.empty = Safe::own("these rows have one order");
    model.overlays.push(Overlay::Picker(picker));
}

/// An order was chosen.
pub(crate) fn order_by(model: &mut Model, at: usize) {
    let pane = model.pane();
    let (board, book) = model.board_mut(pane);
    board.set_order(at, book);
    if let Some(order) = orders(pane).into_iter().nth(at) {
        model.say(safe!("order: {}", Safe::line(&order.title)));
    }
}

/// The saved view that a pane shows; what is typed over it ends it.
pub(crate) fn saved(model: &Model, pane: Pane) -> Option<&View> {
    let shown = model.saved.shown.iter().find(|shown| shown.pane == pane)?;
    let view = model.saved.views.get(shown.at)?;
    (model.filter(pane) == view.query).then_some(view)
}

/// The pane is as it was before a saved view, but for the filter.
pub(crate) fn leave(model: &mut Model, pane: Pane) {
    let shown = &mut model.saved.shown;
    if let Some(at) = shown.iter().position(|shown| shown.pane == pane) {
        let Shown { before, .. } = shown.swap_remove(at);
        let (board, book) = model.board_mut(pane);
        board.set_order(before, book);
    }
}

/// The next view, or the one before: the built-in ones, then the saved ones.
pub(crate) fn turn_view(model: &mut Model, back: bool) {
    let pane = model.pane();
    let board = model.board(pane);
    let (built_in, place) = (board.views(), board.view());
    let views = model.saved.views.iter().enumerate();
    let mine = views.filter(|(_, view)| pane.rows() == Some(view.rows));
    let mine: Vec<(usize, View)> = mine.map(|(at, view)| (at, view.clone())).collect();
    let all = built_in + mine.len();
    if all == 1 {
        let words = "this pane has one view; `[[views]]` in config.toml adds your own";
        return model.say(Safe::own(words));
    }
    let on = saved(model, pane);
    let on = on.and_then(|on| mine.iter().position(|(_, view)| view == on));
    let now = on.map_or(place, |on| built_in + on);
    let next = (now + if back { all - 1 } else { 1 }) % all;
    if on.is_some() {
        model.set_filter(pane, String::new());
    }
    model.list_mut(pane).unmark();
    if let Some((at, view)) = next
        .checked_sub(built_in)
        .and_then(|at| mine.into_iter().nth(at))
    {
        model.set_view(pane, 0);
        let (board, book) = model.board_mut(pane);
        let before = board.order().unwrap_or_default();
        board.set_order(view.order.unwrap_or(before), book);
        board.set_filter(view.query, book);
        model.saved.shown.retain(|shown| shown.pane != pane);
        model.saved.shown.push(Shown { pane, at, before });
    } else {
        model.set_view(pane, next);
    }
    model.list_mut(pane).go(0);
}
