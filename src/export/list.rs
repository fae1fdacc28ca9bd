//! People as a list: CSV for spreadsheets, JSON for programs.

use serde_json::{Value, json};

use super::contact::{Contact, Private};
use crate::{
    domain::{day::Day, plan::Circle},
    text::{clean::Safe, formula, link::Link},
};

/// The JSON Schema of [`json()`], draft 2020-12.
pub const SCHEMA: &str = include_str!("../../assets/schema/people.json");

/// The version of the form in the JSON; it grows when a key goes or changes its meaning.
const VERSION: u8 = 1;

/// The columns of the CSV, always the same ones.
const COLUMNS: [&str; 14] = [
    "person",
    "name",
    "first name",
    "last name",
    "company",
    "title",
    "place",
    "email",
    "page",
    "connected",
    "last contact",
    "circle",
    "tags",
    "notes",
];

/// How a CSV is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Csv {
    /// Leave what a spreadsheet would run as it is.
    pub raw: bool,
    /// With a byte order mark, as Excel wants it.
    pub bom: bool,
}

/// The list as CSV (RFC 4180).
pub fn csv(contacts: &[Contact], form: Csv) -> Result<Vec<u8>, csv::Error> {
    let start = if form.bom { "\u{feff}" } else { "" };
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(start.as_bytes().to_vec());
    writer.write_record(COLUMNS)?;
    for contact in contacts {
        let cells = cells(contact).into_iter();
        if form.raw {
            writer.write_record(cells)?;
        } else {
            writer.write_record(cells.map(|cell| formula::disarmed(&cell)))?;
        }
    }
    let into = writer.into_inner();
    into.map_err(|error| csv::Error::from(error.into_error()))
}

fn cells(contact: &Contact) -> [String; COLUMNS.len()] {
    let day = |day: Option<Day>| day.map_or_else(String::new, |d| d.to_string());
    [
        // A store of before, or somebody typed in, may have a key that no address gives.
        Safe::outgoing_line(contact.key.as_str())
            .as_str()
            .to_owned(),
        contact.name.clone(),
        contact.first.clone(),
        contact.last.clone(),
        contact.company.clone(),
        contact.title.clone(),
        contact.place.clone(),
        contact.email.clone(),
        contact.page.as_ref().map_or("", Link::as_str).to_owned(),
        day(contact.connected),
        day(contact.last_contact),
        match contact.circle {
            Circle::None => String::new(),
            circle => circle.word().to_owned(),
        },
        contact.tags.join(", "),
        contact
            .private
            .as_ref()
            .map_or_else(String::new, Private::words),
    ]
}

/// The list as JSON, as [`SCHEMA`] says.
pub fn json(contacts: &[Contact]) -> Value {
    json!({
        "format": "cordial-people",
        "version": VERSION,
        "people": contacts.iter().map(person).collect::<Vec<_>>(),
    })
}

fn person(contact: &Contact) -> Value {
    let mut value = json!({
        "person": contact.key.as_str(),
        "uuid": contact.uuid(),
        "name": contact.name,
        "first": contact.first,
        "last": contact.last,
        "company": contact.company,
        "title": contact.title,
        "place": contact.place,
        "email": contact.email,
        "page": contact.page.as_ref().map(Link::as_str),
        "connection": contact.connection,
        "connected": contact.connected.map(|day| day.to_string()),
        "last_contact": contact.last_contact.map(|day| day.to_string()),
        "circle": contact.circle.word(),
        "tags": contact.tags,
    });
    if let (Some(private), Some(object)) = (&contact.private, value.as_object_mut()) {
        let notes = private.notes.iter();
        let contacts = private.contacts.iter();
        object.insert("met".to_owned(), json!(private.met));
        object.insert(
            "notes".to_owned(),
            notes
                .map(|(on, text)| json!({ "on": on.to_string(), "text": text }))
                .collect(),
        );
        object.insert(
            "contacts".to_owned(),
            contacts
                .map(
                    |(on, by, text)| json!({ "on": on.to_string(), "by": by.word(), "text": text }),
                )
                .collect(),
        );
    }
    value
}
