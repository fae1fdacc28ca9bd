//! The filter itself: one pass over the code points, then one over the clusters.
//!
//! Every decision depends on what was already let through and on the next characters as they
//! came, so that cleaning what is clean changes nothing.

use unicode_normalization::char::canonical_combining_class;
use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    Why, emoji,
    kind::{self, Kind, REPLACEMENT, kind},
    script,
};
use crate::text::width;

/// The most marks on one letter. Honest maxima: Vietnamese 2, Hebrew 4, Tibetan about 6.
const MARKS: usize = 6;
/// The most spaces in a row in one line.
const SPACES: usize = 2;
/// The spaces of a tabulator in a text of many lines.
const TAB: usize = 4;

/// What a place can show.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    lines: bool,
    marked: bool,
    chars: usize,
    bytes: usize,
}

impl View {
    /// One line of so many characters.
    pub(super) const fn line(chars: usize) -> Self {
        Self {
            lines: false,
            marked: true,
            chars,
            bytes: usize::MAX,
        }
    }

    /// Many lines of so many bytes together.
    pub(super) const fn text(bytes: usize) -> Self {
        Self {
            lines: true,
            marked: true,
            chars: usize::MAX,
            bytes,
        }
    }

    /// The same, without a `~` where something was removed.
    pub(super) const fn unmarked(mut self) -> Self {
        self.marked = false;
        self
    }
}

/// Text that was cleaned.
#[derive(Debug)]
pub(super) struct Clean {
    pub(super) text: String,
    /// Something was removed or replaced.
    pub(super) marked: bool,
    /// There was more than the view can show.
    pub(super) more: bool,
}

/// Whether a text is printable ASCII that a view shows as it is: a scan, and most texts are.
pub(super) fn is_plain(text: &str, view: View) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() > view.chars.min(view.bytes)
        || bytes.first() == Some(&b' ')
        || bytes
            .last()
            .is_some_and(|last| matches!(last, b' ' | b'\n'))
    {
        return false;
    }
    if view.lines {
        return bytes.first() != Some(&b'\n')
            && bytes.iter().all(|b| matches!(b, b' '..=b'~' | b'\n'));
    }
    let mut spaces = 0;
    bytes.iter().all(|b| {
        spaces = if *b == b' ' { spaces + 1 } else { 0 };
        matches!(b, b' '..=b'~') && spaces <= SPACES
    })
}

/// Cleans a text for a view, and tells what was removed or replaced.
pub(super) fn clean(text: &str, view: View, tell: &mut dyn FnMut(char, Why)) -> Clean {
    let mut filter = Filter::new(view, tell);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let used = filter.take(c, chars.as_str());
        for next in chars.by_ref().take(used) {
            if next == '\u{200D}' {
                filter.qualify();
            }
            filter.extend(next);
        }
        if used > 0 {
            filter.qualify();
        }
        if filter.is_full() {
            return filter.finish(true);
        }
    }
    filter.finish(false)
}

struct Filter<'a> {
    view: View,
    tell: &'a mut dyn FnMut(char, Why),
    out: String,
    /// The last character that was let through.
    last: Option<char>,
    /// The last one that was no mark.
    base: Option<char>,
    /// Characters let through, and how much of them is left when the end is trimmed.
    chars: usize,
    solid: (usize, usize),
    spaces: usize,
    marks: usize,
    /// The last character was removed.
    dropped: bool,
    marked: bool,
}

impl<'a> Filter<'a> {
    fn new(view: View, tell: &'a mut dyn FnMut(char, Why)) -> Self {
        Self {
            view,
            tell,
            out: String::new(),
            last: None,
            base: None,
            chars: 0,
            solid: (0, 0),
            spaces: 0,
            marks: 0,
            dropped: false,
            marked: false,
        }
    }

    /// Takes one character, and says how many of those behind it are to be kept as they are.
    fn take(&mut self, c: char, rest: &str) -> usize {
        match kind(c) {
            Kind::Plain => {
                self.base(c);
                return emoji::sequence(c, rest);
            }
            Kind::Mark => self.mark(c),
            Kind::Tab if self.view.lines => (0..TAB).for_each(|_| self.space()),
            Kind::Blank | Kind::Tab => self.space(),
            Kind::Break if c == '\r' && rest.starts_with('\n') => {} // The line feed is the break.
            Kind::Break => self.line_break(),
            Kind::Swap(to, why) => {
                self.marked = true;
                (self.tell)(c, why);
                self.base(to);
            }
            Kind::Drop(why) => self.drop(c, why),
            Kind::Joiner if self.joins(rest) => self.extend(c),
            Kind::NonJoiner if self.parts(rest) => self.extend(c),
            Kind::Selector if self.last.is_some_and(emoji::takes_selector) => self.extend(c),
            Kind::Joiner | Kind::NonJoiner | Kind::Selector => self.drop(c, Why::Invisible),
        }
        0
    }

    /// Whether a joiner is meant here: after a virama; and between ra and virama, as Bengali and
    /// Kannada write the two forms of that pair.
    fn joins(&self, rest: &str) -> bool {
        self.last.is_some_and(|last| {
            is_virama(last) || matches!(last, '\u{9B0}' | '\u{CB0}') && rest.starts_with(is_virama)
        })
    }

