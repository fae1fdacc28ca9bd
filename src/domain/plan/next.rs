//! What one would write to somebody now, where no row of a list says it.

use super::{
    Somebody, WELCOME_SOFT_DAYS,
    candidate::{has_welcome, is_skipped},
    conduct::{Conduct, Turn},
};
use crate::domain::{book::Book, day::Day, person::PersonKey, template::Occasion};

/// What the next words to somebody are for: an answer where they wrote last and may wait for it, the
/// first words to a new connection, else a note. `None` for who is no connection and waits for nothing.
pub fn next_words(book: &Book, person: &PersonKey, today: Day) -> Option<Occasion> {
    let who = Somebody::of(book, person);
    match Conduct::new(&who, who.connected_on(), today).turn {
        Turn::YouOwe(on) if !is_skipped(who.touch, on) => return Some(Occasion::Reply),
        _ => {}
    }
    let since = who.connected_on()?;
    let is_new = (today - since).num_days() <= WELCOME_SOFT_DAYS;
    Some(if is_new && !has_welcome(book, &who, since) {
        Occasion::Welcome
    } else {
        Occasion::Note
    })
}
