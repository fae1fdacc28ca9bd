//! The columns behind the names: which of them are shown, and in which order.

use crate::{
    app::{
        effect::Effect,
        model::Model,
        overlay::{
            Overlay, Picker,
            picker::{Choice, Row},
        },
    },
    domain::people::Column,
    safe,
    text::Safe,
};

/// The menu of columns: each with its place among those that are shown.
pub(super) fn menu(model: &mut Model) {
    let behind = Column::ALL
        .into_iter()
        .filter(|(column, ..)| *column != Column::Name);
    let rows = behind.zip('1'..='9').map(|((column, _, title), key)| {
        let at = model.columns.iter().position(|shown| *shown == column);
        Row {
            key: Safe::line(key.encode_utf8(&mut [0; 4])),
            words: Safe::own(title),
            aside: at.map_or(Safe::EMPTY, |at| safe!("shown, no. {}", at + 1)),
            choice: Choice::Column(column),
            hot: Some(key),
        }
    });
    let mut picker = Picker::new(Safe::own("Columns · Enter shows or hides"), rows.collect());
    let words = model
        .columns
        .iter()
        .map(|column| format!("\"{}\"", column.word()));
    let words = words.collect::<Vec<_>>().join(", ");
    picker.about = vec![
        Safe::own("Each as far as there is room. For every start, in config.toml below [people]:"),
        safe!("columns = [{}]", Safe::line(&words)),
    ];
    model.overlays.push(Overlay::Picker(picker));
}

/// Shows a column behind the others, or no more; the menu stays.
pub(crate) fn turn(model: &mut Model, column: Column) -> Vec<Effect> {
    let before = model.columns.len();
    model.columns.retain(|shown| *shown != column);
    if model.columns.len() == before {
        model.columns.push(column);
    }
    menu(model);
    if let Some(Overlay::Picker(picker)) = model.overlays.last_mut() {
        picker.start_on(&Choice::Column(column));
    }
    Vec::new()
}
