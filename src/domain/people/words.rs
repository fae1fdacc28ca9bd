//! What happened with somebody, in words: the same on the card and on the command line.

use super::{Happening, Moment};
use crate::domain::{invitation::Answer, news::Job, records::Direction};

impl Moment<'_> {
    /// In a few words. They quote strangers: hostile until cleaned.
    pub fn words(&self) -> String {
        match &self.what {
            Happening::Connected => "connected".to_owned(),
            Happening::Invited { direction, note } => with(
                match direction {
                    Direction::Incoming => "invited you",
                    Direction::Outgoing => "you invited them",
                },
                note,
            ),
            Happening::Answered { answer, reason } => {
                let reason = reason.unwrap_or_default();
                match answer {
                    Answer::Accept => with("you accepted", reason),
                    Answer::Decline => with("you declined", reason),
                    Answer::Ask => with("you asked first", reason),
                    Answer::Later(day) => with(&format!("you put it off until {day}"), reason),
                }
            }
            Happening::Messages { sent, received } => {
                let noun = if sent + received == 1 {
                    "message"
                } else {
                    "messages"
                };
                match (sent, received) {
                    (0, _) => format!("{received} {noun} from them"),
                    (_, 0) => format!("{sent} {noun} from you"),
                    _ => {
                        let all = sent + received;
                        format!("{all} {noun}: {sent} from you, {received} from them")
                    }
                }
            }
            Happening::Contact { channel, text } => with(channel.word(), text.unwrap_or_default()),
            Happening::Note(text) => with("note", text),
            Happening::Job { before, now } => format!("now {}, before {}", job(now), job(before)),
            Happening::Gone => "no longer among your connections".to_owned(),
        }
    }
}

fn with(words: &str, text: &str) -> String {
    if text.is_empty() {
        words.to_owned()
    } else {
        format!("{words}: {text}")
    }
}

/// A position at a company, as far as they are known.
pub fn job(job: &Job) -> String {
    match (job.position.trim(), job.company.trim()) {
        ("", "") => "without a job".to_owned(),
        ("", company) => format!("at {company}"),
        (position, "") => position.to_owned(),
        (position, company) => format!("{position} at {company}"),
    }
}
