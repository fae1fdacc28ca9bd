//! Reads invitations from e-mails: one message, an mbox, any number of files of a Maildir.
//!
//! ```text
//! bytes ─► messages ─► sender and links tell an invitation ─► name, headline, note; who, when
//! ```
//!
//! Of links only the name of the profile is kept: `sharedKey`, `midToken` and `otpToken` let anybody
//! act for the member. No link is kept whole, and none is opened. Forms: e-mails of 2016 to 2026,
//! as reported; whether the sender is genuine is the mail server's to judge.

mod link;

use mail_parser::{Message, MessageParser};

use crate::domain::{
    day::Instant,
    paste::{Card, CardKind},
    received::Mailed,
};

/// The most bytes of one e-mail that are read: an invitation has some 60 kB.
pub const MOST_BYTES: usize = 1 << 20;
/// The most bytes of all e-mails together.
pub const MOST_BYTES_TOGETHER: usize = 256 << 20;
/// The most e-mails of one capture.
pub const MOST_MAILS: usize = 10_000;
/// The address that invitations come from.
const SENDER: &str = "invitations@linkedin.com";
/// What the most of a name, a headline or a note are, in characters: three times LinkedIn's own
/// limits.
const MOST_CHARS: usize = 1_000;

/// What was found in e-mails.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mails {
    /// Invitations.
    pub invitations: Vec<Mailed>,
    /// E-mails that are no invitations, or do not say whose.
    pub others: u32,
    /// E-mails that are larger than [`MOST_BYTES`], or were too many.
    pub too_large: u32,
}

/// Whether bytes are e-mails: they begin with the separator of an mbox or with header fields, with
/// a sender among them.
pub fn is_mail(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let first = head.lines().next().unwrap_or_default();
    let field = |line: &str| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic() && b != b':')
        })
    };
    let sender = |line: &str| {
        let name = line.get(..5);
        name.is_some_and(|name| name.eq_ignore_ascii_case("from:"))
    };
    (first.starts_with("From ") || field(first)) && head.lines().any(sender)
}

/// The header fields, as far as they are looked at.
fn head(bytes: &[u8]) -> String {
    const MOST: usize = 64 << 10;
    let head = bytes.get(..bytes.len().min(MOST)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).replace("\r\n", "\n");
    let head = head.trim_start_matches(['\u{feff}', '\n']);
    head.split("\n\n").next().unwrap_or_default().to_owned()
}

impl Mails {
    /// Reads a message, or all messages of an mbox.
    pub fn read(&mut self, bytes: &[u8]) {
        if !bytes.starts_with(b"From ") {
            return self.message(bytes);
        }
        let mut message: Vec<u8> = Vec::new();
        let mut blank = true;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            if blank && line.starts_with(b"From ") {
                if !message.is_empty() {
                    self.message(&message);
                }
                message.clear();
                blank = false;
                continue;
            }
            blank = matches!(line, b"\n" | b"\r\n");
            let line = line.get(usize::from(is_quoted(line))..).unwrap_or_default();
            message.extend_from_slice(line);
        }
        if !message.is_empty() {
            self.message(&message);
        }
    }

    /// Reads one message.
    fn message(&mut self, bytes: &[u8]) {
        let seen = self.invitations.len() + self.others as usize;
        if bytes.len() > MOST_BYTES || seen >= MOST_MAILS {
            self.too_large = self.too_large.saturating_add(1);
            return;
        }
        match MessageParser::default()
            .parse(bytes)
            .as_ref()
            .and_then(invitation)
        {
            Some(found) => self.invitations.push(found),
            None => self.others = self.others.saturating_add(1),
        }
    }
}

/// Whether it is a line of a message that an mbox has marked, as it looks like a separator.
fn is_quoted(line: &[u8]) -> bool {
    let marks = line.iter().take_while(|byte| **byte == b'>').count();
    marks > 0
        && line
            .get(marks..)
            .is_some_and(|rest| rest.starts_with(b"From "))
}

fn invitation(mail: &Message<'_>) -> Option<Mailed> {
    let from = mail.from()?.first()?;
    if !from.address()?.eq_ignore_ascii_case(SENDER) {
        return None;
    }
    let name = from.name().unwrap_or_default().trim();
    let name = name.split(" via LinkedIn").next().unwrap_or(name).trim();
    let name = short(name);
    let subject = mail.subject().unwrap_or_default().to_lowercase();
    let text = mail.body_text(0).unwrap_or_default();
    let html = mail.body_html(0).unwrap_or_default();
    let links = link::Links::new(&[&text, &html]);
    // Of one that names LinkedIn alone nobody can be told who invites.
    let nobody = ["", "linkedin", "via linkedin"].contains(&name.to_lowercase().as_str());
    if nobody || is_answer(&subject, &text, &links) {
        return None;
    }
    let (note, headline) = body(&text, &name);
    let mut card = Card::new(CardKind::Invitation, &name);
    card.person = links.profile_of(&name);
    card.headline = headline.map(|text| short(&link::without_secrets(&text)));
    card.note = note.map(|text| short(&link::without_secrets(&text)));
    Some(Mailed {
        card,
        sent: mail.date().and_then(|date| minute(date.to_timestamp())),
        reminder: subject
            .trim_end()
            .ends_with("invitation is waiting for your response"),
    })
}

/// Whether it tells of an accepted invitation, not of a new one. A link to accept is evidence
/// against it.
fn is_answer(subject: &str, text: &str, links: &link::Links) -> bool {
    let told = [
        "accepted your invitation",
        "start a conversation with your new connection",
        "connections, experience, and more",
    ];
    let told = told.iter().any(|words| subject.contains(words));
    !links.accept && (told || text.contains("accepted your invitation"))
}

/// Invitations are dated to the minute.
fn minute(seconds: i64) -> Option<Instant> {
    Instant::from_timestamp(seconds - seconds.rem_euclid(60), 0)
}

fn short(text: &str) -> String {
    text.chars().take(MOST_CHARS).collect()
}

/// What LinkedIn writes where the inviter wrote nothing.
const STANDARD: [&str; 5] = [
    "i'd like to join your linkedin network",
    "i'd like to add you to my professional network",
    "i would like to add you to my professional network",
    "please add me to your linkedin network",
    "i'd like to connect with you",
];

/// The note and the headline of a text: the note stands above the inviter's name, the headline
/// below it.
fn body(text: &str, name: &str) -> (Option<String>, Option<String>) {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let Some(at) = lines.iter().position(|line| *line == name) else {
        return (None, None);
    };
    let above = lines.get(..at).unwrap_or_default();
    let above: Vec<&str> = above
        .iter()
        .copied()
        .filter(|line| !line.is_empty())
        .collect();
    let is_standard = |line: &&str| {
        let folded = crate::text::fold::fold(line);
        STANDARD.iter().any(|words| folded.starts_with(words))
    };
    let is_link = |line: &str| line.contains("https://") || line.contains("http://");
    let note = above.join(" ");
    // A link of LinkedIn's own e-mails stands there only in a form that is not known.
    let own = !above.iter().any(is_standard) && !note.contains("linkedin.com/comm/");
    // A greeting alone is LinkedIn's.
    let own = own && above.len() > usize::from(above.first().is_some_and(|l| l.ends_with(',')));
    let below = lines.get(at + 1).copied().unwrap_or_default();
    let headline = (!below.is_empty() && !is_link(below)).then(|| below.to_owned());
    (own.then_some(note), headline)
}

#[cfg(test)]
mod tests;
