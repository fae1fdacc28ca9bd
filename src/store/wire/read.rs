//! From the frozen form to steps.

use std::collections::BTreeMap;

use super::{WireEdit, WireError, WireFile, WireReceived, WireStep, WireTarget};
use crate::domain::{
    checklist::{Passage, Word},
    day::Day,
    edit::{Edit, Field},
    invitation::{Answer, InvitationId},
    outbox::OutboxId,
    person::PersonKey,
    plan::Circle,
    received::Received,
    sender::{Said, SenderCheck},
    step::{self, Channel, Import, ImportFile, ImportSection, Missing, Step, StepId},
    target::{TargetChange, TargetKind, Weight},
    template::Occasion,
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
            WireStep::Sent {
                person,
                template,
                text,
            } => Self::Sent {
                person: PersonKey::from_text(&person),
                template,
                text,
            },
            WireStep::Draft {
                person,
                occasion,
                template,
                text,
            } => Self::Draft {
                person: PersonKey::from_text(&person),
                occasion: Occasion::from_word(&occasion).ok_or(WireError::Field {
                    what: "occasion",
                    value: occasion,
                })?,
                template,
                text,
            },
            WireStep::Merge { keep, other, take } => Self::Merge {
                keep: PersonKey::from_text(&keep),
                other: PersonKey::from_text(&other),
                take: fields(take)?,
            },
            WireStep::NotSame { people } => Self::NotSame {
                people: keys(&people),
            },
            WireStep::Archive { people, on } => Self::Archive {
                people: keys(&people),
                on,
            },
            WireStep::NoContact { people, on } => Self::NoContact {
                people: keys(&people),
                on,
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
            WireStep::Targets { changes } => Self::Targets {
                changes: changes
                    .into_iter()
                    .map(TargetChange::try_from)
                    .collect::<Result<_, _>>()?,
            },
            WireStep::ProfileDraft {
                section,
                title,
                company,
                text,
                was,
            } => Self::ProfileDraft {
                passage: passage_of(section, title, company)?,
                text,
                was,
            },
            WireStep::Edit { edits } => Self::Edit {
                edits: edits
                    .into_iter()
                    .map(Edit::try_from)
                    .collect::<Result<_, _>>()?,
            },
            WireStep::Add { person, facts, on } => Self::Add {
                person: PersonKey::from_text(&person),
                facts: known(facts)?,
                on,
            },
            WireStep::Received { invitations } => Self::Received {
                invitations: invitations
                    .into_iter()
                    .map(Received::try_from)
                    .collect::<Result<_, _>>()?,
            },
            WireStep::SenderCheck { invitation, said } => Self::SenderCheck {
                invitation: invitation_of(invitation)?,
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

fn passage_of(
    section: String,
    title: Option<String>,
    company: Option<String>,
) -> Result<Passage, WireError> {
    match (section.as_str(), title, company) {
        ("headline", None, None) => Ok(Passage::Headline),
        ("about", None, None) => Ok(Passage::About),
        ("description", Some(title), Some(company)) => Ok(Passage::Description {
            title: title.into(),
            company: company.into(),
        }),
        _ => Err(WireError::Field {
            what: "text of a profile",
            value: section,
        }),
    }
}

fn fields(words: Vec<String>) -> Result<Vec<step::Field>, WireError> {
    let field = |value: String| {
        step::Field::from_word(&value).ok_or(WireError::Field {
            what: "field of a person",
            value,
        })
    };
    words.into_iter().map(field).collect()
}

fn field(word: String) -> Result<Field, WireError> {
    Field::from_word(&word).ok_or(WireError::Field {
        what: "fact about a person",
        value: word,
    })
}

fn known(facts: BTreeMap<String, String>) -> Result<Vec<(Field, String)>, WireError> {
    let facts = facts.into_iter();
    facts
        .map(|(word, value)| Ok((field(word)?, value)))
        .collect()
}

fn invitation_of(id: String) -> Result<InvitationId, WireError> {
    id.parse().map_err(|_| WireError::Field {
        what: "invitation",
        value: id,
    })
}

impl TryFrom<WireReceived> for Received {
    type Error = WireError;

    fn try_from(received: WireReceived) -> Result<Self, WireError> {
        Ok(Self {
            id: invitation_of(received.invitation)?,
            name: received.name,
            note: received.text,
            facts: known(received.facts)?,
            between: received.between,
        })
    }
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

impl TryFrom<WireTarget> for TargetChange {
    type Error = WireError;

    fn try_from(wire: WireTarget) -> Result<Self, WireError> {
        let weight = wire.weight.map(|weight| {
            Weight::new(weight).ok_or_else(|| WireError::Field {
                what: "weight of a target",
                value: weight.to_string(),
            })
        });
        Ok(Self {
            kind: TargetKind::from_word(&wire.kind).ok_or(WireError::Field {
                what: "kind of target",
                value: wire.kind,
            })?,
            name: wire.name,
            weight: weight.transpose()?,
        })
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
