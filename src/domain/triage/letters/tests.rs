use super::*;

type Letters = fn(&Node) -> Option<Vec<Phrase>>;

/// What is looked for: alternatives with `|` between them, `<` where a word must begin and `>` where
/// it must end; `none` where the pattern has to be tried everywhere.
fn shown(of: Letters, pattern: &str) -> String {
    let (node, _) = Node::read(pattern).unwrap();
    let Some(all) = of(&node) else {
        return "none".to_owned();
    };
    let all = all.iter().map(|phrase| {
        let letters = str::from_utf8(&phrase.letters).unwrap();
        let begins = if phrase.begins { "<" } else { "" };
        let ends = if phrase.ends { ">" } else { "" };
        format!("{begins}{letters}{ends}")
    });
    all.collect::<Vec<_>>().join("|")
}

fn assert_shown(of: Letters, rows: &[(&str, &str)]) {
    for (pattern, letters) in rows {
        assert_eq!(shown(of, pattern), *letters, "{pattern}");
    }
}

/// Many words of three digits: `000` and so on.
fn words(many: usize) -> String {
    let words: Vec<String> = (0..many).map(|at| format!("{at:03}")).collect();
    words.join("|")
}

#[test]
fn a_pattern_of_few_phrases_is_those_phrases() {
    assert_shown(
        phrases,
        &[
            ("we help", "we help"),
            (r"\bwe help\b", "<we help>"),
            ("(?:can|may) i", "can i|may i"),
            (r"\b(?:do|to)es?\b", "<does>|<doe>|<toes>|<toe>"),
            ("pay [$%]", "pay $|pay %"),
            // Any text holds nothing at all.
            ("(?:can)?", "none"),
            // What may be repeated, or be anything, makes no list.
            ("go+", "none"),
            (r"we \w", "none"),
            (r"(?:we\b|us) go", "none"),
        ],
    );
    // Four hundred are the most.
    let many = |pattern| shown(phrases, pattern).split('|').count();
    for pattern in [r"\d\d[0-3]", r"(?:\d\d[0-3])\b"] {
        assert_eq!(many(pattern), 400, "{pattern}");
    }
    for pattern in [r"\d\d[0-4]", r"(?:\d\d[0-4])\b"] {
        assert_eq!(shown(phrases, pattern), "none", "{pattern}");
    }
}

#[test]
fn the_letters_that_a_match_begins_with() {
    assert_shown(
        beginnings,
        &[
            (r"we \w+", "we "),
            (r"\bwe (?:\w+ ){0,3}help", "<we "),
            (r"(?:can|may) i\w", "can i|may i"),
            // What may be left out leaves two ways on; what may come again leaves none.
            ("ab?c", "abc|ac"),
            ("ab+c", "ab"),
            ("ab*c", "ab|ac"),
            ("xy(?:a+|b+|c)d", "xya|xyb|xycd"),
            // One letter or a blank stands everywhere, a digit or a sign does not.
            (r"a\w+", "none"),
            (r" \w+", "none"),
            (r"(?:ab)?\w", "none"),
            (r"[12]\w+", "1|2"),
            (r"\$\w+", "$"),
            // More than 48 are not joined.
            (
                r"[12]\d[0-4]",
                "10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29",
            ),
        ],
    );
    assert_eq!(shown(beginnings, "[a-f][a-h]").split('|').count(), 48);
    let choice = |many| shown(beginnings, &format!("xy(?:{})", words(many)));
    assert_eq!(choice(400).split('|').count(), 400);
    assert_eq!(choice(401), "xy", "too many to look for each");
}

#[test]
fn the_best_letters_of_which_every_match_holds_some() {
    assert_shown(
        needed_letters,
        &[
            (".{0,3}(?:bitcoin|crypto)", "bitcoin|crypto"),
            // Neighbours are taken together, over boundaries too.
            (r"\w(?:can|may) i\w", "can i|may i"),
            (r"\wyour\b team\w", "your team"),
            // Long ones first, then few.
            ("ab.abcd.abc", "abcd"),
            ("(?:ab|cd).ef", "ef"),
            // What may be missing is needed by nobody.
            ("(?:bitcoin)?.ab", "ab"),
            ("(?:bitcoin)+.ab", "bitcoin"),
            ("(?:bitcoin)*", "none"),
            ("(?:bitcoin|.)", "none"),
            // A sign says more than a digit, a digit more than nothing.
            ("[!$%&]+[0-2]+", "!|$|%|&"),
            ("[0-2]+[!$%&]+", "!|$|%|&"),
            ("[0-2]+(?:ab)?", "0|1|2"),
            (r".a.", "none"),
            (r"\w+", "none"),
        ],
    );
    let choice = |many| shown(needed_letters, &format!(".(?:{})", words(many)));
    assert_eq!(choice(400).split('|').count(), 400);
    assert_eq!(choice(401), "none");
}

#[test]
fn the_rare_letters_behind_the_beginning() {
    assert_shown(
        following_letters,
        &[
            ("we .{0,9}help", "help"),
            (r"\bconsult .{0,9}aid", "aid"),
            ("we .{0,9}(?:help|assist)", "help|assist"),
            // Short ones are in most notes, signs are not.
            ("we .{0,9}do", "none"),
            ("we .{0,9}(?:help|do)", "none"),
            (r"pay\w+\$", "$"),
            ("pay.+\u{a3}", "\u{a3}"),
            (r"pay\w+", "none"),
        ],
    );
}

#[test]
fn a_phrase_stands_where_its_words_begin_and_end() {
    let of = |pattern, text: &str| {
        let (node, _) = Node::read(pattern).unwrap();
        let phrase = phrases(&node).unwrap().remove(0);
        let at = text.find("we help").unwrap();
        phrase.may_stand(text.as_bytes(), &(at..at + "we help".len()))
    };
    let stands = |pattern| ["we help", "owe help", "we helped"].map(|text| of(pattern, text));
    assert_eq!(stands(r"\bwe help\b"), [true, false, false]);
    assert_eq!(stands(r"\bwe help"), [true, false, true]);
    assert_eq!(stands(r"we help\b"), [true, true, false]);
    assert_eq!(stands("we help"), [true, true, true]);
}
