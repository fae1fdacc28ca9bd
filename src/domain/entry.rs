//! What is typed about a contact, in one line: `yesterday coffee with Mira, talked about Rust`. A
//! date at its beginning or end is taken as the day, and its words tell how people were in touch.

use super::{
    day::Day,
    person::PersonKey,
    step::{Channel, Step},
    when,
};

/// A contact, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// On which day; today if none was said.
    pub on: Day,
    /// How, as far as the words tell; else a message.
    pub channel: Channel,
    /// About what, without the date.
    pub text: Option<String>,
}

/// Words that tell how people were in touch. The first of them in a text counts.
const TELLING: [(Channel, &[&str]); 4] = [
    (
        Channel::Meeting,
        &[
            "met",
            "meeting",
            "coffee",
            "lunch",
            "dinner",
            "breakfast",
            "drinks",
            "walk",
            "visit",
            "visited",
            "meetup",
            "conference",
            "kaffee",
            "mittagessen",
            "getroffen",
            "treffen",
        ],
    ),
    (
        Channel::Call,
        &[
            "call",
            "called",
            "phone",
            "phoned",
            "zoom",
            "teams",
            "videocall",
            "telefoniert",
            "telefonat",
            "anruf",
        ],
    ),
    (Channel::Message, &["message", "messaged", "dm", "linkedin"]),
    (
        Channel::Other,
        &[
            "mail", "mailed", "email", "emailed", "e-mail", "letter", "card", "whatsapp", "signal",
        ],
    ),
];

impl Entry {
    /// The step of this contact with people.
    pub fn step(self, people: Vec<PersonKey>) -> Step {
        Step::Contact {
            people,
            on: self.on,
            channel: self.channel,
            text: self.text,
        }
    }

    /// Reads a line.
    pub fn read(line: &str, today: Day) -> Self {
        let (on, text) = when::within(line, today);
        Self {
            on: on.unwrap_or(today),
            channel: channel(text).unwrap_or(Channel::Message),
            text: (!text.is_empty()).then(|| text.to_owned()),
        }
    }
}

fn channel(text: &str) -> Option<Channel> {
    let words = text.split_whitespace();
    words
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .find_map(|word| {
            let mut kinds = TELLING.iter();
            let found = kinds.find(|(_, words)| words.contains(&word.as_str()));
            found.map(|(channel, _)| *channel)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (String, &'static str, String) {
        let entry = Entry::read(line, "2026-11-23".parse().unwrap());
        (
            entry.on.to_string(),
            entry.channel.word(),
            entry.text.unwrap_or_default(),
        )
    }

    #[test]
    fn a_line_tells_the_day_and_how() {
        for (line, on, how, text) in [
            ("", "2026-11-23", "message", ""),
            ("yesterday", "2026-11-22", "message", ""),
            ("yesterday coffee", "2026-11-22", "meeting", "coffee"),
            ("coffee, on Friday", "2026-11-20", "meeting", "coffee"),
            (
                "called about the job 3 days ago",
                "2026-11-20",
                "call",
                "called about the job",
            ),
            ("2026-11-02: e-mail", "2026-11-02", "other", "e-mail"),
            ("lunch 3 May.", "2026-05-03", "meeting", "lunch"),
            ("May 3 lunch", "2026-05-03", "meeting", "lunch"),
            // Words that look like dates, and days that have not come.
            (
                "sat next to Mira",
                "2026-11-23",
                "message",
                "sat next to Mira",
            ),
            (
                "plans for 2027-01-01",
                "2026-11-23",
                "message",
                "plans for 2027-01-01",
            ),
            (
                "talked about last month",
                "2026-11-23",
                "message",
                "talked about last month",
            ),
            ("she may", "2026-11-23", "message", "she may"),
        ] {
            assert_eq!(read(line), (on.to_owned(), how, text.to_owned()), "{line}");
        }
    }
}
