//! The frozen form of a step in a journal line, format version 1.
//!
//! Domain types carry no serde, so that renaming one cannot change the format. A variant may be
//! added; the form of one that was ever written may not change. Golden files hold it.

use serde::{Deserialize, Serialize};

use crate::domain::{
    checklist::Word,
    day::{Day, Instant},
    invitation::{Answer, InvitationId},
    outbox::OutboxId,
    person::PersonKey,
    plan::Circle,
    step::{Channel, Import, ImportFile, ImportSection, Missing, Step, StepId},
};

/// Why the content of a line is no step that this version knows.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// No known step: written by a newer program, or damaged before its checksum was made.
    #[error("unknown step: {0}")]
    Unknown(#[from] serde_json::Error),
    /// A field holds what it may not hold.
    #[error("`{value}` is no {what}")]
    Field {
        /// What the field should hold.
        what: &'static str,
        /// What it holds.
        value: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum WireStep {
    Import {
        source: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        taken: Option<Instant>,
        files: Vec<WireFile>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        unchanged: Vec<String>,
        #[serde(default, skip_serializing_if = "is_zero")]
        set_aside: u64,
    },
    Answer {
        invitations: Vec<String>,
        answer: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<Day>,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    Done {
        items: Vec<String>,
    },
    Note {
        people: Vec<String>,
        text: String,
    },
    Contact {
        people: Vec<String>,
        on: Day,
        channel: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    Snooze {
        people: Vec<String>,
        until: Day,
    },
    Skip {
        people: Vec<String>,
    },
    Circle {
        people: Vec<String>,
        circle: String,
    },
    Tag {
        people: Vec<String>,
        tag: String,
        on: bool,
    },
    Plan {
        people: Vec<String>,
        on: Day,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        what: String,
    },
    Pause {
        people: Vec<String>,
        until: Day,
    },
    Away {
        until: Day,
    },
    FreshStart(bool),
    Sent {
        person: String,
        template: String,
    },
    Fill {
        person: String,
        variable: String,
        value: String,
    },
    Check {
        item: String,
        said: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    Undo {
        id: String,
    },
    Redo {
        id: String,
    },
    Repair {
        #[serde(default)]
        missing: Vec<WireMissing>,
    },
    Erased(bool),
}

#[derive(Serialize, Deserialize)]
struct WireMissing {
    device: String,
    epoch: u32,
    from: u64,
    to: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireFile {
    id: String,
    bytes: u64,
    sha256: String,
    sections: Vec<WireSection>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSection {
    kind: String,
    rows: u64,
    digest: String,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// The JSON text of a step.
pub fn encode(step: &Step) -> Result<String, WireError> {
    Ok(serde_json::to_string(&WireStep::from(step))?)
}

/// The step of a JSON text.
pub fn decode(json: &str) -> Result<Step, WireError> {
    serde_json::from_str::<WireStep>(json)?.try_into()
}

fn texts<T: ToString>(items: &[T]) -> Vec<String> {
    items.iter().map(T::to_string).collect()
}

fn parse_all<T: std::str::FromStr>(
    items: Vec<String>,
    what: &'static str,
) -> Result<Vec<T>, WireError> {
    items
        .into_iter()
        .map(|value| value.parse().map_err(|_| WireError::Field { what, value }))
        .collect()
}

fn keys(people: &[String]) -> Vec<PersonKey> {
    people
        .iter()
        .map(|text| PersonKey::from_text(text))
        .collect()
}

impl From<&Step> for WireStep {
    fn from(step: &Step) -> Self {
        match step {
            Step::Import(import) => Self::Import {
                source: import.source.clone(),
                taken: import.taken,
                files: import.files.iter().map(WireFile::from).collect(),
                unchanged: import.unchanged.clone(),
                set_aside: import.set_aside,
            },
            Step::Answer {
                invitations,
                answer,
                reason,
            } => Self::Answer {
                invitations: texts(invitations),
                answer: answer.word().to_owned(),
                until: match answer {
                    Answer::Later(until) => Some(*until),
                    _ => None,
                },
                reason: reason.clone(),
            },
            Step::Done { items } => Self::Done {
                items: texts(items),
            },
            Step::Note { people, text } => Self::Note {
                people: texts(people),
                text: text.clone(),
            },
            Step::Contact {
                people,
                on,
                channel,
                text,
            } => Self::Contact {
                people: texts(people),
                on: *on,
                channel: channel.word().to_owned(),
                text: text.clone(),
            },
            Step::Snooze { people, until } => Self::Snooze {
                people: texts(people),
                until: *until,
            },
            Step::Skip { people } => Self::Skip {
                people: texts(people),
            },
            Step::Circle { people, circle } => Self::Circle {
                people: texts(people),
                circle: circle.word().to_owned(),
            },
            Step::Tag { people, tag, on } => Self::Tag {
                people: texts(people),
                tag: tag.clone(),
                on: *on,
            },
            Step::Plan { people, on, what } => Self::Plan {
                people: texts(people),
                on: *on,
                what: what.clone(),
            },
            Step::Pause { people, until } => Self::Pause {
                people: texts(people),
                until: *until,
            },
            Step::Away { until } => Self::Away { until: *until },
            Step::FreshStart => Self::FreshStart(true),
            Step::Sent { person, template } => Self::Sent {
                person: person.to_string(),
                template: template.clone(),
            },
            Step::Fill {
                person,
                variable,
                value,
            } => Self::Fill {
                person: person.to_string(),
                variable: variable.clone(),
                value: value.clone(),
            },
            Step::Check { item, said, reason } => Self::Check {
                item: item.clone(),
                said: said.word().to_owned(),
                reason: reason.clone(),
            },
            Step::Undo { id } => Self::Undo { id: id.to_string() },
            Step::Redo { id } => Self::Redo { id: id.to_string() },
            Step::Repair { missing } => {
                let wire = |m: &Missing| WireMissing {
                    device: m.device.clone(),
                    epoch: m.epoch,
                    from: m.from,
                    to: m.to,
                };
                Self::Repair {
                    missing: missing.iter().map(wire).collect(),
                }
            }
            Step::Erased => Self::Erased(true),
        }
    }
}

impl TryFrom<WireStep> for Step {
    type Error = WireError;

    fn try_from(wire: WireStep) -> Result<Self, WireError> {
        Ok(match wire {
            WireStep::Import {
                source,
                taken,
                files,
                unchanged,
                set_aside,
            } => Self::Import(Import {
                source,
                taken,
                files: files.into_iter().map(ImportFile::from).collect(),
                unchanged,
                set_aside,
            }),
            WireStep::Answer {
                invitations,
                answer,
                until,
                reason,
            } => Self::Answer {
                invitations: parse_all::<InvitationId>(invitations, "invitation")?,
                answer: answer_of(answer, until)?,
                reason,
            },
            WireStep::Done { items } => Self::Done {
                items: parse_all::<OutboxId>(items, "line of the outbox")?,
            },
            WireStep::Note { people, text } => Self::Note {
                people: keys(&people),
                text,
            },
            WireStep::Contact {
                people,
                on,
                channel,
                text,
            } => Self::Contact {
                people: keys(&people),
                on,
                channel: Channel::from_word(&channel).ok_or(WireError::Field {
                    what: "channel",
                    value: channel,
                })?,
                text,
            },
            WireStep::Snooze { people, until } => Self::Snooze {
                people: keys(&people),
                until,
            },
            WireStep::Skip { people } => Self::Skip {
                people: keys(&people),
            },
            WireStep::Circle { people, circle } => Self::Circle {
                people: keys(&people),
                circle: Circle::from_word(&circle).ok_or(WireError::Field {
                    what: "circle",
                    value: circle,
                })?,
            },
            WireStep::Tag { people, tag, on } => Self::Tag {
                people: keys(&people),
                tag,
                on,
            },
            WireStep::Plan { people, on, what } => Self::Plan {
                people: keys(&people),
                on,
                what,
            },
            WireStep::Pause { people, until } => Self::Pause {
                people: keys(&people),
                until,
            },
            WireStep::Away { until } => Self::Away { until },
            WireStep::FreshStart(_) => Self::FreshStart,
            WireStep::Sent { person, template } => Self::Sent {
                person: PersonKey::from_text(&person),
                template,
            },
            WireStep::Fill {
                person,
                variable,
                value,
            } => Self::Fill {
                person: PersonKey::from_text(&person),
                variable,
                value,
            },
            WireStep::Check { item, said, reason } => Self::Check {
                item,
                said: Word::from_word(&said).ok_or(WireError::Field {
                    what: "word about an item",
                    value: said,
                })?,
                reason,
            },
            WireStep::Undo { id } => Self::Undo {
                id: StepId::new(&id),
            },
            WireStep::Redo { id } => Self::Redo {
                id: StepId::new(&id),
            },
            WireStep::Repair { missing } => {
                let missing = missing.into_iter().map(|m| Missing {
                    device: m.device,
                    epoch: m.epoch,
                    from: m.from,
                    to: m.to,
                });
                Self::Repair {
                    missing: missing.collect(),
                }
            }
            WireStep::Erased(_) => Self::Erased,
        })
    }
}

fn answer_of(word: String, until: Option<Day>) -> Result<Answer, WireError> {
    match (word.as_str(), until) {
        ("accept", None) => Ok(Answer::Accept),
        ("decline", None) => Ok(Answer::Decline),
        ("ask", None) => Ok(Answer::Ask),
        ("later", Some(until)) => Ok(Answer::Later(until)),
        _ => Err(WireError::Field {
            what: "answer",
            value: word,
        }),
    }
}

impl From<&ImportFile> for WireFile {
    fn from(file: &ImportFile) -> Self {
        Self {
            id: file.id.clone(),
            bytes: file.bytes,
            sha256: file.sha256.clone(),
            sections: file
                .sections
                .iter()
                .map(|section| WireSection {
                    kind: section.kind.clone(),
                    rows: section.rows,
                    digest: section.digest.clone(),
                })
                .collect(),
        }
    }
}

impl From<WireFile> for ImportFile {
    fn from(file: WireFile) -> Self {
        Self {
            id: file.id,
            bytes: file.bytes,
            sha256: file.sha256,
            sections: file
                .sections
                .into_iter()
                .map(|section| ImportSection {
                    kind: section.kind,
                    rows: section.rows,
                    digest: section.digest,
                })
                .collect(),
        }
    }
}
