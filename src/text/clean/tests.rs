//! What comes in, and what may come out.

use super::*;
use crate::safe;

mod attacks;
mod corpora;
mod every;
mod honest;

#[test]
fn plain_words_stay_as_they_are() {
    for text in ["", "Mira Example", "Head of Data @ Northwind (2nd)", "a  b"] {
        let safe = Safe::line(text);
        assert_eq!(safe, text);
        assert!(!safe.is_marked() && !safe.more());
    }
    assert_eq!(
        Safe::text("Hello,\n\n  how are you?"),
        "Hello,\n\n  how are you?"
    );
}

#[test]
fn spaces_of_every_kind_become_spaces_and_do_not_pile_up() {
    assert_eq!(
        Safe::line("  Mira \u{A0}\u{3000}\u{2003} Example\u{2800} "),
        "Mira  Example"
    );
    assert_eq!(Safe::line("Mira    Example"), "Mira  Example");
    assert_eq!(Safe::line("a    b"), "a  b");
    assert_eq!(Safe::line(" Mira"), "Mira");
    // A text keeps its layout, but not the blanks around it.
    assert_eq!(Safe::text("\n  a    b\n    c \n\n"), "a    b\n    c");
    assert!(!Safe::line("Mira\u{A0}Example").is_marked());
}

#[test]
fn a_tabulator_never_glues_words() {
    assert_eq!(Safe::line("Mira\tExample"), "Mira Example");
    assert_eq!(Safe::text("a\tb"), "a    b");
}

#[test]
fn limits_count_whole_clusters_and_show_that_there_was_more() {
    let safe = Safe::name(&"x".repeat(101));
    assert_eq!(safe.chars().count(), NAME_CHARS);
    assert!(safe.ends_with("x…") && safe.more());

    let fits = Safe::name(&"x".repeat(100));
    assert!(!fits.more() && fits == *"x".repeat(100));
    let blanks_are_no_more = format!("{}   ", "x".repeat(100));
    assert!(!Safe::name(&blanks_are_no_more).more());

    assert_eq!(
        Safe::headline(&"y".repeat(500)).chars().count(),
        HEADLINE_CHARS
    );
    assert_eq!(Safe::line(&"z".repeat(5000)).chars().count(), LINE_CHARS);

    // 33 families of five characters, 165 in all: none is torn.
    let families = Safe::name(&"👨‍👩‍👧".repeat(33));
    assert_eq!(families, *format!("{}…", "👨‍👩‍👧".repeat(19)));
    // A cut before a letter that a non-joiner waits for takes the non-joiner away, too.
    let persian = format!("{}می\u{200C}خواهم", "x".repeat(96));
    assert_eq!(Safe::name(&persian), *format!("{}می…", "x".repeat(96)));
}

#[test]
fn a_long_message_is_cut_at_64_kib() {
    let safe = Safe::text(&"ü\n".repeat(40_000));
    assert!(safe.more());
    assert!(safe.len() <= TEXT_BYTES && safe.len() > TEXT_BYTES - 8);
    assert!(safe.ends_with("ü…"));
    assert!(!Safe::text(&"a".repeat(TEXT_BYTES)).more());
    assert!(!Safe::text(&"ü".repeat(TEXT_BYTES / 2)).more());
    assert_eq!(Safe::text(&"a".repeat(TEXT_BYTES + 1)).len(), TEXT_BYTES);
}

/// Joined at random, two pictures are drawn beside each other, over what stands there.
#[test]
fn only_pictures_that_are_drawn_as_one_are_joined() {
    let is_one = |pictures: &[&str]| {
        let joined = pictures.join("\u{200D}");
        Safe::line(&joined) == *joined
    };
    for one in [
        &["👩", "🍳"][..],
        &["🏃", "➡️"],
        &["👩", "🦽", "➡️"],
        &["👩", "❤️", "💋", "👨"],
        &["👩", "❤️", "👨"],
        &["👨", "👩", "👧", "👦"],
        &["👩", "👦"],
    ] {
        assert!(is_one(one), "{one:?}");
    }
    for several in [
        &["🐈", "🍳"][..],
        &["👩", "🐈"],
        &["🐈", "🦽", "➡️"],
        &["👩", "🍳", "➡️"],
        &["👩", "❤️", "💋", "🐈"],
        &["🐈", "❤️", "💋", "👩"],
        &["👩", "❤️", "🐈"],
        &["🐈", "❤️", "👩"],
        &["👩", "👩"],
        &["👩", "👩", "🐈"],
        &["👩", "👩", "👩", "👧"],
    ] {
        assert!(!is_one(several), "{several:?}");
    }
}

