//! A text of sections, laid out to a width: details and words to read.

use std::ops::Range;

use ratatui::layout::Rect;

use super::{
    Role, chart,
    memory::Layer,
    paint::{Paint, cells},
};
use crate::text::{Link, Safe, width};

/// The column of labels.
const LABEL: u16 = 12;

/// Lines of pieces.
#[derive(Debug)]
pub(super) struct Doc {
    width: u16,
    lines: Vec<Vec<(u16, Safe, Role)>>,
    links: Vec<(usize, Link)>,
}

impl Doc {
    /// An empty text of this width.
    pub(super) const fn new(width: u16) -> Self {
        Self {
            width,
            lines: Vec::new(),
            links: Vec::new(),
        }
    }

    /// An empty line, unless one is there or nothing stands above.
    pub(super) fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(Vec::new());
        }
    }

    /// The heading of a section, with something dim behind it.
    pub(super) fn heading(&mut self, words: &Safe, aside: &Safe) {
        self.blank();
        let first = self.lines.len();
        let from = cells(words) + 2;
        if from + cells(aside) > self.width && from > self.width / 2 {
            self.words(0, words, Role::Heading);
            self.words(2, aside, Role::Dim);
        } else {
            self.words(from, aside, Role::Dim);
            self.sign(first, words, Role::Heading);
        }
    }

    /// Words from a column on, wrapped.
    pub(super) fn words(&mut self, indent: u16, text: &Safe, role: Role) {
        let room = self.width.saturating_sub(indent);
        for line in width::wrap(text, room.into()) {
            let line = (indent, line, role);
            self.lines.push(vec![line]);
        }
    }

    /// Words before a line that stands already.
    pub(super) fn sign(&mut self, line: usize, sign: &Safe, role: Role) {
        if let Some(line) = self.lines.get_mut(line) {
            line.insert(0, (0, sign.clone(), role));
        }
    }

    /// A text, wrapped, with places in it that stand out; `marks` are in bytes, in order.
    pub(super) fn marked(&mut self, indent: u16, text: &Safe, marks: &[Range<usize>]) {
        let room = self.width.saturating_sub(indent);
        let mut from = 0;
        for line in width::wrap(text, room.into()) {
            // A line is a piece of the text: wrapping only drops spaces and breaks between them.
            let found = text.get(from..).and_then(|rest| rest.find(line.as_str()));
            let start = from + found.unwrap_or(0);
            let end = start + line.len();
            from = end;
            let mut pieces = vec![(indent, line, Role::Text)];
            for mark in marks.iter().filter(|m| m.start < end && m.end > start) {
                let (begin, end) = (mark.start.max(start), mark.end.min(end));
                let before = text.get(start..begin).map_or(0, width::cells);
                if let (Ok(before), Some(piece)) = (u16::try_from(before), text.part(begin..end)) {
                    pieces.push((indent + before, piece, Role::Match));
                }
            }
            self.lines.push(pieces);
        }
    }

    /// A label, and words beside it.
    pub(super) fn field(&mut self, label: &Safe, text: &Safe, role: Role) {
        let first = self.lines.len();
        // A long label moves its words aside rather than lose its own.
        let most = (self.width / 2).max(LABEL);
        let from = (cells(label) + 1).clamp(LABEL, most);
        self.words(from, text, role);
        self.sign(first, &width::cut(label, (from - 1).into()), Role::Dim);
    }

    /// A label, and words beside it behind which an address stands.
    pub(super) fn linked(&mut self, label: &Safe, text: &Safe, link: Link) {
        let first = self.lines.len();
        self.field(label, text, Role::Text);
        // A text of several lines would be several links.
        if self.lines.len() == first + 1 {
            self.links.push((first, link));
        }
    }

    /// A number, what it counts, and news about it, in columns.
    pub(super) fn columns(&mut self, number: &Safe, what: &Safe, news: &Safe) {
        self.lines.push(vec![
            (0, width::pad_start(number, 9), Role::Strong),
            (11, width::cut(what, 24), Role::Text),
            (37, news.clone(), Role::Dim),
        ]);
    }

    /// A bar, filled in part.
    pub(super) fn bar(&mut self, filled: u64, of: u64, cells: u16) {
        self.lines.push(chart::bar(filled, of, cells));
    }

    /// Lines that are laid out already, from a column on.
    pub(super) fn chart(&mut self, indent: u16, lines: Vec<chart::Line>) {
        let shift = |(at, words, role)| (at + indent, words, role);
        let lines = lines.into_iter();
        self.lines
            .extend(lines.map(|line| line.into_iter().map(shift).collect::<Vec<_>>()));
    }

    /// The width that it was laid out to.
    pub(super) const fn width(&self) -> u16 {
        self.width
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Draws as much of it as fits, from its top.
    pub(super) fn lines_to(&self, paint: &mut Paint<'_>, area: Rect) {
        for (line, y) in self.lines.iter().zip(area.y..area.bottom()) {
            for (indent, words, role) in line {
                let x = area.x + indent;
                paint.put(x, y, area.right().saturating_sub(x), words, *role);
            }
        }
    }

    /// Draws it, scrolled as the memory has it; the place is shown where not all of it is seen.
    pub(super) fn draw(
        &self,
        paint: &mut Paint<'_>,
        area: Rect,
        about: (Layer, u64),
        scrolled: i64,
    ) {
        let height = usize::from(area.height);
        let first = paint.memory.text(about, scrolled, (self.len(), height));
        let shown = self.lines.iter().skip(first).zip(area.y..area.bottom());
        for (line, y) in shown {
            let mut end = area.x;
            for (indent, words, role) in line {
                let x = area.x + indent;
                end = paint.put(x, y, area.right().saturating_sub(x), words, *role);
            }
            let at = first + usize::from(y - area.y);
            if let Some((_, link)) = self.links.iter().find(|(line, _)| *line == at) {
                let x = area.x + LABEL;
                let place = Rect::new(x, y, end.saturating_sub(x), 1);
                paint.memory.linked(place, link.clone());
            }
        }
        let more = |paint: &mut Paint<'_>, y, sign| {
            paint.put(area.right(), y, 1, &Safe::own(sign), Role::Dim);
        };
        if first > 0 {
            more(paint, area.y, "↑");
        }
        if first + height < self.len() {
            more(paint, area.bottom().saturating_sub(1), "↓");
        }
    }
}
