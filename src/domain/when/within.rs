//! A day at the beginning or the end of a line about something else: `yesterday coffee`.

use super::{month_of, parse_past, weekday};
use crate::domain::day::Day;

/// The most words that a day takes: `on 3 May 2026`.
const LONGEST: usize = 4;
/// What may stand between the day and the rest.
const BETWEEN: [char; 5] = [' ', ',', ':', ';', '-'];

/// The day that a line begins or ends with, today or earlier, and the rest of the line. Only what
/// is plainly a day counts: `Friday`, not `sat`; `last friday`, not `last month`.
pub fn within(line: &str, today: Day) -> (Option<Day>, &str) {
    let line = line.trim();
    let words: Vec<(usize, usize)> = line
        .split(char::is_whitespace)
        .scan(0, |at, word| {
            let from = *at;
            *at += word.len()
                + line
                    .get(from + word.len()..)?
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8);
            Some((from, from + word.len()))
        })
        .filter(|(from, to)| from < to)
        .collect();
    for length in (1..=LONGEST.min(words.len())).rev() {
        let end = words.get(length - 1).map_or(0, |(_, to)| *to);
        let start = words.get(words.len() - length).map_or(0, |(from, _)| *from);
        let (front, behind) = line.split_at_checked(end).unwrap_or(("", line));
        if let Some(day) = said(front, today) {
            return (Some(day), behind.trim_start_matches(BETWEEN));
        }
        let (before, back) = line.split_at_checked(start).unwrap_or((line, ""));
        if let Some(day) = said(back, today) {
            return (Some(day), before.trim_end_matches(BETWEEN));
        }
    }
    (None, line)
}

/// The day that a phrase plainly is.
fn said(phrase: &str, today: Day) -> Option<Day> {
    let folded = phrase.to_lowercase();
    let bare = folded.trim_matches(|c: char| BETWEEN.contains(&c) || c == '.');
    let bare = bare.strip_prefix("on ").unwrap_or(bare).trim();
    let words: Vec<&str> = bare.split_whitespace().collect();
    let plain = match words.as_slice() {
        ["today" | "yesterday"] | [_, _, "ago"] => true,
        [word] => word.len() == 10 && word.parse::<Day>().is_ok() || is_whole_weekday(word),
        ["last", day] => weekday(day).is_some(),
        [a, b] | [a, b, _] => month_of(a).is_some() || month_of(b).is_some(),
        _ => false,
    };
    plain.then(|| parse_past(bare, today).ok()).flatten()
}

fn is_whole_weekday(word: &str) -> bool {
    word.ends_with("day") && word.len() >= 6 && weekday(word).is_some()
}
