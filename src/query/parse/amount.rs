//! Ages and dates, as they are typed.

use chrono::{Datelike as _, Days, Months};

use crate::{domain::day::Day, query::Amount};

/// `30d`, `4w`, `6m`, `1y`; a bare number is days. A month counts 30 days, a year 365.
pub(super) fn ago(text: &str) -> Option<Amount> {
    let units = [("d", 1), ("w", 7), ("mo", 30), ("m", 30), ("y", 365)];
    let (number, days) = units
        .into_iter()
        .find_map(|(unit, days)| Some((text.strip_suffix(unit)?, days)))
        .unwrap_or((text, 1));
    let digits = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let number: i64 = digits.then(|| number.parse().ok())??;
    Some(Amount::Ago(
        number.checked_mul(days).filter(|d| *d < 1_000_000)?,
    ))
}

/// `2026-11-23`, `2026-11`, `2026`: the first and the last day.
pub(super) fn period(text: &str) -> Option<Amount> {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |text: &&str, length: usize| {
        text.len() == length && text.chars().all(|c| c.is_ascii_digit())
    };
    let number = |text: &&str| text.parse::<u32>().ok();
    let (year, month, day) = match parts.as_slice() {
        [y] if digits(y, 4) => (y, None, None),
        [y, m] if digits(y, 4) && digits(m, 2) => (y, number(m), None),
        [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2) => (y, number(m), number(d)),
        _ => return None,
    };
    let year: i32 = year.parse().ok()?;
    let from = Day::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))?;
    let next = match (month, day) {
        (None, _) => from.with_year(year + 1)?,
        (_, None) => from.checked_add_months(Months::new(1))?,
        _ => from.checked_add_days(Days::new(1))?,
    };
    Some(Amount::Period(from, next.pred_opt()?))
}
