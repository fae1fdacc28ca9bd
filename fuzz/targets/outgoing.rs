//! Files for others: what strangers wrote stays a value, whatever it is.

use calcard::{Entry, Parser, icalendar::ICalendar};
use cordial::{
    domain::{
        book::Book,
        person::PersonKey,
        plan::{Agenda, Circle, FollowUp, Kind},
    },
    export::{
        contact::{Contact, Private},
        icalendar::{self, As},
        list::{self, Csv},
        vcard::{self, Version},
    },
    text::{Link, Safe},
};

use super::{parts, today};
use crate::engine::{Target, outcome};

const HOSTILE: &[&str] = &[
    "\0",
    "\r\nATTENDEE:mailto:x@example.com",
    "END:VCARD",
    "\\n",
    "\\;",
    "\\",
    ";",
    ",",
    "=cmd|'",
    "\"",
    "\u{85}",
    "\u{2028}",
    "é",
];

/// Somebody in an address book, a table and a list. The parts are name, company, title, place,
/// e-mail, a tag, a note and the slug of the page.
pub(crate) const CONTACT: Target = Target::new(contact, HOSTILE);

fn contact(input: &[u8]) -> u64 {
    let parts: [String; 8] = parts(input);
    let [name, company, title, place, email, tag, note, slug] =
        parts.map(|part| Safe::outgoing(&part).to_string());
    let page = Link::profile(&slug).ok();
    let has_page = page.is_some();
    let contact = Contact {
        key: PersonKey::from_text(&slug),
        first: name.clone(),
        last: title.clone(),
        name: if name.is_empty() { slug } else { name },
        company,
        title,
        place,
        email,
        page,
        connection: true,
        connected: Some(today()),
        last_contact: None,
        circle: Circle::Close,
        tags: vec![tag],
        private: Some(Private {
            met: note.clone(),
            notes: vec![(today(), note)],
            contacts: Vec::new(),
        }),
    };
    let all = [contact];
    for version in [Version::V3, Version::V4] {
        let text = vcard::write(&all, version);
        let names = lines(&text);
        assert_eq!(names.first().map(String::as_str), Some("BEGIN"));
        assert_eq!(names.iter().filter(|name| *name == "BEGIN").count(), 1);
        let known = |name: &String| {
            let known = "BEGIN VERSION PRODID UID FN N ORG TITLE EMAIL ADR URL CATEGORIES NOTE END";
            known.split(' ').any(|known| known == name)
        };
        assert!(names.iter().all(known), "{text}");
        let entry = Parser::new(&text).strict().entry();
        assert!(matches!(entry, Entry::VCard(_)), "{entry:?} of {text}");
    }
    let raw = list::csv(
        &all,
        Csv {
            raw: true,
            bom: false,
        },
    )
    .unwrap();
    let bytes = list::csv(&all, Csv::default()).unwrap();
    let raw = csv::Reader::from_reader(&*raw)
        .into_records()
        .map(Result::unwrap)
        .collect::<Vec<_>>();
    let rows = csv::Reader::from_reader(&*bytes)
        .into_records()
        .map(Result::unwrap)
        .collect::<Vec<_>>();
    assert_eq!((raw.len(), rows.len()), (1, 1));
    for (cell, raw) in rows[0].iter().zip(&raw[0]) {
        assert!(cell == raw || cell.strip_prefix('\'') == Some(raw));
        let runs = cell
            .trim_start()
            .starts_with(['=', '@', '|', '%', '\u{ff1d}', '\u{ff20}']);
        assert!(!runs, "{cell:?}");
    }
    let json = list::json(&all).to_string();
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    outcome(&has_page)
}

/// Follow-ups in a calendar. The parts are name, why and the person's key.
pub(crate) const CALENDAR: Target = Target::new(calendar, HOSTILE);

fn calendar(input: &[u8]) -> u64 {
    let [name, why, key] = parts(input);
    let follow_up = FollowUp {
        person: PersonKey::from_text(&key),
        name,
        kind: Kind::Note,
        due: today(),
        until: today(),
        on: today(),
        interval: 90,
        why,
        first: None,
        late: false,
        propose: None,
    };
    let agenda = Agenda {
        today: vec![follow_up],
        ..Agenda::default()
    };
    for component in [As::Event, As::Todo] {
        let form = icalendar::Form {
            component,
            alarm: chrono::NaiveTime::from_hms_opt(9, 0, 0),
            now: "2026-11-23T12:00:00Z".parse().unwrap(),
        };
        let (text, count) = icalendar::write(&Book::default(), &agenda, form);
        assert_eq!(count, 1);
        let names = lines(&text);
        assert_eq!(
            names.iter().filter(|name| *name == "BEGIN").count(),
            3,
            "{text}"
        );
        let foreign = ["ATTENDEE", "ORGANIZER", "ATTACH"];
        assert!(
            !names.iter().any(|name| foreign.contains(&name.as_str())),
            "{text}"
        );
        let actions = text.matches("ACTION:").count();
        assert!(actions >= 1, "{text}");
        ICalendar::parse(&text).unwrap();
    }
    outcome(&key.is_empty())
}

/// The names of the unfolded lines, each of which keeps to its form.
fn lines(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line:?}");
        assert!(!line.contains(char::is_control), "{line:?}");
    }
    let whole = text.replace("\r\n ", "");
    let names = whole.split_terminator("\r\n").map(|line| {
        let end = line.find([':', ';']).unwrap_or_else(|| panic!("{line:?}"));
        line[..end].to_owned()
    });
    names.collect()
}
