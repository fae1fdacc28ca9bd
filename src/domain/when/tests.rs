use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn every_word_that_is_proposed_is_a_day_to_come() {
    let today = Day::from_ymd_opt(2026, 11, 23).unwrap();
    for word in WORDS {
        assert!(parse(word, today).unwrap() > today, "{word}");
    }
}

#[test]
fn plans_are_read_as_people_write_them() {
    let monday = day("2026-11-23");
    for (text, expected) in [
        ("today", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("day after tomorrow", "2026-11-25"),
        ("tue", "2026-11-24"),
        ("mon", "2026-11-30"),
        ("this mon", "2026-11-23"),
        ("next tue", "2026-12-01"),
        ("next week", "2026-11-30"),
        ("+2w", "2026-12-07"),
        ("2w", "2026-12-07"),
        ("in 2 weeks", "2026-12-07"),
        ("in a week", "2026-11-30"),
        ("+3d", "2026-11-26"),
        ("in 3 months", "2027-02-23"),
        ("1y", "2027-11-23"),
        ("eow", "2026-11-29"),
        ("eom", "2026-11-30"),
        ("1 dec", "2026-12-01"),
        ("dec 1st", "2026-12-01"),
        ("1 nov", "2027-11-01"),
        ("24 December 2026", "2026-12-24"),
        ("2026-12-24", "2026-12-24"),
        ("12-24", "2026-12-24"),
    ] {
        assert_eq!(parse(text, monday), Ok(day(expected)), "{text}");
    }
}

#[test]
fn what_happened_lies_behind() {
    let monday = day("2026-11-23");
    for (text, expected) in [
        ("yesterday", "2026-11-22"),
        ("mon", "2026-11-16"),
        ("last fri", "2026-11-20"),
        ("3 may", "2026-05-03"),
        ("24 dec", "2025-12-24"),
        ("2 weeks ago", "2026-11-09"),
        ("3d ago", "2026-11-20"),
    ] {
        assert_eq!(parse_past(text, monday), Ok(day(expected)), "{text}");
    }
    assert_eq!(
        parse_past("tomorrow", monday),
        Err(NotADay::Future(day("2026-11-24")))
    );
}

#[test]
fn what_is_no_day_says_so() {
    let today = day("2026-11-23");
    assert_eq!(parse("2026-02-30", today), Err(NotADay::Impossible));
    assert_eq!(parse("99999 months", today), Err(NotADay::Impossible));
    assert_eq!(parse_past("9999y ago", today), Err(NotADay::Impossible));
    assert_eq!(
        parse("yesterday", today),
        Err(NotADay::Past(day("2026-11-22")))
    );
    assert_eq!(
        parse("2026-11-22", today),
        Err(NotADay::Past(day("2026-11-22")))
    );
    for text in [
        "",
        "soon",
        "weekend",
        "üñï",
        "+w",
        "in",
        "next",
        "99999999999d",
        "12/01",
    ] {
        assert!(parse(text, today).is_err(), "{text}");
    }
    assert_eq!(
        parse("in 1 month", day("2027-01-31")),
        Ok(day("2027-02-28"))
    );
    assert_eq!(parse("29 feb", day("2028-01-01")), Ok(day("2028-02-29")));
}

proptest! {
    #[test]
    fn no_text_panics(text in ".{0,40}") {
        let today = day("2026-11-23");
        let _ = parse(&text, today);
        let _ = parse_past(&text, today);
    }

    #[test]
    fn a_written_day_is_read_back(days in 0_u64..20_000) {
        let today = day("2026-11-23");
        let then = today + Days::new(days);
        prop_assert_eq!(parse(&then.to_string(), today), Ok(then));
    }
}
