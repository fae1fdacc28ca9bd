//! Dates as LinkedIn writes them: one reader for each form, none that guesses.
//!
//! Everything is English in every account. Two-digit years 00 to 69 are 20YY.

use chrono::{Datelike, NaiveTime, TimeDelta, Weekday};

use crate::domain::day::{Day, Instant, MONTHS, MonthYear, NaiveDateTime};

/// `2024-01-09 15:45:12 UTC`, with `-` or `/`, and with or without the zone: messages,
/// endorsements, and posts, comments and reactions (which give no zone; the API says UTC).
pub fn utc(text: &str) -> Option<Instant> {
    let text = text.trim();
    let (date, time) = text.strip_suffix(" UTC").unwrap_or(text).split_once(' ')?;
    let date = date_of(date, &['-', '/'])?;
    Some(date.and_time(clock(time)?).and_utc())
}

/// `2024-01-09`: verifications.
pub fn iso_day(text: &str) -> Option<Day> {
    date_of(text.trim(), &['-'])
}

/// `Tue Jan 09 15:45:12 UTC 2024`: followed companies.
pub fn ctime(text: &str) -> Option<Instant> {
    let mut parts = text.split_whitespace();
    let (_, month, day) = (parts.next()?, month(parts.next()?)?, number(parts.next()?)?);
    let (time, zone, year) = (clock(parts.next()?)?, parts.next()?, parts.next()?);
    if zone != "UTC" || parts.next().is_some() {
        return None;
    }
    let date = Day::from_ymd_opt(four_digits(year)?, month, day)?;
    Some(date.and_time(time).and_utc())
}

/// `1/9/24, 3:45 PM` or `01/09/24, 03:45 PM`, as it stands there: no zone is applied. The blank
/// before AM and PM may be a narrow one.
pub fn wall(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.trim().split_once(',')?;
    let mut parts = date.split('/');
    let (month, day, year) = (
        number(parts.next()?)?,
        number(parts.next()?)?,
        parts.next()?,
    );
    if parts.next().is_some() {
        return None;
    }
    let time = twelve_hours(time)?;
    Some(Day::from_ymd_opt(full_year(year)?, month, day)?.and_time(time))
}

/// [`wall`] time on the US Pacific coast: invitations, and everything of the same form in 2018.
pub fn pacific(text: &str) -> Option<Instant> {
    wall(text).map(pacific_to_utc)
}

/// The UTC day of a connection: `09 Jan 2024`; in 2018 `1/9/18, 3:45 PM`; in copies from a
/// spreadsheet `9-Jan-24` or `2024-01-09`.
pub fn connected_on(text: &str) -> Option<Day> {
    let text = text.trim();
    if text.contains('/') {
        return pacific(text).map(|at| at.date_naive());
    }
    iso_day(text).or_else(|| {
        let mut parts = text.split([' ', '-']).filter(|part| !part.is_empty());
        let (day, month, year) = (number(parts.next()?)?, month(parts.next()?)?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        Day::from_ymd_opt(full_year(year)?, month, day)
    })
}

/// `Jan 2024`, `January 2024`, `2024-01` or `2024`: positions, schools and the like.
pub fn month_year(text: &str) -> Option<MonthYear> {
    let text = text.trim();
    let (month, year) = if let Some((name, year)) = text.split_once(' ') {
        (Some(month(name)?), year)
    } else if let Some((year, digits)) = text.split_once('-') {
        let month = number(digits).filter(|month| (1..=12).contains(month))?;
        (Some(month), year)
    } else {
        (None, text)
    };
    Some(MonthYear {
        year: four_digits(year.trim())?,
        month,
    })
}

/// The day in `You uploaded a photo on January 9, 2024 at 3:45 PM (GMT)`.
pub fn upload_day(text: &str) -> Option<Day> {
    let (date, _) = text.rsplit_once(" at ")?;
    let (_, date) = date.rsplit_once(" on ")?;
    let mut parts = date.split([' ', ',']).filter(|part| !part.is_empty());
    let (month, day, year) = (month(parts.next()?)?, number(parts.next()?)?, parts.next()?);
    Day::from_ymd_opt(four_digits(year)?, month, day)
}

/// The moment of a wall time on the US Pacific coast. Of an hour that comes twice the first is
/// taken; an hour that does not come is the one after it.
///
/// The rule is that of 2007 (second Sunday of March to first of November, at two o'clock), before
/// it that of 1987 (first Sunday of April to last of October).
pub fn pacific_to_utc(wall: NaiveDateTime) -> Instant {
    let year = wall.year();
    let sunday = |month, nth| Day::from_weekday_of_month_opt(year, month, Weekday::Sun, nth);
    let (begin, end) = if year >= 2007 {
        (sunday(3, 2), sunday(11, 1))
    } else {
        (sunday(4, 1), sunday(10, 5).or_else(|| sunday(10, 4)))
    };
    let at = |day: Option<Day>, hour| day.and_then(|day| day.and_hms_opt(hour, 0, 0));
    let summer =
        at(begin, 3).is_some_and(|begin| begin <= wall) && at(end, 2).is_some_and(|end| wall < end);
    wall.checked_add_signed(TimeDelta::hours(if summer { 7 } else { 8 }))
        .unwrap_or(wall)
        .and_utc()
}

/// `2024-01-09`.
fn date_of(text: &str, separators: &[char]) -> Option<Day> {
    let mut parts = text.split(separators);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Day::from_ymd_opt(four_digits(year)?, number(month)?, number(day)?)
}

/// `15:45:12`.
fn clock(text: &str) -> Option<NaiveTime> {
    let mut parts = text.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_opt(number(hour)?, number(minute)?, number(second)?)
}

/// `3:45 PM`.
fn twelve_hours(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    let half = text.get(text.len().checked_sub(2)?..)?;
    let hours = if half.eq_ignore_ascii_case("AM") {
        0
    } else if half.eq_ignore_ascii_case("PM") {
        12
    } else {
        return None;
    };
    let time = text.get(..text.len() - 2)?;
    let (hour, minute) = time.trim().split_once(':')?;
    let hour = number(hour).filter(|hour| (1..=12).contains(hour))?;
    NaiveTime::from_hms_opt(hour % 12 + hours, number(minute)?, 0)
}

fn month(name: &str) -> Option<u32> {
    let name = name.to_ascii_lowercase();
    (1..)
        .zip(MONTHS)
        .find(|(_, month)| *month == name || name.len() == 3 && month.starts_with(&name))
        .map(|(number, _)| number)
}

/// One or two digits.
fn number(text: &str) -> Option<u32> {
    let digits = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

fn four_digits(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// Two digits or four.
fn full_year(text: &str) -> Option<i32> {
    if text.len() == 2 {
        let year: i32 = number(text)?.try_into().ok()?;
        return Some(if year < 70 { 2000 + year } else { 1900 + year });
    }
    four_digits(text)
}

#[cfg(test)]
mod tests;
