//! Reads copied pages of LinkedIn: the page of invitations with any number of cards, the top of a
//! profile, a card of a search, a whole profile.
//!
//! ```text
//! text ─► lines (cleaned, doubles joined) ─┬─ buttons to accept ─► invitation cards
//!                                          └─ else ─► one person; headings ─► a whole profile
//! ```
//!
//! It takes what it knows by its form, never by its place alone, and counts what it did not
//! understand. Forms: linkedin.com of 2024 to 2026, as reported; the words of languages stand in
//! one table.

mod invitation;
mod line;
mod person;
mod profile;
mod words;

use line::Line;

use crate::domain::paste::{Card, Pasted};

/// The most bytes of a copied page that are read: some hundred times a usual one.
pub const MOST_BYTES: usize = 4 << 20;

/// Reads a copied page. Any text is fit for it.
pub fn read(text: &str) -> Pasted {
    let most = text.len().min(MOST_BYTES);
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at));
    let end = end.unwrap_or_default();
    let lines = line::lines(text.get(..end).unwrap_or_default());
    let mut pasted = if invitation::has_buttons(&lines) {
        invitation::page(&lines)
    } else {
        one_person(&lines)
    };
    pasted.too_long = end < text.len();
    pasted
}

/// The top of a profile or a card of a search, with the sections of a profile behind it.
fn one_person(lines: &[Line]) -> Pasted {
    let begins = lines
        .iter()
        .skip(1)
        .position(|line| line.heading().is_some());
    let (top, rest) = match begins {
        Some(at) => lines.split_at_checked(at + 1).unwrap_or((lines, &[])),
        None => (lines, [].as_slice()),
    };
    let (header, mut unread) = person::header(top);
    let Some(header) = header else {
        return Pasted {
            unread: count(lines.len()),
            ..Pasted::default()
        };
    };
    let profile =
        (!rest.is_empty()).then(|| Box::new(profile::profile(&header, rest, &mut unread)));
    let cards: Vec<Card> = vec![match &profile {
        Some(profile) => profile.top.clone(),
        None => header.card,
    }];
    Pasted {
        cards,
        profile,
        unread,
        ..Pasted::default()
    }
}

fn count(lines: usize) -> u32 {
    u32::try_from(lines).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
