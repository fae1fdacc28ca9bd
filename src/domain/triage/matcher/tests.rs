use regex::Regex;

use super::{super::pattern::ascii, *};

/// The walk ends where the regular expression ends, wherever that begins.
#[test]
fn it_finds_what_the_regular_expression_finds() {
    let patterns = [
        "abc",
        "a?b*c+",
        "(?:a|ab)(?:c|bcd)?",
        "(?:your|his) (?:\\w+ )?(?:team|teams)\\b",
        "\\bwe (?:\\w+ ){0,3}(?:help|offer)",
        "[$\u{20ac}] ?[0-9][0-9.,]*k?",
        "x.{0,5}?y",
        "^hi\\b|bye$",
        "(?:a{2,3}){1,2}b",
        "(?:a*)*b",
        "[^a-c ]+",
        // What follows a run can or cannot begin with what runs.
        "[0-9]+ ?(?:k|m)\\b",
        "[0-9][0-9.,]* ?k",
        "a+b?a",
        "(?:team)?s",
        // Sets in sets, left out, and of other alphabets.
        "[\\d.,\u{e0}-\u{ea}-]{2,}",
        "[^\\s\u{e9}y,]+",
        "\\S+;",
        "\\$ [0-9]\\.",
        // No more than so many, also where what follows could begin with them, and whole letters back.
        "[ab]{2}c",
        "[abc]{2}c",
        "[a-c\u{e9}]{1,3}\u{e9}",
        "(?:ab)+?b?c",
    ];
    let texts = [
        "",
        "abc abbc ac bc aabcd",
        "your own teams, his team; your teamster",
        "we really do offer and we help, we do not at all ever offer",
        "it costs $ 4.500k or \u{20ac}20, \u{e9}\u{e9} x\u{e9}y x12y3y",
        "hi there, hi, bye",
        "aaaaab aab aaaaaaaab",
        "aabc aacc a\u{e9}\u{e9}b a\u{e9}b\u{e9}\u{e9} ababc",
    ];
    let mut found = 0;
    for pattern in patterns {
        let node = Node::read(pattern).unwrap().0;
        let regex = Regex::new(&ascii(pattern)).unwrap();
        for text in texts {
            let mut at = 0;
            while let Some(met) = regex.find_at(text, at) {
                assert_eq!(
                    node.end(text, met.start()),
                    Some(met.end()),
                    "{pattern} in {text}"
                );
                let before = text.char_indices().map(|(at, _)| at);
                let before = before.filter(|start| (at..met.start()).contains(start));
                for start in before {
                    assert_eq!(
                        node.end(text, start),
                        None,
                        "{pattern} in {text} at {start}"
                    );
                }
                found += 1;
                at = met.end().max(met.start() + 1);
                if at > text.len() || !text.is_char_boundary(at) {
                    break;
                }
            }
        }
    }
    assert!(found > 60, "{found}");
}

#[test]
fn repetitions_within_repetitions_come_to_an_end() {
    let node = Node::read("(?:(?:a|aa)+)+b").unwrap().0;
    assert_eq!(node.end(&"a".repeat(300), 0), None);
}

/// Runs of letters within reach of each other, and nothing behind them.
#[test]
fn many_runs_in_a_row_come_to_an_end() {
    let node = Node::read("[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*!").unwrap().0;
    assert_eq!(node.end(&"a".repeat(300), 0), None);
}

/// A run that what follows cannot begin with takes all that there is and is never tried shorter.
#[test]
fn a_run_is_settled_where_what_follows_cannot_begin_with_it() {
    for (pattern, settled) in [
        ("[0-9]+k", true),
        ("[0-9]+(?:k|m)", true),
        ("a+b", true),
        ("[0-9]+[0-9.]k", false),
        ("[0-9]+1?k", false),
        ("[0-9]+", false),
        ("[0-9]+?k", false),
        ("(?:ab)+k", true),
        ("(?:ab|c)+k", false),
    ] {
        let (node, _) = Node::read(pattern).unwrap();
        let run = match &node {
            Node::Sequence(parts) => parts.first(),
            node => Some(node),
        };
        assert_eq!(run.map(Node::is_single), Some(settled), "{pattern}");
    }
}

