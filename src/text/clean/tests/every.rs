//! Every code point, and texts that nobody thought of.

use proptest::prelude::*;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

use super::*;

/// What may be shown, written down from the rules and not from the filter's table.
#[rustfmt::skip]
fn may_be_shown(c: char) -> bool {
    let code = u32::from(c);
    let is_in = |ranges: &[(u32, u32)]| ranges.iter().any(|(from, to)| (*from..=*to).contains(&code));
    if is_in(&[(0x20, 0x7E)]) {
        return true;
    }
    !is_in(&[
        (0x00, 0x1F), (0x7F, 0x9F), (0xA0, 0xA0), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160),
        (0x1680, 0x1680), (0x17B4, 0x17B5), (0x17D8, 0x17D8), (0x180B, 0x180F), (0x2000, 0x200B), (0x200E, 0x200F),
        (0x2028, 0x202F), (0x205F, 0x206F), (0x2800, 0x2800), (0x2A6E, 0x2A6E), (0x2A74, 0x2A76), (0x2E3B, 0x2E3B), (0x3000, 0x3000), (0x3164, 0x3164),
        (0xE000, 0xF8FF), (0xFDD0, 0xFDEF), (0xFDFD, 0xFDFD), (0xFE00, 0xFE0D), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
        (0xFFF0, 0xFFFB), (0x12031, 0x12031), (0x1242B, 0x1242B), (0x13430, 0x1343F), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
        (0xE0000, 0xE001F), (0xE0080, 0x0010_FFFF),
    ]) && code & 0xFFFE != 0xFFFE
        && c.general_category() != GeneralCategory::Unassigned
}

/// The joiners, selectors and tags: shown beside the right neighbours only.
fn needs_neighbours(c: char) -> bool {
    matches!(
        c,
        '\u{200C}' | '\u{200D}' | '\u{FE0E}' | '\u{FE0F}' | '\u{E0020}'..='\u{E007F}'
    )
}

fn judge(came: char, safe: &Safe) {
    let shown: &str = safe;
    let is_good = |c: char| {
        c == came && may_be_shown(c) && !needs_neighbours(c)
            || matches!(c, 'a' | 'b' | ' ' | '~' | '⏎' | '␛' | '◌' | '\u{FFFD}')
    };
    assert!(
        shown.chars().all(is_good),
        "U+{:04X} is shown as {shown:?}",
        u32::from(came)
    );
}

#[test]
fn every_code_point_alone_and_between_letters() {
    for c in '\0'..=char::MAX {
        let mut buffer = [0; 6];
        let alone = Safe::line(c.encode_utf8(&mut buffer));
        judge(c, &alone);

        let between = format!("a{c}b");
        let safe = Safe::line(&between);
        judge(c, &safe);
        assert!(
            safe.starts_with('a') || safe.starts_with('\u{FFFD}'),
            "{safe:?}"
        );
        assert!(safe.ends_with('b'), "{safe:?}");
        assert!(
            safe.chars().count() >= 3 || safe.starts_with('\u{FFFD}'),
            "U+{:04X} vanished",
            u32::from(c)
        );
        // A skin colour on a letter is a cluster of three cells.
        let stays =
            may_be_shown(c) && !needs_neighbours(c) && !matches!(c, '\u{1F3FB}'..='\u{1F3FF}');
        assert_eq!(safe == *between, stays, "U+{:04X}", u32::from(c));
    }
}

/// Texts of the characters that depend on their neighbours, most of all.
fn awkward() -> impl Strategy<Value = String> {
    let one = prop_oneof![
        8 => prop::sample::select(vec![
            "a", "b", " ", "  ", "\t", "\n", "\r", "\r\n", "~", "\u{2028}", "\u{A0}", "…", "\u{FFFD}", "1", "#",
            "\u{301}", "\u{301}\u{302}\u{303}", "\u{20E3}", "\u{903}", "\u{200B}", "\u{202E}", "\u{E0041}", "\u{E007F}",
            "\u{200C}", "\u{200D}", "\u{FE0E}", "\u{FE0F}", "\u{1F3FF}", "👨", "👩", "👧", "❤", "💋", "😀", "♂", "➡", "🏃", "🦯",
            "🏴", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "🇩", "🏳", "🌈", "🐈", "⬛",
            "क", "\u{94D}", "ी", "র", "\u{9CD}", "م", "ی", "\u{64E}", "\u{600}", "\u{D4E}", "ക", "\u{102B}", "မ",
            "\u{1100}", "\u{1161}", "\u{11A8}", "가", "ｶ", "\u{FF9E}", "山", "\u{FDFD}", "\u{1B}", "\u{9B}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(one, 0..40).prop_map(|parts| parts.concat())
}

fn views() -> [fn(&str) -> Safe; 6] {
    [
        Safe::line,
        Safe::name,
        Safe::headline,
        Safe::text,
        Safe::outgoing,
        Safe::outgoing_line,
    ]
}

/// Whatever it is, only what may be shown comes out, and cleaning it again changes nothing.
pub(super) fn judge_any(text: &str) {
    for (at, view) in views().iter().enumerate() {
        let safe = view(text);
        let has_lines = at == 3 || at == 4;
        let good = |c: char| may_be_shown(c) || has_lines && c == '\n';
        assert!(safe.chars().all(good), "{text:?}: {safe:?}");
        assert_eq!(safe.trim_matches([' ', '\n']), safe.as_str());
        assert_eq!(view(&safe), safe, "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn cleaning_what_is_clean_changes_nothing(text in awkward(), times in 1_usize..12) {
        for view in views() {
            let once = view(&text.repeat(times));
            let twice = view(&once);
            prop_assert_eq!(&once, &twice);
        }
    }

    #[test]
    fn only_what_may_be_shown_is_shown(text in awkward()) {
        judge_any(&text);
    }

    #[test]
    fn the_limits_hold(text in awkward(), times in 1_usize..40) {
        let text = text.repeat(times);
        prop_assert!(Safe::name(&text).chars().count() <= NAME_CHARS);
        prop_assert!(Safe::line(&text).chars().count() <= LINE_CHARS);
        let safe = Safe::name(&text);
        prop_assert!(!safe.more() || safe.ends_with('…'));
    }

    #[test]
    fn a_mark_is_left_exactly_when_something_is_listed(text in awkward()) {
        prop_assert_eq!(Safe::text(&text).is_marked(), !removed(&text).is_empty());
    }

    #[test]
    fn any_text_at_all(text in any::<String>()) {
        judge_any(&text);
    }
}
