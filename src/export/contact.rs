//! A person as other programs know them: what the archives say under what was typed.

use sha2::{Digest as _, Sha256};

use crate::{
    domain::{
        book::Book, day::Day, edit::Field, people, person::PersonKey, plan::Circle, step::Channel,
    },
    text::{clean::Safe, link::Link},
};

/// Everything that an export tells about somebody. All texts are cleaned.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// The key in Cordial.
    pub key: PersonKey,
    /// The full name, never empty.
    pub name: String,
    /// The first name.
    pub first: String,
    /// The rest of the name; may be empty.
    pub last: String,
    /// Today's company.
    pub company: String,
    /// Today's title, else the headline.
    pub title: String,
    /// Town or region.
    pub place: String,
    /// The e-mail address.
    pub email: String,
    /// The profile page.
    pub page: Option<Link>,
    /// Whether this is a connection.
    pub connection: bool,
    /// Since when.
    pub connected: Option<Day>,
    /// The last contact: messages, and what was logged.
    pub last_contact: Option<Day>,
    /// How often to be in touch.
    pub circle: Circle,
    /// Tags.
    pub tags: Vec<String>,
    /// How they met, private notes and logged contacts; only where they were asked for.
    pub private: Option<Private>,
}

/// What the person wrote about somebody for themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Private {
    /// How they met.
    pub met: String,
    /// Notes, oldest first.
    pub notes: Vec<(Day, String)>,
    /// Logged contacts, oldest first.
    pub contacts: Vec<(Day, Channel, String)>,
}

impl Contact {
    /// What the book knows about somebody; what the person wrote for themselves only with
    /// `private`.
    pub fn of(book: &Book, key: &PersonKey, private: bool) -> Self {
        let person = book.facts().person(key);
        let name = line(people::name(book, key));
        let first = person.map_or("", |person| person.first.trim());
        let (first, last) = parted(&name, first);
        let known = |field| line(book.known(key, field).value().unwrap_or_default());
        let title = match known(Field::Title) {
            title if title.is_empty() => known(Field::Headline),
            title => title,
        };
        let touch = book.touch(key);
        Self {
            first,
            last,
            name,
            company: known(Field::Company),
            title,
            place: known(Field::Place),
            email: known(Field::Email),
            page: key.as_slug().and_then(|slug| Link::profile(slug).ok()),
            connection: person.is_some_and(|person| person.connection),
            connected: person.and_then(|person| person.connected_on),
            last_contact: book.last_contact(key),
            circle: touch.map_or(Circle::None, crate::domain::book::Touch::circle),
            tags: touch.map_or_else(Vec::new, |touch| {
                touch.tags.iter().map(|tag| line(tag)).collect()
            }),
            private: private.then(|| Private::of(book, key)),
            key: key.clone(),
        }
    }

    /// A name for this person that stays the same in every export: a UUID of version 8 (RFC 9562)
    /// made from the key.
    pub fn uuid(&self) -> String {
        uuid("person", self.key.as_str())
    }
}

impl Private {
    fn of(book: &Book, key: &PersonKey) -> Self {
        let notes = book.notes(key).iter();
        let logged = book.touch(key).map(|touch| touch.contacts.iter());
        Self {
            met: line(book.known(key, Field::Met).value().unwrap_or_default()),
            notes: notes.map(|note| (note.day, text(&note.text))).collect(),
            contacts: logged
                .into_iter()
                .flatten()
                .map(|contact| {
                    let about = contact.text.as_deref().unwrap_or_default();
                    (contact.on, contact.channel, text(about))
                })
                .collect(),
        }
    }

    /// Everything in one text, a line each.
    pub fn words(&self) -> String {
        let met = (!self.met.is_empty()).then(|| format!("met: {}", self.met));
        let notes = self
            .notes
            .iter()
            .map(|(day, note)| format!("{day}: {note}"));
        let contacts = self.contacts.iter().map(|(day, channel, about)| {
            let channel = channel.word();
            match about.as_str() {
                "" => format!("{day}: {channel}"),
                about => format!("{day}: {channel}, {about}"),
            }
        });
        met.into_iter()
            .chain(notes)
            .chain(contacts)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// A UUID of version 8 (RFC 9562, 5.8) from a kind of thing and its name.
pub(super) fn uuid(kind: &str, name: &str) -> String {
    let hash = Sha256::digest(format!("cordial:{kind}:{name}"));
    let mut hex = String::with_capacity(36);
    for (at, byte) in hash.iter().take(16).enumerate() {
        let byte = match at {
            6 => byte & 0x0f | 0x80,
            8 => byte & 0x3f | 0x80,
            _ => *byte,
        };
        if matches!(at, 4 | 6 | 8 | 10) {
            hex.push('-');
        }
        hex.push_str(&format!("{byte:02x}"));
    }
    hex
}

/// First name and the rest, where the archive parted them or at the first blank.
fn parted(name: &str, first: &str) -> (String, String) {
    let first = line(first);
    match name.strip_prefix(&first).filter(|_| !first.is_empty()) {
        Some(rest) => (first, rest.trim().to_owned()),
        None => match name.split_once(' ') {
            Some((first, rest)) => (first.to_owned(), rest.trim().to_owned()),
            None => (name.to_owned(), String::new()),
        },
    }
}

fn line(text: &str) -> String {
    Safe::outgoing_line(text).as_str().to_owned()
}

fn text(text: &str) -> String {
    Safe::outgoing(text).as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn names_are_parted_as_the_archive_did_or_at_the_first_blank() {
        let both = |first: &str, rest: &str| (first.to_owned(), rest.to_owned());
        assert_eq!(
            parted("Anna Maria Muster", "Anna Maria"),
            both("Anna Maria", "Muster")
        );
        assert_eq!(
            parted("Anna Maria Muster", ""),
            both("Anna", "Maria Muster")
        );
        assert_eq!(parted("Anna Muster", "Annie"), both("Anna", "Muster"));
        assert_eq!(parted("Cher", ""), both("Cher", ""));
    }
}
