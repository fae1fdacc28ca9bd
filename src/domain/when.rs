//! Natural dates: `tomorrow`, `next tue`, `+2w`, `in 3 months`, `2026-12-24`.
//!
//! Always a day, never a time; always shown resolved before it counts. A day that has passed is
//! refused by [`parse`], which is for plans; [`parse_past`] is for what happened.

mod within;

pub use within::within;

use std::fmt;

use chrono::{Datelike as _, Days, Months, Weekday};

use super::day::{Day, MONTHS};

/// What can be typed, to show where a date is asked for.
pub const EXAMPLES: &str = "tomorrow, next tue, +2w, in 3 months, 1 dec, 2026-12-24";

/// Words of days to come, in the order in which they are proposed. All of them can be typed.
pub const WORDS: &[&str] = &[
    "tomorrow",
    "day after tomorrow",
    "end of week",
    "end of month",
    "next week",
    "next month",
    "next year",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "in 2 weeks",
    "in 3 months",
];

/// Why a text is no day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotADay {
    /// Nothing that reads as a date.
    Unreadable,
    /// A date that does not exist, such as 30 February.
    Impossible,
    /// The day has passed.
    Past(Day),
    /// The day has not come.
    Future(Day),
}

impl fmt::Display for NotADay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => write!(f, "is no date; try {EXAMPLES}"),
            Self::Impossible => f.write_str("is a date that does not exist"),
            Self::Past(day) => write!(f, "is {day}, which has passed"),
            Self::Future(day) => write!(f, "is {day}, which has not come"),
        }
    }
}

/// The day a text means, today or later.
pub fn parse(text: &str, today: Day) -> Result<Day, NotADay> {
    let day = resolve(text, today, Toward::Future)?;
    if day < today {
        Err(NotADay::Past(day))
    } else {
        Ok(day)
    }
}

/// The day a text means, today or earlier.
pub fn parse_past(text: &str, today: Day) -> Result<Day, NotADay> {
    let day = resolve(text, today, Toward::Past)?;
    if day > today {
        Err(NotADay::Future(day))
    } else {
        Ok(day)
    }
}

/// Which way a text without a direction looks: `tue`, `3 may`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Toward {
    Future,
    Past,
}

/// Days of four-digit years: later ones are typing mistakes, and would not read back.
fn resolve(text: &str, today: Day, toward: Toward) -> Result<Day, NotADay> {
    let day = any_year(text, today, toward)?;
    if (1..=9999).contains(&day.year()) {
        Ok(day)
    } else {
        Err(NotADay::Impossible)
    }
}

fn any_year(text: &str, today: Day, toward: Toward) -> Result<Day, NotADay> {
    let text = text.trim().to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let after = |days: u64| {
        today
            .checked_add_days(Days::new(days))
            .ok_or(NotADay::Impossible)
    };
    let before = |days: u64| {
        today
            .checked_sub_days(Days::new(days))
            .ok_or(NotADay::Impossible)
    };
    match words.as_slice() {
        ["today"] => Ok(today),
        ["tomorrow" | "tom"] => after(1),
        ["day", "after", "tomorrow"] => after(2),
        ["yesterday"] => before(1),
        ["eow"] | ["end", "of", "week"] => after(6 - from_monday(today)),
        ["eom"] | ["end", "of", "month"] => last_of_month(today),
        ["next", unit] if unit_of(unit).is_some() => moved(today, 1, unit, false),
        ["last", unit] if unit_of(unit).is_some() => moved(today, 1, unit, true),
        ["this", day] => {
            weekday(day).map_or(Err(NotADay::Unreadable), |day| Ok(on_or_after(today, day)))
        }
        ["next", day] => weekday(day).map_or(Err(NotADay::Unreadable), |day| next_week(today, day)),
        ["last", day] => {
            weekday(day).map_or(Err(NotADay::Unreadable), |day| Ok(previous(today, day)))
        }
        ["in", number, unit] => moved(today, number_of(number)?, unit, false),
        ["in", amount] => amount_of(today, amount, false),
        [number, unit, "ago"] => moved(today, number_of(number)?, unit, true),
        [amount, "ago"] => amount_of(today, amount, true),
        [amount] if amount.starts_with('+') => {
            amount_of(today, amount.trim_start_matches('+'), false)
        }
        [word] => one_word(word, today, toward),
        [day, month] | [month, day] if month_of(month).is_some() => {
            month_day(month_of(month).unwrap_or(1), number_of(day)?, today, toward)
        }
        [day, month, year] | [month, day, year] if month_of(month).is_some() => {
            let year = number_of(year)?;
            ymd(
                i64::from(year),
                month_of(month).unwrap_or(1),
                number_of(day)?,
            )
        }
        [number, unit] => moved(today, number_of(number)?, unit, false),
        _ => Err(NotADay::Unreadable),
    }
}

