use proptest::prelude::*;

use super::*;

#[test]
fn cells_are_counted_as_they_are_drawn() {
    #[rustfmt::skip]
    let expected = [
        ("", 0), ("Mira", 4), ("Łukasz", 6), ("山田", 4), ("Ａ", 2), ("e\u{301}", 1), ("👍🏽", 2), ("👨\u{200D}👩\u{200D}👧", 2),
        ("❤\u{FE0F}", 2), ("🇩🇪", 2), ("한국", 4), ("שלום", 4), ("की", 2), ("ｶﾞ", 3), ("…", 1), ("─│", 2), ("±", 1),
    ];
    for (text, cells_of_it) in expected {
        assert_eq!(cells(text), cells_of_it, "{text}");
    }
}

#[test]
fn a_plain_character_is_a_cluster_of_one_cell_beside_any_other() {
    let plain: Vec<char> = ('\0'..=char::MAX)
        .filter(|c| is_plain(c.encode_utf8(&mut [0; 4])))
        .collect();
    assert!(plain.len() > 700 && "aÄł…·─█▸".chars().all(|c| plain.contains(&c)));
    for pair in plain.windows(2).chain(plain.chunks(97)) {
        let text: String = pair.iter().collect();
        assert_eq!(text.graphemes(true).count(), pair.len(), "{text}");
        assert_eq!(text.width(), pair.len(), "{text}");
    }
}

#[test]
fn what_fits_is_not_cut() {
    assert_eq!(cut(&Safe::own("Mira"), 4), "Mira");
    assert_eq!(cut(&Safe::own("Mira"), 3), "Mi…");
    assert_eq!(cut(&Safe::own("Mira"), 1), "…");
    assert_eq!(cut(&Safe::own("Mira"), 0), "");
    assert_eq!(cut(&Safe::EMPTY, 0), "");
}

#[test]
fn a_cut_never_goes_through_a_picture_or_a_letter() {
    assert_eq!(cut(&Safe::own("山田太郎"), 6), "山田…");
    assert_eq!(cut(&Safe::own("山田太郎"), 7), "山田太…");
    assert_eq!(cut(&Safe::line("a👨\u{200D}👩\u{200D}👧b"), 3), "a…");
    assert_eq!(cut(&Safe::line("ne\u{301}e\u{301}x"), 3), "ne\u{301}…");
    // No blank before the dots.
    assert_eq!(cut(&Safe::own("Mira Example"), 6), "Mira…");
}

#[test]
fn columns_are_filled_to_the_cell() {
    assert_eq!(pad(&Safe::own("山"), 4), "山  ");
    assert_eq!(pad_start(&Safe::own("12"), 5), "   12");
    assert_eq!(pad(&Safe::own("Mira"), 2), "Mira");
    for text in ["", "Mira", "山田太郎", "👍🏽👍🏽"] {
        assert_eq!(cells(&fit(&Safe::own(text), 5)), 5, "{text}");
    }
}

#[test]
fn a_part_knows_that_the_whole_lost_something() {
    let name = Safe::line("Mi\u{202E}ra Example");
    assert!(cut(&name, 8).is_marked() && pad(&name, 40).is_marked());
    assert!(wrap(&name, 5).iter().all(Safe::is_marked));
}

fn wrapped(text: &'static str, most: usize) -> Vec<String> {
    wrap(&Safe::own(text), most)
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn paragraphs_break_at_words() {
    assert_eq!(
        wrapped("Thank you for the note about Northwind", 14),
        ["Thank you for", "the note about", "Northwind"]
    );
    assert_eq!(
        wrapped("one\n\n  two three", 6),
        ["one", "", "  two", "three"]
    );
    assert_eq!(wrapped("", 9), [""]);
    assert_eq!(wrapped("exactly nine", 7), ["exactly", "nine"]);
}

#[test]
fn long_words_break_where_the_line_ends() {
    assert_eq!(
        wrapped("see northwindnorthwind now", 9),
        ["see", "northwind", "northwind", "now"]
    );
    assert_eq!(wrapped("山田太郎", 5), ["山田", "太郎"]);
    assert_eq!(wrapped("山田", 1), ["山", "田"]);
    assert_eq!(wrapped("ab", 0), ["a", "b"]);
}

#[test]
fn joined_emoji_can_be_shown_as_their_first_picture() {
    let text = Safe::line("Mira 👩\u{200D}💻 and 👨\u{200D}👩\u{200D}👧, क\u{94D}\u{200D}ष");
    assert_eq!(simple_emoji(&text), "Mira 👩 and 👨, क\u{94D}\u{200D}ष");
    assert_eq!(simple_emoji(&Safe::own("Mira")), "Mira");
}

proptest! {
    #[test]
    fn cut_and_fit_keep_their_promise(text in any::<String>(), most in 0_usize..60) {
        let text = Safe::line(&text);
        prop_assert!(cells(&cut(&text, most)) <= most);
        prop_assert_eq!(cells(&fit(&text, most)), most);
    }

    #[test]
    fn wrapping_loses_nothing_but_blanks(text in "[a-z山é\u{301} \n]{0,80}", most in 2_usize..20) {
        let text = Safe::text(&text);
        let lines = wrap(&text, most);
        for line in &lines {
            prop_assert!(cells(line) <= most);
        }
        let solid = |text: &str| text.replace([' ', '\n'], "");
        let all: String = lines.iter().map(|line| solid(line)).collect();
        prop_assert_eq!(all, solid(&text));
    }
}
