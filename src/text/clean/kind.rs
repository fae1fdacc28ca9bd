//! What each code point is to the filter: one table.

use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory as _};
use unicode_width::UnicodeWidthChar as _;

use super::Why;

/// What the filter does with a code point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Kept.
    Plain,
    /// Kept, up to a number for one letter.
    Mark,
    /// A space, whatever it was.
    Blank,
    /// A tabulator.
    Tab,
    /// The end of a line.
    Break,
    /// Replaced by this.
    Swap(char, Why),
    /// Taken out.
    Drop(Why),
    /// Kept in emoji and after a virama.
    Joiner,
    /// Kept between letters of some scripts.
    NonJoiner,
    /// Kept after an emoji.
    Selector,
}

/// The visible stand-in for what must not be shown.
pub(super) const REPLACEMENT: char = '\u{FFFD}';

/// The kind of a code point.
#[rustfmt::skip]
pub(super) fn kind(c: char) -> Kind {
    match c {
        '!'..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' => Kind::Plain,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Kind::Break,
        '\t' => Kind::Tab,
        // The picture of escape, so that the `[31m` behind it explains itself.
        '\u{1B}' => Kind::Swap('\u{241B}', Why::Control),
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Kind::Swap(REPLACEMENT, Why::Control),
        ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' |
        '\u{2800}' | '\u{3000}' => Kind::Blank,
        '\u{200C}' => Kind::NonJoiner,
        '\u{200D}' => Kind::Joiner,
        '\u{FE0E}' | '\u{FE0F}' => Kind::Selector,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' =>
            Kind::Drop(Why::Direction),
        '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' |
        '\u{180B}'..='\u{180F}' | '\u{200B}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' |
        '\u{3164}' | '\u{FE00}'..='\u{FE0D}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' |
        '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' =>
            Kind::Drop(Why::Invisible),
        '\u{E0000}'..='\u{E0FFF}' => Kind::Drop(Why::Hidden),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}' =>
            Kind::Drop(Why::Private),
        // One cell by every table, many by every font.
        '\u{17D8}' | '\u{2A6E}' | '\u{2A74}'..='\u{2A76}' | '\u{2E3B}' | '\u{FDFD}' |
        '\u{12031}' | '\u{1242B}' => Kind::Swap(REPLACEMENT, Why::Wide),
        _ => by_category(c),
    }
}

fn by_category(c: char) -> Kind {
    match c.general_category() {
        // Noncharacters are unassigned, too.
        Category::Unassigned => Kind::Swap(REPLACEMENT, Why::Unassigned),
        Category::NonspacingMark | Category::EnclosingMark | Category::SpacingMark => Kind::Mark,
        // Letters that take no room (Korean vowels, signs before a letter) can be piled up and
        // vanish alone, as marks do.
        _ if c.width() == Some(0) => Kind::Mark,
        _ => Kind::Plain,
    }
}

/// Whether a character is a combining mark by its category.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c.general_category(),
        Category::NonspacingMark | Category::EnclosingMark | Category::SpacingMark
    )
}
