//! Putting text into cells: the one way to the screen.

use std::borrow::Cow;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Memory, Role, Style};
use crate::text::{Safe, width};

/// A brush: cells, colours, memory.
pub(super) struct Paint<'a> {
    buffer: &'a mut Buffer,
    style: &'a Style,
    pub(super) memory: &'a mut Memory,
}

/// Our own signs and what stands for them in ASCII. Strangers' letters stay as they are.
const SIGNS: &[(char, char)] = &[
    ('▸', '>'),
    ('•', '*'),
    ('·', '-'),
    ('…', '.'),
    ('✓', 'x'),
    ('◐', '/'),
    ('○', 'o'),
    ('█', '#'),
    ('━', '#'),
    ('▁', '.'),
    ('▂', '.'),
    ('▃', ':'),
    ('▄', ':'),
    ('▅', '|'),
    ('▆', '|'),
    ('▇', '#'),
    ('⏎', '|'),
    ('›', '>'),
    ('↑', '^'),
    ('↓', 'v'),
    ('←', '<'),
    ('→', '>'),
    ('┌', '+'),
    ('┐', '+'),
    ('└', '+'),
    ('┘', '+'),
    ('├', '+'),
    ('┤', '+'),
    ('─', '-'),
    ('│', '|'),
];

impl<'a> Paint<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, style: &'a Style, memory: &'a mut Memory) -> Self {
        Self {
            buffer,
            style,
            memory,
        }
    }

    /// Puts a text of one line, cut to a width. Gives the column behind it.
    ///
    /// This is where strangers' text meets the screen: only [`Safe`] can.
    pub(super) fn put(&mut self, x: u16, y: u16, most: u16, text: &Safe, role: Role) -> u16 {
        let area = self.buffer.area;
        if most == 0 || !area.contains((x, y).into()) {
            return x;
        }
        let most = most.min(area.right() - x);
        let text = width::cut(text, most.into());
        let words = self.drawable(&text);
        let style = self.style.theme.style(role);
        if !width::is_plain(&words) {
            return self.buffer.set_stringn(x, y, &words, most.into(), style).0;
        }
        let end = x.saturating_add(most);
        let mut at = x;
        for (c, x) in words.chars().zip(x..end) {
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.set_char(c).set_style(style);
            }
            at = x + 1;
        }
        at
    }

    /// Puts a text so that it ends before a column. Gives the column where it begins.
    pub(super) fn put_end(&mut self, end: u16, y: u16, most: u16, text: &Safe, role: Role) -> u16 {
        let text = width::cut(text, most.into());
        let x = end.saturating_sub(cells(&text));
        self.put(x, y, end - x, &text, role);
        x
    }

    /// Gives cells a style, over the one that they have.
    pub(super) fn tint(&mut self, area: Rect, role: Role) {
        let style = self.style.theme.style(role);
        self.buffer.set_style(area, style);
    }

    /// Empties cells, on the ground of a role.
    pub(super) fn clear(&mut self, area: Rect, role: Role) {
        let area = area.intersection(self.buffer.area);
        self.memory.covered(area);
        let style = self.style.theme.style(role);
        // Half of a wide character that reaches in would cover the first column.
        for y in area.top()..area.bottom() {
            let before = area.x.checked_sub(1).map(|x| (x, y));
            if let Some(cell) = before.and_then(|before| self.buffer.cell_mut(before))
                && width::cells(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
        }
        for position in area.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Ratatui 0.30.2 leaves artefacts behind emoji with U+FE0F (ratatui#2357), and terminals
    /// disagree about their width: the character goes, and the cell that it claimed stays free.
    fn drawable<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(text);
        if text.contains('\u{FE0F}') {
            text = Cow::Owned(text.replace('\u{FE0F}', ""));
        }
        if self.style.ascii && !text.is_ascii() {
            let plain = |c: char| {
                let sign = SIGNS.iter().find(|(sign, _)| *sign == c);
                sign.map_or(c, |(_, ascii)| *ascii)
            };
            text = Cow::Owned(text.chars().map(plain).collect());
        }
        text
    }
}

/// The cells of a text, as columns are counted.
pub(super) fn cells(text: &str) -> u16 {
    u16::try_from(width::cells(text)).unwrap_or(u16::MAX)
}
