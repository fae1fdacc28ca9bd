//! People as vCards, version 4.0 (RFC 6350) or 3.0 (RFC 2426), for address books.

use super::{contact::Contact, content_line::Lines};

/// Which version is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// vCard 3.0, for older address books.
    V3,
    /// vCard 4.0.
    #[default]
    V4,
}

/// A card for each person.
pub fn write(contacts: &[Contact], version: Version) -> String {
    let mut lines = Lines::default();
    for contact in contacts {
        card(contact, version, &mut lines);
    }
    lines.finish()
}

fn card(contact: &Contact, version: Version, lines: &mut Lines) {
    lines.line("BEGIN", "VCARD");
    // RFC 6350 6.7.9: the version comes first.
    lines.line(
        "VERSION",
        match version {
            Version::V3 => "3.0",
            Version::V4 => "4.0",
        },
    );
    lines.line("PRODID", super::PRODUCT);
    // The same in each export, so that a second one updates the card.
    lines.line("UID", &format!("urn:uuid:{}", contact.uuid()));
    lines.text("FN", &contact.name);
    lines.parts("N", &[&contact.last, &contact.first, "", "", ""], ";");
    lines.text("ORG", &contact.company);
    lines.text("TITLE", &contact.title);
    lines.text("EMAIL", &contact.email);
    if !contact.place.is_empty() {
        // Post box, extended, street, town, region, code, country: the archive tells one line.
        lines.parts("ADR", &["", "", "", &contact.place, "", "", ""], ";");
    }
    if let Some(page) = &contact.page {
        lines.line("URL", page.as_str());
    }
    if !contact.tags.is_empty() {
        let tags: Vec<&str> = contact.tags.iter().map(String::as_str).collect();
        lines.parts("CATEGORIES", &tags, ",");
    }
    if let Some(private) = &contact.private {
        lines.text("NOTE", &private.words());
    }
    lines.line("END", "VCARD");
}