    /// Whether a non-joiner is meant here: between two letters that would join.
    fn parts(&self, rest: &str) -> bool {
        self.last != Some('\u{200C}')
            && self.base.is_some_and(script::needs_non_joiner)
            && rest.starts_with(script::needs_non_joiner)
    }

    fn push(&mut self, c: char) {
        self.out.push(c);
        self.last = Some(c);
        self.chars += 1;
        self.dropped = false;
    }

    fn push_solid(&mut self, c: char) {
        self.push(c);
        self.spaces = 0;
        self.solid = (self.chars, self.out.len());
    }

    /// A character that stands for itself.
    fn base(&mut self, c: char) {
        self.push_solid(c);
        self.base = Some(c);
        self.marks = 0;
    }

    /// A character that belongs to the one before.
    fn extend(&mut self, c: char) {
        self.push_solid(c);
    }

    /// Adds the selector that some keyboards leave out inside a sequence: without it the sequence
    /// is counted wider than it is drawn.
    fn qualify(&mut self) {
        if self.last.is_some_and(emoji::wants_selector) {
            self.extend('\u{FE0F}');
        }
    }

    fn mark(&mut self, c: char) {
        if self.marks >= MARKS {
            self.drop(c, Why::Flood);
            // Also for what comes behind the `~`.
            self.marks = MARKS;
            return;
        }
        if self.last.is_none_or(|last| last == '\n') {
            self.base('\u{25CC}');
        }
        self.push_solid(c);
        self.marks += 1;
    }

    fn space(&mut self) {
        if self.out.is_empty() || !self.view.lines && self.spaces >= SPACES {
            return;
        }
        self.push(' ');
        self.base = None;
        self.marks = 0;
        self.spaces += 1;
    }

    fn line_break(&mut self) {
        if !self.view.lines {
            self.base('\u{23CE}');
            self.space();
        } else if !self.out.is_empty() {
            self.push('\n');
            self.base = None;
            self.marks = 0;
        }
    }

    fn drop(&mut self, c: char, why: Why) {
        self.marked = true;
        (self.tell)(c, why);
        if self.view.marked && !self.dropped {
            self.base('~');
        }
        self.dropped = true;
    }

    fn is_full(&self) -> bool {
        let (chars, bytes) = self.solid;
        chars > self.view.chars || bytes > self.view.bytes
    }

    fn finish(mut self, more: bool) -> Clean {
        if !self.out.is_ascii() {
            self.narrow();
        }
        if more {
            self.cut();
            self.end_with_dots();
        } else {
            let end = self.out.trim_end_matches([' ', '\n']).len();
            self.out.truncate(end);
        }
        Clean {
            text: self.out,
            marked: self.marked,
            more,
        }
    }

    /// Replaces clusters that are wider than two cells without being a syllable: piled-up Korean
    /// consonants, a skin colour on something that has no skin.
    fn narrow(&mut self) {
        let is_wide = |cluster: &&str| cluster.len() > 3 && is_too_wide(cluster);
        if self.out.graphemes(true).all(|cluster| !is_wide(&cluster)) {
            return;
        }
        let mut narrow = String::with_capacity(self.out.len());
        for cluster in self.out.graphemes(true) {
            if is_wide(&cluster) {
                // A non-joiner before it has lost the letter that it stood before.
                let end = narrow.trim_end_matches('\u{200C}').len();
                narrow.truncate(end);
                narrow.push(REPLACEMENT);
                self.marked = true;
                if let Some(c) = cluster.chars().next() {
                    (self.tell)(c, Why::Wide);
                }
            } else {
                narrow.push_str(cluster);
            }
        }
        self.out = narrow;
    }

    /// Cuts whole clusters off the end, so that there is room for `…`.
    fn cut(&mut self) {
        let most_chars = self.view.chars.saturating_sub(1);
        let most_bytes = self.view.bytes.saturating_sub('…'.len_utf8());
        let (mut chars, mut bytes) = (0, 0);
        let mut clusters = self.out.graphemes(true);
        // The last one may lack its end.
        clusters.next_back();
        for cluster in clusters {
            chars += cluster.chars().count();
            if chars > most_chars || bytes + cluster.len() > most_bytes {
                break;
            }
            bytes += cluster.len();
        }
        self.out.truncate(bytes);
    }

    /// Ends a cut text with `…`, behind something that can stand at the end.
    fn end_with_dots(&mut self) {
        loop {
            let end = self.out.trim_end_matches([' ', '\n', '\u{200C}']).len();
            self.out.truncate(end);
            self.out.push('…');
            // Signs that are written over what follows would take the dots with them.
            let last = self.out.graphemes(true).next_back().map_or(0, str::len);
            if last == '…'.len_utf8() {
                return;
            }
            self.out.truncate(self.out.len().saturating_sub(last));
        }
    }
}

fn is_virama(c: char) -> bool {
    canonical_combining_class(c) == 9
}

fn is_too_wide(cluster: &str) -> bool {
    width::cluster(cluster) > 2
        && !cluster
            .chars()
            .any(|c| kind(c) != Kind::Selector && kind::is_mark(c) || width::is_sound_mark(c))
}
