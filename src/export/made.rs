//! What is to be exported, and what is written then: the same for the command line and the interface.

use chrono::NaiveTime;

use super::{
    ascii,
    contact::Contact,
    icalendar::{self, As},
    list::{self, Csv},
    vcard::{self, Version},
};
use crate::domain::{book::Book, describe::count, person::PersonKey, plan::Agenda};

/// A form of people for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People {
    /// For address books.
    Vcard(Version),
    /// For spreadsheets.
    Csv(Csv),
    /// For programs, as [`list::SCHEMA`] says.
    Json,
}

/// What is to be exported, as it is chosen from a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// People.
    People(People),
    /// The plan of follow-ups, with a reminder at the usual time.
    Plan(As),
}

impl Form {
    /// How a file of this form is called, unless the person has a better name.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::People(People::Vcard(_)) => "cordial-people.vcf",
            Self::People(People::Csv(_)) => "cordial-people.csv",
            Self::People(People::Json) => "cordial-people.json",
            Self::Plan(_) => "cordial-plan.ics",
        }
    }
}

/// When the reminder of a follow-up sounds, unless the person wants another time.
pub const ALARM: Option<NaiveTime> = NaiveTime::from_hms_opt(9, 0, 0);

/// A file for others, not yet written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What is in it: `12 people`.
    pub what: String,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// People as a file; what the person wrote for themselves only with `private`.
///
/// # Errors
/// The writer's of CSV; it has none of its own for rows in memory.
pub fn people(
    book: &Book,
    people: &[PersonKey],
    form: People,
    private: bool,
) -> Result<Made, csv::Error> {
    let contacts: Vec<Contact> = people
        .iter()
        .map(|key| Contact::of(book, key, private))
        .collect();
    let bytes = match form {
        People::Vcard(version) => vcard::write(&contacts, version).into_bytes(),
        People::Csv(form) => list::csv(&contacts, form)?,
        People::Json => (ascii::json(&list::json(&contacts)) + "\n").into_bytes(),
    };
    Ok(Made {
        what: count(contacts.len(), "person", "people"),
        bytes,
    })
}

/// The plan of follow-ups as a file.
pub fn plan(book: &Book, agenda: &Agenda, form: icalendar::Form) -> Made {
    let (calendar, entries) = icalendar::write(book, agenda, form);
    Made {
        what: count(entries, "follow-up", "follow-ups"),
        bytes: calendar.into_bytes(),
    }
}
