//! The audit as JSON, for programs: of exactly these names.

use serde_json::{Value, json};

use crate::domain::checklist::{Audit, Entry, Evidence, Item, Points, Source, State};

/// The score, its level, and the items in the table's order.
pub fn audit(audit: &Audit) -> Value {
    json!({
        "score": audit.score,
        "level": audit.level.as_deref(),
        "items": audit.items.iter().map(item).collect::<Vec<_>>(),
    })
}

/// One item.
pub fn item(item: &Item) -> Value {
    json!({
        "id": &*item.id,
        "title": &*item.title,
        "weight": item.weight,
        "points": item.points.as_f64(),
        "state": item.state.word(),
        "evidence": item.evidence.iter().map(evidence).collect::<Vec<_>>(),
        "why": &*item.why,
        "fix": &*item.fix,
        "link": item.link.as_ref().map(|link| link.url.as_str()),
    })
}

fn evidence(evidence: &Evidence) -> Value {
    json!({
        "text": evidence.text,
        "file": evidence.source.map(Source::file),
        "archive": evidence.archive.map(|day| day.to_string()),
    })
}

/// The score over time, oldest first, with what changed from archive to archive.
pub fn history(entries: &[Entry]) -> Value {
    let side = |side: Option<(State, Points)>| {
        side.map(|(state, points)| json!({ "state": state.word(), "points": points.as_f64() }))
    };
    let entry = |entry: &Entry| {
        let changes = entry.changes.iter().map(|change| {
            json!({
                "id": &*change.id,
                "title": &*change.title,
                "before": side(change.before),
                "after": side(change.after),
                "was": change.was,
                "is": change.is,
                "words": change.words(),
            })
        });
        json!({
            "day": entry.day.map(|day| day.to_string()),
            "archive": entry.source,
            "score": entry.score,
            "got": entry.got.as_f64(),
            "answerable": entry.answerable.as_f64(),
            "changes": changes.collect::<Vec<_>>(),
        })
    };
    Value::from(entries.iter().map(entry).collect::<Vec<_>>())
}