/// Also signs that stand beside a letter are marks of it, and a text that is nothing but one cluster
/// too wide for its cells is replaced as a whole.
#[test]
fn marks_pile_up_no_further_than_a_script_needs() {
    let flood = Safe::line(&format!("\u{915}{}", "\u{93E}".repeat(50)));
    assert!(flood.chars().count() < 20 && flood.is_marked(), "{flood}");
    assert_eq!(Safe::line(&"\u{1100}".repeat(4)), "\u{FFFD}");
}

#[test]
fn sentences_take_safe_pieces_only() {
    let name = Safe::name("Mira\u{202E}Example");
    let line = safe!(
        "{} · {} of {}{}",
        name,
        3_u32,
        12_usize,
        if name.is_empty() { "" } else { "!" }
    );
    assert_eq!(line, "Mira~Example · 3 of 12!");
    assert!(line.is_marked(), "a sentence knows what its pieces lost");
    assert_eq!(safe!("nothing to fill"), "nothing to fill");

    let plain = Safe::name("Mira");
    assert!(!safe!("{} · {}{}", plain, 3_u32, "!").is_marked());
    for (name, marked) in [(&name, true), (&plain, false)] {
        assert_eq!(safe!("{}", name).is_marked(), marked, "{name}");
        let list = [Safe::own("Jon"), name.clone(), Safe::own("Pat")];
        assert_eq!(Safe::join(&list, ", ").is_marked(), marked, "{name}");
    }

    let names = [Safe::own("Mira"), Safe::name("Jon"), Safe::own("Pat")];
    let list = Safe::join(&names, ", ");
    assert_eq!(list, "Mira, Jon, Pat");
    assert!(!list.is_marked());
    assert_eq!(Safe::join([], ", "), Safe::EMPTY);
    assert_eq!(Safe::from(-4_i64), "-4");
}

#[test]
fn a_piece_with_braces_is_not_a_template() {
    let name = Safe::name("{} {}");
    assert_eq!(safe!("<{}|{}>", name, "own"), "<{} {}|own>");
}

#[test]
fn parts_and_lines_stay_safe() {
    let text = Safe::text("Grüße\nMira");
    assert_eq!(text.part(0..2).unwrap(), "Gr");
    assert_eq!(text.part(0..3), None, "that would cut the ü");
    assert_eq!(text.part(0..99), None);
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines, ["Grüße", "Mira"]);
    assert_eq!(Safe::EMPTY.lines().count(), 1);
}

#[test]
fn safe_text_behaves_as_text() {
    assert_ne!(Safe::own("Mira"), "Jon");
    let a = Safe::line("Anna");
    let b = Safe::own("Bert");
    assert!(a < b && a == a.clone() && a == Safe::own("Anna"));
    assert_eq!(format!("{a}, {b:?}"), "Anna, \"Bert\"");
    assert_eq!(a.to_uppercase(), "ANNA");
    let set: std::collections::HashSet<_> = [a, Safe::own("Anna"), b].into();
    assert_eq!(set.len(), 2);
}

#[test]
fn the_detail_view_lists_what_went() {
    let found = removed("Mi\u{202E}ra\u{200B}\u{200B}\x1B[31m \u{E0041}\u{E000}\u{378}");
    let words: Vec<_> = found.iter().map(Removed::words).collect();
    assert_eq!(
        words,
        [
            "U+001B controls the terminal",
            "U+0378 is no character",
            "U+200B is invisible, 2 times",
            "U+202E turns the direction of text",
            "U+E000 has no agreed meaning",
            "U+E0041 carries hidden text",
        ]
    );
    assert_eq!(removed("Mira Example\t\r\n"), []);
}

#[test]
fn names_in_two_alphabets_are_marked() {
    for name in ["Mіra Example", "Μira Example", "Аnna Sample", "Иван Ivanov"] {
        assert!(mixes_scripts(name), "{name}");
    }
    for name in [
        "Mira Example",
        "Анна Пример",
        "Μίρα Παράδειγμα",
        "山田 Taro",
        "Zoë Łukasz",
        "محمد Ali",
        "10 µm Mira",
    ] {
        assert!(!mixes_scripts(name), "{name}");
    }
}
