use super::*;

const TEXT: &str = "we help your team, we helped teams: can i pay 20 now? may i? \
                    pay 7 for bitcoin; we axxb, we offer crypto and help. \u{20ac}5k, 3k";

fn finder(patterns: &[&str]) -> Finder {
    let patterns = patterns
        .iter()
        .map(|pattern| Arc::new(Pattern::new(pattern)));
    Finder::new(patterns.collect())
}

/// Words, beginnings, letters that stand or follow somewhere, and groups that are shown.
#[test]
fn the_pass_finds_where_each_pattern_stands_by_itself() {
    let patterns = [
        r"\bwe help\b",
        "we help",
        "(?:can|may) i",
        r"\bwe .{0,20}help",
        r"\bwe .{0,20}crypto",
        r"\bwe .{0,20}frobnicate",
        r"pay (?P<hit>\d+)",
        ".{0,4}bitcoin",
        r"[0-9]+k\b",
        "\u{20ac}[0-9]",
        "x*",
        "team[^ ]",
        r"\?.",
        "nothing of this",
        // Not walked, but compiled.
        "(?i)CAN I",
    ];
    let finder = finder(&patterns);
    let found = finder.find(TEXT);
    let without = finder.places_without_pass(TEXT);
    let mut stand = 0;
    for (at, pattern) in patterns.into_iter().enumerate() {
        let places = Pattern::new(pattern).hits(TEXT);
        assert_eq!(finder.places(&found, TEXT, at), places, "{pattern}");
        assert_eq!(without[at], places, "{pattern}, without the pass");
        if !places.is_empty() {
            assert!(found.is_possible(at), "{pattern}");
            stand += 1;
        }
    }
    assert_eq!(stand, patterns.len() - 2);
}

/// What the pass leaves to be tried: the work that a note makes.
#[test]
fn few_patterns_are_tried_on_a_note_that_holds_none_of_their_letters() {
    let finder = finder(&[
        r"\bwe help\b",
        "(?:bit|alt)coin",
        r"\bwe .{0,20}frobnicate",
        r"\bpay \d+",
        ".{0,4}bitcoin",
        r"\w\W\w",
    ]);
    let tried = |text| {
        let found = finder.find(text);
        (0..6)
            .filter(|at| found.is_possible(*at))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        tried("hello, let us meet"),
        [5],
        "it has no letters to look for"
    );
    assert_eq!(tried("we help them"), [0, 5], "nothing is frobnicated");
    assert_eq!(tried("we help to frobnicate"), [0, 2, 5]);
    assert_eq!(tried("pay in bitcoin"), [1, 4, 5]);
    assert_eq!(tried("pay 5 today"), [3, 5]);
}

#[test]
fn of_places_that_overlap_the_first_and_longest_counts() {
    let any = Pattern::any([
        r"\bwe".into(),
        "we help".into(),
        "help your".into(),
        "axxb".into(),
    ]);
    let finder = Finder::new(vec![Arc::new(any)]);
    let found = finder.find(TEXT);
    let places = finder.places(&found, TEXT, 0);
    let words: Vec<&str> = places
        .into_iter()
        .filter_map(|place| TEXT.get(place))
        .collect();
    assert_eq!(words, ["we help", "we help", "we", "axxb", "we"]);
}
