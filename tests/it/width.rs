//! One idea of width: a column that fits by our count fits on the screen.

use cordial::text::{Safe, width};
use proptest::prelude::*;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// The cells that the interface's library fills with a text.
fn drawn(text: &Safe) -> usize {
    let area = Rect::new(0, 0, 2_000, 1);
    let (end, _) = Buffer::empty(area).set_stringn(0, 0, text, 2_000, Style::new());
    end.into()
}

#[test]
fn names_are_drawn_as_wide_as_they_are_counted() {
    for name in [
        "Mira Example",
        "Nguye\u{302}\u{303}n",
        "山田 太郎",
        "श्रीलक्ष्मी स्त्री",
        "می\u{200C}خواهم",
        "ｶﾞｷﾞ",
        "👩🏽\u{200D}💻 🏳\u{FE0F}\u{200D}🌈 🇩🇪 1\u{FE0F}\u{20E3} ❤\u{FE0F} ☎\u{FE0E}",
        "สุภาพร น้ำผึ้ง",
        "\u{1B}[31mMira\u{202E}\u{FDFD}",
    ] {
        let name = Safe::line(name);
        assert_eq!(width::cells(&name), drawn(&name), "{name:?}");
    }
}

#[test]
fn every_character_that_is_shown_takes_the_cells_that_are_counted() {
    for c in '\0'..=char::MAX {
        let safe = Safe::line(c.encode_utf8(&mut [0; 4]));
        let cells = width::cells(&safe);
        assert!(cells <= 2);
        if !safe.is_ascii() && safe != "\u{FFFD}" {
            assert_eq!(cells, drawn_quickly(&safe), "U+{:04X}", u32::from(c));
            assert!(cells > 0, "U+{:04X} would vanish", u32::from(c));
        }
    }
}

/// As [`drawn`], on a screen that is quick to make.
fn drawn_quickly(text: &Safe) -> usize {
    let (end, _) = Buffer::empty(Rect::new(0, 0, 8, 1)).set_stringn(0, 0, text, 8, Style::new());
    end.into()
}

proptest! {
    #[test]
    fn every_text_is_drawn_as_wide_as_it_is_counted(text in any::<String>()) {
        let safe = Safe::line(&text);
        prop_assert_eq!(width::cells(&safe), drawn(&safe), "{:?}", safe);
    }
}
