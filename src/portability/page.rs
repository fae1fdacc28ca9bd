//! Answers of the API, read within limits. Nothing in them is believed.

use serde_json::{Map, Value};

/// The most bytes of an answer, unpacked: 10 MB. Source: safety.md T18.
pub const MOST_BYTES: u64 = 10_000_000;
/// How deep an answer may be nested. Source: safety.md T18.
const MOST_DEPTH: usize = 32;
/// How much of a message of LinkedIn's is shown, in characters.
const MESSAGE_CHARS: usize = 200;

/// A row of a domain: its cells by the names of their columns.
pub type Row = Vec<(String, String)>;

/// A page of a domain of the snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its rows.
    pub rows: Vec<Row>,
    /// Whether it says that another one follows.
    pub more: bool,
    /// Rows and cells that are no texts.
    pub odd: usize,
}

/// An event of the changelog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its number.
    pub id: i64,
    /// When LinkedIn had it ready, in milliseconds since 1970: the cursor.
    pub processed_at: i64,
    /// What it is about: `messages`, `invitations`, …
    pub resource: String,
    /// The action that it belongs to; several events can.
    pub action: String,
    /// Whether LinkedIn says that the action failed.
    pub failed: bool,
    /// What was done: `CREATE`, `DELETE`, …
    pub method: String,
    /// What it was done to.
    pub resource_id: String,
    /// The message, if it is about a new one.
    pub message: Option<Message>,
}

/// A message of the changelog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The conversation, named as in an archive.
    pub conversation: String,
    /// Whether the member wrote it.
    pub mine: bool,
    /// When it was written, in milliseconds since 1970.
    pub at: i64,
    /// What it says.
    pub text: String,
}

/// What LinkedIn knows about the token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authorization {
    /// The member, as `urn:li:person:…`, where it is told.
    pub member: Option<String>,
    /// Since when data is made, in milliseconds since 1970.
    pub since: Option<i64>,
}

/// Reads a page of this domain; what it holds of others is left out.
pub fn snapshot(body: &[u8], domain: &str) -> Result<Page, String> {
    let root = object(body)?;
    let mut page = Page {
        more: has_next(&root),
        ..Page::default()
    };
    for element in elements(&root)? {
        let named = element.get("snapshotDomain").and_then(Value::as_str);
        if named.is_some_and(|named| named != domain) {
            continue;
        }
        match element.get("snapshotData") {
            Some(Value::Array(rows)) => rows.iter().for_each(|row| page.take(row)),
            Some(row @ Value::Object(_)) => page.take(row),
            None | Some(Value::Null) => {}
            Some(_) => page.odd += 1,
        }
    }
    Ok(page)
}

impl Page {
    fn take(&mut self, row: &Value) {
        let Value::Object(row) = row else {
            self.odd += 1;
            return;
        };
        let mut cells = Row::new();
        for (name, cell) in row.iter().filter(|(name, _)| !name.is_empty()) {
            let text = match cell {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                Value::Bool(_) | Value::Number(_) => cell.to_string(),
                Value::Array(_) | Value::Object(_) => {
                    self.odd += 1;
                    continue;
                }
            };
            cells.push((name.clone(), text));
        }
        self.rows.push(cells);
    }
}

/// Reads an answer of the changelog. Events without number or time are left out.
pub fn changes(body: &[u8]) -> Result<Vec<Event>, String> {
    let root = object(body)?;
    let read = |event: &Map<String, Value>| {
        let text = |name: &str| event.get(name).and_then(Value::as_str).unwrap_or_default();
        let number = |name: &str| event.get(name).and_then(Value::as_i64);
        let id = number("id")?;
        Some(Event {
            id,
            processed_at: number("processedAt")?,
            resource: text("resourceName").to_owned(),
            action: match text("activityId") {
                "" => id.to_string(),
                action => action.to_owned(),
            },
            failed: text("activityStatus") == "FAILURE",
            method: text("method").to_owned(),
            resource_id: text("resourceId").to_owned(),
            message: (text("resourceName") == "messages" && text("method") == "CREATE")
                .then(|| message_of(event))
                .flatten(),
        })
    };
    Ok(elements(&root)?.into_iter().filter_map(read).collect())
}

/// The message of an event. `processedActivity` is documented and can be missing, so it is not read.
fn message_of(event: &Map<String, Value>) -> Option<Message> {
    let activity = event.get("activity")?;
    let text = |name: &str| activity.get(name)?.as_str();
    let content = activity.get("content")?;
    // `content.string` may be in a markup of LinkedIn's; this is its text.
    let said = content.get("fallback").and_then(Value::as_str);
    let marked = || content.get("content")?.get("string")?.as_str();
    Some(Message {
        conversation: text("thread")?.rsplit(':').next()?.to_owned(),
        mine: text("author")? == event.get("owner")?.as_str()?,
        at: activity.get("createdAt")?.as_i64()?,
        text: said
            .filter(|said| !said.is_empty())
            .or_else(marked)?
            .to_owned(),
    })
}

/// Reads what LinkedIn knows about the token; `None` where it does not know the member.
pub fn authorization(body: &[u8]) -> Result<Option<Authorization>, String> {
    let root = object(body)?;
    let first = elements(&root)?.into_iter().next();
    Ok(first.map(|element| {
        let key = element.get("memberComplianceAuthorizationKey");
        let member = key.and_then(|key| key.get("member")?.as_str());
        Authorization {
            member: member.map(str::to_owned),
            since: element.get("regulatedAt").and_then(Value::as_i64),
        }
    }))
}

