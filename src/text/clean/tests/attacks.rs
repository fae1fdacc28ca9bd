//! Each attack on a reader of text, as a stranger would send it.

use super::*;
use crate::text::width;

/// What came, and what is shown in one line.
#[rustfmt::skip]
const LINES: &[(&str, &str)] = &[
    // Orders to the terminal.
    ("\x1B[31mMira\x1B[0m", "␛[31mMira␛[0m"),
    ("\x1B]0;title\x07Mira", "␛]0;title\u{FFFD}Mira"),
    ("\x1B]52;c;ZWNobyBoaQ==\x1B\\", "␛]52;c;ZWNobyBoaQ==␛\\"),
    ("\x1B]8;;http://evil.example\x1B\\LinkedIn\x1B]8;;\x1B\\", "␛]8;;http://evil.example␛\\LinkedIn␛]8;;␛\\"),
    ("\x1BP$qm\x1B\\", "␛P$qm␛\\"),
    ("Mira\x1B", "Mira␛"),
    ("\x1B", "␛"),
    ("\u{9B}31mMira", "\u{FFFD}31mMira"),
    ("\u{9D}0;x\u{9C}", "\u{FFFD}0;x\u{FFFD}"),
    ("\u{90}\u{98}\u{9E}\u{9F}\u{84}\u{80}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("Mira\0Example", "Mira\u{FFFD}Example"),
    ("Mira\x08\x08\x08\x08Anna", "Mira\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}Anna"),
    ("\x7F\x07\x0E\x0F", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    // Lines that are not there.
    ("overwrite\rInvite accepted", "overwrite⏎ Invite accepted"),
    ("a\r\nb", "a⏎ b"),
    ("a\n\rb", "a⏎ ⏎ b"),
    ("a\u{85}b\u{2028}c\u{2029}d\u{B}e\u{C}f", "a⏎ b⏎ c⏎ d⏎ e⏎ f"),
    ("Mira\n", "Mira⏎"),
    ("\n\nMira", "⏎ ⏎ Mira"),
    // Directions.
    ("Mira \u{202E}elpmaxE", "Mira ~elpmaxE"),
    ("\u{2066}Mira\u{2069}", "~Mira~"),
    ("a\u{61C}b\u{200E}c\u{200F}d", "a~b~c~d"),
    ("\u{202A}\u{202B}\u{202C}\u{202D}x", "~x"),
    // Text that splits or hides.
    ("Mi\u{200B}ra", "Mi~ra"),
    ("Mi\u{AD}ra\u{2060}\u{FEFF}", "Mi~ra~"),
    ("Mi\u{200D}ra\u{200C}", "Mi~ra~"),
    ("\u{3164}\u{115F}\u{FFA0}", "~"),
    ("a\u{34F}b\u{17B4}c\u{180E}d\u{FFF9}e\u{FFFB}", "a~b~c~d~e~"),
    ("Mira\u{E0049}\u{E0067}\u{E006E}\u{E006F}\u{E0072}\u{E0065}", "Mira~"),
    ("👋\u{E0148}\u{E0155}", "👋~"),
    ("a\u{FE00}b\u{FE0D}c\u{FE0E}d\u{FE0F}e", "a~b~c~d~e"),
    ("\u{FE0F}👍", "~👍"),
    ("👍\u{FE0F}\u{FE0F}", "👍\u{FE0F}~"),
    ("\u{E000}\u{F8FF}\u{F0000}\u{10FFFD} Mira", "~ Mira"),
    ("\u{1D173}\u{1BCA0}\u{13430}", "~"),
    // Flags and families that are none.
    ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴~"),
    ("🏳\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "🏳~"),
    ("😀\u{200D}😀", "😀~😀"),
    ("👨\u{200D}👩\u{200D}👧\u{200D}😀", "👨\u{200D}👩\u{200D}👧~😀"),
    ("👍\u{200D}", "👍~"),
    ("\u{200D}👍", "~👍"),
    ("क\u{94D}\u{200D}\u{200D}ष", "क\u{94D}\u{200D}~ष"),
    ("م\u{200C}\u{200C}م", "م~م"),
    ("م\u{200C}x", "م~x"),
    ("x\u{200C}م", "x~م"),
    // Characters that are none.
    ("\u{FFFE}\u{FFFF}\u{FDD0}\u{10FFFF}\u{378}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    // Marks without a letter, and too many on one.
    ("\u{301}Mira", "◌\u{301}Mira"),
    ("  \u{301}Mira", "◌\u{301}Mira"),
    // Over the neighbour's cells.
    ("\u{FDFD} Mira \u{12031}\u{2A6E}", "\u{FFFD} Mira \u{FFFD}\u{FFFD}"),
    ("A\u{1F3FF}B", "\u{FFFD}B"),
    ("ᄀᄀᄀᄀᄀᄀ Mira", "\u{FFFD} Mira"),
    ("م\u{200C}م\u{1F3FF}", "م\u{FFFD}"),
];

#[test]
fn every_attack_is_made_visible() {
    for (attack, shown) in LINES {
        let safe = Safe::line(attack);
        assert_eq!(safe, *shown, "{attack:?}");
        assert_eq!(
            Safe::line(&safe),
            safe,
            "cleaning {attack:?} again changes nothing"
        );
        let lost = attack.chars().any(|c| {
            !matches!(
                kind::kind(c),
                kind::Kind::Plain | kind::Kind::Mark | kind::Kind::Blank | kind::Kind::Break
            )
        });
        assert!(!lost || safe.is_marked(), "{attack:?} leaves a mark");
    }
}

#[test]
fn a_flood_of_accents_stays_on_its_line() {
    let flood = format!("Mi{}ra", "\u{301}".repeat(500));
    let safe = Safe::line(&flood);
    assert_eq!(safe, *format!("Mi{}~ra", "\u{301}".repeat(6)));
    assert_eq!(
        removed(&flood),
        [Removed {
            character: '\u{301}',
            why: Why::Flood,
            times: 494
        }]
    );

    // Hidden characters between the accents do not begin a new letter.
    let hidden = format!("a{}", "\u{301}\u{200B}".repeat(50));
    assert!(Safe::outgoing(&hidden).chars().count() <= 7);
    // Neither do vowels that take no room, nor enclosing marks.
    assert_eq!(
        Safe::line(&format!("ᄀ{}", "\u{1161}".repeat(50)))
            .chars()
            .count(),
        1 + 6 + 1
    );
    assert_eq!(
        Safe::line(&format!("x{}", "\u{20DD}".repeat(50)))
            .chars()
            .count(),
        1 + 6 + 1
    );
}

#[test]
fn two_fields_side_by_side_make_no_sequence() {
    let line = safe!("{}{}", Safe::line("Mira\x1B"), Safe::line("[2J"));
    assert!(!line.chars().any(char::is_control));
}

#[test]
fn broken_utf8_shows_each_broken_part() {
    let text = String::from_utf8_lossy(b"Mira\xFF\xC3(\xE2\x82 \xED\xA0\x80 \x9B31m");
    let safe = Safe::line(&text);
    assert_eq!(
        safe,
        "Mira\u{FFFD}\u{FFFD}(\u{FFFD} \u{FFFD}\u{FFFD}\u{FFFD} \u{FFFD}31m"
    );
}

#[test]
fn a_text_keeps_its_lines_but_no_carriage_returns() {
    let safe = Safe::text("one\r\ntwo\rthree\u{2028}four\u{85}\u{B}\x1B[A");
    assert_eq!(safe, "one\ntwo\nthree\nfour\n\n␛[A");
    // A mark at the start of a line gets something to stand on.
    assert_eq!(Safe::text("a\n\u{301}b"), "a\n◌\u{301}b");
}

#[test]
fn what_leaves_in_the_persons_name_has_no_marks_of_ours() {
    let text = "Dear Mi\u{200B}ra,\n\u{202E}thanks\u{E0041}!\x07\n";
    assert_eq!(Safe::outgoing(text), "Dear Mira,\nthanks!\u{FFFD}");
    assert!(Safe::outgoing(text).is_marked());
    assert_eq!(Safe::outgoing_line("a\u{200B}\nb\n"), "a⏎ b⏎");
}

#[test]
fn nothing_is_wider_than_two_cells_but_syllables() {
    for (attack, _) in LINES {
        for cluster in
            unicode_segmentation::UnicodeSegmentation::graphemes(&*Safe::line(attack), true)
        {
            assert!(width::cluster(cluster) <= 2, "{cluster:?}");
        }
    }
}

#[test]
fn a_name_of_hidden_characters_is_not_empty() {
    assert_eq!(Safe::name("\u{200B}\u{2060}\u{E0020}"), "~");
    assert_eq!(Safe::name(" \u{2800}\u{3000} "), "");
}