/// The places of a text where a match is tried.
#[test]
fn a_match_is_tried_where_it_can_begin() {
    let places = |pattern: &str, text: &str| -> Vec<usize> {
        let (node, _) = Node::read(pattern).unwrap();
        node.opening().places(text).collect()
    };
    for (pattern, at) in [
        ("we", &[0, 4, 7][..]),
        (r"\bwe", &[0, 7]),
        (r"\b(?:we|us)", &[0, 7, 10]),
        ("^we", &[0, 4, 7]),
        ("(?:e|u)s", &[1, 5, 8, 10]),
        ("s?e", &[1, 5, 8, 11]),
        ("s*e", &[1, 5, 8, 11]),
        ("s+e", &[11]),
        ("[r-tz]", &[11]),
        ("x", &[]),
        // What may be nothing may stand anywhere.
        ("(?:w?|u)", &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ] {
        assert_eq!(places(pattern, "we owe we us"), at, "{pattern}");
    }
    let (signs, text) = ("[\u{e9}\u{20ac}]", "a\u{20ac}\u{e9} \u{e9}");
    assert_eq!(places(signs, text), [1, 4, 7], "whole letters");
}

#[test]
fn a_pattern_is_read_as_the_tables_write_it() {
    for (pattern, shows) in [
        ("(?:a|b)c", false),
        ("(a)", true),
        ("(?P<hit>a)b", true),
        ("(?<hit>a)b", true),
        (r"[\.a]", false),
        ("[-a]", false),
        ("[a-]", false),
        ("[a[b-d]]", false),
        ("a{2}b{2,}c{2,3}?", false),
        (r"\$\.\b", false),
    ] {
        let read = Node::read(pattern);
        assert_eq!(read.map(|(_, shows)| shows), Some(shows), "{pattern}");
    }
    for pattern in [
        "(a",
        "a)",
        "[a",
        "[]a]",
        "*a",
        "a**",
        "a{2}{3}",
        "a{3,2}",
        "a{x}",
        r"\q",
        r"\b+",
        "(?=a)",
        "(?i)a",
        "(?P<>a)",
        "(?P<Hit>a)",
        "[a-c-e]",
        "[c-a]",
        r"[a-\d]",
        "[[:alpha:]]",
        "[a&&b]",
    ] {
        assert!(Node::read(pattern).is_none(), "{pattern}");
    }
    // Fifty within each other are read, and any number one after the other.
    let nested = |many, open: &str, close: &str| {
        let pattern = [open.repeat(many), "a".to_owned(), close.repeat(many)].concat();
        Node::read(&pattern).is_some()
    };
    for (open, close) in [("(?:", ")"), ("[", "]")] {
        assert!(
            nested(50, open, close) && !nested(51, open, close),
            "{open}"
        );
        let one = format!("{open}a{close}");
        assert!(Node::read(&one.repeat(200)).is_some(), "{open}");
    }
}

#[test]
fn a_set_holds_its_characters_and_no_others() {
    let set = |pattern: &str| match Node::read(pattern) {
        Some((Node::Set(set), _)) => set,
        other => panic!("{pattern}: {other:?}"),
    };
    for (pattern, chars) in [
        ("[a-c]", "abc"),
        ("[x\u{e0}-\u{e2}z]", "xz\u{e0}\u{e1}\u{e2}"),
        (r"[\d_]", "0123456789_"),
    ] {
        let set = set(pattern);
        assert_eq!(set.chars().collect::<String>(), chars, "{pattern}");
        assert_eq!(set.len(), chars.chars().count(), "{pattern}");
    }
    // All characters, without the surrogates, are 0x11_0000; a range that spans these counts them.
    for (pattern, without) in [
        ("[^a-c]", 3),
        ("[^\u{80}-\u{8f}a]", 17),
        ("[^\u{90}\u{a0}]", 2),
    ] {
        assert_eq!(set(pattern).len(), 0x11_0000 - without, "{pattern}");
    }
}
