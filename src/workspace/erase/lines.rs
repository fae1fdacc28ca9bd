//! A step without somebody: whatever kind of step it is, its JSON is searched for their key.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::{
    domain::{outbox::OutboxId, person::PersonKey, step::ImportFile},
    store::wire,
};

/// What is left of a value.
enum Left {
    Same,
    Part(Value),
    Nothing,
}

/// The step of a line without somebody and with the new import files; `None` if it stays as it is.
pub(super) fn without(
    step: &str,
    who: &PersonKey,
    files: &HashMap<String, ImportFile>,
) -> Option<String> {
    let value: Value = serde_json::from_str(step).ok()?;
    // A step that was erased before, in part, is looked through again.
    let whole = value.get("rest").unwrap_or(&value);
    let rest = match left(whole, who, files) {
        Left::Same => return None,
        Left::Part(rest) => format!(r#","rest":{rest}"#),
        Left::Nothing => String::new(),
    };
    Some(format!(r#"{{"erased":true{rest}}}"#))
}

fn left(value: &Value, who: &PersonKey, files: &HashMap<String, ImportFile>) -> Left {
    match value {
        Value::String(text) if names(text, who) => Left::Nothing,
        Value::Array(items) => list(items, who, files),
        Value::Object(fields) => object(fields, who, files),
        _ => Left::Same,
    }
}

/// Whether a text is somebody's key, or the id of something of theirs: `mira@2026-…`,
/// `accept:mira@2026-…`, `write:welcome:mira`.
fn names(text: &str, who: &PersonKey) -> bool {
    let rest = text.strip_prefix(who.as_str());
    let line = || text.parse::<OutboxId>().ok();
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('@'))
        || line().is_some_and(|line| line.person() == Some(who))
}

fn list(items: &[Value], who: &PersonKey, files: &HashMap<String, ImportFile>) -> Left {
    let mut same = true;
    let kept = items.iter().filter_map(|item| {
        let left = match file(item, files) {
            Some(new) => Left::Part(new),
            None => left(item, who, files),
        };
        same &= matches!(left, Left::Same);
        match left {
            Left::Same => Some(item.clone()),
            Left::Part(part) => Some(part),
            Left::Nothing => None,
        }
    });
    let kept: Vec<Value> = kept.collect();
    match kept.len() {
        _ if same => Left::Same,
        0 => Left::Nothing,
        _ => Left::Part(Value::Array(kept)),
    }
}

/// What takes the place of a file that an import names.
fn file(item: &Value, files: &HashMap<String, ImportFile>) -> Option<Value> {
    item.get("sha256")?;
    wire::file(files.get(item.get("id")?.as_str()?)?).ok()
}

/// Fields of free text, whose words are never taken for somebody's key.
const FREE: [&str; 5] = ["text", "reason", "what", "source", "value"];

/// A field about somebody takes the whole object away; a list that is only shorter does not.
fn object(
    fields: &Map<String, Value>,
    who: &PersonKey,
    files: &HashMap<String, ImportFile>,
) -> Left {
    let mut kept = Map::new();
    let mut same = true;
    for (name, value) in fields {
        let found = if FREE.contains(&name.as_str()) {
            Left::Same
        } else {
            left(value, who, files)
        };
        let value = match found {
            Left::Same => value.clone(),
            Left::Part(part) => {
                same = false;
                part
            }
            Left::Nothing => return Left::Nothing,
        };
        kept.insert(name.clone(), value);
    }
    if same {
        Left::Same
    } else {
        Left::Part(Value::Object(kept))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_of(step: &str) -> Option<String> {
        let who = PersonKey::slug("mira").unwrap();
        without(step, &who, &HashMap::new())
    }

    #[test]
    fn a_step_about_one_person_goes_as_a_whole() {
        for step in [
            r#"{"note":{"people":["mira"],"text":"met"}}"#,
            r#"{"sent":{"person":"mira","template":"W1"}}"#,
            r#"{"answer":{"invitations":["mira@2026-11-02T10:00Z"],"answer":"accept"}}"#,
            r#"{"done":{"items":["accept:mira@2026-11-02T10:00Z"]}}"#,
            r#"{"done":{"items":["write:welcome:mira"]}}"#,
            r#"{"erased":true,"rest":{"note":{"people":["mira"],"text":"met"}}}"#,
        ] {
            assert_eq!(
                left_of(step).as_deref(),
                Some(r#"{"erased":true}"#),
                "{step}"
            );
        }
    }

    #[test]
    fn of_a_step_about_several_the_others_stay() {
        assert_eq!(
            left_of(r#"{"skip":{"people":["jon","mira"]}}"#).as_deref(),
            Some(r#"{"erased":true,"rest":{"skip":{"people":["jon"]}}}"#)
        );
    }

    #[test]
    fn others_and_namesakes_are_left_alone() {
        for step in [
            r#"{"note":{"people":["mira-2"],"text":"mira"}}"#,
            r#"{"skip":{"people":["jon"]}}"#,
            r#"{"undo":{"id":"k3f9x2m7"}}"#,
            r#"{"done":{"items":["update:description:mira@Contoso"]}}"#,
            r#"{"answer":{"invitations":["mira-2@2026-11-02T10:00Z"],"answer":"accept"}}"#,
        ] {
            assert_eq!(left_of(step), None, "{step}");
        }
    }
}
