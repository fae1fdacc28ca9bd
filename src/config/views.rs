//! Saved views: `[[views]]` in `config.toml`.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::place::{Fault, Place, near_miss};
use crate::query::{self, Rows, View};

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    views: Vec<RawView>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawView {
    name: Spanned<String>,
    pane: Spanned<String>,
    query: Spanned<String>,
    order: Option<Spanned<String>>,
}

/// Reads the views of a configuration.
///
/// # Errors
/// The place and the way out of the first thing that is wrong.
pub(super) fn read(place: &Place<'_>, text: &str) -> Result<Vec<View>, Fault> {
    let raw: Raw = toml::from_str(text).map_err(|error| place.fault(&error))?;
    let mut views: Vec<View> = Vec::new();
    for raw in raw.views {
        let rows = rows(place, &raw.pane)?;
        let name = raw.name.get_ref().trim();
        let twice = |view: &View| view.rows == rows && view.name == name;
        let complaint = if name.is_empty() {
            Some("a view needs a name".to_owned())
        } else if views.iter().any(twice) {
            let pane = rows.word();
            Some(format!(
                "there are two views `{name}` of {pane}: name one anew"
            ))
        } else {
            None
        };
        if let Some(complaint) = complaint {
            return Err(place.at(raw.name.span().start, complaint));
        }
        asked(place, &raw.query, rows, text)?;
        views.push(View {
            name: name.to_owned(),
            rows,
            query: raw.query.get_ref().clone(),
            order: order(place, raw.order.as_ref(), rows)?,
        });
    }
    Ok(views)
}

fn rows(place: &Place<'_>, pane: &Spanned<String>) -> Result<Rows, Fault> {
    // The profile's views are rows of other kinds.
    let known = Rows::ALL
        .into_iter()
        .filter(|(rows, _)| *rows != Rows::Profile);
    let word = pane.get_ref();
    let found = known.clone().find(|(_, known)| known == word);
    found.map(|(rows, _)| rows).ok_or_else(|| {
        let words: Vec<&str> = known.map(|(_, word)| word).collect();
        let message = format!("no pane `{word}`; {}", way_out(word, &words));
        place.at(pane.span().start, message)
    })
}

fn order(
    place: &Place<'_>,
    order: Option<&Spanned<String>>,
    rows: Rows,
) -> Result<Option<usize>, Fault> {
    let Some(order) = order else { return Ok(None) };
    let word = order.get_ref();
    let known = query::orders(rows);
    let found = known.iter().position(|order| order.word == word);
    found.map(Some).ok_or_else(|| {
        let words: Vec<&str> = known.iter().map(|order| order.word).collect();
        let pane = rows.word();
        let message = format!("no order `{word}` of {pane}; {}", way_out(word, &words));
        place.at(order.span().start, message)
    })
}

/// The query has to be understood as a whole.
fn asked(place: &Place<'_>, asked: &Spanned<String>, rows: Rows, text: &str) -> Result<(), Fault> {
    let typed = asked.get_ref();
    if typed.trim().is_empty() {
        let message = "a view needs a query, such as \"has:note\"";
        return Err(place.at(asked.span().start, message));
    }
    match query::parse(typed, rows).faults.into_iter().next() {
        None => Ok(()),
        Some(fault) => {
            let Range { start, end } = asked.span();
            // Where nothing is escaped, the column in the query is one of the file.
            let plain = text.get(start + 1..end.saturating_sub(1)) == Some(typed);
            let inside = if plain { 1 + fault.range.start } else { 0 };
            Err(place.at(start + inside, fault.message))
        }
    }
}

fn way_out(word: &str, known: &[&str]) -> String {
    match near_miss(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", known.join(", ")),
    }
}
