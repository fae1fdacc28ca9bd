//! The frozen form of a step in a journal line, format version 1.
//!
//! Domain types carry no serde, so that renaming one cannot change the format. A variant may be
//! added; the form of one that was ever written may not change. Golden files hold it.

mod read;
mod write;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{
    day::{Day, Instant},
    step::{ImportFile, Step},
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
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    Draft {
        person: String,
        occasion: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        template: String,
        text: String,
    },
    Merge {
        keep: String,
        other: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        take: Vec<String>,
    },
    NotSame {
        people: Vec<String>,
    },
    Archive {
        people: Vec<String>,
        on: bool,
    },
    NoContact {
        people: Vec<String>,
        on: bool,
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
    Targets {
        changes: Vec<WireTarget>,
    },
    ProfileDraft {
        section: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        company: Option<String>,
        text: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        was: String,
    },
    Edit {
        edits: Vec<WireEdit>,
    },
    Add {
        person: String,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        facts: BTreeMap<String, String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        on: Option<Day>,
    },
    Received {
        invitations: Vec<WireReceived>,
    },
    SenderCheck {
        invitation: String,
        said: BTreeMap<String, String>,
    },
    Seen {
        what: String,
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
    Erase {
        salt: String,
        hash: String,
    },
}

/// What is left of a step that was erased: it stands beside the mark, not in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireErased {
    #[serde(rename = "erased")]
    _erased: bool,
    #[serde(default)]
    rest: Option<WireStep>,
}

/// A target; one without a weight is none.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireTarget {
    kind: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    weight: Option<u8>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireEdit {
    person: String,
    field: String,
    value: String,
}

/// An invitation that came by e-mail or from a copied page. The note is called `text` as all free
/// texts are; `between` has the first and the last day on which it may have been sent.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireReceived {
    invitation: String,
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    facts: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    between: Option<(Day, Day)>,
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
    let json = serde_json::to_string(&WireStep::from(step.what()))?;
    Ok(match step {
        Step::Erased { rest: Some(_) } => format!(r#"{ERASED},"rest":{json}}}"#),
        _ => json,
    })
}

/// The form of an import file in a step.
pub fn file(file: &ImportFile) -> Result<serde_json::Value, WireError> {
    Ok(serde_json::to_value(WireFile::from(file))?)
}

/// How a step begins that was erased, in part or whole.
const ERASED: &str = r#"{"erased":true"#;

/// The step of a JSON text.
pub fn decode(json: &str) -> Result<Step, WireError> {
    if json.starts_with(ERASED) {
        let WireErased { rest, .. } = serde_json::from_str(json)?;
        let rest = rest.map(Step::try_from).transpose()?.map(Box::new);
        return Ok(Step::Erased { rest });
    }
    serde_json::from_str::<WireStep>(json)?.try_into()
}

#[cfg(test)]
mod tests;
