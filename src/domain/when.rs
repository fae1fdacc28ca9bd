//! Dates as people type them: `tomorrow`, `next tue`, `+2w`, `in 3 months`, `1 dec`, `2026-12-01`.
//!
//! Always a day from today on: every date that the program asks for is a day to come.

use std::fmt;

use chrono::{Datelike as _, Days, Months, Weekday};

use super::day::Day;

/// What may be typed, for messages.
pub const EXAMPLES: &str = "tomorrow, tue, next tue, +2w, in 3 months, eom, 1 dec, 2026-12-24";

/// Why a text is no day to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotADay {
    /// It reads like no date.
    Unknown(String),
    /// The calendar has no such day: 31 feb.
    NotInCalendar(String),
    /// It lies before today.
    Past(Day),
}

impl fmt::Display for NotADay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(text) if text.is_empty() => write!(f, "no date; try {EXAMPLES}"),
            Self::Unknown(text) => write!(f, "'{text}' is no date; try {EXAMPLES}"),
            Self::NotInCalendar(text) => write!(f, "the calendar has no '{text}'"),
            Self::Past(day) => write!(f, "{day} is past; a day to come is needed"),
        }
    }
}

impl std::error::Error for NotADay {}

/// The day that a text means, seen from today.
///
/// A weekday is the coming one, never today; with `next` it is the one of the next week, which
/// begins on Monday. A date without a year is the next one that comes.
pub fn parse(text: &str, today: Day) -> Result<Day, NotADay> {
    let lower = text.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let unknown = || NotADay::Unknown(lower.clone());
    let out_of_range = || NotADay::NotInCalendar(lower.clone());
    let day = match words.as_slice() {
        [] => return Err(unknown()),
        ["today"] => Some(today),
        ["tomorrow" | "tom"] => today.succ_opt(),
        ["eow"] => today.checked_add_days(Days::new(6 - from_monday(today.weekday()))),
        ["eom"] => month_start(today, 1).and_then(|first| first.pred_opt()),
        ["next", "week"] => week_after(today),
        ["next", "month"] => month_start(today, 1),
        ["next", "year"] => Day::from_ymd_opt(today.year() + 1, 1, 1),
        ["next", name] => {
            let weekday = weekday(name).ok_or_else(unknown)?;
            let monday = week_after(today).ok_or_else(out_of_range)?;
            monday.checked_add_days(Days::new(from_monday(weekday)))
        }
        [name] | ["this", name] if weekday(name).is_some() => {
            let weekday = weekday(name).ok_or_else(unknown)?;
            let ahead = from_monday(weekday) + 7 - from_monday(today.weekday());
            today.checked_add_days(Days::new(if ahead == 7 { 7 } else { ahead % 7 }))
        }
        ["in", rest @ ..] => distance(rest, today).ok_or_else(unknown)?,
        rest => match distance(rest, today) {
            Some(day) => day,
            None => calendar(rest, today).ok_or_else(unknown)?,
        },
    };
    let day = day.ok_or_else(out_of_range)?;
    if day < today {
        Err(NotADay::Past(day))
    } else {
        Ok(day)
    }
}

fn from_monday(weekday: Weekday) -> u64 {
    weekday.num_days_from_monday().into()
}

fn week_after(today: Day) -> Option<Day> {
    today.checked_add_days(Days::new(7 - from_monday(today.weekday())))
}

fn month_start(day: Day, months: u32) -> Option<Day> {
    day.with_day(1)?.checked_add_months(Months::new(months))
}

/// A word that is a name or an abbreviation of at least three letters.
fn named(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.trim_end_matches(['.', ',']);
    (word.len() >= 3)
        .then(|| names.iter().position(|name| name.starts_with(word)))
        .flatten()
}

fn weekday(word: &str) -> Option<Weekday> {
    const NAMES: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    Weekday::try_from(u8::try_from(named(word, &NAMES)?).ok()?).ok()
}

fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    u32::try_from(named(word, &NAMES)? + 1).ok()
}

