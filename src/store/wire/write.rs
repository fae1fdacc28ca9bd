//! From steps to their frozen form.

use std::collections::BTreeMap;

use super::{WireEdit, WireFile, WireMissing, WireReceived, WireSection, WireStep, WireTarget};
use crate::domain::{
    checklist::Passage,
    edit::{Edit, Field},
    invitation::Answer,
    received::Received,
    sender::Said,
    step::{ImportFile, Missing, Step},
    target::{TargetChange, Weight},
};

fn texts<T: ToString>(items: &[T]) -> Vec<String> {
    items.iter().map(T::to_string).collect()
}

impl From<&Step> for WireStep {
    #[expect(
        clippy::too_many_lines,
        reason = "one arm for each step, so that the compiler finds a forgotten one"
    )]
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
            Step::Sent {
                person,
                template,
                text,
            } => Self::Sent {
                person: person.to_string(),
                template: template.clone(),
                text: text.clone(),
            },
            Step::Draft {
                person,
                occasion,
                template,
                text,
            } => Self::Draft {
                person: person.to_string(),
                occasion: occasion.word().to_owned(),
                template: template.clone(),
                text: text.clone(),
            },
            Step::Merge { keep, other, take } => Self::Merge {
                keep: keep.to_string(),
                other: other.to_string(),
                take: take.iter().map(|field| field.word().to_owned()).collect(),
            },
            Step::NotSame { people } => Self::NotSame {
                people: texts(people),
            },
            Step::Archive { people, on } => Self::Archive {
                people: texts(people),
                on: *on,
            },
            Step::NoContact { people, on } => Self::NoContact {
                people: texts(people),
                on: *on,
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
            Step::Targets { changes } => Self::Targets {
                changes: changes.iter().map(WireTarget::from).collect(),
            },
            Step::ProfileDraft { passage, text, was } => {
                let (section, title, company) = match passage {
                    Passage::Headline => ("headline", None, None),
                    Passage::About => ("about", None, None),
                    Passage::Description { title, company } => {
                        ("description", Some(title), Some(company))
                    }
                };
                Self::ProfileDraft {
                    section: section.to_owned(),
                    title: title.map(ToString::to_string),
                    company: company.map(ToString::to_string),
                    text: text.clone(),
                    was: was.clone(),
                }
            }
            Step::Edit { edits } => Self::Edit {
                edits: edits.iter().map(WireEdit::from).collect(),
            },
            Step::Add { person, facts, on } => Self::Add {
                person: person.to_string(),
                facts: known(facts),
                on: *on,
            },
            Step::Received { invitations } => Self::Received {
                invitations: invitations.iter().map(WireReceived::from).collect(),
            },
            Step::SenderCheck { invitation, check } => Self::SenderCheck {
                invitation: invitation.to_string(),
                said: check
                    .all()
                    .filter(|(_, said)| *said != Said::Unknown)
                    .map(|(question, said)| (question.word.to_owned(), said.word().to_owned()))
                    .collect(),
            },
            Step::Seen { what } => Self::Seen { what: what.clone() },
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
            Step::Erase { salt, hash } => Self::Erase {
                salt: salt.clone(),
                hash: hash.clone(),
            },
            Step::Erased { .. } => Self::Erased(true),
        }
    }
}

impl From<&TargetChange> for WireTarget {
    fn from(change: &TargetChange) -> Self {
        Self {
            kind: change.kind.word().to_owned(),
            name: change.name.clone(),
            weight: change.weight.map(Weight::get),
        }
    }
}

fn known(facts: &[(Field, String)]) -> BTreeMap<String, String> {
    let word = |(field, value): &(Field, String)| (field.word().to_owned(), value.clone());
    facts.iter().map(word).collect()
}

impl From<&Received> for WireReceived {
    fn from(received: &Received) -> Self {
        Self {
            invitation: received.id.to_string(),
            name: received.name.clone(),
            text: received.note.clone(),
            facts: known(&received.facts),
            between: received.between,
        }
    }
}

impl From<&Edit> for WireEdit {
    fn from(edit: &Edit) -> Self {
        Self {
            person: edit.person.to_string(),
            field: edit.field.word().to_owned(),
            value: edit.value.clone(),
        }
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
