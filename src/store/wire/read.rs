//! From the frozen form to steps.

use std::collections::BTreeMap;

use super::{WireEdit, WireError, WireFile, WireStep};
use crate::domain::{
    checklist::Word,
    day::Day,
    edit::{Edit, Field},
    invitation::{Answer, InvitationId},
    outbox::OutboxId,
    person::PersonKey,
    plan::Circle,
    sender::{Said, SenderCheck},
    step::{Channel, Import, ImportFile, ImportSection, Missing, Step, StepId},
};

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

impl TryFrom<WireStep> for Step {
    type Error = WireError;

    #[expect(
        clippy::too_many_lines,
        reason = "one arm for each step, so that the compiler finds a forgotten one"
    )]
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
            WireStep::Edit { edits } => Self::Edit {
                edits: edits
                    .into_iter()
                    .map(Edit::try_from)
                    .collect::<Result<_, _>>()?,
            },
            WireStep::Add { person, facts, on } => Self::Add {
                person: PersonKey::from_text(&person),
                facts: facts
                    .into_iter()
                    .map(|(word, value)| Ok((field(word)?, value)))
                    .collect::<Result<_, WireError>>()?,
                on,
            },
            WireStep::SenderCheck { invitation, said } => Self::SenderCheck {
                invitation: invitation.parse().map_err(|_| WireError::Field {
                    what: "invitation",
                    value: invitation,
                })?,
                check: sender_check(said)?,
            },
            WireStep::Seen { what } => Self::Seen { what },
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
            WireStep::Erased(_) => Self::Erased { rest: None },
            WireStep::Erase { salt, hash } => Self::Erase { salt, hash },
        })
    }
}

fn field(word: String) -> Result<Field, WireError> {
    Field::from_word(&word).ok_or(WireError::Field {
        what: "fact about a person",
        value: word,
    })
}

impl TryFrom<WireEdit> for Edit {
    type Error = WireError;

    fn try_from(edit: WireEdit) -> Result<Self, WireError> {
        Ok(Self {
            person: PersonKey::from_text(&edit.person),
            field: field(edit.field)?,
            value: edit.value,
        })
    }
}

fn sender_check(said: BTreeMap<String, String>) -> Result<SenderCheck, WireError> {
    let mut check = SenderCheck::default();
    for (question, word) in said {
        let answer = Said::from_word(&word).ok_or(WireError::Field {
            what: "answer about a sender",
            value: word,
        })?;
        if !check.say(&question, answer) {
            return Err(WireError::Field {
                what: "question about a sender",
                value: question,
            });
        }
    }
    Ok(check)
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
