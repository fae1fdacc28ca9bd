//! When an archive was made. It decides which of two archives counts, so it is taken from what is
//! hardest to change by accident: LinkedIn's date in the file's name, then the times of the files,
//! and the rows have a say where those cannot be true.

use std::path::Path;

use super::Origin;
use crate::domain::{
    day::{Day, Instant},
    facts::Facts,
    records::{Archive, Invitation},
};

/// An archive whose newest row is so many days older than the newest row that is known was not made
/// after it, whatever its files' times say: they become those of the copy when a folder is copied.
/// Judgement: months without any new connection or invitation happen, but not often, and the
/// preview says what was concluded.
pub(super) const STALE_DAYS: i64 = 45;

/// When the archive was made, and whether its rows overruled the times of its files.
pub(super) fn taken(
    origin: &Origin<'_>,
    entries: Option<Instant>,
    (fresh, known): (&Archive, &Facts),
    now: Instant,
) -> Instant {
    if let Some(named) = origin.paths.iter().find_map(|path| named_day(path)) {
        // The times of the files are of that day or the next, in UTC; else they are of a copy.
        let near = entries.filter(|at| (0..=2).contains(&(at.date_naive() - named).num_days()));
        return near.or_else(|| end_of(named)).unwrap_or(now).min(now);
    }
    let entries = entries.unwrap_or(now);
    match (newest(fresh), newest_of(known)) {
        (Some(own), Some(known)) if (known - own).num_days() > origin.stale_days => {
            end_of(own).unwrap_or(entries).min(entries)
        }
        _ => entries,
    }
}

fn end_of(day: Day) -> Option<Instant> {
    Some(day.and_hms_opt(23, 59, 59)?.and_utc())
}

/// The date in LinkedIn's own name of an archive, `…DataExport_11-23-2026.zip`.
fn named_day(path: &Path) -> Option<Day> {
    let name = path.file_name()?.to_str()?;
    let (_, date) = name.split_once("LinkedInDataExport_")?;
    Day::parse_from_str(date.get(..10)?, "%m-%d-%Y").ok()
}

/// The newest date in the rows of connections and invitations.
fn newest(archive: &Archive) -> Option<Day> {
    let connected = archive
        .connections
        .iter()
        .filter_map(|c| c.connected_on)
        .max();
    let sent = archive
        .invitations
        .iter()
        .filter_map(Invitation::sent)
        .max();
    connected.max(sent.map(|at| at.date_naive()))
}

fn newest_of(facts: &Facts) -> Option<Day> {
    let connected = facts
        .people()
        .iter()
        .filter_map(|person| person.connected_on)
        .max();
    let sent = facts
        .invitations()
        .iter()
        .filter_map(Invitation::sent)
        .max();
    connected.max(sent.map(|at| at.date_naive()))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn at(text: &str) -> Instant {
        format!("{text}T02:01:00Z").parse().unwrap()
    }

    fn day_of(path: &str, entries: &str) -> String {
        let (none, known) = (Archive::default(), Facts::default());
        let paths = [PathBuf::from(path)];
        let origin = Origin::archive(&paths);
        taken(
            &origin,
            Some(at(entries)),
            (&none, &known),
            at("2026-11-25"),
        )
        .date_naive()
        .to_string()
    }

    #[test]
    fn the_name_that_linkedin_gave_counts_more_than_the_times_of_a_copy() {
        let name = "Basic_LinkedInDataExport_06-01-2026.zip";
        assert_eq!(day_of(name, "2026-11-25"), "2026-06-01");
        assert_eq!(day_of(name, "2026-06-02"), "2026-06-02");
        assert_eq!(
            day_of(
                "Complete_LinkedInDataExport_06-01-2026.zip.zip",
                "2026-11-25"
            ),
            "2026-06-01"
        );
        assert_eq!(day_of("archive.zip", "2026-11-24"), "2026-11-24");
        assert_eq!(
            day_of("LinkedInDataExport_99-99-2026.zip", "2026-11-24"),
            "2026-11-24"
        );
        assert_eq!(
            day_of("LinkedInDataExport_01-01-2099.zip", "2026-11-24"),
            "2026-11-25"
        );
    }
}
