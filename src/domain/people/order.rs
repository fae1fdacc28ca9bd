//! Everyone ordered by a column: by what is folded of the archives, and what the person says over it.
//! No record of the archives is read for that.

use std::{cmp::Reverse, collections::HashMap};

use super::{
    column::{Column, Value, value},
    search::Everyone,
};
use crate::{
    domain::{
        book::{Book, Touch},
        facts::Part,
        person::PersonKey,
    },
    text::search::Key,
};

impl Everyone {
    /// Orders places by a column: texts from A, days and numbers from the highest, circles from the
    /// closest. What is empty comes last; those that are alike keep their order.
    pub(super) fn sort(&self, book: &Book, column: Column, order: &mut [u32]) {
        let said = who_says(book, column);
        let own = said.filter_map(|person| {
            let at = self.place(book, person)?;
            Some((at, value(book, person, column)))
        });
        match column {
            Column::Name => {}
            Column::Company => self.by_text(order, own, Some(Part::Company)),
            Column::Position => self.by_text(order, own, Some(Part::Position)),
            Column::Tags => self.by_text(order, own, None),
            Column::Connected => order.sort_by_cached_key(|at| Reverse(self.days(*at).0)),
            Column::Contact => {
                let own: HashMap<u32, Value> = own.collect();
                order.sort_by_cached_key(|at| match own.get(at) {
                    Some(Value::Day(day)) => Reverse(*day),
                    _ => Reverse(self.days(*at).1),
                });
            }
            Column::Messages => order.sort_by_cached_key(|at| Reverse(self.messages(*at))),
            Column::Circle => {
                let days = |(person, touch): (&PersonKey, &Touch)| {
                    Some((self.place(book, person)?, touch.circle().interval()?))
                };
                let days: HashMap<u32, i64> = book.touched().filter_map(days).collect();
                order.sort_by_cached_key(|at| days.get(at).copied().unwrap_or(i64::MAX));
            }
        }
    }

    /// By a text of the archives, and by what lies over it.
    fn by_text(
        &self,
        order: &mut [u32],
        own: impl Iterator<Item = (u32, Value)>,
        part: Option<Part>,
    ) {
        let folded = |(at, value)| match value {
            Value::Text(text) => Some((at, Key::new(&text))),
            _ => None,
        };
        let own: HashMap<u32, Key> = own.filter_map(folded).collect();
        order.sort_by_cached_key(|at| {
            let text = own
                .get(at)
                .map_or_else(|| part.map_or("", |part| self.said(*at, part)), Key::as_str);
            (text.is_empty(), text)
        });
    }
}

/// About whom the person said something that lies over the archives in a column.
fn who_says(book: &Book, column: Column) -> Box<dyn Iterator<Item = &PersonKey> + '_> {
    let touched = |says: fn(&Touch) -> bool| {
        let touched = book.touched().filter(move |(_, touch)| says(touch));
        Box::new(touched.map(|(person, _)| person))
    };
    match column {
        Column::Company | Column::Position => Box::new(book.given().map(|(person, _)| person)),
        Column::Tags => touched(|touch| !touch.tags.is_empty()),
        Column::Contact => touched(|touch| !touch.contacts.is_empty()),
        Column::Name | Column::Connected | Column::Messages | Column::Circle => {
            Box::new(std::iter::empty())
        }
    }
}
