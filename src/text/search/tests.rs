use proptest::prelude::*;

use super::*;

fn finds(query: &str, text: &str) -> bool {
    Query::new(query).score(&Key::new(text)).is_some()
}

#[test]
fn a_plain_keyboard_finds_every_name() {
    #[rustfmt::skip]
    let found = [
        ("lukasz", "Łukasz Example"), ("nguyen", "Nguyễn Sample"), ("nguyen", "Nguye\u{302}\u{303}n Sample"), ("muller", "Jana Müller"),
        ("strasse", "Straße"), ("odegard", "Ødegård"), ("dang", "Đặng"), ("anna", "Анна"), ("yamada", "ヤマダ"), ("shenzhen", "深圳"),
        ("oconnor", "O’Connor"), ("mira", "MIRA EXAMPLE"), ("MÜLLER", "muller"), ("łukasz", "Lukasz"),
    ];
    for (query, text) in found {
        assert!(finds(query, text), "{query} finds {text}");
    }
}

#[test]
fn every_word_must_be_found_in_any_order() {
    assert!(finds("northwind mira", "Mira Example Northwind"));
    assert!(finds("mex", "Mira Example"), "letters may be left out");
    assert!(!finds("mira contoso", "Mira Example Northwind"));
    assert!(!finds("mirra x", "Mira Example"));
}

#[test]
fn nothing_asked_finds_everyone() {
    for text in ["", "   ", "\u{200B}"] {
        let mut query = Query::new(text);
        assert!(query.is_empty());
        assert_eq!(query.score(&Key::new("Mira")), Some(0));
        assert!(query.indices("Mira").is_empty());
    }
}

#[test]
fn the_better_match_scores_more() {
    let mut query = Query::new("mira");
    let mut score = |text| query.score(&Key::new(text)).unwrap();
    assert!(score("Mira Example") > score("Samira Example"));
    assert!(score("Samira Example") > score("Mario Ira Example"));
}

/// A short word in one piece says more than a long one whose letters are scattered.
#[test]
fn more_words_in_one_piece_score_more() {
    let mut query = Query::new("li wu northwind");
    let mut score = |text| query.score(&Key::new(text)).unwrap();
    assert!(score("Li Wu n-o-r-t-h-w-i-n-d") > score("Northwind l-i w-u"));
}

/// Most names lack a letter, which is seen before they are searched.
#[test]
fn a_name_is_searched_only_if_it_has_all_letters_that_are_asked_for() {
    let has = |query: &str, name: &str| {
        let letters = Letters::of(Key::new(name).as_str());
        letters.has(Query::new(query).letters())
    };
    assert!(has("mira", "Mira Example") && has("exa mir", "Mira Example"));
    assert!(!has("mirz", "Mira Example") && !has("mira wu", "Mira Example"));
    assert!(!has("mira mi", "Ra"), "letters that two words share");
    assert!(has("", "Mira") && has("", ""));
    assert!(has("7", "Unit 42") && !has("7", "Mira"), "digits are alike");
    assert!(has("mira-", "Mira"), "signs are not told apart");
    for asked in 'a'..='z' {
        let [asked, all] = [asked.to_string(), ('a'..='z').collect()];
        let others: String = all.replace(&asked, "");
        assert!(has(&asked, &asked) && has(&asked, &all) && !has(&asked, &others));
    }
}

#[test]
fn highlights_cover_whole_letters_of_the_text_as_shown() {
    fn marked<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
        let ranges = Query::new(query).indices(text);
        ranges
            .into_iter()
            .filter_map(|range| text.get(range))
            .collect()
    }
    assert_eq!(marked("lukasz", "Łukasz Example"), ["Łukasz"]);
    assert_eq!(
        marked("nguyen", "Nguye\u{302}\u{303}n"),
        ["Nguye\u{302}\u{303}n"]
    );
    assert_eq!(marked("strase", "Straße"), ["Straße"]);
    assert_eq!(marked("zhen", "深圳 Example"), ["圳"]);
    assert_eq!(marked("me", "Mira Example"), ["M", "E"]);
    assert_eq!(
        marked("mira", "M Ira Samira"),
        ["mira"],
        "in one piece if possible"
    );
    assert_eq!(marked("example mira", "Mira Example"), ["Mira", "Example"]);
    assert!(marked("jon", "Mira Example").is_empty());
}

#[test]
fn a_pasted_novel_is_no_query() {
    let novel = "mira ".repeat(10_000);
    assert!(finds(&novel, "Mira Example"));
    let word = "m".repeat(100_000);
    assert!(!finds(&word, "Mira Example"));
    assert!(finds(&word, &word), "and no overflow either");
}

proptest! {
    #[test]
    fn keys_are_lower_case_ascii(text in any::<String>()) {
        let key = Key::new(&text);
        prop_assert!(key.as_str().bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()));
    }

    #[test]
    fn score_and_highlights_agree(query in "[a-zé]{1,4}", text in any::<String>()) {
        let mut query = Query::new(&query);
        let found = query.score(&Key::new(&text)).is_some();
        let ranges = query.indices(&text);
        prop_assert_eq!(found, !ranges.is_empty());
        for range in ranges {
            prop_assert!(text.get(range).is_some());
        }
    }
}
