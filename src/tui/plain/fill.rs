//! Choices, forms and longer texts, line by line.

use std::io;

use super::Plain;
use crate::{
    app::{
        Msg,
        key::Code,
        overlay::{Overlay, Picker, picker::Choice, text},
    },
    safe,
    text::Safe,
};

impl Plain<'_> {
    /// A line for a text of several lines, which it takes the place of: `\n` begins another one.
    pub(super) fn write(&mut self, purpose: text::Purpose, line: &str) -> io::Result<()> {
        self.model.overlays.pop();
        let text::Purpose::Keep(purpose) = purpose else {
            return Ok(());
        };
        if line.is_empty() {
            return Ok(());
        }
        let text = line.replace("\\n", "\n");
        self.send(Msg::Edited { purpose, text })
    }

    /// A line for the field of a form that has the keys: it takes the place of what stands there,
    /// an empty one leaves it. After the last one the form is kept.
    pub(super) fn fill(&mut self, line: &str, last: bool) -> io::Result<()> {
        let Some(Overlay::Form(form)) = self.model.overlays.last_mut() else {
            return Ok(());
        };
        let known = line.is_empty() || form.set(line);
        if !known {
            return self.refuse(&safe!("{} is none of the choices.", Safe::line(line)));
        }
        self.press(if last { Code::Enter } else { Code::Tab })?;
        if let Some(Overlay::Form(form)) = self.model.overlays.last()
            && let Some(why) = form.trouble.clone()
        {
            self.refuse(&safe!("That cannot be taken: {}.", why))?;
        }
        Ok(())
    }
}

/// The key of the row that a line chooses, and whether the line is what that row asks for.
pub(super) fn chosen(picker: &Picker, line: &str) -> Option<(char, bool)> {
    let lower = line.to_lowercase();
    if lower.is_empty() {
        return None;
    }
    let rows: Vec<_> = picker.all().filter(|row| row.hot.is_some()).collect();
    let is_key = |hot: Option<char>| hot.is_some_and(|hot| hot.to_string() == line);
    let by_key = rows.iter().find(|row| is_key(row.hot));
    let by_word = || {
        let mut begin = rows
            .iter()
            .filter(|row| row.words.to_lowercase().starts_with(&lower));
        let first = begin.next();
        first.filter(|row| row.words.to_lowercase() == lower || begin.next().is_none())
    };
    if let Some(row) = by_key.or_else(by_word) {
        return Some((row.hot?, false));
    }
    let other = rows.iter().find(|row| row.choice == Choice::OtherDay);
    Some((other?.hot?, true))
}