/// What an answer that is a refusal says, shortened; empty where it says nothing.
pub fn message(body: &[u8]) -> String {
    let root = object(body).unwrap_or_default();
    let text = root.get("message").and_then(Value::as_str);
    text.unwrap_or_default()
        .trim()
        .chars()
        .take(MESSAGE_CHARS)
        .collect()
}

fn object(body: &[u8]) -> Result<Map<String, Value>, String> {
    if depth(body) > MOST_DEPTH {
        return Err(format!("it is nested deeper than {MOST_DEPTH} levels"));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(root)) => Ok(root),
        Ok(_) => Err("it is no JSON object".to_owned()),
        Err(error) => Err(format!("it is no JSON: {error}")),
    }
}

/// The elements. One documented answer has a map where all others have a list.
fn elements(root: &Map<String, Value>) -> Result<Vec<&Map<String, Value>>, String> {
    match root.get("elements") {
        Some(Value::Array(list)) => Ok(list.iter().filter_map(Value::as_object).collect()),
        Some(Value::Object(map)) if map.is_empty() => Ok(Vec::new()),
        Some(Value::Object(map)) => Ok(vec![map]),
        _ => Err("it has no `elements`".to_owned()),
    }
}

/// Whether there is a link to another page. `total` and `count` are documented not to be true.
fn has_next(root: &Map<String, Value>) -> bool {
    let links = root.get("paging").and_then(|paging| paging.get("links"));
    let links = links.and_then(Value::as_array);
    links.is_some_and(|links| {
        links
            .iter()
            .any(|link| link.get("rel").and_then(Value::as_str) == Some("next"))
    })
}

/// How deep brackets are nested, outside texts.
fn depth(body: &[u8]) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    let (mut in_text, mut escaped) = (false, false);
    for byte in body {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                depth += 1;
                most = most.max(depth);
            }
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Page, String> {
        snapshot(body.as_bytes(), "PROFILE")
    }

    #[test]
    fn the_documented_answer_is_a_page_with_rows() {
        let page = read(
            r#"{"paging":{"start":0,"count":10,"links":[{"type":"application/json","rel":"next",
            "href":"/rest/x?start=1"}],"total":2},"elements":[{"snapshotDomain":"PROFILE",
            "snapshotData":[{"First Name":"Ada","Zip Code":12345,"Maiden Name":null,"":"x"}]}]}"#,
        )
        .unwrap();
        assert!(page.more);
        let row: Vec<(&str, &str)> = page.rows[0].iter().map(|(n, t)| (&**n, &**t)).collect();
        assert_eq!(
            row,
            [
                ("First Name", "Ada"),
                ("Maiden Name", ""),
                ("Zip Code", "12345")
            ]
        );
    }

    #[test]
    fn what_is_odd_is_counted_and_what_is_foreign_left_out() {
        let page = read(
            r#"{"elements":[{"snapshotDomain":"SKILLS","snapshotData":[{"Name":"Rust"}]},
            {"snapshotData":[{"Headline":{"a":1},"First Name":"Ada"},7]}]}"#,
        )
        .unwrap();
        assert_eq!((page.rows.len(), page.odd, page.more), (1, 2, false));
        assert_eq!(read(r#"{"elements":{}}"#).unwrap(), Page::default());
    }

    #[test]
    fn garbage_is_an_error_in_words() {
        for (body, word) in [
            ("", "no JSON"),
            ("<html>", "no JSON"),
            ("[]", "no JSON object"),
            ("{}", "no `elements`"),
            (r#"{"elements":7}"#, "no `elements`"),
        ] {
            let error = read(body).unwrap_err();
            assert!(error.contains(word), "{body}: {error}");
        }
        let nested = |levels: usize| {
            let (open, close) = ("[".repeat(levels), "]".repeat(levels));
            format!(r#"{{"elements":[],"x":{open}"[[["{close}}}"#)
        };
        assert!(read(&nested(31)).is_ok());
        assert!(read(&nested(32)).unwrap_err().contains("deeper"));
    }

    /// The suite that parsers of JSON are tested with: `tests/corpora/README.md`.
    #[test]
    fn all_that_is_json_is_read_and_what_is_not_is_refused() {
        let mut count = 0;
        let suite = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpora/JSONTestSuite");
        for entry in std::fs::read_dir(suite).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let text = std::fs::read(&path).unwrap();
            let body = [br#"{"elements":[],"x":"#, text.as_slice(), b"}"].concat();
            let page = snapshot(&body, "PROFILE");
            match name.get(..2) {
                Some("y_") => assert_eq!(page, Ok(Page::default()), "{name}"),
                Some("n_") => assert!(page.is_err(), "{name}"),
                _ => {}
            }
            count += 1;
        }
        assert_eq!(count, 318);
    }

    #[test]
    fn a_refusal_says_a_short_message() {
        let body = format!(r#"{{"message":"{}","status":401}}"#, "x".repeat(500));
        assert_eq!(message(body.as_bytes()).len(), 200);
        assert_eq!(message(b"<html>"), "");
    }
}