fn one_word(word: &str, today: Day, toward: Toward) -> Result<Day, NotADay> {
    if let Some(day) = weekday(word) {
        return Ok(match toward {
            Toward::Future => on_or_after(today.succ_opt().unwrap_or(today), day),
            Toward::Past => previous(today, day),
        });
    }
    let parts: Vec<&str> = word.split('-').collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => ymd(
            i64::from(number_of(year)?),
            number_of(month)?,
            number_of(day)?,
        ),
        [month, day] => month_day(number_of(month)?, number_of(day)?, today, toward),
        _ => amount_of(today, word, toward == Toward::Past),
    }
}

/// `2w`, `10d`, `3m`, `1y`.
fn amount_of(today: Day, amount: &str, back: bool) -> Result<Day, NotADay> {
    let at = amount
        .find(|c: char| !c.is_ascii_digit())
        .ok_or(NotADay::Unreadable)?;
    let (number, unit) = amount.split_at(at);
    moved(today, number_of(number)?, unit, back)
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

fn unit_of(word: &str) -> Option<Unit> {
    Some(match word {
        "d" | "day" | "days" => Unit::Day,
        "w" | "week" | "weeks" => Unit::Week,
        "m" | "mo" | "month" | "months" => Unit::Month,
        "y" | "year" | "years" => Unit::Year,
        _ => return None,
    })
}

fn moved(today: Day, number: u32, unit: &str, back: bool) -> Result<Day, NotADay> {
    let unit = unit_of(unit).ok_or(NotADay::Unreadable)?;
    let days = |days: u64| {
        let days = Days::new(days);
        if back {
            today.checked_sub_days(days)
        } else {
            today.checked_add_days(days)
        }
    };
    let months = |months: Option<u32>| {
        let months = Months::new(months?);
        if back {
            today.checked_sub_months(months)
        } else {
            today.checked_add_months(months)
        }
    };
    let day = match unit {
        Unit::Day => days(number.into()),
        Unit::Week => days(u64::from(number) * 7),
        Unit::Month => months(Some(number)),
        Unit::Year => months(number.checked_mul(12)),
    };
    day.ok_or(NotADay::Impossible)
}

fn number_of(word: &str) -> Result<u32, NotADay> {
    let digits = word.trim_end_matches(['.', ',']);
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| digits.strip_suffix(end))
        .unwrap_or(digits);
    match digits {
        "a" | "an" | "one" => Ok(1),
        "two" => Ok(2),
        "three" => Ok(3),
        _ if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().map_err(|_| NotADay::Unreadable)
        }
        _ => Err(NotADay::Unreadable),
    }
}

const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

fn weekday(word: &str) -> Option<Weekday> {
    (word.len() >= 2).then_some(())?;
    DAYS.iter()
        .find(|(name, _)| name.starts_with(word))
        .map(|(_, day)| *day)
}

fn month_of(word: &str) -> Option<u32> {
    let word = word.trim_end_matches(['.', ',']);
    (word.len() >= 3).then_some(())?;
    let at = MONTHS.iter().position(|name| name.starts_with(word))?;
    u32::try_from(at + 1).ok()
}

fn from_monday(day: Day) -> u64 {
    day.weekday().num_days_from_monday().into()
}

fn on_or_after(day: Day, wanted: Weekday) -> Day {
    let ahead = (7 + u64::from(wanted.num_days_from_monday()) - from_monday(day)) % 7;
    day.checked_add_days(Days::new(ahead)).unwrap_or(day)
}

fn previous(today: Day, wanted: Weekday) -> Day {
    let back = (6 + from_monday(today) - u64::from(wanted.num_days_from_monday())) % 7 + 1;
    today.checked_sub_days(Days::new(back)).unwrap_or(today)
}

/// That day of the week after this one.
fn next_week(today: Day, wanted: Weekday) -> Result<Day, NotADay> {
    let monday = today.checked_add_days(Days::new(7 - from_monday(today)));
    let ahead = Days::new(wanted.num_days_from_monday().into());
    monday
        .and_then(|monday| monday.checked_add_days(ahead))
        .ok_or(NotADay::Impossible)
}

fn last_of_month(today: Day) -> Result<Day, NotADay> {
    let first = today
        .with_day(1)
        .and_then(|first| first.checked_add_months(Months::new(1)));
    first
        .and_then(|next| next.pred_opt())
        .ok_or(NotADay::Impossible)
}

/// A day of a month: this year's, or the next or last one's, whichever lies the right way.
fn month_day(month: u32, day: u32, today: Day, toward: Toward) -> Result<Day, NotADay> {
    let this = ymd(today.year().into(), month, day);
    let other = |step: i64| ymd(i64::from(today.year()) + step, month, day);
    match (toward, this) {
        (Toward::Future, Ok(day)) if day < today => other(1),
        (Toward::Past, Ok(day)) if day > today => other(-1),
        (_, this) => this,
    }
}

fn ymd(year: i64, month: u32, day: u32) -> Result<Day, NotADay> {
    let year = i32::try_from(year).map_err(|_| NotADay::Impossible)?;
    Day::from_ymd_opt(year, month, day).ok_or(NotADay::Impossible)
}

#[cfg(test)]
mod tests;
