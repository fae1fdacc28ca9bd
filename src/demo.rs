//! The demo: an invented archive, dated from today, that passes through the real importer.

use std::{fs, io, path::Path};

use chrono::Days;

use crate::domain::day::Day;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../assets/demo/", $name)))),*]
    };
}

/// The files of the archive. Their dates are written as distances from today.
const FILES: &[(&str, &str)] = files![
    "Certifications.csv",
    "Comments.csv",
    "Company Follows.csv",
    "Connections.csv",
    "Education.csv",
    "Email Addresses.csv",
    "Endorsement_Received_Info.csv",
    "Invitations.csv",
    "Job Applications.csv",
    "Job Seeker Preferences.csv",
    "Languages.csv",
    "Positions.csv",
    "Profile.csv",
    "Reactions.csv",
    "Recommendations_Received.csv",
    "Registration.csv",
    "Rich_Media.csv",
    "Saved Jobs.csv",
    "Skills.csv",
    "messages.csv",
];

/// Writes the archive into a folder, as LinkedIn would have made it today.
pub fn write(folder: &Path, today: Day) -> io::Result<()> {
    for (name, text) in FILES {
        fs::write(folder.join(name), fill(text, today))?;
    }
    Ok(())
}

/// Replaces `{c-3}`, `{i-3 9:14}`, `{m-3 09:14}`, `{s-3 09:14}`, `{r-3}` and `{y-3}`: that many
/// days (`y`: years) before today, in the form of the file. What is no such mark stays.
fn fill(text: &str, today: Day) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let mark = after.split_once('}');
        if let Some((date, tail)) = mark.and_then(|(mark, tail)| Some((date(mark, today)?, tail))) {
            filled.push_str(&date);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

fn date(mark: &str, today: Day) -> Option<String> {
    let (form, distance) = mark.split_once('-')?;
    let (distance, time) = distance.split_once(' ').unwrap_or((distance, "00:00"));
    let distance: u32 = distance.parse().ok()?;
    if form == "y" {
        return Some((chrono::Datelike::year(&today) - i32::try_from(distance).ok()?).to_string());
    }
    let time = chrono::NaiveTime::parse_from_str(time, "%H:%M").ok()?;
    let at = today
        .checked_sub_days(Days::new(distance.into()))?
        .and_time(time);
    let form = match form {
        "c" => "%d %b %Y",
        "i" => "%-m/%-d/%y, %-I:%M %p",
        "m" => "%Y-%m-%d %H:%M:%S UTC",
        "s" => "%Y-%m-%d %H:%M:%S",
        "r" => "%B %-d, %Y",
        _ => return None,
    };
    Some(at.format(form).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_dates_in_the_form_of_their_file() {
        let today = Day::from_ymd_opt(2026, 11, 23).unwrap();
        let filled = fill(
            "{c-3}|{i-3 9:14}|{m-1 17:05}|{y-5}|{r-3}|{\"json\"}|{",
            today,
        );
        assert_eq!(
            filled,
            "20 Nov 2026|11/20/26, 9:14 AM|2026-11-22 17:05:00 UTC|2021|November 20, 2026|{\"json\"}|{"
        );
    }

    #[test]
    fn no_mark_of_a_file_stays_unfilled() {
        let today = Day::from_ymd_opt(2026, 11, 23).unwrap();
        for (name, text) in FILES {
            assert!(!fill(text, today).contains('{'), "{name}");
        }
    }
}