/// `+2w`, `2w`, `2 weeks`, `a month`. The outer `None`: no distance at all; the inner: out of the
/// calendar.
fn distance(words: &[&str], today: Day) -> Option<Option<Day>> {
    let (number, unit) = match words {
        [one] => {
            let one = one.strip_prefix('+').unwrap_or(one);
            one.split_at_checked(one.find(|c: char| !c.is_ascii_digit())?)?
        }
        ["a" | "an", unit] => ("1", *unit),
        [number, unit] => (number.strip_prefix('+').unwrap_or(number), *unit),
        _ => return None,
    };
    let number: u32 = number.parse().ok()?;
    let days = |each: u64| today.checked_add_days(Days::new(u64::from(number) * each));
    let months = |each: u32| today.checked_add_months(Months::new(number.checked_mul(each)?));
    Some(match unit {
        "d" | "day" | "days" => days(1),
        "w" | "wk" | "week" | "weeks" => days(7),
        "m" | "mo" | "month" | "months" => months(1),
        "y" | "yr" | "year" | "years" => months(12),
        _ => return None,
    })
}

/// `2026-12-01`, `1 dec`, `dec 1`, `1 dec 2026`. `None` and `Some(None)` as in [`distance`].
fn calendar(words: &[&str], today: Day) -> Option<Option<Day>> {
    let (year, month, day) = match words {
        [one] => {
            let mut parts = one.splitn(3, '-');
            let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
            if year.len() != 4 {
                return None;
            }
            (Some(year), month.parse().ok()?, day)
        }
        [a, b] | [a, b, _] => {
            let year = words.get(2).copied();
            match (month(a), month(b)) {
                (None, Some(month)) => (year, month, *a),
                (Some(month), None) => (year, month, *b),
                _ => return None,
            }
        }
        _ => return None,
    };
    let day: u32 = day.trim_end_matches(['.', ',']).parse().ok()?;
    if let Some(year) = year {
        return Some(Day::from_ymd_opt(year.parse().ok()?, month, day));
    }
    // 29 feb may be up to eight years away.
    let years = today.year()..today.year() + 9;
    Some(
        years
            .filter_map(|year| Day::from_ymd_opt(year, month, day))
            .find(|day| *day >= today),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Monday.
    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn people_write_dates_in_many_ways() {
        for (text, day) in [
            ("today", "2026-11-23"),
            ("Tomorrow", "2026-11-24"),
            ("tue", "2026-11-24"),
            ("this friday", "2026-11-27"),
            ("mon", "2026-11-30"),
            ("next tue", "2026-12-01"),
            ("next week", "2026-11-30"),
            ("next month", "2026-12-01"),
            ("+2w", "2026-12-07"),
            ("2w", "2026-12-07"),
            ("in 2 weeks", "2026-12-07"),
            ("3 days", "2026-11-26"),
            ("in a month", "2026-12-23"),
            ("in 3 months", "2027-02-23"),
            ("eow", "2026-11-29"),
            ("eom", "2026-11-30"),
            ("1 dec", "2026-12-01"),
            ("Dec 1", "2026-12-01"),
            ("1 jan", "2027-01-01"),
            ("29 feb", "2028-02-29"),
            ("1 dec 2026", "2026-12-01"),
            (" 2026-12-01 ", "2026-12-01"),
        ] {
            assert_eq!(parse(text, today()).unwrap().to_string(), day, "{text}");
        }
    }

    #[test]
    fn months_end_where_they_end() {
        let last = Day::from_ymd_opt(2027, 1, 31).unwrap();
        assert_eq!(
            parse("in a month", last).unwrap().to_string(),
            "2027-02-28"
        );
        assert_eq!(parse("eom", last).unwrap(), last);
        assert_eq!(parse("eow", last).unwrap(), last, "a Sunday");
    }

    #[test]
    fn what_is_no_day_to_come_is_refused_in_words() {
        let words = |text| parse(text, today()).unwrap_err().to_string();
        assert_eq!(
            words("2026-11-22"),
            "2026-11-22 is past; a day to come is needed"
        );
        assert_eq!(words("31 feb"), "the calendar has no '31 feb'");
        assert_eq!(words("2026-13-01"), "the calendar has no '2026-13-01'");
        for text in ["", "soon", "w", "+", "12", "1 2", "next", "in", "ma 1", "-3d", "m 1 2 3"] {
            assert!(
                matches!(parse(text, today()), Err(NotADay::Unknown(_))),
                "{text}"
            );
        }
        assert_eq!(
            words("4000000000 y"),
            "the calendar has no '4000000000 y'"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_day_to_come_or_refused(text in "\\PC{0,20}|(in |next |\\+)?[0-9]{0,10} ?[a-z]{0,6}") {
            if let Ok(day) = parse(&text, today()) {
                proptest::prop_assert!(day >= today());
            }
        }
    }
}
